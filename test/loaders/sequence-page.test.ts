import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Mark } from '../../src/inventory/mark.js';
import type { PageRequest, Wants } from '../../src/inventory/sequence.js';
import { createLoaders, type Loaders } from '../../src/loaders/loaders.js';
import { vendorList } from '../../src/loaders/part-list.js';
import { readSequencePage } from '../../src/loaders/sequence-page.js';
import type { Part, SequencePage } from '../../src/loaders/sequence-request.js';
import { emptySelection } from '../../src/model/selection.js';
import type { Source } from '../../src/model/source.js';
import {
  createFakeVendor,
  loadBalancersSegment,
  shortly,
  type FakeVendor,
  type FakeVendorOptions,
} from '../inventory/fake-vendor.js';

/** Sources that hold different numbers of load balancers, `r0-0`, `r0-1`, … in the first of them. */
function createFleet(sizes: readonly number[], options: FakeVendorOptions = {}) {
  const sources = sizes.map((_, index): Source => ({ account: 'acme', region: `r${index}` }));
  const vendor = createFakeVendor({
    paging: { style: 'offset', max: 5 },
    maxMemoryMb: 1,
    ...options,
    sources,
    answer: async (call, truthful) => {
      const index = sources.findIndex(({ region }) => region === call.source.region);
      const rows = idsOf(index, sizes[index] ?? 0).map((id) => ({ kind: 'loadBalancer', path: [id] }));
      const { offset, limit } = call.page;
      const answer = { rows: rows.slice(offset, offset + limit), total: rows.length };
      return (await options.answer?.(call, answer)) ?? { ...truthful, ...answer };
    },
  });
  const partsOf = (loaders: Loaders) =>
    sources.map((source): Part => ({
      id: `${source.region ?? ''} `,
      source,
      list: vendorList(loaders, source, loadBalancersSegment(source), emptySelection),
    }));
  return { vendor, partsOf };
}

function idsOf(index: number, size: number): readonly string[] {
  return Array.from({ length: size }, (_, position) => `r${index}-${position}`);
}

interface Asked {
  readonly page: PageRequest<Mark>;
  readonly wants?: Partial<Wants>;
  readonly together?: boolean;
  readonly partial?: boolean;
}

function read(
  { vendor, partsOf }: ReturnType<typeof createFleet>,
  { page, wants, together = false, partial = true }: Asked,
) {
  const loaders = createLoaders(vendor.inventory, vendor.request());
  return readSequencePage(loaders, {
    parts: partsOf(loaders),
    page,
    wants: { total: false, more: true, near: false, ...wants },
    together,
    partial,
  });
}

const vendorIds = ({ entries }: SequencePage) => entries.map(({ item }) => item.vendorId);
const forward = (count: number): PageRequest<Mark> => ({ direction: 'forward', count, from: null });

function asked(vendor: FakeVendor): readonly string[] {
  const calls = vendor.calls.map((call) => `${call.source.region ?? ''} ${shortly(call)}`);
  vendor.calls.length = 0;
  return calls;
}

describe('a page of several sources', () => {
  test('is the window of them all laid end to end, in both directions', async () => {
    const requests = fc.record({
      direction: fc.constantFrom('forward' as const, 'backward' as const),
      count: fc.nat(25),
      from: fc.constant(null),
    });
    const sizes = fc.array(fc.nat(12), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(sizes, requests, fc.boolean(), fc.boolean(), async (fleet, page, total, together) => {
        const all = fleet.flatMap((size, index) => idsOf(index, size));
        const result = await read(createFleet(fleet), { page, wants: { total }, together });
        const window =
          page.direction === 'forward'
            ? all.slice(0, page.count)
            : all.slice(Math.max(0, all.length - page.count));
        expect(vendorIds(result)).toEqual(window);
        expect(result).toMatchObject({ exact: true, more: all.length > page.count, failures: [] });
        if (total)
          expect(result).toMatchObject({ total: all.length, expected: all.length, sources: fleet.length });
      }),
      { numRuns: 40 },
    );
  });

  test('that is at hand is a value, not a promise, and costs nothing', async () => {
    const fleet = createFleet([3, 3]);
    await read(fleet, { page: forward(4) });
    asked(fleet.vendor);
    const again = read(fleet, { page: forward(4) });
    expect(again).not.toBeInstanceOf(Promise);
    expect(vendorIds(await again)).toEqual(['r0-0', 'r0-1', 'r0-2', 'r1-0']);
    expect(asked(fleet.vendor)).toEqual([]);
  });

  test('reads no more sources than it needs, one after another', async () => {
    const fleet = createFleet(Array.from({ length: 8 }, () => 4));
    const result = await read(fleet, { page: forward(10) });
    expect(asked(fleet.vendor)).toEqual([
      'r0 loadBalancers 0+5',
      'r1 loadBalancers 0+5',
      'r2 loadBalancers 0+5',
    ]);
    expect(result).toMatchObject({ sources: 3, more: true, total: null, expected: null, exact: true });
  });

  test('counts those that it does not read by the smallest page', async () => {
    const fleet = createFleet([3, 4, 2]);
    const result = await read(fleet, { page: forward(0), wants: { total: true, more: false } });
    expect([...asked(fleet.vendor)].sort()).toEqual([
      'r0 loadBalancers 0+1',
      'r1 loadBalancers 0+1',
      'r2 loadBalancers 0+1',
    ]);
    expect(result).toMatchObject({ total: 9, expected: 9, entries: [] });
  });

  test('names each edge by the place where it stands', async () => {
    const { entries } = await read(createFleet([2, 3]), {
      page: { direction: 'backward', count: 2, from: null },
    });
    expect(entries.map(({ place }) => place())).toMatchObject([
      { at: { part: 1, mark: { offset: 1, total: 3 } }, left: [] },
      { at: { part: 1, mark: { offset: 2, total: 3 } }, left: [] },
    ]);
  });
});

describe('a source that fails', () => {
  const failing: FakeVendorOptions = {
    answer: ({ source }) => (source.region === 'r1' ? Promise.reject(new Error('away')) : null),
  };

  test('is left out of a partial page, which says so', async () => {
    const result = await read(createFleet([2, 3, 2], failing), { page: forward(10), wants: { total: true } });
    expect(vendorIds(result)).toEqual(['r0-0', 'r0-1', 'r2-0', 'r2-1']);
    expect(result).toMatchObject({ total: null, expected: null, exact: false, more: true, sources: 3 });
    expect(result.failures).toMatchObject([
      { source: { region: 'r1' }, error: { code: 'INTERNAL_SERVER_ERROR' }, staleAsOf: null },
    ]);
  });

  test('is asked once for one page', async () => {
    const fleet = createFleet([2, 3, 2], failing);
    await read(fleet, { page: forward(10), wants: { total: true } });
    expect(asked(fleet.vendor).filter((call) => call.startsWith('r1'))).toHaveLength(1);
  });

  test('fails a page that must be whole', async () => {
    const reading = read(createFleet([2, 3, 2], failing), { page: forward(10), partial: false });
    await expect(Promise.resolve(reading)).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  });

  test('does no harm to a page that does not need it', async () => {
    const result = await read(createFleet([4, 3], failing), { page: forward(3), partial: false });
    expect(vendorIds(result)).toEqual(['r0-0', 'r0-1', 'r0-2']);
    expect(result).toMatchObject({ exact: true, more: true, failures: [], sources: 1 });
  });

  test('on a later page of its own leaves none of its rows in the answer', async () => {
    const fleet = createFleet([7, 2], {
      answer: ({ source, page }) =>
        source.region === 'r0' && page.offset > 0 ? Promise.reject(new Error('away')) : null,
    });
    const result = await read(fleet, { page: forward(20) });
    expect(vendorIds(result)).toEqual(['r1-0', 'r1-1']);
    expect(result.failures).toHaveLength(1);
  });

  test('is told with the age of what is at hand and was not served', async () => {
    const options: FakeVendorOptions = { answer: () => null };
    const fleet = createFleet([2], options);
    const readAt = fleet.vendor.clock.now;
    await read(fleet, { page: forward(5) });
    fleet.vendor.clock.now += 100_000;
    options.answer = () => Promise.reject(new Error('away'));
    const result = await read(fleet, { page: forward(5) });
    expect(result.entries).toEqual([]);
    expect(result.failures).toMatchObject([{ staleAsOf: readAt }]);
  });
});

describe('a page whose rows do not bear its total out', () => {
  test('is not exact: what the vendor says is told, a total is not', async () => {
    const fleet = createFleet([4], {
      answer: (_, { rows, total }) => ({ rows: rows.slice(0, 3), total }),
    });
    const result = await read(fleet, { page: forward(10), wants: { total: true } });
    expect(result).toMatchObject({ exact: false, total: null, expected: 4 });
    expect(vendorIds(result)).toEqual(['r0-0', 'r0-1', 'r0-2']);
  });
});

describe('with caching off', () => {
  test('a page is the same', async () => {
    const fleet = createFleet([7, 6], { caching: false });
    const result = await read(fleet, { page: forward(10), wants: { total: true } });
    expect(vendorIds(result)).toEqual([...idsOf(0, 7), ...idsOf(1, 3)]);
    expect(result).toMatchObject({ exact: true, total: 13, more: true });
  });
});
