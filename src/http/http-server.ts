import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { createUnreadable, endConnection, endWith } from './client-error.js';
import type { ConnectionTimes } from './connection-times.js';
import { createExchanges } from './exchanges.js';
import type { HttpError } from './http-error.js';

/** All the heads of a request may have together: Node's own number, named. */
const maxHeadBytes = 16 * 1024;

export interface HttpServerOptions {
  readonly times: ConnectionTimes;
  readonly bodyLimitBytes: number;
  /** Told the status that was answered to what never became a request. */
  readonly onUnreadable: (status: number) => void;
}

/** Node's server with every wait bounded, and with answers in GraphQL's form where Node would give its own or none. */
export function createHttpServer(
  handler: RequestListener,
  { times, bodyLimitBytes, onUnreadable }: HttpServerOptions,
): Server {
  const { keepAliveMs, headersMs } = times;
  const exchanges = createExchanges({ ...times, idleMs: keepAliveMs + headersMs });
  const server = createServer({
    headersTimeout: headersMs,
    requestTimeout: times.requestMs,
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: times.checkMs,
    maxHeaderSize: maxHeadBytes,
    // Checked with the rest of a request's head: Node's refusal has no body.
    requireHostHeader: false,
  });
  server.setTimeout(times.inactivityMs);
  // Node would drop what is over its count without a word; see `checkHead`.
  server.maxHeadersCount = 0;

  server.on('request', exchanges.track);
  server.on('request', handler);
  server.on('checkContinue', (request, response) => {
    // Who waits for leave to send does not get it for what would be refused.
    if (!(Number(request.headers['content-length']) > bodyLimitBytes)) response.writeContinue();
    server.emit('request', request, response);
  });
  server.on('checkExpectation', (request, response) => {
    exchanges.track(request, response);
    endWith(response, expectation);
    onUnreadable(417);
  });
  server.on('connect', (_request, socket: Socket) => {
    // Node has taken its own listeners off.
    socket.on('error', () => socket.destroy());
    endConnection(socket, tunnel, exchanges, times.lingerMs);
    onUnreadable(405);
  });
  server.on('clientError', createUnreadable({ exchanges, lingerMs: times.lingerMs, onUnreadable }));
  return server;
}

const expectation: HttpError = {
  status: 417,
  code: 'BAD_USER_INPUT',
  message: 'The only expectation that is met is 100-continue.',
};

const tunnel: HttpError = {
  status: 405,
  code: 'BAD_USER_INPUT',
  message: 'The gateway is no proxy: it opens no tunnels.',
};
