import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { invalidJson, sendHttpError, unsupportedMediaType } from './http-error.js';

const utf8 = /^utf-?8$/i;

/**
 * Reads JSON bodies only. A body of another type is read (within the limit) and left out, so that Apollo Server
 * answers for it: it knows whether the request is a cross-site one.
 */
export function addBodyParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    const parsed = body.length === 0 ? noBody : parseJson(body.toString());
    if (parsed.ok) done(null, parsed.value);
    else
      done(Object.assign(new Error('The request body is not JSON.'), { statusCode: 400, code: invalidJson }));
  });
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null, undefined));
  app.addHook('onRequest', refuseEncodedBodies);
}

type ParsedJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

// Apollo Server's to refuse, like a missing one.
const noBody: ParsedJson = { ok: true, value: undefined };

function parseJson(text: string): ParsedJson {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false };
  }
}

async function refuseEncodedBodies(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    return sendHttpError(reply, unsupportedMediaType('Compressed bodies are not read. Send plain JSON.'));
  }
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !utf8.test(charset)) {
    return sendHttpError(reply, unsupportedMediaType('Only the utf-8 character set is read.'));
  }
  return undefined;
}
