import { windowEnd, type Window } from '../model/window.js';
import type { Ask, Demand, Paging, PlannedAsk } from './provider.js';

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

/** The asks for all that is demanded of one list that is read by pages: each demand is named for the pages that it needs. */
export function planPages(
  list: { readonly form: string; readonly subject: string | null; readonly paging: Paging },
  demands: readonly Exclude<Demand, { type: 'record' }>[],
  total: number | null,
): readonly PlannedAsk[] {
  const { form, subject, paging } = list;
  const windows = demands.flatMap((demand) => (demand.type === 'rows' ? [demand.window] : []));
  const pages = coverWindows(windows, total, paging);
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
function coverWindows(windows: readonly Window[], total: number | null, paging: Paging): readonly Window[] {
  const pages: Window[] = [];
  for (const window of [...windows].sort((a, b) => a.offset - b.offset)) {
    const offset = Math.max(window.offset, ...pages.map(windowEnd));
    const end = Math.min(windowEnd(window), total ?? 0);
    if (pages.length > 0 && offset >= end) continue;
    pages.push(...pagesToAsk({ offset, limit: windowEnd(window) - offset }, total, paging));
  }
  return pages;
}

function overlap(a: Window, b: Window): boolean {
  return a.offset < windowEnd(b) && b.offset < windowEnd(a);
}
