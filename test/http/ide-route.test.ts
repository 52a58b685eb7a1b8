import { readdirSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadTypeDefs } from '../../src/graphql/type-defs.js';
import { ideAssets, readExamples } from '../../src/http/ide-assets.js';
import type { Mounted } from '../../src/http/mount.js';
import { mountTiny } from './tiny-server.js';

describe('the IDE', () => {
  let gateway: Mounted & { readonly origin: string };
  beforeAll(async () => {
    gateway = await mountTiny();
  });
  afterAll(() => gateway.stop());

  const browserAccept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  const page = (path = '', accept = browserAccept) => fetch(`${gateway.url}${path}`, { headers: { accept } });

  it('answers a browser, and only a browser without a query', async () => {
    const response = await page();
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(response.headers.get('vary')).toBe('accept');
    expect(await response.text()).toContain('graphiql.min.js');
    expect((await page('?query={hello}')).headers.get('content-type')).toMatch('json');
    expect((await page('', 'application/json')).status).toBe(400);
    expect((await page('', '*/*')).status).toBe(400);
    const head = await fetch(gateway.url, { method: 'HEAD', headers: { accept: browserAccept } });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('is where / leads to', async () => {
    const response = await fetch(gateway.origin, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql']);
  });

  it('refers to files of its own origin only, and serves each', async () => {
    const html = await (await page()).text();
    const references = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, path]) => path);
    expect(references.length).toBeGreaterThan(5);
    for (const path of references) expect(path).toMatch(/^\/ide\/[a-z.-]+$/);
    const served = new Set(ideAssets.map(({ name }) => `/ide/${name}`));
    for (const path of references) expect(served).toContain(path);
    expect(html).not.toMatch(/<script>|<style>| on[a-z]+=/);
  });

  it.each(ideAssets.map(({ name }) => name))('serves %s, and 304 for the same again', async (name) => {
    const response = await fetch(`${gateway.origin}/ide/${name}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(
      /^(text\/(html|css|javascript)|application\/javascript|image\/svg)/,
    );
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(40);
    const etag = response.headers.get('etag') ?? '';
    const again = await fetch(`${gateway.origin}/ide/${name}`, {
      // Without it, fetch itself asks for a fresh copy.
      headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' },
    });
    expect(again.status).toBe(304);
  });

  it('offers every example query', async () => {
    const response = await fetch(`${gateway.origin}/ide/examples.json`);
    const examples = z.array(z.object({ name: z.string(), query: z.string() })).parse(await response.json());
    expect(examples.map(({ name }) => name)).toEqual(readdirSync('examples/queries').sort());
  });
});

describe('the example queries', () => {
  it.each(readExamples().map(({ name, query }) => [name, query]))('%s fits the schema', (_name, query) => {
    expect(query).toMatch(/^# /);
    expect(validate(buildSchema(loadTypeDefs()), parse(query))).toEqual([]);
  });
});
