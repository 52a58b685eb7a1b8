import { METHODS } from 'node:http';
import { Readable } from 'node:stream';
import type { ApolloServer, BaseContext, HTTPGraphQLResponse } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../auth/caller.js';
import { acceptedType } from './accepted-type.js';
import { clientSignal } from './client-signal.js';
import type { Gate } from './gate.js';
import { graphqlTypes, sendHttpError, type HttpError } from './http-error.js';
import { mayQuery } from './requirements.js';
import { stampErrors } from './stamp-errors.js';
import { refuseUnknownTrace } from './trace-header.js';

/** Where GraphQL is served. */
export const graphqlPath = '/graphql';

/** What the HTTP layer tells of a request; header names are in lower case. */
export interface HttpRequestContext {
  readonly requestId: string;
  /** Fires when the client leaves before its answer is sent, or when a drain's grace is over. */
  readonly signal: AbortSignal;
  readonly headers: ReadonlyMap<string, string>;
  readonly method: string;
  /** Who asks; null where everybody may. */
  readonly caller: Caller | null;
}

export interface GraphqlRouteOptions<Context extends BaseContext> {
  readonly server: ApolloServer<Context>;
  readonly context: (request: HttpRequestContext) => Context | Promise<Context>;
  /**
   * The cache-control of answers that carry none; those with errors are then never stored, whatever they carry.
   * Null leaves all as they are.
   */
  readonly cacheControl: string | null;
  /** Whether the request's id is written into the errors of refused requests. */
  readonly stampErrors: boolean;
  /** Answers a browser that asks for a page instead of data; null leaves that to Apollo Server. */
  readonly page: ((reply: FastifyReply) => FastifyReply) | null;
  /** Asked before a body is read. */
  readonly gate: Gate;
  /** Fires when running requests have to end. */
  readonly ending: AbortSignal;
}

const methods = 'GET, POST';

const methodNotAllowed: HttpError = {
  status: 405,
  code: 'BAD_USER_INPUT',
  message: `GraphQL is served by ${methods} only.`,
};

const notAcceptable: HttpError = {
  status: 406,
  code: 'BAD_USER_INPUT',
  message: `The accept header takes none of the types served here: ${graphqlTypes.join(', ')}.`,
};

/**
 * GraphQL over HTTP, by Apollo Server's own pipeline. Methods and types that are not served are refused before it,
 * so that nothing of such a request is read or run.
 */
export function addGraphqlRoute<Context extends BaseContext>(
  app: FastifyInstance,
  options: GraphqlRouteOptions<Context>,
): void {
  for (const method of METHODS) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method);
  app.route({
    method: [...app.supportedMethods],
    url: graphqlPath,
    onRequest: [
      refuseUnserved,
      options.gate.admit(mayQuery, (request) => isOpen(request, options)),
      refuseUnknownTrace,
    ],
    handler: (request, reply) => {
      if (request.method === 'OPTIONS') return reply.code(204).header('allow', `${methods}, OPTIONS`).send();
      if (options.page !== null && wantsPage(request)) return options.page(reply);
      return answer(request, reply, options);
    },
  });
}

async function refuseUnserved(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  if (request.method === 'OPTIONS' || wantsPage(request)) return undefined;
  if (request.method !== 'GET' && request.method !== 'POST') {
    return sendHttpError(reply.header('allow', methods), methodNotAllowed);
  }
  const isAcceptable = acceptedType(request.headers.accept, graphqlTypes) !== null;
  return isAcceptable ? undefined : sendHttpError(reply, notAcceptable);
}

/** What shows no data: the IDE, and the question what is allowed. */
function isOpen<Context extends BaseContext>(
  request: FastifyRequest,
  { page }: GraphqlRouteOptions<Context>,
): boolean {
  return request.method === 'OPTIONS' || (page !== null && wantsPage(request));
}

async function answer<Context extends BaseContext>(
  request: FastifyRequest,
  reply: FastifyReply,
  options: GraphqlRouteOptions<Context>,
): Promise<FastifyReply> {
  const headers = headersOf(request);
  const { method, id: requestId } = request;
  const signal = clientSignal(reply.raw, options.ending);
  const answered = await options.server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, headers, search: searchOf(request.raw.url), body: request.body },
    context: async () =>
      options.context({ requestId, signal, headers, method, caller: options.gate.callerOf(request) }),
  });
  const status = answered.status ?? 200;
  reply.code(status);
  for (const [name, value] of answered.headers) reply.header(name, value);
  const { body } = answered;
  if (options.cacheControl !== null) {
    if (hasErrors(status, body)) reply.header('cache-control', 'no-store');
    else if (!answered.headers.has('cache-control')) reply.header('cache-control', options.cacheControl);
  }
  if (body.kind === 'chunked') return reply.send(Readable.from(body.asyncIterator));
  return reply.send(options.stampErrors && status >= 400 ? stampErrors(body.string, requestId) : body.string);
}

// Apollo Server writes `errors` before `data`, and only where there are some; answers may be too large to parse.
function hasErrors(status: number, body: HTTPGraphQLResponse['body']): boolean {
  return status >= 400 || (body.kind === 'complete' && body.string.startsWith('{"errors":'));
}

function headersOf(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

// Not by `new URL`: it throws on a request target like `//`.
function searchOf(target = ''): string {
  const start = target.indexOf('?');
  return start < 0 ? '' : target.slice(start);
}

const pageOrData = [...graphqlTypes, 'text/html'] as const;

function wantsPage(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  if (acceptedType(request.headers.accept, pageOrData) !== 'text/html') return false;
  const parameters = new URLSearchParams(searchOf(request.raw.url));
  return !parameters.has('query') && !parameters.has('extensions');
}
