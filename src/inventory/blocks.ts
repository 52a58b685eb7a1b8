import { pageEnd, totalOf, type SegmentPage, type SegmentPages } from './segment-pages.js';

/**
 * Rows of a list that stand one behind the other without a gap, as far as pages show it. Pages read at different times are one block
 * only where they overlap and agree: rows that came or went between two reads are then on neither side of the seam.
 */
export interface Block {
  /** Position of the first row, as the vendor counts. */
  readonly offset: number;
  /** Keys in the vendor's order; null for a row that was promised and did not come. */
  readonly keys: readonly (string | null)[];
  /** Of how many rows the list is, by the newest of the pages, and at least as many as were seen. */
  readonly size: number;
  /** Its pages, the newest first. */
  readonly pages: SegmentPages;
  /** The most rows that were asked for at once. */
  readonly pageRows: number;
  /** The requests for which its pages were read. */
  readonly readings: ReadonlySet<string>;
}

/** The position behind the last row of a block. */
export function blockEnd({ offset, keys }: Block): number {
  return offset + keys.length;
}

const known = new WeakMap<SegmentPages, Map<number, readonly Block[]>>();

/** The blocks that the pages read at `notBefore` or later make up, each as long as can be, the one with the newest page first. */
export function blocksOf(pages: SegmentPages, notBefore: number): readonly Block[] {
  const fresh = pages.filter(({ asOf }) => asOf >= notBefore);
  const byCount = known.get(pages) ?? new Map<number, readonly Block[]>();
  known.set(pages, byCount);
  const blocks = byCount.get(fresh.length) ?? build(fresh);
  byCount.set(fresh.length, blocks);
  return blocks;
}

function build(pages: SegmentPages): readonly Block[] {
  const blocks: Block[] = [];
  const placed = new Set<SegmentPage>();
  for (const seed of pages) {
    if (placed.has(seed)) continue;
    const joined = joinAll(seed, pages);
    for (const page of joined.pages) placed.add(page);
    blocks.push(toBlock(joined));
  }
  return blocks;
}

/** Pages that belong together, with their rows. */
interface Joined {
  readonly pages: readonly SegmentPage[];
  readonly offset: number;
  readonly keys: readonly (string | null)[];
}

function joinAll(seed: SegmentPage, pages: SegmentPages): Joined {
  let joined: Joined = { pages: [seed], offset: seed.offset, keys: rowsOf(seed) };
  for (let before = 0; before < joined.pages.length;) {
    before = joined.pages.length;
    for (const page of pages) {
      if (!joined.pages.includes(page) && fits(page, joined)) joined = join(joined, page);
    }
  }
  return joined;
}

function rowsOf(page: SegmentPage): readonly (string | null)[] {
  return Array.from({ length: pageEnd(page) - page.offset }, (_, index) => page.keys[index] ?? null);
}

function fits(page: SegmentPage, { pages, offset, keys }: Joined): boolean {
  const start = Math.max(page.offset, offset);
  const end = Math.min(pageEnd(page), offset + keys.length);
  if (end < start) return false;
  if (end > start) {
    for (let at = start; at < end; at++) {
      if ((page.keys[at - page.offset] ?? null) !== keys[at - offset]) return false;
    }
    return true;
  }
  // Side by side: one reading of the list, where both were read for one request.
  return pages.some(
    (other) =>
      (pageEnd(other) === page.offset || other.offset === pageEnd(page)) &&
      other.readings.some((reading) => page.readings.includes(reading)),
  );
}

function join({ pages, offset, keys }: Joined, page: SegmentPage): Joined {
  const before = Math.max(0, offset - page.offset);
  const after = Math.max(0, pageEnd(page) - (offset + keys.length));
  const rows = rowsOf(page);
  return {
    pages: [...pages, page],
    offset: offset - before,
    keys: [...rows.slice(0, before), ...keys, ...rows.slice(rows.length - after)],
  };
}

function toBlock({ pages, offset, keys }: Joined): Block {
  const sorted = pages.toSorted((a, b) => b.asOf - a.asOf);
  const seen = keys.some((key) => key !== null) ? offset + keys.length : 0;
  return {
    offset,
    keys,
    size: Math.max(seen, ...sorted.slice(0, 1).map(totalOf)),
    pages: sorted,
    pageRows: Math.max(...pages.map(({ limit }) => limit)),
    readings: new Set(pages.flatMap(({ readings }) => readings)),
  };
}

/**
 * Whether the rows of a block between two positions are what a fault-free read of the list would give: told by pages that are whole
 * and of one mind with the newest about how many rows there are, and none twice.
 */
export function isExactIn({ offset, keys, size, pages }: Block, start: number, end: number): boolean {
  for (let at = start; at < end;) {
    const position = at;
    const page = pages.find((each) => each.offset <= position && position < pageEnd(each));
    if (page === undefined || !page.exact || page.total !== size) return false;
    at = pageEnd(page);
  }
  if (start >= end) return pages[0]?.exact === true && pages[0].total === size;
  const rows = keys.slice(start - offset, end - offset);
  return new Set(rows).size === rows.length;
}
