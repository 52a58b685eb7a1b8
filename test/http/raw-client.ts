import { connect, type Socket } from 'node:net';
import { expect } from 'vitest';
import { z } from 'zod';

/** One answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

export interface Conversation {
  readonly answers: readonly RawAnswer[];
  /** Whether the server ended the connection before we gave up on it. */
  readonly ended: boolean;
  readonly ms: number;
}

const socketTo = (origin: string): Socket => {
  const { hostname, port } = new URL(origin);
  return connect(Number(port), hostname.replace(/^\[|\]$/g, ''));
};

/** Sends the parts, a moment apart, and listens until the server ends the connection, or for `patienceMs`. */
export function converse(
  origin: string,
  parts: readonly (string | Buffer)[],
  { patienceMs = 400, gapMs = 20 }: { readonly patienceMs?: number; readonly gapMs?: number } = {},
): Promise<Conversation> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = socketTo(origin);
    const finish = (ended: boolean) => {
      clearTimeout(patience);
      socket.destroy();
      const text = Buffer.concat(chunks).toString('latin1');
      resolve({ answers: answersIn(text), ended, ms: performance.now() - startedAt });
    };
    const patience = setTimeout(finish, patienceMs + parts.length * gapMs, false);
    socket.on('data', (chunk) => chunks.push(chunk));
    // A reset is an end too.
    socket.on('error', () => {}).on('close', () => finish(true));
    socket.on('connect', () => {
      parts.forEach((part, index) => {
        const send = () => socket.writable && socket.write(part);
        if (index === 0) send();
        else setTimeout(send, index * gapMs);
      });
    });
  });
}

/** Resolves when the server has ended the connection, with all that it had sent. */
export function untilEnd(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
    socket.on('error', () => {}).on('close', () => resolve(text));
  });
}

export function open(origin: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = socketTo(origin);
    socket.once('error', reject).once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

/** @throws if there is anything that is no whole answer */
export function answersIn(text: string): readonly RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = text;
  while (rest !== '') {
    const [, status, head = '', after = ''] =
      /^HTTP\/1\.1 (\d{3})[^\r]*\r\n((?:[^\r\n]+\r\n)*)\r\n([^]*)$/.exec(rest) ?? [];
    if (status === undefined) throw new Error(`not an answer: ${JSON.stringify(rest.slice(0, 200))}`);
    const headers = new Map(
      head
        .trimEnd()
        .split('\r\n')
        .map((line): [string, string] => {
          const [name = '', ...value] = line.split(':');
          return [name.toLowerCase(), value.join(':').trim()];
        }),
    );
    const length = Number(headers.get('content-length') ?? 0);
    answers.push({ status: Number(status), headers, body: after.slice(0, length) });
    rest = after.slice(length);
  }
  return answers;
}

const refusal = z.object({
  errors: z
    .array(
      z.object({
        message: z.string().min(10),
        extensions: z.looseObject({
          code: z.string(),
          requestId: z.string(),
          limit: z.number().optional(),
          actual: z.number().optional(),
        }),
      }),
    )
    .length(1),
});

/** The one error of a refusal in GraphQL's form, which nobody may keep. */
export function refusalIn({ headers, body }: RawAnswer) {
  expect(headers.get('content-type')).toMatch(/^application\/(json|graphql-response\+json)\b/);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('server')).toBeUndefined();
  const [error] = refusal.parse(JSON.parse(body)).errors;
  expect(headers.get('x-request-id')).toBe(error?.extensions.requestId);
  return { message: error?.message ?? '', ...error?.extensions };
}

const query = '{"query":"{__typename}"}';

/** A whole request that is in order. */
export const goodPost = (more = '', body = query) =>
  `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${more}\r\n${body}`;
