import { afterEach, describe, expect, test } from 'vitest';
import type { Topology } from '../../src/simulator/simulator.js';
import { bmlbAccount, clbAccount } from '../gateway/tencent-accounts.js';
import { startFleet, type Fleet } from '../support/gateway.js';

let fleet: Fleet | undefined;
afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

type Account = Topology['accounts'][number];

async function open(account: Account) {
  fleet = await startFleet({ seed: 9, accounts: [account] });
  const [truth] = fleet.simulator.inventory().accounts;
  if (truth === undefined) throw new Error('no account');
  return { fleet, truth };
}

const zenlayer: Account = {
  ...{ id: 'a', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A'] },
  ...{ loadBalancers: 4, listeners: 8, backends: 64, instances: 20 },
};
const qingcloud: Account = {
  ...{ id: 'a', provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'] },
  ...{ loadBalancers: 4, listeners: 8, backends: 64, instances: 20 },
};

interface Lists {
  readonly loadBalancer: {
    readonly listeners: {
      readonly nodes: readonly {
        readonly backends: {
          readonly totalCount: number;
          readonly nodes: readonly { readonly vendorId: string }[];
        };
      }[];
    };
  };
}

/** A backend of one listener, asked for below it by its id; with the calls that name it. */
async function readNested({ fleet: own, truth }: Awaited<ReturnType<typeof open>>, region: string | null) {
  const [loadBalancer] = truth.loadBalancers;
  const wanted = loadBalancer?.listeners[0]?.backends[1]?.vendorId ?? '';
  const { data, errors } = await own.query<Lists>(
    `query Nested($region: String, $vendorId: ID!, $wanted: [ID!]) { loadBalancer(account: "a", region: $region, vendorId: $vendorId) {
      listeners(first: 1) { nodes { backends(first: 5, filter: { vendorId: $wanted }) { totalCount nodes { vendorId } } } } } }`,
    { region, vendorId: loadBalancer?.vendorId, wanted: [wanted] },
  );
  expect(errors).toEqual([]);
  const [listener] = data.loadBalancer.listeners.nodes;
  expect(listener?.backends).toEqual({ totalCount: 1, nodes: [{ vendorId: wanted }] });
  const { calls } = own.simulator.calls();
  return { wanted, named: calls.filter(({ params }) => JSON.stringify(params).includes(wanted)), calls };
}

// The load balancer, its listeners, and of each kind of machine those backends of the listener that the ids leave.
test('Zenlayer is asked for the backends of a listener by their ids, a call for each kind of machine', async () => {
  const { wanted, named, calls } = await readNested(await open(zenlayer), null);
  expect(named.map(({ action, params }) => [action, params['instanceType'], params['backendIds']])).toEqual([
    ['DescribeBackends', 'BM', [wanted]],
    ['DescribeBackends', 'VM', [wanted]],
  ]);
  expect(calls).toHaveLength(4);
});

// The load balancer with its listeners, and those backends.
test('QingCloud is asked for the backends of a listener by their ids', async () => {
  const { wanted, named, calls } = await readNested(await open(qingcloud), 'pek3');
  expect(named.map(({ action, params }) => [action, params['loadbalancer_backends.1']])).toEqual([
    ['DescribeLoadBalancerBackends', wanted],
  ]);
  expect(calls).toHaveLength(2);
});

// 40 load balancers with their 90 listeners are a page, and so are 90 listeners with the backends inside them.
test.fails(
  'at QingCloud a filter by ids below many listeners costs no more than all their backends',
  async () => {
    const sizes = { loadBalancers: 40, listeners: 90, backends: 180 };
    const { fleet: own, truth } = await open({ ...qingcloud, ...sizes });
    const wanted = truth.loadBalancers[7]?.listeners[0]?.backends[0]?.vendorId ?? '';
    const { errors } = await own.query(
      'query Below($wanted: [ID!]) { loadBalancers(first: 100) { nodes { backends(filter: { vendorId: $wanted }) { totalCount } } } }',
      { wanted: [wanted] },
    );
    expect(errors).toEqual([]);
    expect(own.calls()).toBeLessThanOrEqual(2);
  },
);

// `withRs` of one call tells it; no row does.
test.fails(
  'at Tencent CLB load balancers without backends cost one call also where the whole list is at hand',
  async () => {
    const { fleet: own } = await open(
      clbAccount('a', 'cn-2018', { classic: 10, application: 10, backends: 30 }),
    );
    await own.query('{ loadBalancers(first: 100) { totalCount nodes { name } } }');
    expect(own.calls()).toBe(1);
    const { errors } = await own.query(
      '{ loadBalancers(first: 5, filter: { hasNoBackends: true }) { totalCount nodes { name } } }',
    );
    expect(errors).toEqual([]);
    expect(own.calls()).toBeLessThanOrEqual(1);
  },
);

describe('a filter by kind', () => {
  const ask = async (own: Fleet, kind: string) => {
    const { data, errors } = await own.query<{
      readonly instances: {
        readonly totalCount: number;
        readonly nodes: readonly { readonly kind: string }[];
      };
    }>(
      'query Kind($kind: InstanceKind!) { instances(first: 100, filter: { kind: [$kind] }) { totalCount nodes { kind } } }',
      { kind },
    );
    expect(errors).toEqual([]);
    return data.instances;
  };

  // Two services, with a page of each.
  test('asks Zenlayer for the machines of that kind alone', async () => {
    const { fleet: own, truth } = await open(zenlayer);
    for (const kind of ['BARE_METAL', 'VIRTUAL_MACHINE']) {
      const machines = truth.instances.filter((one) => one.kind === kind);
      expect(machines.length).toBeGreaterThan(0);
      const { totalCount, nodes } = await ask(own, kind);
      expect([totalCount, nodes.map((one) => one.kind)]).toEqual([machines.length, machines.map(() => kind)]);
      expect(own.calls()).toBe(1);
    }
    const { data } = await own.query('{ instances(first: 100) { totalCount } }');
    expect([data, own.calls()]).toEqual([{ instances: { totalCount: truth.instances.length } }, 0]);
  });

  test.each([
    ['QingCloud', qingcloud, 'BARE_METAL'],
    ['Tencent CLB', clbAccount('a', 'cn-2018', { classic: 2, application: 0, backends: 4 }), 'BARE_METAL'],
    ['Tencent bare metal', bmlbAccount('a', 2, { backends: 4 }), 'VIRTUAL_MACHINE'],
  ])('asks %s for nothing where it has none of that kind', async (_name, account, kind) => {
    const { fleet: own } = await open(account);
    expect(await ask(own, kind)).toEqual({ totalCount: 0, nodes: [] });
    expect(own.calls()).toBe(0);
  });
});
