import { afterEach, describe, expect, test } from 'vitest';
import { startFleet, startGateway, startVendors, type Fleet } from '../support/gateway.js';
import { allBackends, answeredTree, trueTree, type TrueLoadBalancer } from '../support/truth.js';
import { byAction } from './tencent-clb-tree.js';
import type { Account, ClbProfile } from './tencent-accounts.js';

/** One load balancer, with listeners to a number of each layer. */
function one(profile: ClbProfile, totals: Partial<Account>): Account {
  const empty = { loadBalancers: 1, listeners: 0, backends: 0, instances: 130 };
  return {
    ...{ id: 't', provider: 'TENCENT_CLB', api: 'v2', profile, regions: ['ap-guangzhou'] },
    ...empty,
    ...totals,
  };
}
const application = (listeners: number, l7Listeners: number, backends = 0) =>
  one('cn-2018', { application: 1, listeners, l7Listeners, rulesPerL7Listener: 1, backends });

let fleet: Fleet | undefined;

afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

async function start(account: Account, settings: Readonly<Record<string, string>> = {}): Promise<Fleet> {
  fleet = await startFleet({ seed: 3, accounts: [account] });
  fleet.simulator.putSettings(settings);
  return fleet;
}

interface List {
  readonly totalCount: number | null;
  readonly coverage: {
    readonly exact: boolean;
    readonly expected: number | null;
    readonly failures: readonly unknown[];
  };
  readonly nodes: readonly { readonly vendorId: string | null }[];
}
interface Lists {
  readonly loadBalancers: {
    readonly nodes: readonly {
      readonly listeners: List;
      readonly backends: List;
      readonly instances: List;
    }[];
  };
}

const list = (name: string) =>
  `${name}(first: 1000) { totalCount coverage { exact expected failures { code } } nodes { vendorId } }`;
const lists = (...names: readonly string[]) => `{ loadBalancers { nodes { ${names.map(list).join(' ')} } } }`;

async function readLists({ query }: Fleet, ...names: readonly string[]) {
  const { data, errors } = await query<Lists>(lists(...names));
  expect(errors).toEqual([]);
  const [found] = data.loadBalancers.nodes;
  if (found === undefined) throw new Error('no load balancer');
  return found;
}

function truthOf({ simulator }: Fleet): TrueLoadBalancer {
  const [loadBalancer] = trueTree(simulator, 't');
  if (loadBalancer === undefined) throw new Error('no load balancer');
  return loadBalancer;
}

const vendorIds = (rows: readonly { readonly vendorId: string | null }[]) =>
  rows.map(({ vendorId }) => vendorId);
const listenersOf = (asked: number) => ({ DescribeLoadBalancers: 1, DescribeForwardLBListeners: asked });

describe('application listeners, of which the vendor may send the first 20 only and tells no total', () => {
  test.each([
    [19, 1],
    [21, 1],
  ])('%d of them are whole by one call', async (count, asked) => {
    const running = await start(application(count - 5, 5));
    const { listeners } = await readLists(running, 'listeners');
    expect(vendorIds(listeners.nodes)).toEqual(vendorIds(truthOf(running).listeners));
    expect(listeners).toMatchObject({ totalCount: count, coverage: { exact: true, expected: null } });
    expect(byAction(running)).toEqual(listenersOf(asked));
  });

  test.each(['whole', 'first-20'])(
    'exactly 20 of several protocols: four calls more show that they are whole (%s)',
    async (setting) => {
      const running = await start(application(15, 5), { 'tencent-clb.forward-listeners': setting });
      const { listeners } = await readLists(running, 'listeners');
      const truth = truthOf(running).listeners;
      expect(new Set(truth.map((listener) => listener['protocol'])).size).toBe(4);
      expect(vendorIds(listeners.nodes)).toEqual(vendorIds(truth));
      expect(listeners).toMatchObject({ totalCount: 20, coverage: { exact: true, expected: null } });
      expect(byAction(running)).toEqual(listenersOf(5));
      await readLists(running, 'listeners');
      expect(byAction(running)).toEqual({});
      expect(await answeredTree(running, 't')).toEqual(trueTree(running.simulator, 't'));
    },
  );

  test('more than 20, less than that of each protocol: whole', async () => {
    const running = await start(application(18, 14, 90), { 'tencent-clb.forward-listeners': 'first-20' });
    const { listeners, backends, instances } = await readLists(running, 'listeners', 'backends', 'instances');
    expect(vendorIds(listeners.nodes).sort()).toEqual(vendorIds(truthOf(running).listeners).sort());
    for (const each of [listeners, backends, instances]) expect(each.coverage.exact).toBe(true);
    expect(listeners.totalCount).toBe(32);
    expect(backends).toMatchObject({ totalCount: 90, coverage: { expected: null } });
    expect(byAction(running)).toEqual({ ...listenersOf(5), DescribeForwardLBBackends: 1 });
    expect(await answeredTree(running, 't')).toEqual(trueTree(running.simulator, 't'));
  });

  test('20 or more of one protocol: those that can be read, said not to be all, and all that is behind them', async () => {
    const running = await start(application(30, 14, 90), { 'tencent-clb.forward-listeners': 'first-20' });
    const { listeners, backends, instances } = await readLists(running, 'listeners', 'backends', 'instances');
    const truth = truthOf(running).listeners;
    // 29 of the layer-4 listeners are TCP: of these, the first 20 came, and all others.
    expect(listeners.nodes).toHaveLength(35);
    expect(new Set(vendorIds(truth))).toEqual(new Set([...vendorIds(truth), ...vendorIds(listeners.nodes)]));
    expect(listeners).toMatchObject({ totalCount: null, coverage: { exact: false, failures: [] } });
    // What is bound comes by a call of its own, of which no page says that it is cut off.
    expect(backends).toMatchObject({ totalCount: 90, coverage: { exact: true, failures: [] } });
    expect(instances.coverage.exact).toBe(true);
  });

  test('20 of one protocol, whole as they are, cannot be told from the first 20 of more', async () => {
    const running = await start(application(21, 0));
    fleet?.simulator.mutate({
      op: 'remove',
      account: 't',
      region: 'ap-guangzhou',
      kind: 'listener',
      id: truthOf(running).listeners.find((listener) => listener['protocol'] === 'UDP')?.vendorId ?? '',
    });
    const { listeners } = await readLists(running, 'listeners');
    expect(vendorIds(listeners.nodes)).toEqual(vendorIds(truthOf(running).listeners));
    expect(listeners).toMatchObject({ totalCount: null, coverage: { exact: false } });
  });

  test('one beyond the first 20 is never said to be gone', async () => {
    const { simulator, accounts } = await startVendors({ seed: 3, accounts: [application(30, 0)] });
    const ids = '{ loadBalancers { nodes { listeners(first: 100) { nodes { id vendorId } } } } }';
    interface Ids {
      readonly loadBalancers: {
        readonly nodes: readonly {
          readonly listeners: { readonly nodes: readonly { readonly id: string }[] };
        }[];
      };
    }
    const before = await startGateway(accounts);
    const { data } = await before.query<Ids>(ids);
    await before.stop();
    const listeners = data.loadBalancers.nodes.flatMap((node) => node.listeners.nodes);
    simulator.putSettings({ 'tencent-clb.forward-listeners': 'first-20' });
    const after = await startGateway(accounts);
    try {
      const node = 'query Node($id: ID!) { node(id: $id) { ... on Listener { id port } } }';
      const known = await after.query(node, { id: listeners[3]?.id });
      expect(known.errors).toEqual([]);
      expect(known.data).toMatchObject({ node: { id: listeners[3]?.id } });
      const beyond = await after.query(node, { id: listeners[29]?.id });
      expect(beyond.data).toEqual({ node: null });
      expect(beyond.errors).toMatchObject([
        { path: ['node'], extensions: { code: 'UPSTREAM_INVALID_RESPONSE' } },
      ]);
    } finally {
      await after.stop();
      await simulator.close();
    }
  });
});

describe('classic listeners, of which the vendor tells the total', () => {
  const classic = (listeners: number, backends = 0) => one('intl-2018', { listeners, backends });

  test.each([
    ['whole', 45, 1],
    ['paged', 45, 1],
    ['whole', 120, 1],
    ['paged', 120, 2],
    ['first-20', 20, 1],
  ])('%s, %d of them: whole by %d calls', async (setting, count, asked) => {
    const running = await start(classic(count), { 'tencent-clb.listener-paging': setting });
    const { listeners } = await readLists(running, 'listeners');
    expect(vendorIds(listeners.nodes)).toEqual(vendorIds(truthOf(running).listeners));
    expect(listeners).toMatchObject({ totalCount: count, coverage: { exact: true, expected: count } });
    expect(byAction(running)).toEqual({ DescribeLoadBalancers: 1, DescribeLoadBalancerListeners: asked });
  });

  test('first-20, 45 of them: what came, said not to be all', async () => {
    const running = await start(classic(45, 3), { 'tencent-clb.listener-paging': 'first-20' });
    const { listeners, backends } = await readLists(running, 'listeners', 'backends', 'instances');
    expect(listeners).toMatchObject({
      totalCount: null,
      coverage: { exact: false, expected: 45, failures: [] },
    });
    expect(vendorIds(listeners.nodes)).toEqual(vendorIds(truthOf(running).listeners).slice(0, 20));
    expect(backends).toMatchObject({ totalCount: null, coverage: { exact: false } });
    expect(backends.nodes).toHaveLength(20 * 3);
  });
});

describe('machines that are looked up', () => {
  /** The setting under which more than 20 ids in one call are refused. */
  const refusing = { 'tencent-clb.ids-maximum': '20' };
  const machines =
    '{ loadBalancers { nodes { backends(first: 100) { nodes { port instance { vendorId name createdAt } } } } } }';
  interface Machines {
    readonly loadBalancers: {
      readonly nodes: readonly {
        readonly backends: {
          readonly nodes: readonly { readonly instance: Readonly<Record<string, string | null>> }[];
        };
      }[];
    };
  }

  test.each([
    [20, 'is answered'],
    [21, 'is a coded error at each field that needs it, and takes nothing from what the rows tell'],
  ])('%d in one call, where the vendor takes 20: %s', async (count) => {
    const running = await start(one('intl-2018', { listeners: 1, backends: count }), refusing);
    // All by one call, one of which the vendor no longer has.
    const bound = allBackends(truthOf(running)).map(({ instance }) => instance ?? {});
    const { data, errors } = await running.query<Machines>(machines);
    const found = data.loadBalancers.nodes
      .flatMap(({ backends }) => backends.nodes)
      .map(({ instance }) => instance);
    const pick = (names: readonly string[]) => (row: Readonly<Record<string, unknown>>) =>
      names.map((name) => row[name]);
    const names = count === 20 ? ['vendorId', 'name', 'createdAt'] : ['vendorId', 'name'];
    expect(found.map(pick(names))).toEqual(bound.map(pick(names)));
    if (count === 20) expect(errors).toEqual([]);
    else {
      expect(errors).toHaveLength(21);
      expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(
        new Set(['UPSTREAM_REJECTED']),
      );
      expect(found.map(({ createdAt }) => createdAt)).toEqual(found.map(() => null));
    }
  });
});

describe('machines bound at a classic load balancer, more than a page', () => {
  test.each([
    ['cn-2014', 'edition', 2],
    ['cn-2014', 'paged', 2],
    ['cn-2014', 'ignored', 1],
    ['cn-2018', 'edition', 1],
    ['cn-2018', 'paged', 2],
    ['cn-2018', 'ignored', 1],
    ['intl-2018', 'paged', 2],
  ] as const)('%s, %s: whole by %d calls', async (profile, setting, asked) => {
    const account = one(profile, { listeners: 2, backends: 130 });
    const running = await start(account, { 'tencent-clb.backend-paging': setting });
    const { backends, instances } = await readLists(running, 'backends', 'instances');
    expect(allBackends(truthOf(running))).toHaveLength(260);
    expect(backends).toMatchObject({ totalCount: 260, coverage: { exact: true, expected: 260 } });
    expect(backends.nodes).toHaveLength(260);
    expect(instances).toMatchObject({ totalCount: 130, coverage: { exact: true } });
    expect(byAction(running)['DescribeLoadBalancerBackends']).toBe(asked);
    expect(await answeredTree(running, 't')).toEqual(trueTree(running.simulator, 't'));
  });

  test('in another order on each page: said not to be all', async () => {
    const running = await start(one('cn-2014', { listeners: 1, backends: 130 }), {
      'tencent-clb.row-order': 'shifting',
    });
    const { backends } = await readLists(running, 'backends');
    expect(backends.nodes.length).toBeLessThan(130);
    expect(backends).toMatchObject({ totalCount: null, coverage: { exact: false } });
    const { data, errors } = await running.query<{ instances: List }>(`{ ${list('instances')} }`);
    expect(errors).toEqual([]);
    expect(data.instances).toMatchObject({ totalCount: null, coverage: { exact: false, failures: [] } });
  });
});
