import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockEnd, blocksOf } from '../../src/inventory/blocks.js';
import type { Reach, Wanted } from '../../src/inventory/find-mark.js';
import { walkList, type ListAsk, type ListRows, type ListWalk } from '../../src/inventory/list-walk.js';
import { fingerprint, markAt, neighbourDigits, type Mark } from '../../src/inventory/mark.js';
import type { Direction } from '../../src/inventory/placement.js';
import { readWindow } from '../../src/inventory/read-window.js';
import { addPage, toSegmentPage, type SegmentPages } from '../../src/inventory/segment-pages.js';
import { windowEnd } from '../../src/model/window.js';
import { pagesToAsk } from '../../src/providers/paging.js';
import type { Paging } from '../../src/providers/provider.js';
import { changed, changes, keep, listOf, pageOf, wholeOf, type Change } from './list-pages.js';

const directions = fc.constantFrom<Direction>('forward', 'backward');
const pagings: fc.Arbitrary<Paging> = fc.record({
  style: fc.constantFrom('offset' as const, 'number' as const),
  max: fc.integer({ min: 2, max: 16 }),
});

interface Vendor {
  readonly list: readonly string[];
  readonly paging: Paging;
}

/** What was read, and for whom. */
interface Kept {
  readonly pages: SegmentPages;
  readonly asOf: number;
  readonly calls: number;
}

const nothing: Kept = { pages: [], asOf: 0, calls: 0 };

/** Brings what a reader of a request wants, as a provider would plan it: what of that the request has read it does not read again. */
function bring({ list, paging }: Vendor, wanted: Wanted, kept: Kept, reading: string): Kept {
  const total = kept.pages[0]?.total ?? null;
  const asOf = kept.asOf + 1;
  const known = wanted.isOwn ? ownOf(kept.pages, reading) : kept.pages;
  const window = readWindow(known, wanted.window, 0, reading).missing ?? wanted.window;
  const asked = pagesToAsk({ ...wanted, window }, total, paging);
  const pages = asked.reduce(
    (all, page) => addPage(all, pageOf(list, page, { asOf, readings: [reading] })),
    kept.pages,
  );
  return { pages, asOf, calls: kept.calls + asked.length };
}

const ownOf = (pages: SegmentPages, reading: string) =>
  pages.filter(({ readings }) => readings.includes(reading));

const searchPages = 2;
const reachOf = (reading: string): Reach => ({ notBefore: 0, reading, searchPages });

/** Reads as a request does: brings what is wanted until nothing is. */
function read(
  vendor: Vendor,
  ask: ListAsk,
  before: Kept,
  reading: string,
): { readonly end: Exclude<ListWalk, { type: 'missing' }>; readonly kept: Kept } {
  // Its rows and the anchor by pages, as far as a mark is looked for on both sides, and a page more where the list ends elsewhere.
  const most = Math.ceil((ask.take + 1) / vendor.paging.max) + 2 * searchPages + 4;
  let kept = before;
  for (let round = 0; round <= most; round++) {
    const walk = walkList(kept.pages, ask, reachOf(reading));
    if (walk.type !== 'missing') return { end: walk, kept };
    expectLacking(walk.wanted, kept.pages, reading);
    kept = bring(vendor, walk.wanted, kept, reading);
  }
  throw new Error(`nothing was settled in ${most} rounds`);
}

/** What is wanted is a window of some rows, and not one that the request has read in one piece already. */
function expectLacking({ window }: Wanted, pages: SegmentPages, reading: string): void {
  expect(window.offset).toBeGreaterThanOrEqual(0);
  expect(window.limit).toBeGreaterThan(0);
  const total = pages[0]?.total ?? Number.POSITIVE_INFINITY;
  const isRead = blocksOf(ownOf(pages, reading), 0).some(
    (block) => block.offset <= window.offset && blockEnd(block) >= Math.min(windowEnd(window), total),
  );
  expect({ window, isRead }).toEqual({ window, isRead: false });
}

function rowsOf(end: ListWalk): ListRows {
  if (end.type !== 'rows') throw new Error(`${end.type} where rows are`);
  return end;
}

const keysOf = ({ rows }: ListRows) => rows.map(({ key }) => key);

/** What lies ahead of a reader who has had so many rows. */
function ahead(list: readonly string[], direction: Direction, had: number): readonly string[] {
  return (direction === 'forward' ? list : list.toReversed()).slice(had);
}

describe('a list that stands still', () => {
  const lists = fc.record({ size: fc.nat(60), paging: pagings });

  test.each([
    ['while all that was read is kept', true],
    ['though nothing is kept from page to page', false],
  ])('is shown row by row, by any pages, each once, %s', (_, isKept) => {
    const takes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(lists, takes, directions, ({ size, paging }, pages, direction) => {
        const list = listOf(size);
        let kept = nothing;
        let from: Mark | null = null;
        for (let had = 0, page = 0; ; page++) {
          const take = pages[page % pages.length] ?? 1;
          const { calls } = kept;
          const ask = { direction, from, take };
          const result = read({ list, paging }, ask, isKept ? kept : { ...nothing, calls }, `request${page}`);
          kept = result.kept;
          const rows = rowsOf(result.end);
          const expected = ahead(list, direction, had).slice(0, take);
          expect(keysOf(rows)).toEqual(expected);
          const rest = size - had - expected.length;
          expect(rows).toMatchObject({ rest, near: had, exact: true, byId: false });
          // A page by its anchor, or the end of the list, which is where nobody knows at first.
          if (page > 0 && paging.style === 'offset') {
            expect(kept.calls - calls).toBeLessThanOrEqual(Math.ceil((take + 1) / paging.max));
          }
          had += expected.length;
          from = rows.rows.at(-1)?.mark() ?? from;
          if (rest === 0) break;
        }
        // Rows beside an anchor that are read with it count only where pages are small.
        if (isKept && direction === 'forward' && paging.style === 'offset' && paging.max >= 12) {
          expect(kept.calls).toBeLessThanOrEqual(Math.ceil(size / (paging.max - 1)) + 1);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('tells how long it is on both sides of a mark, though no rows are asked for', () => {
    fc.assert(
      fc.property(lists, fc.nat(), directions, ({ size, paging }, place, direction) => {
        const list = listOf(size);
        const edge = rowsOf(read({ list, paging }, { direction, from: null, take: 0 }, nothing, 'one').end);
        expect(edge).toMatchObject({ rows: [], rest: size, near: 0, exact: true });
        if (size === 0) return;
        const at = place % size;
        const from = markAt(wholeOf(list), at, false);
        const rows = rowsOf(read({ list, paging }, { direction, from, take: 0 }, nothing, 'one').end);
        const inFront = direction === 'forward' ? at + 1 : size - at;
        expect(rows).toMatchObject({ rows: [], rest: size - inFront, near: inFront, exact: true });
      }),
      { numRuns: 300 },
    );
  });

  test('is the same from a mark that names few neighbours, since few were read', () => {
    fc.assert(
      fc.property(lists, fc.nat(), fc.nat(20), directions, ({ size, paging }, place, take, direction) => {
        fc.pre(size > 0);
        const list = listOf(size);
        const at = place % size;
        const from = { ...markAt(wholeOf(list), at, false), before: [], after: [] };
        const rows = rowsOf(read({ list, paging }, { direction, from, take }, nothing, 'one').end);
        const had = direction === 'forward' ? at + 1 : size - at;
        expect(keysOf(rows)).toEqual(ahead(list, direction, had).slice(0, take));
      }),
      { numRuns: 200 },
    );
  });

  test('is shown from pages that others read, of whatever age, at no call where they hold it together', () => {
    const list = listOf(40);
    const others = keep([
      pageOf(list, { offset: 0, limit: 12 }, { asOf: 1, readings: ['one'] }),
      pageOf(list, { offset: 11, limit: 12 }, { asOf: 3, readings: ['two'] }),
      pageOf(list, { offset: 22, limit: 12 }, { asOf: 2, readings: ['three'] }),
    ]);
    const from = markAt(wholeOf(list), 3, false);
    const walk = walkList(others, { direction: 'forward', from, take: 25 }, reachOf('four'));
    expect(keysOf(rowsOf(walk))).toEqual(list.slice(4, 29));
  });
});

describe('what is missing of a list', () => {
  test('is what lies beyond the last row at hand, with that row', () => {
    const list = listOf(40);
    const pages = keep([pageOf(list, { offset: 0, limit: 10 }, { readings: ['one'] })]);
    const from = markAt(wholeOf(list), 4, false);
    const walk = walkList(pages, { direction: 'forward', from, take: 20 }, reachOf('two'));
    expect(walk).toMatchObject({ type: 'missing', wanted: { window: { offset: 9, limit: 16 } } });
  });

  test('is read to an end from whatever is at hand, right rows and no others', () => {
    const windows = fc.record({ offset: fc.nat(50), limit: fc.integer({ min: 1, max: 12 }) });
    const reads = fc.array(fc.record({ window: windows, reading: fc.constantFrom('two', 'three') }), {
      maxLength: 8,
    });
    const asks = fc.record({ at: fc.option(fc.nat()), take: fc.nat(40), direction: directions });
    fc.assert(
      fc.property(fc.nat(60), pagings, reads, asks, (size, paging, before, { at, take, direction }) => {
        const list = listOf(size);
        const pages = keep(
          before.map(({ window, reading }, index) =>
            pageOf(list, window, { asOf: index, readings: [reading] }),
          ),
        );
        const place = at === null || size === 0 ? null : at % size;
        const from = place === null ? null : markAt(wholeOf(list), place, false);
        const kept = { ...nothing, pages, asOf: before.length };
        const rows = rowsOf(read({ list, paging }, { direction, from, take }, kept, 'one').end);
        const had = place === null ? 0 : direction === 'forward' ? place + 1 : size - place;
        expect(keysOf(rows)).toEqual(ahead(list, direction, had).slice(0, take));
        expect(rows).toMatchObject({ rest: Math.max(0, size - had - take), near: had });
      }),
      { numRuns: 500 },
    );
  });

  test('is read to an end where rows that were promised do not come, and the rest is shown', () => {
    const list = listOf(40);
    /** The vendor leaves out every row whose number is one of these. */
    const lost = ['row7', 'row8', 'row9', 'row10', 'row11', 'row12', 'row13'];
    let pages: SegmentPages = [];
    const ask: ListAsk = { direction: 'forward', from: null, take: 40 };
    for (let round = 0; round < 20; round++) {
      const walk = walkList(pages, ask, reachOf('one'));
      if (walk.type !== 'missing') {
        const rows = rowsOf(walk);
        expect(rows.exact).toBe(false);
        expect(keysOf(rows)).toEqual(list.filter((key) => !lost.includes(key)));
        return;
      }
      for (const { offset, limit } of pagesToAsk(walk.wanted, pages[0]?.total ?? null, {
        style: 'offset',
        max: 5,
      })) {
        const keys = list.slice(offset, offset + limit).filter((key) => !lost.includes(key));
        const told = { total: 40, asOf: round, isTold: true, allRead: true, readings: ['one'] };
        pages = addPage(pages, toSegmentPage({ offset, limit, keys, ...told }));
      }
    }
    throw new Error('nothing was settled');
  });
});

describe('a list that changed since a mark was made', () => {
  const cases = fc
    .record({ size: fc.integer({ min: 1, max: 60 }), place: fc.nat(), paging: pagings })
    .map(({ size, place, paging }) => ({ list: listOf(size), at: place % size, paging }));
  const named = (list: readonly string[], at: number) => list.slice(Math.max(0, at - 3), at + 4);

  /** Of the rows that a mark names, those that are left within the search. */
  function leftOf(
    { list, at, paging }: { readonly list: readonly string[]; readonly at: number; readonly paging: Paging },
    after: readonly string[],
  ) {
    const left = named(list, at).filter((key) => after.includes(key));
    const isNear = (key: string) => Math.abs(after.indexOf(key) - at) < searchPages * paging.max;
    return { near: left.filter(isNear), far: left.filter((key) => !isNear(key)) };
  }

  /** Reads a page from the mark of a row in a list that has changed, with what was read before at hand or not. */
  function readOn(
    { list, at, paging }: { readonly list: readonly string[]; readonly at: number; readonly paging: Paging },
    after: readonly string[],
    { direction, take }: Pick<ListAsk, 'direction' | 'take'>,
    kept = nothing,
  ) {
    const from = markAt(wholeOf(list), at, false);
    return read({ list: after, paging }, { direction, from, take }, kept, 'later').end;
  }

  test('shows of the rows that stayed those that come next, and none that the reader has had', () => {
    const few = fc.array(changes, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(cases, few, fc.integer({ min: 1, max: 30 }), directions, (place, all, take, direction) => {
        const { list, at } = place;
        const after = changed(list, all);
        fc.pre(leftOf(place, after).far.length === 0);
        // Beside the end of the list the end is a witness too, unless whole pages of rows came there.
        fc.pre(after.filter((key) => !list.includes(key)).length < place.paging.max);
        const end = readOn(place, after, { direction, take });
        if (end.type === 'lost') return;
        const stayed = list.filter((key) => after.includes(key));
        const own = direction === 'forward' ? at + 1 : at;
        const isToCome = (key: string) =>
          direction === 'forward' ? list.indexOf(key) >= own : list.indexOf(key) < own;
        const toCome = ahead(stayed.filter(isToCome), direction, 0);
        const rows = rowsOf(end);
        const shown = keysOf(rows).filter((key) => list.includes(key));
        expect(shown).toEqual(toCome.slice(0, shown.length));
        if (rows.rows.length < take) expect(shown).toEqual(toCome);
        if (toCome.length > shown.length)
          expect(rows.rest).toBeGreaterThanOrEqual(toCome.length - shown.length);
      }),
      { numRuns: 700 },
    );
  });

  test('counts what is left on both sides of the mark', () => {
    const removals: fc.Arbitrary<readonly Change[]> = fc.array(
      changes.map((change) => ({ ...change, op: 'remove' as const })),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(cases, removals, fc.nat(30), directions, (place, all, take, direction) => {
        const after = changed(place.list, all);
        fc.pre(leftOf(place, after).far.length === 0);
        const end = readOn(place, after, { direction, take });
        if (end.type === 'lost') return;
        const { rows, near, rest } = rowsOf(end);
        expect(near + rows.length + rest).toBe(after.length);
        const own = direction === 'forward' ? place.at + 1 : place.at;
        const inFront = place.list.slice(0, own).filter((key) => after.includes(key)).length;
        expect(near).toBe(direction === 'forward' ? inFront : after.length - inFront);
      }),
      { numRuns: 500 },
    );
  });

  test('has lost a mark only where none of its rows is left within the search', () => {
    const wide = fc.array(
      fc.oneof(
        changes,
        changes.map((change) => ({ ...change, rows: change.rows * 6 })),
      ),
      { minLength: 1, maxLength: 3 },
    );
    let lost = 0;
    fc.assert(
      fc.property(cases, wide, fc.nat(10), directions, (place, all, take, direction) => {
        // Numbered pages that cover a place may be smaller than the largest.
        fc.pre(place.paging.style === 'offset');
        const after = changed(place.list, all);
        const end = readOn(place, after, { direction, take });
        if (end.type !== 'lost') return;
        lost += 1;
        expect(leftOf(place, after).near).toEqual([]);
      }),
      { numRuns: 1000 },
    );
    expect(lost).toBeGreaterThan(20);
  });

  test('has lost a mark when all of its rows are gone, away from the ends', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 50 }),
        pagings,
        directions,
        fc.nat(9),
        (at, paging, direction, take) => {
          const list = listOf(55);
          const after = list.filter((key) => !named(list, at).includes(key));
          expect(readOn({ list, at, paging }, after, { direction, take })).toEqual({ type: 'lost' });
        },
      ),
      { numRuns: 200 },
    );
  });

  test.each(['forward', 'backward'] as const)(
    'that lost its only row is at its end, read %s',
    (direction) => {
      const paging: Paging = { style: 'offset', max: 10 };
      const end = readOn({ list: ['a'], at: 0, paging }, [], { direction, take: 5 });
      expect(end).toMatchObject({ type: 'rows', rows: [], rest: 0, near: 0 });
    },
  );

  test.each([2, 5, 30])('of %s rows that lost all of them has nothing on either side', (size) => {
    const paging: Paging = { style: 'offset', max: 10 };
    const list = listOf(size);
    for (const at of [0, size - 1]) {
      for (const direction of ['forward', 'backward'] as const) {
        const end = readOn({ list, at, paging }, [], { direction, take: 5 });
        expect(end).toMatchObject({ type: 'rows', rows: [], rest: 0, near: 0 });
      }
    }
  });

  test('that lost its first rows is read from its start, and is at its end where it lost its last', () => {
    const paging: Paging = { style: 'offset', max: 10 };
    const list = listOf(30);
    const start = readOn({ list, at: 2, paging }, list.slice(6), { direction: 'forward', take: 4 });
    expect(start).toMatchObject({ type: 'rows', near: 0, rest: 20 });
    expect(keysOf(rowsOf(start))).toEqual(list.slice(6, 10));
    const end = readOn({ list, at: 27, paging }, list.slice(0, 24), { direction: 'backward', take: 4 });
    expect(end).toMatchObject({ type: 'rows', near: 0, rest: 20 });
    expect(keysOf(rowsOf(end))).toEqual(list.slice(20, 24).reverse());
  });

  test('shows no row again that was moved ahead of the reader', () => {
    const list = listOf(30);
    const paging: Paging = { style: 'offset', max: 100 };
    const short = (key: string) => fingerprint(key).slice(0, neighbourDigits);
    expect(markAt(wholeOf(list), 9, false).before).toContain(short('row8'));
    const after = list.filter((key) => key !== 'row8').toSpliced(20, 0, 'row8');
    const end = rowsOf(readOn({ list, at: 9, paging }, after, { direction: 'forward', take: 30 }));
    expect(keysOf(end)).toEqual(list.slice(10));
    expect(end.rest).toBe(0);
    // Nor is it counted as one to come.
    const few = rowsOf(readOn({ list, at: 9, paging }, after, { direction: 'forward', take: 5 }));
    expect(few).toMatchObject({ rest: 15 });
  });
});

test('a list that begins anew in the order of ids is shown with every row', () => {
  const list = listOf(60);
  const turned = list.toReversed();
  const from = markAt(wholeOf(list), 10, false);
  const pages = keep([pageOf(turned, { offset: 0, limit: 100 }, { readings: ['r'] })]);
  const walk = walkList(
    pages,
    { direction: 'forward', from, take: 60 },
    { notBefore: 0, reading: 'r', searchPages: 2 },
  );
  if (walk.type !== 'rows') throw new Error(walk.type);
  expect({ shown: walk.rows.length, near: walk.near, rest: walk.rest }).toEqual({
    shown: 60,
    near: 0,
    rest: 0,
  });
});

test('where rows came in front, and an older page ends sooner than the newer one, the newer one is continued', () => {
  const before = listOf(101);
  const now = [...listOf(98, 'new'), ...before];
  const older = pageOf(before, { offset: 0, limit: 100 }, { asOf: 1, readings: ['first'] });
  const newer = pageOf(now, { offset: 97, limit: 100 }, { asOf: 2, readings: ['second'] });
  const [block] = blocksOf([older], 0);
  if (block === undefined) throw new Error('a page is a block');
  const from = markAt(block, 15, false);
  const walk = walkList(keep([older, newer]), { direction: 'forward', from, take: 85 }, reachOf('second'));
  // The last row of the newer page stands at 196.
  expect(walk).toMatchObject({ type: 'missing', wanted: { window: { offset: 196 } } });
});
