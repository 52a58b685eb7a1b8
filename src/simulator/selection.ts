import type { WireRow } from './vendor.js';

/** The rows that match a call, rendered only where a page needs them. */
export interface Selection {
  readonly kind: 'selection';
  readonly total: number;
  /** True if the call named ids or a parent. */
  readonly narrowed: boolean;
  rows(offset: number, limit: number): WireRow[];
}

export function toSelection<T>(
  records: readonly T[],
  narrowed: boolean,
  toRow: (record: T) => WireRow,
): Selection {
  return {
    kind: 'selection',
    total: records.length,
    narrowed,
    rows: (offset, limit) => records.slice(offset, offset + limit).map(toRow),
  };
}

/** What ids find, each once, unknown ones left out. */
export function pickByIds<T>(ids: readonly string[], byId: ReadonlyMap<string, T>): T[] {
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}

const placesOf = new WeakMap<object, ReadonlyMap<string, number>>();

/** The same, in the order in which the index holds them: a list that ids narrow keeps its order. */
export function pickInOrder<T>(ids: readonly string[], byId: ReadonlyMap<string, T>): T[] {
  const places = placesOf.get(byId) ?? new Map([...byId.keys()].map((id, place) => [id, place]));
  placesOf.set(byId, places);
  const placeOf = (id: string): number => places.get(id) ?? Infinity;
  return pickByIds(
    ids.toSorted((a, b) => placeOf(a) - placeOf(b)),
    byId,
  );
}
