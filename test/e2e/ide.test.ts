import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page, Response } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readExamples } from '../../src/http/ide-assets.js';
import { sandboxTopology } from '../../src/simulator/sandbox-topology.js';
import { startFleet, type Fleet } from '../support/gateway.js';
import { makeKeys, topology } from '../gateway/callers.js';
import { findChromium, launchChromium } from './chromium.js';

const chromium = findChromium(process.env['PATH'] ?? '');
const required = process.env['LBGRAPH_REQUIRE_CHROMIUM'] === '1';
if (chromium === null && !required) console.warn('SKIPPED: the IDE in a browser. Chromium is not installed.');

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
}

/** The answer to a query of the person at the screen; the IDE asks for the schema by itself. */
function isAnswer(response: Response): boolean {
  const request = response.request();
  return request.method() === 'POST' && !(request.postData() ?? '').includes('IntrospectionQuery');
}

/** Presses the button that runs the query, and waits until the answer stands on the screen. */
async function run(page: Page): Promise<Answer> {
  const [response] = await Promise.all([
    page.waitForResponse(isAnswer),
    page.getByRole('button', { name: /execute query/i }).click(),
  ]);
  await page.locator('.graphiql-response').getByText('"data"').waitFor();
  return (await response.json()) as Answer;
}

describe.skipIf(chromium === null && !required)('the IDE in a browser', { timeout: 60_000 }, () => {
  let fleet: Fleet;
  let browser: BrowserContext;
  let page: Page;
  let profile: string;
  const origins = new Set<string>();
  const complaints: string[] = [];

  beforeEach(async () => {
    if (chromium === null)
      throw new Error('LBGRAPH_REQUIRE_CHROMIUM=1 is set, but Chromium is not installed.');
    origins.clear();
    complaints.length = 0;
    profile = mkdtempSync(join(tmpdir(), 'lbgraph-chromium-'));
    browser = await launchChromium(chromium, profile);
    browser.on('request', (request) => origins.add(new URL(request.url()).origin));
    page = await browser.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  }, 60_000);

  const open = async (started: Fleet) => {
    fleet = started;
    await page.goto(fleet.url);
    await page.locator('.graphiql-query-editor .CodeMirror').waitFor();
  };

  afterEach(async () => {
    await browser.close();
    await fleet.stop();
    rmSync(profile, { recursive: true, force: true });
  });

  /** That the page asked its own gateway only, and that the browser had nothing to object to. */
  const expectPeace = () => {
    expect([...origins]).toEqual([new URL(fleet.url).origin]);
    expect(complaints).toEqual([]);
  };

  it('runs a typed query and shows a load balancer of the fleet', async () => {
    await open(await startFleet(sandboxTopology));
    const [account] = fleet.simulator.inventory('zen-metal').accounts;
    const name = account?.loadBalancers.find((loadBalancer) => loadBalancer.name !== null)?.name ?? '';
    expect(name).not.toBe('');

    await page.locator('.graphiql-query-editor .CodeMirror').click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(
      '{ loadBalancers(filter: { account: ["zen-metal"] }) { nodes { name } } }',
    );
    const { errors } = await run(page);
    expect(errors).toBeUndefined();
    await page.locator('.graphiql-response').getByText(`"${name}"`).first().waitFor();
    expectPeace();
  });

  it('says what to do where it needs a key, and where the key may not read the schema', async () => {
    const { keys, auth } = makeKeys();
    await open(await startFleet(topology, { auth }));
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
    const { data } = await run(page);
    expect(data).toBeTruthy();
    await refetch(keys.everything);
    await notice.waitFor({ state: 'hidden' });
  });

  it('opens with a tab for each example, and each of them runs', async () => {
    await open(await startFleet(sandboxTopology));
    const tabs = page.locator('.graphiql-tab');
    const examples = readExamples();
    expect(await tabs.count()).toBe(examples.length);
    for (const [index, { query }] of examples.entries()) {
      const name = /^query (\w+)/m.exec(query)?.[1] ?? '';
      const tab = tabs.nth(index).getByRole('button').first();
      expect(await tab.textContent()).toBe(name);
      await tab.click();
      await page.locator('.graphiql-query-editor').getByText(name, { exact: true }).waitFor();
      const { data, errors } = await run(page);
      expect(errors).toBeUndefined();
      expect(data).toBeTruthy();
    }
    expectPeace();
  });
});
