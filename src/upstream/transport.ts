import { Agent } from 'undici';
import type { WireRequest, WireResponse } from './wire.js';

/** Sends signed requests. Never follows a redirect. */
export interface Transport {
  /**
   * @throws whatever the socket gives: aborted, refused, reset. An answer of any HTTP status is a value.
   */
  readonly send: (request: WireRequest, signal: AbortSignal) => Promise<WireResponse>;
  readonly close: () => Promise<void>;
}

export class AnswerTooLargeError extends Error {
  override readonly name = 'AnswerTooLargeError';
}

/** The largest answer that is read, in bytes: far above a full page of any vendor. */
const maxAnswerBytes = 64 * 1024 * 1024;

/**
 * @param endpoint an origin that is dialled in place of the vendor's own host; request target, Host header and signature stay.
 */
export function createTransport(endpoint: string | null): Transport {
  // Attempts are bounded by the caller's signal, so the agent's own timers only guard against leaks.
  const agent = new Agent({ connections: 128, headersTimeout: 120_000, bodyTimeout: 120_000 });
  return {
    send: async (request, signal) => {
      const response = await agent.request({
        origin: endpoint ?? request.origin,
        path: request.path,
        method: request.method,
        headers: { ...request.headers, host: new URL(request.origin).host },
        body: request.body,
        signal,
      });
      return {
        status: response.statusCode,
        headers: Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
        ),
        body: await readBody(response.body),
      };
    },
    close: () => agent.destroy(),
  };
}

async function readBody(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxAnswerBytes)
      throw new AnswerTooLargeError(`the answer is larger than ${maxAnswerBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
