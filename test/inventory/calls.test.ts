import fc from 'fast-check';
import { Keyv } from 'keyv';
import { describe, expect, test } from 'vitest';
import { createCalls, formOf } from '../../src/inventory/calls.js';
import type { TtlMs } from '../../src/inventory/freshness.js';
import {
  createMemoryPages,
  createPageCache,
  type CallResult,
  type PageCache,
} from '../../src/inventory/page-cache.js';
import type { Window } from '../../src/model/window.js';
import type { Paging } from '../../src/providers/provider.js';
import type { CallAnswer, UpstreamClient } from '../../src/upstream/client.js';
import { createFakeVendor, pek } from './fake-vendor.js';

const never = new AbortController().signal;
const ttl = 1000;
const ttlMs: TtlMs = {
  loadBalancer: ttl,
  listener: ttl,
  rule: ttl,
  instance: ttl,
  router: ttl,
  backend: ttl,
  health: ttl,
  missing: ttl,
};

interface Setup {
  readonly paging?: Paging;
  readonly rows?: number;
  readonly cache?: PageCache | null;
  readonly answer?: (page: Window, truthful: CallAnswer) => CallAnswer;
}

function setUp({ paging = { style: 'offset', max: 10 }, rows = 25, cache = null, answer }: Setup = {}) {
  const { provider } = createFakeVendor({ paging });
  const pages: Window[] = [];
  const client: UpstreamClient = {
    call: ({ toRequest }) => {
      const { body } = toRequest({ credentials: { id: 'i', key: 'k' }, nonce: 1, nowMs: 0 });
      const { page } = JSON.parse(body ?? '') as { page: Window };
      pages.push(page);
      const ids = Array.from({ length: rows }, (_, index) => `lb${index}`);
      const truthful: CallAnswer = {
        rows: ids
          .slice(page.offset, page.offset + page.limit)
          .map((id) => ({ kind: 'loadBalancer', path: [id] })),
        total: rows,
        asOf: 100 + pages.length,
      };
      return Promise.resolve(answer?.(page, truthful) ?? truthful);
    },
  };
  const calls = createCalls({ providerId: 'ACME', provider, client, cache, ttlMs });
  const request = {
    formName: 'loadBalancers',
    source: pek,
    subjects: [],
    notBefore: 0,
    readers: () => [],
  };
  return { calls, pages, request, provider };
}

describe('all pages', () => {
  test('are read, as few as the total takes, each once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Paging['style']>('offset', 'number'),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(60),
        async (style, max, rows) => {
          const { calls, pages, request } = setUp({ paging: { style, max }, rows });
          const results = await calls.all({ ...request, maxCalls: 1000 }, never);
          const count = Math.max(1, Math.ceil(rows / max));
          const expected = Array.from({ length: count }, (_, index) => ({ offset: index * max, limit: max }));
          expect(pages).toEqual(expected);
          const ids = 'tooMany' in results ? [] : results.flatMap(({ harvests }) => harvests);
          expect(ids.map(({ item }) => 'vendorId' in item && item.vendorId)).toEqual(
            Array.from({ length: rows }, (_, index) => `lb${index}`),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('are given up after the first when they would take more calls than allowed', async () => {
    const { calls, pages, request } = setUp({ rows: 25 });
    expect(await calls.all({ ...request, maxCalls: 2 }, never)).toEqual({ tooMany: 25 });
    expect(pages).toEqual([{ offset: 0, limit: 10 }]);
  });

  test('are read when they take just as many as allowed', async () => {
    const { calls, pages, request } = setUp({ rows: 25 });
    expect(await calls.all({ ...request, maxCalls: 3 }, never)).toHaveLength(3);
    expect(pages).toHaveLength(3);
  });
});

describe('one page', () => {
  test('without a total is a failed call: a short list could not be told from a whole one', async () => {
    const { calls, request } = setUp({ answer: (_, truthful) => ({ ...truthful, total: null }) });
    await expect(calls.page({ ...request, page: { offset: 0, limit: 10 } }, never)).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID_RESPONSE',
      details: { account: 'acme', region: 'pek', action: 'DescribeLoadBalancers', retryable: true },
    });
  });

  test('that is not full ends a list without a total, and a row that comes twice is one of it', async () => {
    const { calls, request } = setUp({
      rows: 3,
      answer: (_, { rows, asOf }) => ({ rows: [...rows, rows[0], 7], total: null, asOf }),
    });
    const page = { offset: 0, limit: 10 };
    expect(await calls.page({ ...request, page }, never)).toMatchObject({ total: 4, malformed: 1 });
  });

  test('counts rows that cannot be read, and keeps the others', async () => {
    const { calls, request } = setUp({
      rows: 3,
      answer: (_, { rows, ...rest }) => ({ ...rest, rows: [rows[0], 7, null, rows[2]] }),
    });
    const { harvests, malformed } = await calls.page({ ...request, page: { offset: 0, limit: 10 } }, never);
    expect(harvests.map(({ item }) => 'vendorId' in item && item.vendorId)).toEqual(['lb0', 'lb2']);
    expect(malformed).toBe(2);
  });

  test('of a form that does not exist is a fault of the plan, whatever objects are called', () => {
    const { provider } = setUp();
    for (const name of ['nothing', 'constructor', '__proto__']) {
      expect(() => formOf(provider, name)).toThrow(name);
    }
  });
});

describe('a kept page', () => {
  const page = { offset: 0, limit: 10 };
  const newCache = () => createPageCache(createMemoryPages(), () => undefined);

  test('is served without a call, with the time of the call that brought it', async () => {
    const { calls, pages, request } = setUp({ cache: newCache() });
    const first = await calls.page({ ...request, page }, never);
    const second = await calls.page({ ...request, page }, never);
    expect(second).toEqual(first);
    expect(second.asOf).toBe(101);
    expect(pages).toHaveLength(1);
  });

  test('that is too old is read again', async () => {
    const { calls, pages, request } = setUp({ cache: newCache() });
    await calls.page({ ...request, page }, never);
    const second = await calls.page({ ...request, page, notBefore: 102 }, never);
    expect(second.asOf).toBe(102);
    expect(pages).toHaveLength(2);
  });

  test('is not taken for another page, source, form or set of subjects', async () => {
    const { calls, pages, request } = setUp({ cache: newCache() });
    await calls.page({ ...request, page }, never);
    await calls.page({ ...request, page: { offset: 10, limit: 10 } }, never);
    await calls.page({ ...request, page: { offset: 0, limit: 5 } }, never);
    await calls.page({ ...request, page, source: { account: 'acme', region: 'gd' } }, never);
    await calls.page({ ...request, page, subjects: ['a'] }, never);
    await calls.page({ ...request, page, formName: 'instances' }, never);
    expect(pages).toHaveLength(6);
  });

  test('is never an error', async () => {
    let failing = true;
    const { calls, pages, request } = setUp({
      cache: newCache(),
      answer: (_, truthful) => (failing ? { ...truthful, total: null } : truthful),
    });
    await expect(calls.page({ ...request, page }, never)).rejects.toThrow();
    failing = false;
    expect((await calls.page({ ...request, page }, never)).total).toBe(25);
    expect(pages).toHaveLength(2);
  });

  test.each<[string, (truthful: CallAnswer) => CallAnswer]>([
    ['that is shorter than its total', ({ rows, ...rest }) => ({ ...rest, rows: rows.slice(1) })],
    ['whose total promises more', ({ total, ...rest }) => ({ ...rest, total: (total ?? 0) + 2 })],
    ['with a row that cannot be read', ({ rows, ...rest }) => ({ ...rest, rows: [7, ...rows.slice(1)] })],
    ['with a row twice for another', ({ rows, ...rest }) => ({ ...rest, rows: [rows[1], ...rows.slice(1)] })],
  ])('is never a look-up’s answer %s: it cannot tell what exists', async (_, spoil) => {
    let failing = true;
    const { calls, pages, request } = setUp({
      rows: 3,
      cache: newCache(),
      answer: (_page, truthful) => (failing ? spoil(truthful) : truthful),
    });
    const lookUp = { ...request, formName: 'loadBalancersById', subjects: ['lb0', 'lb1', 'lb2'], page };
    await calls.page(lookUp, never);
    failing = false;
    expect((await calls.page(lookUp, never)).harvests).toHaveLength(3);
    expect(pages).toHaveLength(2);
    await calls.page(lookUp, never);
    expect(pages).toHaveLength(2);
  });

  test('store that fails counts as an empty one, and says so', async () => {
    const errors: unknown[] = [];
    const fault = new Error('the store is away');
    const away = () => Promise.reject(fault);
    const broken = new Keyv<CallResult>({
      store: { get: away, set: away, delete: away, clear: away, has: away },
      emitErrors: false,
      throwOnErrors: true,
    });
    const cache = createPageCache(broken, (error) => errors.push(error));
    const { calls, pages, request } = setUp({ cache });
    expect((await calls.page({ ...request, page }, never)).total).toBe(25);
    expect((await calls.page({ ...request, page }, never)).total).toBe(25);
    expect(pages).toHaveLength(2);
    expect(errors.length).toBeGreaterThan(0);
  });
});
