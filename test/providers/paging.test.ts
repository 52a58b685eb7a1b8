import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { windowEnd, type Window } from '../../src/model/window.js';
import { countPage, coverWindow, pagesToAsk } from '../../src/providers/paging.js';
import type { Paging } from '../../src/providers/provider.js';

const styles = fc.constantFrom<Paging['style']>('offset', 'number');
const pagings = (max: number): fc.Arbitrary<Paging> =>
  fc.record({ style: styles, max: fc.integer({ min: 1, max }) });
const windows = (offset: number, limit: number): fc.Arbitrary<Window> =>
  fc.record({ offset: fc.nat(offset), limit: fc.nat(limit) });

function positions({ offset, limit }: Window): readonly number[] {
  return Array.from({ length: limit }, (_, index) => offset + index);
}

/** Every page that the vendor would take and that holds a position. */
function allowedPages(position: number, { style, max }: Paging): readonly Window[] {
  const pages: Window[] = [];
  for (let limit = 1; limit <= max; limit++) {
    for (let offset = Math.max(0, position - limit + 1); offset <= position; offset++) {
      if (style === 'offset' || offset % limit === 0) pages.push({ offset, limit });
    }
  }
  return pages;
}

/** The least number of pages over all ways to cover a window: every choice is tried, position by position. */
function leastPages(window: Window, paging: Paging): number {
  const known = new Map<number, number>();
  const leastFrom = (position: number): number => {
    if (position >= windowEnd(window)) return 0;
    const before = known.get(position);
    if (before !== undefined) return before;
    const least = Math.min(...allowedPages(position, paging).map((page) => 1 + leastFrom(windowEnd(page))));
    known.set(position, least);
    return least;
  };
  return leastFrom(window.offset);
}

describe('the pages that cover a window', () => {
  test('hold every row of it', () => {
    fc.assert(
      fc.property(windows(3000, 1200), pagings(120), (window, paging) => {
        const covered = new Set(coverWindow(window, paging).flatMap(positions));
        expect(positions(window).filter((position) => !covered.has(position))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('are pages that the vendor takes', () => {
    fc.assert(
      fc.property(windows(3000, 1200), pagings(1000), (window, paging) => {
        for (const { offset, limit } of coverWindow(window, paging)) {
          expect(limit).toBeGreaterThanOrEqual(1);
          expect(limit).toBeLessThanOrEqual(paging.max);
          expect(offset).toBeGreaterThanOrEqual(0);
          if (paging.style === 'number') expect(offset % limit).toBe(0);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('are as few as any choice of pages can be', () => {
    fc.assert(
      fc.property(windows(60, 40), pagings(9), (window, paging) => {
        expect(coverWindow(window, paging)).toHaveLength(leastPages(window, paging));
      }),
      { numRuns: 400 },
    );
  });

  test('by offset, are full pages in a row from the first row on', () => {
    expect(coverWindow({ offset: 30, limit: 250 }, { style: 'offset', max: 100 })).toEqual([
      { offset: 30, limit: 100 },
      { offset: 130, limit: 100 },
      { offset: 230, limit: 100 },
    ]);
  });

  test('by number, is a single smaller page where one holds a window that straddles full pages', () => {
    const paging: Paging = { style: 'number', max: 100 };
    const [page, ...more] = coverWindow({ offset: 95, limit: 10 }, paging);
    expect(more).toEqual([]);
    expect(page?.offset).toBeLessThanOrEqual(95);
    expect(page === undefined ? 0 : windowEnd(page)).toBeGreaterThanOrEqual(105);
  });

  test('are none for a window of no rows', () => {
    expect(coverWindow({ offset: 40, limit: 0 }, { style: 'number', max: 100 })).toEqual([]);
  });
});

describe('the pages that cover a window for a reader who comes backward', () => {
  test('hold every row of it, and are pages that the vendor takes', () => {
    fc.assert(
      fc.property(windows(3000, 1200), pagings(120), (window, paging) => {
        const pages = coverWindow(window, paging, true);
        const covered = new Set(pages.flatMap(positions));
        expect(positions(window).filter((position) => !covered.has(position))).toEqual([]);
        for (const { offset, limit } of pages) {
          expect(limit).toBeGreaterThanOrEqual(1);
          expect(limit).toBeLessThanOrEqual(paging.max);
          expect(offset).toBeGreaterThanOrEqual(0);
          if (paging.style === 'number') expect(offset % limit).toBe(0);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('are as few as any choice of pages can be', () => {
    fc.assert(
      fc.property(windows(60, 40), pagings(9), (window, paging) => {
        expect(coverWindow(window, paging, true)).toHaveLength(leastPages(window, paging));
      }),
      { numRuns: 400 },
    );
  });

  test('have their spare rows in front of it, none behind, where pages may start anywhere', () => {
    fc.assert(
      fc.property(windows(3000, 1200), fc.integer({ min: 1, max: 120 }), (window, max) => {
        fc.pre(window.limit > 0);
        const pages = coverWindow(window, { style: 'offset', max }, true);
        const rows = pages.length * max;
        expect(pages[0]?.offset).toBe(Math.max(0, windowEnd(window) - rows));
        // At the start of the list there is nothing in front.
        if (windowEnd(window) >= rows) expect(Math.max(...pages.map(windowEnd))).toBe(windowEnd(window));
      }),
      { numRuns: 200 },
    );
  });

  test('by number, reach at least as far in front of it as those for a reader who comes forward', () => {
    fc.assert(
      fc.property(windows(3000, 300), fc.integer({ min: 1, max: 120 }), (window, max) => {
        fc.pre(window.limit > 0);
        const first = (isBackward: boolean) =>
          coverWindow(window, { style: 'number', max }, isBackward)[0]?.offset ?? 0;
        expect(first(true)).toBeLessThanOrEqual(first(false));
      }),
      { numRuns: 200 },
    );
  });

  test('by offset, are full pages in a row up to the last row', () => {
    expect(coverWindow({ offset: 130, limit: 250 }, { style: 'offset', max: 100 }, true)).toEqual([
      { offset: 80, limit: 100 },
      { offset: 180, limit: 100 },
      { offset: 280, limit: 100 },
    ]);
  });

  test('are none for a window of no rows', () => {
    expect(coverWindow({ offset: 40, limit: 0 }, { style: 'number', max: 100 }, true)).toEqual([]);
  });
});

describe('the pages to ask', () => {
  test('are the first one alone while the total is not known', () => {
    fc.assert(
      fc.property(windows(3000, 1200), pagings(120), (window, paging) => {
        const asked = pagesToAsk({ window }, null, paging);
        expect(asked).toHaveLength(1);
        expect(asked.flatMap(positions)).toContain(window.offset);
      }),
      { numRuns: 100 },
    );
  });

  test('are one page where the list is remembered to end before the window, since it may have grown', () => {
    fc.assert(
      fc.property(windows(3000, 1200), fc.nat(3000), pagings(120), (window, total, paging) => {
        fc.pre(total <= window.offset);
        const asked = pagesToAsk({ window }, total, paging);
        expect(asked).toHaveLength(1);
        expect(asked.flatMap(positions)).toContain(window.offset);
      }),
      { numRuns: 100 },
    );
  });

  test('hold every row of the window that the list has, and start at none behind its end', () => {
    fc.assert(
      fc.property(
        windows(800, 1200),
        fc.integer({ min: 1, max: 2000 }),
        pagings(120),
        (window, total, paging) => {
          fc.pre(total > window.offset);
          const asked = pagesToAsk({ window }, total, paging);
          const covered = new Set(asked.flatMap(positions));
          const wanted = positions(window).filter((position) => position < total);
          expect(wanted.filter((position) => !covered.has(position))).toEqual([]);
          for (const { offset } of asked) expect(offset).toBeLessThan(total);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('are the last one alone for a reader who comes backward, while the total is not known', () => {
    fc.assert(
      fc.property(windows(3000, 1200), pagings(120), (window, paging) => {
        fc.pre(window.limit > 0);
        const asked = pagesToAsk({ window, isBackward: true }, null, paging);
        expect(asked).toHaveLength(1);
        expect(asked.flatMap(positions)).toContain(windowEnd(window) - 1);
      }),
      { numRuns: 100 },
    );
  });

  test('for a total alone are the smallest page', () => {
    expect(countPage({ style: 'offset', max: 100 })).toEqual({ offset: 0, limit: 1 });
    expect(countPage({ style: 'offset', max: 100, min: 10 })).toEqual({ offset: 0, limit: 10 });
  });
});

describe('rows on the near side of a window, welcome where they cost no further call', () => {
  const asks = fc.record({
    window: windows(300, 200),
    lead: fc.nat(5),
    isBackward: fc.boolean(),
    paging: pagings(60),
    total: fc.integer({ min: 1, max: 500 }),
  });
  /** The window as far as the list goes, and the same with the rows on its near side, which for a reader who comes backward is its end. */
  const wider = ({ offset, limit }: Window, lead: number, isBackward: boolean, total: number) => {
    const end = Math.min(offset + limit, total);
    const from = isBackward ? offset : Math.max(0, offset - lead);
    return {
      needed: { offset, limit: end - offset },
      wide: { offset: from, limit: end + (isBackward ? lead : 0) - from },
    };
  };

  test('never make them more pages', () => {
    fc.assert(
      fc.property(asks, fc.boolean(), ({ window, lead, isBackward, paging, total }, isKnown) => {
        const known = isKnown ? total : null;
        const asked = pagesToAsk({ window, lead, isBackward }, known, paging);
        expect(asked).toHaveLength(pagesToAsk({ window, isBackward }, known, paging).length);
      }),
      { numRuns: 500 },
    );
  });

  test('never keep a row of the window away', () => {
    fc.assert(
      fc.property(asks, ({ window, lead, isBackward, paging, total }) => {
        fc.pre(total > window.offset);
        const covered = new Set(pagesToAsk({ window, lead, isBackward }, total, paging).flatMap(positions));
        const wanted = positions(window).filter((position) => position < total);
        expect(wanted.filter((position) => !covered.has(position))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('come with it whenever as few pages can hold both', () => {
    const small = fc.record({
      window: windows(60, 30),
      lead: fc.nat(4),
      isBackward: fc.boolean(),
      paging: pagings(9),
      total: fc.integer({ min: 1, max: 90 }),
    });
    fc.assert(
      fc.property(small, ({ window, lead, isBackward, paging, total }) => {
        // Where the list may turn out to be longer, the window counts whole.
        fc.pre(total >= windowEnd(window) && window.limit > 0);
        const { needed, wide } = wider(window, lead, isBackward, total);
        fc.pre(leastPages(wide, paging) === leastPages(needed, paging));
        const covered = new Set(pagesToAsk({ window, lead, isBackward }, total, paging).flatMap(positions));
        expect(positions(wide).filter((position) => !covered.has(position))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['by offset, forward', { style: 'offset', max: 10 }, 95, false, [{ offset: 93, limit: 10 }]],
    ['by offset, backward', { style: 'offset', max: 10 }, 95, true, [{ offset: 92, limit: 10 }]],
  ] as const)('%s', (_, paging, offset, isBackward, pages) => {
    expect(pagesToAsk({ window: { offset, limit: 5 }, lead: 2, isBackward }, 1000, paging)).toEqual(pages);
  });

  test('are left out where the window fills its pages', () => {
    const window = { offset: 95, limit: 10 };
    expect(pagesToAsk({ window, lead: 2 }, 1000, { style: 'offset', max: 10 })).toEqual([
      { offset: 95, limit: 10 },
    ]);
    expect(pagesToAsk({ window, lead: 2, isBackward: true }, 1000, { style: 'offset', max: 10 })).toEqual([
      { offset: 95, limit: 10 },
    ]);
  });
});
