import { LbgraphError } from '../errors.js';

/** Work in flight that several requests may wait for. It is stopped when the last of them has left. */
export interface SharedTask<T> {
  /** Whether nobody waits any more: it is being stopped and must not be joined. */
  readonly abandoned: () => boolean;
  /**
   * Waits for the work, or for `signal`.
   * @throws what the work throws; REQUEST_TIMEOUT when `signal` fires first
   */
  readonly join: (signal: AbortSignal) => Promise<T>;
}

export function createSharedTask<T>(run: (signal: AbortSignal) => Promise<T>): SharedTask<T> {
  const controller = new AbortController();
  const work = run(controller.signal);
  // Everybody may have left by the time it fails.
  work.catch(() => undefined);
  let waiting = 0;
  return {
    abandoned: () => controller.signal.aborted,
    join: (signal) =>
      new Promise<T>((resolve, reject) => {
        waiting++;
        const leave = () => {
          signal.removeEventListener('abort', onAbort);
          waiting--;
        };
        const onAbort = () => {
          leave();
          if (waiting === 0) controller.abort();
          reject(requestEnded());
        };
        if (signal.aborted) {
          onAbort();
          return;
        }
        signal.addEventListener('abort', onAbort);
        work.then(
          (value) => {
            leave();
            resolve(value);
          },
          (error: unknown) => {
            leave();
            reject(error instanceof Error ? error : new Error(String(error)));
          },
        );
      }),
  };
}

/** The caller left, or its deadline passed. */
export function requestEnded(): LbgraphError {
  return new LbgraphError('REQUEST_TIMEOUT', 'The request ended before the vendor answered.', {
    retryable: true,
  });
}
