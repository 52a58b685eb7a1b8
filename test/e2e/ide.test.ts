import { expect, it } from 'vitest';
import { sandboxTopology } from '../../src/simulator/sandbox-topology.js';
import { makeKeys, topology } from '../gateway/callers.js';
import { startFleet } from '../support/gateway.js';
import { describeIde } from './ide.js';

describeIde(({ open, run, expectPeace }) => {
  it('runs a typed query and shows a load balancer of the fleet', async () => {
    const fleet = await startFleet(sandboxTopology);
    const page = await open(fleet);
    const [account] = fleet.simulator.inventory('zen-metal').accounts;
    const name = account?.loadBalancers.find((loadBalancer) => loadBalancer.name !== null)?.name ?? '';
    expect(name).not.toBe('');

    await page.locator('.graphiql-query-editor .CodeMirror').click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(
      '{ loadBalancers(filter: { account: ["zen-metal"] }) { nodes { name } } }',
    );
    const { errors } = await run();
    expect(errors).toBeUndefined();
    await page.locator('.graphiql-response').getByText(`"${name}"`).first().waitFor();
    expectPeace();
  });

  it('says what to do where it needs a key, and where the key may not read the schema', async () => {
    const { keys, auth } = makeKeys();
    const page = await open(await startFleet(topology, { auth }));
    const notice = page.getByRole('status');
    await notice.getByText('Authorization').waitFor();

    const refetch = async (key: string) => {
      await page.locator('.graphiql-editor-tool .CodeMirror:visible').click();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.insertText(JSON.stringify({ Authorization: `Bearer ${key}` }));
      await page.getByRole('button', { name: /re-fetch/i }).click();
    };
    await page.getByRole('button', { name: /show editor tools/i }).click();
    await page.getByRole('button', { name: /^headers$/i }).click();
    await refetch(keys.north);
    await notice.getByText('introspect: true').waitFor();
    const { data } = await run();
    expect(data).toBeTruthy();
    await refetch(keys.everything);
    await notice.waitFor({ state: 'hidden' });
  });
});
