import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFleet, type Fleet, type GraphqlError } from '../support/gateway.js';
import { grants, loadBalancersOf, makeKeys, newKey, topology, type CallerName } from './callers.js';

const { keys, auth } = makeKeys();
let fleet: Fleet;

beforeAll(async () => {
  fleet = await startFleet(topology, { auth });
});

afterAll(() => fleet.stop());

const as = (name: CallerName) => fleet.as(keys[name]);
const names = Object.keys(grants) as CallerName[];
const visible = (name: CallerName) =>
  topology.accounts
    .map(({ id }) => id)
    .filter((id) =>
      (['*', id] as string[]).some((grant) => (grants[name] as readonly string[]).includes(grant)),
    );

/** An answer without what is another one each time. */
function comparable({
  status,
  data,
  errors,
}: {
  status: number;
  data: unknown;
  errors: readonly GraphqlError[];
}) {
  return {
    status,
    data,
    errors: errors.map((error) => ({ ...error, extensions: { ...error.extensions, requestId: '' } })),
  };
}

describe('who may ask', () => {
  const ask = async (headers: Record<string, string>, query = '{ loadBalancers { totalCount } }') => {
    const answer = await request(fleet.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    const body = (await answer.body.json()) as { data?: unknown; errors?: GraphqlError[] };
    return { status: answer.statusCode, headers: answer.headers, ...body };
  };

  test.each<[string, Record<string, string>, string]>([
    ['nobody who sends no key', {}, 'Bearer realm="lbgraph"'],
    [
      'nobody with another scheme',
      { authorization: `Basic ${keys.north}` },
      'Bearer realm="lbgraph", error="invalid_token"',
    ],
    [
      'nobody with an unknown key',
      { authorization: `Bearer ${newKey()}` },
      'Bearer realm="lbgraph", error="invalid_token"',
    ],
    [
      'nobody with the hash of a key',
      { authorization: `Bearer ${auth.mode === 'keys' ? (auth.keys[0]?.sha256 ?? '') : ''}` },
      'Bearer realm="lbgraph", error="invalid_token"',
    ],
  ])('%s', async (_, headers, challenge) => {
    fleet.calls();
    const answer = await ask(headers);
    expect(answer).toMatchObject({
      status: 401,
      headers: {
        'www-authenticate': challenge,
        'cache-control': 'no-store',
        'x-request-id': expect.any(String) as string,
      },
      errors: [{ extensions: { code: 'UNAUTHENTICATED', requestId: answer.headers['x-request-id'] } }],
    });
    expect(answer).not.toHaveProperty('data');
    expect(fleet.calls()).toBe(0);
  });

  test('is asked before a query is read: what is wrong with it is told to callers only', async () => {
    expect((await ask({}, '{ nope')).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    const byGet = await request(`${fleet.url}?query={nope}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(byGet.statusCode).toBe(401);
  });

  test('does not matter for what shows no data: the IDE, the probes, which methods there are', async () => {
    const { origin } = new URL(fleet.url);
    const open = [
      request(fleet.url, { headers: { accept: 'text/html' } }),
      request(`${origin}/ide/graphiql.min.js`),
      request(`${origin}/health/live`),
      request(`${origin}/health/ready`),
    ];
    for (const answer of await Promise.all(open)) expect(answer.statusCode).toBe(200);
    expect((await request(fleet.url, { method: 'OPTIONS' })).statusCode).toBe(204);
    const page = await request(fleet.url, { headers: { accept: 'text/html' } });
    const html = await page.body.text();
    for (const { id } of topology.accounts) expect(html).not.toContain(id);
  });

  test.each<[string, Record<CallerName | 'nobody', number>]>([
    ['/schema.graphql', { nobody: 401, north: 403, south: 403, everything: 200 }],
    ['/metrics', { nobody: 401, north: 403, south: 403, everything: 200 }],
  ])('%s is for who may read it', async (path, expected) => {
    for (const [name, status] of Object.entries(expected)) {
      const key = name === 'nobody' ? undefined : keys[name as CallerName];
      const answer = await request(new URL(path, fleet.url), {
        headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      });
      expect([name, answer.statusCode]).toEqual([name, status]);
    }
  });

  test('a trace is for who may read it', async () => {
    const trace = { 'x-upstream-trace': 'calls' };
    fleet.calls();
    const refused = await ask({ authorization: `Bearer ${keys.north}`, ...trace });
    expect(refused).toMatchObject({ status: 403, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(fleet.calls()).toBe(0);
    expect((await ask({ authorization: `Bearer ${keys.everything}`, ...trace })).status).toBe(200);
  });
});

describe('callers see their accounts, and no others', () => {
  interface Everything {
    readonly accounts: readonly {
      readonly id: string;
      readonly loadBalancers: { readonly totalCount: number };
    }[];
    readonly loadBalancers: {
      readonly totalCount: number;
      readonly nodes: readonly { readonly account: { readonly id: string } }[];
      readonly coverage: { readonly sources: number; readonly answered: number; readonly exact: boolean };
    };
    readonly instances: {
      readonly nodes: readonly { readonly account: { readonly id: string } }[];
      readonly coverage: { readonly sources: number };
    };
  }
  const everything = `{
    accounts { id loadBalancers { totalCount } }
    loadBalancers(first: 100) { totalCount nodes { account { id } } coverage { sources answered exact } }
    instances(first: 100) { totalCount nodes { account { id } } coverage { sources } }
  }`;

  test.each(names)('in lists, counts and coverage: %s', async (name) => {
    const { data, errors } = await as(name)<Everything>(everything);
    const own = visible(name);
    expect(errors).toEqual([]);
    expect(data.accounts.map(({ id }) => id)).toEqual(own);
    expect(data.loadBalancers.totalCount).toBe(loadBalancersOf[name]);
    expect(data.loadBalancers.nodes).toHaveLength(loadBalancersOf[name]);
    expect(data.loadBalancers.coverage).toEqual({ sources: own.length, answered: own.length, exact: true });
    expect(data.instances.coverage.sources).toBe(own.length);
    for (const list of [data.loadBalancers, data.instances]) {
      expect(new Set(list.nodes.map(({ account }) => account.id))).toEqual(new Set(own));
    }
  });

  test('records that one caller brought serve every other who may see them', async () => {
    await as('everything')(everything);
    fleet.calls();
    await as('north')(everything);
    await as('south')(everything);
    expect(fleet.calls()).toBe(0);
  });

  test("in errors, coverage and status: another's failing account is not there", async () => {
    const struck = await startFleet(topology, { auth });
    try {
      struck.simulator.setFaults([{ account: 'q-south', kind: 'auth' }]);
      const query = `{
        accounts { id status { reachable lastError { code } } }
        loadBalancers(first: 100) { totalCount coverage { sources failures { account } } }
      }`;
      const south = await struck.as(keys.south)(query);
      expect(south.errors).toMatchObject([
        { extensions: { code: 'UPSTREAM_UNAUTHENTICATED', account: 'q-south' } },
      ]);
      const north = await struck.as(keys.north)(query);
      expect(north.errors).toEqual([]);
      expect(north.data).toMatchObject({
        loadBalancers: { totalCount: 12, coverage: { sources: 3, failures: [] } },
      });
      expect(JSON.stringify(north)).not.toContain('south');
    } finally {
      await struck.stop();
    }
  });
});

describe("another's is like what does not exist", () => {
  const forge = (id: string, account: string) => {
    const fields = JSON.parse(Buffer.from(id, 'base64url').toString()) as unknown[];
    return Buffer.from(
      JSON.stringify(fields.map((field) => (field === 'q-south' ? account : field))),
    ).toString('base64url');
  };
  let foreignId = '';
  let cursor = '';

  beforeAll(async () => {
    interface Answer {
      readonly account: { readonly loadBalancers: { readonly nodes: readonly { readonly id: string }[] } };
      readonly loadBalancers: { readonly pageInfo: { readonly endCursor: string } };
    }
    const { data } = await as('south')<Answer>(`{
      account(id: "q-south") { loadBalancers(first: 1) { nodes { id } } }
      loadBalancers(first: 8) { pageInfo { endCursor } }
    }`);
    foreignId = data.account.loadBalancers.nodes[0]?.id ?? '';
    cursor = data.loadBalancers.pageInfo.endCursor;
  });

  test.each<[string, string, (name: string) => Record<string, unknown>]>([
    ['an id', 'query Node($id: ID!) { node(id: $id) { id } }', (name) => ({ id: forge(foreignId, name) })],
    [
      'one of several ids',
      'query Nodes($id: ID!) { nodes(ids: [$id]) { id } }',
      (name) => ({ id: forge(foreignId, name) }),
    ],
    ['an account', 'query Account($name: ID!) { account(id: $name) { name } }', (name) => ({ name })],
    [
      'an account in a filter',
      'query Filter($name: ID!) { loadBalancers(filter: { account: [$name] }) { totalCount } }',
      (name) => ({ name }),
    ],
    [
      'an account among others in a filter',
      'query Filter($name: ID!) { instances(filter: { account: ["q-north", $name] }) { totalCount } }',
      (name) => ({ name }),
    ],
    [
      'an account in an argument',
      'query One($name: ID!) { loadBalancer(account: $name, region: "gd2", vendorId: "lb-1") { name } }',
      (name) => ({ name }),
    ],
    [
      'an account of a machine',
      'query One($name: ID!) { instance(account: $name, region: "gd2", vendorId: "i-1") { name } }',
      (name) => ({ name }),
    ],
  ])('%s', async (_, query, variables) => {
    fleet.calls();
    const foreign = comparable(await as('north')(query, variables('q-south')));
    expect(foreign).toEqual(comparable(await as('north')(query, variables('q-nobody'))));
    expect(foreign.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(JSON.stringify(foreign)).not.toContain('q-south');
    expect(fleet.calls()).toBe(0);
  });

  test('a region where only others have accounts', async () => {
    const query =
      'query Region($region: String!) { loadBalancers(filter: { region: [$region] }) { totalCount } }';
    const foreign = comparable(await as('north')(query, { region: 'gd2' }));
    expect(foreign).toEqual(comparable(await as('north')(query, { region: 'nowhere' })));
    expect(foreign.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('a cursor of a list below them, before anything is read', async () => {
    const listeners = `query Below($after: String) {
      loadBalancers(first: 5) { nodes { listeners(first: 1, after: $after) { nodes { id } pageInfo { endCursor } } } }
    }`;
    const own = `{ account(id: "q-south") { loadBalancers(first: 1) { nodes { listeners(first: 1) { pageInfo { endCursor } } } } } }`;
    const { data } = await as('south')(own);
    const after = /"endCursor":"([^"]+)"/.exec(JSON.stringify(data))?.[1];
    expect(after).toBeDefined();
    fleet.calls();
    const foreign = await as('north')(listeners, { after });
    const made = await as('north')(listeners, { after: `${after ?? ''}AAAA` });
    for (const { status, errors } of [foreign, made]) {
      expect([status, errors.map(({ extensions }) => extensions.code)]).toEqual([400, ['BAD_USER_INPUT']]);
    }
    expect(fleet.calls()).toBe(0);
  });

  test('a cursor that stands among them', async () => {
    const query = 'query Page($after: String) { loadBalancers(after: $after) { nodes { id } } }';
    const elsewhere = `query Page($after: String) { loadBalancers(after: $after, filter: { account: ["q-north"] }) { nodes { id } } }`;
    fleet.calls();
    const foreign = comparable(await as('north')(query, { after: cursor }));
    expect(foreign.errors).toMatchObject([
      { path: ['loadBalancers'], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(foreign.data).toEqual({ loadBalancers: null });
    // As one of a list that the caller may see, given to another one.
    expect(foreign).toEqual(comparable(await as('north')(elsewhere, { after: cursor })));
    expect(fleet.calls()).toBe(0);
  });
});
