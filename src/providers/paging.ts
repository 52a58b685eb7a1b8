import { windowEnd, type Window } from '../model/window.js';
import type { Paging } from './provider.js';

/** The page holding a position that reaches furthest. `number` pages are aligned: their offset is a multiple of their limit. */
function furthestPage(position: number, paging: Paging): Window {
  if (paging.style === 'offset') return { offset: position, limit: paging.max };
  let best: Window = { offset: 0, limit: 0 };
  for (let limit = 1; limit <= paging.max; limit++) {
    const page = { offset: position - (position % limit), limit };
    if (windowEnd(page) >= windowEnd(best)) best = page;
  }
  return best;
}

/**
 * The fewest pages that cover a window. Greedy is optimal: of all pages that hold the first uncovered row, the one that reaches
 * furthest leaves the least to do. Pages are as large as the vendor allows, for rows beyond the window come at no further call.
 */
export function coverWindow(window: Window, paging: Paging): readonly Window[] {
  const pages: Window[] = [];
  for (let position = window.offset; position < windowEnd(window);) {
    const page = furthestPage(position, paging);
    pages.push(page);
    position = windowEnd(page);
  }
  return pages;
}

/**
 * The pages to ask for rows of a list: all that the window needs when the total is known, else the first of them alone, since it
 * tells the total and any other may turn out to lie behind the end.
 */
export function pagesToAsk(window: Window, total: number | null, paging: Paging): readonly Window[] {
  if (total === null || total <= window.offset) return [furthestPage(window.offset, paging)];
  return coverWindow(
    { offset: window.offset, limit: Math.min(windowEnd(window), total) - window.offset },
    paging,
  );
}

/** The smallest page, which tells the total at the least cost. */
export function countPage({ min = 1 }: Paging): Window {
  return { offset: 0, limit: min };
}
