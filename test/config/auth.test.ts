import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { providers } from './made-up-providers.js';

const hash = 'ab'.repeat(32);
const other = 'cd'.repeat(32);
const accounts = `accounts:
  - { id: a, provider: WITHOUT_REGIONS, api: v2, credentials: { id: i, key: "\${KEY}" } }
  - { id: b, provider: WITHOUT_REGIONS, api: v2, credentials: { id: i, key: "\${KEY}" } }
`;

const load = (rest: string) =>
  loadConfig({
    text: `${accounts}${rest}`,
    source: '/etc/lbgraph/lbgraph.yaml',
    providers,
    read: {
      env: { KEY: 'k' },
      readFile: (path) => {
        if (path.includes('nowhere')) throw new Error('ENOENT');
        return 'k';
      },
    },
  });

const authOf = (rest: string) => {
  const loaded = load(rest);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.config.auth;
};

const problemsOf = (rest: string): Readonly<Record<string, string>> => {
  const loaded = load(rest);
  return loaded.ok ? {} : Object.fromEntries(loaded.problems.map(({ path, message }) => [path, message]));
};

const jwt = (jwks: string) => `auth: { mode: jwt, jwt: { issuer: i, audience: a, jwks: "${jwks}" } }`;

describe('auth', () => {
  it('takes keys, which open nothing but accounts unless told', () => {
    expect(
      authOf(`auth:
  mode: keys
  keys:
    - { name: portal, sha256: ${hash.toUpperCase()}, accounts: [a, b] }
    - { name: Ops team, sha256: ${other}, accounts: ["*"], introspect: true, trace: true }`),
    ).toEqual({
      mode: 'keys',
      keys: [
        { name: 'portal', sha256: hash, accounts: ['a', 'b'], introspect: false, trace: false },
        { name: 'Ops team', sha256: other, accounts: ['*'], introspect: true, trace: true },
      ],
    });
  });

  it('takes tokens, with defaults for all but who makes them', () => {
    expect(authOf(jwt('https://id.example/keys'))).toEqual({
      mode: 'jwt',
      jwt: {
        issuer: 'i',
        audience: 'a',
        jwks: new URL('https://id.example/keys'),
        clockToleranceS: 5,
        accountsClaim: 'accounts',
        introspectClaim: 'introspect',
        traceClaim: 'trace',
      },
    });
  });

  it.each([
    ['http://127.0.0.1:8080/keys', 'http://127.0.0.1:8080/keys'],
    ['file:keys.json', 'file:///etc/lbgraph/keys.json'],
    ['file:/run/keys.json', 'file:///run/keys.json'],
  ])('finds the key set at %s', (text, address) => {
    expect(authOf(jwt(text))).toMatchObject({ jwt: { jwks: new URL(address) } });
  });

  it.each([
    'http://id.example/keys',
    'https://user:hunter2@id.example/keys',
    'ftp://id.example',
    'keys.json',
    '',
    'file:',
    'file:/nowhere.json',
  ])('does not take %s for a key set', (text) => {
    const problems = problemsOf(jwt(text));
    expect(Object.keys(problems)).toEqual(['auth.jwt.jwks']);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });

  it.each<[string, string, readonly string[]]>([
    ['keys without a mode', `auth: { keys: [{ name: n, sha256: ${hash}, accounts: [a] }] }`, ['auth.mode']],
    ['a mode without its keys', 'auth: { mode: keys }', ['auth.keys']],
    ['no keys at all', 'auth: { mode: keys, keys: [] }', ['auth.keys']],
    ['a mode without its tokens', 'auth: { mode: jwt }', ['auth.jwt']],
    ['a mode that there is not', 'auth: { mode: open }', ['auth.mode']],
    [
      'keys with mistakes, each at its place',
      `auth:
  mode: keys
  keys:
    - { name: n, sha256: ${hash}, accounts: [a, nobody, "a*"] }
    - { name: n, sha256: ${hash}, accounts: [b] }
    - { name: m, sha256: short, accounts: [], colour: red }`,
      [
        'auth.keys[0].accounts[1]',
        'auth.keys[0].accounts[2]',
        'auth.keys[1].name',
        'auth.keys[1].sha256',
        'auth.keys[2].accounts',
        'auth.keys[2].colour',
        'auth.keys[2].sha256',
      ],
    ],
    [
      'two keys that are the same',
      `auth: { mode: keys, keys: [{ name: n, sha256: ${hash}, accounts: [a] }, { name: n, sha256: ${hash.toUpperCase()}, accounts: [b] }] }`,
      ['auth.keys[1].name', 'auth.keys[1].sha256'],
    ],
    [
      'a key for a name',
      `auth: { mode: keys, keys: [{ name: lbgraph_abc, sha256: ${hash}, accounts: [a] }] }`,
      ['auth.keys[0].name'],
    ],
    [
      'tokens that say too little',
      'auth: { mode: jwt, jwt: { issuer: i } }',
      ['auth.jwt.audience', 'auth.jwt.jwks'],
    ],
  ])('refuses %s', (_, text, paths) => {
    expect(Object.keys(problemsOf(text)).sort()).toEqual(paths);
  });

  it('lets everybody ask only where nothing was said of who may', () => {
    expect(authOf('')).toEqual({ mode: 'none', allowNonLoopback: false });
    expect(authOf(`auth: { mode: none, keys: [{ name: n, sha256: ${hash}, accounts: [a] }] }`)).toEqual({
      mode: 'none',
      allowNonLoopback: false,
    });
  });
});

describe('server.cors.origins', () => {
  const corsOf = (origin: string) => {
    const loaded = load(`server: { cors: { origins: ["${origin}"] } }`);
    return loaded.ok ? loaded.config.server.cors.origins : loaded.problems.map(({ path }) => path);
  };

  it.each(['https://portal.example', 'http://localhost:3000'])('takes %s', (origin) => {
    expect(corsOf(origin)).toEqual([origin]);
  });

  it.each(['*', 'null', 'portal.example', 'https://portal.example/', 'https://*.example', 'file:///x'])(
    'does not take %s',
    (origin) => {
      expect(corsOf(origin)).toEqual(['server.cors.origins[0]']);
    },
  );
});

describe('limits', () => {
  it('may be set, within what the parser can take', () => {
    const text =
      'limits: { maxTokens: 1000, maxDepth: 1, maxAliases: 0, connectionNodes: 1, maxBodyBytes: 1 }';
    const loaded = load(text);
    expect(loaded.ok && loaded.config.limits).toMatchObject({
      maxTokens: 1000,
      maxAliases: 0,
      connectionNodes: 1,
    });
    expect(
      Object.keys(problemsOf('limits: { maxTokens: 1001, maxDepth: 0, maxAliases: -1, maxNodeIds: 1.5 }')),
    ).toEqual(['limits.maxTokens', 'limits.maxDepth', 'limits.maxAliases', 'limits.maxNodeIds']);
  });
});
