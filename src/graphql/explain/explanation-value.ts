export interface CheaperValue {
  readonly without: string;
  readonly calls: number;
}

export interface RangeValue {
  readonly min: number;
  readonly max: number | null;
}

export interface StepValue {
  readonly account: string;
  readonly provider: string;
  readonly region: string | null;
  readonly action: string;
  readonly calls: RangeValue;
  readonly path: string;
  readonly cached: boolean;
  readonly cachedAsOf: Date | null;
}

export interface ExplanationErrorValue {
  readonly code: string;
  readonly message: string;
  readonly path: string | null;
}

/** What is told of a query; what takes more runs is made when it is asked for. */
export interface ExplanationValue {
  readonly calls: RangeValue;
  readonly least: number;
  readonly errors: readonly ExplanationErrorValue[];
  readonly steps: () => readonly StepValue[] | Promise<readonly StepValue[]>;
  readonly cheaper: () => readonly CheaperValue[] | Promise<readonly CheaperValue[]>;
  readonly inferences: readonly string[];
}
