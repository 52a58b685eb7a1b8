import type { Maxima } from '../maxima.js';
import { lengthOf, type Need, type Span } from '../need.js';

/** How many calls take so many rows or ids at so many a call. */
export function calls(count: number, most: number): number {
  return Math.ceil(count / most);
}

/** A window of a list that is paged by offset; any page tells the total, and a total alone takes one page. */
export function windowCalls(window: Span, total: boolean, most: number): number {
  return Math.max(calls(lengthOf(window), most), total ? 1 : 0);
}

/** The window of load balancers: one from the end needs the page at the front first, unless it is remembered where the end is. */
export function listCalls(
  { window, total, fromEnd, readBefore }: Need,
  { page: most }: Pick<Maxima, 'page'>,
  cover: typeof windowCalls,
): number {
  if (!fromEnd || readBefore || lengthOf(window) === 0) return cover(window, total, most);
  return 1 + cover({ from: Math.max(window.from, most), to: Math.max(window.to, most) }, false, most);
}

/** The same where pages are numbered: they begin at multiples of their size, which may be any up to the most. */
export function numberedCalls(window: Span, total: boolean, most: number): number {
  let covered = window.from;
  let pages = 0;
  while (covered < window.to) {
    covered = furthest(covered, most);
    pages++;
  }
  return Math.max(pages, total ? 1 : 0);
}

/** The furthest end of any numbered page that holds a position. */
function furthest(position: number, most: number): number {
  let end = 0;
  for (let size = 1; size <= most; size++) end = Math.max(end, (Math.floor(position / size) + 1) * size);
  return end;
}

/** So many rows by their ids, where these are the first ones of the list: that itself may be the shorter way. */
export function rowCalls(
  count: number,
  { loadBalancerIds, page }: Pick<Maxima, 'loadBalancerIds' | 'page'>,
): number {
  return Math.min(calls(count, loadBalancerIds), calls(count, page));
}
