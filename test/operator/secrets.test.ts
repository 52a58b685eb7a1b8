import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { checkFile } from '../../src/config/check-file.js';
import { ideAssets } from '../../src/http/ide-assets.js';
import { providers } from '../../src/providers/registry.js';
import type { Topology } from '../../src/simulator/simulator.js';
import { callQingcloud } from '../simulator/qingcloud-client.js';
import { startSimulator } from '../simulator/start-simulator.js';
import { startProcess } from '../support/process.js';
import { startRecordingVendor, type Behaviour } from './recording-vendor.js';
import { secretsIn } from './spellings.js';

/** Each kind strikes accounts of its own, so that all can be asked at once; `clean`: none does. */
const kinds = [
  ...['clean', 'auth', 'http500', 'http429', 'vendor-throttle', 'vendor-internal', 'clock', 'hang', 'reset'],
  ...['truncate', 'garbage', 'empty-body', 'html', 'wrong-type', 'unknown-enum', 'missing-field'],
];
/** What ids of accounts begin with, and how each is configured. */
const configured = {
  q: { provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'] },
  z: { provider: 'ZENLAYER_BMC', api: 'v2' },
  t: { provider: 'TENCENT_CLB', api: 'v2', regions: ['ap-guangzhou'] },
  b: { provider: 'TENCENT_BMLB', api: 'v2', regions: ['ap-guangzhou'] },
} as const;
const vendorNames = ['q', 'z', 't', 'b'] as const;
const size = { loadBalancers: 3, listeners: 3, backends: 4, instances: 4 };
const topology: Topology = {
  seed: 11,
  accounts: kinds.flatMap((kind) => [
    { id: `q-${kind}`, provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'], ...size },
    { id: `z-${kind}`, provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A'], ...size },
    { id: `t-${kind}`, provider: 'TENCENT_CLB', api: 'v2', regions: ['gz'], ...size, application: 1 },
    { id: `b-${kind}`, provider: 'TENCENT_BMLB', api: 'v2', regions: ['gz'], ...size },
  ]),
};

/** Odd enough to be nothing else, with what URLs and base64 texts write differently. */
const planted = (what: string) => `Planted+${what}/${randomBytes(12).toString('base64url')}`;

interface Account {
  readonly id: string;
  readonly credentials: { readonly id: string; readonly key: string };
}

const { simulator, url, client } = await startSimulator({ topology });
simulator.setFaults(
  kinds
    .filter((kind) => kind !== 'clean')
    .flatMap((kind) =>
      vendorNames.map((vendor) => ({
        account: `${vendor}-${kind}`,
        kind,
        ...(kind === 'clock' ? { ms: 3_600_000 } : {}),
      })),
    ),
);

/** Accounts of every vendor that sign with keys of their own. */
const own = (name: string, id = planted('id')): readonly Account[] =>
  vendorNames.map((vendor) => ({ id: `${vendor}-${name}`, credentials: { id, key: planted('key') } }));
const tellers = (['refuse', 'page', 'garbage'] as const).map((behaviour) => ({
  behaviour,
  accounts: own(`telling-${behaviour}`),
}));
const accounts: readonly Account[] = [
  ...topology.accounts.map(({ id }) => ({ id, credentials: client(id) })),
  ...tellers.flatMap((teller) => teller.accounts),
  ...own('stranger'),
  ...vendorNames.map((vendor) => ({
    id: `${vendor}-forged`,
    credentials: { id: client(`${vendor}-clean`).id, key: planted('key') },
  })),
];
const behaviours = new Map<string, Behaviour>(
  tellers.flatMap(({ behaviour, accounts: of }) =>
    of.map(({ credentials }) => [credentials.id, behaviour] as const),
  ),
);
const vendors = await startRecordingVendor(url, (id) => behaviours.get(id) ?? 'forward');
afterAll(() => vendors.close());

const cursorKey = planted('cursor-key');
const env: Record<string, string> = { LOG_LEVEL: 'trace', CURSOR_KEY: cursorKey };
const file = {
  accounts: accounts.map(({ id, credentials }, index) => {
    env[`ID_${index}`] = credentials.id;
    env[`KEY_${index}`] = credentials.key;
    return {
      id,
      ...vendorNames.filter((vendor) => id.startsWith(`${vendor}-`)).map((vendor) => configured[vendor])[0],
      credentials: { id: `\${ID_${index}}`, key: `\${KEY_${index}}` },
      endpoint: vendors.url,
    };
  }),
  server: { cursorKey: '${CURSOR_KEY}' },
  limits: { upstreamTimeoutMs: 3000 },
};
/** The same with every secret in clear. */
const inClear = stringify({
  ...file,
  accounts: file.accounts.map((account, index) => ({
    ...account,
    credentials: accounts[index]?.credentials,
  })),
  server: { cursorKey },
});
const [gateway, refusedStart] = await Promise.all([
  startProcess({ config: stringify(file), env }),
  startProcess({ config: inClear, env }).then(
    () => '',
    (error: unknown) => String(error),
  ),
]);
afterAll(() => gateway.signal('SIGKILL'));

const callers = { bearer: planted('bearer'), cookie: planted('cookie'), query: planted('query') };
const headers = {
  authorization: `Bearer ${callers.bearer}`,
  cookie: `session=${callers.cookie}`,
  'apollo-require-preflight': 'yes',
};

/** An answer, head and body. */
async function ask(path: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(new URL(path, gateway.url), {
    ...init,
    headers: { ...headers, ...(init.headers as Record<string, string> | undefined) },
  });
  return JSON.stringify([response.status, ...response.headers]) + (await response.text());
}

const post = (query: string, variables: Record<string, unknown> = {}) =>
  ask('/graphql', {
    method: 'POST',
    body: JSON.stringify({ query, variables }),
    headers: { 'content-type': 'application/json' },
  });

const everything = `query ($account: [ID!]!) {
  loadBalancers(filter: { account: $account }) {
    coverage { failures { code message } }
    nodes { name vendorFields tags { key } listeners { nodes { name vendorFields backends { nodes {
      health vendorFields instance { createdAt vendorFields }
    } } } } }
  }
  instances(filter: { account: $account }) { nodes { name vendorFields } }
}`;

/** All that came out of the gateway: answers while it ran, then what the process wrote. */
async function collect(): Promise<Readonly<Record<string, string>>> {
  const asked = await Promise.all(
    accounts.map(async ({ id }) => [id, await post(everything, { account: [id] })] as const),
  );
  const byGet = `/graphql?query=${encodeURIComponent('{ accounts { id status { lastError { message } } } }')}`;
  const others = await Promise.all(
    [
      byGet,
      '/metrics',
      '/schema.graphql',
      '/health/ready',
      `/nothing?token=${callers.query}`,
      ...ideAssets.map(({ name }) => `/ide/${name}`),
      '/ide/examples.json',
    ].map(async (path) => [path, await ask(path)] as const),
  );
  const page = await ask('/graphql', { headers: { accept: 'text/html' } });
  const refused = await Promise.all([
    post('{ nothing'),
    post('{ node(id: "x") { id } }'),
    ask('/graphql', { method: 'PUT' }),
  ]);
  gateway.signal('SIGTERM');
  await gateway.ended;
  return {
    ...Object.fromEntries([...asked, ...others]),
    page,
    refused: refused.join('\n'),
    log: gateway.output(),
    refusedStart,
    checked: checkFile('lbgraph.yaml', providers, { env, readFile: () => inClear }).lines.join('\n'),
  };
}

/** Console and image passwords, as a client of the vendor sees them. */
async function passwords(): Promise<readonly string[]> {
  const params = { action: 'DescribeInstances', zone: 'pek3', limit: 100, verbose: 1 };
  const { text } = await callQingcloud(client('q-clean'), params);
  return [...text.matchAll(/"(?:graphics|default)_passwd":"([^"]+)"/g)].map(([, password = '']) => password);
}

describe('what is secret', () => {
  test('is found in any spelling, or the tests below would show nothing', () => {
    const secret = planted('proof');
    for (const before of ['', 'x', 'xy', 'xyz']) {
      const basic = Buffer.from(`${before}${secret}:more`);
      expect(secretsIn(`a ${basic.toString('base64')} b`, [secret])).toEqual([secret]);
      expect(secretsIn(`a ${basic.toString('base64url')} b`, [secret])).toEqual([secret]);
    }
    expect(secretsIn(`?signature=${encodeURIComponent(secret)}&b`, [secret])).toEqual([secret]);
    expect(secretsIn(`{"message":"${secret}"}`, [secret])).toEqual([secret]);
    expect(secretsIn('nothing of it', [secret])).toEqual([]);
  });

  test('comes out nowhere: no answer, log, metric or page, whatever a vendor repeats', async () => {
    const consoles = await passwords();
    const outputs = await collect();
    // What the search below is worth: the passwords came in, calls were signed, and every kind of fault was met.
    expect(consoles).toHaveLength(8);
    expect(vendors.signatures.size).toBeGreaterThan(accounts.length);
    expect(outputs['q-clean']).toContain('"vendorFields":{');
    for (const vendor of vendorNames)
      expect(outputs[`${vendor}-telling-refuse`]).toContain('*** not matched');
    for (const { id } of accounts) {
      const isStruck = !/-(clean|wrong-type|unknown-enum|missing-field)$/.test(id);
      if (isStruck && !id.endsWith('-clock'))
        expect([id, outputs[id]]).toEqual([id, expect.stringContaining('UPSTREAM_')]);
    }
    expect(outputs['log']).toMatch(/"level":20,.*"msg":"upstream call"/);
    expect(outputs['log']).toContain('upstream call failed');
    expect(outputs['refusedStart']).toContain('must not stand here in clear');
    expect(outputs['checked']).toContain('must not stand here in clear');

    const secrets = [
      ...accounts.flatMap(({ credentials }) => [credentials.id, credentials.key]),
      ...vendors.signatures,
      ...consoles,
      ...Object.values(callers),
      cursorKey,
    ];
    const found = Object.entries(outputs).flatMap(([where, text]) =>
      secretsIn(text, secrets).map((secret) => `${where}: ${secret}`),
    );
    expect(found).toEqual([]);
  });
});
