import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import type { MetricsPage } from './metrics.js';

export const metricsPath = '/metrics';

/** `/metrics`: what this process has counted, for Prometheus. */
export function addMetricsRoute(
  app: FastifyInstance,
  read: () => Promise<MetricsPage>,
  onRequest: onRequestAsyncHookHandler,
): void {
  app.get(metricsPath, { onRequest }, async (_request, reply) => {
    const { contentType, body } = await read();
    return reply.header('cache-control', 'no-store').type(contentType).send(body);
  });
}
