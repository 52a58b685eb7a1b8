import type { Window } from '../model/window.js';
import { blockEnd, type Block } from './blocks.js';
import type { Mark } from './mark.js';
import { placeIn, type Direction } from './placement.js';

/** What a request may look at. */
export interface Reach {
  /** The oldest page that will do. */
  readonly notBefore: number;
  /** The request's own name among those for which pages were read. */
  readonly reading: string;
  /** How far a mark is looked for from where it was, in pages of the vendor, either way. */
  readonly searchPages: number;
  /** How long the list was the last time, if that is remembered. */
  readonly remembered?: number | null;
}

/** Rows that have to be read. */
export interface Wanted {
  /** By the vendor's count. */
  readonly window: Window;
  /** Whether rows in front of the window are of more use than those behind it, where a page has room. */
  readonly isBackward: boolean;
  /** How many rows on the near side are welcome where they cost no further call. */
  readonly lead: number;
  /** Whether what others read will not do: it was looked at in vain. */
  readonly isOwn: boolean;
}

export type FoundMark =
  | { readonly type: 'found'; readonly block: Block; readonly gap: number }
  | { readonly type: 'missing'; readonly wanted: Wanted }
  | { readonly type: 'reordered' }
  | { readonly type: 'lost' };

interface Onward {
  readonly direction: Direction;
  /** How many rows are to follow. */
  readonly take: number;
}

/** Rows beside an anchor that are read with it where they cost nothing: what stands together is surer than one row. */
const lead = 2;

/** Finds the place of a mark in one of the blocks, with rows beyond it, or tells what has to be read to find it. */
export function findMark(blocks: readonly Block[], mark: Mark, onward: Onward, reach: Reach): FoundMark {
  const places = blocks.flatMap((block) => {
    const placement = placeIn(block, mark, onward.direction);
    const { type } = placement;
    return type === 'sure' && goesOn(block, placement.gap, onward) ? [{ block, ...placement }] : [];
  });
  // A newer block without the anchor may hold too little of what is around it.
  const best = places.find(({ holdsAnchor }) => holdsAnchor) ?? places[0];
  if (best !== undefined) return found(best.block, best.gap);
  const window = windowAround(mark, onward);
  const own = blocks.find((block) => block.readings.has(reach.reading) && isAbout(block, mark.offset));
  if (own === undefined) {
    const isCovered = blocks.some((block) => covers(block, window));
    return {
      type: 'missing',
      wanted: { window, isBackward: onward.direction === 'backward', lead, isOwn: isCovered },
    };
  }
  return searchFrom(own, mark, onward, reach);
}

/**
 * Where reading goes on from the edge of a block. Into an older one only for all that is still to come: from its edge the way would lead
 * to where that stood when it was read, and back to the newer ones.
 */
export function findNext(
  others: readonly Block[],
  { pages }: Pick<Block, 'pages'>,
  mark: Mark,
  onward: Onward,
  reach: Reach,
): FoundMark {
  const found = findMark(others, mark, onward, reach);
  if (found.type !== 'found') return found;
  const { block, gap } = found;
  const isOlder = (block.pages[0]?.asOf ?? 0) < (pages[0]?.asOf ?? 0);
  const isLastOne =
    onward.direction === 'forward'
      ? Math.min(gap + onward.take, block.size) <= blockEnd(block)
      : Math.max(0, gap - onward.take) >= block.offset;
  if (!isOlder || isLastOne) return found;
  return findNext(
    others.filter((other) => other !== block),
    { pages },
    mark,
    onward,
    reach,
  );
}

/** Whether rows follow in the block, or it is known that none do. */
function goesOn(block: Block, gap: number, { direction, take }: Onward): boolean {
  if (take === 0) return true;
  return direction === 'forward'
    ? gap < blockEnd(block) || gap >= block.size
    : gap > block.offset || block.offset === 0;
}

/** The rows to read beyond a mark, with the anchor itself. */
function windowAround({ offset }: Mark, { direction, take }: Onward): Window {
  if (direction === 'forward') return { offset, limit: take + 1 };
  const start = Math.max(0, offset - take);
  return { offset: start, limit: offset + 1 - start };
}

/** Whether a block holds the position where a mark was, or shows that the list ends before it. */
function isAbout(block: Block, position: number): boolean {
  if (position < block.offset) return false;
  return position < blockEnd(block) || blockEnd(block) >= block.size;
}

function covers(block: Block, { offset, limit }: Window): boolean {
  return block.offset <= offset && blockEnd(block) >= Math.min(offset + limit, block.size);
}

/** Reads on from what was read around the place where a mark was, first where it is more likely, a page of the vendor at a time. */
function searchFrom(own: Block, mark: Mark, { direction, take }: Onward, { searchPages }: Reach): FoundMark {
  const placement = placeIn(own, mark, direction);
  const end = blockEnd(own);
  const before = (rows: number): FoundMark => {
    const start = Math.max(0, own.offset - rows);
    const window = { offset: start, limit: own.offset - start };
    return { type: 'missing', wanted: { window, isBackward: true, lead: 0, isOwn: true } };
  };
  const after = (rows: number): FoundMark => ({
    type: 'missing',
    wanted: { window: { offset: end, limit: rows }, isBackward: false, lead: 0, isOwn: true },
  });
  // It is there, and what follows is not.
  if (placement.type === 'sure') return direction === 'forward' ? after(take) : before(take);

  const grown = own.size - mark.total;
  const edge = placement.type === 'absent' ? edgeBeside(own, mark) : null;
  // Whatever were left would stand among so many rows beside the end of the list.
  if (edge !== null && own.keys.length > Math.max(grown, own.pageRows - 1)) return found(own, edge);

  // What is seen at the very end of a search leads one page on.
  const lacksMore = placement.type === 'likely' && placement.lacksEnd !== null;
  const farthest = (searchPages + (lacksMore ? 1 : 0)) * own.pageRows;
  const position = Math.min(mark.offset, own.size);
  const behindIt = position - own.offset;
  const aheadOfIt = end - position;
  const canGoBack = own.offset > 0 && behindIt < farthest;
  const canGoOn = end < own.size && aheadOfIt < farthest;
  const byGrowth = grown >= aheadOfIt || (-grown < behindIt && aheadOfIt < behindIt);
  const isLikelierAhead = placement.type === 'likely' ? (placement.lacksEnd ?? byGrowth) : byGrowth;
  // One row names the page: as many as it has come with it.
  if (canGoOn && (!canGoBack || isLikelierAhead)) return after(1);
  if (canGoBack) return before(1);
  switch (placement.type) {
    case 'likely':
      return found(own, placement.gap);
    case 'reordered':
      return { type: 'reordered' };
    case 'absent':
      return edge === null ? { type: 'lost' } : found(own, edge);
  }
}

function found(block: Block, gap: number): FoundMark {
  return { type: 'found', block, gap };
}

/** The end of the list that stood beside a mark's neighbours, or beside its anchor: it tells the place when they are all gone. */
function edgeBeside(own: Block, { before, after, offset, total }: Mark): number | null {
  if (own.offset === 0 && offset === before.length) return 0;
  const isAtEnd = blockEnd(own) >= own.size && offset + after.length + 1 === total;
  return isAtEnd ? own.size : null;
}
