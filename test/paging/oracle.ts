import { callsOfPage, callsOfScroll } from './call-bounds.js';
import type { History } from './history.js';
import { lifeMs, type Direction } from './trace.js';
import type { PageShown, VendorPaging } from './vendor-list.js';

/** Where a reader stands: on which row of which page. */
export interface Anchor {
  readonly id: string;
  readonly shownAtMs: number;
  /** The rows that calls had brought within their life when it was shown. */
  readonly known: ReadonlySet<string>;
}

/** How many rows on either side of its own a cursor names. */
const neighbours = 3;
/** How many of the vendor's pages either way a cursor's rows are looked for. */
const searchPages = 2;

/**
 * The rows that a cursor may name, in their order: its own and its neighbours, as far as they were read. Which list a reader knew is not
 * told, so there is one such group for each that was there within the life of what it was shown.
 */
function groupsOf(anchor: Anchor, history: History): readonly (readonly string[])[] {
  return listsShown(anchor, history).flatMap((ids) => {
    const at = ids.indexOf(anchor.id);
    if (at < 0) return [];
    const around = ids.slice(Math.max(0, at - neighbours), at + neighbours + 1);
    return [around.filter((id) => id === anchor.id || anchor.known.has(id))];
  });
}

/**
 * Whether a reader may be told that its place is lost: its row and those around it, as far as they were read, are gone or farther away
 * than is looked.
 */
export function mayBeLost(anchor: Anchor, history: History, { max }: VendorPaging): boolean {
  const isOut = (id: string) => (history.shiftOf(id) ?? Number.POSITIVE_INFINITY) > searchPages * max;
  return groupsOf(anchor, history).some((group) => group.every(isOut));
}

/**
 * Whether nobody could tell from the rows of a cursor where its place is: rows that moved are as many as those that stayed in the
 * same order, or more.
 */
export function mayBeMisled(anchor: Anchor, history: History): boolean {
  const now = new Map(history.now().map((id, index) => [id, index]));
  return groupsOf(anchor, history).some((group) => {
    const left = group.filter((id) => now.has(id));
    if (!left.some(history.isMoved)) return false;
    return longestRuns(left.map((id) => now.get(id) ?? 0)).some((run) =>
      run.some((index) => history.isMoved(left[index] ?? '')),
    );
  });
}

/** The longest ascending runs, with gaps, in a few numbers: the indexes of each. */
function longestRuns(numbers: readonly number[]): readonly (readonly number[])[] {
  let runs: (readonly number[])[] = [[]];
  for (const [index, number] of numbers.entries()) {
    const longer = runs.filter((run) => run.length === 0 || (numbers[run.at(-1) ?? 0] ?? 0) < number);
    runs = [...runs, ...longer.map((run) => [...run, index])];
  }
  const most = Math.max(...runs.map(({ length }) => length));
  return runs.filter(({ length }) => length === most);
}

/** What is wrong with a scroll in one direction that ran to its end; null: nothing. */
export function flawOfScroll(
  shown: readonly string[],
  direction: Direction,
  history: History,
): string | null {
  const lasting = history.lasting();
  const rows = new Set(lasting);
  const names = (ids: readonly string[]) => ids.map(history.nameOf).join(' ');
  const seen = shown.filter((id) => rows.has(id));
  const expected = direction === 'forward' ? lasting : lasting.toReversed();
  const once = new Set(seen);
  const missing = expected.filter((id) => !once.has(id));
  if (missing.length > 0) return `skipped ${names(missing)}`;
  const before = new Set<string>();
  const twice = shown.filter((id) => !history.isMoved(id) && before.size === before.add(id).size);
  if (twice.length > 0) return `showed again ${names(twice)}`;
  if (seen.some((id, index) => expected[index] !== id)) return 'showed rows in another order than the list’s';
  return flawOfOrder(shown, direction, history, rows);
}

/** Rows that came or went stand between the same rows that stayed as in the list. */
function flawOfOrder(
  shown: readonly string[],
  direction: Direction,
  history: History,
  rows: ReadonlySet<string>,
): string | null {
  let passed = 0;
  for (const id of shown) {
    if (rows.has(id)) passed++;
    else if (!history.isMoved(id)) {
      const rank = history.rankOf(id);
      if (rank === null) return `showed ${id}, which never was there`;
      const expected = direction === 'forward' ? rank : rows.size - rank;
      if (passed !== expected) return `showed ${history.nameOf(id)} in another place than the list has it`;
    }
  }
  return null;
}

/** What is wrong with a page as the one that follows a row. Of rows that stayed it shows the next ones, and as many as it can. */
export function flawOfPage(
  page: PageShown,
  asked: { readonly direction: Direction; readonly anchor: Anchor | null; readonly count: number },
  history: History,
): string | null {
  const { ids, more } = page;
  if (ids.length > asked.count) return `showed ${ids.length} rows where ${asked.count} were asked for`;
  if (more === null) return 'did not tell whether there is more';
  const forward = asked.direction === 'forward';
  const lasting = history.lasting();
  const ranks = asked.anchor === null ? [forward ? 0 : lasting.length] : ranksOf(asked.anchor, history);
  const [rank = 0] = ranks;
  if (new Set(ranks).size !== 1) return null;
  const own = asked.anchor !== null && lasting[rank] === asked.anchor.id ? 1 : 0;
  const ahead = forward ? lasting.slice(rank + own) : lasting.slice(0, rank).toReversed();
  const rows = new Set(lasting);
  const inTurn = forward ? ids : ids.toReversed();
  const seen = inTurn.filter((id) => rows.has(id));
  const wrong = seen.find((id, index) => ahead[index] !== id);
  if (wrong !== undefined) {
    const expected = ahead[seen.indexOf(wrong)];
    return `showed ${history.nameOf(wrong)} where ${expected === undefined ? 'nothing' : history.nameOf(expected)} comes next`;
  }
  if (!more && seen.length < ahead.length) return 'told that there is no more';
  if (more && ids.length === 0) return 'told that there is more, and showed nothing';
  return null;
}

/** How many lasting rows were in front of an anchor, by the lists that it may have been shown from. */
function ranksOf(anchor: Anchor, history: History): readonly number[] {
  return listsShown(anchor, history).flatMap((ids) => history.rankIn(ids, anchor.id) ?? []);
}

/** The lists that an anchor may have been shown from. */
function listsShown({ shownAtMs }: Anchor, history: History): readonly (readonly string[])[] {
  const later = history.since(shownAtMs).length - 1;
  const lists = history.since(shownAtMs - lifeMs);
  return lists.slice(0, lists.length - later);
}

/** What is wrong with the number of calls that a page took. */
export function flawOfCalls(
  calls: number,
  page: { readonly direction: Direction; readonly count: number; readonly anchor: Anchor | null },
  history: History,
  paging: VendorPaging,
): string | null {
  const places = page.anchor === null ? [null] : placesOf(page.anchor, history);
  const rows = Math.max(...history.since(0).map(({ length }) => length));
  const bounds = places.map((anchor) => callsOfPage({ ...page, anchor }, rows, paging));
  const shift = history.largestShift();
  const isStill = history.since(0).length === 1;
  if (!isStill && shift > paging.max) return null;
  // Where pages are aligned, a page's rows that begin anywhere lie in two of them.
  const further = paging.style === 'number' ? 2 : 1;
  // One call finds where reading goes on when its own row is gone, and where that is a page away another one fills the page.
  const isGone = page.anchor !== null && !history.now().includes(page.anchor.id);
  const most = Math.max(...bounds) + (isStill ? 0 : further * (isGone ? 2 : 1));
  return calls > most ? `took ${calls} calls where ${most} are enough` : null;
}

/** Where a row stands or stood: which of that a reader knew is not told. */
function placesOf({ id }: Anchor, history: History): readonly number[] {
  return history.since(0).flatMap((ids) => {
    const at = ids.indexOf(id);
    return at < 0 ? [] : [at];
  });
}

/** What is wrong with the calls of a whole scroll over a list that did not change, within the life of what was read. */
export function flawOfAllCalls(calls: number, rows: number, paging: VendorPaging): string | null {
  const most = callsOfScroll(rows, paging);
  return calls > most ? `took ${calls} calls in all where ${most} are enough` : null;
}
