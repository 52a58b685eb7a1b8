import type { Block } from './blocks.js';
import { fingerprint, neighbourDigits, type Mark } from './mark.js';

/**
 * Where reading goes on from a mark in a block. `gap`: the position of the row behind it, between what the reader has had and has not.
 * `sure`: told by rows that stand together or where they were, with nothing missing that may stand beyond the block; `likely`: told
 * by less; `reordered`: what is there stands in another order.
 */
export type Placement =
  | { readonly type: 'sure'; readonly gap: number; readonly holdsAnchor: boolean }
  /** `lacksEnd`: what is missing may stand behind the block, or else (false) in front of it; null: anywhere. */
  | { readonly type: 'likely'; readonly gap: number; readonly lacksEnd: boolean | null }
  | { readonly type: 'reordered' }
  | { readonly type: 'absent' };

export type Direction = 'forward' | 'backward';

type Rows = Pick<Block, 'offset' | 'keys' | 'size' | 'pageRows'>;

/** A row that a mark names: its place among those named, the anchor at 0, and its position. */
interface Sighting {
  readonly index: number;
  readonly position: number;
}

/**
 * Finds a mark's place among the rows of a block: what stands in the order in which the mark names it counts, as much of that as can
 * be, so that an item that was moved misleads nobody. Where the anchor is gone, the nearest neighbour that is left tells the place.
 */
export function placeIn(block: Rows, mark: Mark, direction: Direction): Placement {
  const { offset, keys, size } = block;
  const named = indicesOf(mark);
  const sightings = keys.flatMap((key, at): Sighting[] => {
    const index = key === null ? undefined : indexIn(named, key);
    return index === undefined ? [] : [{ index, position: offset + at }];
  });
  if (sightings.length === 0) return { type: 'absent' };
  const grown = size - mark.total;
  // Rows that came, or went, in front of all of them move each by as many.
  const shiftOf = ({ index, position }: Sighting) => position - index - mark.offset;
  const isInPlace = (sighting: Sighting) => [0, grown].includes(shiftOf(sighting));
  const chain = longestChain(sightings, (sighting) =>
    isInPlace(sighting) ? whereItWas : -Math.min(Math.abs(shiftOf(sighting)), 10_000) * perRowAway,
  );
  if (isScrambled(sightings, chain, grown)) return { type: 'reordered' };
  const missing = [...named.values()].filter((index) => !sightings.some((one) => one.index === index));
  // Where all those stood that are missing, with what came in front of them, and where they would stand beside those that are left.
  const shifts = [0, grown, ...sightings.map(shiftOf)];
  const seesMissing = shifts.every((shift) =>
    missing.every((index) => holds(block, mark.offset + shift + index)),
  );
  const gap = gapOf(chain, direction);
  if (!seesEnough(chain, block, grown, direction)) {
    return { type: 'likely', gap, lacksEnd: chain.every(({ index }) => index < 0) };
  }
  // Most of it may stand together where nobody looked.
  if (2 * chain.length < named.size && !chain.some(({ index }) => index === 0) && !seesMissing) {
    return { type: 'likely', gap, lacksEnd: null };
  }
  const isTold = pairsIn(chain) > 0 || chain.some(isInPlace) || isExplained(chain, grown) || seesMissing;
  // Against others that stand out of order, those that are missing might tip the scales.
  const isUndisputed =
    sightings.length === chain.length || (2 * chain.length > sightings.length && seesMissing);
  return isTold && isUndisputed
    ? { type: 'sure', gap, holdsAnchor: chain.some(({ index }) => index === 0) }
    : { type: 'likely', gap, lacksEnd: null };
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

const nextTo = 0.25;
const whereItWas = 0.05;
const perRowAway = 1e-6;
const anchor = 0.02;

/** The most sightings that stand in order; of as many those that stand together, where they were or nearest to it, and the anchor. */
function longestChain(
  sightings: readonly Sighting[],
  credit: (sighting: Sighting) => number,
): readonly Sighting[] {
  const ending: { readonly weight: number; readonly chain: readonly Sighting[] }[] = [];
  for (const sighting of sightings) {
    const own = 1 + credit(sighting) + (sighting.index === 0 ? anchor : 0);
    let best = { weight: own, chain: [sighting] };
    for (const { weight, chain } of ending) {
      const last = chain.at(-1);
      if (last === undefined || last.index >= sighting.index) continue;
      const longer = weight + own + (last.position === sighting.position - 1 ? nextTo : 0);
      if (longer > best.weight) best = { weight: longer, chain: [...chain, sighting] };
    }
    ending.push(best);
  }
  return ending.reduce((one, other) => (other.weight > one.weight ? other : one)).chain;
}

/** Whether the row at a position is at hand, or the list has none there. */
function holds({ offset, keys, size }: Rows, position: number): boolean {
  const isInside = position >= offset && position < offset + keys.length;
  return isInside || position < 0 || position >= size;
}

/** How many of a chain stand right behind the one before. */
function pairsIn(chain: readonly Sighting[]): number {
  return chain.filter(({ position }, at) => chain[at - 1]?.position === position - 1).length;
}

/** Whether the list is in another order: neighbours stand the other way round, or all apart and out of order. A few that moved do not show it. */
function isScrambled(sightings: readonly Sighting[], chain: readonly Sighting[], grown: number): boolean {
  const pairs = pairsIn(chain);
  const turned = sightings.filter(({ index, position }, at) => {
    const previous = sightings[at - 1];
    return previous?.position === position - 1 && previous.index === index + 1;
  }).length;
  if (turned > 1 && turned > pairs) return true;
  // Of so many some still stand side by side, whatever came between the others.
  const outOfOrder = sightings.length - chain.length;
  if (pairs < 2 && sightings.length > 4) return outOfOrder > 2 * pairs;
  const isApart = pairs === 0 && (chain.length < 2 || (grown <= 0 && !isExplained(chain, grown)));
  return isApart && sightings.length > 2 && 2 * chain.length <= sightings.length;
}

/** Whether no more rows stand between the sightings than came. */
function isExplained(chain: readonly Sighting[], grown: number): boolean {
  const [first] = chain;
  const last = chain.at(-1);
  if (first === undefined || last === undefined || chain.length < 2) return false;
  return last.position - first.position - (last.index - first.index) <= Math.max(0, grown);
}

/**
 * Whether what is missing between a chain and the anchor is gone, rather than beyond the block: as many rows are at hand there as came,
 * and half a page. Between neighbours of both sides, or beside the row that comes next, nothing is missing.
 */
function seesEnough(
  chain: readonly Sighting[],
  { offset, keys, size, pageRows }: Rows,
  grown: number,
  direction: Direction,
): boolean {
  const first = chain[0];
  const last = chain.at(-1);
  if (first === undefined || last === undefined || (first.index <= 0 && last.index >= 0)) return true;
  const isBefore = last.index < 0;
  const isToCome = isBefore === (direction === 'backward');
  if (isToCome && (isBefore ? last.index === -1 : first.index === 1)) return true;
  const end = offset + keys.length;
  if (isBefore ? end >= size : offset === 0) return true;
  const rows = isBefore ? end - 1 - last.position : first.position - offset;
  return rows > Math.max(grown, pageRows / 2);
}

/** Behind the last row that the reader has had, else in front of the first one that was to come; read backward, the other way round. */
function gapOf(chain: readonly Sighting[], direction: Direction): number {
  const last = chain.findLast(({ index }) => index <= 0);
  const first = chain.find(({ index }) => index >= 0);
  if (direction === 'forward') return last === undefined ? (chain[0]?.position ?? 0) : last.position + 1;
  return first === undefined ? (chain.at(-1)?.position ?? 0) + 1 : first.position;
}
