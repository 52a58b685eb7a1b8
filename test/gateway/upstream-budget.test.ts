import { afterEach, describe, expect, test } from 'vitest';
import type { Topology } from '../../src/simulator/simulator.js';
import { startFleet, type Fleet, type FleetOptions } from '../support/gateway.js';

const size = (loadBalancers: number) => ({
  loadBalancers,
  listeners: 2 * loadBalancers,
  backends: 4 * loadBalancers,
  instances: 2 * loadBalancers,
});

const q = {
  id: 'q',
  provider: 'QINGCLOUD',
  api: 'v1',
  regions: ['pek3'],
  ...size(250),
  listeners: 20,
  backends: 40,
};
const z = { id: 'z', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A'], ...size(4) };
const t = { id: 't', provider: 'TENCENT_CLB', api: 'v2', regions: ['ap-guangzhou'], ...size(3) };

let fleet: Fleet | undefined;

afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

async function start(
  accounts: Topology['accounts'],
  upstreamBudget?: number,
  options: FleetOptions = {},
): Promise<Fleet> {
  await fleet?.stop();
  const limits = upstreamBudget === undefined ? {} : { upstreamBudget };
  fleet = await startFleet({ seed: 17, accounts }, { ...options, limits });
  return fleet;
}

interface Connection {
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
  readonly totalCount: number | null;
  readonly coverage: {
    readonly answered: number;
    readonly failures: readonly Readonly<Record<string, unknown>>[];
  };
}
interface Roots {
  readonly loadBalancers: Connection;
}

const wholeList = `{ loadBalancers(first: 250) {
  totalCount nodes { vendorId } coverage { answered failures { account provider region action code message retryable } }
} }`;

const tree =
  '{ loadBalancers { nodes { name listeners { nodes { port backends { nodes { weight } } } } } } }';

describe('a query that takes as many calls as the budget allows', () => {
  test('is answered whole', async () => {
    const { query, calls } = await start([q], 3);
    const { data, errors } = await query<Roots>(wholeList);
    expect(errors).toEqual([]);
    expect(data.loadBalancers.nodes).toHaveLength(250);
    expect(calls()).toBe(3);
  });

  test.each([
    ['QingCloud', q],
    ['Zenlayer', z],
    ['Tencent Cloud', t],
  ])('is answered as without one: %s', async (_, account) => {
    const free = await start([account]);
    const expected = await free.query(tree);
    const needed = free.calls();
    const { query, calls } = await start([account], needed);
    expect(await query(tree)).toEqual(expected);
    expect(expected.errors).toEqual([]);
    expect(calls()).toBe(needed);
  });
});

describe('a level that would take more', () => {
  test('fails whole, before any of its calls, with both numbers', async () => {
    const { query, calls } = await start([q], 2);
    const { status, data, errors } = await query<Roots>(wholeList);
    expect(status).toBe(200);
    expect(calls()).toBe(1);
    expect(data.loadBalancers).toMatchObject({ nodes: [], totalCount: null });
    const told = { account: 'q', provider: 'QINGCLOUD', region: 'pek3', action: null, retryable: false };
    expect(data.loadBalancers.coverage).toMatchObject({ answered: 0 });
    expect(data.loadBalancers.coverage.failures).toMatchObject([
      { ...told, code: 'UPSTREAM_BUDGET_EXCEEDED' },
    ]);
    expect(errors).toMatchObject([
      {
        path: ['loadBalancers'],
        extensions: { ...told, code: 'UPSTREAM_BUDGET_EXCEEDED', limit: 2, actual: 3 },
      },
    ]);
    expect(errors[0]?.message).toContain('limits.upstreamBudget allows 2');
    expect(errors[0]?.message).toContain('explain');
  });

  test('is null where it is nested, and what was read before it stands', async () => {
    const free = await start([z]);
    const whole = await free.query<Roots>(tree);
    const needed = free.calls();
    const { query, calls } = await start([z], needed - 1);
    const { status, data, errors } = await query<Roots>(tree);
    expect(status).toBe(200);
    // The load balancers, their listeners, and their machines of one kind; those of the other kind come after these.
    expect(calls()).toBe(2 + 8);
    const bare = (name: string, value: unknown): unknown => (name === 'backends' ? null : value);
    expect(data).toEqual(JSON.parse(JSON.stringify(whole.data, bare)));
    expect(errors).toHaveLength(8);
    for (const { path, extensions } of errors) {
      expect(path?.at(-1)).toBe('backends');
      expect(extensions).toMatchObject({
        code: 'UPSTREAM_BUDGET_EXCEEDED',
        limit: needed - 1,
        actual: needed,
      });
    }
  });

  test('in one source leaves the others their data', async () => {
    const { query, calls } = await start([q, z], 3);
    const { data, errors } = await query<Readonly<Record<string, Roots>>>(
      `{ q: account(id: "q") { loadBalancers { nodes { name } } } z: account(id: "z") ${tree} }`,
    );
    expect(calls()).toBe(3);
    expect(data['q']?.loadBalancers.nodes).toHaveLength(20);
    expect(data['z']?.loadBalancers.nodes).toHaveLength(4);
    const told = errors.map(({ extensions }) => `${String(extensions['account'])} ${extensions.code}`);
    expect(new Set(told)).toEqual(new Set(['z UPSTREAM_BUDGET_EXCEEDED']));
  });

  test('is refused before any call where it is sure to', async () => {
    const { query, calls } = await start([q, z, t], 2);
    const { data, errors } = await query('{ loadBalancers { totalCount } }');
    expect(calls()).toBe(0);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BUDGET_EXCEEDED', limit: 2, actual: 3 } }]);
    expect((await query('{ loadBalancers(first: 1) { nodes { name } } }')).errors).toEqual([]);
  });
});

describe('the budget is a hard bound', () => {
  test('for repeats too', async () => {
    const { query, calls, simulator } = await start([q], 1);
    simulator.setFaults([{ kind: 'http500', account: 'q', count: 1 }]);
    const list = '{ loadBalancers(first: 5) { nodes { name } } }';
    const { errors } = await query(list);
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'UPSTREAM_BUDGET_EXCEEDED',
          action: 'DescribeLoadBalancers',
          limit: 1,
          actual: 2,
        },
      },
    ]);
    expect(calls()).toBe(1);
  });

  test('for the further pages of what turned out longer', async () => {
    const many = { ...q, ...size(90), listeners: 130, backends: 650 };
    const free = await start([many]);
    const health = '{ loadBalancers(first: 90) { nodes { health { total } } } }';
    await free.query(health);
    const needed = free.calls();
    for (const budget of [needed - 1, 4]) {
      const { query, calls } = await start([many], budget);
      const { errors } = await query(health);
      expect(calls()).toBeLessThanOrEqual(budget);
      expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(
        new Set(['UPSTREAM_BUDGET_EXCEEDED']),
      );
    }
  });
});

describe('each request has a budget of its own', () => {
  test('so that the next one is not refused, and goes on from what the first has read', async () => {
    const { query, calls } = await start([q], 2);
    expect((await query(wholeList)).errors).toHaveLength(1);
    expect(calls()).toBe(1);
    const { data, errors } = await query<Roots>(wholeList);
    expect(errors).toEqual([]);
    expect(data.loadBalancers.nodes).toHaveLength(250);
    expect(calls()).toBe(2);
  });

  test('and one beside it is answered', async () => {
    const { query, calls } = await start([z], 3, { latencyMs: 50 });
    const ofZ = tree.replace('{ port', '{ vendorId port');
    const [large, small] = await Promise.all([
      query(ofZ),
      query(ofZ.replace('backends { nodes { weight } }', '')),
    ]);
    expect(large.errors).toHaveLength(8);
    expect(small.errors).toEqual([]);
    expect(calls()).toBeLessThanOrEqual(4);
  });
});
