/** How some backends are, from one reading. */
export interface HealthSummary {
  readonly total: number;
  readonly up: number;
  readonly down: number;
  readonly abnormal: number;
  readonly unknown: number;
  /** Null where the weight of one is not told. */
  readonly weightTotal: number | null;
  readonly weightUp: number | null;
  /** The oldest of what it is made of; null where there is nothing. */
  readonly asOf: Date | null;
}
