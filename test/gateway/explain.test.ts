import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startFleet, type Fleet } from '../support/gateway.js';

interface Explanation {
  readonly calls: { readonly min: number; readonly max: number | null };
  readonly errors: readonly {
    readonly code: string;
    readonly message: string;
    readonly path: string | null;
  }[];
  readonly steps: readonly {
    readonly path: string;
    readonly cached: boolean;
    readonly cachedAsOf: string | null;
  }[];
  readonly cheaper: readonly { readonly without: string; readonly calls: number }[];
  readonly inferences: readonly string[];
}

const explaining = `query Explain($query: String!, $variables: JSONObject) {
  explain(query: $query, variables: $variables) {
    calls { min max } errors { code message path } steps { path cached cachedAsOf } cheaper { without calls } inferences
  }
}`;

const sizes = { loadBalancers: 130, listeners: 260, backends: 900, instances: 150 };
const account = { id: 'q', provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'], ...sizes };

let now = Date.now();
let fleet: Fleet;

beforeAll(async () => {
  fleet = await startFleet({ seed: 5, accounts: [account] }, { now: () => now });
});

afterAll(() => fleet.stop());

beforeEach(() => {
  // Nothing is fresh.
  now += 3_600_000;
  fleet.simulator.setFaults([]);
  fleet.calls();
});

async function explain(
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Explanation> {
  const { data, errors } = await fleet.query<{ readonly explain: Explanation }>(explaining, {
    query,
    variables,
  });
  expect(errors).toEqual([]);
  expect(fleet.calls(), 'calls that explain made itself').toBe(0);
  return data.explain;
}

/** The query is asked, explained when nothing of it is fresh any more, and asked once more. */
async function expectForetold(
  query: string,
  calls: number,
  variables: Readonly<Record<string, unknown>> = {},
) {
  await fleet.query(query, variables);
  fleet.calls();
  now += 3_600_000;
  expect((await explain(query, variables)).calls).toEqual({ min: calls, max: calls });
  const { errors } = await fleet.query(query, variables);
  expect(errors).toEqual([]);
  expect(fleet.calls()).toBe(calls);
}

const tree =
  '{ loadBalancers(first: 130) { nodes { name listeners(first: 50) { nodes { port backends(first: 100) { nodes { health } } } } } } }';

interface Found {
  readonly loadBalancers: {
    readonly nodes: readonly {
      readonly listeners: {
        readonly nodes: readonly {
          readonly backends: { readonly nodes: readonly { readonly id: string }[] };
        }[];
      };
    }[];
  };
}

async function someBackend(): Promise<string> {
  const { data } = await fleet.query<Found>(
    '{ loadBalancers(first: 20) { nodes { listeners { nodes { backends { nodes { id } } } } } } }',
  );
  const [id] = data.loadBalancers.nodes.flatMap((one) =>
    one.listeners.nodes.flatMap((listener) => listener.backends.nodes.map((backend) => backend.id)),
  );
  if (id === undefined) throw new Error('the fleet has no backend');
  now += 3_600_000;
  return id;
}

const parents =
  'query Node($id: ID!) { node(id: $id) { ... on Backend { port listener { port } loadBalancer { name } } } }';

describe('what is wrong with the query is data', () => {
  test.each([
    ['a query that cannot be parsed', '{ loadBalancers', {}, 'GRAPHQL_PARSE_FAILED'],
    [
      'a field that does not exist',
      '{ loadBalancers { nodes { nickname } } }',
      {},
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a variable that is not given', parents, {}, 'BAD_USER_INPUT'],
    ['a page that is too large', '{ loadBalancers(first: 100000) { nodes { name } } }', {}, 'BAD_USER_INPUT'],
    ['a cursor of nothing', '{ loadBalancers(after: "nothing") { nodes { name } } }', {}, 'BAD_USER_INPUT'],
  ])('%s', async (_what, query, variables, code) => {
    const { errors, calls } = await explain(query, variables);
    expect(errors.map((error) => error.code)).toEqual([code]);
    expect(calls).toEqual({ min: 0, max: 0 });
  });

  test('but a query that explains one is refused', async () => {
    const query = '{ explain(query: "{ accounts { id } }") { least } }';
    const { data, errors } = await fleet.query<{ readonly explain: null }>(explaining, { query });
    expect(data).toEqual({ explain: null });
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
    expect(fleet.calls()).toBe(0);
  });
});

describe('what is told', () => {
  // 2 pages of load balancers, which hold their listeners, and 9 of all backends.
  test('a tree, when its lengths are remembered', () => expectForetold(tree, 11));

  // The zone’s 260 listeners hold their backends: without health, 3 calls of listeners are fewer than 9 of backends.
  test('what would be cheaper, and what is at hand', async () => {
    await fleet.query(tree);
    fleet.calls();
    now += 20_000;
    const { calls, steps, cheaper, inferences } = await explain(tree);
    expect(calls).toEqual({ min: 9, max: 9 });
    expect(steps.filter(({ cached }) => cached).map(({ path }) => path)).toContain('loadBalancers');
    for (const { cached, cachedAsOf } of steps) if (cached) expect(cachedAsOf).not.toBeNull();
    expect(cheaper).toContainEqual({ without: 'loadBalancers.listeners.backends.health', calls: 6 });
    expect(inferences).toEqual([]);
    const { inferences: leant } = await explain(tree.replace('health', 'weight'));
    expect(leant).toEqual([expect.stringContaining('QingCloud')]);
  });

  test('a page at the end of a list that is remembered', () =>
    expectForetold('{ loadBalancers(last: 20) { nodes { name } } }', 1));

  test('a page at the end of a list of which nothing is known: it may be behind the first page', async () => {
    const fresh = await startFleet({ seed: 5, accounts: [account] });
    const query = '{ loadBalancers(last: 20) { nodes { name } } }';
    const { data } = await fresh.query<{ readonly explain: Explanation }>(explaining, { query });
    expect(data.explain.calls).toEqual({ min: 1, max: 2 });
    await fresh.stop();
  });

  test('a listener that comes in its load balancer’s row', async () => {
    await expectForetold(parents, 2, { id: await someBackend() });
  });
});

test('a listener whose load balancer cannot be read is told all the same', async () => {
  const id = await someBackend();
  fleet.simulator.setFaults([{ kind: 'http500', action: 'DescribeLoadBalancers' }]);
  const { data, errors } = await fleet.query<{ readonly node: unknown }>(parents, { id });
  expect(data.node).toMatchObject({ listener: { port: expect.any(Number) as number }, loadBalancer: null });
  expect(errors.map(({ path }) => path)).toEqual([['node', 'loadBalancer']]);
});

test('explain ends with its request, and tells what it has counted by then', async () => {
  const hurried = await startFleet(
    { seed: 5, accounts: [{ ...account, loadBalancers: 2, listeners: 2, backends: 4 }] },
    { limits: { requestDeadlineMs: 100, connectionNodes: 100_000_000 } },
  );
  try {
    const query =
      '{ loadBalancers(first: 40) { nodes { listeners(first: 40) { nodes { loadBalancer { listeners(first: 20) { nodes { backends(first: 1) { nodes { name } } } } } } } } } }';
    const { data, errors } = await hurried.query<{ readonly explain: Explanation }>(explaining, { query });
    expect(errors).toEqual([]);
    expect(data.explain).toMatchObject({ calls: { min: 1, max: null }, cheaper: [] });
    expect(data.explain.errors).toMatchObject([{ code: 'REQUEST_TIMEOUT' }]);
  } finally {
    await hurried.stop();
  }
});

test('others are answered while a large query is explained', async () => {
  const busy = await startFleet(
    { seed: 5, accounts: [{ ...account, loadBalancers: 2, listeners: 2, backends: 4 }] },
    { limits: { connectionNodes: 100_000_000 } },
  );
  try {
    const query =
      '{ loadBalancers(first: 100) { nodes { listeners(first: 50) { nodes { backends(first: 100) { nodes { name } } } } } } }';
    const ended: string[] = [];
    await Promise.all([
      busy.query(explaining, { query }).then(() => ended.push('explain')),
      busy.query('{ accounts { id } }').then(() => ended.push('accounts')),
    ]);
    expect(ended).toEqual(['accounts', 'explain']);
  } finally {
    await busy.stop();
  }
});
