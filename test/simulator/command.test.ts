import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseCommandLine } from '../../src/simulator/command-line.js';
import { callQingcloud } from './qingcloud-client.js';
import { present } from './start-simulator.js';

const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface ConfigAccount {
  id: string;
  provider: string;
  regions: string[];
  credentials: { id: string; key: string };
  endpoint: string;
  options?: unknown;
}

function run(args: readonly string[]): ReturnType<typeof spawn> {
  return spawn(process.execPath, ['--import', 'tsx', 'src/simulator/main.ts', ...args]);
}

async function firstLine(child: ReturnType<typeof spawn>): Promise<string> {
  let text = '';
  for await (const chunk of present(child.stdout)) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return text;
}

describe('the command', () => {
  it('prints one line, serves, writes a configuration and leaves on SIGTERM', async () => {
    const file = join(folder, 'gateway.yaml');
    const child = run(['--port', '0', '--write-config', file]);
    const started = JSON.parse(await firstLine(child)) as { url: string; accounts: ConfigAccount[] };
    expect(Object.keys(present(started.accounts[0])).sort()).toEqual([
      'api',
      'credentials',
      'id',
      'provider',
      'regions',
    ]);

    const { accounts } = parse(readFileSync(file, 'utf8')) as { accounts: ConfigAccount[] };
    expect(accounts.map(({ id, endpoint }) => [id, endpoint])).toEqual(
      started.accounts.map(({ id }) => [id, started.url]),
    );
    const secretFiles = accounts.map(({ credentials }) => credentials.key.replace(/^file:/, ''));
    for (const path of secretFiles) expect(statSync(path).mode & 0o777).toBe(0o600);
    const byId = new Map(accounts.map((account) => [account.id, account]));
    expect(byId.get('qing-production')?.regions).toEqual(['pek3', 'gd2']);
    expect(byId.get('zen-metal')).toMatchObject({ regions: [], options: { instanceTypes: ['BM'] } });
    expect(byId.get('tencent-shop')?.regions).toEqual(['ap-guangzhou']);
    expect(byId.get('tencent-shop')?.options).toBeUndefined();

    const key = readFileSync(present(secretFiles[0]), 'utf8');
    const id = present(accounts[0]).credentials.id;
    const reply = await callQingcloud({ url: started.url, id, key }, { action: 'DescribeZones' });
    expect(reply.json['ret_code']).toBe(0);

    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends with code 2 and a message on bad arguments', async () => {
    const child = run(['--prot', '1']);
    let text = '';
    present(child.stderr).on('data', (chunk) => (text += String(chunk)));
    expect(await once(child, 'exit')).toEqual([2, null]);
    expect(text).toContain("Unknown option '--prot'");
  });
});

describe('the arguments', () => {
  it('may be left out, or set rates and quotas by provider', () => {
    expect(parseCommandLine([])).toEqual({ port: 4100, budgets: new Map() });
    const { budgets } = parseCommandLine(['--rate', 'QINGCLOUD=5', '--quota', 'QINGCLOUD=2000/3600']);
    expect(budgets.get('QINGCLOUD')).toEqual([
      { calls: 5, seconds: 1 },
      { calls: 2000, seconds: 3600 },
    ]);
  });

  it.each([
    [['--port', 'x'], '--port must be a whole number'],
    [['--port', '70000'], '--port must be a whole number'],
    [['--rate', 'ACME=1'], 'unknown provider "ACME"'],
    [['--rate', 'QINGCLOUD'], '--rate must be PROVIDER=PER_SECOND'],
    [['--quota', 'QINGCLOUD=5'], '--quota must be PROVIDER=N/SECONDS'],
    [['--seed', '-1'], '--seed'],
    [['extra'], "Unexpected argument 'extra'"],
  ])('%j are refused', (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(message);
  });
});
