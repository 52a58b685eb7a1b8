import { setMaxListeners } from 'node:events';
import type { FastifyInstance } from 'fastify';
import { sendHttpError, type HttpError } from './http-error.js';

export interface Drain {
  readonly isDraining: () => boolean;
  /** Fires when the grace of a drain is over. */
  readonly ending: AbortSignal;
  /** Resolves when no request runs any more, or shortly after `graceMs`, when what still ran was told to end. */
  readonly start: (graceMs: number) => Promise<void>;
}

const afterGraceMs = 1000;

const stopping: HttpError = {
  status: 503,
  code: 'OVERLOADED',
  message: 'The gateway is stopping. Ask again: another one may answer.',
};

/**
 * Lets running requests finish. While that lasts the socket stays open, so that probes see 503 rather than
 * a refused connection, and new work is turned away.
 * @param watched paths by which the process is watched: no work, and answered to the end
 */
export function addDrain(app: FastifyInstance, watched: ReadonlySet<string>): Drain {
  const end = new AbortController();
  // Every running request listens to it.
  setMaxListeners(0, end.signal);
  let draining = false;
  let running = 0;
  let onIdle = () => {};

  app.addHook('onRequest', async (request, reply) => {
    const isWatching = watched.has(request.routeOptions.url ?? '');
    if (draining) {
      reply.header('connection', 'close');
      return isWatching ? undefined : sendHttpError(reply, stopping);
    }
    if (isWatching) return undefined;
    running += 1;
    // Not the framework's onResponse hook: it does not run when the client leaves early.
    reply.raw.once('close', () => {
      running -= 1;
      if (running === 0) onIdle();
    });
    return undefined;
  });

  return {
    isDraining: () => draining,
    ending: end.signal,
    start: async (graceMs) => {
      draining = true;
      if (running === 0) return;
      const idle = new Promise<void>((resolve) => (onIdle = resolve));
      if (await isSettledWithin(idle, graceMs)) return;
      end.abort(new Error('The gateway is stopping.'));
      await isSettledWithin(idle, afterGraceMs);
    },
  };
}

async function isSettledWithin(promise: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const settled = await Promise.race([promise.then(() => true), expired]);
  clearTimeout(timer);
  return settled;
}
