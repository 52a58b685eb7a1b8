import type { Direction } from './trace.js';
import type { VendorPaging } from './vendor-list.js';

/** The fewest vendor pages that hold rows `from` up to `to`, of which there may be none. */
function fewestPages(from: number, to: number, { style, max }: VendorPaging): number {
  if (style === 'unpaged') return 1;
  if (style === 'offset') return Math.max(1, Math.ceil((to - from) / max));
  let pages = 0;
  for (let position = from; position < to;) {
    let furthest = position;
    for (let size = 1; size <= max; size++) {
      furthest = Math.max(furthest, position - (position % size) + size);
    }
    position = furthest;
    pages++;
  }
  return Math.max(1, pages);
}

/**
 * The calls of one page of `count` rows over a list that does not change, with nothing at hand: one more than its rows need where it
 * begins at the far end, which is not known before. Behind a cursor its own row is read again.
 */
export function callsOfPage(
  page: { readonly direction: Direction; readonly count: number; readonly anchor: number | null },
  rows: number,
  paging: VendorPaging,
): number {
  const { direction, count, anchor } = page;
  const forward = direction === 'forward';
  if (anchor !== null) {
    return forward
      ? fewestPages(anchor, anchor + count + 1, paging)
      : fewestPages(Math.max(0, anchor - count), anchor + 1, paging);
  }
  if (forward) return fewestPages(0, count, paging);
  if (paging.style === 'unpaged') return 1;
  return 1 + fewestPages(Math.max(0, rows - count), rows, paging);
}

/** The calls of a whole scroll, whatever its pages, while everything that was read is served again. */
export function callsOfScroll(rows: number, { style, max }: VendorPaging): number {
  return style === 'unpaged' ? 1 : Math.ceil(rows / (max - 1)) + 1;
}
