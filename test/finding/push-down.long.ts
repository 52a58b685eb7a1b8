import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { InventoryAccount } from '../../src/simulator/inventory.js';
import type { Simulator, Topology } from '../../src/simulator/simulator.js';
import { bmlbAccount, clbAccount, type Account } from '../gateway/tencent-accounts.js';
import {
  startFleet,
  startGateway,
  startVendors,
  type Fleet,
  type Gateway,
  type Vendors,
} from '../support/gateway.js';
import { subjects, type Case, type Filter, type List } from './push-down-subjects.js';

interface Page {
  readonly totalCount: number | null;
  readonly coverage: { readonly exact: boolean };
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly { readonly vendorId: string; readonly name: string | null }[];
}

interface Asked {
  readonly filter?: Filter;
  readonly orderBy?: Filter;
  readonly first: number;
  readonly after?: string | null;
}

async function read({ query }: Gateway, list: List, asked: Asked): Promise<Page> {
  const noun = list === 'loadBalancers' ? 'LoadBalancer' : 'Instance';
  const { data, errors } = await query<Readonly<Record<List, Page>>>(
    `query Page($filter: ${noun}Filter, $orderBy: ${noun}Order, $first: Int!, $after: String) {
      ${list}(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
        totalCount coverage { exact } pageInfo { hasNextPage endCursor } nodes { vendorId name } } }`,
    { ...asked },
  );
  expect(errors).toEqual([]);
  return data[list];
}

const lists: readonly List[] = ['loadBalancers', 'instances'];

describe.each(Object.entries(subjects))('%s', (_name, { account, options, pageRows, refusals, casesOf }) => {
  let simulator: Simulator;
  let accounts: Vendors['accounts'];
  /** Has nothing at hand, ever. */
  let forgetful: Gateway;
  let truth: InventoryAccount;
  let cases: readonly Case[];
  /** All rows, in the vendor's order. */
  const order = new Map<List, readonly string[]>();

  const pagesOf = (rows: number) => Math.max(1, Math.ceil(rows / pageRows));
  const calls = () => {
    const { total } = simulator.calls();
    simulator.clearCalls();
    return total;
  };

  beforeAll(async () => {
    const topology: Topology = { seed: 5, accounts: [account] };
    const vendors = await startVendors(topology, { options: { a: options } });
    ({ simulator, accounts } = vendors);
    forgetful = await startGateway(vendors.accounts, { cache: { enabled: false } });
    const [own] = simulator.inventory().accounts;
    if (own === undefined) throw new Error('no account');
    truth = own;
    cases = casesOf(truth);
    for (const list of lists) {
      const ids: string[] = [];
      for (let after: string | null = null; ids.length < truth[list].length;) {
        const { nodes, pageInfo }: Page = await read(forgetful, list, { first: 1000, after });
        ids.push(...nodes.map(({ vendorId }) => vendorId));
        after = pageInfo.endCursor;
      }
      order.set(list, ids);
    }
  });
  afterAll(async () => {
    await forgetful.stop();
    await simulator.close();
  });

  const wantedIds = ({ list, isWanted }: Case) => {
    const ids = new Set(truth[list].filter(isWanted).map(({ vendorId }) => vendorId));
    return (order.get(list) ?? []).filter((id) => ids.has(id));
  };

  /** Five rows and the total of all that match, right and exact, in so many calls. */
  const expectFive = async (gateway: Gateway, each: Case, expected: number) => {
    const { list, filter } = each;
    calls();
    const { nodes, totalCount, coverage, pageInfo } = await read(gateway, list, { filter, first: 5 });
    const ids = wantedIds(each);
    expect(ids).not.toEqual([]);
    expect({
      ...{ list, filter, ids: nodes.map(({ vendorId }) => vendorId), totalCount },
      ...{ ...coverage, more: pageInfo.hasNextPage, calls: calls() },
    }).toEqual({
      ...{ list, filter, ids: ids.slice(0, 5), totalCount: ids.length },
      ...{ exact: true, more: ids.length > 5, calls: expected },
    });
  };

  // What the vendor's parameter leaves to the letter is paged by what is asked for: the first page, of any size, tells the total besides.
  // Of what may be more than is wanted every page is read.
  test('five of what a filter leaves cost the pages of what the vendor leaves of the list, never the whole list', async () => {
    for (const each of cases) {
      const { list, leaves } = each;
      const cost = leaves === undefined ? 1 : pagesOf(truth[list].filter(leaves).length);
      expect(cost).toBeLessThan(pagesOf(truth[list].length));
      await expectFive(forgetful, each, cost);
    }
  });

  test('an order reads the list once; its next pages, and every filter of it, cost nothing while it is fresh', async () => {
    const fresh = await startGateway(accounts);
    try {
      for (const list of lists) {
        calls();
        const orderBy = { field: 'NAME', direction: 'DESC' };
        const names: (string | null)[] = [];
        let after: string | null = null;
        for (let page = 0; page < 3; page++) {
          const { nodes, totalCount, pageInfo }: Page = await read(fresh, list, {
            orderBy,
            first: 40,
            after,
          });
          names.push(...nodes.map(({ name }) => name));
          after = pageInfo.endCursor;
          expect([totalCount, calls()]).toEqual([
            truth[list].length,
            page === 0 ? pagesOf(truth[list].length) : 0,
          ]);
        }
        const all = truth[list].flatMap(({ name }) => name ?? []);
        expect(names).toEqual(all.sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)).slice(0, 120));
      }
      // Whether there are backends is in no row of the list.
      const told = cases.filter(({ filter }) => !('hasNoBackends' in filter));
      for (const each of told) await expectFive(fresh, each, 0);
    } finally {
      await fresh.stop();
    }
  });

  test('what the vendor refuses to narrow is answered by the whole list, right and exact', async () => {
    for (const { settings, list, ids, unknown } of refusals) {
      const named = truth[list].slice(-ids).map(({ vendorId }) => vendorId);
      const filter = { vendorId: unknown ? [...named, 'nobody'] : named };
      const each: Case = { list, filter, isWanted: ({ vendorId }) => named.includes(vendorId) };
      const before = simulator.settings();
      simulator.putSettings(settings);
      // The refusal, and every page.
      await expectFive(forgetful, each, 1 + pagesOf(truth[list].length));
      simulator.putSettings(Object.fromEntries(before.map(({ name, value }) => [name, value])));
    }
  });
});

let fleet: Fleet | undefined;
afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

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
test('at QingCloud a filter by ids below many listeners costs no more than all their backends', async () => {
  const sizes = { loadBalancers: 40, listeners: 90, backends: 180 };
  const { fleet: own, truth } = await open({ ...qingcloud, ...sizes });
  const wanted = truth.loadBalancers[7]?.listeners[0]?.backends[0]?.vendorId ?? '';
  const { errors } = await own.query(
    'query Below($wanted: [ID!]) { loadBalancers(first: 100) { nodes { backends(filter: { vendorId: $wanted }) { totalCount } } } }',
    { wanted: [wanted] },
  );
  expect(errors).toEqual([]);
  expect(own.calls()).toBeLessThanOrEqual(2);
});

// `withRs` of one call tells it; no row does.
test('at Tencent CLB load balancers without backends cost one call also where the whole list is at hand', async () => {
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
});

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
    ['Zenlayer ZLB', { ...zenlayer, provider: 'ZENLAYER_ZLB', regions: ['asia-east-1'] }, 'BARE_METAL'],
    ['Tencent CLB', clbAccount('a', 'cn-2018', { classic: 2, application: 0, backends: 4 }), 'BARE_METAL'],
    ['Tencent bare metal', bmlbAccount('a', 2, { backends: 4 }), 'VIRTUAL_MACHINE'],
  ])('asks %s for nothing where it has none of that kind', async (_name, account, kind) => {
    const { fleet: own } = await open(account);
    expect(await ask(own, kind)).toEqual({ totalCount: 0, nodes: [] });
    expect(own.calls()).toBe(0);
  });
});
