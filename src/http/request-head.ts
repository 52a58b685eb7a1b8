import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendHttpError, type HttpError } from './http-error.js';

/** A browser sends about twenty. */
const maxHeaders = 100;

/** Of which Node keeps the first: what stands between might have looked at another one. */
const singleHeaders: readonly string[] = ['host', 'authorization', 'content-type'];

const absoluteTarget = /^https?:\/\/([^/?#]*)(.*)$/i;

/** The path and query of a request's target, which may be a whole address (RFC 9112, 3.2.2). */
export function pathOf(target: string): string {
  const [, , rest] = absoluteTarget.exec(target) ?? [];
  return rest === undefined || rest.startsWith('/') ? (rest ?? target) : `/${rest}`;
}

/** Refuses a request whose head two readers could take for two different ones, or that asks to leave HTTP/1.1. */
export function checkHeads(app: FastifyInstance): void {
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const found = problemOf(request);
    if (found === null) return undefined;
    reply.header('connection', 'close');
    return sendHttpError(reply, found);
  });
}

function problemOf({ raw, originalUrl }: FastifyRequest): HttpError | null {
  const { headers, rawHeaders, httpVersion } = raw;
  const count = rawHeaders.length / 2;
  if (count > maxHeaders) {
    const message = `The request has ${count} headers; at most ${maxHeaders} are read.`;
    return { status: 431, code: 'BAD_USER_INPUT', message, limit: maxHeaders, actual: count };
  }
  if (httpVersion !== '1.1' && httpVersion !== '1.0')
    return bad('Only HTTP/1.1 and HTTP/1.0 are spoken here.');
  if (headers.host === undefined && httpVersion === '1.1') return bad('The host header is missing.');
  const authority = absoluteTarget.exec(originalUrl)?.[1];
  if (authority !== undefined && authority.toLowerCase() !== headers.host?.toLowerCase()) {
    return bad('The request target and the host header name different hosts.');
  }
  for (const name of singleHeaders) {
    const times = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === name).length;
    if (times > 1) return bad(`The ${name} header came ${times} times; it may come once.`);
  }
  const coding = headers['transfer-encoding'];
  if (coding !== undefined && (httpVersion === '1.0' || coding.toLowerCase() !== 'chunked')) {
    return bad('The only transfer-encoding that is read is chunked, in HTTP/1.1.');
  }
  // RFC 9110, 7.8, lets a server ignore it. For h2c that matters: Java's HttpClient asks for it unasked with its
  // first request, and takes an answer over HTTP/1.1.
  const upgrade = headers.upgrade?.trim().toLowerCase();
  if (upgrade !== undefined && upgrade !== 'h2c') {
    return bad('The gateway does not change protocols. Ask over HTTP/1.1, without the upgrade header.');
  }
  return null;
}

function bad(message: string): HttpError {
  return { status: 400, code: 'BAD_USER_INPUT', message };
}
