import type { Window } from '../model/window.js';

/** A place in a sequence: an item of one of its parts. */
export interface Position {
  readonly part: number;
  readonly offset: number;
}

/** A part on the near side of a position that could not be read when it was passed: behind which of its items it stopped, if any. */
export interface Left {
  readonly part: number;
  readonly offset: number | null;
}

/** How far a reader has come: to an item, with the parts on the way that are still owed. */
export interface Place {
  readonly at: Position;
  readonly left: readonly Left[];
}

/** Which items to show: counted from the start or behind a place, or from the end or in front of a place. */
export interface PageRequest {
  readonly direction: 'forward' | 'backward';
  readonly count: number;
  readonly from: Place | null;
}

/** What is known of a part: its total once any of it was read, or that it cannot be read. */
export type PartState =
  | { readonly type: 'unknown' }
  | { readonly type: 'known'; readonly total: number }
  | { readonly type: 'failed' };

/** What a page needs beyond its items; each may cost calls. */
export interface Wants {
  readonly total: boolean;
  /** Whether the true `hasNextPage` or `hasPreviousPage` of the direction of reading is wanted. */
  readonly more: boolean;
}

/** Rows of one part; a window of no rows asks for the part's total alone. */
export interface PartWindow {
  readonly part: number;
  readonly window: Window;
}

export interface Layout {
  /** What must be read, as far as can be told by now, in order. */
  readonly reads: readonly PartWindow[];
  /** The items of the page, in order; final once no read is left to do. */
  readonly ranges: readonly PartWindow[];
  /** Whether items lie beyond the page in the direction of reading; null while that is not known. */
  readonly more: boolean | null;
  /** Parts that the answer relies on: those that were or must be read, and those that failed on the way. */
  readonly parts: ReadonlySet<number>;
}

/**
 * Lays a page out over parts that stand one behind the other. Called again whenever more is known, until nothing is left to read.
 * Parts of unknown length are read one after another, only as many as the page needs; with `together`, or when the
 * total is wanted, all at once, since each has to be asked anyway.
 */
export function layOut(
  parts: readonly PartState[],
  page: PageRequest,
  wants: Wants,
  together: boolean,
): Layout {
  const forward = page.direction === 'forward';
  const order = [...parts.keys()];
  if (!forward) order.reverse();
  const reads: PartWindow[] = [];
  const ranges: PartWindow[] = [];
  const used = new Set<number>();
  let left = page.count;
  let beyond = false;
  /** A part of unknown length stands on the way: whether later ones are needed depends on it. */
  let blocked = false;
  let sawAll = true;

  for (const part of order) {
    const state = parts[part] ?? { type: 'unknown' };
    const start = startOf(part, page);
    if (start === 'done') {
      if (!wants.total) continue;
      used.add(part);
      if (state.type === 'unknown') reads.push({ part, window: countOnly });
      continue;
    }
    const needed = left > 0 || wants.total || (wants.more && !beyond);
    if (!needed || (blocked && !together && !wants.total)) {
      sawAll = false;
      break;
    }
    used.add(part);
    const edge = start === 'edge' ? null : start;
    if (state.type === 'failed') {
      beyond = true;
    } else if (state.type === 'unknown') {
      reads.push({ part, window: firstWindow(edge, forward, left, blocked, wants.total) });
      blocked = true;
    } else {
      const { rows, more } = cut(state.total, forward, edge, left);
      if (rows.limit > 0) {
        reads.push({ part, window: rows });
        ranges.push({ part, window: rows });
        left -= rows.limit;
      }
      if (more) beyond = true;
    }
  }
  if (!forward) ranges.reverse();
  const more = beyond ? true : sawAll && !blocked ? false : null;
  return { reads, ranges, more, parts: used };
}

/** Where reading begins in a part: at its edge, behind an item (its offset), or not at all, since the reader has had it. */
function startOf(part: number, { direction, from }: PageRequest): 'edge' | 'done' | number {
  if (from === null) return 'edge';
  const { at, left } = from;
  if (part === at.part) return at.offset;
  if (isFarther(part, at.part, direction)) return 'edge';
  const owed = left.find((one) => one.part === part);
  return owed === undefined ? 'done' : (owed.offset ?? 'edge');
}

function isFarther(part: number, than: number, direction: PageRequest['direction']): boolean {
  return direction === 'forward' ? part > than : part < than;
}

/**
 * How far a reader has come with an item of a page. What was owed and lies farther on is owed still, and so is what could
 * not be read on the way to the item.
 * @param failed the parts that could not be read
 */
export function placeOf(item: Position, page: PageRequest, failed: ReadonlySet<number>): Place {
  const { direction, from } = page;
  // An item of a part that was owed: the place stays where it was, and the part is owed from this item on.
  const isOwed = from !== null && isFarther(from.at.part, item.part, direction);
  const at = isOwed ? from.at : item;
  const owed = (part: number): readonly Left[] => {
    if (part === item.part) return [item];
    const start = startOf(part, page);
    if (start === 'done' || (!isFarther(part, item.part, direction) && !failed.has(part))) return [];
    return [{ part, offset: start === 'edge' ? null : start }];
  };
  const near = new Set([...failed, ...(from?.left ?? []).map(({ part }) => part), item.part]);
  if (from !== null) near.add(from.at.part);
  const left = [...near].filter((part) => isFarther(at.part, part, direction)).sort((a, b) => a - b);
  return { at, left: left.flatMap(owed) };
}

const countOnly: Window = { offset: 0, limit: 0 };

/**
 * What to read first of a part of unknown length: the rows that the page is sure to need, else one row, which tells the length too;
 * the rows that come with it are kept.
 */
function firstWindow(
  edge: number | null,
  forward: boolean,
  left: number,
  blocked: boolean,
  wantsTotal: boolean,
): Window {
  if (left === 0) return wantsTotal ? countOnly : { offset: 0, limit: 1 };
  if (forward && !blocked) return { offset: edge === null ? 0 : edge + 1, limit: left };
  if (!forward && edge !== null && edge > 0) {
    const offset = Math.max(0, edge - left);
    return { offset, limit: edge - offset };
  }
  return { offset: 0, limit: 1 };
}

/** Up to `count` rows of a part of known length, on the far side of `edge`, and whether more of it lies beyond. */
function cut(
  total: number,
  forward: boolean,
  edge: number | null,
  count: number,
): { rows: Window; more: boolean } {
  if (forward) {
    const offset = edge === null ? 0 : edge + 1;
    const limit = Math.max(0, Math.min(count, total - offset));
    return { rows: { offset, limit }, more: offset + limit < total };
  }
  const end = edge === null ? total : Math.min(edge, total);
  const limit = Math.min(count, end);
  return { rows: { offset: end - limit, limit }, more: end - limit > 0 };
}
