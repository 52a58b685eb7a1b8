import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { mountTiny } from '../http/tiny-server.js';
import { findChromium, launchChromium } from './chromium.js';

/** The gateway under test, a query for it, and a text that its answer shows. */
async function startGateway() {
  const { url, stop } = await mountTiny();
  return { url, stop, query: '{ hello(name: "from the browser") }', answer: 'hello from the browser' };
}

const chromium = findChromium(process.env['PATH'] ?? '');
const required = process.env['LBGRAPH_REQUIRE_CHROMIUM'] === '1';
if (chromium === null && !required) console.warn('SKIPPED: the IDE in a browser. Chromium is not installed.');

describe.skipIf(chromium === null && !required)('the IDE in a browser', () => {
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  let browser: BrowserContext;
  beforeAll(async () => {
    if (chromium === null)
      throw new Error('LBGRAPH_REQUIRE_CHROMIUM=1 is set, but Chromium is not installed.');
    const profile = mkdtempSync(join(tmpdir(), 'lbgraph-chromium-'));
    gateway = await startGateway();
    browser = await launchChromium(chromium, profile);
    return async () => {
      await browser.close();
      await gateway.stop();
      rmSync(profile, { recursive: true, force: true });
    };
  }, 60_000);

  it('runs a typed query, and asks one origin only', { timeout: 60_000 }, async () => {
    const page = await browser.newPage();
    const origins = new Set<string>();
    const complaints: string[] = [];
    page.on('request', (request) => origins.add(new URL(request.url()).origin));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });

    await page.goto(gateway.url);
    const editor = page.locator('.graphiql-query-editor .CodeMirror');
    await editor.waitFor();
    expect(await page.locator('.graphiql-tab').count()).toBe(4);
    await editor.click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(gateway.query);
    await page.getByRole('button', { name: /execute query/i }).click();
    await page.locator('.graphiql-response').getByText(gateway.answer).waitFor();

    expect([...origins]).toEqual([new URL(gateway.url).origin]);
    expect(complaints).toEqual([]);
  });
});
