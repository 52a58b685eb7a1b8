import fc from 'fast-check';
import { blocksOf, type Block } from '../../src/inventory/blocks.js';
import {
  addPage,
  toSegmentPage,
  type SegmentPage,
  type SegmentPages,
} from '../../src/inventory/segment-pages.js';
import type { Window } from '../../src/model/window.js';

/** A list of so many rows, no two alike. */
export function listOf(size: number, name = 'row'): readonly string[] {
  return Array.from({ length: size }, (_, index) => `${name}${index}`);
}

/** A page of a list as its vendor gives it. */
export function pageOf(
  list: readonly string[],
  { offset, limit }: Window,
  { asOf = 1, readings = [] }: { readonly asOf?: number; readonly readings?: readonly string[] } = {},
): SegmentPage {
  const keys = list.slice(offset, offset + limit);
  const told = { total: list.length, isTold: true, allRead: true };
  return toSegmentPage({ offset, limit, keys, asOf, readings, ...told });
}

export function keep(pages: readonly SegmentPage[]): SegmentPages {
  return pages.reduce<SegmentPages>(addPage, []);
}

/** A list wholly at hand, from one page. */
export function wholeOf(list: readonly string[]): Block {
  const [block] = blocksOf([pageOf(list, { offset: 0, limit: Math.max(1, list.length) })], 0);
  if (block === undefined) throw new Error('a page is a block');
  return block;
}

/** Something that befalls a list. */
export interface Change {
  readonly op: 'insert' | 'remove';
  /** As a share of the list. */
  readonly at: number;
  readonly rows: number;
}

export const changes: fc.Arbitrary<Change> = fc.record({
  op: fc.constantFrom('insert' as const, 'remove' as const),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  rows: fc.integer({ min: 1, max: 5 }),
});

/** A list after changes; new rows have names of their own. */
export function changed(list: readonly string[], all: readonly Change[]): readonly string[] {
  return all.reduce((before, { op, at, rows }, index) => {
    const place = Math.floor(at * (before.length + (op === 'insert' ? 1 : 0)));
    const added = op === 'insert' ? listOf(rows, `new${index}-`) : [];
    return before.toSpliced(place, op === 'remove' ? rows : 0, ...added);
  }, list);
}
