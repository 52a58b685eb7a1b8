import { spawnSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { makeKeys, topology, type CallerName } from '../gateway/callers.js';
import { converse } from '../http/raw-client.js';
import { startSimulator } from '../simulator/start-simulator.js';
import { startProcess, type GatewayProcess } from '../support/process.js';

/** What was built, started as an operator does, over real sockets on both sides: one look at each thing that guards it. */
const { keys, auth } = makeKeys();
const { simulator, url, client } = await startSimulator({ topology });
let gateway: GatewayProcess;

beforeAll(async () => {
  const { status, stderr } = spawnSync('npm', ['run', 'build'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const env: Record<string, string> = { NODE_ENV: 'production' };
  const accounts = topology.accounts.map(({ id, provider, api, regions }, index) => {
    const { id: keyId, key } = client(id);
    env[`KEY_${index}`] = key;
    return {
      id,
      provider,
      api,
      ...(provider === 'ZENLAYER_BMC' ? {} : { regions }),
      credentials: { id: keyId, key: `\${KEY_${index}}` },
      endpoint: url,
    };
  });
  const server = { cors: { origins: ['https://portal.example'] } };
  gateway = await startProcess({ config: stringify({ accounts, auth, server }), env, built: true });
});

afterAll(async () => {
  gateway.signal('SIGTERM');
  expect(await gateway.ended).toBe(0);
});

beforeEach(() => simulator.clearCalls());
const calls = () => simulator.calls().total;

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

const headersOf = (caller: CallerName | null): Record<string, string> => ({
  'content-type': 'application/json',
  ...(caller === null ? {} : { authorization: `Bearer ${keys[caller]}` }),
});

async function ask(
  caller: CallerName | null,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
) {
  const body = JSON.stringify({ query, variables });
  const response = await fetch(gateway.url, { method: 'POST', headers: headersOf(caller), body });
  return { status: response.status, headers: response.headers, ...((await response.json()) as Answer) };
}

test('callers are told apart, and see their own accounts', async () => {
  const query = '{ accounts { id } loadBalancers(first: 100) { totalCount } }';
  expect((await ask(null, query)).status).toBe(401);
  const { data } = await ask('north', query);
  expect(data).toMatchObject({
    accounts: [{ id: 'q-north' }, { id: 'z-north' }, { id: 'shared' }],
    loadBalancers: { totalCount: 12 },
  });
  const foreign = await ask('north', '{ account(id: "q-south") { name } }');
  expect(foreign.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  // What a process writes may come a little after what it answers.
  await expect.poll(() => gateway.output()).toContain('"caller":"north"');
  for (const key of Object.values(keys)) expect(gateway.output()).not.toContain(key);
});

test('what costs too much is refused before any call', async () => {
  const nested =
    '{ loadBalancers(first: 100) { nodes { listeners(first: 100) { nodes { backends(first: 100) { nodes { id } } } } } } }';
  const refused = await ask('everything', nested);
  expect(refused).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: 'QUERY_TOO_COMPLEX', limit: 200_000, actual: 1_010_100 } }],
  });
  expect(calls()).toBe(0);
});

test('GraphQL is served as the specification has it', async () => {
  const fetchFn: typeof fetch = (target, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${keys.everything}`);
    if (init.method !== 'POST') headers.set('apollo-require-preflight', 'true');
    return fetch(target, { ...init, headers });
  };
  const results = await Promise.all(serverAudits({ url: gateway.url, fetchFn }).map(({ fn }) => fn()));
  expect(results).toHaveLength(61);
  const failed = results.filter(({ status }) => status !== 'ok').map(({ id }) => id);
  expect(failed.sort()).toEqual(['572B', '7B9B', 'FDE2']);
});

test('pages of listed origins may read answers, refusals too', async () => {
  const from = async (origin: string) => {
    const response = await fetch(gateway.url, { method: 'POST', headers: { origin }, body: '{}' });
    return [response.status, response.headers.get('access-control-allow-origin')];
  };
  expect(await from('https://portal.example')).toEqual([401, 'https://portal.example']);
  expect(await from('https://elsewhere.example')).toEqual([401, null]);
});

test('the schema is shown by grant', async () => {
  const query = '{ __schema { queryType { name } } }';
  expect((await ask('everything', query)).status).toBe(200);
  expect((await ask('north', query)).status).toBe(403);
  const mistyped = async (caller: CallerName) =>
    (await ask(caller, '{ accounts { nam } }')).errors?.[0]?.message;
  expect(await mistyped('everything')).toContain('Did you mean "name"');
  expect(await mistyped('north')).not.toContain('Did you mean');
});

test('garbage, bombs and conflicting lengths are refused at once, and others are answered', async () => {
  const garbage = await converse(gateway.url, ['garbage\r\n\r\n']);
  expect(garbage.answers.map(({ status }) => status)).toEqual([400]);
  const conflicting = await converse(gateway.url, [
    'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
  ]);
  expect(conflicting.answers.map(({ status }) => status)).toEqual([400]);
  const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
  const headers = { ...headersOf('north'), 'content-encoding': 'gzip' };
  const bombed = await fetch(gateway.url, { method: 'POST', headers, body: bomb });
  expect(bombed.status).toBe(413);
  expect((await ask('north', '{ accounts { id } }')).status).toBe(200);
});

test('bad values are refused before any call, or arrive as one parameter value', async () => {
  const query =
    'query One($id: ID!) { loadBalancer(account: "q-north", region: "pek3", vendorId: $id) { name } }';
  for (const id of ['', '\ud800', 'x'.repeat(100_000)]) {
    const { errors } = await ask('north', query, { id });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  }
  const { errors } = await ask('north', 'query Node($id: ID!) { node(id: $id) { id } }', { id: '__proto__' });
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(calls()).toBe(0);
  const hostile = 'lb-1&action=DeleteLoadBalancers\r\nx: *%00';
  const found = await ask('north', query, { id: hostile });
  expect([found.data, found.errors]).toEqual([{ loadBalancer: null }, undefined]);
  const [call] = simulator.calls().calls;
  expect(call?.action).toBe('DescribeLoadBalancers');
  expect(Object.values(call?.params ?? {})).toContain(hostile);
});
