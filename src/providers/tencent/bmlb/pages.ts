import { windowEnd, type Window } from '../../../model/window.js';
import { countPage, pagesToAsk } from '../../paging.js';
import type { Ask, Demand, PlannedAsk } from '../../provider.js';
import { paging, type FormName } from './forms.js';

type ListDemand = Exclude<Demand, { type: 'record' }>;

/** Every rows demand of one list is named for the pages that its window needs; what needs none, and a count, for the first one. */
export function planPages(
  form: FormName,
  demands: readonly ListDemand[],
  total: number | null,
): readonly PlannedAsk[] {
  const windows = demands.flatMap((demand) => (demand.type === 'rows' ? [demand.window] : []));
  const pages = coverWindows(windows, total);
  const asks = (pages.length === 0 ? [countPage(paging)] : pages).map((page): Ask & { type: 'page' } => ({
    type: 'page',
    form,
    subject: null,
    page,
  }));
  return demands.flatMap((demand) => {
    const needed = asks.filter(({ page }) => demand.type === 'rows' && overlap(page, demand.window));
    return (needed.length === 0 ? asks.slice(0, 1) : needed).map((ask) => ({ demand, ask }));
  });
}

/** The fewest pages for several windows of one list. While its total is unknown only the first, which tells it. */
function coverWindows(windows: readonly Window[], total: number | null): readonly Window[] {
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
