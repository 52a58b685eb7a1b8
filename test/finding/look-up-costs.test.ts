import { afterEach, describe, expect, test } from 'vitest';
import type {
  InventoryAccount,
  InventoryBackend,
  InventoryLoadBalancer,
} from '../../src/simulator/inventory.js';
import type { Topology } from '../../src/simulator/simulator.js';
import { bmlbAccount, clbAccount } from '../gateway/tencent-accounts.js';
import { startFleet, type Fleet, type FleetOptions } from '../support/gateway.js';

type Account = Topology['accounts'][number];
type Calls = Readonly<Record<string, number>>;

let fleet: Fleet | undefined;
afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

interface Opened {
  readonly fleet: Fleet;
  readonly truth: InventoryAccount;
}

async function open(account: Account, options: FleetOptions = {}): Promise<Opened> {
  fleet = await startFleet({ seed: 9, accounts: [account] }, options);
  const [truth] = fleet.simulator.inventory().accounts;
  if (truth === undefined) throw new Error('no account');
  return { fleet, truth };
}

/** What was asked since it was last told: how often which action. */
function actions({ simulator }: Fleet): Calls {
  const { byAction } = simulator.calls();
  simulator.clearCalls();
  const named = Object.entries(byAction).map(([name, times]) => [name.replace(/^\S+ /, ''), times] as const);
  return Object.fromEntries(named);
}

const isAt =
  (vendorId: string) =>
  ({ target }: InventoryBackend): boolean =>
    target.__typename === 'Instance' && target.vendorId === vendorId;

function backendsOf({ listeners, backends }: InventoryLoadBalancer): readonly InventoryBackend[] {
  return [...listeners.flatMap((listener) => listener.backends), ...backends];
}

/** The machine that stands behind the most load balancers, with these. */
function busiest({ loadBalancers, instances }: InventoryAccount) {
  const fronts = instances.map((machine) => {
    const isIt = isAt(machine.vendorId);
    return { machine, isIt, behind: loadBalancers.filter((one) => backendsOf(one).some(isIt)) };
  });
  const [most] = fronts.sort((a, b) => b.behind.length - a.behind.length);
  if (most === undefined) throw new Error('no machine');
  expect(most.behind.length).toBeGreaterThan(1);
  expect(most.behind.length).toBeLessThan(loadBalancers.length / 2);
  return { ...most, backends: most.behind.flatMap(backendsOf).filter(most.isIt).length };
}

interface Found {
  readonly backends: { readonly totalCount: number; readonly coverage: { readonly exact: boolean } };
}

/** How many backends match, for certain, and by which calls that was found. */
async function find(
  { query }: Fleet,
  filter: Readonly<Record<string, unknown>>,
  fields = 'port weight',
): Promise<number> {
  const { data, errors } = await query<Found>(
    `query Find($filter: BackendFilter!) { backends(first: 1000, filter: $filter) { totalCount coverage { exact } nodes { ${fields} } } }`,
    { filter },
  );
  expect(errors).toEqual([]);
  expect(data.backends.coverage.exact).toBe(true);
  return data.backends.totalCount;
}

/** The machine's id in this gateway's own spelling, told by another one: here it is as if never seen. */
async function idOf(account: Account, vendorId: string, options: FleetOptions = {}): Promise<string> {
  const other = await startFleet({ seed: 9, accounts: [account] }, options);
  const [region = null] = account.provider === 'ZENLAYER_BMC' ? [] : account.regions;
  const { data } = await other.query<{ readonly instance: { readonly id: string } }>(
    'query Id($region: String, $vendorId: ID!) { instance(account: "a", region: $region, vendorId: $vendorId) { id } }',
    { region, vendorId },
  );
  await other.stop();
  return data.instance.id;
}

function merge(...all: readonly Calls[]): Calls {
  const sum: Record<string, number> = {};
  for (const [name, times] of all.flatMap((calls) => Object.entries(calls)))
    if (times > 0) sum[name] = (sum[name] ?? 0) + times;
  return sum;
}

describe('a machine at Tencent CLB', () => {
  const account = clbAccount('a', 'cn-2018', { classic: 20, application: 20, backends: 120, instances: 60 });

  /** For each load balancer that is found all that is bound, and before it the listeners of a classic one. */
  const below = (behind: readonly InventoryLoadBalancer[]): Calls => {
    const application = behind.filter(({ vendorFields: { forward } }) => forward === 1).length;
    const classic = behind.length - application;
    return {
      DescribeLoadBalancerListeners: classic,
      DescribeLoadBalancerBackends: classic,
      DescribeForwardLBBackends: application,
    };
  };

  test('costs a call for its address and one for the load balancers behind which that is, then those alone', async () => {
    const { fleet: own, truth } = await open(account);
    const { machine, behind, backends } = busiest(truth);
    const id = await idOf(account, machine.vendorId);
    expect(await find(own, { instance: [id] })).toBe(backends);
    const { calls } = own.simulator.calls();
    const narrowed = calls.filter(({ action }) => action === 'DescribeLoadBalancers');
    expect(
      narrowed.map(({ params }) => Object.keys(params).filter((name) => name.startsWith('backend'))),
    ).toEqual([[expect.stringMatching(/^backendLanIps\b/)]]);
    const named = { DescribeInstances: 1, DescribeLoadBalancers: 1 };
    expect(actions(own)).toEqual(merge(named, below(behind)));
    expect(await find(own, { instance: [id] })).toBe(backends);
    expect(actions(own)).toEqual({});
  });

  test('that is at hand costs no call for its address', async () => {
    const { fleet: own, truth } = await open(account);
    const { machine, behind, backends } = busiest(truth);
    const { data, errors } = await own.query<{
      readonly instance: { readonly backends: { readonly totalCount: number } };
    }>(
      'query Behind($vendorId: ID!) { instance(account: "a", region: "ap-guangzhou", vendorId: $vendorId) { name backends { totalCount nodes { port } } } }',
      { vendorId: machine.vendorId },
    );
    expect(errors).toEqual([]);
    expect(data.instance.backends.totalCount).toBe(backends);
    // The one for the machine itself.
    const named = { DescribeInstances: 1, DescribeLoadBalancers: 1 };
    expect(actions(own)).toEqual(merge(named, below(behind)));
  });

  test('whose bindings are too old is found by the address at hand: a machine may be older than they', async () => {
    const now = { value: Date.parse('2026-03-01T00:00:00.000Z') };
    const { fleet: own, truth } = await open(account, { now: () => now.value });
    const { machine, backends } = busiest(truth);
    const id = await idOf(account, machine.vendorId);
    expect(await find(own, { instance: [id] })).toBe(backends);
    const { DescribeInstances, DescribeLoadBalancerListeners, ...bindings } = actions(own);
    expect(DescribeInstances).toBe(1);
    expect(DescribeLoadBalancerListeners).toBeGreaterThan(0);
    now.value += 20_000;
    expect(await find(own, { instance: [id] })).toBe(backends);
    const again = actions(own);
    expect(again['DescribeInstances']).toBeUndefined();
    expect(again).toMatchObject({
      DescribeLoadBalancers: 1,
      DescribeLoadBalancerBackends: bindings['DescribeLoadBalancerBackends'],
      DescribeForwardLBBackends: bindings['DescribeForwardLBBackends'],
    });
  });

  test('by its address alone costs a call for private and one for public ones, then what is found alone', async () => {
    const { fleet: own, truth } = await open(account);
    const { machine, behind, backends } = busiest(truth);
    const filter = { address: machine.privateAddresses };
    expect(await find(own, filter)).toBe(backends);
    expect(actions(own)).toEqual(merge({ DescribeLoadBalancers: 2 }, below(behind)));
    await find(own, filter);
    expect(actions(own)).toEqual({});
  });
});

describe('a machine at Tencent’s bare metal', () => {
  const account = bmlbAccount('a', 40, { backends: 160, instances: 60 });

  test('costs a call for its network and one for where it is bound, then those listeners alone', async () => {
    const { fleet: own, truth } = await open(account);
    const { machine, isIt, behind, backends } = busiest(truth);
    const id = await idOf(account, machine.vendorId);
    expect(await find(own, { instance: [id] })).toBe(backends);
    const holds = (listeners: InventoryLoadBalancer['listeners'], isRuled: boolean) =>
      listeners.filter(({ rules, backends: bound }) => rules.length > 0 === isRuled && bound.some(isIt))
        .length;
    const layer4 = behind.reduce((sum, { listeners }) => sum + holds(listeners, false), 0);
    const layer7 = behind.filter(({ listeners }) => holds(listeners, true) > 0).length;
    expect(actions(own)).toEqual(
      merge({
        ...{ DescribeDevice: 1, DescribeBmBindInfo: 1 },
        // One for each listener of layer 4; those of layer 7 come with the rules of their load balancer.
        ...{ DescribeBmL4ListenerBackends: layer4, DescribeBmForwardListenerInfo: layer7 },
      }),
    );
    expect(await find(own, { instance: [id] })).toBe(backends);
    expect(actions(own)).toEqual({});
  });
});

describe('what is selected of a machine at Tencent’s bare metal', () => {
  const account = bmlbAccount('a', 40, { backends: 160, instances: 60 });
  const named = { DescribeDevice: 1, DescribeBmBindInfo: 1 };
  const place = 'loadBalancer { vendorId } listener { port protocol } rule { domain path }';

  const behind = async (inner: string) => {
    const { fleet: own, truth } = await open(account);
    const { machine, behind: fronts, backends } = busiest(truth);
    const { data, errors } = await own.query<{ readonly instance: Readonly<Record<string, unknown>> }>(
      `query Behind($vendorId: ID!) { instance(account: "a", region: "ap-guangzhou", vendorId: $vendorId) { ${inner} } }`,
      { vendorId: machine.vendorId },
    );
    expect(errors).toEqual([]);
    return { instance: data.instance, fronts, backends, asked: actions(own) };
  };

  test.each([
    ['ports alone', 'port', {}],
    ['the machine itself', 'port instance { name status }', {}],
    ['where it is bound, with the names of load balancers', `port ${place}`, { DescribeBmLoadBalancers: 1 }],
  ])('%s: told by the call that names where it is bound', async (_what, fields, more) => {
    const { instance, backends, asked } = await behind(
      `backends(first: 100) { totalCount nodes { ${fields} } }`,
    );
    expect(instance).toMatchObject({ backends: { totalCount: backends } });
    expect(asked).toEqual({ ...named, ...more });
  });

  test('its load balancers: with one call for all of them', async () => {
    const { instance, fronts, asked } = await behind('loadBalancers(first: 100) { nodes { vendorId } }');
    const { loadBalancers } = instance as { loadBalancers: { nodes: { vendorId: string }[] } };
    expect(loadBalancers.nodes.map(({ vendorId }) => vendorId).sort()).toEqual(
      fronts.map(({ vendorId }) => vendorId).sort(),
    );
    expect(asked).toEqual({ ...named, DescribeBmLoadBalancers: 1 });
  });

  test('weights and health come by the lists that it stands in, and nothing more for where these stand', async () => {
    const { asked } = await behind(`backends(first: 100) { nodes { weight health ${place} } }`);
    const { DescribeBmL4ListenerBackends, DescribeBmForwardListenerInfo, ...others } = asked;
    expect(DescribeBmL4ListenerBackends ?? 0).toBeGreaterThan(0);
    expect(DescribeBmForwardListenerInfo ?? 0).toBeGreaterThan(0);
    expect(others).toEqual({ ...named, DescribeBmLoadBalancers: 1 });
  });
});

describe('a machine at Tencent’s bare metal whose bindings are too old', () => {
  test('is looked for in the network at hand: a machine may be older than they', async () => {
    const now = { value: Date.parse('2026-03-01T00:00:00.000Z') };
    const account = bmlbAccount('a', 40, { backends: 160, instances: 60 });
    const { fleet: own, truth } = await open(account, { now: () => now.value });
    const { machine, backends } = busiest(truth);
    const id = await idOf(account, machine.vendorId);
    await find(own, { instance: [id] });
    const { DescribeDevice, ...bindings } = actions(own);
    expect(DescribeDevice).toBe(1);
    now.value += 20_000;
    expect(await find(own, { instance: [id] })).toBe(backends);
    expect(actions(own)).toEqual(bindings);
  });
});

describe('a machine at QingCloud, which looks none up', () => {
  const sizes = { loadBalancers: 120, listeners: 150, backends: 330, instances: 60 };
  const account: Account = { id: 'a', provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'], ...sizes };

  // 150 listeners with their backends inside are 2 pages; what stands behind deleted load balancers is told by the rows of those found.
  test('costs every backend of the zone once, by 100 listeners a call, and any machine the load balancers that are not known', async () => {
    const { fleet: own, truth } = await open(account);
    const { machine, backends } = busiest(truth);
    const id = await idOf(account, machine.vendorId);
    expect(await find(own, { instance: [id] })).toBe(backends);
    expect(actions(own)).toEqual({ DescribeLoadBalancers: 1, DescribeLoadBalancerListeners: 2 });
    const findAll = async () => {
      for (const { vendorId } of truth.instances.slice(0, 10)) {
        const bound = truth.loadBalancers.flatMap(backendsOf).filter(isAt(vendorId)).length;
        expect(await find(own, { targetId: [vendorId] })).toBe(bound);
      }
      return actions(own);
    };
    const { DescribeLoadBalancers = 0, ...others } = await findAll();
    expect(others).toEqual({});
    expect(DescribeLoadBalancers).toBeLessThanOrEqual(10);
    expect(await findAll()).toEqual({});
  });

  // Health is not among what stands inside listeners by the documentation: so 330 backends are 4 pages.
  test('with health costs the pages of all backends', async () => {
    const { fleet: own, truth } = await open(account);
    const unhealthy = truth.loadBalancers
      .flatMap(backendsOf)
      .filter(({ health }) => health === 'DOWN' || health === 'ABNORMAL').length;
    expect(unhealthy).toBeGreaterThan(0);
    expect(await find(own, { health: ['DOWN', 'ABNORMAL'] })).toBe(unhealthy);
    expect(actions(own)).toEqual({ DescribeLoadBalancers: 2, DescribeLoadBalancerBackends: 4 });
  });
});
