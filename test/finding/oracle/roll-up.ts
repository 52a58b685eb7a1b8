import type { BackendRow } from './rows.js';

/** What `HealthSummary` holds, save when it was read. */
export interface RollUp {
  readonly total: number;
  readonly up: number;
  readonly down: number;
  readonly abnormal: number;
  readonly unknown: number;
  readonly weightTotal: number | null;
  readonly weightUp: number | null;
}

export function rollUp(backends: readonly BackendRow[]): RollUp {
  const of = (health: string) => backends.filter(({ row }) => row.health === health);
  return {
    total: backends.length,
    up: of('UP').length,
    down: of('DOWN').length,
    abnormal: of('ABNORMAL').length,
    unknown: of('UNKNOWN').length,
    weightTotal: weightOf(backends),
    weightUp: weightOf(of('UP')),
  };
}

/** Null when one of them is not told. */
function weightOf(backends: readonly BackendRow[]): number | null {
  const weights = backends.map(({ row }) => row.weight);
  return weights.some((weight) => weight === null)
    ? null
    : weights.reduce<number>((sum, weight) => sum + (weight ?? 0), 0);
}
