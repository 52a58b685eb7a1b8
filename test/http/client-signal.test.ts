import { describe, expect, it, vi } from 'vitest';
import { mountTiny, type Seen } from './tiny-server.js';

describe('a client that leaves', () => {
  it('fires the signal', async () => {
    const seen: Seen = { aborts: [], started: 0 };
    const gateway = await mountTiny({}, seen);
    const leaving = new AbortController();
    const answer = fetch(gateway.url, {
      method: 'POST',
      body: '{"query":"{wait}"}',
      headers: { 'content-type': 'application/json' },
      signal: leaving.signal,
    });
    await vi.waitFor(() => expect(seen.started).toBe(1));
    leaving.abort();
    await expect(answer).rejects.toThrow();
    await vi.waitFor(() => expect(seen.aborts).toHaveLength(1));
    await gateway.stop();
  });

  it('is not one whose answer was sent', async () => {
    const seen: Seen = { aborts: [], started: 0 };
    const gateway = await mountTiny({}, seen);
    const response = await fetch(gateway.url, {
      method: 'POST',
      body: '{"query":"{wait(ms: 10)}"}',
      headers: { 'content-type': 'application/json', connection: 'close' },
    });
    expect(await response.json()).toEqual({ data: { wait: 'waited' } });
    await gateway.stop();
    expect(seen.aborts).toEqual([]);
  });
});
