import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkFile } from '../../src/config/check-file.js';

const providers = [{ id: 'MADE_UP', apis: ['v1'], hasRegions: false, options: z.strictObject({}) }];
const good = 'accounts: [{ id: a, provider: MADE_UP, api: v1, credentials: { id: i, key: "${KEY}" } }]';
const bad =
  'accounts: [{ id: a, provider: NOBODY, api: v1, credentials: { id: i, key: hunter2 } }]\ncolour: red';
const read = (text: string) => ({
  env: { KEY: 'k' },
  readFile: (path: string) => {
    if (path !== 'config.yaml') throw new Error('ENOENT');
    return text;
  },
});

describe('checkFile', () => {
  it('is content with a good file', () => {
    expect(checkFile('config.yaml', providers, read(good))).toEqual({
      exitCode: 0,
      lines: ['config.yaml: OK, 1 account(s).'],
    });
  });

  it('says every mistake with its path, and no secret', () => {
    const { exitCode, lines } = checkFile('config.yaml', providers, read(bad));
    expect(exitCode).toBe(1);
    expect(lines.join('\n')).toMatch(
      /3 mistake.*accounts\[0\]\.provider: .*accounts\[0\]\.credentials\.key: .*colour: /s,
    );
    expect(lines.join('\n')).not.toContain('hunter2');
  });

  it('tells a file that cannot be read from one with mistakes', () => {
    expect(checkFile('nothing.yaml', providers, read(good)).exitCode).toBe(2);
  });
});

describe('npm run check-config', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lbgraph-check-config-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/check-config.ts', ...args], {
      encoding: 'utf8',
    });

  const mistaken = `
accounts:
  - id: qing
    provider: QINGCLOUD
    api: v1
    credentials: { id: QYACCESSKEYID, key: hunter2-in-clear }
  - id: qing
    provider: ACME_CLOUD
    api: v1
    credentials: { id: AK, key: "\${PATH}", colour: hunter2-red }
  - id: zen
    provider: ZENLAYER_BMC
    api: v2
    regions: [hunter2-zone]
    credentials: { id: AK, key: 1029384756, token:hunter2-token }
    endpoint: http://admin:hunter2-password@console.example/path
    options: { instanceTypes: hunter2-type }
limits: { maxPageSize: hunter2-many }
server: { cursorKey: "hunter2-cursor" }
`;

  it('by npm says each mistake at its path, repeats nothing of the file, and fails', () => {
    const path = join(folder, 'mistaken.yaml');
    writeFileSync(path, mistaken);
    const checked = spawnSync('npm', ['run', '--silent', 'check-config', '--', path], { encoding: 'utf8' });
    expect([checked.status, checked.stdout]).toEqual([1, '']);
    const [summary, ...lines] = checked.stderr.trimEnd().split('\n');
    expect(summary).toBe(`${path}: 12 mistake(s).`);
    expect(lines.map((line) => /^ {2}(\S+(?: \d+\))?\S*): /.exec(line)?.[1]).sort()).toEqual([
      'accounts[0].credentials.key',
      'accounts[0].regions',
      'accounts[1].credentials.colour',
      'accounts[1].id',
      'accounts[1].provider',
      'accounts[2].credentials.(key 3)',
      'accounts[2].credentials.key',
      'accounts[2].endpoint',
      'accounts[2].options.instanceTypes',
      'accounts[2].regions',
      'limits.maxPageSize',
      'server.cursorKey',
    ]);
    for (const value of ['hunter2', 'QYACCESSKEYID', '1029384756', 'ACME', 'console.example', 'admin']) {
      expect(checked.stderr).not.toContain(value);
    }
  });

  it('exits by what it found', () => {
    const path = join(folder, 'config.yaml');
    writeFileSync(path, bad);
    const checked = run(path);
    expect([checked.status, checked.stdout]).toEqual([1, '']);
    expect(checked.stderr).toContain('  colour: Unknown key.');
    expect(run(join(folder, 'nothing.yaml')).status).toBe(2);
    expect(run().stderr).toContain('Usage');
  });
});
