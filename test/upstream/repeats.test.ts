import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { Answer, Repeat, WireResponse } from '../../src/upstream/wire.js';
import {
  callTo,
  createClient,
  refusal,
  startVendorServer,
  type ClientSetup,
  type VendorServer,
} from './vendor-server.js';

const never = new AbortController().signal;
const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A vendor that fails the first `failures` times in the given way, and answers from then on. */
async function start(
  failures: number,
  fail: (response: ServerResponse, request: IncomingMessage) => void,
  options: Partial<Parameters<typeof createClient>[0]> = {},
): Promise<ClientSetup & { readonly server: VendorServer }> {
  let seen = 0;
  const server = await startVendorServer((request, response) => {
    seen++;
    if (seen <= failures) fail(response, request);
    else response.end('[1]');
  });
  open.push(server.close);
  const setup = createClient({ endpoint: server.url, ...options });
  open.push(() => setup.transport.close());
  return { ...setup, server };
}

/** Reads an answer of 200 as rows and any other as a refusal after which a repeat is as told. */
function readAs(repeat: Repeat, retryAfterMs: number | null = null) {
  return (response: WireResponse): Answer => {
    if (response.status === 200) return { ok: true, rows: [1], total: 1, vendorRequestId: null };
    const refused = refusal('not now');
    return refused.ok ? refused : { ok: false, failure: { ...refused.failure, repeat, retryAfterMs } };
  };
}

const refuse = (response: ServerResponse) => void response.writeHead(503).end('no');

describe('a call whose failure may pass', () => {
  test('is made again, and its answer counts as of the attempt that brought it', async () => {
    const clock = { now: 0 };
    const { client, server, health } = await start(2, refuse, { now: () => ++clock.now });
    const { rows, asOf } = await client.call(callTo('/', readAs('soon')), never);
    expect(rows).toEqual([1]);
    expect(server.requests).toHaveLength(3);
    expect(asOf).toBe(health.read(0).lastCallAt);
    expect(health.read(0)).toMatchObject({ reachable: true, budgetLeft: 97 });
  });

  test('is made three times at most, and then fails as the last attempt did', async () => {
    const { client, server } = await start(9, refuse);
    await expect(client.call(callTo('/', readAs('soon')), never)).rejects.toMatchObject({
      code: 'UPSTREAM_REJECTED',
      message: 'not now',
    });
    expect(server.requests).toHaveLength(3);
  });

  test('is made once only while its vendor is down, and again once it answers', async () => {
    const { client, server } = await start(13, refuse);
    const call = () => client.call(callTo('/', readAs('soon')), never);
    for (let made = 0; made < 7; made++) await expect(call()).rejects.toThrow('not now');
    // Three calls of three attempts each use the account's repeats up but for one.
    expect(server.requests).toHaveLength(9 + 1 + 3);
    for (let made = 0; made < 20; made++) await call();
    expect(server.requests).toHaveLength(13 + 20);
  });

  test('because its connection broke is one', async () => {
    const { client, server } = await start(1, (response) => response.destroy());
    expect((await client.call(callTo('/', readAs('soon')), never)).rows).toEqual([1]);
    expect(server.requests).toHaveLength(2);
  });

  test('gives its place to others while it waits', async () => {
    const order: string[] = [];
    const { client } = await start(
      1,
      (response, request) => {
        order.push(`${request.url} failed`);
        refuse(response);
      },
      { maxConcurrentCalls: 1 },
    );
    const done = (path: string) =>
      client.call(callTo(path, readAs('soon')), never).then(() => order.push(path));
    await Promise.all([done('/first'), done('/second')]);
    expect(order).toEqual(['/first failed', '/second', '/first']);
  });

  test('is not made again once nobody waits, and ends without the rest of its wait', async () => {
    const { client, server, health } = await start(9, refuse);
    const leaving = new AbortController();
    const left = client.call(callTo('/', readAs('soon', 5000)), leaving.signal);
    const outcome = expect(left).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
    await expect.poll(() => health.read(0).lastError).not.toBeNull();
    const leftAt = performance.now();
    leaving.abort();
    await outcome;
    expect(performance.now() - leftAt).toBeLessThan(2500);
    expect(server.requests).toHaveLength(1);
  });

  test('waits as long as the vendor asks for, and not at all when that is too long', async () => {
    const patient = await start(1, refuse);
    const startedAt = performance.now();
    await patient.client.call(callTo('/', readAs('soon', 400)), never);
    expect(performance.now() - startedAt).toBeGreaterThan(390);
    expect(patient.server.requests).toHaveLength(2);
    const asked = await start(1, refuse);
    const call = asked.client.call(callTo('/', readAs('soon', 60_000)), never);
    await expect(call).rejects.toMatchObject({ details: { retryAfterMs: 60_000 } });
    expect(asked.server.requests).toHaveLength(1);
  });
});

describe('a call that is made once only', () => {
  test('is one that was refused', async () => {
    const { client, server } = await start(9, refuse);
    await expect(client.call(callTo('/', readAs('never')), never)).rejects.toMatchObject({
      code: 'UPSTREAM_REJECTED',
    });
    expect(server.requests).toHaveLength(1);
  });

  test('is one that was not answered in time', async () => {
    const { client, server } = await start(9, () => undefined, { upstreamTimeoutMs: 300 });
    await expect(client.call(callTo('/', readAs('soon')), never)).rejects.toMatchObject({
      code: 'UPSTREAM_TIMEOUT',
    });
    expect(server.requests).toHaveLength(1);
  });

  test('is one whose answer is nested too deeply: it is not even read', async () => {
    const { client, server } = await start(9, (response) => void response.end('['.repeat(100_000)));
    const read: WireResponse[] = [];
    const call = callTo('/', (response) => {
      read.push(response);
      return refusal('read');
    });
    await expect(client.call(call, never)).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID_RESPONSE',
      details: { retryable: false, action: 'DescribeThings' },
    });
    expect(read).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });
});

describe("a vendor's clock", () => {
  const ahead = 600_000;

  /** A vendor that accepts a time stamp within a minute of its own clock, and says by `Date` what that is. */
  async function startClock(options: { readonly tellsTime: boolean; readonly aheadMs: () => number }) {
    const stamps: number[] = [];
    const server = await startVendorServer((request, response) => {
      const now = Date.now() + options.aheadMs();
      const stamp = Number(new URL(request.url ?? '', 'http://vendor.example').searchParams.get('at'));
      stamps.push(stamp);
      response.sendDate = false;
      if (options.tellsTime) response.setHeader('date', new Date(now).toUTCString());
      response.statusCode = Math.abs(now - stamp) < 60_000 ? 200 : 401;
      response.end('[1]');
    });
    open.push(server.close);
    const setup = createClient({ endpoint: server.url });
    open.push(() => setup.transport.close());
    const call = () => {
      const plain = callTo('/', readAs('signed-again'));
      const signed = {
        ...plain,
        toRequest: (signing: Parameters<typeof plain.toRequest>[0]) => ({
          ...plain.toRequest(signing),
          path: `/?at=${signing.nowMs}`,
        }),
      };
      return setup.client.call(signed, never);
    };
    return { call, server, stamps };
  }

  test('is learnt once from the answer to a wrong time stamp, and kept', async () => {
    const { call, server } = await startClock({ tellsTime: true, aheadMs: () => ahead });
    const sentAt = Date.now();
    const { rows, asOf } = await call();
    expect(rows).toEqual([1]);
    expect(server.requests).toHaveLength(2);
    // Records are as old as our own clock says, whatever the vendor's is.
    expect(Math.abs(asOf - sentAt)).toBeLessThan(30_000);
    await call();
    await call();
    expect(server.requests).toHaveLength(4);
  });

  test('that still does not fit is not learnt again by the same call', async () => {
    let minutes = 0;
    const { call, server } = await startClock({ tellsTime: true, aheadMs: () => (minutes += 10) * 60_000 });
    await expect(call()).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
    expect(server.requests).toHaveLength(2);
  });

  test('that is years off is not believed', async () => {
    const { call, server } = await startClock({ tellsTime: true, aheadMs: () => 1000 * 24 * 3_600_000 });
    await expect(call()).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
    expect(server.requests).toHaveLength(1);
  });

  test('that the vendor does not tell is not guessed', async () => {
    const { call, server } = await startClock({ tellsTime: false, aheadMs: () => ahead });
    await expect(call()).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
    expect(server.requests).toHaveLength(1);
  });
});
