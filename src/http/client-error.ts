import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import type { Exchanges } from './exchanges.js';
import { httpErrorBody, type HttpError } from './http-error.js';
import { requestIdFrom, requestIdHeader } from './request-id.js';

const statusByCode: ReadonlyMap<string, number> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413],
  ['HPE_HEADER_OVERFLOW', 431],
]);

export interface UnreadableOptions {
  readonly exchanges: Exchanges;
  /** How long what still comes is thrown away before the connection ends. */
  readonly lingerMs: number;
  readonly onUnreadable: (status: number) => void;
}

/**
 * Answers what is not HTTP, or came too slowly or with too long a head, and ends its connection.
 * Never a second answer to one request, nor one before the answers to earlier requests: whoever stands between
 * would give it to somebody else.
 */
export function createUnreadable({ exchanges, lingerMs, onUnreadable }: UnreadableOptions) {
  const refused = new WeakSet<Duplex>();
  return (error: Error & { readonly code?: string }, socket: Socket): void => {
    // The parser repeats its error for whatever follows.
    if (refused.has(socket)) return;
    refused.add(socket);
    // Who never sent a byte waits for no answer.
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable || socket.bytesRead === 0) {
      socket.destroy();
      return;
    }
    const refusal = refusalOf(error.code);
    const last = exchanges.last(socket);
    if (last !== undefined && !last.request.complete) {
      // What is wrong belongs to a request that is known, and counted there.
      if (last.response.headersSent) socket.destroySoon();
      else endWith(last.response, refusal);
      return;
    }
    onUnreadable(refusal.status);
    endConnection(socket, refusal, exchanges, lingerMs);
  };
}

/** A refusal as the last answer of a connection. */
export function endWith(response: ServerResponse, refusal: HttpError): void {
  const { head, body } = refusalOut(refusal);
  response.writeHead(refusal.status, head).end(body);
}

/** The same where Node has made no response; behind the answers to earlier requests. */
export function endConnection(
  socket: Socket,
  refusal: HttpError,
  exchanges: Exchanges,
  lingerMs: number,
): void {
  const answer = () => {
    if (socket.destroyed) return;
    socket.end(rawRefusal(refusal));
    setTimeout(() => socket.destroy(), lingerMs).unref();
  };
  const earlier = exchanges.open(socket).at(-1);
  if (earlier === undefined) answer();
  else earlier.response.once('close', answer);
}

function rawRefusal(refusal: HttpError): string {
  const { head, body } = refusalOut(refusal);
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
  const reason = STATUS_CODES[refusal.status] ?? '';
  return [`HTTP/1.1 ${refusal.status} ${reason}`, ...lines, '', body].join('\r\n');
}

/** With an id of its own: what never became a request has none. */
function refusalOut(refusal: HttpError): { head: Readonly<Record<string, string>>; body: string } {
  const requestId = requestIdFrom(undefined);
  const body = httpErrorBody(refusal, requestId);
  const head = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    [requestIdHeader]: requestId,
    'cache-control': 'no-store',
    connection: 'close',
    ...(refusal.status === 405 ? { allow: 'GET, POST, OPTIONS' } : {}),
  };
  return { head, body };
}

function refusalOf(code: string | undefined): HttpError {
  const status = statusByCode.get(code ?? '') ?? 400;
  const reason = STATUS_CODES[status] ?? 'Bad Request';
  return {
    status,
    code: status === 408 ? 'REQUEST_TIMEOUT' : 'BAD_USER_INPUT',
    message: `The request cannot be read: ${reason}.`,
  };
}
