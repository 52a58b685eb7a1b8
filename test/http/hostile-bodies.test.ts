import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Mounted } from '../../src/http/mount.js';
import { converse, goodPost, open, refusalIn, untilEnd, answersIn } from './raw-client.js';
import { mountTiny } from './tiny-server.js';

const limit = 256 * 1024;
const body = '{"query":"{hello}"}';
const hello = '{"data":{"hello":"hello world"}}';
const ofSize = (bytes: number) => `{"query":"{hello}","x":"${'x'.repeat(bytes - 26)}"}`;

describe('a request body', () => {
  let gateway: Mounted & { readonly origin: string };
  beforeAll(async () => {
    gateway = await mountTiny();
  });
  afterAll(() => gateway.stop());

  const head = (more: string) =>
    `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${more}\r\n`;
  const whole = (encoding: string, bytes: Buffer) =>
    Buffer.concat([
      Buffer.from(head(`Content-Encoding: ${encoding}\r\nContent-Length: ${bytes.length}\r\n`)),
      bytes,
    ]);
  const chunked = (encoding: string, bytes: Buffer) =>
    Buffer.concat([
      Buffer.from(head(`Content-Encoding: ${encoding}\r\nTransfer-Encoding: chunked\r\n`)),
      Buffer.from(`${bytes.length.toString(16)}\r\n`),
      bytes,
      Buffer.from('\r\n0\r\n\r\n'),
    ]);
  const only = async (bytes: Buffer | string) => {
    const { answers, ended, ms } = await converse(gateway.origin, [bytes], { patienceMs: 3000 });
    expect(answers).toHaveLength(1);
    const [answer] = answers;
    if (answer === undefined) throw new Error('no answer');
    return { answer, ended, ms };
  };

  test.each([
    ['gzip', gzipSync(body)],
    ['GZIP', gzipSync(body)],
    ['deflate', deflateSync(body)],
    ['br', brotliCompressSync(body)],
    ['identity', Buffer.from(body)],
  ])('is read as %s, with its length told or in chunks', async (encoding, bytes) => {
    for (const request of [whole(encoding, bytes), chunked(encoding, bytes)]) {
      const { answers } = await converse(gateway.origin, [request]);
      expect(answers.map((answer) => answer.body.trim())).toEqual([hello]);
      expect(answers[0]?.headers.get('content-encoding')).toBeUndefined();
    }
  });

  test.each(['gzip, gzip', 'identity, gzip', 'zstd', 'x', 'x-gzip', 'compress', '*', 'gzip;q=1'])(
    'encoded as "%s" is refused with 415, and told how it may be encoded',
    async (encoding) => {
      const { answers } = await converse(gateway.origin, [whole(encoding, gzipSync(gzipSync(body)))]);
      expect(answers.map(({ status }) => status)).toEqual([415]);
      expect(answers[0]?.headers.get('accept-encoding')).toBe('gzip, deflate, br');
    },
  );

  test.each([
    ['gzip', gzipSync(body).subarray(0, 20)],
    ['gzip', Buffer.from('no gzip at all')],
    ['gzip', Buffer.concat([gzipSync(body).subarray(0, -8), Buffer.alloc(8)])],
    ['deflate', gzipSync(body)],
    ['br', gzipSync(body)],
  ])('that is broken %s is refused with 400', async (encoding, bytes) => {
    for (const request of [whole(encoding, bytes), chunked(encoding, bytes)]) {
      const { answer, ended } = await only(request);
      expect([answer.status, refusalIn(answer).code, ended]).toEqual([400, 'BAD_USER_INPUT', true]);
    }
  });

  it('may have as many bytes as the limit, plain and decompressed', async () => {
    const largest = Buffer.from(ofSize(limit));
    expect(largest).toHaveLength(limit);
    for (const request of [
      whole('identity', largest),
      whole('gzip', gzipSync(largest)),
      chunked('br', brotliCompressSync(largest)),
    ]) {
      const { answers } = await converse(gateway.origin, [request]);
      expect(answers.map(({ status }) => status)).toEqual([200]);
    }
  });

  it('over the limit is refused, by its length, by its chunks, and decompressed', async () => {
    const tooLarge = Buffer.from(ofSize(limit + 1));
    for (const request of [
      whole('identity', tooLarge),
      chunked('identity', tooLarge),
      whole('gzip', gzipSync(tooLarge)),
      chunked('gzip', gzipSync(tooLarge)),
      chunked('deflate', deflateSync(tooLarge)),
      chunked('br', brotliCompressSync(tooLarge)),
      // Larger compressed than plain.
      chunked('gzip', gzipSync(ofSize(limit), { level: 0 })),
    ]) {
      const { answer, ended } = await only(request);
      expect([answer.status, ended]).toEqual([413, true]);
      expect(refusalIn(answer)).toMatchObject({ code: 'BAD_USER_INPUT', limit });
    }
  });

  it('that tells its length is refused by it, both numbers named, before any of it is sent', async () => {
    const { answers } = await converse(gateway.origin, [head('Content-Length: 1000000000\r\n')]);
    const [answer] = answers;
    expect(answer?.status).toBe(413);
    expect(answer === undefined ? null : refusalIn(answer)).toMatchObject({
      message: expect.stringMatching(/\b1000000000\b.*\b262144\b/) as string,
      limit,
      actual: 1_000_000_000,
    });
  });

  it('that is a bomb is refused at once, with little memory', async () => {
    // 1 GiB: a gzip stream may have many members.
    const member = gzipSync(Buffer.alloc(1024 * 1024), { level: 9 });
    const bomb = Buffer.concat(Array.from({ length: 1024 }, () => member));
    expect(bomb.length).toBeLessThan(1.2 * 1024 * 1024);
    const before = process.memoryUsage.rss();
    let highest = before;
    const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 5);
    // What fits the limit compressed, and opens to 250 MB.
    const small = bomb.subarray(0, 250 * 1024);
    for (const request of [
      chunked('gzip', bomb),
      whole('gzip', bomb),
      chunked('gzip', small),
      whole('gzip', small),
    ]) {
      const { answer, ms } = await only(request);
      expect(answer.status).toBe(413);
      expect(ms).toBeLessThan(2500);
    }
    clearInterval(watch);
    expect(highest - before).toBeLessThan(200 * 1024 * 1024);
  });

  it('without an end keeps nobody busy: refused, then cut', async () => {
    const socket = await open(gateway.origin);
    const ended = untilEnd(socket);
    let sent = 0;
    socket.write(head('Transfer-Encoding: chunked\r\n'));
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 0x20), Buffer.from('\r\n')]);
    const pump = () => {
      while (socket.writable && sent < 1024 * 1024 * 1024) {
        sent += chunk.length;
        if (!socket.write(chunk)) return void socket.once('drain', pump);
      }
    };
    const startedAt = performance.now();
    pump();
    const [answer] = answersIn(await ended);
    expect(answer?.status).toBe(413);
    expect(performance.now() - startedAt).toBeLessThan(5000);
    expect(sent).toBeLessThan(100 * 1024 * 1024);
  });

  it('refused for its head is thrown away, and nothing in it is a request', async () => {
    const hidden = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const request = head(`Content-Encoding: x\r\nContent-Length: ${hidden.length}\r\n`);
    const { answers } = await converse(gateway.origin, [request, hidden]);
    expect(answers.map(({ status }) => status)).toEqual([415]);
    const broken = head('Content-Encoding: x\r\nTransfer-Encoding: chunked\r\n');
    const conversation = await converse(gateway.origin, [broken, 'zz\r\n', hidden], { patienceMs: 3000 });
    expect(conversation.answers.map(({ status }) => status)).toEqual([415]);
    expect(conversation.ended).toBe(true);
  });

  it('is thrown away where none is read, and nothing in it is a request', async () => {
    const get = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n';
    const { answers, ended } = await converse(gateway.origin, [get, '5\r\nhello\r\n', '5\r\nhello\r\n'], {
      patienceMs: 3000,
    });
    expect(answers.map(({ status }) => status)).toEqual([200]);
    expect(ended).toBe(true);
  });

  test.each([
    ['a lone byte', [0x22, 0xff, 0x22]],
    ['an overlong slash', [0x22, 0xc0, 0xaf, 0x22]],
    ['a surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['a cut character', [0x22, 0xe2, 0x82, 0x22]],
  ])('with bytes that are no UTF-8 is refused: %s', async (_name, bytes) => {
    const json = Buffer.concat([
      Buffer.from('{"query":"{hello}","variables":{"x":'),
      Buffer.from(bytes),
      Buffer.from('}}'),
    ]);
    const { answers } = await converse(gateway.origin, [whole('identity', json)]);
    expect(answers.map(({ status }) => status)).toEqual([400]);
  });

  it('may begin with a byte order mark', async () => {
    const { answers } = await converse(gateway.origin, [whole('identity', Buffer.from(`\ufeff${body}`))]);
    expect(answers.map((answer) => answer.body.trim())).toEqual([hello]);
  });

  test.each(['utf-16', 'iso-8859-1', 'utf-7', 'utf-8; charset=utf-16', '""', 'x'.repeat(1000)])(
    'in the character set %s is refused with 415',
    async (charset) => {
      const request = goodPost().replace('application/json', `application/json; charset=${charset}`);
      const { answers } = await converse(gateway.origin, [request]);
      expect(answers.map(({ status }) => status)).toEqual([415]);
    },
  );
});
