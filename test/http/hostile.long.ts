import type { Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startProcess, type GatewayProcess } from '../support/process.js';
import { converse, goodPost, open } from './raw-client.js';

let gateway: GatewayProcess;
beforeAll(async () => {
  // Without a configuration: the sandbox. Its times are the real ones.
  gateway = await startProcess({ config: '', env: { LBGRAPH_CONFIG: '' } });
});
afterAll(async () => {
  gateway.signal('SIGKILL');
  await gateway.ended;
});

const head = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';

/** Ways to keep a connection without asking anything: what is sent first, and then each second. */
const idlers: Readonly<Record<string, readonly [first: string, then: string]>> = {
  silent: ['', ''],
  'stopping in its head': [head, ''],
  'dripping its head': [`${head}x: `, 'y'],
  'stopping in its body': [`${head}Content-Length: 100\r\n\r\n{`, ''],
  'dripping its body': [`${head}Content-Length: 100000\r\n\r\n`, ' '],
  'dripping chunks': [`${head}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n'],
  'kept after an answer': [goodPost(), ''],
  'kept by line breaks after an answer': [goodPost(), '\r\n'],
  'dripping a second request': [`${goodPost()}GET / HTTP/1.1\r\nx: `, 'y'],
  'refused, and still sending': [`${head}Content-Encoding: x\r\nContent-Length: 100000\r\n\r\n`, ' '],
};

it('ends whatever does nothing within 31 seconds, and answers others promptly meanwhile', async () => {
  const startedAt = performance.now();
  const endings: Promise<readonly [name: string, ms: number]>[] = [];
  const watch = (name: string, socket: Socket) => {
    endings.push(
      new Promise((resolve) => {
        socket.on('error', () => {}).on('close', () => resolve([name, performance.now() - startedAt]));
      }),
    );
  };
  for (const [name, [first, then]] of Object.entries(idlers)) {
    const socket = await open(gateway.url);
    watch(name, socket);
    socket.resume();
    if (first !== '') socket.write(first);
    if (then === '') continue;
    const timer = setInterval(() => socket.writable && socket.write(then), 1000);
    socket.once('close', () => clearInterval(timer));
  }
  // Asks for more than the machine's buffers hold, reads a part, and then no more; told of its end by what it sends.
  const reader = await open(gateway.url);
  watch('not reading its answers', reader);
  const large = 'GET /ide/graphiql.min.js HTTP/1.1\r\nHost: localhost\r\n\r\n';
  reader.write(large.repeat(30));
  reader.once('data', () => reader.pause());
  // Not before it should have ended: what it sends counts as something.
  const prod = setInterval(() => {
    if (performance.now() - startedAt > 28_000 && reader.writable) reader.write('\r\n');
  }, 500);
  reader.once('close', () => clearInterval(prod));

  const times = new Map<string, number>();
  for (const ending of endings) void ending.then(([name, ms]) => times.set(name, ms));
  while (times.size < endings.length && performance.now() - startedAt < 33_000) {
    const { answers, ms } = await converse(gateway.url, [goodPost('Connection: close\r\n')], {
      patienceMs: 5000,
    });
    expect(answers.map(({ status }) => status)).toEqual([200]);
    expect(ms).toBeLessThan(1000);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const late = [...Object.keys(idlers), 'not reading its answers'].filter(
    (name) => (times.get(name) ?? Infinity) > 31_000,
  );
  expect(late).toEqual([]);
});
