import type { Logger } from 'pino';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { FinishedRequest } from './create-app.js';
import { graphqlPath } from './graphql-route.js';
import { probePaths } from './probes.js';

/** Of what anybody can provoke without asking anything. */
const linesPerSecond = 50;
const windowS = 1;

/** Writes how requests ended, so that nobody can flood the log by asking nothing. */
export interface RequestLog {
  readonly finished: (request: FinishedRequest) => void;
  /** Something came that never became a request, and was answered so. */
  readonly unreadable: (status: number) => void;
  /** Something is wrong that every request may run into, whoever sends it. */
  readonly warn: (fields: object, message: string) => void;
  /** Tells what was left out so far. */
  readonly close: () => void;
}

/**
 * Answered queries are always written, and probes' successes for debugging only. Of all else no more than 50 lines
 * a second are; how many were left out is told once a second, when a flood has ended too.
 */
export function createRequestLog(log: Logger): RequestLog {
  const limiter = new RateLimiterMemory({ points: linesPerSecond, duration: windowS });
  let leftOut = 0;
  let telling: NodeJS.Timeout | undefined;

  const tell = () => {
    clearTimeout(telling);
    telling = undefined;
    if (leftOut > 0) log.warn({ leftOut }, 'lines left out of the log');
    leftOut = 0;
  };
  const bounded = (fields: object, message: string, level: 'info' | 'warn' = 'info') => {
    limiter.consume('lines').then(
      () => log[level](fields, message),
      () => {
        leftOut += 1;
        telling ??= setTimeout(tell, windowS * 1000).unref();
      },
    );
  };
  return {
    finished: (request) => {
      const fields = { ...request, durationMs: Math.round(request.durationMs) };
      if (isAnsweredQuery(request)) log.info(fields, 'request');
      else if (isPassedProbe(request)) log.debug(fields, 'request');
      else bounded(fields, 'request');
    },
    unreadable: (status) => bounded({ status }, 'unreadable request'),
    warn: (fields, message) => bounded(fields, message, 'warn'),
    close: tell,
  };
}

function isAnsweredQuery({ route, method, status, complete, isPage }: FinishedRequest): boolean {
  return (
    route === graphqlPath && (method === 'POST' || method === 'GET') && status === 200 && complete && !isPage
  );
}

function isPassedProbe({ route, status }: FinishedRequest): boolean {
  return probePaths.has(route ?? '') && status === 200;
}
