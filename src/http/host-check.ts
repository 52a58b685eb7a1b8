import type { FastifyInstance } from 'fastify';
import { sendHttpError, type HttpError } from './http-error.js';

/**
 * Answers requests to names of our own only. A page of another site can let its own name lead to a loopback
 * address (DNS rebinding), and then reads answers as if they were its own: only the Host header tells.
 * A request without one is HTTP/1.0, which no browser sends.
 */
export function checkHosts(app: FastifyInstance, isAllowed: (name: string) => boolean): void {
  app.addHook('onRequest', async (request, reply) => {
    const { host } = request.raw.headers;
    return host === undefined || isAllowed(nameOf(host)) ? undefined : sendHttpError(reply, misdirected);
  });
}

function nameOf(host: string): string {
  return host.replace(/:\d*$/, '').replace(/\.$/, '').toLowerCase();
}

const misdirected: HttpError = {
  status: 421,
  code: 'FORBIDDEN',
  message:
    'Without authentication the gateway answers to loopback names only. Use localhost or 127.0.0.1, ' +
    'or set auth.mode, or auth.allowNonLoopback: true if something in front of it decides who may ask.',
};
