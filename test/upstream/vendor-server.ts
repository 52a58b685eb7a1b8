import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createAccountHealth, type AccountHealthRecorder } from '../../src/upstream/account-health.js';
import { createUpstreamClient, type OutgoingCall, type UpstreamClient } from '../../src/upstream/client.js';
import { createTransport, type Transport } from '../../src/upstream/transport.js';
import type { Answer, Credentials, WireResponse } from '../../src/upstream/wire.js';
import { createReader } from '../support/reader.js';

/** A server that stands where the vendor should, and a client that calls it under the vendor's name. */

export const credentials: Credentials = { id: 'AKID-public', key: 'very-secret-key', token: 'session-token' };

export interface VendorServer {
  readonly url: string;
  readonly requests: {
    readonly method: string;
    readonly path: string;
    readonly host: string;
    readonly body: string;
  }[];
  /** Connections that were closed by the other side before they were answered. */
  readonly dropped: () => number;
  readonly close: () => Promise<void>;
}

export async function startVendorServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<VendorServer> {
  const requests: { method: string; path: string; host: string; body: string }[] = [];
  let dropped = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push({
        method: request.method ?? '',
        path: request.url ?? '',
        host: request.headers.host ?? '',
        body: Buffer.concat(chunks).toString('utf8'),
      });
      answer(request, response);
    });
    response.on('close', () => {
      if (!response.writableFinished) dropped++;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    dropped: () => dropped,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export interface Setup {
  readonly endpoint: string;
  readonly upstreamTimeoutMs?: number;
  readonly maxConcurrentCalls?: number;
  readonly now?: () => number;
}

export interface ClientSetup {
  readonly client: UpstreamClient;
  readonly transport: Transport;
  readonly health: AccountHealthRecorder;
  /** Every line of the log, as it would be written. */
  readonly logged: string[];
}

export function createClient({
  endpoint,
  upstreamTimeoutMs = 5000,
  maxConcurrentCalls = 8,
  now = Date.now,
}: Setup): ClientSetup {
  const transport = createTransport(endpoint);
  const health = createAccountHealth({ calls: 100, windowMs: 3_600_000 });
  const logged: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  const client = createUpstreamClient({
    account: 'acme',
    provider: 'ACME',
    credentials,
    transport,
    health,
    maxConcurrentCalls,
    upstreamTimeoutMs,
    now,
    random: () => 0,
    log,
  });
  return { client, transport, health, logged };
}

/** A call whose answer is the rows that the body holds, or whatever `toAnswer` makes of it. */
export function callTo(
  path: string,
  toAnswer: (response: WireResponse) => Answer = rowsOfBody,
  action = 'DescribeThings',
): OutgoingCall {
  return {
    action,
    region: 'pek',
    toRequest: () => ({
      method: 'POST',
      origin: 'https://api.acme.example',
      path,
      headers: { 'content-type': 'application/json' },
      body: '{"Action":"DescribeThings"}',
    }),
    toAnswer,
    readers: () => [reader],
  };
}

/** Who asks for all calls. */
const reader = createReader();

function rowsOfBody({ body }: WireResponse): Answer {
  const rows = JSON.parse(body) as unknown[];
  return { ok: true, rows, total: rows.length, vendorRequestId: null };
}

export function refusal(message: string, more: { notFound?: boolean } = {}): Answer {
  return {
    ok: false,
    failure: {
      code: 'UPSTREAM_REJECTED',
      vendorCode: 2100,
      message,
      vendorRequestId: 'r-1',
      retryable: false,
      repeat: 'never',
      retryAfterMs: null,
      notFound: more.notFound ?? false,
    },
  };
}
