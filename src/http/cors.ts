import cors from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The paths that pages of other origins may read. */
const paths: ReadonlySet<string> = new Set(['/graphql', '/schema.graphql']);

const allowedHeaders = [
  'content-type',
  'authorization',
  'cache-control',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'x-request-id',
  'x-upstream-trace',
];

/**
 * Lets pages of the listed origins read answers, refusals too. Never with cookies: callers name themselves by
 * a header. Cross-Origin-Resource-Policy stays as strict as it is: browsers look at it only where a page asks
 * without CORS.
 */
export async function addCors(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  const listed = new Set(origins);
  const isListed = (request: FastifyRequest) =>
    isOpen(request) && request.headers.origin !== undefined && listed.has(request.headers.origin);
  await app.register(cors, {
    delegator: (request, done) =>
      done(null, {
        origin: isListed(request),
        methods: ['GET', 'POST'],
        allowedHeaders,
        exposedHeaders: ['Age', 'X-Request-Id', 'Retry-After'],
        credentials: false,
        maxAge: 600,
        strictPreflight: false,
      }),
  });
  // Last, since others set the header too.
  app.addHook('onSend', async (request, reply) => {
    if (!isOpen(request)) return;
    const vary = String(reply.getHeader('vary') ?? '');
    if (!/\borigin\b/i.test(vary)) reply.header('vary', vary === '' ? 'Origin' : `${vary}, Origin`);
  });
}

function isOpen(request: FastifyRequest): boolean {
  return paths.has(request.url.replace(/[/]?([?#].*)?$/, ''));
}
