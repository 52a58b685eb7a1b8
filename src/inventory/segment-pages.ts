/** One page of a segment as a call brought it. Plain JSON. */
export interface SegmentPage {
  readonly offset: number;
  /** How many rows were asked for. */
  readonly limit: number;
  /** Item keys in the vendor's order, each once. */
  readonly keys: readonly string[];
  /** What the vendor says the whole segment has, or where it was seen to end. */
  readonly total: number;
  /** What the vendor says of this segment alone; unlike `total` null where it says nothing, or was read among others and came short. */
  readonly expected: number | null;
  /** False when rows are missing from the page, could not be read, or contradict the total. */
  readonly exact: boolean;
  readonly asOf: number;
  /** The requests for which the page was read: pages read for one request are parts of one reading of the list. */
  readonly readings: readonly string[];
}

/** What is at hand of a segment: pages, newest first. */
export type SegmentPages = readonly SegmentPage[];

/** How many rows a page should hold by its own total. */
function promised(page: Pick<SegmentPage, 'offset' | 'limit' | 'total'>): number {
  return Math.max(0, Math.min(page.limit, page.total - page.offset));
}

/** A page from what a call brought: it is exact when all rows could be read and are as many as its total promises. */
export function toSegmentPage(
  page: Omit<SegmentPage, 'exact' | 'expected'> & { readonly allRead: boolean; readonly isTold: boolean },
): SegmentPage {
  const { allRead, isTold, ...asked } = page;
  // Behind the end there is nothing to keep but the total: one such page is as good as another.
  const isBehind = page.keys.length === 0 && page.offset > page.total;
  const rest = isBehind ? { ...asked, offset: page.total } : asked;
  const expected = isTold ? page.total : null;
  return { ...rest, expected, exact: allRead && page.keys.length === promised(page) };
}

/**
 * A whole segment as one page. Inexact: rows of it may be missing, and how many there should be is not known. `isTold`: the vendor's
 * own total bears it out.
 */
export function toWholePage(
  keys: readonly string[],
  {
    exact,
    isTold,
    asOf,
    readings,
  }: Pick<SegmentPage, 'exact' | 'asOf' | 'readings'> & { readonly isTold: boolean },
): SegmentPage {
  const { length } = keys;
  const expected = exact && isTold ? length : null;
  return { offset: 0, limit: length, keys, total: length, expected, exact, asOf, readings };
}

/** The end of the positions that a page answers for: those that it promised and did not hold are known to be missing. */
export function pageEnd(page: SegmentPage): number {
  return page.offset + Math.max(page.keys.length, promised(page));
}

/** A page that holds more rows than its total promises shows that the total is too small. */
export function totalOf(page: SegmentPage): number {
  return page.keys.length === 0 ? page.total : Math.max(page.total, page.offset + page.keys.length);
}

function reachesEnd(page: SegmentPage): boolean {
  return pageEnd(page) >= page.total;
}

/** Adds a page and drops those that it makes useless. */
export function addPage(pages: SegmentPages, page: SegmentPage): SegmentPages {
  const kept = pages.filter(
    (other) =>
      other.asOf > page.asOf ||
      other.offset < page.offset ||
      (pageEnd(other) > pageEnd(page) && !reachesEnd(page)),
  );
  return [page, ...kept].sort((a, b) => b.asOf - a.asOf);
}
