import type { TrueNode } from './fault-truth.js';

type Value = Readonly<Record<string, unknown>>;

export interface Matched {
  readonly pairs: readonly { readonly row: Value; readonly found: TrueNode | null }[];
  readonly missing: readonly TrueNode[];
}

/**
 * Which object each row is: in their order, none twice. The machines of a load balancer stand in the order in which its
 * backends name them, so that they may be in another one where a backend is lost: then `ordered` is false.
 */
export function matchRows(rows: readonly Value[], promised: readonly TrueNode[], ordered: boolean): Matched {
  const left = [...promised];
  const missing: TrueNode[] = [];
  const pairs = rows.map((row) => {
    const at = left.findIndex(({ id }) => id === row['id']);
    if (at === -1) return { row, found: null };
    const found = left[at] ?? null;
    missing.push(...left.splice(0, ordered ? at : 0));
    left.splice(ordered ? 0 : at, 1);
    return { row, found };
  });
  return { pairs, missing: [...missing, ...left] };
}
