import { setMaxListeners } from 'node:events';
import { LbgraphError } from '../errors.js';
import type { Reader, Readers } from '../upstream/reader.js';

/** Work in flight that several requests may wait for. It is stopped when the last of them has left. */
export interface SharedTask<T> {
  /** Whether it has failed, or is being stopped because nobody waits any more: it must not be joined. */
  readonly abandoned: () => boolean;
  /**
   * Waits for the work, or for `signal`. `waiter`: the request that waits, or those for which other work does.
   * @throws what the work throws; what `ended` gives (REQUEST_TIMEOUT unless told) when `signal` fires first
   */
  readonly join: (waiter: Reader | Readers, signal: AbortSignal, ended?: () => Error) => Promise<T>;
}

/** @param run is told who waits for it, who may come and leave until it ends */
export function createSharedTask<T>(
  run: (signal: AbortSignal, readers: Readers) => Promise<T>,
): SharedTask<T> {
  const controller = new AbortController();
  // Every call of it listens.
  setMaxListeners(0, controller.signal);
  /** How often each waits. */
  const waiting = new Map<Reader | Readers, number>();
  const readers: Readers = () => [
    ...new Set([...waiting.keys()].flatMap((waiter) => (typeof waiter === 'function' ? waiter() : waiter))),
  ];
  const work = run(controller.signal, readers);
  // Everybody may have left by the time it fails. What it still does then, nobody needs.
  work.catch(() => controller.abort());
  return {
    abandoned: () => controller.signal.aborted,
    join: (waiter, signal, ended = requestEnded) =>
      new Promise<T>((resolve, reject) => {
        let here = true;
        waiting.set(waiter, (waiting.get(waiter) ?? 0) + 1);
        const leave = () => {
          if (!here) return;
          here = false;
          const times = waiting.get(waiter) ?? 1;
          if (times > 1) waiting.set(waiter, times - 1);
          else waiting.delete(waiter);
          signal.removeEventListener('abort', onAbort);
        };
        const onAbort = () => {
          leave();
          if (waiting.size === 0) controller.abort();
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
