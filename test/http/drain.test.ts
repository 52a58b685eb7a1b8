import { describe, expect, it, vi } from 'vitest';
import { mountTiny, type Seen } from './tiny-server.js';

const ask = (url: string, query: string) =>
  fetch(url, {
    method: 'POST',
    body: JSON.stringify({ query }),
    headers: { 'content-type': 'application/json' },
  });

describe('probes', () => {
  it('say that the gateway lives and is ready', async () => {
    const gateway = await mountTiny();
    for (const [path, status] of [
      ['live', 'live'],
      ['ready', 'ready'],
    ] as const) {
      const response = await fetch(`${gateway.origin}/health/${path}`);
      expect([response.status, await response.json()]).toEqual([200, { status }]);
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
    await gateway.stop();
  });
});

describe('a drain', () => {
  it('finishes what runs, is not ready, takes no new work, then closes', async () => {
    const seen: Seen = { aborts: [], started: 0 };
    const metrics = () => Promise.resolve({ contentType: 'text/plain', body: 'counted 7\n' });
    const gateway = await mountTiny({ metrics }, seen);
    const running = ask(gateway.url, '{ wait(ms: 1000) }');
    await vi.waitFor(() => expect(seen.started).toBe(1));
    const stopped = gateway.stop();

    const ready = await fetch(`${gateway.origin}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'draining' }]);
    expect((await fetch(`${gateway.origin}/health/live`)).status).toBe(200);
    expect(await (await fetch(`${gateway.origin}/metrics`)).text()).toBe('counted 7\n');
    const refused = await ask(gateway.url, '{ hello }');
    expect(refused.status).toBe(503);
    expect([ready, refused].map(({ headers }) => headers.get('connection'))).toEqual(['close', 'close']);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED' } }] });

    expect(await (await running).json()).toEqual({ data: { wait: 'waited' } });
    await stopped;
    await expect(fetch(`${gateway.origin}/health/live`)).rejects.toThrow();
    expect(seen.aborts).toEqual([]);
  });

  it('ends what runs when its grace is over', async () => {
    const seen: Seen = { aborts: [], started: 0 };
    const gateway = await mountTiny({}, seen);
    const running = ask(gateway.url, '{ wait(ms: 15000) }');
    await vi.waitFor(() => expect(seen.started).toBe(1));
    const stopped = gateway.stop({ graceMs: 50 });
    expect(await (await running).json()).toEqual({ data: { wait: 'aborted' } });
    await stopped;
  });

  it('does not wait for who only watches', async () => {
    const metrics = () => new Promise<never>(() => {});
    const gateway = await mountTiny({ metrics });
    const scrape = fetch(`${gateway.origin}/metrics`).then(
      () => 'answered',
      () => 'closed',
    );
    const startedAt = performance.now();
    await gateway.stop();
    expect(performance.now() - startedAt).toBeLessThan(5000);
    expect(await scrape).toBe('closed');
  });

  it('does not wait for idle connections', async () => {
    const gateway = await mountTiny();
    await (await ask(gateway.url, '{ hello }')).text();
    const startedAt = performance.now();
    await gateway.stop();
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});
