import { describe, expect, test } from 'vitest';
import type { Inventory } from '../../src/inventory/inventory.js';
import { createLoaders } from '../../src/loaders/loaders.js';
import type { Selection } from '../../src/model/selection.js';
import type { Source } from '../../src/model/source.js';
import {
  createFakeVendor,
  listenersSegment,
  loadBalancerRef,
  loadBalancersSegment,
  pek,
  rowsDemand,
  shortly,
  type FakeVendor,
} from '../inventory/fake-vendor.js';

const gd: Source = { account: 'acme', region: 'gd' };
const selecting = (...fields: readonly string[]): Selection => ({
  fields: new Set(fields),
  below: new Map(),
});
const id = selecting('id');

/** Loaders over a vendor, with a note of how many demands came together, and of which source. */
function noted(vendor: FakeVendor, signal?: AbortSignal) {
  const levels: string[] = [];
  const inventory: Inventory = {
    ...vendor.inventory,
    settle: (scope, source, demands) => {
      levels.push(`${source.region ?? ''} ${demands.length}`);
      return vendor.inventory.settle(scope, source, demands);
    },
  };
  return { loaders: createLoaders(inventory, vendor.request(signal)), levels };
}

describe('the demands of one level', () => {
  test('are handed over together, once for each source', async () => {
    const vendor = createFakeVendor({ sources: [pek, gd], truth: { loadBalancers: ['a', 'b', 'c'] } });
    const { loaders, levels } = noted(vendor);
    await Promise.all([
      loaders.item(pek, loadBalancerRef('a'), id),
      loaders.item(gd, loadBalancerRef('a', gd), id),
      loaders.item(pek, loadBalancerRef('b'), id),
      loaders.bring(pek, { type: 'count', segment: loadBalancersSegment() }),
    ]);
    expect([...levels].sort()).toEqual(['gd 1', 'pek 3']);
  });

  test('are gathered also where their fields are resolved in different turns of the same tick', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: ['a', 'b'] } });
    const { loaders, levels } = noted(vendor);
    const later = Promise.resolve()
      .then(() => undefined)
      .then(() => loaders.item(pek, loadBalancerRef('b'), id));
    await Promise.all([loaders.item(pek, loadBalancerRef('a'), id), later]);
    expect(levels).toEqual(['pek 2']);
  });

  test('of the next level are handed over after those of the one before', async () => {
    const vendor = createFakeVendor({
      truth: { loadBalancers: ['a', 'b'], listeners: { a: ['l1'], b: ['l2'] } },
    });
    const { loaders, levels } = noted(vendor);
    await Promise.all(
      ['a', 'b'].map(async (vendorId) => {
        await loaders.item(pek, loadBalancerRef(vendorId), id);
        await loaders.bring(pek, rowsDemand(listenersSegment(vendorId), 0, 5));
      }),
    );
    expect(levels).toEqual(['pek 2', 'pek 2']);
    expect(vendor.calls.map(shortly)).toEqual(['loadBalancersById a,b 0+10', 'listenersOf a,b 0+10']);
  });

  test('that are equal are one', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: ['a'] } });
    const { loaders, levels } = noted(vendor);
    const demand = () => rowsDemand(loadBalancersSegment(), 0, 5);
    await Promise.all([loaders.bring(pek, demand()), loaders.bring(pek, demand())]);
    expect(levels).toEqual(['pek 1']);
  });

  test('that differ in window or fields are several', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: ['a'] } });
    const { loaders, levels } = noted(vendor);
    const demand = rowsDemand(loadBalancersSegment(), 0, 5);
    await Promise.all([
      loaders.bring(pek, demand),
      loaders.bring(pek, { ...demand, window: { offset: 0, limit: 6 } }),
      loaders.bring(pek, { ...demand, selection: selecting('name') }),
      loaders.bring(pek, { type: 'count', segment: demand.segment }),
    ]);
    expect(levels).toEqual(['pek 4']);
  });
});

describe('a record', () => {
  test('at hand is a value, not a promise', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: ['a'] } });
    await createLoaders(vendor.inventory, vendor.request()).item(pek, loadBalancerRef('a'), id);
    const again = createLoaders(vendor.inventory, vendor.request()).record(pek, loadBalancerRef('a'), id);
    expect(again).not.toBeInstanceOf(Promise);
    expect(again).toMatchObject({ vendorId: 'a' });
    expect(vendor.calls).toHaveLength(1);
  });

  test('that the vendor does not have is null, at hand too', async () => {
    const vendor = createFakeVendor();
    const { loaders } = noted(vendor);
    expect(await loaders.item(pek, loadBalancerRef('gone'), id)).toBeNull();
    expect(loaders.record(pek, loadBalancerRef('gone'), id)).toMatchObject({ kind: 'missing' });
    expect(vendor.calls).toHaveLength(1);
  });

  test('that cannot be looked up fails alone', async () => {
    const vendor = createFakeVendor({
      truth: { loadBalancers: ['a'], listeners: { a: ['l'] } },
      answer: ({ form }) => (form === 'loadBalancersById' ? Promise.reject(new Error('away')) : null),
    });
    const { loaders } = noted(vendor);
    const [item, list] = await Promise.allSettled([
      loaders.item(pek, loadBalancerRef('a'), id),
      loaders.bring(pek, rowsDemand(listenersSegment('a'), 0, 5)),
    ]);
    expect(item).toMatchObject({ status: 'rejected', reason: { code: 'INTERNAL_SERVER_ERROR' } });
    expect(list).toEqual({ status: 'fulfilled', value: null });
  });

  test('that lacks a selected field is looked up, for that field alone', async () => {
    const vendor = createFakeVendor({
      truth: { loadBalancers: ['a'] },
      answer: ({ form }, { rows, total }) =>
        form === 'loadBalancers'
          ? { rows: rows.map((row) => ({ ...(row as object), lacks: ['tags'] })), total }
          : null,
    });
    const { loaders } = noted(vendor);
    await loaders.bring(pek, rowsDemand(loadBalancersSegment(), 0, 5));
    expect(loaders.record(pek, loadBalancerRef('a'), selecting('name'))).toMatchObject({ vendorId: 'a' });
    expect(vendor.calls).toHaveLength(1);
    const whole = await loaders.item(pek, loadBalancerRef('a'), selecting('name', 'tags'));
    expect(whole?.lacks).toBeUndefined();
    expect(vendor.calls).toHaveLength(2);
  });

  test('is never waited for longer than the request lasts', async () => {
    const leaving = new AbortController();
    const vendor = createFakeVendor({
      truth: { loadBalancers: ['a'] },
      answer: () => new Promise(() => undefined),
    });
    const { loaders } = noted(vendor, leaving.signal);
    const outcome = expect(
      Promise.resolve(loaders.item(pek, loadBalancerRef('a'), id)),
    ).rejects.toMatchObject({
      code: 'REQUEST_TIMEOUT',
    });
    await expect.poll(() => vendor.calls.length).toBe(1);
    leaving.abort();
    await outcome;
    expect(vendor.calls[0]?.signal.aborted).toBe(true);
  });
});

describe('a viewer', () => {
  test('who may not see the account gets nothing, and costs nothing', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: ['a'] } });
    const scope = { ...vendor.request(), viewer: { accounts: new Set<string>() } };
    const loaders = createLoaders(vendor.inventory, scope);
    const asked = Promise.resolve().then(() => loaders.item(pek, loadBalancerRef('a'), id));
    await expect(asked).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(vendor.calls).toEqual([]);
  });
});
