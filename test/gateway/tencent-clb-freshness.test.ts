import { afterEach, describe, expect, test } from 'vitest';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { startFleet, type Fleet } from '../support/gateway.js';
import { byAction, healthCalls, rows, tree, type Tree } from './tencent-clb-tree.js';
import { clbAccount } from './tencent-accounts.js';

let fleet: Fleet | undefined;

afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

interface Times {
  readonly asOf: string;
  readonly healthAsOf: string | null;
}

describe('what is asked again', () => {
  const now = { value: 0 };
  const clocked = async (ttlMs?: Partial<Record<'health' | 'backend' | 'listener', number>>) => {
    now.value = Date.parse('2026-03-01T00:00:00.000Z');
    const defaults = {
      loadBalancer: 60_000,
      listener: 60_000,
      rule: 60_000,
      instance: 60_000,
      router: 60_000,
      backend: 15_000,
      health: 5_000,
      missing: 10_000,
    };
    const options = {
      now: () => now.value,
      ...(ttlMs === undefined ? {} : { cache: { ttlMs: { ...defaults, ...ttlMs } } }),
    };
    const account = clbAccount('t', 'cn-2018', { classic: 4, application: 5, backends: 90 });
    fleet = await startFleet({ seed: 7, accounts: [account] }, options);
    return fleet;
  };

  test('a listener that is still fresh, though its list has been read without it since, has nothing behind it', async () => {
    const running = await clocked();
    interface Listed {
      readonly loadBalancers: {
        readonly nodes: readonly {
          readonly vendorId: string;
          readonly vendorFields: { readonly forward: number };
          readonly listeners: {
            readonly nodes: readonly { readonly id: string; readonly vendorId: string }[];
          };
        }[];
      };
    }
    const { data } = await running.query<Listed>(
      '{ loadBalancers(first: 50) { nodes { vendorId vendorFields listeners(first: 9) { nodes { id vendorId } } } } }',
    );
    const classic = data.loadBalancers.nodes.find(
      ({ vendorFields, listeners }) => vendorFields.forward === 0 && listeners.nodes.length > 1,
    );
    const [gone] = classic?.listeners.nodes ?? [];
    const region = 'ap-guangzhou';
    running.simulator.mutate({
      op: 'remove',
      kind: 'listener',
      account: 't',
      region,
      id: gone?.vendorId ?? '',
    });
    // What is not there is believed for 10 seconds only: so the list is read again for a listener that nobody knows.
    now.value += 20_000;
    const unknown = toGlobalId({
      kind: 'listener',
      source: { account: 't', region },
      loadBalancerId: classic?.vendorId ?? '',
      vendorId: 'lbl-unknown',
    });
    const node = (id: string) =>
      running.query(
        'query N($id: ID!) { node(id: $id) { ... on Listener { vendorId backends { totalCount nodes { id } coverage { exact } } } } }',
        { id },
      );
    expect(await node(unknown)).toMatchObject({ data: { node: null }, errors: [] });
    expect(await node(gone?.id ?? '')).toMatchObject({
      data: { node: { backends: { totalCount: null, nodes: [], coverage: { exact: false } } } },
      errors: [],
    });
  });

  test('when only health is no longer fresh, only the calls for health', async () => {
    const running = await clocked();
    const fields = 'asOf health healthAsOf instance { name }';
    await running.query(tree(fields));
    const readAt = new Date(now.value);
    byAction(running);
    now.value += 4_000;
    await running.query(tree(fields));
    expect(byAction(running)).toEqual({});
    now.value += 2_000;
    const { data, errors } = await running.query<Tree>(tree(fields));
    expect(errors).toEqual([]);
    expect(byAction(running)).toEqual(healthCalls(running));
    const times = data.loadBalancers.nodes.flatMap((node) => node.backends.nodes) as readonly Times[];
    const distinct = (of: readonly (string | null)[]) => [...new Set(of)];
    expect(distinct(times.map(({ asOf }) => asOf))).toEqual([readAt.toISOString()]);
    expect(distinct(times.map(({ healthAsOf }) => healthAsOf))).toEqual([new Date(now.value).toISOString()]);
    expect((await running.query(tree('health port'))).errors).toEqual([]);
    expect(byAction(running)).toEqual({});
  });

  test('when only backends are no longer fresh, no call for listeners', async () => {
    const running = await clocked({ health: 60_000 });
    await running.query(tree('health'));
    byAction(running);
    now.value += 16_000;
    expect((await running.query(tree('port'))).errors).toEqual([]);
    expect(byAction(running)).toEqual({ DescribeLoadBalancerBackends: 4, DescribeForwardLBBackends: 5 });
  });

  test('when listeners are no longer fresh and their backends are, only the calls for listeners', async () => {
    const running = await clocked({ listener: 3_000, backend: 60_000, health: 60_000 });
    await running.query(tree('health'));
    byAction(running);
    now.value += 4_000;
    expect((await running.query(tree('health'))).errors).toEqual([]);
    expect(byAction(running)).toEqual({ DescribeLoadBalancerListeners: 4, DescribeForwardLBListeners: 5 });
  });

  test('the next page of listeners of a load balancer is at hand, and so are its backends', async () => {
    const running = await clocked();
    const page = `query Page($after: String) { loadBalancers(first: 200) { nodes { vendorId
      listeners(first: 2, after: $after) { pageInfo { endCursor hasNextPage } nodes { vendorId ${rows('port')} } } } } }`;
    interface Pages {
      readonly loadBalancers: {
        readonly nodes: readonly {
          readonly vendorId: string;
          readonly listeners: {
            readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
          };
        }[];
      };
    }
    const { data } = await running.query<Pages>(page);
    byAction(running);
    const next = `query Next($id: ID!, $after: String) { loadBalancer(account: "t", region: "ap-guangzhou", vendorId: $id) {
      listeners(first: 2, after: $after) { nodes { vendorId ${rows('port')} } } } }`;
    for (const { vendorId, listeners } of data.loadBalancers.nodes) {
      const { endCursor, hasNextPage } = listeners.pageInfo;
      if (!hasNextPage) continue;
      const { data: second, errors } = await running.query<{
        loadBalancer: { listeners: { nodes: unknown[] } };
      }>(next, { id: vendorId, after: endCursor });
      expect(errors).toEqual([]);
      expect(second.loadBalancer.listeners.nodes.length).toBeGreaterThan(0);
    }
    expect(byAction(running)).toEqual({});
  });
});

interface Listed {
  readonly loadBalancers: {
    readonly nodes: readonly {
      readonly vendorId: string;
      readonly listeners: {
        readonly nodes: readonly {
          readonly backends: { readonly nodes: readonly { readonly health: string }[] };
        }[];
      };
    }[];
  };
}

test('no health is asked where nothing was bound the last time, and it is told once something is', async () => {
  let now = Date.parse('2026-03-01T00:00:00.000Z');
  const sizes = { loadBalancers: 6, listeners: 11, backends: 30, instances: 14 };
  const region = 'ap-guangzhou';
  const account = {
    id: 't',
    provider: 'TENCENT_CLB',
    api: 'v2',
    regions: [region],
    profile: 'cn-2014',
    ...sizes,
  };
  fleet = await startFleet({ seed: 7, accounts: [account] }, { now: () => now });
  const { simulator, query } = fleet;
  const read = async () => {
    now += 3_600_000;
    simulator.clearCalls();
    const { data, errors } = await query<Listed>(
      '{ loadBalancers(first: 50) { nodes { vendorId listeners { nodes { backends { nodes { health } } } } } } }',
    );
    expect(errors).toEqual([]);
    const health = simulator.calls().calls.filter(({ action }) => action === 'DescribeLBHealthStatus').length;
    return { nodes: data.loadBalancers.nodes, health };
  };
  const backendsOf = ({ listeners }: Listed['loadBalancers']['nodes'][number]) =>
    listeners.nodes.flatMap(({ backends }) => backends.nodes);
  const first = await read();
  const bare = first.nodes.filter((one) => one.listeners.nodes.length > 0 && backendsOf(one).length === 0);
  const [empty] = bare;
  expect(empty).toBeDefined();
  expect((await read()).health).toBe(first.health - bare.length);
  simulator.mutate({ op: 'insert', account: 't', region, kind: 'backend', parentId: empty?.vendorId ?? '' });
  const { nodes, health } = await read();
  expect(health).toBe(first.health - bare.length + 1);
  const bound = nodes.filter(({ vendorId }) => vendorId === empty?.vendorId).flatMap(backendsOf);
  expect(bound.length).toBeGreaterThan(0);
  for (const backend of bound) expect(['UP', 'DOWN', 'UNKNOWN']).toContain(backend.health);
});
