import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  layOut,
  placeOf,
  startOf,
  type Layout,
  type PageRequest as AnyPageRequest,
  type PartState,
  type Place as AnyPlace,
  type Wants,
} from '../../src/inventory/sequence.js';

/** Here a place inside a part is named by its offset, and nothing moves. */
type PageRequest = AnyPageRequest<number>;
type Place = AnyPlace<number>;

/** What a reader meets: parts with so many rows; null: the part cannot be read. */
type Parts = readonly (number | null)[];

interface Reading {
  readonly layout: Layout;
  /** Parts that were asked for anything, in the order in which they were first asked. */
  readonly asked: readonly number[];
}

/** Reads as a reader does: does what the layout names, and lays out again with what that has told. */
function read(parts: Parts, page: PageRequest, wants: Wants, together: boolean): Reading {
  const known = new Set<number>();
  const asked: number[] = [];
  const bound = parts.length + 2;
  for (let round = 0; round < bound; round++) {
    const states = parts.map((total, part): PartState => {
      return known.has(part) ? stateOf(total, part, page) : { type: 'unknown' };
    });
    const layout = layOut(states, page, wants, together);
    const unknown = layout.reads.filter(({ part }) => !known.has(part));
    for (const { part } of layout.reads) if (!asked.includes(part)) asked.push(part);
    if (unknown.length === 0) return { layout, asked };
    for (const { part } of unknown) known.add(part);
  }
  throw new Error(`nothing was settled in ${bound} rounds`);
}

/** What is known of a part that was read. */
function stateOf(total: number | null, part: number, page: PageRequest): PartState {
  if (total === null) return { type: 'failed' };
  const start = startOf(part, page);
  if (typeof start !== 'object') return { type: 'known', rest: total, near: 0 };
  const gap = page.direction === 'forward' ? start.mark + 1 : start.mark;
  const inFront = Math.min(total, gap);
  return page.direction === 'forward'
    ? { type: 'known', rest: total - inFront, near: inFront }
    : { type: 'known', rest: inFront, near: total - inFront };
}

interface Row {
  readonly part: number;
  readonly mark: number;
}

/** The rows that can be read, one part behind the other. */
function rowsOf(parts: Parts): readonly Row[] {
  return parts.flatMap((total, part) => Array.from({ length: total ?? 0 }, (_, mark) => ({ part, mark })));
}

/** Whether a reader who came forward to a place has not had a row yet. */
function isBehind(row: Row, { at, left }: Place): boolean {
  if (row.part > at.part) return true;
  if (row.part === at.part) return row.mark > (at.mark ?? -1);
  return left.some(({ part, mark }) => part === row.part && row.mark > (mark ?? -1));
}

/** The same of one who came backward. */
function isInFront(row: Row, { at, left }: Place): boolean {
  if (row.part < at.part) return true;
  if (row.part === at.part) return row.mark < (at.mark ?? -1);
  return left.some(({ part, mark }) => part === row.part && row.mark < (mark ?? Infinity));
}

/** The rows on the far side of where reading starts, nearest first. */
function ahead(parts: Parts, { direction, from }: PageRequest): readonly Row[] {
  const rows = rowsOf(parts);
  return direction === 'forward'
    ? rows.filter((row) => from === null || isBehind(row, from))
    : rows.filter((row) => from === null || isInFront(row, from)).reverse();
}

function expectedRows(parts: Parts, page: PageRequest): readonly Row[] {
  const rows = ahead(parts, page).slice(0, page.count);
  return page.direction === 'forward' ? rows : [...rows].reverse();
}

/** The parts on the way of reading, nearest first. */
function onTheWay(parts: Parts, { direction, from }: PageRequest): readonly number[] {
  const order = direction === 'forward' ? [...parts.keys()] : [...parts.keys()].reverse();
  if (from === null) return order;
  const { at, left } = from;
  const isFarther = (part: number) => (direction === 'forward' ? part > at.part : part < at.part);
  const isAt = (part: number) => part === at.part && (at.mark !== null || direction === 'forward');
  return order.filter(
    (part) => isFarther(part) || isAt(part) || (part !== at.part && left.some((one) => one.part === part)),
  );
}

/** The rows that a layout shows: so many of each part from where reading begins in it. */
function rangeRows({ ranges }: Layout, parts: Parts, page: PageRequest): readonly Row[] {
  return ranges.flatMap(({ part, take }) => {
    const rows = ahead(parts, page).filter((row) => row.part === part);
    const taken = rows.slice(0, take);
    return page.direction === 'forward' ? taken : [...taken].reverse();
  });
}

/** How many parts must be asked, at least, read one after another: until the page is full and, if wanted, one more row or the end is seen. */
function leastAsked(parts: Parts, page: PageRequest, wants: Wants): readonly number[] {
  const asked: number[] = [];
  let left = page.count;
  let sawMore = false;
  for (const part of onTheWay(parts, page)) {
    if (left <= 0 && (!wants.more || sawMore)) break;
    asked.push(part);
    if (parts[part] === null) {
      sawMore = true;
      continue;
    }
    const rows = ahead(parts, page).filter((row) => row.part === part).length;
    if (rows > left) sawMore = true;
    left -= Math.min(left, rows);
  }
  return asked;
}

const totals = fc.array(fc.nat(6), { minLength: 1, maxLength: 6 });
const totalsOrFailed = fc.array(fc.option(fc.nat(6), { nil: null, freq: 4 }), { minLength: 1, maxLength: 6 });
const wantsAny: fc.Arbitrary<Wants> = fc.record({
  total: fc.boolean(),
  more: fc.boolean(),
  near: fc.boolean(),
});

function requests(parts: Parts): fc.Arbitrary<PageRequest> {
  const part = fc.nat(parts.length - 1);
  const mark = fc.option(fc.nat(8), { nil: null });
  const at = fc.oneof(
    fc.record({ part, mark }),
    // Behind the last part.
    fc.record({ part: fc.constant(parts.length), mark: fc.constant(null) }),
  );
  const owed = fc.record({ part, mark });
  const left = fc.uniqueArray(owed, { maxLength: 3, selector: (one) => one.part });
  return fc.record({
    direction: fc.constantFrom('forward' as const, 'backward' as const),
    count: fc.nat(rowsOf(parts).length + 3),
    from: fc.option(fc.record({ at, left }), { nil: null }),
  });
}

const whole = totals.chain((parts) => fc.tuple(fc.constant<Parts>(parts), requests(parts)));
const partial = totalsOrFailed.chain((parts) => fc.tuple(fc.constant<Parts>(parts), requests(parts)));

describe('a page over several parts', () => {
  test('is the window of all parts laid end to end, in both directions, however it is read', () => {
    fc.assert(
      fc.property(whole, wantsAny, fc.boolean(), ([parts, page], wants, together) => {
        const { layout } = read(parts, page, wants, together);
        expect(rangeRows(layout, parts, page)).toEqual(expectedRows(parts, page));
      }),
      { numRuns: 1000 },
    );
  });

  test('is the window of those parts that can be read', () => {
    fc.assert(
      fc.property(partial, wantsAny, fc.boolean(), ([parts, page], wants, together) => {
        const { layout } = read(parts, page, wants, together);
        expect(rangeRows(layout, parts, page)).toEqual(expectedRows(parts, page));
      }),
      { numRuns: 1000 },
    );
  });

  test('asks for its own rows and no others, once every part is known', () => {
    fc.assert(
      fc.property(whole, ([parts, page]) => {
        const states = parts.map((total, part) => stateOf(total, part, page));
        const { reads, ranges } = layOut(states, page, { total: true, more: true, near: true }, false);
        const byPart = (a: { part: number }, b: { part: number }) => a.part - b.part;
        expect([...reads].sort(byPart)).toEqual([...ranges].sort(byPart));
        for (const { part, take } of ranges) {
          const state = states[part];
          expect(take).toBeGreaterThan(0);
          expect(take).toBeLessThanOrEqual(state?.type === 'known' ? state.rest : 0);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('every cut of a list into pages gives each row once, forward and backward', () => {
    fc.assert(
      fc.property(
        totals,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('forward' as const, 'backward' as const),
        (parts, count, direction) => {
          const seen: Row[] = [];
          let from: Place | null = null;
          for (;;) {
            const page: PageRequest = { direction, count, from };
            const { layout } = read(parts, page, { total: false, more: true, near: false }, false);
            const rows = rangeRows(layout, parts, page);
            if (direction === 'forward') seen.push(...rows);
            else seen.unshift(...rows);
            if (layout.more !== true) break;
            const last = direction === 'forward' ? rows.at(-1) : rows[0];
            from = last === undefined ? from : placeOf(last, page, new Set());
          }
          expect(seen).toEqual(rowsOf(parts));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('parts that fail on some pages and come back', () => {
  test('give each of their rows once in the end, whichever fail whenever', () => {
    const trace = fc.record({
      parts: totals,
      counts: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 }),
      /** Which parts fail on each of the first pages; then all answer. */
      failing: fc.array(fc.array(fc.nat(5), { maxLength: 4 }), { maxLength: 6 }),
      direction: fc.constantFrom('forward' as const, 'backward' as const),
      total: fc.boolean(),
      together: fc.boolean(),
    });
    fc.assert(
      fc.property(trace, ({ parts, counts, failing, direction, total, together }) => {
        const seen: Row[] = [];
        let from: Place | null = null;
        const bound = failing.length + rowsOf(parts).length + 2;
        for (let turn = 0; turn < bound; turn += 1) {
          const struck = parts.map((rows, part) => (failing[turn]?.includes(part) ? null : rows));
          const page: PageRequest = { direction, count: counts[turn % counts.length] ?? 1, from };
          const { layout } = read(struck, page, { total, more: true, near: false }, together);
          const rows = rangeRows(layout, struck, page);
          seen.push(...rows);
          const failed = new Set([...layout.parts].filter((part) => struck[part] === null));
          const last = direction === 'forward' ? rows.at(-1) : rows[0];
          if (last !== undefined) from = placeOf(last, page, failed);
          if (layout.more !== true) break;
        }
        const byPlace = (a: Row, b: Row) => a.part - b.part || a.mark - b.mark;
        expect([...seen].sort(byPlace)).toEqual(rowsOf(parts));
      }),
      { numRuns: 5000 },
    );
  });

  test('are owed by the place of every row, not of the last one alone', () => {
    const page: PageRequest = { direction: 'forward', count: 9, from: null };
    const failed = new Set([1]);
    expect(placeOf({ part: 0, mark: 2 }, page, failed)).toEqual({ at: { part: 0, mark: 2 }, left: [] });
    expect(placeOf({ part: 2, mark: 0 }, page, failed)).toEqual({
      at: { part: 2, mark: 0 },
      left: [{ part: 1, mark: null }],
    });
  });

  test('leave the place where it was while rows of theirs are read', () => {
    const from: Place = {
      at: { part: 4, mark: 6 },
      left: [
        { part: 1, mark: 3 },
        { part: 2, mark: null },
      ],
    };
    const page: PageRequest = { direction: 'forward', count: 2, from };
    expect(placeOf({ part: 1, mark: 5 }, page, new Set())).toEqual({
      at: from.at,
      left: [
        { part: 1, mark: 5 },
        { part: 2, mark: null },
      ],
    });
    // Both failed again.
    expect(placeOf({ part: 5, mark: 0 }, page, new Set([1, 2]))).toEqual({
      at: { part: 5, mark: 0 },
      left: from.left,
    });
  });
});

describe('whether more follows', () => {
  test('is the truth when it is wanted', () => {
    fc.assert(
      fc.property(whole, fc.boolean(), fc.boolean(), ([parts, page], total, together) => {
        const { layout } = read(parts, page, { total, more: true, near: false }, together);
        expect(layout.more).toBe(ahead(parts, page).length > page.count);
      }),
      { numRuns: 1000 },
    );
  });

  test('is the truth or nothing when it is not wanted', () => {
    fc.assert(
      fc.property(whole, fc.boolean(), fc.boolean(), ([parts, page], total, together) => {
        const { more } = read(parts, page, { total, more: false, near: false }, together).layout;
        expect([null, ahead(parts, page).length > page.count]).toContain(more);
      }),
      { numRuns: 500 },
    );
  });

  test('is yes where a part on the way could not be read', () => {
    fc.assert(
      fc.property(partial, fc.boolean(), fc.boolean(), ([parts, page], total, together) => {
        const { layout, asked } = read(parts, page, { total, more: true, near: false }, together);
        const failed = asked.some((part) => parts[part] === null && onTheWay(parts, page).includes(part));
        expect(layout.more).toBe(failed || ahead(parts, page).length > page.count);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('whether anything stands on this side', () => {
  /** The rows that lie neither ahead nor in a part that is owed as a whole. */
  const passed = (parts: Parts, page: PageRequest): readonly Row[] => {
    const { direction, from } = page;
    if (from === null) return [];
    const { at } = from;
    return rowsOf(parts).filter((row) => {
      if (row.part !== at.part) return direction === 'forward' ? row.part < at.part : row.part > at.part;
      if (at.mark === null) return direction === 'backward';
      return direction === 'forward' ? row.mark <= at.mark : row.mark >= at.mark;
    });
  };

  test('is the truth when it is wanted, at a call for each empty part in between', () => {
    fc.assert(
      fc.property(whole, fc.boolean(), fc.boolean(), ([parts, page], total, together) => {
        const { layout } = read(parts, page, { total, more: false, near: true }, together);
        expect(layout.near).toBe(passed(parts, page).length > 0);
      }),
      { numRuns: 1000 },
    );
  });

  test('costs nothing where the place itself has something in front of it', () => {
    const page: PageRequest = {
      direction: 'forward',
      count: 2,
      from: { at: { part: 2, mark: 0 }, left: [] },
    };
    const { asked } = read([5, 5, 5, 5], page, { total: false, more: true, near: true }, false);
    expect(asked).toEqual([2]);
  });
});

describe('parts that the page does not need', () => {
  test('are not asked: no more of them than any reader must ask', () => {
    fc.assert(
      fc.property(partial, fc.boolean(), ([parts, page], more) => {
        const wants = { total: false, more, near: false };
        const { asked } = read(parts, page, wants, false);
        expect(asked.filter((part) => !leastAsked(parts, page, wants).includes(part))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('are told apart from those that the answer relies on', () => {
    fc.assert(
      fc.property(partial, fc.boolean(), fc.boolean(), ([parts, page], more, total) => {
        const wants = { total, more, near: false };
        const { layout, asked } = read(parts, page, wants, false);
        for (const part of asked) expect(layout.parts).toContain(part);
        const needed = total ? [...parts.keys()] : leastAsked(parts, page, wants);
        expect([...layout.parts].sort()).toEqual([...needed].sort());
      }),
      { numRuns: 1000 },
    );
  });

  test('are all asked at once for the total', () => {
    fc.assert(
      fc.property(whole, fc.boolean(), ([parts, page], more) => {
        const states = parts.map((): PartState => ({ type: 'unknown' }));
        const { reads } = layOut(states, page, { total: true, more, near: false }, false);
        expect(new Set(reads.map(({ part }) => part))).toEqual(new Set(parts.keys()));
      }),
      { numRuns: 200 },
    );
  });

  test('are none for 40 parts of 20 rows, the first 50: 3 parts, one after another', () => {
    const parts = Array.from({ length: 40 }, () => 20);
    const page: PageRequest = { direction: 'forward', count: 50, from: null };
    expect(read(parts, page, { total: false, more: true, near: false }, false).asked).toEqual([0, 1, 2]);
  });
});

describe('a list of no parts', () => {
  test('is empty, with nothing beyond', () => {
    const page: PageRequest = { direction: 'backward', count: 5, from: null };
    expect(layOut([], page, { total: true, more: true, near: false }, true)).toEqual({
      reads: [],
      ranges: [],
      more: false,
      near: null,
      parts: new Set(),
    });
  });
});
