import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byLabels, scrape } from '../operator/scrape.js';
import { startProcess, type GatewayProcess } from '../support/process.js';
import { converse, goodPost, open, untilEnd } from './raw-client.js';

let gateway: GatewayProcess;
beforeAll(async () => {
  // Without a configuration: the sandbox, where everybody may ask.
  gateway = await startProcess({ config: '', env: { LBGRAPH_CONFIG: '', LBGRAPH_SANDBOX: '1' } });
});
afterAll(async () => {
  gateway.signal('SIGKILL');
  await gateway.ended;
});

const linesOf = (text: string) => text.split('\n').filter((line) => line.startsWith('{'));

/** As many connections as requests, or all in one, each answered or cut. */
async function flood(pieces: readonly string[]): Promise<void> {
  for (let index = 0; index < pieces.length; index += 50) {
    await Promise.all(
      pieces.slice(index, index + 50).map(async (piece) => {
        const socket = await open(gateway.url);
        const ended = untilEnd(socket);
        socket.write(piece);
        await ended;
      }),
    );
  }
}

describe('a flood', () => {
  it('of garbage does not flood the log, is told and counted, and stops nobody', async () => {
    const startedAt = performance.now();
    const notFound = 'GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const pipelined = `${notFound.repeat(99)}${notFound.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')}`;
    await flood([
      ...Array.from({ length: 25 }, () => pipelined),
      ...Array.from({ length: 2500 }, (_, index) =>
        index % 2 === 0 ? 'garbage\r\n\r\n' : 'POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n',
      ),
    ]);
    const seconds = Math.ceil((performance.now() - startedAt) / 1000);
    const told = () =>
      linesOf(gateway.output())
        .map((line) => JSON.parse(line) as { leftOut?: number; msg: string })
        .reduce((sum, { leftOut = 0 }) => sum + leftOut, 0);
    const written = () =>
      linesOf(gateway.output()).filter((line) => /"msg":"(unreadable )?request"/.test(line)).length;
    await expect.poll(() => told() + written(), { timeout: 5000 }).toBe(5000);
    // 50 in each second that it touched, at most.
    expect(written()).toBeLessThanOrEqual(50 * (seconds + 1));
    expect(linesOf(gateway.output()).length).toBeLessThan(52 * (seconds + 2));

    const counted = byLabels(await scrape(gateway.url, 'lbgraph_http_requests_total'));
    expect(counted).toMatchObject({
      'unknown GET 404': 2500,
      'unknown other 400': 2500,
    });
    const { answers } = await converse(gateway.url, [goodPost()], { patienceMs: 2000 });
    expect(answers.map(({ status }) => status)).toEqual([200]);
    await expect.poll(() => gateway.output()).toContain('"route":"/graphql","status":200');
  });

  it('of 2,000 silent connections stops nobody', async () => {
    const silent = await Promise.all(Array.from({ length: 2000 }, () => open(gateway.url)));
    for (const socket of silent) socket.on('error', () => {});
    const startedAt = performance.now();
    const answer = await request(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ accounts { id } }"}',
    });
    expect(answer.statusCode).toBe(200);
    await answer.body.dump();
    expect(performance.now() - startedAt).toBeLessThan(3000);
    expect(silent.filter(({ destroyed }) => destroyed)).toEqual([]);
    for (const socket of silent) socket.destroy();
  });
});

describe('LBGRAPH_SANDBOX=1', () => {
  it('says that others may ask, by whatever name they reach the gateway', async () => {
    const { answers } = await converse(gateway.url, [goodPost().replace('localhost', 'gateway.example')], {
      patienceMs: 2000,
    });
    expect(answers.map(({ status }) => status)).toEqual([200]);
  });
});
