import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config.js';
import { providers } from '../../../src/providers/registry.js';

const read = { env: { KEY: 'key', TOKEN: 'token' }, readFile: () => '' };

function load(lines: readonly string[], provider = 'TENCENT_CLB') {
  const text = `accounts:
  - id: one
    provider: ${provider}
    api: v2
    ${lines.join('\n    ')}
`;
  return loadConfig({ text, source: 'lbgraph.yaml', providers, read });
}

const keys = 'credentials: { id: AKID, key: "${KEY}" }';

/** The problems of a file by their paths; none when it can be started with. */
function problemsOf(lines: readonly string[], provider?: string): Readonly<Record<string, string>> {
  const loaded = load(lines, provider);
  return loaded.ok ? {} : Object.fromEntries(loaded.problems.map(({ path, message }) => [path, message]));
}

describe('an account of Tencent Cloud in the configuration', () => {
  test('has its regions by their long names, however they are written', () => {
    const loaded = load(['regions: [gz, ap-shanghai, na-siliconvalley]', keys]);
    expect(loaded).toMatchObject({
      ok: true,
      config: { accounts: [{ regions: ['ap-guangzhou', 'ap-shanghai', 'na-siliconvalley'] }] },
    });
  });

  test('must not list one region by both of its names', () => {
    expect(problemsOf(['regions: [gz, ap-guangzhou]', keys])).toEqual({
      'accounts[0].regions': 'A region is listed twice.',
    });
  });

  test.each(['GZ', 'ap_guangzhou', 'ap-guangzhou-1'])('is told how a region is written: %s', (name) => {
    const problems = problemsOf([`regions: [${name}]`, keys]);
    expect(problems['accounts[0].regions[0]']).toContain('ap-guangzhou');
  });

  test('may have temporary keys, the token by reference only', () => {
    const temporary = (token: string) => `credentials: { id: AKID, key: "\${KEY}", token: ${token} }`;
    expect(load(['regions: [gz]', temporary('"${TOKEN}"')])).toMatchObject({
      config: { accounts: [{ credentials: { id: 'AKID', key: 'key', token: 'token' } }] },
    });
    const inClear = problemsOf(['regions: [gz]', temporary('plain-token')]);
    expect(Object.keys(inClear)).toEqual(['accounts[0].credentials.token']);
    expect(JSON.stringify(inClear)).not.toContain('plain-token');
    expect(problemsOf(['regions: [pek3]', temporary('"${TOKEN}"')], 'QINGCLOUD')).toHaveProperty([
      'accounts[0].credentials.token',
    ]);
  });
});
