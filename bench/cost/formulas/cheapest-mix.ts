/** What hangs off one parent: read whole by calls about it, or part by part. */
export interface Group {
  /** Calls that read all of it at once. */
  readonly whole: number;
  readonly parts: readonly Part[];
}

export interface Part {
  /** Calls that read this part alone. */
  readonly alone: number;
  /** Rows in it, which could instead be asked for by their ids once the part was read without them. */
  readonly rows: number;
}

/**
 * The fewest calls for all groups, where each group is read whole, or each of its parts alone or in batches: of so many parts a call,
 * and then of so many rows a call. Never more than `atMost`, what some other way costs.
 */
export function cheapestMix(
  groups: readonly Group[],
  partsPerCall: number,
  rowsPerCall: number,
  atMost: number,
): number {
  const inBatches = (parts: number, rows: number) =>
    Math.ceil(parts / partsPerCall) + Math.ceil(rows / rowsPerCall);
  /** By calls made so far and parts in batches: the fewest rows in batches. */
  let states = new Map([['0 0', { calls: 0, parts: 0, rows: 0 }]]);
  const grow = (from: typeof states, options: readonly { calls: number; parts: number; rows: number }[]) => {
    const grown: typeof states = new Map();
    for (const state of from.values()) {
      for (const option of options) {
        const next = {
          calls: state.calls + option.calls,
          parts: state.parts + option.parts,
          rows: state.rows + option.rows,
        };
        if (next.calls + inBatches(next.parts, next.rows) >= atMost) continue;
        const key = `${next.calls} ${next.parts}`;
        if ((grown.get(key)?.rows ?? Infinity) > next.rows) grown.set(key, next);
      }
    }
    return grown;
  };
  for (const { whole, parts } of groups) {
    const together = grow(states, [{ calls: whole, parts: 0, rows: 0 }]);
    let apart = states;
    for (const { alone, rows } of parts) {
      apart = grow(apart, [
        { calls: alone, parts: 0, rows: 0 },
        { calls: 0, parts: 1, rows },
      ]);
    }
    states = apart;
    for (const [key, state] of together) {
      if ((states.get(key)?.rows ?? Infinity) > state.rows) states.set(key, state);
    }
  }
  return Math.min(
    atMost,
    ...[...states.values()].map(({ calls, parts, rows }) => calls + inBatches(parts, rows)),
  );
}
