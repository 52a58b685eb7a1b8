import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mounted } from '../../src/http/mount.js';
import { mountTiny } from './tiny-server.js';

const portal = 'https://portal.example';
const other = 'http://localhost:8080';

describe('pages of other origins', () => {
  let gateway: Mounted & { readonly origin: string };
  beforeAll(async () => {
    gateway = await mountTiny({ corsOrigins: [portal, other], bodyLimitBytes: 1000 });
  });
  afterAll(() => gateway.stop());

  const ask = (origin: string | null, init: RequestInit = {}, path = '/graphql') =>
    fetch(gateway.origin + path, {
      method: 'POST',
      body: '{"query":"{hello}"}',
      ...init,
      headers: {
        'content-type': 'application/json',
        ...(origin === null ? {} : { origin }),
        ...(init.headers as Record<string, string> | undefined),
      },
    });
  const preflight = (origin: string, path = '/graphql') =>
    fetch(gateway.origin + path, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
  const corsHeaders = ({ headers }: Response) =>
    Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));

  it('may read answers where they are listed', async () => {
    for (const origin of [portal, other]) {
      const response = await ask(origin);
      expect(await response.json()).toEqual({ data: { hello: 'hello world' } });
      expect(corsHeaders(response)).toEqual({
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'Age, X-Request-Id, Retry-After',
      });
      expect(response.headers.get('vary')).toBe('Origin');
    }
  });

  it('are told before they ask what they may send, unnamed as they are then', async () => {
    for (const path of ['/graphql', '/graphql/', '/schema.graphql']) {
      const response = await preflight(portal, path);
      expect([response.status, await response.text()]).toEqual([204, '']);
      expect(corsHeaders(response)).toEqual({
        'access-control-allow-origin': portal,
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers':
          'content-type, authorization, cache-control, apollo-require-preflight, x-apollo-operation-name, x-request-id, x-upstream-trace',
        'access-control-expose-headers': 'Age, X-Request-Id, Retry-After',
        'access-control-max-age': '600',
      });
      expect(response.headers.get('vary')).toMatch(/\bOrigin\b/);
    }
  });

  it('may not where they are not, whatever they are like', async () => {
    const unlisted = [
      'https://evil.example',
      'http://portal.example',
      'https://portal.example:8443',
      'https://portal.example.evil.example',
      'https://PORTAL.example',
      'https://portal.example, https://evil.example',
      'null',
      '*',
    ];
    for (const origin of unlisted) {
      const response = await ask(origin);
      expect(response.status).toBe(200);
      expect(corsHeaders(response)).toEqual({});
      expect(response.headers.get('vary')).toMatch(/\bOrigin\b/);
      expect(corsHeaders(await preflight(origin))).toEqual({});
    }
    expect(corsHeaders(await ask(null))).toEqual({});
  });

  it('may read refusals too', async () => {
    const refusals = [
      await ask(portal, { body: '{' }),
      await ask(portal, { body: ' '.repeat(2000) }),
      await ask(portal, { headers: { 'content-encoding': 'x' } }),
      await ask(portal, { headers: { 'content-type': 'application/json; charset=utf-16' } }),
      await ask(portal, { method: 'PUT' }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([400, 413, 415, 415, 405]);
    for (const response of refusals) expect(response.headers.get('access-control-allow-origin')).toBe(portal);
  });

  it('may read nothing but GraphQL and its schema', async () => {
    for (const path of ['/health/live', '/ide/ide.js', '/nothing', '/']) {
      const response = await ask(portal, { method: 'GET', body: null, redirect: 'manual' }, path);
      expect(corsHeaders(response)).toEqual({});
    }
    const schema = await ask(portal, { method: 'GET', body: null }, '/schema.graphql');
    expect(schema.headers.get('access-control-allow-origin')).toBe(portal);
  });

  it('may read nothing at all unless some are listed', async () => {
    const closed = await mountTiny();
    const response = await fetch(closed.url, { method: 'OPTIONS', headers: { origin: portal } });
    expect(response.status).toBe(204);
    expect(corsHeaders(response)).toEqual({});
    expect(response.headers.get('vary')).toBeNull();
    await closed.stop();
  });
});
