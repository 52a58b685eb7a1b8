import { setMaxListeners } from 'node:events';
import { LbgraphError } from '../errors.js';

/** Work in flight that several requests may wait for. It is stopped when the last of them has left. */
export interface SharedTask<T> {
  /** Whether it has failed, or is being stopped because nobody waits any more: it must not be joined. */
  readonly abandoned: () => boolean;
  /**
   * Waits for the work, or for `signal`.
   * @throws what the work throws; what `ended` gives (REQUEST_TIMEOUT unless told) when `signal` fires first
   */
  readonly join: (signal: AbortSignal, ended?: () => Error) => Promise<T>;
}

export function createSharedTask<T>(run: (signal: AbortSignal) => Promise<T>): SharedTask<T> {
  const controller = new AbortController();
  // Every call of it listens.
  setMaxListeners(0, controller.signal);
  const work = run(controller.signal);
  // Everybody may have left by the time it fails. What it still does then, nobody needs.
  work.catch(() => controller.abort());
  let waiting = 0;
  return {
    abandoned: () => controller.signal.aborted,
    join: (signal, ended = requestEnded) =>
      new Promise<T>((resolve, reject) => {
        let here = true;
        waiting++;
        const leave = () => {
          if (!here) return;
          here = false;
          waiting--;
          signal.removeEventListener('abort', onAbort);
        };
        const onAbort = () => {
          leave();
          if (waiting === 0) controller.abort();
          reject(ended());
        };
        if (signal.aborted) {
          onAbort();
          return;
        }
        signal.addEventListener('abort', onAbort);
        work.finally(leave).then(resolve, reject);
      }),
  };
}

function requestEnded(): LbgraphError {
  return new LbgraphError('REQUEST_TIMEOUT', 'The request ended before the work did.', { retryable: true });
}
