import type { Block } from './blocks.js';
import { fingerprint, neighbourDigits, type Mark } from './mark.js';

/**
 * Where reading goes on from a mark in a block. `gap`: the position of the row behind it, between what the reader has had and has not. `sure`: by its anchor or neighbours standing
 * together or where they were; `likely`: by one that stands elsewhere alone, so that it may have been moved itself; `reordered`: what
 * is there stands in another order.
 */
export type Placement =
  | { readonly type: 'sure' | 'likely'; readonly gap: number }
  | { readonly type: 'reordered' }
  | { readonly type: 'absent' };

export type Direction = 'forward' | 'backward';

/** A row that a mark names: its place among those named, the anchor at 0, and its position. */
interface Sighting {
  readonly index: number;
  readonly position: number;
}

/**
 * Finds a mark's place among the rows of a block. What stands together counts most: an item that was moved stands alone. Where the
 * anchor is gone, the nearest neighbour that is left tells the place.
 */
export function placeIn(
  { offset, keys, size }: Pick<Block, 'offset' | 'keys' | 'size'>,
  mark: Mark,
  direction: Direction,
): Placement {
  const named = indicesOf(mark);
  const sightings = keys.flatMap((key, at): Sighting[] => {
    const index = key === null ? undefined : indexIn(named, key);
    return index === undefined ? [] : [{ index, position: offset + at }];
  });
  if (sightings.length === 0) return { type: 'absent' };
  if (isTurned(sightings)) return { type: 'reordered' };
  const groups = groupsOf(sightings);
  const weigh = (group: readonly Sighting[]) => weightOf(group, mark, size);
  const best = groups.reduce((one, other) => (weigh(other) > weigh(one) ? other : one));
  if (weigh(best) >= sureWeight) return { type: 'sure', gap: gapOf(best, direction) };
  const inOrder = sightings.every(({ index }, at) => index > (sightings[at - 1]?.index ?? -Infinity));
  return inOrder ? { type: 'likely', gap: gapOf(best, direction) } : { type: 'reordered' };
}

function indicesOf({ anchor, before, after }: Mark): ReadonlyMap<string, number> {
  return new Map([
    ...before.map((print, at): [string, number] => [print, -1 - at]),
    ...after.map((print, at): [string, number] => [print, at + 1]),
    [anchor, 0],
  ]);
}

function indexIn(named: ReadonlyMap<string, number>, key: string): number | undefined {
  const print = fingerprint(key);
  return named.get(print) ?? named.get(print.slice(0, neighbourDigits));
}

/** Whether rows that stood one behind the other stand the other way round, more than the move of one could do. */
function isTurned(sightings: readonly Sighting[]): boolean {
  const turned = sightings.filter(({ index, position }, at) => {
    const previous = sightings[at - 1];
    return previous !== undefined && previous.position === position - 1 && previous.index === index + 1;
  });
  return turned.length > 1;
}

/** Sightings that stand one behind the other, in their order. */
function groupsOf(sightings: readonly Sighting[]): readonly (readonly Sighting[])[] {
  const groups: Sighting[][] = [];
  for (const sighting of sightings) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const goesOn =
      last !== undefined && last.position === sighting.position - 1 && last.index < sighting.index;
    if (group !== undefined && goesOn) group.push(sighting);
    else groups.push([sighting]);
  }
  return groups;
}

const perRow = 2;
const whereItWas = 3;
const holdsAnchor = 0.5;
/** Two rows together, or one where it was. */
const sureWeight = 2 * perRow;

/** How much a group says. `size`: of how many rows the list is now; rows that went, or came, in front of all move it by as many. */
function weightOf(group: readonly Sighting[], mark: Mark, size: number): number {
  const grown = size - mark.total;
  const isInPlace = group.some(({ index, position }) => {
    const shift = position - index - mark.offset;
    return shift === 0 || shift === grown;
  });
  const hasAnchor = group.some(({ index }) => index === 0);
  return group.length * perRow + (isInPlace ? whereItWas : 0) + (hasAnchor ? holdsAnchor : 0);
}

/** Behind the last row that the reader has had, else in front of the first one that was to come; read backward, the other way round. */
function gapOf(group: readonly Sighting[], direction: Direction): number {
  const last = group.findLast(({ index }) => (direction === 'forward' ? index <= 0 : index < 0));
  return last === undefined ? (group[0]?.position ?? 0) : last.position + 1;
}
