import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fingerprint, markAt, neighbourDigits, type Mark } from '../../src/inventory/mark.js';
import { placeIn, type Direction } from '../../src/inventory/placement.js';
import { movedRows } from '../paging/moved-rows.js';
import { changed, changes, listOf, wholeOf } from './list-pages.js';

const directions = fc.constantFrom<Direction>('forward', 'backward');

/** A list and one of its rows. */
const places = (minLength: number, maxLength = 40) =>
  fc
    .integer({ min: minLength, max: maxLength })
    .chain((size) => fc.record({ size: fc.constant(size), at: fc.nat(size - 1) }))
    .map(({ size, at }) => ({ list: listOf(size), at }));

const markOf = (list: readonly string[], at: number): Mark => markAt(wholeOf(list), at, false);
const placeOf = (list: readonly string[], mark: Mark, direction: Direction) =>
  placeIn(wholeOf(list), mark, direction);

/** The rows around one that its mark names, itself included. */
const namedAround = (list: readonly string[], at: number) => list.slice(Math.max(0, at - 3), at + 4);

/** Where reading goes on, if it may be told for sure. */
function gapIn(list: readonly string[], mark: Mark, direction: Direction): number {
  const placement = placeOf(list, mark, direction);
  expect(placement.type).toBe('sure');
  if (placement.type !== 'sure') throw new Error('the place is not sure');
  return placement.gap;
}

/** Of rows that stayed, those that the reader has had are on one side of the gap, and those to come on the other. */
function expectBetween(
  gap: number,
  {
    before,
    after,
    at,
  }: { readonly before: readonly string[]; readonly after: readonly string[]; at: number },
  direction: Direction,
  isMoved: (key: string) => boolean = () => false,
): void {
  const isInFront = (key: string) => after.indexOf(key) < gap;
  const stayed = before.filter((key) => after.includes(key) && !isMoved(key));
  const own = direction === 'forward' ? at + 1 : at;
  expect(stayed.filter(isInFront)).toEqual(stayed.filter((key) => before.indexOf(key) < own));
}

describe('the mark of a row', () => {
  test('names the three rows nearest to it on each side, nearest first, and where it is', () => {
    const list = listOf(9);
    const short = (key: string | undefined) => fingerprint(key ?? '').slice(0, neighbourDigits);
    expect(markOf(list, 4)).toEqual({
      anchor: fingerprint('row4'),
      before: ['row3', 'row2', 'row1'].map(short),
      after: ['row5', 'row6', 'row7'].map(short),
      ...{ offset: 4, total: 9, byId: false },
    });
    expect(markOf(list, 0)).toMatchObject({ before: [], after: ['row1', 'row2', 'row3'].map(short) });
    expect(markOf(list, 8)).toMatchObject({ before: ['row7', 'row6', 'row5'].map(short), after: [] });
  });
});

describe('a mark in a list that is wholly at hand', () => {
  test('is at its row while the list stands still', () => {
    fc.assert(
      fc.property(places(1), ({ list, at }) => {
        const mark = markOf(list, at);
        expect(placeOf(list, mark, 'forward')).toMatchObject({ type: 'sure', gap: at + 1 });
        expect(placeOf(list, mark, 'backward')).toMatchObject({ type: 'sure', gap: at });
      }),
      { numRuns: 300 },
    );
  });

  test('is at its row, whatever came and went around that', () => {
    fc.assert(
      fc.property(
        places(1),
        fc.array(changes, { maxLength: 4 }),
        directions,
        ({ list, at }, all, direction) => {
          const after = changed(list, all);
          const position = after.indexOf(list[at] ?? '');
          fc.pre(position >= 0);
          const gap = gapIn(after, markOf(list, at), direction);
          if (direction === 'forward') expect(gap).toBe(position + 1);
          expectBetween(gap, { before: list, after, at }, direction);
        },
      ),
      { numRuns: 700 },
    );
  });

  test('is beside the nearest of its neighbours that is left, where its row is gone', () => {
    const lost = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 7 });
    fc.assert(
      fc.property(
        places(2),
        lost,
        fc.array(changes, { maxLength: 2 }),
        directions,
        (place, gone, all, direction) => {
          const { list, at } = place;
          const removed = new Set([at, ...gone.map((by) => at + by)]);
          const after = changed(
            list.filter((_, index) => !removed.has(index)),
            all,
          );
          fc.pre(namedAround(list, at).some((key) => after.includes(key)));
          const gap = gapIn(after, markOf(list, at), direction);
          expectBetween(gap, { before: list, after, at }, direction);
          // Right beside it: rows that came on its far side, nobody has had.
          const isNear = (key: string) => namedAround(list, at).includes(key);
          expect([after[gap - 1] ?? '', after[gap] ?? ''].some(isNear)).toBe(true);
        },
      ),
      { numRuns: 700 },
    );
  });

  test('is absent where none of the rows is left that it names', () => {
    fc.assert(
      fc.property(
        places(1),
        fc.array(changes, { maxLength: 2 }),
        directions,
        ({ list, at }, all, direction) => {
          const named = namedAround(list, at);
          const after = changed(
            list.filter((key) => !named.includes(key)),
            all,
          );
          expect(placeOf(after, markOf(list, at), direction)).toEqual({ type: 'absent' });
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a row of a mark that is moved', () => {
  /** One of the rows that a mark names, and where it goes. */
  const moves = fc.record({ named: fc.integer({ min: -3, max: 3 }), to: fc.nat(40) });

  test('misleads nobody while those of its neighbours that stayed outnumber it', () => {
    fc.assert(
      fc.property(places(4), moves, directions, ({ list, at }, { named, to }, direction) => {
        const from = at + named;
        fc.pre(from >= 0 && from < list.length);
        const key = list[from] ?? '';
        const after = list.toSpliced(from, 1).toSpliced(Math.min(to, list.length - 1), 0, key);
        const moved = movedRows(list, after);
        const stayed = namedAround(list, at).filter((one) => !moved.has(one));
        fc.pre(stayed.length > 1);
        const gap = gapIn(after, markOf(list, at), direction);
        expectBetween(gap, { before: list, after, at }, direction, (one) => moved.has(one));
      }),
      { numRuns: 1500 },
    );
  });

  test('to the far end of the list leaves the place between its neighbours', () => {
    const list = listOf(30);
    const after = [...list.filter((key) => key !== 'row14'), 'row14'];
    expect(placeOf(after, markOf(list, 14), 'forward')).toMatchObject({ type: 'sure', gap: 14 });
    expect(placeOf(after, markOf(list, 14), 'backward')).toMatchObject({ type: 'sure', gap: 14 });
  });

  test('counts less than the one other that is left, where that stands where it was', () => {
    const list = listOf(12);
    const after = list.map((key, index) => (index > 0 && index < 8 && index !== 3 ? `new${index}` : key));
    const turned = after.with(0, 'row4');
    const placement = placeOf(turned, markOf(list, 4), 'forward');
    expect(placement).toMatchObject({ type: 'likely', gap: 4 });
  });

  test('with one neighbour beside it is outnumbered by the other five', () => {
    const list = listOf(30);
    const pair = ['row14', 'row15'];
    const after = [...list.filter((key) => !pair.includes(key)), ...pair];
    expect(placeOf(after, markOf(list, 14), 'forward')).toMatchObject({ type: 'sure', gap: 14 });
    expect(placeOf(after, markOf(list, 14), 'backward')).toMatchObject({ type: 'sure', gap: 14 });
  });
});

describe('a list in another order', () => {
  test('is told from its rows the other way round', () => {
    fc.assert(
      fc.property(places(50, 120), directions, ({ list, at }, direction) => {
        const placement = placeOf(list.toReversed(), markOf(list, at), direction);
        expect(placement).toEqual({ type: 'reordered' });
      }),
      { numRuns: 100 },
    );
  });

  test('is told from rows far apart of which no more than half stand in their order', () => {
    const list = listOf(53);
    // As cards that are dealt out: the next row stands 23 places on, round and round.
    const after = list.map((_, index) => list[(index * 30) % 53] ?? '');
    expect(new Set(after)).toEqual(new Set(list));
    expect(after.indexOf('row1') - after.indexOf('row0')).toBe(23);
    for (let at = 3; at < 50; at++) {
      const directions = ['forward', 'backward'] as const;
      const told = directions.map((direction) => placeOf(after, markOf(list, at), direction).type);
      expect({ at, told }).toEqual({ at, told: ['reordered', 'reordered'] });
    }
  });
});

describe('reading backward', () => {
  /** The same mark as somebody sees it who reads the list from its other end. */
  const mirrored = (mark: Mark): Mark => ({
    ...mark,
    before: mark.after,
    after: mark.before,
    offset: mark.total - 1 - mark.offset,
  });

  test('goes on where reading forward in the list turned round does, while nothing comes', () => {
    const removals = fc.array(fc.nat(39), { maxLength: 12 });
    fc.assert(
      fc.property(places(1), removals, ({ list, at }, gone) => {
        const after = list.filter((_, index) => !gone.includes(index));
        const mark = markOf(list, at);
        const backward = placeOf(after, mark, 'backward');
        const forward = placeOf(after.toReversed(), mirrored(mark), 'forward');
        expect(backward).toEqual(
          'gap' in forward ? { ...forward, gap: after.length - forward.gap } : forward,
        );
      }),
      { numRuns: 500 },
    );
  });
});
