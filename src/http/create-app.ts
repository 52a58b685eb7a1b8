import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { answerClientError } from './client-error.js';
import { graphqlPath } from './graphql-route.js';
import { sendHttpError, toHttpError } from './http-error.js';
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
  /** Whether the client stayed until the whole answer was sent. */
  readonly complete: boolean;
}

export interface AppOptions {
  readonly bodyLimitBytes: number;
  readonly callerOf: (request: FastifyRequest) => string | null;
  readonly onFinished?: (request: FinishedRequest) => void;
  /** Told of what should not happen; the client only sees an internal error with the same request id. */
  readonly onUnexpectedError?: (error: unknown, requestId: string) => void;
}

/** The HTTP framework as we use it: ids, limits, and refusals in GraphQL's error form. It has no routes yet. */
export function createApp({
  bodyLimitBytes,
  callerOf,
  onFinished,
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
        complete: reply.raw.writableFinished,
      }),
    );
  };
  const app: FastifyInstance = fastify({
    bodyLimit: bodyLimitBytes,
    requestTimeout: 30_000,
    // Nothing runs any more when it closes: what is still open is idle.
    forceCloseConnections: true,
    requestIdHeader: false,
    genReqId: (request) => requestIdFrom(request.headers[requestIdHeader]),
    routerOptions: { ignoreTrailingSlash: true },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      // No hook runs for a path that cannot be decoded.
      watch(request, reply);
      void sendHttpError(reply, toHttpError(error, bodyLimitBytes));
    },
  });
  app.addHook('onRequest', async (request, reply) => watch(request, reply));
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
