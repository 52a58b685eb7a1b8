import { describe, expect, it } from 'vitest';
import { loadConfig } from '../src/config.js';
import { providers } from './config/made-up-providers.js';

const env = { KEY: 'key-from-env', ID: 'id-from-env', EMPTY: '' };
const files: Record<string, string> = {
  '/run/secrets/key': 'key-from-file\n',
  '/etc/lbgraph/keys/near': 'near\n',
};
const read = {
  env,
  readFile: (path: string) => {
    const text = files[path];
    if (text === undefined) throw new Error(`ENOENT: ${path}`);
    return text;
  },
};
const load = (text: string) => loadConfig({ text, source: '/etc/lbgraph/config.yaml', providers, read });
const problemsOf = (text: string): Record<string, string> => {
  const loaded = load(text);
  return loaded.ok ? {} : Object.fromEntries(loaded.problems.map(({ path, message }) => [path, message]));
};
const configOf = (text: string) => {
  const loaded = load(text);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.config;
};

const account = (changes: string[] = [], without: string[] = []) =>
  [
    'id: one',
    'provider: WITH_REGIONS',
    'api: v1',
    'regions: [r1]',
    'credentials: { id: "${ID}", key: "file:/run/secrets/key" }',
  ]
    .filter((line) => ![...changes, ...without].some((other) => other.split(':')[0] === line.split(':')[0]))
    .concat(changes)
    .map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`)
    .join('\n');
const minimal = `accounts:\n${account()}`;

describe('loadConfig', () => {
  it('fills in every default', () => {
    expect(configOf(minimal)).toEqual({
      accounts: [
        {
          id: 'one',
          name: 'one',
          provider: 'WITH_REGIONS',
          api: 'v1',
          site: 'here',
          regions: ['r1'],
          credentials: { id: 'id-from-env', key: 'key-from-file', token: null },
          endpoint: null,
          options: { depth: 3 },
          simulated: false,
        },
      ],
      cache: {
        enabled: true,
        minAgeMs: 2000,
        ttlMs: {
          loadBalancer: 60000,
          listener: 60000,
          rule: 60000,
          instance: 60000,
          router: 60000,
          backend: 15000,
          health: 5000,
          missing: 10000,
        },
        maxMemoryMb: 256,
      },
      limits: {
        upstreamTimeoutMs: 10000,
        requestDeadlineMs: 25000,
        maxPageSize: 1000,
        upstreamBudget: 1000,
        connectionNodes: 200000,
        cursorSearchPages: 2,
        maxBodyBytes: 262144,
        maxTokens: 1000,
        maxDepth: 20,
        maxAliases: 30,
        maxRootFields: 20,
        maxDirectives: 50,
        maxSelections: 10000,
        maxNodeIds: 100,
        maxAnswerValues: 1000000,
        maxValidationErrors: 10,
      },
      auth: { mode: 'none', allowNonLoopback: false },
      server: { cursorKey: null, cors: { origins: [] } },
    });
  });

  it('takes every key of the design', () => {
    const config = configOf(`
accounts:
  - id: prod
    name: Production
    provider: WITH_REGIONS
    api: v2
    site: there
    regions: [r1, r2]
    credentials: { id: in-the-clear, key: "file:keys/near" }
    endpoint: http://127.0.0.1:4100
    options: { depth: 5 }
  - id: other
    provider: WITHOUT_REGIONS
    api: v2
    credentials: { id: x, key: "\${KEY}" }
cache: { enabled: false, minAgeMs: 0, ttlMs: { backend: 1 }, maxMemoryMb: 1 }
limits: { upstreamTimeoutMs: 1, requestDeadlineMs: 2, maxPageSize: 3, upstreamBudget: 4, connectionNodes: 200000, cursorSearchPages: 2 }
auth: { mode: none, allowNonLoopback: true }
server: { cursorKey: "\${KEY}", cors: { origins: [] } }
`);
    expect(config.accounts[0]).toEqual({
      id: 'prod',
      name: 'Production',
      provider: 'WITH_REGIONS',
      api: 'v2',
      site: 'there',
      regions: ['r1', 'r2'],
      credentials: { id: 'in-the-clear', key: 'near', token: null },
      endpoint: 'http://127.0.0.1:4100',
      options: { depth: 5 },
      simulated: true,
    });
    expect(config.accounts[1]).toMatchObject({ site: null, regions: [], options: {} });
    expect(config.cache).toMatchObject({ enabled: false, ttlMs: { backend: 1, health: 5000 } });
    expect(config.server).toEqual({
      cursorKey: 'key-from-env',
      cors: { origins: [] },
    });
  });

  it('refuses what would have no effect yet, rather than promise it', () => {
    const text = `
accounts:
${account(['credentials: { id: a, key: "${KEY}", token: "${KEY}" }'])}
`;
    expect(Object.keys(problemsOf(text))).toEqual(['accounts[0].credentials.token']);
  });

  it.each(['0', '-1', '1.5', 'none'])('refuses an upstreamBudget of %s', (value) => {
    const text = `
accounts:
${account()}
limits: { upstreamBudget: ${value} }
`;
    expect(Object.keys(problemsOf(text))).toEqual(['limits.upstreamBudget']);
  });

  it('reports every mistake at once, each at its path, and no secret', () => {
    const text = `
accounts:
${account(['api: v9'])}
  - id: one
    provider: NOBODY
    api: v1
    credentials: { id: a, key: hunter2-in-clear, colour: red }
  - id: three
    provider: WITHOUT_REGIONS
    api: v2
    regions: [r1]
    credentials: { id: a, key: "\${UNSET}", token: "file:/nowhere" }
    endpoint: http://user:hunter2-in-url@vendor.example
    options: { unheard: 1 }
cache: { url: "redis://:hunter2-in-url@cache", ttlMs: { backends: 1 } }
limits: { maxPageSize: many }
auth: { mode: jwt }
server: { cursorKey: hunter2-in-clear }
colour: red
`;
    const problems = problemsOf(text);
    expect(Object.keys(problems).sort()).toEqual([
      'accounts[0].api',
      'accounts[1].credentials.colour',
      'accounts[1].credentials.key',
      'accounts[1].id',
      'accounts[1].provider',
      'accounts[2].credentials.key',
      'accounts[2].credentials.token',
      'accounts[2].endpoint',
      'accounts[2].options.unheard',
      'accounts[2].regions',
      'auth.jwt',
      'cache.ttlMs.backends',
      'cache.url',
      'colour',
      'limits.maxPageSize',
      'server.cursorKey',
    ]);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
    expect(problems['accounts[0].api']).toBe('Must be one of v1, v2.');
    expect(problems['accounts[1].provider']).toBe('Must be one of WITH_REGIONS, WITHOUT_REGIONS.');
    expect(problems['accounts[1].id']).toContain('accounts[0]');
    expect(problems['accounts[2].credentials.key']).toContain('UNSET');
    expect(problems['cache.url']).toContain('not available yet');
  });

  it.each<[string, string, string]>([
    ['no regions', account([], ['regions']), 'accounts[0].regions'],
    ['empty regions', account(['regions: []']), 'accounts[0].regions'],
    ['a region twice', account(['regions: [r1, r1]']), 'accounts[0].regions'],
    ['a region that is no name', account(['regions: ["r1&Action=Delete"]']), 'accounts[0].regions[0]'],
    ['an id that is no name', account(['id: a b']), 'accounts[0].id'],
    ['an unknown site', account(['site: nowhere']), 'accounts[0].site'],
    ['a key in clear', account(['credentials: { id: a, key: secret }']), 'accounts[0].credentials.key'],
    [
      'a key that is a number',
      account(['credentials: { id: a, key: 12345 }']),
      'accounts[0].credentials.key',
    ],
    [
      'an empty variable',
      account(['credentials: { id: a, key: "${EMPTY}" }']),
      'accounts[0].credentials.key',
    ],
    [
      'a file that is not there',
      account(['credentials: { id: a, key: "file:/no" }']),
      'accounts[0].credentials.key',
    ],
    ['no credentials', account([], ['credentials']), 'accounts[0].credentials'],
    ['an endpoint by http elsewhere', account(['endpoint: http://vendor.example']), 'accounts[0].endpoint'],
    ['an endpoint with a path', account(['endpoint: https://vendor.example/api']), 'accounts[0].endpoint'],
    ['an endpoint of another kind', account(['endpoint: "file:///etc/passwd"']), 'accounts[0].endpoint'],
    ['a wrong option', account(['options: { depth: deep }']), 'accounts[0].options.depth'],
  ])('refuses %s', (_what, yaml, path) => {
    expect(Object.keys(problemsOf(`accounts:\n${yaml}`))).toEqual([path]);
  });

  it('refuses a region whose name the vendor would not write so, with what to do', () => {
    expect(problemsOf(`accounts:\n${account(['regions: [r1, R2]'])}`)).toEqual({
      'accounts[0].regions[1]': 'Begin it with a small letter.',
    });
  });

  it('refuses a region that lies in another one of the account, whichever comes first', () => {
    const overlapping = problemsOf(`accounts:\n${account(['regions: [r1-b, other, r1, r1-a, r2]'])}`);
    expect(Object.keys(overlapping)).toEqual(['accounts[0].regions[0]', 'accounts[0].regions[3]']);
    for (const message of Object.values(overlapping)) {
      expect(message).toContain('in regions[2]');
      expect(message).toContain('Leave one of the two out');
      expect(message).not.toContain('r1');
    }
    expect(problemsOf(`accounts:\n${account(['regions: [r1-a, r1-b, r2, r11]'])}`)).toEqual({});
    // Two accounts may see the same zone: they are two sources.
    expect(
      problemsOf(`accounts:\n${account(['regions: [r1]'])}\n${account(['id: two', 'regions: [r1-a]'])}`),
    ).toEqual({});
  });

  it.each<[string, string, string]>([
    ['as a number', 'key: 1234567890', 'key'],
    ['as a long number', 'key: 12345678901234567890123456789', 'key'],
    ['as binary', 'key: !!binary aHVudGVyMg==', 'key'],
    ['under a tag', 'key: !secret hunter2', 'key'],
    ['as an alias', 'key: *hidden', 'key'],
    ['as a list', 'key: [hunter2]', 'key'],
    ['as a mapping', 'key: { value: hunter2 }', 'key'],
    ['around a reference', 'key: "${KEY}hunter2"', 'key'],
    ['as the name of a variable', 'key: "${hunter2}"', 'key'],
    ['as the name of a file', 'key: "file:hunter2"', 'key'],
    ['as a token', 'key: "${KEY}", token: hunter2', 'token'],
    ['as an unknown neighbour', 'key: "${KEY}", secret: hunter2', 'secret'],
    ['as a merged key', 'key: "${KEY}", <<: { token: hunter2 }', '<<'],
    ['with no space before it', 'key: "${KEY}", token:hunter2', '(key 3)'],
    ['without a name', 'key: "${KEY}", hunter2', '(key 3)'],
    ['as a key', 'key: "${KEY}", hunter2hunter2hunter2hunter2hunter2: 1', '(key 3)'],
    ['as a mapping for a key', 'key: "${KEY}", { hunter2: 1 }: 1', '(key 3)'],
    ['behind a line break', 'key: "${KEY}", "x\\nhunter2": 1', '(key 3)'],
  ])('refuses a secret %s, and does not repeat it', (_how, written, key) => {
    const problems = problemsOf(
      `server: { cursorKey: &hidden hunter2 }\naccounts:\n${account([`credentials: { id: a, ${written} }`])}`,
    );
    expect(Object.keys(problems)).toContain(`accounts[0].credentials.${key}`);
    expect(JSON.stringify(problems)).not.toMatch(/hunter2|123456|aHVud/);
  });

  it.each(['hunter2', '12345678', '[hunter2]', '|\n    hunter2', '>-\n    ${KEY}\n    hunter2'])(
    'refuses the cursor key %j, and does not repeat it',
    (written) => {
      const problems = problemsOf(`${minimal}\nserver:\n  cursorKey: ${written}\n`);
      expect(Object.keys(problems)).toEqual(['server.cursorKey']);
      expect(JSON.stringify(problems)).not.toMatch(/hunter2|123456/);
    },
  );

  it('takes an id in clear where it looks like one', () => {
    const ids = (id: string) =>
      Object.keys(problemsOf(`accounts:\n${account([`credentials: { id: ${id}, key: "\${KEY}" }`])}`));
    expect(ids('AKIDz8krbsJ5yKBZQpn74WFkmLPx3')).toEqual([]);
    for (const id of ['"a b"', '"${ID} and more"', '"a\\nb"', '12345', '""', '[a]']) {
      expect(ids(id)).toEqual(['accounts[0].credentials.id']);
    }
  });

  it('takes an endpoint by https, and by http on this machine', () => {
    for (const [endpoint, simulated] of [
      ['https://vendor.example', false],
      ['https://vendor.example:8443/', false],
      ['http://localhost:4100', true],
      ['http://[::1]:4100', true],
    ] as const) {
      expect(configOf(`accounts:\n${account([`endpoint: "${endpoint}"`])}`).accounts[0]).toMatchObject({
        simulated,
      });
    }
  });

  it.each([
    ['', '(file)'],
    ['just text', '(file)'],
    ['accounts: []', 'accounts'],
    ['cache: {}', 'accounts'],
    ['accounts: nothing', 'accounts'],
    ['accounts: [1]', 'accounts[0]'],
  ])('refuses %j', (text, path) => {
    expect(Object.keys(problemsOf(text))).toEqual([path]);
  });

  it('says where the YAML breaks, without quoting it', () => {
    const problems = problemsOf('accounts:\n  - id: a\n    key: "hunter2\n  - b: *hunter2\n: :');
    expect(Object.keys(problems)[0]).toMatch(/^line \d+, column \d+$/);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
    expect(Object.keys(problemsOf(`${minimal}\nlimits: {}\nlimits: {}`))).toEqual(['line 8, column 1']);
    expect(problemsOf('a: &a [x]\nb: *c')).toMatchObject({ '(file)': expect.any(String) as string });
    expect(Object.keys(problemsOf(`${minimal}\n---\nlimits: hunter2\n`))).toEqual(['line 7, column 1']);
  });
});
