/**
 * How a fleet changes while a client scrolls through it: rows come, go and move, some of them right where the reader
 * stands, and what is in front of the reader shifts by less than one vendor page.
 */
import { createRandom } from '../../src/simulator/random.js';
import type { Mutation, Simulator } from '../../src/simulator/simulator.js';
import { idsOf, type ChangingList } from './mutating-fleet.js';

/** What happens where the reader stands, one after another: to its last row, or to a neighbour of it. */
const nearTheReader: readonly { readonly op: Mutation['op']; readonly away: number }[] = [
  { op: 'remove', away: 0 },
  { op: 'insert', away: 1 },
  { op: 'remove', away: 1 },
  { op: 'move', away: 0 },
  { op: 'insert', away: 0 },
  { op: 'remove', away: -1 },
  { op: 'move', away: 1 },
];
/** What happens besides, in a list's first part or anywhere: some lists lose more rows in front than they get, some less. */
const anywhere: readonly (readonly { readonly op: Mutation['op']; readonly part: number }[])[] = [
  [
    { op: 'remove', part: 0.4 },
    { op: 'remove', part: 0.4 },
    { op: 'insert', part: 1 },
    { op: 'move', part: 1 },
  ],
  [
    { op: 'insert', part: 0.4 },
    { op: 'insert', part: 0.4 },
    { op: 'remove', part: 1 },
    { op: 'move', part: 1 },
  ],
];
/** A row moves at least so far that it is no neighbour of its neighbours any more. */
const leastMove = 10;

/** Changes of some lists between the pages of one scroll. */
export interface Drift {
  /** @param last the vendor's id of the row on which the reader stands */
  readonly turn: (last: string | undefined) => void;
  /** The rows that were there throughout and did not move, in their order. */
  readonly steady: () => readonly string[];
  readonly moved: ReadonlySet<string>;
}

export function createDrift(simulator: Simulator, lists: readonly ChangingList[]): Drift {
  const atFirst = new Set(lists.flatMap((list) => idsOf(simulator, list)));
  const moved = new Set<string>();
  const random = createRandom('drift');
  let turns = 0;

  /** Changes the list at a place, and `ids` with it. */
  const change = (
    { size: _size, ...list }: ChangingList,
    ids: string[],
    op: Mutation['op'],
    at: number,
  ): void => {
    const id = ids[at];
    if (op === 'insert') {
      const index = Math.min(at, ids.length);
      ids.splice(index, 0, simulator.mutate({ op, ...list, index }).vendorId);
    } else if (id !== undefined) {
      const far = ids.flatMap((_, to) => (Math.abs(to - at) >= leastMove ? [to] : []));
      ids.splice(at, 1);
      if (op === 'remove') {
        simulator.mutate({ op, ...list, id });
        return;
      }
      const index = random.pick(far);
      simulator.mutate({ op, ...list, id, index });
      ids.splice(index, 0, id);
      moved.add(id);
    }
  };

  return {
    moved,
    turn: (last) => {
      const near = nearTheReader[turns % nearTheReader.length];
      turns += 1;
      for (const [place, list] of lists.entries()) {
        const ids = idsOf(simulator, list);
        const here = last === undefined ? -1 : ids.indexOf(last);
        if (near !== undefined && here !== -1) change(list, ids, near.op, Math.max(0, here + near.away));
        for (const { op, part } of anywhere[place % anywhere.length] ?? [])
          change(list, ids, op, random.int(0, Math.floor((ids.length - 1) * part)));
      }
    },
    steady: () =>
      lists.flatMap((list) => idsOf(simulator, list)).filter((id) => atFirst.has(id) && !moved.has(id)),
  };
}
