import { windowEnd, type Window } from '../model/window.js';

/** One page of a segment as a call brought it. Plain JSON. */
export interface SegmentPage {
  readonly offset: number;
  /** How many rows were asked for. */
  readonly limit: number;
  /** Item keys in the vendor's order, each once. */
  readonly keys: readonly string[];
  /** What the vendor says the whole segment has; null when it does not say. */
  readonly total: number | null;
  /** What the vendor says of this segment alone; unlike `total` null where it says nothing, or was read among others and came short. */
  readonly expected: number | null;
  /** False when rows are missing from the page, could not be read, or contradict the total. */
  readonly exact: boolean;
  readonly asOf: number;
}

/** What is at hand of a segment: pages, newest first. */
export type SegmentPages = readonly SegmentPage[];

/** The rows of a window as far as they are at hand. */
export interface WindowReading {
  readonly items: readonly { readonly offset: number; readonly key: string }[];
  /** The newest total among the pages that are fresh enough; null when none tells it. */
  readonly total: number | null;
  /** What the vendor says the segment has; null when it does not say. */
  readonly expected: number | null;
  /** Whether the rows are what a fault-free read would give. */
  readonly exact: boolean;
  /** What is not at hand; null when the window is covered as far as the list goes. */
  readonly missing: Window | null;
}

/** How many rows a page should hold by its own total. */
function promised(page: Pick<SegmentPage, 'offset' | 'limit' | 'total' | 'keys'>): number {
  return page.total === null ? page.keys.length : Math.max(0, Math.min(page.limit, page.total - page.offset));
}

/** A page from what a call brought: it is exact when all rows could be read and are as many as its total promises. */
export function toSegmentPage(
  page: Omit<SegmentPage, 'exact' | 'expected'> & { readonly allRead: boolean; readonly isTold: boolean },
): SegmentPage {
  const { allRead, isTold, ...asked } = page;
  // Behind the end there is nothing to keep but the total: one such page is as good as another.
  const isBehind = page.keys.length === 0 && page.total !== null && page.offset > page.total;
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
  { exact, isTold, asOf }: { readonly exact: boolean; readonly isTold: boolean; readonly asOf: number },
): SegmentPage {
  const { length } = keys;
  const expected = exact && isTold ? length : null;
  return { offset: 0, limit: length, keys, total: length, expected, exact, asOf };
}

/** The end of the positions that a page answers for: those that it promised and did not hold are known to be missing. */
function pageEnd(page: SegmentPage): number {
  return page.offset + Math.max(page.keys.length, promised(page));
}

/** A page that holds more rows than its total promises shows that the total is too small. */
function totalOf(page: SegmentPage): number | null {
  return page.total === null || page.keys.length === 0
    ? page.total
    : Math.max(page.total, page.offset + page.keys.length);
}

function reachesEnd(page: SegmentPage): boolean {
  return page.total !== null && pageEnd(page) >= page.total;
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

/** Reads a window from the pages that were read at `notBefore` or later. */
export function readWindow(pages: SegmentPages, window: Window, notBefore: number): WindowReading {
  const fresh = pages.filter((page) => page.asOf >= notBefore);
  const counted = fresh.find((page) => page.total !== null);
  const total = counted === undefined ? null : totalOf(counted);
  const expected = counted?.expected ?? null;
  const end = total === null ? windowEnd(window) : Math.min(windowEnd(window), total);
  const items: { offset: number; key: string }[] = [];
  const used = new Set<SegmentPage>();
  const seen = new Set<string>();
  let distinct = true;
  for (let position = window.offset; position < end;) {
    const page = fresh.find((candidate) => candidate.offset <= position && position < pageEnd(candidate));
    if (page === undefined) {
      return {
        items,
        total,
        expected,
        exact: false,
        missing: { offset: position, limit: windowEnd(window) - position },
      };
    }
    used.add(page);
    const upTo = Math.min(end, pageEnd(page));
    for (; position < upTo; position++) {
      const key = page.keys[position - page.offset];
      if (key === undefined) continue;
      if (seen.has(key)) distinct = false;
      else items.push({ offset: position, key });
      seen.add(key);
    }
  }
  if (total === null && window.limit > 0) return { items, total, expected, exact: false, missing: window };
  if (counted !== undefined) used.add(counted);
  const totals = new Set([...used].map((page) => page.total));
  const exact = distinct && totals.size <= 1 && [...used].every((page) => page.exact);
  return { items, total, expected, exact, missing: null };
}
