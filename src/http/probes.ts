import type { FastifyInstance } from 'fastify';

/** The probes' paths. */
export const probePaths: ReadonlySet<string> = new Set(['/health/live', '/health/ready']);

/**
 * `/health/live`: the process runs. `/health/ready`: it takes new work.
 * Neither asks a vendor or a store: their outage is told by partial answers, and must not take the gateway away too.
 */
export function addProbes(app: FastifyInstance, isReady: () => boolean): void {
  app.get('/health/live', (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'live' }),
  );
  app.get('/health/ready', (_request, reply) => {
    const ready = isReady();
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: ready ? 'ready' : 'draining' });
  });
}
