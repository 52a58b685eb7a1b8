import type { WireRow } from '../../vendor.js';

/** A list that stands inside another one, and the fields by which its rows are told from those of its siblings. */
export interface Nest {
  /** The keys of the row that it stands in, as its rows carry them while they are flat. */
  readonly keys: WireRow;
  /** What stands around the rows. */
  put(rows: readonly unknown[]): void;
}

/**
 * Rows of several nested lists laid flat, each with the keys of its list, so that a fault can strike one of them;
 * `restore` takes the keys off again and hands every list its rows. Rows of no list go to `stray`, keys and all.
 */
export function restoreNests(
  rows: readonly unknown[],
  nests: readonly Nest[],
  names: readonly string[],
  stray: (keys: WireRow, rows: readonly unknown[]) => void,
): void {
  const keyOf = (row: WireRow): string => JSON.stringify(names.map((name) => row[name] ?? null));
  const groups = new Map<string, { keys: WireRow; rows: unknown[] }>();
  for (const row of rows as readonly WireRow[]) {
    const key = keyOf(row);
    const keys = Object.fromEntries(names.map((name) => [name, row[name]]));
    const group = groups.get(key) ?? { keys, rows: [] };
    group.rows.push(Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name))));
    groups.set(key, group);
  }
  for (const nest of nests) {
    const key = keyOf(nest.keys);
    nest.put(groups.get(key)?.rows ?? []);
    groups.delete(key);
  }
  for (const group of groups.values()) stray(group.keys, group.rows);
}
