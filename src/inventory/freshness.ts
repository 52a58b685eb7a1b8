import type { RecordKind } from '../model/record.js';

/** How long records of a kind are served without asking again, in milliseconds. `missing`: what a vendor said it does not have. */
export type TtlMs = Readonly<Record<RecordKind | 'missing', number>>;

/** What one request takes for fresh. */
export interface Freshness {
  /** The oldest `asOf` that may be served: whatever was read since the request began stays fresh for all of it. */
  readonly notBefore: (kind: RecordKind | 'missing') => number;
}

export function createFreshness(startedAt: number, ttlMs: TtlMs): Freshness {
  return { notBefore: (kind) => startedAt - ttlMs[kind] };
}

/** The same, and for every kind no older than what may be served of another one. */
export function atLeastAs(other: RecordKind, { notBefore }: Freshness): Freshness {
  return { notBefore: (kind) => Math.max(notBefore(kind), notBefore(other)) };
}
