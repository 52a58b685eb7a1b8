import { queryTooComplex, type LbgraphError } from '../errors.js';

/** Bounds what one answer may hold. */
export interface AnswerBudget {
  /** Counts values that are about to be shown; false once there are too many, and then for good. */
  readonly spend: (values: number) => boolean;
  /** Why the answer cannot be sent, or null. */
  readonly overspent: () => LbgraphError | null;
}

/** @param limit how many values an answer may hold */
export function createAnswerBudget(limit: number): AnswerBudget {
  let spent = 0;
  return {
    spend: (values) => {
      spent += values;
      return spent <= limit;
    },
    overspent: () => {
      if (spent <= limit) return null;
      const message =
        `The answer would hold more than ${limit} values (maxAnswerValues). ` +
        'Ask for smaller pages, for fewer fields, or for less of it at once.';
      return queryTooComplex(message, { limit, actual: spent });
    },
  };
}
