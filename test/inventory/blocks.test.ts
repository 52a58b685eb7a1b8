import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockEnd, blocksOf, isExactIn, type Block } from '../../src/inventory/blocks.js';
import { pageEnd, toSegmentPage, type SegmentPage } from '../../src/inventory/segment-pages.js';
import { windowEnd, type Window } from '../../src/model/window.js';
import { changed, changes, keep, listOf, pageOf } from './list-pages.js';

const windows: fc.Arbitrary<Window> = fc.record({
  offset: fc.nat(24),
  limit: fc.integer({ min: 1, max: 10 }),
});
const readings = fc.subarray(['one', 'two']);
const sizes = fc.nat(24);

/** Windows of one list, each read at a time of its own. */
const reads = fc.array(fc.record({ window: windows, asOf: fc.nat(5), readings }), {
  minLength: 1,
  maxLength: 8,
});

/** The rows that a list has at the positions of a block. */
function rowsAt(list: readonly string[], block: Block): readonly string[] {
  return list.slice(block.offset, blockEnd(block));
}

describe('a block of pages of a list that stands still', () => {
  test('holds the list’s rows at its positions, whatever pages it is of', () => {
    fc.assert(
      fc.property(sizes, reads, (size, asked) => {
        const list = listOf(size);
        const pages = asked.map(({ window, ...how }) => pageOf(list, window, how));
        for (const block of blocksOf(keep(pages), 0)) {
          expect(block.keys).toEqual(rowsAt(list, block));
          expect(block.size).toBe(size);
          expect(block.keys).toHaveLength(blockEnd(block) - block.offset);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('is as long as rows in a row were read for one request', () => {
    fc.assert(
      fc.property(sizes, reads, (size, asked) => {
        const list = listOf(size);
        const pages = keep(
          asked.map(({ window, asOf }) => pageOf(list, window, { asOf, readings: ['one'] })),
        );
        const blocks = blocksOf(pages, 0);
        // Between two blocks lies at least one row that no page has.
        const sorted = blocks.toSorted((a, b) => a.offset - b.offset);
        sorted.slice(1).forEach((block, index) => {
          expect(block.offset).toBeGreaterThan(blockEnd(sorted[index] ?? block));
        });
        for (const page of pages) {
          const holders = blocks.filter(
            (block) => block.offset <= page.offset && blockEnd(block) >= pageEnd(page),
          );
          expect(holders).toHaveLength(1);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('is made of pages that are young enough alone, the one with the newest first', () => {
    fc.assert(
      fc.property(sizes, reads, fc.nat(5), (size, asked, notBefore) => {
        const list = listOf(size);
        const pages = keep(asked.map(({ window, ...how }) => pageOf(list, window, how)));
        const fresh = pages.filter(({ asOf }) => asOf >= notBefore);
        const blocks = blocksOf(pages, notBefore);
        const used = blocks.flatMap((block) => block.pages);
        expect(new Set(used)).toEqual(new Set(fresh));
        expect(blocks[0]?.pages[0]?.asOf ?? null).toBe(fresh[0]?.asOf ?? null);
        for (const { pages: own } of blocks) {
          expect(own.map(({ asOf }) => asOf)).toEqual(own.map(({ asOf }) => asOf).sort((a, b) => b - a));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a block of pages read before and after a change', () => {
  /** Rows came, or went, at one place: all behind it stand elsewhere. */
  const worlds = fc
    .record({ size: fc.integer({ min: 4, max: 24 }), change: changes })
    .map(({ size, change }) => {
      const before = listOf(size);
      return { before, after: changed(before, [change]) };
    });
  const ofTwo = fc.array(fc.record({ window: windows, isLater: fc.boolean() }), {
    minLength: 2,
    maxLength: 8,
  });

  test('holds rows that stood so either before or after it', () => {
    fc.assert(
      fc.property(worlds, ofTwo, ({ before, after }, asked) => {
        const pages = asked.map(({ window, isLater }, index) => {
          const how = { asOf: isLater ? 2 : 1, readings: [`request${index}`] };
          return pageOf(isLater ? after : before, window, how);
        });
        for (const block of blocksOf(keep(pages), 0)) {
          expect([rowsAt(before, block), rowsAt(after, block)]).toContainEqual(block.keys);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('says of every position what each of its pages says', () => {
    fc.assert(
      fc.property(worlds, ofTwo, ({ before, after }, asked) => {
        const pages = asked.map(({ window, isLater }) =>
          pageOf(isLater ? after : before, window, { asOf: isLater ? 2 : 1, readings: ['one'] }),
        );
        for (const block of blocksOf(keep(pages), 0)) {
          for (const page of block.pages) {
            const own = block.keys.slice(page.offset - block.offset, pageEnd(page) - block.offset);
            expect(own).toEqual(page.keys);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('joins none whose overlap shows the change, though they were read for one request', () => {
    const before = listOf(20);
    const after = ['new', ...before];
    const pages = keep([
      pageOf(before, { offset: 0, limit: 10 }, { asOf: 1, readings: ['one'] }),
      pageOf(after, { offset: 8, limit: 10 }, { asOf: 2, readings: ['one'] }),
    ]);
    const [newer, older, ...more] = blocksOf(pages, 0);
    expect(more).toEqual([]);
    expect(newer).toMatchObject({ offset: 8, keys: after.slice(8, 18), size: 21 });
    expect(older).toMatchObject({ offset: 0, keys: before.slice(0, 10), size: 20 });
  });

  test('joins those whose overlap agrees, since the change is on one side of it', () => {
    const before = listOf(20);
    const after = [...before.slice(0, 12), 'new', ...before.slice(12)];
    const pages = keep([
      pageOf(before, { offset: 0, limit: 10 }, { asOf: 1 }),
      pageOf(after, { offset: 9, limit: 10 }, { asOf: 2 }),
    ]);
    expect(blocksOf(pages, 0)).toMatchObject([{ offset: 0, keys: after.slice(0, 19), size: 21 }]);
  });
});

describe('pages side by side', () => {
  const list = listOf(20);
  const side = (first: readonly string[], second: readonly string[]) =>
    keep([
      pageOf(list, { offset: 0, limit: 10 }, { asOf: 1, readings: first }),
      pageOf(list, { offset: 10, limit: 10 }, { asOf: 2, readings: second }),
    ]);

  test.each([
    ['for one request', ['one'], ['one'], 1],
    ['for one request that joined another’s call', ['two', 'one'], ['one', 'three'], 1],
    ['for two', ['one'], ['two'], 2],
    ['for none that is known', [], [], 2],
  ])('that were read %s', (_, first, second, count) => {
    const blocks = blocksOf(side(first, second), 0);
    expect(blocks).toHaveLength(count);
    if (count === 1) expect(blocks[0]?.keys).toEqual(list);
  });

  test('are one block with a third that holds the rows on both sides of the seam', () => {
    const third = pageOf(list, { offset: 9, limit: 2 }, { asOf: 3, readings: ['three'] });
    expect(blocksOf(keep([...side(['one'], ['two']), third]), 0)).toMatchObject([{ offset: 0, keys: list }]);
  });

  test('are not joined by a reading that neither of the two at the seam has', () => {
    const pages = keep([
      pageOf(list, { offset: 0, limit: 10 }, { asOf: 1, readings: ['one'] }),
      pageOf(list, { offset: 2, limit: 4 }, { asOf: 2, readings: ['two'] }),
      pageOf(list, { offset: 10, limit: 10 }, { asOf: 3, readings: ['two'] }),
    ]);
    expect(blocksOf(pages, 0).map(({ offset }) => offset)).toEqual([10, 0]);
  });
});

describe('rows of a block are exact', () => {
  /** The only block of pages that are read for one request. */
  const blockOf = (pages: readonly SegmentPage[]): Block => {
    const [block, ...more] = blocksOf(keep(pages), 0);
    if (block === undefined || more.length > 0) throw new Error('not one block');
    return block;
  };
  const short = (list: readonly string[], { offset, limit }: Window, lost: number) =>
    toSegmentPage({
      ...{ offset, limit, total: list.length, asOf: 1, isTold: true, allRead: true, readings: ['one'] },
      keys: list.slice(offset, windowEnd({ offset, limit })).toSpliced(lost, 1),
    });

  test('anywhere in a list that stands still', () => {
    fc.assert(
      fc.property(sizes, reads, fc.nat(24), fc.nat(24), (size, asked, from, rows) => {
        const list = listOf(size);
        const pages = keep(asked.map(({ window, ...how }) => pageOf(list, window, how)));
        for (const block of blocksOf(pages, 0)) {
          const start = Math.min(block.offset + from, blockEnd(block));
          expect(isExactIn(block, start, Math.min(start + rows, blockEnd(block)))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('only where no page of theirs came short', () => {
    const list = listOf(30);
    const full = (offset: number) => pageOf(list, { offset, limit: 10 }, { readings: ['one'] });
    const block = blockOf([full(0), short(list, { offset: 10, limit: 10 }, 4), full(20)]);
    expect(block.keys[19]).toBeNull();
    expect(isExactIn(block, 0, 10)).toBe(true);
    expect(isExactIn(block, 20, 30)).toBe(true);
    // Which of its rows are missing nobody knows.
    expect(isExactIn(block, 10, 11)).toBe(false);
    expect(isExactIn(block, 9, 21)).toBe(false);
  });

  test('only where their pages tell as many rows as the newest', () => {
    const before = listOf(20);
    const after = [...before, 'new'];
    const block = blockOf([
      pageOf(before, { offset: 0, limit: 10 }, { asOf: 1 }),
      pageOf(after, { offset: 9, limit: 12 }, { asOf: 2 }),
    ]);
    expect(block.keys).toEqual(after);
    expect(isExactIn(block, 9, 21)).toBe(true);
    expect(isExactIn(block, 0, 9)).toBe(false);
    expect(isExactIn(block, 8, 10)).toBe(false);
  });

  test('only where none is there twice', () => {
    // One moved behind the seam while its list was read.
    const before = listOf(20);
    const after = before.toSpliced(0, 1).toSpliced(14, 0, 'row0');
    const block = blockOf([
      pageOf(before, { offset: 0, limit: 10 }, { asOf: 1, readings: ['one'] }),
      pageOf(after, { offset: 10, limit: 10 }, { asOf: 2, readings: ['one'] }),
    ]);
    expect(block.keys.filter((key) => key === 'row0')).toHaveLength(2);
    expect(isExactIn(block, 0, 20)).toBe(false);
    expect(isExactIn(block, 0, 14)).toBe(true);
    expect(isExactIn(block, 1, 20)).toBe(true);
  });

  test('though none are asked for, only if the newest page is', () => {
    const list = listOf(30);
    expect(isExactIn(blockOf([pageOf(list, { offset: 0, limit: 10 })]), 5, 5)).toBe(true);
    expect(isExactIn(blockOf([short(list, { offset: 0, limit: 10 }, 2)]), 5, 5)).toBe(false);
    expect(isExactIn(blockOf([pageOf([], { offset: 0, limit: 10 })]), 0, 0)).toBe(true);
  });
});
