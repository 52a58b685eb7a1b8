import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import type { Config } from '../../src/config.js';
import { sandboxConfig, type SandboxAccount } from '../../src/config/sandbox-config.js';
import { providers } from '../../src/providers/registry.js';
import { startServer, type Server } from '../../src/server.js';
import { converse, refusalIn } from './raw-client.js';

const account = {
  id: 'q',
  name: 'Q',
  provider: 'QINGCLOUD',
  api: 'v1',
  site: null,
  regions: ['pek3'],
  credentials: { id: 'id', key: 'key' },
  endpoint: 'https://vendor.example',
  options: {},
} as const;

describe('a gateway that everybody on this machine may ask', () => {
  let server: Server | undefined;
  afterEach(() => server?.stop());

  const statusesFor = async (
    names: readonly string[],
    auth: Config['auth'],
    host = '127.0.0.1',
    of: SandboxAccount = account,
  ) => {
    const config: Config = { ...sandboxConfig([of], providers), auth };
    server = await startServer({ config, host, port: 0, log: pino({ level: 'silent' }) });
    const { port } = new URL(server.url);
    const asked = names.map(async (name) => {
      const hostLine = name === '' ? '' : `Host: ${name}\r\n`;
      const version = name === '' ? '1.0' : '1.1';
      const request = `GET /schema.graphql HTTP/${version}\r\n${hostLine}Connection: close\r\n\r\n`;
      const { answers } = await converse(`http://127.0.0.1:${port}`, [request], { patienceMs: 3000 });
      return answers[0];
    });
    return Promise.all(asked);
  };
  const open = { mode: 'none', allowNonLoopback: false } as const;

  it('answers to loopback names, whatever the port, and to who names none', async () => {
    const names = [
      'localhost',
      'LOCALHOST:1',
      'localhost.',
      'a.localhost:4000',
      '127.0.0.1',
      '127.9.8.7:80',
      '[::1]',
      '[::1]:4000',
      '',
    ];
    const answers = await statusesFor(names, open);
    expect(answers.map((answer) => answer?.status)).toEqual(names.map(() => 200));
  });

  it('refuses other names, which a page can let lead here, and says what to do', async () => {
    const names = [
      'evil.example',
      'evil.example:4000',
      '127.0.0.1.evil.example',
      'localhost.evil.example',
      'notlocalhost',
      '192.168.0.1',
      '0.0.0.0',
    ];
    const answers = await statusesFor(names, open);
    expect(answers.map((answer) => answer?.status)).toEqual(names.map(() => 421));
    for (const answer of answers) {
      const refusal = answer === undefined ? undefined : refusalIn(answer);
      expect(refusal?.code).toBe('FORBIDDEN');
      expect(refusal?.message).toMatch(/localhost.*auth\.mode.*auth\.allowNonLoopback/);
    }
  });

  it('answers to every name where all data are made up', async () => {
    const simulated = { ...account, endpoint: 'http://127.0.0.1:1' };
    const [answer] = await statusesFor(['gateway.example'], open, '127.0.0.1', simulated);
    expect(answer?.status).toBe(200);
  });

  it('answers to every name where it is said that others may ask, or listens for them', async () => {
    const elsewhere = await statusesFor(['gateway.example'], { mode: 'none', allowNonLoopback: true });
    expect(elsewhere[0]?.status).toBe(200);
    await server?.stop();
    const everywhere = await statusesFor(
      ['gateway.example'],
      { mode: 'none', allowNonLoopback: true },
      '0.0.0.0',
    );
    expect(everywhere[0]?.status).toBe(200);
  });

  it('listens on every address of localhost, with the same limits', async () => {
    await statusesFor([], open, 'localhost');
    const { port } = new URL(server?.url ?? '');
    for (const address of ['127.0.0.1', '[::1]']) {
      const request = 'CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n';
      const { answers } = await converse(`http://${address}:${port}`, [request], { patienceMs: 3000 });
      // A machine without IPv6 has the first only.
      if (address === '127.0.0.1' || answers.length > 0)
        expect(answers.map(({ status }) => status)).toEqual([405]);
    }
  });
});
