import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { authSchema } from '../../src/config/auth-schema.js';

function makeKey(...options: readonly string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/make-key.ts', ...options], {
    encoding: 'utf8',
  });
}

describe('npm run make-key', () => {
  it('prints a key of 256 random bits with its hash, and the entry that the configuration takes', () => {
    const [one, other] = [0, 1].map(
      () => makeKey('--name', 'portal', '--accounts', 'a, b', '--introspect').stdout,
    );
    const keyOf = (printed = '') => /^key: (\S+)$/m.exec(printed)?.[1] ?? '';
    const key = keyOf(one);
    expect(Buffer.from(key.slice('lbgraph_'.length), 'base64url')).toHaveLength(32);
    expect(keyOf(other)).not.toBe(key);
    const sha256 = createHash('sha256').update(key).digest('hex');
    expect(one).toMatch(new RegExp(`^sha256: ${sha256}$`, 'm'));
    const file = parse(one?.slice(one.indexOf('auth:')) ?? '') as { auth: unknown };
    expect(
      authSchema({ reader: { env: {}, readFile: () => '' }, source: 'lbgraph.yaml' }).parse(file.auth),
    ).toEqual({
      mode: 'keys',
      keys: [{ name: 'portal', sha256, accounts: ['a', 'b'], introspect: true, trace: false }],
    });
    // Said once: a key in what is to be copied would be kept.
    expect(one?.split(key)).toHaveLength(2);
  });

  it.each([
    ['nothing', []],
    ['no accounts', ['--name', 'x']],
    ['an empty account', ['--name', 'x', '--accounts', 'a,']],
    ['an option that it does not know', ['--name', 'x', '--accounts', 'a', '--admin']],
    ['a name that the configuration would refuse', ['--name', 'two\nlines', '--accounts', 'a']],
  ])('says how it is called when it is given %s', (_, options) => {
    const { status, stdout, stderr } = makeKey(...options);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/--name/);
  });
});
