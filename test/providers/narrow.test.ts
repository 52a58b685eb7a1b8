import { describe, expect, test } from 'vitest';
import type { Segment } from '../../src/model/list.js';
import { idsOf, takeIds } from '../../src/providers/id-lists.js';
import { fromNarrowed, narrow, narrowedBy, nothingTaken, toNarrowed } from '../../src/providers/narrow.js';
import type { FilterTakes } from '../../src/providers/provider.js';

const source = { account: 'acme', region: null };
const segmentOf = (segment: string): Segment => ({ of: { list: 'instances', source }, segment });
const [metal, virtual] = [segmentOf('BM'), segmentOf('VM')];

/** A made-up filter with a field for each way of being taken. */
interface Filter {
  readonly id?: readonly string[] | null | undefined;
  readonly state?: readonly string[] | null | undefined;
  readonly like?: readonly string[] | null | undefined;
  readonly kind?: readonly string[] | null | undefined;
  readonly flag?: boolean | null | undefined;
  readonly size?: readonly number[] | null | undefined;
}

const takes: FilterTakes<Filter> = {
  id: { takes: 'exact', params: (ids) => (ids.length > 2 ? null : { id: ids }) },
  state: { takes: 'exact', params: (states) => ({ state: states }) },
  like: { takes: 'superset', params: ([word = '']) => ({ word }) },
  kind: { takes: 'exact', keeps: (segment, kinds) => kinds.includes(segment) },
  flag: 'computed',
  size: 'computed',
};

function narrowing(filter: Filter, combines = true, segments: readonly Segment[] = [metal, virtual]) {
  const { segments: left, rest } = narrow(filter, takes, combines, segments);
  const params = [...new Set(left.map(({ narrowed }) => narrowed))].map((text) => fromNarrowed(text));
  return { left: left.map(({ segment }) => segment), params, rest };
}

describe('a filter', () => {
  const both = ['BM', 'VM'];

  test.each<[string, Filter]>([
    ['without fields', {}],
    ['whose fields are null', { id: null, state: null, like: null, kind: null, flag: null, size: null }],
    ['whose fields are undefined', { id: undefined, kind: undefined, flag: undefined }],
  ])('%s leaves everything as it is', (_what, filter) => {
    const segments = [metal, virtual];
    expect(narrow(filter, takes, true, segments)).toEqual({ segments, rest: {} });
  });

  test.each<[string, Filter]>([
    ['that is taken exactly', { id: [] }],
    ['that is taken as a superset', { like: [] }],
    ['that keeps segments', { kind: [] }],
    ['that is computed', { size: [] }],
    ['behind one that is taken', { id: ['a'], size: [] }],
    ['in front of one that is taken', { id: [], state: ['on'] }],
  ])('with an empty list %s matches nothing', (_what, filter) => {
    expect(narrow(filter, takes, true, [metal, virtual])).toEqual({ segments: [], rest: {} });
    expect(narrow(filter, takes, false, [metal, virtual])).toEqual({ segments: [], rest: {} });
  });

  test('that is taken exactly is the vendor’s affair alone', () => {
    expect(narrowing({ id: ['a'] })).toEqual({ left: both, params: [{ id: ['a'] }], rest: {} });
  });

  test('that is taken as a superset is applied again', () => {
    expect(narrowing({ like: ['web'] })).toEqual({
      left: both,
      params: [{ word: 'web' }],
      rest: { like: ['web'] },
    });
  });

  test('that one call cannot take is applied here alone', () => {
    const id = ['a', 'b', 'c'];
    expect(narrow({ id }, takes, true, [metal])).toEqual({ segments: [metal], rest: { id } });
  });

  test('that is computed is applied here, false as well', () => {
    expect(narrow({ flag: false, size: [0] }, takes, true, [metal])).toEqual({
      segments: [metal],
      rest: { flag: false, size: [0] },
    });
  });

  test('that keeps segments leaves those, as they are', () => {
    expect(narrow({ kind: ['VM'] }, takes, true, [metal, virtual])).toEqual({
      segments: [virtual],
      rest: {},
    });
    expect(narrow({ kind: ['X'] }, takes, true, [metal, virtual])).toEqual({ segments: [], rest: {} });
  });

  test('that keeps segments goes with any other, whether parameters combine or not', () => {
    const expected = { left: ['VM'], params: [{ id: ['a'] }], rest: {} };
    expect(narrowing({ id: ['a'], kind: ['VM'] }, true)).toEqual(expected);
    expect(narrowing({ id: ['a'], kind: ['VM'] }, false)).toEqual(expected);
  });

  test('goes out whole where parameters combine', () => {
    expect(narrowing({ state: ['on'], id: ['a'], like: ['web'], flag: true })).toEqual({
      left: both,
      params: [{ id: ['a'], state: ['on'], word: 'web' }],
      rest: { like: ['web'], flag: true },
    });
  });

  test('goes out by its first field that is taken where they do not, and all others are applied here', () => {
    expect(narrowing({ state: ['on'], id: ['a'], like: ['web'] }, false)).toEqual({
      left: both,
      params: [{ id: ['a'] }],
      rest: { state: ['on'], like: ['web'] },
    });
    expect(narrowing({ state: ['on'], id: ['a', 'b', 'c'], like: ['web'] }, false)).toEqual({
      left: both,
      params: [{ state: ['on'] }],
      rest: { id: ['a', 'b', 'c'], like: ['web'] },
    });
  });

  test('whose fields share a parameter sends the first, and the other is applied here', () => {
    const clashing: FilterTakes<Pick<Filter, 'id' | 'state'>> = {
      id: { takes: 'exact', params: () => ({ word: 'first' }) },
      state: { takes: 'exact', params: () => ({ word: 'second', more: 1 }) },
    };
    const { segments, rest } = narrow({ id: ['a'], state: ['on'] }, clashing, true, [metal]);
    expect(segments.map(({ narrowed }) => fromNarrowed(narrowed))).toEqual([{ word: 'first' }]);
    expect(rest).toEqual({ state: ['on'] });
  });

  test('of a vendor that takes nothing is applied here, but for empty lists', () => {
    const filter = { name: ['web'], hasNoBackends: false };
    const segments = [{ of: { list: 'loadBalancers', source }, segment: '' } as const];
    expect(narrow(filter, nothingTaken.loadBalancers, false, segments)).toEqual({ segments, rest: filter });
    expect(narrow({ ...filter, tag: [] }, nothingTaken.loadBalancers, false, segments).segments).toEqual([]);
  });

  test('over no segments leaves none', () => {
    expect(narrow({ id: ['a'], flag: true }, takes, true, [])).toEqual({
      segments: [],
      rest: { flag: true },
    });
  });
});

describe('parameters as one text', () => {
  test('are the same for the same ones, in whatever order', () => {
    expect(toNarrowed({ b: 1, a: ['x'] })).toBe(toNarrowed({ a: ['x'], b: 1 }));
    expect(toNarrowed({ a: ['x', 'y'] })).not.toBe(toNarrowed({ a: ['y', 'x'] }));
  });

  test('come back as they were', () => {
    const params = { ids: ['a', 'b'], word: '*"\\', tags: [{ key: 'k', value: '' }], most: 2 };
    expect(fromNarrowed(toNarrowed(params))).toEqual(params);
  });

  test('are none for a list that is not narrowed, which stays what it is', () => {
    expect([fromNarrowed(null), fromNarrowed(undefined)]).toEqual([{}, {}]);
    expect([narrowedBy(metal, null), narrowedBy(metal, undefined)]).toEqual([metal, metal]);
    expect(narrowedBy(metal, '{}')).toEqual({ ...metal, narrowed: '{}' });
  });
});

describe('a list of ids', () => {
  const take = takeIds('ids', 3);
  const paramsOf = (ids: readonly string[]) =>
    take !== 'computed' && 'params' in take ? take.params(ids) : undefined;

  test('is sent with each id once, in one order, none empty', () => {
    expect(paramsOf(['b', 'a', '', 'b'])).toEqual({ ids: ['a', 'b'] });
    expect(paramsOf(['c', 'b', 'a', 'a'])).toEqual({ ids: ['a', 'b', 'c'] });
  });

  test('is not sent when it is empty, or longer than a call takes', () => {
    expect(paramsOf([''])).toBeNull();
    expect(paramsOf(['a', 'b', 'c', 'd'])).toBeNull();
  });

  test('is found again in what a list is narrowed to', () => {
    expect(idsOf(toNarrowed({ ids: ['a', 'b'] }), 'ids')).toEqual(['a', 'b']);
    expect(idsOf(toNarrowed({ status: ['a'] }), 'ids')).toEqual([]);
    expect(idsOf(toNarrowed({ ids: 'a' }), 'ids')).toEqual([]);
    expect(idsOf(null, 'ids')).toEqual([]);
  });
});
