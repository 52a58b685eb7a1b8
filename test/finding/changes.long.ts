import { afterEach, expect, test } from 'vitest';
import type { Topology } from '../../src/simulator/simulator.js';
import { clbAccount } from '../gateway/tencent-accounts.js';
import { startFleet, type Fleet } from '../support/gateway.js';

const clb = (sizes: { classic: number; application: number; backends: number; instances: number }) =>
  clbAccount('t1', 'cn-2018', { ...sizes, regions: ['ap-guangzhou'] });
const qingcloud: Topology['accounts'][number] = {
  ...{ id: 'q1', provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'] },
  ...{ loadBalancers: 4, listeners: 8, backends: 24, instances: 10 },
};

interface Found {
  readonly backends: {
    readonly totalCount: number | null;
    readonly coverage: { readonly exact: boolean };
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const find = `query Find($ids: [ID!], $after: String) {
  backends(first: 2, after: $after, filter: { instance: $ids }) {
    totalCount coverage { exact } nodes { id } pageInfo { hasNextPage endCursor }
  }
}`;

let fleet: Fleet | null = null;
afterEach(async () => {
  await fleet?.stop();
  fleet = null;
});

/** A fleet whose clocks stand still until they are moved. */
async function open(...accounts: Topology['accounts']) {
  let now = Date.parse('2026-03-01T00:00:00.000Z');
  const own = await startFleet({ seed: 3, accounts }, { now: () => now });
  fleet = own;
  return {
    ...own,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test('what was bound since is found once backends may have changed, though load balancers and machines are fresh', async () => {
  const own = await open(clb({ classic: 4, application: 4, backends: 30, instances: 30 }));
  const { loadBalancers = [], instances = [] } = own.simulator.inventory().accounts[0] ?? {};
  const bound = JSON.stringify(loadBalancers);
  const free = instances.find(({ vendorId }) => !bound.includes(vendorId));
  const lb = loadBalancers.find(({ listeners }) => listeners.length > 0 && listeners[0]?.rules.length === 0);
  const { data } = await own.query<{ instance: { id: string } }>(
    'query One($id: ID!) { instance(account: "t1", region: "ap-guangzhou", vendorId: $id) { id privateAddresses } }',
    { id: free?.vendorId },
  );
  const ids = [data.instance.id];
  expect((await own.query<Found>(find, { ids })).data.backends).toMatchObject({
    totalCount: 0,
    coverage: { exact: true },
  });
  own.simulator.mutate({
    ...{ op: 'insert', account: 't1', region: 'ap-guangzhou', kind: 'backend' },
    ...{
      parentId: lb?.vendorId ?? '',
      fields: { target: { __typename: 'Instance', vendorId: free?.vendorId } },
    },
  });
  // Backends are kept for 15 s, load balancers and machines for 60 s.
  own.pass(16_000);
  const { backends } = (await own.query<Found>(find, { ids })).data;
  expect(backends.coverage.exact).toBe(true);
  expect(backends.totalCount).toBeGreaterThan(0);
});

test('an order by health shows the sources of which it can be told, and says of which it cannot', async () => {
  const own = await open(clb({ classic: 3, application: 2, backends: 20, instances: 10 }), qingcloud);
  own.simulator.setFaults(
    ['DescribeLBHealthStatus', 'DescribeForwardLBHealthStatus'].map((action) => ({
      account: 't1',
      action,
      kind: 'http500',
    })),
  );
  const { data, errors } = await own.query(`{
    backends(first: 50, filter: { targetKind: [INSTANCE] }, orderBy: { field: HEALTH }) {
      totalCount nodes { loadBalancer { account { id } } } pageInfo { hasNextPage }
      coverage { exact sources answered failures { account } }
    }
  }`);
  expect(errors.map(({ path }) => path)).toEqual([['backends']]);
  expect(data).toMatchObject({
    backends: {
      totalCount: null,
      pageInfo: { hasNextPage: true },
      coverage: { exact: false, sources: 2, answered: 1, failures: [{ account: 't1' }] },
    },
  });
  expect(JSON.stringify(data)).toContain('"q1"');
});

test('a walk goes on where it was when everything was read meanwhile for another question', async () => {
  const own = await open(clb({ classic: 5, application: 5, backends: 40, instances: 30 }));
  const all = await own.query<{
    loadBalancers: { nodes: { backends: { nodes: { id: string; instance: { id: string } | null }[] } }[] };
  }>('{ loadBalancers(first: 100) { nodes { backends(first: 1000) { nodes { id instance { id } } } } } }');
  const bound = all.data.loadBalancers.nodes.flatMap(({ backends }) => backends.nodes);
  const machines = [...new Set(bound.flatMap(({ instance }) => instance?.id ?? []))];
  for (const [at, early] of machines.entries()) {
    const ids = [machines[machines.length - 1 - at] ?? early, early];
    own.pass(600_000);
    const shown: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 40; page++) {
      const answer: { readonly data: Found } = await own.query<Found>(find, { ids, after });
      const { nodes, pageInfo } = answer.data.backends;
      shown.push(...nodes.map(({ id }) => id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
      if (page === 0) await own.query('{ backends(first: 1, filter: { weightZero: true }) { totalCount } }');
    }
    const expected = bound.filter(({ instance }) => ids.includes(instance?.id ?? ''));
    expect(shown).toEqual(expected.map(({ id }) => id));
  }
  expect(machines.length).toBeGreaterThan(10);
});
