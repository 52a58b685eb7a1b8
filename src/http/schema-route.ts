import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';

/** `/schema.graphql`: the SDL with its descriptions, for code generators and editors. */
export function addSchemaRoute(
  app: FastifyInstance,
  sdl: string,
  onRequest: onRequestAsyncHookHandler,
): void {
  app.get('/schema.graphql', { onRequest }, (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/plain; charset=utf-8').send(sdl),
  );
}
