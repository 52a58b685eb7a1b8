import { movedRows } from './moved-rows.js';

/** What a list was at each moment between two pages, and what became of each of its rows. */
export interface History {
  readonly record: (ids: readonly string[], atMs: number) => void;
  /** The list as it is. */
  readonly now: () => readonly string[];
  /** Lists that a reader may have seen at a moment, all told since then included, oldest first. */
  readonly since: (atMs: number) => readonly (readonly string[])[];
  /** Whether a row may be one that changed its place among the others. */
  readonly isMoved: (id: string) => boolean;
  /** The rows that were there throughout and never moved, in their order. */
  readonly lasting: () => readonly string[];
  /** How many lasting rows stand in front of a row in a list; null where it is not in it. */
  readonly rankIn: (ids: readonly string[], id: string) => number | null;
  /** The same in the newest list that has it. */
  readonly rankOf: (id: string) => number | null;
  /** The most positions between the places of any one row. */
  readonly largestShift: () => number;
  /** The farthest that a row now stands from where it ever stood; null when it is gone. */
  readonly shiftOf: (id: string) => number | null;
  /** A short name for a report: its place at the start, or `+` and a number for what came later. */
  readonly nameOf: (id: string) => string;
}

interface Snapshot {
  readonly ids: readonly string[];
  readonly atMs: number;
}

export function createHistory(): History {
  const snapshots: Snapshot[] = [];
  const moved = new Set<string>();
  const places = new Map<string, { least: number; most: number; last: number }>();
  const names = new Map<string, string>();
  let largestShift = 0;
  let newcomers = 0;

  const now = () => snapshots.at(-1)?.ids ?? [];
  const lasting = () => {
    const [first, ...others] = snapshots;
    const sets = others.map(({ ids }) => new Set(ids));
    return (first?.ids ?? []).filter((id) => !moved.has(id) && sets.every((set) => set.has(id)));
  };

  const rankIn = (ids: readonly string[], id: string) => {
    const at = ids.indexOf(id);
    if (at < 0) return null;
    const rows = new Set(lasting());
    return ids.slice(0, at).filter((other) => rows.has(other)).length;
  };

  return {
    now,
    lasting,
    record: (ids, atMs) => {
      const known = now();
      if (
        snapshots.length > 0 &&
        known.length === ids.length &&
        known.every((id, index) => ids[index] === id)
      )
        return;
      for (const id of movedRows(known, ids)) moved.add(id);
      snapshots.push({ ids, atMs });
      ids.forEach((id, index) => {
        const place = places.get(id);
        if (place === undefined) {
          places.set(id, { least: index, most: index, last: index });
          names.set(id, snapshots.length === 1 ? String(index) : `+${(newcomers += 1)}`);
          return;
        }
        // One that was gone meanwhile has come again.
        if (known[place.last] !== id) moved.add(id);
        place.least = Math.min(place.least, index);
        place.most = Math.max(place.most, index);
        place.last = index;
        largestShift = Math.max(largestShift, place.most - place.least);
      });
    },
    since: (atMs) => {
      // The list that was there at that moment is the last one before it.
      const first = snapshots.findLastIndex((snapshot) => snapshot.atMs <= atMs);
      return snapshots.slice(Math.max(0, first)).map(({ ids }) => ids);
    },
    isMoved: (id) => moved.has(id),
    rankIn,
    rankOf: (id) => {
      const newest = snapshots.findLast(({ ids }) => ids.includes(id));
      return newest === undefined ? null : rankIn(newest.ids, id);
    },
    largestShift: () => largestShift,
    shiftOf: (id) => {
      const place = places.get(id);
      if (place === undefined || now()[place.last] !== id) return null;
      return Math.max(place.last - place.least, place.most - place.last);
    },
    nameOf: (id) => names.get(id) ?? id,
  };
}
