import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { decompressedBody } from './decompression.js';

/** More than this is not thrown away for anybody: then the connection is closed on who still sends. */
const lingerBytes = 8 * 1024 * 1024;

/**
 * Where an answer is ready before its request was wholly sent, gives it out at once, throws away what still comes
 * for a short while, and closes the connection. Closed at once, it would be reset, and a client that is still
 * writing would often not see its answer; kept, it would be busy with a body that nobody wants.
 */
export function closeOnUnreadBodies(app: FastifyInstance, lingerMs: number): void {
  app.addHook('onSend', async (request, reply, payload: unknown) => {
    const { raw } = request;
    decompressedBody(request)?.pause();
    if (raw.complete || !hasBody(raw)) return payload;
    reply.header('connection', 'close');
    if (typeof payload !== 'string' || raw.destroyed || request.method === 'HEAD') return payload;
    reply.header('content-length', Buffer.byteLength(payload));
    return Readable.from(answerThenDiscard(payload, raw, lingerMs));
  });
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

async function* answerThenDiscard(
  answer: string,
  request: IncomingMessage,
  lingerMs: number,
): AsyncGenerator<string> {
  yield answer;
  await discard(request, lingerMs);
}

/** Resolves when all was sent, the client left, or enough was thrown away. */
function discard(request: IncomingMessage, lingerMs: number): Promise<void> {
  return new Promise((resolve) => {
    let discarded = 0;
    const timer = setTimeout(resolve, lingerMs);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    request.unpipe();
    request.on('data', (chunk: Buffer) => {
      discarded += chunk.length;
      if (discarded > lingerBytes) done();
    });
    request.once('end', done).once('close', done).once('error', done);
    request.resume();
  });
}
