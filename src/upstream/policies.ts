import {
  bulkhead,
  DelegateBackoff,
  handleWhen,
  retry,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
  type IRetryBackoffContext,
} from 'cockatiel';
import type { LbgraphError } from '../errors.js';
import { createRepeatBudget } from './repeat-budget.js';
import type { Repeat } from './wire.js';

/** An attempt that failed, and what would have to be done for a repeat to help. */
export class FailedAttemptError extends Error {
  override readonly name = 'FailedAttemptError';
  readonly failure: LbgraphError;
  readonly repeat: Repeat;
  /** How long the vendor asks to be left alone, in milliseconds. */
  readonly retryAfterMs: number | null;

  constructor(failure: LbgraphError, repeat: Repeat, retryAfterMs: number | null = null) {
    super(failure.message, { cause: failure });
    this.failure = failure;
    this.repeat = repeat;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Repeats of one call, besides its first attempt. */
const maxRepeats = 2;

/** How long to wait before the first repeat, in milliseconds; each further one waits twice as long. */
const waitMs: Readonly<Record<Exclude<Repeat, 'never'>, number>> = {
  soon: 100,
  later: 500,
  'signed-again': 0,
};

/** Whoever asks to be left alone for longer is not asked again by the same request. */
const longestWaitMs = 5000;

/**
 * The wait before a repeat, in milliseconds: up to half as long again by chance, so that calls that failed together do not
 * come back together. Null: no repeat. `repeats`: how many there were before.
 */
export function waitBefore(
  { repeat, retryAfterMs }: Pick<FailedAttemptError, 'repeat' | 'retryAfterMs'>,
  repeats: number,
  random: () => number,
): number | null {
  if (repeat === 'never' || repeats >= maxRepeats) return null;
  const wait = Math.max(waitMs[repeat] * 2 ** repeats, retryAfterMs ?? 0);
  return wait > longestWaitMs ? null : wait * (1 + random() / 2);
}

/** What stands between a call and the socket. */
export interface Policies {
  /**
   * Runs an attempt again as long as it throws a `FailedAttemptError` after which a repeat may help, within the account's budget.
   * @throws what the last attempt threw, or what `ended` gives as soon as `signal` fires
   */
  readonly repeated: <T>(attempt: () => Promise<T>, signal: AbortSignal, ended: () => Error) => Promise<T>;
  /** Runs work when it is its turn among the account's calls. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** @throws {TaskCancelledError} when the work takes too long; its signal fires then, and when the given one does */
  readonly timed: <T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => Promise<T>;
}

export function createPolicies(options: {
  readonly maxConcurrentCalls: number;
  readonly upstreamTimeoutMs: number;
  readonly random: () => number;
}): Policies {
  const limiter = bulkhead(options.maxConcurrentCalls, Number.POSITIVE_INFINITY);
  const perAttempt = timeout(options.upstreamTimeoutMs, TimeoutStrategy.Aggressive);
  const budget = createRepeatBudget();
  // A time stamp is mended once in a call, whatever else fails.
  const mayRepeat = (error: Error): boolean =>
    error instanceof FailedAttemptError &&
    waitBefore(error, 0, () => 0) !== null &&
    (error.repeat === 'signed-again' || budget.mayRepeat());
  const counted = async <T>(attempt: () => Promise<T>): Promise<T> => {
    try {
      const result = await attempt();
      budget.succeeded();
      return result;
    } catch (error) {
      if (error instanceof FailedAttemptError && error.repeat !== 'never') budget.failed();
      throw error;
    }
  };
  const repeats = retry(handleWhen(mayRepeat), {
    maxAttempts: maxRepeats,
    backoff: new DelegateBackoff(({ attempt, result }: IRetryBackoffContext<unknown>) => {
      const error = 'error' in result ? result.error : null;
      const wait =
        error instanceof FailedAttemptError ? waitBefore(error, attempt - 1, options.random) : null;
      return wait ?? 0;
    }),
  });
  return {
    // The library's wait goes on after the signal has fired; whoever waits for the call does not.
    repeated: (attempt, signal, ended) =>
      new Promise((resolve, reject) => {
        const onAbort = () => reject(ended());
        signal.addEventListener('abort', onAbort, { once: true });
        repeats
          .execute(() => counted(attempt), signal)
          .finally(() => signal.removeEventListener('abort', onAbort))
          .then(resolve, reject);
      }),
    // The limiter gets no signal: an aborted entry in its queue would leave those behind it waiting.
    inTurn: (work) => limiter.execute(work),
    timed: (work, signal) => perAttempt.execute(({ signal: inner }) => work(inner), signal),
  };
}

/** Whether work was ended because it took too long. */
export function isTimeout(error: unknown): boolean {
  return error instanceof TaskCancelledError;
}
