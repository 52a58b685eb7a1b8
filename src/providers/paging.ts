import { windowEnd, type Window } from '../model/window.js';
import type { Ask, Demand, Paging, PlannedAsk, RowsDemand } from './provider.js';

/** The page holding a position that reaches furthest ahead. `number` pages are aligned: their offset is a multiple of their limit. */
function furthestPage(position: number, paging: Paging): Window {
  if (paging.style === 'offset' || position === 0) return { offset: position, limit: paging.max };
  return alignedPages(position, paging.max).reduce((best, page) =>
    windowEnd(page) >= windowEnd(best) ? page : best,
  );
}

/** The same that reaches furthest back. */
function furthestPageBack(position: number, paging: Paging): Window {
  if (paging.style === 'offset' || position === 0) {
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

/** Rows of a list as a plan asks for them. */
export type WantedRows = Pick<RowsDemand, 'window' | 'isBackward' | 'lead'>;

/**
 * The pages to ask for rows of a list: all that the window needs when the total is known, else one of them alone, since it
 * tells the total and any other may turn out to lie behind the end.
 */
export function pagesToAsk(rows: WantedRows, total: number | null, paging: Paging): readonly Window[] {
  const { window, isBackward = false, lead = 0 } = rows;
  const isUnknown = total === null || total <= window.offset;
  const needed = isUnknown ? onePageOf(rows, paging) : upTo(total, window);
  // Also if the list should turn out to be longer than it was.
  const isFree = [needed, window].every((rest) => isRoomFor({ ...rows, window: rest }, paging));
  const extra = isFree ? lead : 0;
  const front = isBackward ? 0 : Math.min(extra, needed.offset);
  const wide = { offset: needed.offset - front, limit: needed.limit + (isBackward ? extra : front) };
  const pages = coverWindow(wide, paging, isBackward);
  return isUnknown ? (isBackward ? pages.slice(-1) : pages.slice(0, 1)) : pages;
}

/** Whether the lead costs no further page. */
function isRoomFor({ window, isBackward = false, lead = 0 }: WantedRows, paging: Paging): boolean {
  if (lead === 0) return false;
  const front = isBackward ? 0 : Math.min(lead, window.offset);
  const wide = { offset: window.offset - front, limit: window.limit + (isBackward ? lead : front) };
  const pagesOf = (rows: Window) => coverWindow(rows, paging, isBackward).length;
  return pagesOf(wide) <= pagesOf(window);
}

/** As much of a window as one page may hold, from where it is read. */
function onePageOf({ window, isBackward = false }: WantedRows, { max }: Paging): Window {
  const limit = Math.max(1, Math.min(window.limit, max));
  return { offset: isBackward ? Math.max(0, windowEnd(window) - limit) : window.offset, limit };
}

function upTo(total: number, window: Window): Window {
  return { offset: window.offset, limit: Math.min(windowEnd(window), total) - window.offset };
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
function coverWindows(rows: readonly WantedRows[], total: number | null, paging: Paging): readonly Window[] {
  const pages: Window[] = [];
  for (const wanted of rows.toSorted((a, b) => a.window.offset - b.window.offset)) {
    const { window } = wanted;
    const offset = Math.max(window.offset, ...pages.map(windowEnd));
    const end = Math.min(windowEnd(window), total ?? 0);
    if (pages.length > 0 && offset >= end) continue;
    const rest = { offset, limit: windowEnd(window) - offset };
    pages.push(...pagesToAsk({ ...wanted, window: rest }, total, paging));
  }
  return pages;
}

function overlap(a: Window, b: Window): boolean {
  return a.offset < windowEnd(b) && b.offset < windowEnd(a);
}
