import { LbgraphError } from '../../errors.js';

/** Lets a request make its first call only if the budget holds the fewest that its query takes. */
export interface Admission<Q> {
  /** Says which query it is. `rows`: how many its connections ask for, by their page sizes. */
  readonly arm: (query: Q, rows: number) => void;
  /** Asked before a call: null where it may be made; once the query is refused, why. */
  readonly admit: () => Promise<LbgraphError | null> | null;
  /** Why the query was refused, or null. */
  readonly refused: () => LbgraphError | null;
}

/**
 * @param limit how many calls a request may take
 * @param fewest how many a query takes at least
 * @param mayExceed whether a query may take so many at all
 */
export function createAdmission<Q>(
  limit: number,
  fewest: (query: Q) => Promise<number>,
  mayExceed: (query: Q, rows: number) => boolean,
): Admission<Q> {
  let armed: Q | null = null;
  let outcome: Promise<LbgraphError | null> | null = null;
  let refused: LbgraphError | null = null;
  const decide = async (query: Q): Promise<LbgraphError | null> => {
    const actual = await fewest(query);
    if (actual > limit) refused = budgetExceeded(limit, actual);
    return refused;
  };
  return {
    arm: (query, rows) => {
      armed = mayExceed(query, rows) ? query : null;
    },
    admit: () => {
      if (armed === null) return null;
      outcome ??= decide(armed);
      return outcome;
    },
    refused: () => refused,
  };
}

/** A query that takes more upstream calls than one may. */
export function budgetExceeded(limit: number, actual: number): LbgraphError {
  const message =
    `The query takes at least ${actual} upstream calls; upstreamBudget allows ${limit}. ` +
    'Ask for smaller pages or fewer fields: explain tells what each costs.';
  return new LbgraphError('UPSTREAM_BUDGET_EXCEEDED', message, { limit, actual, retryable: false });
}
