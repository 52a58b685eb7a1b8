import type { FastifyInstance } from 'fastify';

/** `/schema.graphql`: the SDL with its descriptions, for code generators and editors. */
export function addSchemaRoute(app: FastifyInstance, sdl: string): void {
  app.get('/schema.graphql', (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/plain; charset=utf-8').send(sdl),
  );
}
