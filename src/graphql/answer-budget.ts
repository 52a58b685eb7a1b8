import { queryTooComplex, type LbgraphError } from '../errors.js';

/** Bounds what one answer may hold, and lets others have their turn while it is made. */
export interface AnswerBudget {
  /** Counts values that are about to be shown; false once there are too many, and then for good. */
  readonly spend: (values: number) => boolean;
  /** Why the answer cannot be sent, or null. */
  readonly overspent: () => LbgraphError | null;
  /** Null where work may go on at once; else resolves when others have had their turn. */
  readonly turn: () => Promise<void> | null;
}

/** How long an answer is worked on in one go, in milliseconds: others wait for so long. */
const sliceMs = 15;

/** @param limit how many values an answer may hold */
export function createAnswerBudget(limit: number): AnswerBudget {
  let spent = 0;
  let sliceStartedAt = performance.now();
  let waiting: Promise<void> | null = null;

  const yieldTurn = () =>
    new Promise<void>((resolve) => {
      setImmediate(() => {
        waiting = null;
        sliceStartedAt = performance.now();
        resolve();
      });
    });

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
    turn: () => {
      if (waiting === null && performance.now() - sliceStartedAt < sliceMs) return null;
      return (waiting ??= yieldTurn());
    },
  };
}
