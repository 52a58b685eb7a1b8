import { Readable } from 'node:stream';
import type { ApolloServer, BaseContext } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../auth/caller.js';
import { clientSignal } from './client-signal.js';
import type { Gate } from './gate.js';
import { mayQuery } from './requirements.js';
import { stampErrors } from './stamp-errors.js';

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
  /** The cache-control of answers that carry none; null leaves them without. */
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

/** GraphQL over HTTP, by Apollo Server's own pipeline: it decides on methods, types and cross-site requests. */
export function addGraphqlRoute<Context extends BaseContext>(
  app: FastifyInstance,
  options: GraphqlRouteOptions<Context>,
): void {
  app.route({
    method: [...app.supportedMethods],
    url: graphqlPath,
    onRequest: options.gate.admit(mayQuery, (request) => isOpen(request, options)),
    handler: (request, reply) => {
      if (request.method === 'OPTIONS') return reply.code(204).header('allow', 'GET, POST, OPTIONS').send();
      if (options.page !== null && wantsPage(request)) return options.page(reply);
      return answer(request, reply, options);
    },
  });
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
  if (options.cacheControl !== null && !answered.headers.has('cache-control')) {
    reply.header('cache-control', options.cacheControl);
  }
  const { body } = answered;
  if (body.kind === 'chunked') return reply.send(Readable.from(body.asyncIterator));
  return reply.send(options.stampErrors && status >= 400 ? stampErrors(body.string, requestId) : body.string);
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

function wantsPage(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const asksForHtml = (request.headers.accept ?? '')
    .split(',')
    .some((range) => range.split(';', 1)[0]?.trim().toLowerCase() === 'text/html');
  if (!asksForHtml) return false;
  const parameters = new URLSearchParams(searchOf(request.raw.url));
  return !parameters.has('query') && !parameters.has('extensions');
}
