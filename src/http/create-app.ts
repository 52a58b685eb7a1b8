import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { ConnectionTimes } from './connection-times.js';
import { graphqlPath } from './graphql-route.js';
import { sendHttpError, toHttpError } from './http-error.js';
import { createHttpServer } from './http-server.js';
import { pathOf } from './request-head.js';
import { requestIdFrom, requestIdHeader } from './request-id.js';

/** How one request ended, for logs and metrics; the route is a pattern of ours, never the caller's text. */
export interface FinishedRequest {
  readonly requestId: string;
  readonly method: string;
  readonly route: string | null;
  readonly status: number;
  /** The name of who asked, once known. */
  readonly caller: string | null;
  readonly durationMs: number;
  /** Whether a browser was given a page, not data. */
  readonly isPage: boolean;
  /** Whether the client stayed until the whole answer was sent. */
  readonly complete: boolean;
}

export interface AppOptions {
  readonly bodyLimitBytes: number;
  readonly callerOf: (request: FastifyRequest) => string | null;
  readonly times: ConnectionTimes;
  readonly onFinished?: (request: FinishedRequest) => void;
  /** Told the status that was answered to what never became a request: bytes that are no HTTP, or came too slowly. */
  readonly onUnreadable: (status: number) => void;
  /** Told of what should not happen; the client only sees an internal error with the same request id. */
  readonly onUnexpectedError?: (error: unknown, requestId: string) => void;
}

/** The HTTP framework as we use it: ids, limits, and refusals in GraphQL's error form. It has no routes yet. */
export function createApp({
  bodyLimitBytes,
  times,
  callerOf,
  onFinished,
  onUnreadable,
  onUnexpectedError,
}: AppOptions): FastifyInstance {
  const watch = (request: FastifyRequest, reply: FastifyReply) => {
    reply.header(requestIdHeader, request.id);
    if (onFinished === undefined) return;
    const startedAt = performance.now();
    reply.raw.once('close', () =>
      onFinished({
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.raw.statusCode,
        caller: callerOf(request),
        durationMs: performance.now() - startedAt,
        isPage: String(reply.raw.getHeader('content-type')).startsWith('text/html'),
        complete: reply.raw.writableFinished,
      }),
    );
  };
  const app: FastifyInstance = fastify({
    bodyLimit: bodyLimitBytes,
    serverFactory: (handler) => createHttpServer(handler, { times, bodyLimitBytes, onUnreadable }),
    // Nothing runs any more when it closes: what is still open is idle.
    forceCloseConnections: true,
    // Who still asks then is refused by the drain, in GraphQL's form.
    return503OnClosing: false,
    rewriteUrl: (request) => pathOf(request.url ?? ''),
    requestIdHeader: false,
    genReqId: (request) => requestIdFrom(request.headers[requestIdHeader]),
    routerOptions: { ignoreTrailingSlash: true },
    // The server has its own, wherever it listens.
    clientErrorHandler: () => {},
    frameworkErrors: (error, request, reply) => {
      // No hook runs for a path that cannot be decoded.
      watch(request, reply);
      void sendHttpError(reply, toHttpError(error, bodyLimitBytes));
    },
  });
  app.addHook('onRequest', async (request, reply) => watch(request, reply));
  app.addHook('onSend', async (_request, { raw }) => {
    raw.socket?.setTimeout(times.stalledAnswerMs);
    const overdue = setTimeout(() => raw.destroy(), times.answerMs).unref();
    raw.once('close', () => clearTimeout(overdue));
  });
  app.setErrorHandler((error, request, reply) => {
    const refusal = toHttpError(error, bodyLimitBytes);
    if (refusal.status >= 500) onUnexpectedError?.(error, request.id);
    return sendHttpError(reply, refusal);
  });
  app.setNotFoundHandler((_request, reply) =>
    sendHttpError(reply, {
      status: 404,
      code: 'BAD_USER_INPUT',
      message: `Nothing is served here. GraphQL is at ${graphqlPath}.`,
    }),
  );
  return app;
}
