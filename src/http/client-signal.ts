import type { ServerResponse } from 'node:http';

/** Fires when the connection closes before the whole answer was handed over, or when `ending` fires. */
export function clientSignal(response: ServerResponse, ending: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const onEnding = () => controller.abort(ending.reason);
  if (ending.aborted) onEnding();
  ending.addEventListener('abort', onEnding, { once: true });
  response.once('close', () => {
    // `ending` lives as long as the server: what is not taken off it, it would keep.
    ending.removeEventListener('abort', onEnding);
    if (!response.writableFinished)
      controller.abort(new Error('The client left before its answer was sent.'));
  });
  return controller.signal;
}
