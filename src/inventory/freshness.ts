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
