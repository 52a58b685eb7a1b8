import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemKey } from '../../src/model/record.js';
import { readWindow } from '../../src/inventory/read-window.js';
import type { ReadScope } from '../../src/inventory/read-scope.js';
import type { Source } from '../../src/model/source.js';
import type { Paging } from '../../src/providers/provider.js';
import { UpstreamRefusal } from '../../src/upstream/client.js';
import {
  backendsSegment,
  createFakeVendor,
  instanceRef,
  listenerRef,
  listenersSegment,
  loadBalancerRef,
  loadBalancersSegment,
  pek,
  planOne,
  recordDemand,
  rowsDemand,
  shortly,
  type FakeVendor,
} from './fake-vendor.js';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `lb${index}`);

function asked(vendor: FakeVendor): readonly string[] {
  const calls = vendor.calls.map(shortly);
  vendor.calls.length = 0;
  return calls;
}

/** The rows of a window, if they are at hand: from the list's start with their records as a reader has them, else as the pages hold them. */
function readRows(
  { inventory, store }: FakeVendor,
  scope: ReadScope,
  source: Source,
  { segment, window, selection }: ReturnType<typeof rowsDemand>,
) {
  if (window.offset === 0) {
    const ask = { direction: 'forward', from: null, take: window.limit } as const;
    const list = inventory.readList(scope, source, segment, ask, selection);
    if (list.type !== 'rows') return null;
    return { ...list, total: list.near + list.rows.length + list.rest };
  }
  const notBefore = scope.freshness.notBefore('loadBalancer');
  const reading = readWindow(store.pages(source, segment), window, notBefore, scope.reader.name);
  if (reading.missing !== null) return null;
  const rows = reading.items.flatMap(({ key }) => {
    const [item] = store.records(source, key);
    return item?.kind === 'loadBalancer' ? [{ item }] : [];
  });
  return { ...reading, rows };
}

function idsOf(vendor: FakeVendor, demand: ReturnType<typeof rowsDemand>): readonly (string | null)[] | null {
  const rows = readRows(vendor, vendor.request(), pek, demand);
  return rows?.rows.map(({ item }) => item.vendorId) ?? null;
}

describe('a window of a list', () => {
  test('is brought whole, whatever its size, in the fewest pages, and costs nothing the second time', async () => {
    const pagings = fc.record({
      style: fc.constantFrom<Paging['style']>('offset', 'number'),
      max: fc.integer({ min: 2, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(
        pagings,
        fc.nat(40),
        fc.nat(45),
        fc.integer({ min: 1, max: 45 }),
        async (paging, size, offset, limit) => {
          const vendor = createFakeVendor({ truth: { loadBalancers: ids(size) }, paging, maxMemoryMb: 1 });
          const demand = rowsDemand(loadBalancersSegment(), offset, limit);
          const scope = vendor.request();
          expect(await vendor.inventory.settle(scope, pek, [demand])).toEqual([null]);
          const rows = readRows(vendor, scope, pek, demand);
          expect(rows?.rows.map(({ item }) => item.vendorId)).toEqual(
            ids(size).slice(offset, offset + limit),
          );
          expect(rows).toMatchObject({ total: size, exact: true });
          if (paging.style === 'offset') {
            const wanted = Math.max(0, Math.min(offset + limit, size) - offset);
            expect(vendor.calls).toHaveLength(Math.max(1, Math.ceil(wanted / paging.max)));
          }
          vendor.calls.length = 0;
          expect(await vendor.inventory.settle(scope, pek, [demand])).toEqual([null]);
          expect(vendor.calls).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('of a list whose length is not known costs one call before any other, and none behind the end', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: ids(12) } });
    await vendor.inventory.settle(vendor.request(), pek, [rowsDemand(loadBalancersSegment(), 0, 1000)]);
    expect(asked(vendor)).toEqual(['loadBalancers 0+10', 'loadBalancers 10+10']);
  });

  test('larger than what the same request has read costs the rest alone', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: ids(30) } });
    const scope = vendor.request();
    const settle = (offset: number, limit: number) =>
      vendor.inventory.settle(scope, pek, [rowsDemand(loadBalancersSegment(), offset, limit)]);
    await settle(0, 10);
    expect(asked(vendor)).toEqual(['loadBalancers 0+10']);
    await settle(5, 20);
    expect(asked(vendor)).toEqual(['loadBalancers 10+10', 'loadBalancers 20+10']);
    await settle(0, 30);
    expect(asked(vendor)).toEqual([]);
  });

  test('larger than what others have read is read as one, since rows may have come and gone meanwhile', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: ids(30) } });
    const settle = (offset: number, limit: number) =>
      vendor.inventory.settle(vendor.request(), pek, [rowsDemand(loadBalancersSegment(), offset, limit)]);
    await settle(0, 10);
    asked(vendor);
    await settle(5, 20);
    expect(asked(vendor)).toEqual(['loadBalancers 5+10', 'loadBalancers 15+10']);
    // Pages that overlap and agree are one.
    await settle(0, 25);
    expect(asked(vendor)).toEqual([]);
  });

  test('that comes short is not asked again, and is not exact', async () => {
    const vendor = createFakeVendor({
      truth: { loadBalancers: ids(8) },
      answer: (_, { rows, total }) => ({ rows: rows.slice(1), total }),
    });
    const demand = rowsDemand(loadBalancersSegment(), 0, 8);
    const scope = vendor.request();
    expect(await vendor.inventory.settle(scope, pek, [demand])).toEqual([null]);
    expect(asked(vendor)).toEqual(['loadBalancers 0+10']);
    const rows = readRows(vendor, scope, pek, demand);
    expect(rows?.rows).toHaveLength(7);
    expect(rows?.exact).toBe(false);
    expect(vendor.inventory.readTotal(scope, pek, loadBalancersSegment())?.exact).toBe(false);
  });

  test('with a row that cannot be read keeps the others, and is not exact', async () => {
    const vendor = createFakeVendor({
      truth: { loadBalancers: ids(3) },
      answer: (_, { rows, total }) => ({ rows: [rows[0], 'garbage', rows[2]], total }),
    });
    const demand = rowsDemand(loadBalancersSegment(), 0, 3);
    const scope = vendor.request();
    await vendor.inventory.settle(scope, pek, [demand]);
    expect(idsOf(vendor, demand)).toEqual(['lb0', 'lb2']);
    expect(readRows(vendor, scope, pek, demand)?.exact).toBe(false);
  });

  test('with a row that comes twice has it once', async () => {
    const vendor = createFakeVendor({
      truth: { loadBalancers: ids(3) },
      answer: (_, { rows, total }) => ({ rows: [rows[0], ...rows], total }),
    });
    const demand = rowsDemand(loadBalancersSegment(), 0, 3);
    await vendor.inventory.settle(vendor.request(), pek, [demand]);
    expect(idsOf(vendor, demand)).toEqual(['lb0', 'lb1', 'lb2']);
    expect(readRows(vendor, vendor.request(), pek, demand)?.exact).toBe(true);
  });

  test('of which one page fails is not there at all', async () => {
    const fault = new Error('away');
    const vendor = createFakeVendor({
      truth: { loadBalancers: ids(30) },
      answer: ({ page }) => (page.offset === 10 ? Promise.reject(fault) : null),
    });
    const demand = rowsDemand(loadBalancersSegment(), 0, 30);
    const [error] = await vendor.inventory.settle(vendor.request(), pek, [demand]);
    expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', cause: fault });
    expect(readRows(vendor, vendor.request(), pek, demand)).toBeNull();
  });
});

describe('what is fresh enough', () => {
  test('costs nothing until its time to live is over, then it is read again', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: ids(2), listeners: { lb0: ['l'] } } });
    const demand = rowsDemand(loadBalancersSegment(), 0, 2);
    await vendor.inventory.settle(vendor.request(), pek, [demand]);
    vendor.clock.now += vendor.ttlMs.loadBalancer;
    await vendor.inventory.settle(vendor.request(), pek, [demand]);
    expect(asked(vendor)).toHaveLength(1);
    vendor.clock.now += 1;
    expect(readRows(vendor, vendor.request(), pek, demand)).toBeNull();
    await vendor.inventory.settle(vendor.request(), pek, [demand]);
    expect(asked(vendor)).toHaveLength(1);
    expect(readRows(vendor, vendor.request(), pek, demand)?.rows[0]?.item.asOf).toBe(vendor.clock.now);
  });

  test('stays so for all of a request, however long that takes', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: ids(2) } });
    const demand = rowsDemand(loadBalancersSegment(), 0, 2);
    const scope = vendor.request();
    await vendor.inventory.settle(scope, pek, [demand]);
    vendor.clock.now += 10 * vendor.ttlMs.loadBalancer;
    expect(readRows(vendor, scope, pek, demand)).not.toBeNull();
    expect(readRows(vendor, vendor.request(), pek, demand)).toBeNull();
  });

  test('is told by when it was read, also when it is too old to be served', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: ids(2) } });
    expect(vendor.inventory.staleAsOf(pek, loadBalancersSegment())).toBeNull();
    const readAt = vendor.clock.now;
    await vendor.inventory.settle(vendor.request(), pek, [rowsDemand(loadBalancersSegment(), 0, 2)]);
    vendor.clock.now += 10 * vendor.ttlMs.loadBalancer;
    expect(vendor.inventory.staleAsOf(pek, loadBalancersSegment())).toBe(readAt);
  });

  test('of what the vendor does not have lasts as long as such answers do', async () => {
    const vendor = createFakeVendor();
    const demand = recordDemand(instanceRef('gone'));
    await vendor.inventory.settle(vendor.request(), pek, [demand]);
    expect(vendor.inventory.readRecord(vendor.request(), pek, demand.ref, demand.selection)?.kind).toBe(
      'missing',
    );
    asked(vendor);
    vendor.clock.now += vendor.ttlMs.missing;
    await vendor.inventory.settle(vendor.request(), pek, [demand]);
    expect(asked(vendor)).toEqual([]);
    vendor.clock.now += 1;
    vendor.truth.instances = ['gone'];
    expect(await vendor.inventory.settle(vendor.request(), pek, [demand])).toEqual([null]);
    expect(asked(vendor)).toHaveLength(1);
    expect(vendor.inventory.readRecord(vendor.request(), pek, demand.ref, demand.selection)?.kind).toBe(
      'instance',
    );
  });
});

describe('with caching off', () => {
  test('a request is answered, once for each of its reads', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: ids(25) }, caching: false });
    const demand = rowsDemand(loadBalancersSegment(), 0, 25);
    const scope = vendor.request();
    expect(await vendor.inventory.settle(scope, pek, [demand, recordDemand(loadBalancerRef('lb3'))])).toEqual(
      [null, null],
    );
    expect(readRows(vendor, scope, pek, demand)?.rows).toHaveLength(25);
    asked(vendor);
    await vendor.inventory.settle(scope, pek, [demand]);
    expect(asked(vendor)).toEqual([]);
  });

  test('the next request reads anew', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: ids(2) }, caching: false });
    const demand = rowsDemand(loadBalancersSegment(), 0, 5);
    await vendor.inventory.settle(vendor.request(), pek, [demand]);
    vendor.clock.now += 1;
    vendor.truth.loadBalancers = ids(3);
    const scope = vendor.request();
    expect(await vendor.inventory.settle(scope, pek, [demand])).toEqual([null]);
    expect(readRows(vendor, scope, pek, demand)?.rows).toHaveLength(3);
  });

  test('a request that joins an older one in flight is not served what was read before it began', async () => {
    const release: (() => void)[] = [];
    const vendor = createFakeVendor({
      truth: { loadBalancers: ids(2) },
      caching: false,
      answer: async () => {
        await new Promise<void>((resolve) => release.push(resolve));
        return null;
      },
    });
    const demand = rowsDemand(loadBalancersSegment(), 0, 5);
    const old = vendor.inventory.settle(vendor.request(), pek, [demand]);
    await expect.poll(() => release.length).toBe(1);
    vendor.clock.now += 5;
    const scope = vendor.request();
    const young = vendor.inventory.settle(scope, pek, [demand]);
    release.shift()?.();
    await old;
    await expect.poll(() => release.length).toBe(1);
    release.shift()?.();
    expect(await young).toEqual([null]);
    expect(readRows(vendor, scope, pek, demand)?.rows[0]?.item.asOf).toBe(vendor.clock.now);
  });
});

describe('what does not exist', () => {
  test('is an answer, not an error: a record that the vendor has no call for', async () => {
    const vendor = createFakeVendor();
    const ref = { kind: 'rule', source: pek, loadBalancerId: 'a', listenerId: 'l', vendorId: 'r' } as const;
    const scope = vendor.request();
    expect(await vendor.inventory.settle(scope, pek, [recordDemand(ref)])).toEqual([null]);
    expect(vendor.inventory.readRecord(scope, pek, ref, recordDemand(ref).selection)?.kind).toBe('missing');
    expect(asked(vendor)).toEqual([]);
  });

  test('has no children: the list below it is empty, and not exact', async () => {
    const vendor = createFakeVendor({
      answer: ({ form }) => {
        if (form !== 'backendsOf') return null;
        const failure = {
          code: 'UPSTREAM_REJECTED',
          vendorCode: 2100,
          message: '',
          vendorRequestId: null,
          retryable: false,
          repeat: 'never',
          retryAfterMs: null,
          notFound: true,
        } as const;
        throw new UpstreamRefusal(failure, 'no such listener', {}, vendor.clock.now);
      },
    });
    const demand = rowsDemand(backendsSegment('a', 'gone'), 0, 5);
    const scope = vendor.request();
    expect(await vendor.inventory.settle(scope, pek, [demand])).toEqual([null]);
    expect(readRows(vendor, scope, pek, demand)).toMatchObject({ rows: [], total: 0, exact: false });
  });

  test('has no children either where its own look-up is the only call', async () => {
    const vendor = createFakeVendor({
      plan: (demands) =>
        demands.map((demand) => ({
          demand,
          ask: { type: 'subjects', form: 'listenersById', subject: 'a/gone' },
        })),
    });
    const demand = rowsDemand(backendsSegment('a', 'gone'), 0, 5);
    const scope = vendor.request();
    expect(await vendor.inventory.settle(scope, pek, [demand])).toEqual([null]);
    expect(readRows(vendor, scope, pek, demand)).toMatchObject({ rows: [], total: 0, exact: false });
    expect(vendor.inventory.readRecord(scope, pek, listenerRef('a', 'gone'), demand.selection)?.kind).toBe(
      'missing',
    );
  });
});

describe('a plan that gets nowhere', () => {
  test('ends after what it asked was answered in vain, as a fault of ours', async () => {
    const vendor = createFakeVendor({
      truth: { instances: ['i'] },
      plan: (demands) =>
        demands.map((demand) => ({ demand, ask: { type: 'subjects', form: 'instancesById', subject: 'i' } })),
    });
    const [error] = await vendor.inventory.settle(vendor.request(), pek, [
      rowsDemand(loadBalancersSegment(), 0, 5),
    ]);
    expect(error?.code).toBe('INTERNAL_SERVER_ERROR');
    expect(new Set(asked(vendor))).toEqual(new Set(['instancesById i 0+10']));
  });

  test('of no calls at all ends at once', async () => {
    const vendor = createFakeVendor({ plan: () => [] });
    const [error] = await vendor.inventory.settle(vendor.request(), pek, [
      rowsDemand(loadBalancersSegment(), 0, 5),
    ]);
    expect(error?.code).toBe('INTERNAL_SERVER_ERROR');
  });
});

describe('the demands of one level', () => {
  test('fail one by one: what could be brought is there', async () => {
    const fault = new Error('away');
    const vendor = createFakeVendor({
      truth: { loadBalancers: ids(2), listeners: { lb0: ['l'] } },
      answer: ({ form }) => (form === 'listenersOf' ? Promise.reject(fault) : null),
    });
    const lists = [rowsDemand(listenersSegment('lb0'), 0, 5), rowsDemand(loadBalancersSegment(), 0, 5)];
    const [listeners, loadBalancers] = await vendor.inventory.settle(vendor.request(), pek, lists);
    expect(listeners).toMatchObject({ cause: fault });
    expect(loadBalancers).toBeNull();
  });

  test('that are at hand cost nothing beside those that are not', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: ids(5) } });
    const demands = ids(4).map((id) => recordDemand(loadBalancerRef(id)));
    await vendor.inventory.settle(vendor.request(), pek, demands.slice(0, 2));
    asked(vendor);
    await vendor.inventory.settle(vendor.request(), pek, demands);
    expect(asked(vendor)).toEqual(['loadBalancersById lb2,lb3 0+10']);
  });

  test('are brought by what one level told the next: a record of a list needs no look-up', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: ids(3) } });
    await vendor.inventory.settle(vendor.request(), pek, [rowsDemand(loadBalancersSegment(), 0, 3)]);
    asked(vendor);
    await vendor.inventory.settle(vendor.request(), pek, [recordDemand(loadBalancerRef('lb2'))]);
    expect(asked(vendor)).toEqual([]);
    expect(vendor.store.records(pek, itemKey(loadBalancerRef('lb2')))[0]?.kind).toBe('loadBalancer');
  });
});

describe('an account that the viewer may not see', () => {
  const other: Source = { account: 'other', region: null };

  test('gives nothing, though it is at hand', async () => {
    const vendor = createFakeVendor({ sources: [pek, other], truth: { loadBalancers: ids(2) } });
    const demand = rowsDemand(loadBalancersSegment(other), 0, 5);
    await vendor.inventory.settle(vendor.request(), other, [demand]);
    asked(vendor);
    const scope = { ...vendor.request(), viewer: { accounts: new Set(['acme']) } };
    const { inventory } = vendor;
    const ref = loadBalancerRef('lb0', other);
    expect(() =>
      inventory.readList(
        scope,
        other,
        demand.segment,
        { direction: 'forward', from: null, take: 1 },
        demand.selection,
      ),
    ).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    expect(() => inventory.readTotal(scope, other, demand.segment)).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
    expect(() => inventory.readRecord(scope, other, ref, demand.selection)).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
    await expect(inventory.settle(scope, other, [demand])).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(asked(vendor)).toEqual([]);
  });

  test('shares no record with another account of the same ids', async () => {
    const vendor = createFakeVendor({ sources: [pek, other], truth: { loadBalancers: ids(1) } });
    await vendor.inventory.settle(vendor.request(), pek, [rowsDemand(loadBalancersSegment(), 0, 5)]);
    const scope = vendor.request();
    expect(readRows(vendor, scope, other, rowsDemand(loadBalancersSegment(other), 0, 5))).toBeNull();
    expect(
      vendor.inventory.readRecord(
        scope,
        other,
        loadBalancerRef('lb0', other),
        recordDemand(loadBalancerRef('x')).selection,
      ),
    ).toBeNull();
  });
});

describe('a scan of a whole scope', () => {
  const truth = { listeners: { a: ['l1', 'l2', 'l3'] }, backends: { l1: ['b1', 'b2'], l3: ['b3'] } };
  const scanning = (maxCalls: number) =>
    createFakeVendor({
      truth,
      paging: { style: 'offset', max: 2 },
      plan: (demands, view) =>
        demands.map((demand) => {
          const total = view.scopeTotal({ list: 'backends', segment: '', loadBalancerId: null });
          const tooMany = total !== null && Math.ceil(total / 2) > maxCalls;
          const [subject] =
            demand.type === 'rows' && demand.segment.of.list === 'backends' ? [demand.segment.of] : [];
          return tooMany
            ? {
                demand,
                ask: {
                  type: 'page',
                  form: 'backendsOf',
                  subject: `${subject?.loadBalancerId ?? ''}/${subject?.listenerId ?? ''}`,
                  page: { offset: 0, limit: 2 },
                },
              }
            : { demand, ask: { type: 'scope', form: 'allBackends', subject: null, maxCalls } };
        }),
    });
  const demands = ['l1', 'l2', 'l3'].map((id) => rowsDemand(backendsSegment('a', id), 0, 5));

  test('answers for every segment in it, the empty ones too', async () => {
    const vendor = scanning(5);
    expect(await vendor.inventory.settle(vendor.request(), pek, demands)).toEqual([null, null, null]);
    expect(asked(vendor)).toEqual(['allBackends 0+2', 'allBackends 2+2']);
    expect(demands.map((demand) => idsOf(vendor, demand))).toEqual([['b1', 'b2'], [], ['b3']]);
    expect(
      readRows(vendor, vendor.request(), pek, demands[1] ?? rowsDemand(backendsSegment('a', 'l2'), 0, 5))
        ?.exact,
    ).toBe(true);
  });

  test('that is longer than it may be is given up after one call, and the plan goes another way', async () => {
    const vendor = scanning(1);
    expect(await vendor.inventory.settle(vendor.request(), pek, demands)).toEqual([null, null, null]);
    expect(asked(vendor)).toEqual([
      'allBackends 0+2',
      'backendsOf a/l1 0+2',
      'backendsOf a/l2 0+2',
      'backendsOf a/l3 0+2',
    ]);
    expect(demands.map((demand) => idsOf(vendor, demand))).toEqual([['b1', 'b2'], [], ['b3']]);
  });
});

describe('a list at hand of which one record is not', () => {
  test('is read again when an item has turned out to be gone, and stays readable', async () => {
    const vendor = createFakeVendor({
      truth: { listeners: { a: ['l1', 'l2'] }, backends: { l1: ['b1'] } },
      // Backends by the batch call for listeners, which finds out that one is gone.
      plan: (demands, view) =>
        demands.flatMap((demand) =>
          demand.type === 'rows' && demand.segment.of.list === 'backends'
            ? [
                {
                  demand,
                  ask: {
                    type: 'subjects' as const,
                    form: 'listenersById',
                    subject: `a/${demand.segment.of.listenerId}`,
                  },
                },
              ]
            : planOne(demand, view, vendor.provider.forms),
        ),
    });
    const listeners = rowsDemand(listenersSegment('a'), 0, 20);
    await vendor.inventory.settle(vendor.request(), pek, [listeners]);
    vendor.truth.listeners['a'] = ['l1'];
    vendor.clock.now += 20_000;
    await vendor.inventory.settle(vendor.request(), pek, [rowsDemand(backendsSegment('a', 'l2'), 0, 20)]);
    vendor.clock.now += 1_000;
    const request = vendor.request();
    expect(await vendor.inventory.settle(request, pek, [listeners])).toEqual([null]);
    expect(readRows(vendor, request, pek, listeners)?.rows.map(({ item }) => item.vendorId)).toEqual(['l1']);
  });
});

describe('a router', () => {
  const router = { source: pek, vendorId: 'r' };
  const demand = recordDemand({ kind: 'router', ...router });

  test('is looked up once, and served while it is fresh', async () => {
    const vendor = createFakeVendor({ truth: { routers: ['r'] } });
    expect(await vendor.inventory.settle(vendor.request(), pek, [demand])).toEqual([null]);
    expect(vendor.inventory.readRouter(vendor.request(), pek, router)).toMatchObject({
      kind: 'router',
      name: 'the router r',
    });
    vendor.clock.now += vendor.ttlMs.router;
    await vendor.inventory.settle(vendor.request(), pek, [demand]);
    expect(asked(vendor)).toEqual(['routersById r 0+10']);
    vendor.clock.now += 1;
    expect(vendor.inventory.readRouter(vendor.request(), pek, router)).toBeNull();
  });

  test('that the vendor cannot have is missing, at no call', async () => {
    const vendor = createFakeVendor({ plan: () => [] });
    expect(await vendor.inventory.settle(vendor.request(), pek, [demand])).toEqual([null]);
    expect(vendor.inventory.readRouter(vendor.request(), pek, router)).toMatchObject({ kind: 'missing' });
    expect(asked(vendor)).toEqual([]);
  });

  test('is no load balancer of the same id', async () => {
    const vendor = createFakeVendor({ truth: { loadBalancers: ['r'] } });
    await vendor.inventory.settle(vendor.request(), pek, [recordDemand(loadBalancerRef('r')), demand]);
    expect(vendor.inventory.readRouter(vendor.request(), pek, router)).toMatchObject({ kind: 'missing' });
  });
});
