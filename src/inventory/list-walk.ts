import type { Window } from '../model/window.js';
import { blockEnd, blocksOf, isExactIn, type Block } from './blocks.js';
import { findMark, findNext, type Reach, type Wanted } from './find-mark.js';
import { fingerprint, markAt, neighbourDigits, type Mark } from './mark.js';
import { placeIn, type Direction } from './placement.js';
import type { SegmentPages } from './segment-pages.js';

/** Rows of one list: so many from its edge, or from a mark. */
export interface ListAsk {
  readonly direction: Direction;
  readonly from: Mark | null;
  /** The row in front of which reading ends, if it is met before. */
  readonly until?: Mark | null;
  readonly take: number;
  /** So many rows may be needed in the end, for whoever plans the calls; unless told, those that are taken. */
  readonly most?: number;
}

export type ListWalk =
  | ListRows
  /** What must be read first. */
  | { readonly type: 'missing'; readonly wanted: Wanted }
  /** The mark's item and all its neighbours are gone, or too far away. */
  | { readonly type: 'lost' };

/** A row with its position, as the vendor counted where it was read. */
export interface WalkedRow {
  readonly key: string;
  readonly position: number;
  readonly mark: () => Mark;
}

/** Rows in the direction of reading, nearest first: fewer than asked for where the list ends. */
export interface ListRows {
  readonly type: 'rows';
  readonly rows: readonly WalkedRow[];
  /** How many rows lie beyond those, and how many on this side of the mark. */
  readonly rest: number;
  readonly near: number;
  /** Whether these are the rows that a fault-free read would give. */
  readonly exact: boolean;
  /** Whether they are in the order of ids, because the vendor's own order changed. */
  readonly byId: boolean;
}

/** A place among the rows of a block: in front of the row at `gap`. */
interface Start {
  readonly block: Block;
  readonly gap: number;
  readonly byId: boolean;
}

/**
 * Reads a list row by row from pages that may be of different ages: never from a page into another one by position alone, but by rows
 * that both hold. So rows that come and go between two reads move nobody's place.
 */
export function walkList(pages: SegmentPages, ask: ListAsk, reach: Reach): ListWalk {
  return walkBlocks(blocksOf(pages, reach.notBefore), ask, reach);
}

function walkBlocks(blocks: readonly Block[], ask: ListAsk, reach: Reach): ListWalk {
  const start =
    ask.from === null ? startAtEdge(blocks, ask, reach) : startAtMark(blocks, ask, ask.from, reach);
  if (!('block' in start)) return start;
  return walkFrom(start, blocks, ask, reach);
}

/** How many rows are worth demanding: no more than stood in front of the row where reading ends. */
function worthTaking({ direction, from, until = null, take }: ListAsk, size: number): number {
  if (until === null) return take;
  const edge = direction === 'forward' ? -1 : size;
  return Math.min(take, Math.max(1, Math.abs(until.offset - (from?.offset ?? edge)) - 1));
}

function startAtEdge(blocks: readonly Block[], ask: ListAsk, { remembered = null }: Reach): Start | ListWalk {
  const { direction } = ask;
  const [newest] = blocks;
  if (newest === undefined) {
    if (direction === 'forward') return missing({ offset: 0, limit: Math.max(1, worthTaking(ask, 0)) });
    // Where the list ended is where it may well end; if not, that page tells where it does.
    const expected = Math.max(1, remembered ?? 1);
    const take = remembered === null ? 1 : Math.min(expected, Math.max(1, worthTaking(ask, expected)));
    return missing({ offset: expected - take, limit: take }, remembered !== null);
  }
  const { size } = newest;
  const take = worthTaking(ask, size);
  const isWithin = (block: Block) =>
    direction === 'forward' ? block.offset === 0 : block.size === size && blockEnd(block) >= size;
  const block = blocks.find(isWithin);
  if (block !== undefined) return { block, gap: direction === 'forward' ? 0 : block.size, byId: false };
  // How long it is can be told without any of its rows.
  const edge = direction === 'forward' ? 0 : size;
  if (take === 0) return { block: { ...newest, offset: edge, keys: [] }, gap: edge, byId: false };
  const offset = direction === 'forward' ? 0 : Math.max(0, size - take);
  return missing({ offset, limit: direction === 'forward' ? take : size - offset }, direction === 'backward');
}

function startAtMark(blocks: readonly Block[], ask: ListAsk, mark: Mark, reach: Reach): Start | ListWalk {
  const found = mark.byId
    ? ({ type: 'reordered' } as const)
    : findMark(blocks, mark, { direction: ask.direction, take: worthTaking(ask, mark.total) }, reach);
  if (found.type === 'found') return { ...found, byId: false };
  return found.type === 'reordered' ? startById(blocks, ask, mark) : found;
}

/**
 * In a list that is read once as a whole and ordered by ids. A mark of the vendor's order says nothing there: reading begins anew,
 * so that nothing is missed.
 */
function startById(blocks: readonly Block[], { direction }: ListAsk, mark: Mark): Start | ListWalk {
  const whole = blocks.find((block) => block.offset === 0 && blockEnd(block) >= block.size);
  if (whole === undefined) return missing({ offset: 0, limit: Math.max(1, blocks[0]?.size ?? mark.total) });
  const keys = [...new Set(whole.keys.filter((key) => key !== null))].sort();
  const block: Block = { ...whole, keys, size: keys.length };
  if (!mark.byId) return { block, gap: direction === 'forward' ? 0 : block.size, byId: true };
  const placement = placeIn(block, mark, direction);
  return 'gap' in placement ? { block, gap: placement.gap, byId: true } : { type: 'lost' };
}

function walkFrom(start: Start, blocks: readonly Block[], ask: ListAsk, reach: Reach): ListWalk {
  const { direction, take, until = null } = ask;
  const step = direction === 'forward' ? 1 : -1;
  // Begun anew, everything is shown.
  const isAnew = start.byId && ask.from?.byId !== true;
  const had = ask.from === null || isAnew ? new Set<string>() : alreadyHad(ask.from, direction);
  const isHad = (key: string) =>
    had.has(fingerprint(key)) || had.has(fingerprint(key).slice(0, neighbourDigits));
  const rows = new Map<string, WalkedRow>();
  const used = new Set<Block>();
  let { block, gap } = start;
  let exact = true;
  for (;;) {
    used.add(block);
    if (block.size !== blocks[0]?.size) exact = false;
    const { offset, keys } = block;
    let last: number | null = null;
    let at = direction === 'forward' ? gap : gap - 1;
    const isTurned = block === start.block && areTurned(ask);
    const end = endIn(block, until, direction, start.byId) ?? (isTurned ? gap : edgeOf(block, direction));
    const isBefore = (position: number) => (direction === 'forward' ? position < end : position >= end);
    const isInside = (position: number) =>
      position >= offset && position < blockEnd(block) && isBefore(position);
    for (; isInside(at) && rows.size < take; at += step) {
      const key = keys[at - offset] ?? null;
      if (key === null) continue;
      last = at;
      if (isHad(key)) continue;
      if (rows.has(key)) exact = false;
      else rows.set(key, rowAt(block, at, key, start.byId));
    }
    const [first, behind] = direction === 'forward' ? [gap, at] : [at + 1, gap];
    if (!isExactIn(block, first, behind)) exact = false;
    if (rows.size >= take || !isBefore(at)) {
      return {
        type: 'rows',
        rows: [...rows.values()],
        rest: countUpTo(end, block, at, direction, (key) => isHad(key) || rows.has(key)),
        near: direction === 'forward' ? start.gap : start.block.size - start.gap,
        exact: exact && !start.byId,
        byId: start.byId,
      };
    }
    const edge = last ?? lastRow(block, direction);
    // A whole page of rows that were promised and did not come: what stands behind them is read with them again.
    if (edge === null) {
      const window =
        direction === 'forward'
          ? { offset, limit: keys.length + take }
          : { offset: Math.max(0, offset - take), limit: Math.min(offset, take) + keys.length };
      return missing(window, direction === 'backward', true);
    }
    const others = blocks.filter((other) => !used.has(other));
    const onward = { direction, take: Math.max(1, worthTaking(ask, block.size) - rows.size) };
    const found = findNext(others, block, markAt(block, edge, false), onward, reach);
    if (found.type === 'missing') return found;
    if (found.type !== 'found') return walkWithout(others, ask, reach);
    ({ block, gap } = found);
  }
}

/** Where rows at hand lead nowhere any more, since all that stood at their end is gone: as if they were not at hand. */
function walkWithout(others: readonly Block[], ask: ListAsk, reach: Reach): ListWalk {
  const walk = walkBlocks(others, ask, reach);
  return walk.type === 'missing' ? { ...walk, wanted: { ...walk.wanted, isOwn: true } } : walk;
}

function rowAt(block: Block, position: number, key: string, byId: boolean): WalkedRow {
  return { key, position, mark: () => markAt(block, position, byId) };
}

/** The row at the far edge of a block. */
function lastRow({ offset, keys }: Block, direction: ListAsk['direction']): number | null {
  const at =
    direction === 'forward'
      ? keys.findLastIndex((key) => key !== null)
      : keys.findIndex((key) => key !== null);
  return at === -1 ? null : offset + at;
}

/** What a reader has had who stands at a mark: it is not shown again where it was moved to the other side. */
function alreadyHad({ anchor, before, after }: Mark, direction: ListAsk['direction']): ReadonlySet<string> {
  return new Set([anchor, ...(direction === 'forward' ? before : after)]);
}

/** The position of the row in front of which reading ends; null where the block does not show it, or it ends nowhere. */
function endIn(block: Block, until: Mark | null, direction: Direction, byId: boolean): number | null {
  if (until === null || until.byId !== byId) return null;
  const placement = placeIn(block, until, direction === 'forward' ? 'backward' : 'forward');
  return placement.type === 'sure' ? placement.gap : null;
}

function edgeOf({ size }: Block, direction: Direction): number {
  return direction === 'forward' ? size : 0;
}

/** Whether the row where reading ends stood on this side of where it begins, so that nothing is between them. */
function areTurned({ direction, from, until = null }: ListAsk): boolean {
  if (from === null || until === null) return false;
  return direction === 'forward' ? until.offset <= from.offset : until.offset >= from.offset;
}

/** The rows from a position to an end, those that were not read among them; one that came, or had come before, is none. */
function countUpTo(
  end: number,
  { offset, keys }: Block,
  at: number,
  direction: Direction,
  isShown: (key: string) => boolean,
): number {
  const [from, to] = direction === 'forward' ? [at, end] : [end, at + 1];
  const read = keys.slice(Math.max(0, from - offset), Math.max(0, to - offset));
  const blockStart = Math.max(from, Math.min(to, offset));
  const blockStop = Math.min(to, Math.max(from, offset + keys.length));
  const unread = Math.max(0, to - from) - Math.max(0, blockStop - blockStart);
  return unread + new Set(read.filter((key) => key !== null && !isShown(key))).size;
}

function missing(window: Window, isBackward = false, isOwn = false): ListWalk {
  return { type: 'missing', wanted: { window, isBackward, lead: 0, isOwn } };
}
