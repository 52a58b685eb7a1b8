import { windowEnd, type Window } from '../model/window.js';
import { blockEnd, blocksOf, isExactIn, type Block } from './blocks.js';
import { totalOf, type SegmentPages } from './segment-pages.js';

/** The rows of a window as far as they are at hand. */
export interface WindowReading {
  readonly items: readonly { readonly offset: number; readonly key: string }[];
  /** The newest total among the pages that are fresh enough; null when there is none. */
  readonly total: number | null;
  /** What the vendor says the segment has; null when it does not say. */
  readonly expected: number | null;
  /** Whether the rows are what a fault-free read would give. */
  readonly exact: boolean;
  /** What is not at hand; null when the window is covered as far as the list goes. */
  readonly missing: Window | null;
}

/**
 * Reads a window, by the vendor's count, from the pages that were read at `notBefore` or later; all of it from one block.
 * @param reading of which request the pages may be continued; null: of none
 */
export function readWindow(
  pages: SegmentPages,
  window: Window,
  notBefore: number,
  reading: string | null,
): WindowReading {
  const counted = pages.find(({ asOf }) => asOf >= notBefore);
  if (counted === undefined) return { items: [], total: null, expected: null, exact: false, missing: window };
  const total = totalOf(counted);
  const { expected } = counted;
  const end = Math.min(windowEnd(window), total);
  if (end <= window.offset) return { items: [], total, expected, exact: counted.exact, missing: null };
  const blocks = blocksOf(pages, notBefore);
  const covering = blocks.find((block) => block.offset <= window.offset && blockEnd(block) >= end);
  if (covering === undefined) {
    const own = pages.filter((page) => reading !== null && page.readings.includes(reading));
    const missing = missingPart(blocksOf(own, notBefore), {
      offset: window.offset,
      limit: end - window.offset,
    });
    return { items: [], total, expected, exact: false, missing };
  }
  const items = new Map<string, { offset: number; key: string }>();
  for (let offset = window.offset; offset < end; offset++) {
    const key = covering.keys[offset - covering.offset] ?? null;
    if (key !== null && !items.has(key)) items.set(key, { offset, key });
  }
  const exact = covering.size === total && isExactIn(covering, window.offset, end);
  return { items: [...items.values()], total, expected, exact, missing: null };
}

/** What of a window the request has not read yet, by the blocks that it read. What others read is no part of its reading, unless it is all. */
function missingPart(own: readonly Block[], window: Window): Window {
  const end = windowEnd(window);
  const start = Math.max(window.offset, ...own.filter(({ offset }) => offset <= window.offset).map(blockEnd));
  if (start > window.offset && start < end) return { offset: start, limit: end - start };
  const stop = Math.min(end, ...own.filter((block) => blockEnd(block) >= end).map(({ offset }) => offset));
  return { offset: window.offset, limit: Math.max(0, stop - window.offset) || window.limit };
}
