import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRecordStore } from '../../src/inventory/record-store.js';
import { toSegmentPage } from '../../src/inventory/segment-pages.js';
import type { Scope } from '../../src/model/list.js';
import type { VendorRecord } from '../../src/model/record.js';
import type { Source } from '../../src/model/source.js';
import {
  backendsSegment,
  createFakeVendor,
  listenersSegment,
  loadBalancersSegment,
  pek,
} from './fake-vendor.js';

const gd: Source = { account: 'acme', region: 'gd' };
const other: Source = { account: 'other', region: 'pek' };

const { forms } = createFakeVendor().provider;

/** A load balancer's record as the made-up vendor's form decodes it. */
function recordAt(asOf: number, lacks?: readonly string[]): VendorRecord {
  const harvest = forms['loadBalancers']?.decode(
    { kind: 'loadBalancer', path: ['a'], ...(lacks === undefined ? {} : { lacks }) },
    { source: pek, asOf, subjects: [] },
  );
  if (harvest === undefined || typeof harvest === 'string') throw new Error('not decoded');
  return harvest.item;
}

const page = (keys: readonly string[], asOf: number) =>
  toSegmentPage({
    offset: 0,
    limit: 10,
    keys,
    total: keys.length,
    isTold: true,
    asOf,
    allRead: true,
    readings: [],
  });

describe('a record', () => {
  test('is kept under its source: another region or account knows nothing of it', () => {
    const store = createRecordStore(1);
    store.putRecord(pek, 'k', recordAt(1));
    expect(store.records(pek, 'k')[0]?.asOf).toBe(1);
    expect(store.records(gd, 'k')[0]).toBeUndefined();
    expect(store.records(other, 'k')[0]).toBeUndefined();
  });

  test('is the newest of those that came, in whatever order they came', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.boolean()), { minLength: 1, maxLength: 8 }), (puts) => {
        const store = createRecordStore(1);
        for (const [asOf, missing] of puts) {
          store.putRecord(pek, 'k', missing ? { kind: 'missing', asOf } : recordAt(asOf));
        }
        expect(store.records(pek, 'k')[0]?.asOf).toBe(Math.max(...puts.map(([asOf]) => asOf)));
      }),
      { numRuns: 50 },
    );
  });

  test('of the same call is the one that lacks less', () => {
    for (const order of [0, 1]) {
      const store = createRecordStore(1);
      const both = [recordAt(1, ['vendorFields']), recordAt(1)];
      if (order === 1) both.reverse();
      for (const record of both) store.putRecord(pek, 'k', record);
      expect(store.records(pek, 'k')[0]).toEqual(recordAt(1));
    }
  });

  test('that was read stays against one that the same moment calls missing', () => {
    const store = createRecordStore(1);
    store.putRecord(pek, 'k', recordAt(1));
    store.putRecord(pek, 'k', { kind: 'missing', asOf: 1 });
    expect(store.records(pek, 'k')[0]).toEqual(recordAt(1));
  });
});

describe('memory', () => {
  test('is bounded: what was used least recently goes first', () => {
    const store = createRecordStore(1);
    const record = recordAt(1);
    for (let index = 0; index < 5000; index++) {
      store.putRecord(pek, `k${index}`, record);
      expect(store.records(pek, 'k0')).toHaveLength(1);
    }
    const kept = Array.from({ length: 5000 }, (_, index) => store.records(pek, `k${index}`)[0]).filter(
      (one) => one !== undefined,
    );
    expect(kept.length).toBeGreaterThan(100);
    // Each is taken for 1500 bytes.
    expect(kept.length).toBeLessThanOrEqual((1024 * 1024) / 1500);
    expect(store.records(pek, 'k0')[0]).toBeDefined();
    expect(store.records(pek, 'k1')[0]).toBeUndefined();
    expect(store.records(pek, 'k4999')[0]).toBeDefined();
  });
});

describe('list pages', () => {
  test('are kept for their segment and source alone', () => {
    const store = createRecordStore(1);
    store.putPage(pek, listenersSegment('a'), page(['x'], 1));
    expect(store.pages(pek, listenersSegment('a'))).toEqual([page(['x'], 1)]);
    expect(store.pages(pek, listenersSegment('b'))).toEqual([]);
    expect(store.pages(pek, backendsSegment('a', 'x'))).toEqual([]);
    expect(store.pages(gd, listenersSegment('a', gd))).toEqual([]);
  });

  test('leave their total behind, however old, until a later one tells another', () => {
    const store = createRecordStore(1);
    const segment = loadBalancersSegment();
    expect(store.rememberedTotal(pek, segment)).toBeNull();
    store.putPage(pek, segment, page(['x', 'y'], 1));
    expect(store.rememberedTotal(pek, segment)).toBe(2);
    store.putPage(pek, segment, page(['x'], 2));
    expect(store.rememberedTotal(pek, segment)).toBe(1);
    expect(store.rememberedTotal(gd, loadBalancersSegment(gd))).toBeNull();
  });
});

describe('a scope that was read whole', () => {
  const ofSource: Scope = { list: 'backends', segment: '', loadBalancerId: null };
  const ofLoadBalancer: Scope = { ...ofSource, loadBalancerId: 'a' };
  const reading = (asOf: number, exact = true) => ({
    asOf,
    isTold: true,
    exact,
    total: 1,
    readings: [],
    filled: new Set<string>(),
  });

  test('makes the segments in it empty of which no row came', () => {
    const store = createRecordStore(1);
    store.putPage(pek, backendsSegment('a', 'l1'), page(['x'], 5));
    store.putScope(pek, ofSource, reading(5));
    expect(store.pages(pek, backendsSegment('a', 'l1'))).toEqual([page(['x'], 5)]);
    expect(store.pages(pek, backendsSegment('b', 'l2'))).toMatchObject([
      { keys: [], total: 0, exact: true, asOf: 5 },
    ]);
  });

  test('says nothing of other lists, segments, load balancers and sources', () => {
    const store = createRecordStore(1);
    store.putScope(pek, ofLoadBalancer, reading(5));
    expect(store.pages(pek, backendsSegment('a', 'l'))).toHaveLength(1);
    expect(store.pages(pek, backendsSegment('b', 'l'))).toEqual([]);
    expect(store.pages(pek, { ...backendsSegment('a', 'l'), segment: 'VM' })).toEqual([]);
    expect(store.pages(pek, listenersSegment('a'))).toEqual([]);
    expect(store.pages(gd, backendsSegment('a', 'l', gd))).toEqual([]);
  });

  test('empties what was read before it, and nothing that was read after it', () => {
    const store = createRecordStore(1);
    store.putPage(pek, backendsSegment('a', 'older'), page(['x'], 4));
    store.putPage(pek, backendsSegment('a', 'newer'), page(['y'], 6));
    store.putScope(pek, ofSource, reading(5));
    expect(store.pages(pek, backendsSegment('a', 'older'))).toMatchObject([{ keys: [], asOf: 5 }]);
    expect(store.pages(pek, backendsSegment('a', 'newer'))).toMatchObject([{ keys: ['y'], asOf: 6 }]);
  });

  test('is inexact for its empty segments when it was not read faultlessly', () => {
    const store = createRecordStore(1);
    store.putScope(pek, ofSource, reading(5, false));
    expect(store.pages(pek, backendsSegment('a', 'l'))).toMatchObject([{ keys: [], exact: false }]);
  });

  test('counts by its newest reading, be it of the load balancer or of the source', () => {
    const store = createRecordStore(1);
    store.putScope(pek, ofSource, reading(7));
    store.putScope(pek, ofLoadBalancer, reading(5, false));
    expect(store.pages(pek, backendsSegment('a', 'l'))).toMatchObject([
      { asOf: 7, expected: 0, exact: true },
    ]);
  });

  test('leaves its total behind', () => {
    const store = createRecordStore(1);
    store.putScope(pek, ofSource, {
      asOf: 5,
      isTold: true,
      exact: true,
      total: 42,
      readings: [],
      filled: new Set(),
    });
    expect(store.rememberedTotal(pek, ofSource)).toBe(42);
    expect(store.rememberedTotal(pek, ofLoadBalancer)).toBeNull();
  });
});

describe('facts', () => {
  test('are kept for each source, newest word last', () => {
    const store = createRecordStore(1);
    expect(store.fact(pek, 'inlined')).toBeNull();
    store.putFact(pek, 'inlined', true);
    store.putFact(pek, 'inlined', false);
    expect(store.fact(pek, 'inlined')).toBe(false);
    expect(store.fact(gd, 'inlined')).toBeNull();
  });
});
