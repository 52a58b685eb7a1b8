import { expect, it } from 'vitest';
import { readExamples } from '../../src/http/ide-assets.js';
import { sandboxTopology } from '../../src/simulator/sandbox-topology.js';
import { startFleet } from '../support/gateway.js';
import { describeIde } from './ide.js';

describeIde(({ open, run, expectPeace }) => {
  it('opens with a tab for each example, and each of them runs', async () => {
    const page = await open(await startFleet(sandboxTopology));
    const tabs = page.locator('.graphiql-tab');
    const examples = readExamples();
    expect(await tabs.count()).toBe(examples.length);
    for (const [index, { query }] of examples.entries()) {
      const name = /^query (\w+)/m.exec(query)?.[1] ?? '';
      const tab = tabs.nth(index).getByRole('button').first();
      expect(await tab.textContent()).toBe(name);
      await tab.click();
      await page.locator('.graphiql-query-editor').getByText(name, { exact: true }).waitFor();
      const { data, errors } = await run();
      expect(errors).toBeUndefined();
      expect(data).toBeTruthy();
    }
    expectPeace();
  });
});
