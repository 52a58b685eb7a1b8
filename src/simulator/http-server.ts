import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { WireRequest } from './vendor.js';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a request ends: with an answer, or on the level of the connection. */
export type Outcome =
  | { readonly kind: 'answer'; readonly answer: HttpAnswer }
  /** Never answered; ends when the client leaves or the server closes. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' }
  /** Half of the promised body, then a closed connection. */
  | { readonly kind: 'cut'; readonly answer: HttpAnswer };

/** `left` is aborted when the client closes the connection before an answer. */
export type HandleRequest = (request: WireRequest, left: AbortSignal) => Promise<Outcome>;

export interface HttpServer {
  readonly port: number;
  /** Requests that are not ended yet, by an answer or by the client's leaving. */
  unended(): number;
  /** Drops open sockets at once. */
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 4 * 1024 * 1024;
const MAX_HEADER_BYTES = 128 * 1024;
/** Longer than clients keep idle connections, so that none is closed under a request. */
const KEEP_ALIVE_MS = 120_000;

/** Serves on the loopback address only; port 0 takes any free one. */
export async function startHttpServer(port: number, handle: HandleRequest): Promise<HttpServer> {
  let unended = 0;
  const server = createServer(
    { maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: KEEP_ALIVE_MS },
    (message, response) => {
      unended += 1;
      response.once('close', () => (unended -= 1));
      serve(message, response, handle).catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
        response.end(`simulator failed: ${error instanceof Error ? error.message : String(error)}`);
      });
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    unended: () => unended,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  message: IncomingMessage,
  response: ServerResponse,
  handle: HandleRequest,
): Promise<void> {
  const left = new AbortController();
  response.once('close', () => left.abort());
  const body = await readBody(message);
  if (body === null) {
    response.writeHead(413).end();
    return;
  }
  const outcome = await handle(toWireRequest(message, body), left.signal);
  if (left.signal.aborted) return;
  switch (outcome.kind) {
    case 'answer':
      send(response, outcome.answer).end(outcome.answer.body);
      return;
    case 'cut': {
      const bytes = Buffer.from(outcome.answer.body);
      send(response, outcome.answer).write(bytes.subarray(0, Math.floor(bytes.length / 2)), () =>
        response.socket?.destroy(),
      );
      return;
    }
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
      return;
  }
}

function send(response: ServerResponse, { status, headers, body }: HttpAnswer): ServerResponse {
  return response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) });
}

/** Null if the client sends more than any real call would. */
async function readBody(message: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function toWireRequest(message: IncomingMessage, body: Buffer): WireRequest {
  // A client that takes this for a proxy writes the whole address (RFC 9112, "absolute-form").
  const target = (message.url ?? '/').replace(/^https?:\/\/[^/?]+/i, '');
  const mark = target.indexOf('?');
  const headers = Object.entries(message.headers).map(([name, value]): [string, string] => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return {
    method: message.method ?? 'GET',
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
    headers: Object.fromEntries(headers),
    body,
  };
}
