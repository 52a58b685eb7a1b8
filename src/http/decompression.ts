import type { Readable } from 'node:stream';
import compress from '@fastify/compress';
import type { FastifyInstance, FastifyRequest, preParsingHookHandler } from 'fastify';

/** How a body may be compressed, besides not at all; one way at a time. */
export const bodyEncodings: readonly string[] = ['gzip', 'deflate', 'br'];

const streams = new WeakMap<FastifyRequest, Readable>();

/** The stream that a compressed body comes out of. */
export function decompressedBody(request: FastifyRequest): Readable | undefined {
  return streams.get(request);
}

/** Reads compressed bodies. The limit of a body holds for it as it was sent, and as it is read. Answers are not compressed. */
export async function addDecompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    globalCompression: false,
    globalDecompression: true,
    requestEncodings: ['gzip', 'deflate', 'br', 'identity'],
  });
  // Behind the plugin's own hook, which it adds to each route, and so given what that made.
  app.addHook('onRoute', (route) => {
    route.preParsing = [...[route.preParsing ?? []].flat(), keepStream];
  });
}

// A body over the limit is left where it is: without this, what it holds would be decompressed to its end.
const keepStream: preParsingHookHandler = (request, reply, payload, done) => {
  if ((payload as Readable) !== request.raw) {
    const stream = payload as Readable;
    streams.set(request, stream);
    reply.raw.once('close', () => stream.destroy());
  }
  done(null, payload);
};
