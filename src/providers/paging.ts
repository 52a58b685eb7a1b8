import { windowEnd, type Window } from '../model/window.js';
import type { Ask, Demand, Paging, PlannedAsk } from './provider.js';

/** The page holding a position that reaches furthest ahead. `number` pages are aligned: their offset is a multiple of their limit. */
function furthestPage(position: number, paging: Paging): Window {
  if (paging.style === 'offset') return { offset: position, limit: paging.max };
  return alignedPages(position, paging.max).reduce((best, page) =>
    windowEnd(page) >= windowEnd(best) ? page : best,
  );
}

/** The same that reaches furthest back. */
function furthestPageBack(position: number, paging: Paging): Window {
  if (paging.style === 'offset') {
    return { offset: Math.max(0, position + 1 - paging.max), limit: paging.max };
  }
  return alignedPages(position, paging.max).reduce((best, page) =>
    page.offset <= best.offset ? page : best,
  );
}

/** The page of every size that holds a position. */
function alignedPages(position: number, max: number): readonly Window[] {
  return Array.from({ length: max }, (_, index) => {
    const limit = index + 1;
    return { offset: position - (position % limit), limit };
  });
}

/**
 * The fewest pages that cover a window. Greedy is optimal: of all pages that hold the first uncovered row, the one that reaches
 * furthest leaves the least to do. Pages are as large as the vendor allows, for rows beyond the window come at no further call:
 * rows behind it, or where they are of more use, in front of it.
 */
export function coverWindow(window: Window, paging: Paging, isBackward = false): readonly Window[] {
  const pages: Window[] = [];
  if (isBackward) {
    for (let end = windowEnd(window); end > window.offset;) {
      const page = furthestPageBack(end - 1, paging);
      pages.unshift(page);
      end = page.offset;
    }
    return pages;
  }
  for (let position = window.offset; position < windowEnd(window);) {
    const page = furthestPage(position, paging);
    pages.push(page);
    position = windowEnd(page);
  }
  return pages;
}

/**
 * The pages to ask for rows of a list: all that the window needs when the total is known, else one of them alone, since it
 * tells the total and any other may turn out to lie behind the end.
 */
export function pagesToAsk(
  window: Window,
  total: number | null,
  paging: Paging,
  isBackward = false,
): readonly Window[] {
  if (total === null || total <= window.offset) {
    return [
      isBackward && window.limit > 0
        ? furthestPageBack(windowEnd(window) - 1, paging)
        : furthestPage(window.offset, paging),
    ];
  }
  const end = Math.min(windowEnd(window), total);
  return coverWindow({ offset: window.offset, limit: end - window.offset }, paging, isBackward);
}

/** The smallest page, which tells the total at the least cost. */
export function countPage({ min = 1 }: Paging): Window {
  return { offset: 0, limit: min };
}

/** The asks for all that is demanded of one list that is read by pages: each demand is named for the pages that it needs. */
export function planPages(
  list: { readonly form: string; readonly subject: string | null; readonly paging: Paging },
  demands: readonly Exclude<Demand, { type: 'record' }>[],
  total: number | null,
): readonly PlannedAsk[] {
  const { form, subject, paging } = list;
  const rows = demands.filter((demand) => demand.type === 'rows');
  const pages = coverWindows(rows, total, paging);
  const asks = (pages.length === 0 ? [countPage(paging)] : pages).map((page): Ask & { type: 'page' } => ({
    type: 'page',
    form,
    subject,
    page,
  }));
  return demands.flatMap((demand) => {
    const needed = asks.filter(({ page }) => demand.type === 'rows' && overlap(page, demand.window));
    // What needs no page, and a count, is told by the first one.
    return (needed.length === 0 ? asks.slice(0, 1) : needed).map((ask) => ({ demand, ask }));
  });
}

/** The fewest pages for several windows of one list. While its total is unknown only the first, which tells it. */
function coverWindows(
  rows: readonly Extract<Demand, { type: 'rows' }>[],
  total: number | null,
  paging: Paging,
): readonly Window[] {
  const pages: Window[] = [];
  for (const { window, isBackward } of rows.toSorted((a, b) => a.window.offset - b.window.offset)) {
    const offset = Math.max(window.offset, ...pages.map(windowEnd));
    const end = Math.min(windowEnd(window), total ?? 0);
    if (pages.length > 0 && offset >= end) continue;
    pages.push(...pagesToAsk({ offset, limit: windowEnd(window) - offset }, total, paging, isBackward));
  }
  return pages;
}

function overlap(a: Window, b: Window): boolean {
  return a.offset < windowEnd(b) && b.offset < windowEnd(a);
}
