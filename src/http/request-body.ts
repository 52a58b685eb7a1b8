import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bodyEncodings } from './decompression.js';
import { invalidJson, sendHttpError, unsupportedMediaType } from './http-error.js';

const utf8 = /^utf-?8$/i;
const charsets = /;\s*charset\s*=\s*"?([^";\s]*)/gi;

/**
 * Reads JSON bodies only. A body of another type is read (within the limit) and left out, so that Apollo Server
 * answers for it: it knows whether the request is a cross-site one.
 */
export function addBodyParsers(app: FastifyInstance, bodyLimitBytes: number): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    const parsed = body.length === 0 ? noBody : parseJson(body as Buffer);
    if (parsed.ok) done(null, parsed.value);
    else
      done(Object.assign(new Error('The request body is not JSON.'), { statusCode: 400, code: invalidJson }));
  });
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null, undefined));
  app.addHook('onRequest', refuseUnreadBodies(bodyLimitBytes));
}

type ParsedJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

// Apollo Server's to refuse, like a missing one.
const noBody: ParsedJson = { ok: true, value: undefined };

// Fatal: bytes that are no UTF-8 are refused, not replaced. A byte order mark is left out, as RFC 8259 allows.
const decoder = new TextDecoder('utf-8', { fatal: true });

function parseJson(bytes: Buffer): ParsedJson {
  try {
    const value: unknown = JSON.parse(decoder.decode(bytes));
    return { ok: true, value };
  } catch {
    return { ok: false };
  }
}

/** What the head alone tells: then nothing of the body is read. */
function refuseUnreadBodies(bodyLimitBytes: number) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { headers } = request.raw;
    const bytes = Number(headers['content-length']);
    if (bytes > bodyLimitBytes) {
      const message = `The request body has ${bytes} bytes; no more than ${bodyLimitBytes} are read.`;
      const limit = bodyLimitBytes;
      return sendHttpError(reply, { status: 413, code: 'BAD_USER_INPUT', message, limit, actual: bytes });
    }
    const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
    if (encoding !== 'identity' && !bodyEncodings.includes(encoding)) {
      reply.header('accept-encoding', bodyEncodings.join(', '));
      return sendHttpError(reply, unsupportedMediaType(unreadEncoding));
    }
    // As the decompression spells it.
    if (headers['content-encoding'] !== undefined) headers['content-encoding'] = encoding;
    const named = [...(headers['content-type'] ?? '').matchAll(charsets)].map(([, name]) => name ?? '');
    if (!named.every((name) => utf8.test(name))) {
      return sendHttpError(reply, unsupportedMediaType('Only the utf-8 character set is read.'));
    }
    return undefined;
  };
}

const unreadEncoding = `A body is read plain, or compressed once by one of ${bodyEncodings.join(', ')}.`;
