import { setMaxListeners } from 'node:events';

/** When everything that a request waits for has to end. */
export interface RequestDeadline {
  readonly signal: AbortSignal;
  /** The request has its answer: nothing is left to end. */
  readonly clear: () => void;
}

/**
 * Fires when the client has left, or after `deadlineMs`. With a timer of its own: a signal made of others is kept alive
 * by nothing, and on Node 20 may be collected before it fires.
 */
export function createRequestDeadline(client: AbortSignal, deadlineMs: number): RequestDeadline {
  const controller = new AbortController();
  // Every read that the request waits for listens to it.
  setMaxListeners(0, controller.signal);
  const end = () => controller.abort();
  const timer = setTimeout(end, deadlineMs);
  timer.unref();
  if (client.aborted) end();
  else client.addEventListener('abort', end, { once: true });
  return {
    signal: controller.signal,
    clear: () => {
      clearTimeout(timer);
      client.removeEventListener('abort', end);
    },
  };
}
