import { afterEach, describe, expect, test } from 'vitest';
import type { Reader, Readers } from '../../src/upstream/reader.js';
import type { Answer, WireResponse } from '../../src/upstream/wire.js';
import { createReader } from '../support/reader.js';
import {
  callTo,
  createClient,
  credentials,
  refusal,
  startVendorServer,
  type VendorServer,
} from './vendor-server.js';

const never = new AbortController().signal;

let server: VendorServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** A vendor that refuses its first calls, after which a repeat may help, and a client of it. */
async function start(refusals = 0, vendorRequestId = 'id') {
  let left = refusals;
  const started = await startVendorServer((_, response) => response.end('[1, 2]'));
  server = started;
  const { client } = createClient({ endpoint: started.url });
  const toAnswer = ({ body }: WireResponse): Answer => {
    const refused = refusal('down');
    if (!refused.ok && left-- > 0) return { ok: false, failure: { ...refused.failure, repeat: 'soon' } };
    return { ok: true, rows: JSON.parse(body) as unknown[], total: 2, vendorRequestId };
  };
  const ask = (readers: Readers) => client.call({ ...callTo('/', toAnswer), readers }, never);
  return { ask, sent: () => started.requests.length };
}

const numbers = ({ calls }: Reader) => {
  const { made, coalesced } = calls.read();
  return { made, coalesced };
};

describe('an attempt', () => {
  test('is charged to the first who waits, and shared by the others', async () => {
    const { ask } = await start();
    const [first, second, third] = [createReader('1'), createReader('2'), createReader('3')];
    await ask(() => [first, second, third]);
    expect([first, second, third].map(numbers)).toEqual([
      { made: 1, coalesced: 0 },
      { made: 0, coalesced: 1 },
      { made: 0, coalesced: 1 },
    ]);
  });

  test('is charged to the next one where the first has no budget left', async () => {
    const { ask } = await start();
    const [first, second] = [createReader('1', 0), createReader('2', 1)];
    await ask(() => [first, second]);
    expect([first, second].map(numbers)).toEqual([
      { made: 0, coalesced: 1 },
      { made: 1, coalesced: 0 },
    ]);
  });

  test('is not sent where nobody has', async () => {
    const { ask, sent } = await start();
    const readers = [createReader('1', 0), createReader('2', 0)];
    await expect(ask(() => readers)).rejects.toMatchObject({
      code: 'UPSTREAM_BUDGET_EXCEEDED',
      details: {
        account: 'acme',
        provider: 'ACME',
        region: 'pek',
        action: 'DescribeThings',
        limit: 0,
        actual: 1,
        retryable: false,
      },
    });
    expect(sent()).toBe(0);
    expect(readers.map(numbers)).toEqual([
      { made: 0, coalesced: 0 },
      { made: 0, coalesced: 0 },
    ]);
  });

  test('is not sent where nobody waits, or all have their answer', async () => {
    const { ask, sent } = await start();
    await expect(ask(() => [])).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
    const answered = createReader();
    answered.calls.close();
    await expect(ask(() => [answered])).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
    expect(sent()).toBe(0);
  });

  test('after another is charged as well, to whoever waits by then', async () => {
    const { ask, sent } = await start(1);
    const [first, second] = [createReader('1'), createReader('2')];
    let asked = 0;
    await ask(() => (asked++ === 0 ? [first] : [second]));
    expect(sent()).toBe(2);
    expect(first.calls.read().calls).toMatchObject([
      { attempt: 1, code: 'UPSTREAM_REJECTED', rows: null, vendorRequestId: 'r-1' },
    ]);
    expect(second.calls.read().calls).toMatchObject([
      { attempt: 2, code: 'OK', rows: 2, vendorRequestId: 'id' },
    ]);
  });

  test('is not repeated beyond the budget', async () => {
    const { ask, sent } = await start(1);
    const reader = createReader('1', 1);
    await expect(ask(() => [reader])).rejects.toMatchObject({
      code: 'UPSTREAM_BUDGET_EXCEEDED',
      details: { limit: 1, actual: 2 },
    });
    expect(sent()).toBe(1);
    expect(numbers(reader)).toEqual({ made: 1, coalesced: 0 });
  });

  test('is told without a secret, even where the vendor puts one into its request id', async () => {
    const { ask } = await start(0, `id ${credentials.key}`);
    const reader = createReader();
    await ask(() => [reader]);
    expect(reader.calls.read().calls[0]?.vendorRequestId).toBe('id ***');
  });
});
