import type { Guess } from './guess.js';

/** A place in a sequence: an item of one of its parts, named by a mark, or without one the front of a part, which may be one behind the last. */
export interface Position<M> {
  readonly part: number;
  readonly mark: M | null;
}

/** A part on the near side of a position that could not be read when it was passed: behind which of its items it stopped, if any. */
export interface Left<M> {
  readonly part: number;
  readonly mark: M | null;
}

/** How far a reader has come: to an item, with the parts on the way that are still owed. `M`: what names a place inside a part. */
export interface Place<M> {
  readonly at: Position<M>;
  readonly left: readonly Left<M>[];
}

/** Which items to show: counted from the start or behind a place, or from the end or in front of a place. */
export interface PageRequest<M> {
  readonly direction: 'forward' | 'backward';
  readonly count: number;
  readonly from: Place<M> | null;
  /** The place at which reading ends, if it is met before. */
  readonly until?: Place<M> | null;
}

/**
 * What is known of a part: how many rows it has beyond where reading begins in it, and on this side of that; or nothing yet but how
 * many it had the last time, if ever; or that it cannot be read.
 */
export type PartState =
  | { readonly type: 'unknown'; readonly expected?: number | null }
  | {
      readonly type: 'known';
      readonly rest: number;
      readonly near: number;
      readonly guess?: Guess | undefined;
    }
  | { readonly type: 'failed' };

/** What a page needs beyond its items; each may cost calls. */
export interface Wants {
  readonly total: boolean;
  /** Whether items lie beyond the page in the direction of reading. */
  readonly more: boolean;
  /** Whether items lie on this side of where reading begins. */
  readonly near: boolean;
}

/** Rows of one part, counted from where reading begins in it; none asks for its length alone. */
export interface PartRows {
  readonly part: number;
  readonly take: number;
  /** So many of them may be needed once it is known how long other parts are; `take` unless told. */
  readonly most?: number;
}

export interface Layout {
  /** What must be read, as far as can be told by now, in order. */
  readonly reads: readonly PartRows[];
  /** The items of the page, in the sequence's order; final once no read is left to do. */
  readonly ranges: readonly PartRows[];
  /** Whether items lie beyond the page in the direction of reading; null while that is not known. */
  readonly more: boolean | null;
  /** Whether items lie on this side of where reading begins; null while that is not known. */
  readonly near: boolean | null;
  /** Parts that the answer relies on: those that were or must be read, and those that failed on the way. */
  readonly parts: ReadonlySet<number>;
}

/**
 * Lays a page out over parts that stand one behind the other. Called again whenever more is known, until nothing is left to read.
 * Parts of unknown length are read one after another, only as many as the page needs; with `together` all at once that it may need,
 * if they are as long as they were; when the total is wanted all, since each has to be asked anyway.
 */
export function layOut(
  parts: readonly PartState[],
  page: PageRequest<unknown>,
  wants: Wants,
  together: boolean,
): Layout {
  const forward = page.direction === 'forward';
  const order = [...parts.keys()];
  if (!forward) order.reverse();
  const reads: PartRows[] = [];
  const ranges: PartRows[] = [];
  const used = new Set<number>();
  let left = page.count;
  let beyond = false;
  /** A part of unknown length stands on the way: whether later ones are needed depends on it. */
  let blocked = false;
  /** What the parts that are read should bring, if they are as long as they were. */
  let hoped = 0;
  let sawAll = true;

  for (const part of order) {
    const state = parts[part] ?? { type: 'unknown' };
    if (startOf(part, page) === 'done' || isBeyond(part, page)) {
      if (!wants.total) continue;
      used.add(part);
      if (state.type === 'unknown') reads.push({ part, take: 0 });
      continue;
    }
    const needed = left > 0 || wants.total || (wants.more && !beyond);
    const waits = blocked && !wants.total && (!together || hoped >= left + (wants.more ? 1 : 0));
    if (!needed || waits) {
      sawAll = false;
      break;
    }
    used.add(part);
    if (state.type === 'failed') {
      beyond = true;
    } else if (state.type === 'unknown') {
      reads.push({ part, take: firstTake(left, blocked, wants.total), most: left });
      blocked = true;
      if (startOf(part, page) === 'edge') hoped += state.expected ?? 0;
    } else {
      const take = Math.min(left, state.rest);
      if (take > 0) {
        reads.push({ part, take });
        ranges.push({ part, take });
        // In a forecast of the most calls, others may have to fill the page.
        if (state.guess !== 'most') left -= take;
      }
      // In one of the fewest, this one may fill it.
      if (state.guess === 'fewest') left = 0;
      if (state.guess === undefined ? state.rest > take : state.guess === 'fewest') beyond = true;
    }
  }
  if (!forward) ranges.reverse();
  // What stands where reading ends lies beyond it.
  const isBounded = (page.until ?? null) !== null;
  const more = beyond || isBounded ? true : sawAll && !blocked ? false : null;
  const passed = wants.near ? lookBack(parts, page) : { near: null, reads: [] };
  for (const read of passed.reads) {
    used.add(read.part);
    if (!reads.some(({ part }) => part === read.part)) reads.push(read);
  }
  return { reads, ranges, more, near: passed.near, parts: used };
}

/** Whether anything stands on this side of where reading begins: told by the part of the place, else by the one before it, and so on. */
function lookBack(
  parts: readonly PartState[],
  { direction, from }: PageRequest<unknown>,
): { readonly near: boolean | null; readonly reads: readonly PartRows[] } {
  if (from === null) return { near: false, reads: [] };
  const passed = [...parts.keys()].filter((part) => !isFarther(part, from.at.part, direction));
  if (direction === 'forward') passed.reverse();
  // In front of a part, that part lies ahead.
  const isAhead = from.at.mark === null && direction === 'forward';
  for (const part of passed.filter((each) => !(isAhead && each === from.at.part))) {
    const state = parts[part] ?? { type: 'unknown' };
    if (state.type === 'unknown') return { near: null, reads: [{ part, take: 0 }] };
    if (state.type === 'failed') return { near: true, reads: [] };
    const isMarked = part === from.at.part && from.at.mark !== null;
    if ((isMarked ? state.near : state.near + state.rest) > 0) return { near: true, reads: [] };
  }
  return { near: false, reads: [] };
}

/** Where reading begins in a part: at its edge, behind an item, or not at all, since the reader has had it. */
export function startOf<M>(
  part: number,
  { direction, from }: PageRequest<M>,
): 'edge' | 'done' | { readonly mark: M } {
  if (from === null) return 'edge';
  const { at, left } = from;
  if (part === at.part) {
    if (at.mark !== null) return { mark: at.mark };
    return direction === 'forward' ? 'edge' : 'done';
  }
  if (isFarther(part, at.part, direction)) return 'edge';
  const owed = left.find((one) => one.part === part);
  if (owed === undefined) return 'done';
  return owed.mark === null ? 'edge' : { mark: owed.mark };
}

/** Whether a part stands beyond the place at which reading ends. */
function isBeyond(part: number, { direction, until = null }: PageRequest<unknown>): boolean {
  if (until === null) return false;
  const { at } = until;
  return (
    isFarther(part, at.part, direction) || (part === at.part && at.mark === null && direction === 'forward')
  );
}

/** The mark in a part at which reading ends in it, if it does. */
export function endOf<M>(part: number, { until = null }: PageRequest<M>): M | null {
  return until?.at.part === part ? until.at.mark : null;
}

function isFarther(part: number, than: number, direction: PageRequest<unknown>['direction']): boolean {
  return direction === 'forward' ? part > than : part < than;
}

/**
 * How far a reader has come with an item of a page. What was owed and lies farther on is owed still, and so is what could
 * not be read on the way to the item.
 * @param failed the parts that could not be read
 */
export function placeOf<M>(
  item: { readonly part: number; readonly mark: M },
  page: PageRequest<M>,
  failed: ReadonlySet<number>,
): Place<M> {
  const { direction, from } = page;
  // An item of a part that was owed: the place stays where it was, and the part is owed from this item on.
  const isOwed = from !== null && isFarther(from.at.part, item.part, direction);
  const at = isOwed ? from.at : item;
  const owed = (part: number): readonly Left<M>[] => {
    if (part === item.part) return [item];
    const start = startOf(part, page);
    if (start === 'done' || (!isFarther(part, item.part, direction) && !failed.has(part))) return [];
    return [{ part, mark: start === 'edge' ? null : start.mark }];
  };
  const near = new Set([...failed, ...(from?.left ?? []).map(({ part }) => part), item.part]);
  if (from !== null) near.add(from.at.part);
  const left = [...near].filter((part) => isFarther(at.part, part, direction)).sort((a, b) => a - b);
  return { at, left: left.flatMap(owed) };
}

/**
 * How many rows to read first of a part of unknown length: those that the page is sure to need, else one, which tells the length
 * too; what comes with it is kept.
 */
function firstTake(left: number, blocked: boolean, wantsTotal: boolean): number {
  if (left === 0) return wantsTotal ? 0 : 1;
  return blocked ? 1 : left;
}
