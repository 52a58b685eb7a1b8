import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addPage,
  toSegmentPage,
  type SegmentPage,
  type SegmentPages,
} from '../../src/inventory/segment-pages.js';
import { readWindow as readWindowOf, type WindowReading } from '../../src/inventory/read-window.js';
import { windowEnd, type Window } from '../../src/model/window.js';

/** As somebody reads who has read nothing of it before. */
const readWindow = (pages: SegmentPages, window: Window, notBefore: number) =>
  readWindowOf(pages, window, notBefore, null);

const windows: fc.Arbitrary<Window> = fc.record({ offset: fc.nat(14), limit: fc.nat(10) });
const times = fc.nat(5);

/** The list after some time: it only ever grows at its end. */
function listOf(size: number): readonly string[] {
  return Array.from({ length: size }, (_, index) => `item${index}`);
}

function truePage(
  list: readonly string[],
  { offset, limit }: Window,
  asOf: number,
  readings: readonly string[] = [],
): SegmentPage {
  const keys = list.slice(offset, offset + limit);
  return toSegmentPage({
    offset,
    limit,
    keys,
    total: list.length,
    asOf,
    isTold: true,
    allRead: true,
    readings,
  });
}

function addAll(pages: readonly SegmentPage[]): SegmentPages {
  return pages.reduce<SegmentPages>(addPage, []);
}

/** The positions for which a page speaks: those it holds, and those it promised, which are then known to be empty. */
function speaksFor(page: SegmentPage, position: number): boolean {
  const promised = Math.max(0, Math.min(page.limit, page.total - page.offset));
  const size = Math.max(page.keys.length, promised);
  return page.offset <= position && position < page.offset + size;
}

/** Pages as no vendor should send them: short, over-long, overlapping, out of step with their totals. */
const anyPages: fc.Arbitrary<readonly SegmentPage[]> = fc.array(
  fc
    .record({
      offset: fc.nat(12),
      limit: fc.nat(8),
      keys: fc.uniqueArray(fc.nat(15), { maxLength: 10 }),
      total: fc.nat(20),
      asOf: times,
      isTold: fc.constant(true),
      allRead: fc.boolean(),
      readings: fc.subarray(['one', 'two']),
    })
    .map(({ keys, ...page }) => toSegmentPage({ ...page, keys: keys.map((key) => `item${key}`) })),
  { maxLength: 7 },
);

/** Pages of one list that grows, each as the vendor had it at its time; some are cut short or over-long. */
const truePages: fc.Arbitrary<readonly SegmentPage[]> = fc
  .array(fc.record({ window: windows, asOf: times }), { maxLength: 8 })
  .map((asked) => asked.map(({ window, asOf }) => truePage(listOf(8 + asOf), window, asOf)));

function isFromPage(reading: WindowReading, pages: readonly SegmentPage[]): boolean {
  return reading.items.every(({ offset, key }) =>
    pages.some((page) => speaksFor(page, offset) && page.keys[offset - page.offset] === key),
  );
}

describe('a page', () => {
  test.each([
    ['as promised', { offset: 0, limit: 3, keys: ['a', 'b', 'c'], total: 9 }, true],
    ['the last one', { offset: 6, limit: 3, keys: ['a'], total: 7 }, true],
    ['behind the end', { offset: 9, limit: 3, keys: [], total: 7 }, true],
    ['an empty list', { offset: 0, limit: 3, keys: [], total: 0 }, true],
    ['too short', { offset: 0, limit: 3, keys: ['a', 'b'], total: 9 }, false],
    ['over-long', { offset: 0, limit: 1, keys: ['a', 'b'], total: 9 }, false],
    ['more than the total', { offset: 0, limit: 3, keys: ['a', 'b'], total: 1 }, false],
  ])('%s is exact: %j %s', (_, page, exact) => {
    expect(toSegmentPage({ ...page, asOf: 1, isTold: true, allRead: true, readings: [] }).exact).toBe(exact);
    expect(toSegmentPage({ ...page, asOf: 1, isTold: true, allRead: false, readings: [] }).exact).toBe(false);
  });
});

describe('a window that is read', () => {
  test('holds no item twice, each where a fresh page shows it, in order, inside the window', () => {
    fc.assert(
      fc.property(anyPages, windows, times, (pages, window, notBefore) => {
        const reading = readWindow(addAll(pages), window, notBefore);
        const keys = reading.items.map(({ key }) => key);
        const offsets = reading.items.map(({ offset }) => offset);
        expect(new Set(keys).size).toBe(keys.length);
        expect(offsets).toEqual([...new Set(offsets)].sort((a, b) => a - b));
        for (const offset of offsets) {
          expect(offset).toBeGreaterThanOrEqual(window.offset);
          expect(offset).toBeLessThan(windowEnd(window));
        }
        const fresh = pages.filter(({ asOf }) => asOf >= notBefore);
        expect(isFromPage(reading, fresh)).toBe(true);
      }),
      { numRuns: 700 },
    );
  });

  test('is whole only if a fresh page speaks for every position that the list has', () => {
    fc.assert(
      fc.property(anyPages, windows, times, (pages, window, notBefore) => {
        const { missing, total } = readWindow(addAll(pages), window, notBefore);
        fc.pre(missing === null && window.limit > 0);
        const fresh = pages.filter(({ asOf }) => asOf >= notBefore);
        expect(total).not.toBeNull();
        for (let position = window.offset; position < Math.min(windowEnd(window), total ?? 0); position++) {
          expect(fresh.some((page) => speaksFor(page, position))).toBe(true);
        }
      }),
      { numRuns: 700 },
    );
  });

  test('is wholly missing while no page is fresh', () => {
    fc.assert(
      fc.property(anyPages, windows, (pages, window) => {
        expect(readWindow(addAll(pages), window, 6)).toMatchObject({ total: null, missing: window });
      }),
      { numRuns: 100 },
    );
  });

  test('is missing where its pages only stand side by side and were read at different times', () => {
    const list = listOf(20);
    const first = truePage(list, { offset: 0, limit: 10 }, 1, ['one']);
    const second = truePage(list, { offset: 10, limit: 10 }, 2, ['two']);
    const both = { offset: 5, limit: 10 };
    expect(readWindow(addAll([first, second]), both, 0).missing).toEqual(both);
    // Who read the first of them goes on from there.
    expect(readWindowOf([first], both, 0, 'one').missing).toEqual({ offset: 10, limit: 5 });
    expect(readWindowOf([second], both, 0, 'two').missing).toEqual({ offset: 5, limit: 5 });
  });

  test.each([
    ['were read for the same request', { offset: 10, limit: 10 }, ['one', 'two']],
    ['overlap and agree', { offset: 9, limit: 11 }, ['two']],
  ])('is whole where its pages %s', (_, window, readings) => {
    const list = listOf(20);
    const pages = [truePage(list, window, 2, readings), truePage(list, { offset: 0, limit: 10 }, 1, ['one'])];
    const reading = readWindow(addAll(pages), { offset: 5, limit: 10 }, 0);
    expect(reading).toMatchObject({ missing: null, exact: true });
    expect(reading.items.map(({ key }) => key)).toEqual(list.slice(5, 15));
  });

  test('of pages that overlap and disagree is not put together', () => {
    const moved = ['new', ...listOf(20)];
    const pages = [
      truePage(moved, { offset: 9, limit: 12 }, 2, ['two']),
      truePage(listOf(20), { offset: 0, limit: 10 }, 1, ['one']),
    ];
    const window = { offset: 5, limit: 10 };
    expect(readWindow(addAll(pages), window, 0).missing).toEqual(window);
  });

  test('of a list that stands still is the list, as soon as pages of one reading cover it', () => {
    const list = listOf(13);
    const asked = fc.array(fc.record({ window: windows, asOf: times }), { maxLength: 8 });
    fc.assert(
      fc.property(asked, windows, times, (reads, window, notBefore) => {
        const pages = reads.map((read) => truePage(list, read.window, read.asOf, ['one']));
        const fresh = pages.filter(({ asOf }) => asOf >= notBefore);
        const wanted = list.slice(window.offset, windowEnd(window));
        const covered =
          fresh.length > 0 &&
          wanted.every((_, index) => fresh.some((page) => speaksFor(page, window.offset + index)));
        fc.pre(window.limit > 0);
        const reading = readWindow(addAll(pages), window, notBefore);
        expect(reading.missing === null).toBe(covered);
        if (!covered) return;
        expect(reading).toMatchObject({ total: list.length, exact: true });
        expect(reading.items.map(({ key }) => key)).toEqual(wanted);
      }),
      { numRuns: 700 },
    );
  });

  test('of a list that grows is exact only if it is the list as it was at one time', () => {
    fc.assert(
      fc.property(truePages, windows, times, (pages, window, notBefore) => {
        const reading = readWindow(addAll(pages), window, notBefore);
        fc.pre(reading.missing === null && reading.exact && window.limit > 0);
        const list = listOf(reading.total ?? 0);
        expect(reading.items.map(({ key }) => key)).toEqual(list.slice(window.offset, windowEnd(window)));
      }),
      { numRuns: 700 },
    );
  });

  test('is exact only if no page that it is read from was short', () => {
    const list = listOf(12);
    const asked = fc.array(fc.record({ window: windows, asOf: times, lost: fc.option(fc.nat(9)) }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(asked, windows, (reads, window) => {
        const pages = reads.map(({ window: { offset, limit }, asOf, lost }) => {
          const keys = list.slice(offset, offset + limit).filter((_, index) => index !== lost);
          return toSegmentPage({
            offset,
            limit,
            keys,
            total: list.length,
            asOf,
            isTold: true,
            allRead: true,
            readings: ['one'],
          });
        });
        const reading = readWindow(addAll(pages), window, 0);
        fc.pre(reading.missing === null && reading.exact);
        expect(reading.items.map(({ key }) => key)).toEqual(list.slice(window.offset, windowEnd(window)));
      }),
      { numRuns: 700 },
    );
  });

  test('takes the newest total, and never less than the rows that its page holds', () => {
    fc.assert(
      fc.property(anyPages, times, (pages, notBefore) => {
        const { total } = readWindow(addAll(pages), { offset: 0, limit: 0 }, notBefore);
        const telling = pages.filter(({ asOf }) => asOf >= notBefore);
        const newest = Math.max(...telling.map(({ asOf }) => asOf));
        const totals = telling
          .filter(({ asOf }) => asOf === newest)
          .map((page) =>
            page.keys.length === 0 ? page.total : Math.max(page.total, page.offset + page.keys.length),
          );
        expect(totals.length === 0 ? [null] : totals).toContain(total);
      }),
      { numRuns: 500 },
    );
  });

  test('changes nothing that was kept', () => {
    const before = [truePage(listOf(5), { offset: 0, limit: 2 }, 1)];
    const copy = structuredClone(before);
    addPage(before, truePage(listOf(6), { offset: 0, limit: 4 }, 2));
    readWindow(before, { offset: 0, limit: 5 }, 0);
    expect(before).toEqual(copy);
  });
});

describe('pages that are kept', () => {
  test('do not pile up while the same windows are read again and again', () => {
    const reads = Array.from({ length: 200 }, (_, index) =>
      truePage(listOf(20), { offset: (index % 4) * 5, limit: 5 }, index),
    );
    expect(addAll(reads)).toHaveLength(4);
  });

  test('behind the end that a newer page shows are dropped', () => {
    const old = truePage(listOf(20), { offset: 10, limit: 10 }, 1);
    const shrunk = truePage(listOf(6), { offset: 0, limit: 10 }, 2);
    expect(addAll([old, shrunk])).toEqual([shrunk]);
  });

  test('that are newer stay, though an older one comes later', () => {
    const newer = truePage(listOf(9), { offset: 0, limit: 5 }, 2);
    const older = truePage(listOf(8), { offset: 0, limit: 10 }, 1);
    const reading = readWindow(addAll([newer, older]), { offset: 0, limit: 5 }, 0);
    expect(reading).toMatchObject({ total: 9, missing: null, exact: true });
  });
});
