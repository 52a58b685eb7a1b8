import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionTimes } from '../../src/http/connection-times.js';
import type { Mounted } from '../../src/http/mount.js';
import { answersIn, goodPost, open, refusalIn, untilEnd } from './raw-client.js';
import { mountTiny } from './tiny-server.js';

/** As small as they can be told apart; the real ones stand against a real process in the long run. */
const times = {
  headersMs: 300,
  requestMs: 600,
  keepAliveMs: 300,
  stalledAnswerMs: 400,
  answerMs: 1200,
  inactivityMs: 1500,
  lingerMs: 100,
  checkMs: 50,
};
// Node adds a second to the keep-alive time, and this machine its own.
const patienceMs = 5000;

// They wait for most of their time.
describe.concurrent('a connection', () => {
  let gateway: Mounted & { readonly origin: string };
  beforeAll(async () => {
    gateway = await mountTiny({ times });
  });
  afterAll(() => gateway.stop());

  /** What came until the server ended the connection, and after how long. */
  const outcome = async (use: (socket: Socket) => void) => {
    const socket = await open(gateway.origin);
    const startedAt = performance.now();
    const ended = untilEnd(socket);
    use(socket);
    const text = await ended;
    const ms = performance.now() - startedAt;
    expect(ms).toBeLessThan(patienceMs);
    return { answers: answersIn(text), ms };
  };
  /** One piece after the other, until the connection ends. */
  const drip = (pieces: (index: number) => string, everyMs: number) => (socket: Socket) => {
    let index = 0;
    const timer = setInterval(() => socket.writable && socket.write(pieces(index++)), everyMs);
    socket.once('close', () => clearInterval(timer));
  };

  it('on which nobody says anything is closed without a word', async () => {
    const { answers, ms } = await outcome(() => {});
    expect(answers).toEqual([]);
    expect(ms).toBeGreaterThan(times.headersMs - 100);
  });

  it('on which a head stops or drips is answered by 408, and closed', async () => {
    const stopped = await outcome((socket) => socket.write('POST /graphql HTTP/1.1\r\nHost: local'));
    const dripping = await outcome(drip((index) => (index === 0 ? 'GET / HTTP/1.1\r\nx: ' : 'y'), 50));
    for (const { answers } of [stopped, dripping]) {
      expect(answers.map(({ status }) => status)).toEqual([408]);
      for (const answer of answers) expect(refusalIn(answer).code).toBe('REQUEST_TIMEOUT');
    }
  });

  it('on which a body stops or drips is answered by 408, and closed', async () => {
    const head = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
    const stopped = await outcome((socket) => socket.write(`${head}Content-Length: 100\r\n\r\n{`));
    const dripping = await outcome(
      drip((index) => (index === 0 ? `${head}Content-Length: 100000\r\n\r\n{` : ' '), 50),
    );
    const chunks = await outcome(
      drip((index) => (index === 0 ? `${head}Transfer-Encoding: chunked\r\n\r\n` : '1\r\n \r\n'), 50),
    );
    for (const { answers } of [stopped, dripping, chunks]) {
      expect(answers.map(({ status }) => status)).toEqual([408]);
      for (const answer of answers) expect(refusalIn(answer).code).toBe('REQUEST_TIMEOUT');
    }
  });

  it('that is kept, and not used again, is closed without a word', async () => {
    const { answers } = await outcome((socket) => socket.write(goodPost()));
    expect(answers.map(({ status }) => status)).toEqual([200]);
  });

  it('that is kept awake by line breaks alone is closed all the same', async () => {
    const { answers } = await outcome(drip((index) => (index === 0 ? goodPost() : '\r\n'), 50));
    expect(answers.map(({ status }) => status)).toEqual([200]);
  });

  it('on which a further request drips is closed, after one refusal', async () => {
    const { answers } = await outcome(
      drip((index) => (index === 0 ? `${goodPost()}GET / HTTP/1.1\r\nx: ` : 'y'), 50),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 408]);
  });

  it('whose client does not read its answers is closed', async () => {
    const many = `{"query":"{hello(name:\\"${'x'.repeat(100_000)}\\")}"}`;
    const socket = await open(gateway.origin);
    socket.pause();
    const gone = new Promise<void>((resolve) =>
      socket.once('error', () => resolve()).once('close', () => resolve()),
    );
    const startedAt = performance.now();
    // Until the machine's own buffers are full, so that the gateway stands still; then until it is told.
    const timer = setInterval(() => {
      if (socket.writableLength < 1_000_000)
        for (let index = 0; index < 10; index++) socket.write(goodPost('', many));
    }, 10);
    await gone;
    clearInterval(timer);
    socket.destroy();
    expect(performance.now() - startedAt).toBeLessThan(patienceMs);
  });

  it('whose client takes its answer byte by byte, or talks on meanwhile, is closed', async () => {
    const many = `{"query":"{hello(name:\\"${'x'.repeat(200_000)}\\")}"}`;
    const socket = await open(gateway.origin);
    socket.pause();
    const gone = new Promise<void>((resolve) =>
      socket.once('error', () => resolve()).once('close', () => resolve()),
    );
    const startedAt = performance.now();
    for (let index = 0; index < 100; index++) socket.write(goodPost('', many));
    const timer = setInterval(() => {
      socket.read(1);
      socket.write('\r\n');
    }, 50);
    await gone;
    clearInterval(timer);
    socket.destroy();
    expect(performance.now() - startedAt).toBeLessThan(patienceMs);
  });

  it('is not closed while an answer is made, however long it takes', async () => {
    const slow = await open(gateway.origin);
    const ended = untilEnd(slow);
    slow.write(goodPost('', '{"query":"{wait(ms:1200)}"}'));
    const [answer] = answersIn(await ended);
    expect(answer?.body.trim()).toBe('{"data":{"wait":"waited"}}');
  });
});

describe('the default times', () => {
  it('end whatever does nothing within 30 seconds', () => {
    const { headersMs, requestMs, keepAliveMs, stalledAnswerMs, checkMs } = connectionTimes(25_000);
    const longest = [
      headersMs + checkMs,
      requestMs + checkMs,
      keepAliveMs + headersMs,
      keepAliveMs + 1000,
      2 * stalledAnswerMs,
    ];
    expect(Math.max(...longest)).toBeLessThan(30_000);
  });

  it('leave an answer the time that it may take', () => {
    expect(connectionTimes(1000).inactivityMs).toBe(30_000);
    expect(connectionTimes(60_000).inactivityMs).toBeGreaterThan(60_000);
  });
});
