import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest';
import type { Topology } from '../../src/simulator/simulator.js';
import { startFleet, type Fleet } from '../support/gateway.js';
import { converse, goodPost, refusalIn } from './raw-client.js';

const topology: Topology = {
  seed: 5,
  accounts: [
    {
      id: 'q',
      provider: 'QINGCLOUD',
      api: 'v1',
      regions: ['pek3'],
      loadBalancers: 3,
      listeners: 3,
      backends: 3,
      instances: 3,
    },
  ],
};

const host = 'Host: localhost\r\n';
const post = 'POST /graphql HTTP/1.1\r\n';
const json = 'Content-Type: application/json\r\n';
const smuggled = `GET /health/live HTTP/1.1\r\n${host}\r\n`;

/** What is sent, and the status that it is answered by; the connection ends after each. */
const refused: readonly [name: string, bytes: string, status: number][] = [
  ['bytes that are no HTTP', 'garbage\r\n\r\n', 400],
  ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
  ['HTTP/0.9 without a version', 'GET /\r\n\r\n', 400],
  ['HTTP/0.9', 'GET /graphql HTTP/0.9\r\n\r\n', 400],
  ['HTTP/2.0', `GET /graphql HTTP/2.0\r\n${host}\r\n`, 400],
  ['HTTP/1.2', `GET /graphql HTTP/1.2\r\n${host}\r\n`, 400],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['an unknown method', `FOO /graphql HTTP/1.1\r\n${host}\r\n`, 400],
  ['a space in the target', `GET /graphql?query={a b} HTTP/1.1\r\n${host}\r\n`, 400],
  ['a target in authority form', `GET localhost:80 HTTP/1.1\r\n${host}\r\n`, 400],
  ['a target that names another host', `GET http://elsewhere/graphql HTTP/1.1\r\n${host}\r\n`, 400],
  ['bytes over 127 in the target', `GET /\xff HTTP/1.1\r\n${host}\r\n`, 400],
  ['a bare LF after the first line', 'GET / HTTP/1.1\nHost: localhost\n\n', 400],
  ['a bare LF after a header', 'GET / HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n', 400],
  ['a bare CR', 'GET / HTTP/1.1\r\nHost: localhost\rX: y\r\n\r\n', 400],
  ['a folded header', `GET / HTTP/1.1\r\n${host}X: y\r\n z\r\n\r\n`, 400],
  ['NUL in a header', `GET / HTTP/1.1\r\n${host}X: y\0z\r\n\r\n`, 400],
  ['a space before the colon', 'GET / HTTP/1.1\r\nHost : localhost\r\n\r\n', 400],
  ['no Host', 'GET /graphql HTTP/1.1\r\n\r\n', 400],
  ['two Hosts', `GET /graphql HTTP/1.1\r\n${host}${host}\r\n`, 400],
  ['two Authorizations', goodPost('Authorization: Bearer a\r\nauthorization: Bearer b\r\n'), 400],
  ['two Content-Types', goodPost('content-type: text/plain\r\n'), 400],
  ['two different lengths', `${post}${host}${json}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} `, 400],
  ['the same length twice', `${post}${host}${json}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}`, 400],
  ['a list of lengths', `${post}${host}${json}Content-Length: 2, 2\r\n\r\n{}`, 400],
  ['a length with a sign', `${post}${host}${json}Content-Length: +2\r\n\r\n{}`, 400],
  ['a length under zero', `${post}${host}${json}Content-Length: -2\r\n\r\n{}`, 400],
  [
    'a length and chunks',
    `${post}${host}${json}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
    400,
  ],
  [
    'chunks and a length',
    `${post}${host}${json}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${smuggled}`,
    400,
  ],
  ['a bad chunk size', `${post}${host}${json}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`, 400],
  [
    'a huge chunk size',
    `${post}${host}${json}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}`,
    400,
  ],
  ['a chunk without its end', `${post}${host}${json}Transfer-Encoding: chunked\r\n\r\n2\r\n{}x\r\n`, 400],
  [
    'long chunk extensions',
    `${post}${host}${json}Transfer-Encoding: chunked\r\n\r\n2;${'a'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`,
    413,
  ],
  ['Transfer-Encoding: gzip', `${post}${host}${json}Transfer-Encoding: gzip\r\n\r\n${smuggled}`, 400],
  [
    'Transfer-Encoding: gzip, chunked',
    `${post}${host}${json}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
    400,
  ],
  [
    'Transfer-Encoding twice',
    `${post}${host}${json}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n`,
    400,
  ],
  ['chunks in HTTP/1.0', `POST /graphql HTTP/1.0\r\n${json}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
  ['101 headers', `GET /graphql HTTP/1.1\r\n${host}${'x: y\r\n'.repeat(100)}\r\n`, 431],
  ['2,500 headers', `GET /graphql HTTP/1.1\r\n${host}${'a:\r\n'.repeat(2500)}\r\n`, 431],
  ['a header of 17 KB', `GET /graphql HTTP/1.1\r\n${host}X: ${'y'.repeat(17_000)}\r\n\r\n`, 431],
  ['a target of 17 KB', `GET /graphql?${'y'.repeat(17_000)} HTTP/1.1\r\n${host}\r\n`, 431],
  ['a header of 1 MB', `GET /graphql HTTP/1.1\r\n${host}X: ${'y'.repeat(1_000_000)}\r\n\r\n`, 431],
  ['another expectation', goodPost('Expect: something\r\n'), 417],
  ['Upgrade: websocket', goodPost('Connection: Upgrade\r\nUpgrade: websocket\r\n'), 400],
  [
    'Upgrade: websocket without a body',
    `GET /graphql HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    400,
  ],
  ['two upgrades', goodPost('Connection: Upgrade\r\nUpgrade: h2c, websocket\r\n'), 400],
  ['CONNECT', `CONNECT vendor.example:443 HTTP/1.1\r\nHost: vendor.example:443\r\n\r\n${smuggled}`, 405],
];

describe('a request whose head is out of order', () => {
  let fleet: Fleet;
  beforeAll(async () => {
    fleet = await startFleet(topology);
  });
  afterAll(() => fleet.stop());
  // Whatever was sent: no call upstream, and the next one is served.
  afterEach(async () => {
    expect(fleet.calls()).toBe(0);
    const { data } = await fleet.query('{ __typename }');
    expect(data).toEqual({ __typename: 'Query' });
  });

  test.each(refused)(
    '%s: one refusal at once, and the end of the connection',
    async (_name, bytes, status) => {
      const { answers, ended } = await converse(fleet.url, [Buffer.from(bytes, 'latin1')], {
        patienceMs: 5000,
      });
      expect(answers).toHaveLength(1);
      const [answer] = answers;
      if (answer === undefined) return;
      expect(answer.status).toBe(status);
      expect(refusalIn(answer).code).toBe('BAD_USER_INPUT');
      expect(answer.headers.get('connection')).toBe('close');
      expect(ended).toBe(true);
    },
  );

  test.each(refused)('%s: the same in two segments', async (_name, bytes, status) => {
    const half = Buffer.from(bytes, 'latin1');
    const middle = Math.floor(half.length / 2);
    const parts = [half.subarray(0, middle), half.subarray(middle)];
    const { answers, ended } = await converse(fleet.url, parts, { patienceMs: 5000 });
    expect(answers.map((answer) => answer.status)).toEqual([status]);
    expect(ended).toBe(true);
  });

  test.each(refused)('%s, behind a request in order: two answers in order', async (_name, bytes) => {
    const parts = [Buffer.concat([Buffer.from(goodPost()), Buffer.from(bytes, 'latin1')])];
    const { answers, ended } = await converse(fleet.url, parts, { patienceMs: 5000 });
    expect(answers.map(({ status }) => status)).toEqual([200, expect.any(Number)]);
    expect(answers[1]?.status).toBeGreaterThanOrEqual(400);
    expect(ended).toBe(true);
  });
});

describe('a request that is only unusual', () => {
  let fleet: Fleet;
  beforeAll(async () => {
    fleet = await startFleet(topology);
  });
  afterAll(() => fleet.stop());
  const statusesOf = async (bytes: string) => {
    const { answers, ended } = await converse(fleet.url, [bytes]);
    return {
      statuses: answers.map(({ status }) => status),
      ended,
      bodies: answers.map(({ body }) => body.trim()),
    };
  };
  const typename = '{"data":{"__typename":"Query"}}';

  it('asks for h2c, as Java does unasked, and is answered over HTTP/1.1', async () => {
    const h2c = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n';
    expect(await statusesOf(goodPost(h2c))).toEqual({ statuses: [200], ended: false, bodies: [typename] });
    const { answers } = await converse(fleet.url, [goodPost(h2c), goodPost()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('names the whole address as its target', async () => {
    const target = 'http://localhost/graphql?query=%7B__typename%7D';
    const request = `GET ${target} HTTP/1.1\r\n${host}apollo-require-preflight: y\r\n\r\n`;
    expect(await statusesOf(request)).toEqual({ statuses: [200], ended: false, bodies: [typename] });
  });

  it('speaks HTTP/1.0, and keeps its connection if it asks for it', async () => {
    const old = goodPost().replace('HTTP/1.1', 'HTTP/1.0');
    expect(await statusesOf(old)).toEqual({ statuses: [200], ended: true, bodies: [typename] });
    const kept = goodPost('Connection: keep-alive\r\n').replace('HTTP/1.1', 'HTTP/1.0');
    expect(await statusesOf(kept)).toEqual({ statuses: [200], ended: false, bodies: [typename] });
    const nameless = `GET /health/live HTTP/1.0\r\n\r\n`;
    expect(await statusesOf(nameless)).toMatchObject({ statuses: [200], ended: true });
  });

  it('begins with line breaks, or comes byte by byte', async () => {
    expect((await statusesOf(`\r\n\r\n${goodPost()}`)).statuses).toEqual([200]);
    const { answers } = await converse(fleet.url, Array.from(goodPost()), { gapMs: 1 });
    expect(answers.map(({ status }) => status)).toEqual([200]);
  });

  it('waits for leave to send its body', async () => {
    const [head = '', body = ''] = goodPost('Expect: 100-continue\r\n').split('\r\n\r\n');
    const { answers } = await converse(fleet.url, [`${head}\r\n\r\n`, body]);
    expect(answers.map(({ status }) => status)).toEqual([100, 200]);
  });

  it('and gets none for a body that is too large', async () => {
    const head = goodPost('Expect: 100-continue\r\n').replace(
      /Content-Length: \d+/,
      'Content-Length: 300000',
    );
    const { answers } = await converse(fleet.url, [`${head.split('\r\n\r\n')[0] ?? ''}\r\n\r\n`], {
      patienceMs: 3000,
    });
    expect(answers.map(({ status }) => status)).toEqual([413]);
  });

  it('is one of many that came in one segment: all are answered, in order', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `n${index}`);
    const requests = names.map((name) => goodPost('', `{"query":"{ ${name}: __typename }"}`));
    const { bodies } = await statusesOf(requests.join(''));
    expect(bodies).toEqual(names.map((name) => `{"data":{"${name}":"Query"}}`));
  });
});
