import { afterEach, describe, expect, test } from 'vitest';
import type { Topology } from '../../src/simulator/simulator.js';
import { account, line, rows } from '../replay/qingcloud-script.js';
import type { ReplayAnswer, ReplayLine } from '../replay/replay-server.js';
import { startReplay } from '../replay/replay.js';
import { startFleet, type Fleet, type FleetOptions } from '../support/gateway.js';

let fleet: Fleet | undefined;

afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

const topology: Topology = {
  seed: 9,
  accounts: [
    {
      id: 'q',
      provider: 'QINGCLOUD',
      api: 'v1',
      regions: ['pek3', 'gd2'],
      loadBalancers: 6,
      listeners: 12,
      backends: 40,
      instances: 20,
      routers: 2,
    },
    {
      id: 'z',
      provider: 'ZENLAYER_BMC',
      api: 'v2',
      regions: ['HKG-A'],
      loadBalancers: 2,
      listeners: 4,
      backends: 20,
      instances: 9,
    },
  ],
};

async function start(options?: FleetOptions): Promise<Fleet> {
  fleet = await startFleet(topology, options);
  return fleet;
}

const targets = (fields: string) =>
  `{ loadBalancers(first: 100) { nodes { region backends(first: 200) { nodes { target { __typename ... on Router { ${fields} } } } } } } }`;

interface Targets {
  readonly loadBalancers: {
    readonly nodes: readonly {
      readonly region: string | null;
      readonly backends: {
        readonly nodes: readonly {
          readonly target: {
            readonly __typename: string;
            readonly vendorId?: string;
            readonly name?: string | null;
          };
        }[];
      };
    }[];
  };
}

/** The routers of an answer, with their regions. */
function routersIn({ loadBalancers }: Targets) {
  return loadBalancers.nodes.flatMap(({ region, backends }) =>
    backends.nodes.flatMap(({ target: { __typename, ...fields } }) =>
      __typename === 'Router' ? [{ region, ...fields }] : [],
    ),
  );
}

function routerCalls({ simulator }: Fleet) {
  return simulator.calls().calls.filter(({ action }) => action === 'DescribeRouters');
}

describe('the name of a router that is a target', () => {
  test('is the one of the inventory, at one call for each source that names routers', async () => {
    const started = await start();
    const { data, errors } = await started.query<Targets>(targets('vendorId name'));
    expect(errors).toEqual([]);
    const routers = routersIn(data);
    expect(new Set(routers.map(({ region }) => region))).toEqual(new Set(['pek3', 'gd2']));
    const truth = new Map(
      started.simulator
        .inventory('q')
        .accounts.flatMap((owner) => owner.routers)
        .map(({ vendorId, name }) => [vendorId, name]),
    );
    expect([...truth.values()].filter((name) => name !== null)).not.toEqual([]);
    for (const router of routers) {
      expect(truth.has(router.vendorId ?? '')).toBe(true);
      expect(router.name).toBe(truth.get(router.vendorId ?? ''));
    }
    expect(
      routerCalls(started)
        .map(({ region }) => region)
        .sort(),
    ).toEqual(['gd2', 'pek3']);
  });

  test('costs nothing when it is not selected, and nothing while it is warm', async () => {
    let now = Date.parse('2026-03-01T00:00:00.000Z');
    const started = await start({ now: () => now });
    await started.query(targets('vendorId'));
    expect(routerCalls(started)).toEqual([]);
    await started.query(targets('name'));
    expect(routerCalls(started)).toHaveLength(2);
    await started.query(targets('vendorId name'));
    now += 60_000;
    await started.query(targets('name'));
    expect(routerCalls(started)).toHaveLength(2);
    now += 1;
    await started.query(targets('name'));
    expect(routerCalls(started)).toHaveLength(4);
  });

  test('is in error at its path when the call failed, and nothing else is', async () => {
    const started = await start();
    started.simulator.setFaults([{ action: 'DescribeRouters', region: 'gd2', kind: 'http500' }]);
    const { data, errors } = await started.query<Targets>(targets('vendorId name'));
    const routers = routersIn(data);
    const inGd2 = routers.filter(({ region }) => region === 'gd2');
    expect(inGd2.length).toBeGreaterThan(0);
    for (const router of routers) expect(router.vendorId).toMatch(/^rtr-/);
    for (const router of inGd2) expect(router.name).toBeNull();
    expect(errors).toHaveLength(inGd2.length);
    for (const { path, extensions } of errors) {
      expect(path?.slice(-2)).toEqual(['target', 'name']);
      expect(extensions).toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
        account: 'q',
        region: 'gd2',
        action: 'DescribeRouters',
      });
    }
  });

  test('is not told by a row that cannot be read', async () => {
    const started = await start();
    started.simulator.setFaults([{ action: 'DescribeRouters', region: 'pek3', kind: 'wrong-type' }]);
    const { errors } = await started.query<Targets>(targets('name'));
    expect(errors.length).toBeGreaterThan(0);
    for (const { extensions } of errors) {
      expect(extensions).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', region: 'pek3' });
    }
  });
});

/** A vendor with one listener whose backends name some routers; how it answers a look-up of routers is the test's. */
const zone = { zone: 'pek3', verbose: '1' };
const listener = {
  loadbalancer_listener_id: 'lbl-1',
  loadbalancer_id: 'lb-1',
  listener_port: 80,
  listener_protocol: 'http',
};

function around(routers: readonly string[]): readonly ReplayLine[] {
  const backends = routers.map((id, index) => ({
    loadbalancer_backend_id: `lbb-${index}`,
    loadbalancer_listener_id: 'lbl-1',
    loadbalancer_id: 'lb-1',
    resource_id: id,
    port: 80,
    weight: 1,
    create_time: '2013-10-09T08:14:39Z',
  }));
  return [
    line(
      'DescribeLoadBalancers',
      { loadbalancers: ['lb-1'] },
      rows('DescribeLoadBalancers', [{ loadbalancer_id: 'lb-1', status: 'active' }]),
    ),
    line(
      'DescribeLoadBalancerListeners',
      { loadbalancer: 'lb-1' },
      rows('DescribeLoadBalancerListeners', [{ ...listener, backends }]),
    ),
  ];
}

function routerLine(ids: readonly string[], answer: ReplayAnswer): ReplayLine {
  return { call: 'iaas DescribeRouters', params: { ...zone, verbose: '0', routers: ids }, answer };
}

function named(ids: readonly string[]): ReplayAnswer {
  const set = ids.map((id) => ({ router_id: id, router_name: `the router ${id}`, status: 'active' }));
  const body = { action: 'DescribeRoutersResponse', total_count: set.length, router_set: set, ret_code: 0 };
  return { body: JSON.stringify(body) };
}

const notFound: ReplayAnswer = { body: '{"message":"ResourceNotFound, no such router","ret_code":2100}' };

const names =
  '{ loadBalancer(account: "qing", region: "pek3", vendorId: "lb-1") { listeners { nodes { backends { nodes { target { ... on Router { vendorId name } } } } } } } }';

const answered = (routers: readonly (readonly [string, string | null])[]) => ({
  loadBalancer: {
    listeners: {
      nodes: [{ backends: { nodes: routers.map(([vendorId, name]) => ({ target: { vendorId, name } })) } }],
    },
  },
});

describe('a router that the vendor no longer has', () => {
  const ids = ['rtr-a', 'rtr-b', 'rtr-gone', 'rtr-c'];
  const expected = answered([
    ['rtr-a', 'the router rtr-a'],
    ['rtr-b', 'the router rtr-b'],
    ['rtr-gone', null],
    ['rtr-c', 'the router rtr-c'],
  ]);

  test('has no name where the vendor leaves it out; the others of its batch are named by the same call', async () => {
    const { ask, actions } = await startReplay(account, [
      ...around(ids),
      routerLine(ids, named(['rtr-c', 'rtr-a', 'rtr-b'])),
    ]);
    expect(await ask(names)).toMatchObject({ errors: [], data: expected });
    expect(actions().filter((action) => action.endsWith('DescribeRouters'))).toHaveLength(1);
  });

  test('has no name where the vendor refuses the whole batch for it; the others are named all the same', async () => {
    const { ask } = await startReplay(account, [
      ...around(ids),
      routerLine(ids, notFound),
      routerLine(['rtr-a', 'rtr-b'], named(['rtr-b', 'rtr-a'])),
      routerLine(['rtr-gone', 'rtr-c'], notFound),
      routerLine(['rtr-gone'], notFound),
      routerLine(['rtr-c'], named(['rtr-c'])),
    ]);
    expect(await ask(names)).toMatchObject({ errors: [], data: expected });
  });

  test('has no name when it is alone and refused, which is no failure of the account', async () => {
    const { ask } = await startReplay(account, [...around(['rtr-gone']), routerLine(['rtr-gone'], notFound)]);
    expect(await ask(names)).toMatchObject({ errors: [], data: answered([['rtr-gone', null]]) });
    const { data } = await ask('{ accounts { status { lastError { code } } } }');
    expect(data).toEqual({ accounts: [{ status: { lastError: null } }] });
  });

  test('is looked for again after ten seconds, not before', async () => {
    let now = Date.parse('2026-03-01T00:00:00.000Z');
    const { ask, actions } = await startReplay(
      account,
      [...around(['rtr-gone']), routerLine(['rtr-gone'], named([]))],
      () => now,
    );
    const looked = () => actions().filter((action) => action.endsWith('DescribeRouters')).length;
    await ask(names);
    now += 10_000;
    await ask(names);
    expect(looked()).toBe(1);
    now += 1;
    await ask(names);
    expect(looked()).toBe(2);
  });
});

test('routers are named 100 to a call, each once, however many backends name them', async () => {
  const ids = Array.from({ length: 60 }, (_, index) => `rtr-${index}`);
  const twice = [...ids, ...ids.slice(0, 40)];
  const { ask, actions } = await startReplay(account, [...around(twice), routerLine(ids, named(ids))]);
  const { errors } = await ask(names.replace('backends {', 'backends(first: 100) {'));
  expect(errors).toEqual([]);
  expect(actions().filter((action) => action.endsWith('DescribeRouters'))).toHaveLength(1);
});

test('a name that is null or empty is null', async () => {
  const body = JSON.stringify({
    ret_code: 0,
    total_count: 3,
    router_set: [
      { router_id: 'rtr-a', router_name: '' },
      { router_id: 'rtr-b', router_name: null },
      { router_id: 'rtr-c' },
    ],
  });
  const ids = ['rtr-a', 'rtr-b', 'rtr-c'];
  const { ask } = await startReplay(account, [...around(ids), routerLine(ids, { body })]);
  const unnamed = ids.map((id) => [id, null] as const);
  expect(await ask(names)).toMatchObject({ errors: [], data: answered(unnamed) });
});

test('no other vendor is asked for routers', async () => {
  const started = await start();
  await started.query(targets('name'));
  const others = started.simulator.calls().calls.filter(({ account: id }) => id === 'z');
  expect(others.length).toBeGreaterThan(0);
  expect(others.filter(({ action }) => action?.includes('Router'))).toEqual([]);
});
