import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page, Response } from 'playwright-core';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import type { Fleet } from '../support/gateway.js';
import { findChromium, launchChromium } from './chromium.js';

const chromium = findChromium(process.env['PATH'] ?? '');
const required = process.env['LBGRAPH_REQUIRE_CHROMIUM'] === '1';

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
}

/** The IDE of a fleet's gateway in a browser of its own, anew for each test. */
export interface Ide {
  readonly open: (fleet: Fleet) => Promise<Page>;
  /** Presses the button that runs the query, and waits until the answer stands on the screen. */
  readonly run: () => Promise<Answer>;
  /** That the page asked its own gateway only, and that the browser had nothing to object to. */
  readonly expectPeace: () => void;
}

/** The answer to a query of the person at the screen; the IDE asks for the schema by itself. */
function isAnswer(response: Response): boolean {
  const request = response.request();
  return request.method() === 'POST' && !(request.postData() ?? '').includes('IntrospectionQuery');
}

/** Tests in a browser; skipped, with a word, where there is none. */
export function describeIde(define: (ide: Ide) => void): void {
  if (chromium === null && !required)
    console.warn('SKIPPED: the IDE in a browser. Chromium is not installed.');
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

    afterEach(async () => {
      await browser.close();
      await fleet.stop();
      rmSync(profile, { recursive: true, force: true });
    });

    define({
      open: async (started) => {
        fleet = started;
        await page.goto(fleet.url);
        await page.locator('.graphiql-query-editor .CodeMirror').waitFor();
        return page;
      },
      run: async () => {
        const [response] = await Promise.all([
          page.waitForResponse(isAnswer),
          page.getByRole('button', { name: /execute query/i }).click(),
        ]);
        await page.locator('.graphiql-response').getByText('"data"').waitFor();
        return (await response.json()) as Answer;
      },
      expectPeace: () => {
        expect([...origins]).toEqual([new URL(fleet.url).origin]);
        expect(complaints).toEqual([]);
      },
    });
  });
}
