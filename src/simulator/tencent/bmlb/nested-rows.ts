import type { WireRow } from '../../vendor.js';

/** Consecutive lists of a tree's innermost rows; a tree is built again from them after a fault changed some. */
export type Groups = readonly (readonly WireRow[])[];

/**
 * Rows back in the lists that they came from: a missing last one is missing from the last list, and what was added
 * stands in the first list with a row, or the first one.
 */
export function regroup(rows: readonly unknown[], groups: Groups): unknown[][] {
  let at = 0;
  const lists = groups.map((group): unknown[] => rows.slice(at, (at += group.length)));
  const host = groups.findIndex((group) => group.length > 0);
  lists[Math.max(host, 0)]?.push(...rows.slice(at));
  return lists;
}

/** Gives the lists out one after the other. */
export function takeTurns(lists: readonly unknown[][]): () => unknown[] {
  let at = 0;
  return () => lists[at++] ?? [];
}
