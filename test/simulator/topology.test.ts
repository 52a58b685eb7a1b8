import { describe, expect, it } from 'vitest';
import { sandboxTopology } from '../../src/simulator/sandbox-topology.js';
import { createSimulator } from '../../src/simulator/simulator.js';
import type { InventoryAccount, InventoryListener } from '../../src/simulator/inventory.js';
import { present, qingcloudAccount, zenlayerAccount, type TopologyAccount } from './start-simulator.js';
import { bmlbAccount } from './tencent-bmlb-setup.js';
import { oldClbAccount, tencentClbAccount } from './tencent-clb-account.js';

const inventoryOf = (account: TopologyAccount, seed = 1): InventoryAccount =>
  present(createSimulator({ topology: { accounts: [account] }, seed }).inventory(account.id).accounts[0]);

const listenersOf = ({ loadBalancers }: InventoryAccount): InventoryListener[] =>
  loadBalancers.flatMap(({ listeners }) => listeners);

function totalsOf(account: InventoryAccount): Record<string, number> {
  const listeners = listenersOf(account);
  return {
    loadBalancers: account.loadBalancers.length,
    listeners: listeners.length,
    backends: listeners.reduce((total, { backends }) => total + backends.length, 0),
    instances: account.instances.length,
  };
}

const problemsOf = (account: unknown): string => {
  try {
    createSimulator({ topology: { accounts: [account as TopologyAccount] } });
    return '';
  } catch (error) {
    return String(error);
  }
};

describe('totals', () => {
  const large = { loadBalancers: 200, listeners: 500, backends: 2000, instances: 300 };

  it('are exact in one QingCloud region', () => {
    expect(totalsOf(inventoryOf(qingcloudAccount(large)))).toEqual(large);
  });

  it('are exact in each region of a QingCloud account', () => {
    const small = { loadBalancers: 3, listeners: 7, backends: 20, instances: 6 };
    const account = inventoryOf(qingcloudAccount({ ...small, regions: ['pek3', 'gd2'] }));
    expect(totalsOf(account)).toEqual({ loadBalancers: 6, listeners: 14, backends: 40, instances: 12 });
    expect(account.loadBalancers.filter(({ region }) => region === 'gd2')).toHaveLength(3);
  });

  it('are exact for a Zenlayer account over all its zones', () => {
    const totals = { loadBalancers: 150, listeners: 300, backends: 900, instances: 80 };
    const account = inventoryOf(zenlayerAccount(totals));
    expect(totalsOf(account)).toEqual(totals);
    expect(account.regions).toEqual([]);
    expect(new Set(account.loadBalancers.map(({ zone }) => zone))).toEqual(new Set(['HKG-A', 'SEL-A']));
  });

  it('can be one load balancer with nothing in it', () => {
    const totals = { loadBalancers: 1, listeners: 0, backends: 0, instances: 0 };
    expect(totalsOf(inventoryOf(qingcloudAccount(totals)))).toEqual(totals);
    expect(totalsOf(inventoryOf(zenlayerAccount(totals)))).toEqual(totals);
  });

  it('can fill a QingCloud fleet to its limits', () => {
    const totals = { loadBalancers: 2, listeners: 4, backends: 400, instances: 10 };
    expect(totalsOf(inventoryOf(qingcloudAccount(totals)))).toEqual(totals);
  });

  it('keep to bare metal in the profile bm-only', () => {
    const kinds = inventoryOf(zenlayerAccount({ profile: 'bm-only' })).instances.map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['BARE_METAL']));
  });
});

describe('a large enough fleet', () => {
  const fleets = [inventoryOf(qingcloudAccount()), inventoryOf(zenlayerAccount())];

  it.each(fleets)('of $provider has the crowded, the full and the empty one', (account) => {
    const sizes = listenersOf(account).map(({ backends }) => backends.length);
    expect(sizes).toContain(100);
    expect(sizes).toContain(0);
    const perLoadBalancer = account.loadBalancers.map(({ listeners }) =>
      listeners.reduce((total, { backends }) => total + backends.length, 0),
    );
    expect(Math.max(...perLoadBalancer)).toBeGreaterThan(100);
    expect(account.loadBalancers.some(({ name }) => name === null)).toBe(true);
    expect(account.loadBalancers.some(({ name }) => name !== null)).toBe(true);
  });

  it.each(fleets)('of $provider names an instance that is gone, and shares others', (account) => {
    const known = new Set(
      [...account.instances, ...account.byIdOnly.instances].map(({ vendorId }) => vendorId),
    );
    const named = listenersOf(account).flatMap(({ backends }) =>
      backends.flatMap(({ target }) => (target.__typename === 'Instance' ? [target.vendorId] : [])),
    );
    expect(named.filter((id) => !known.has(id))).toHaveLength(1);
    expect(new Set(named).size).toBeLessThan(named.length);
  });

  it.each(fleets)('of $provider has a value that nobody knows', (account) => {
    const backends = listenersOf(account).flatMap((listener) => listener.backends);
    const unknown =
      account.provider === 'QINGCLOUD'
        ? backends.filter(({ health, vendorHealth }) => health === 'UNKNOWN' && vendorHealth !== null)
        : backends.filter(({ status }) => status === 'UNKNOWN');
    expect(unknown.length).toBeGreaterThan(0);
  });

  it('of QINGCLOUD has a router, an address, a terminated instance and other zones as targets', () => {
    const account = present(fleets[0]);
    const targets = listenersOf(account).flatMap(({ backends }) => backends.map(({ target }) => target));
    expect(targets.filter(({ __typename }) => __typename === 'Router')).toHaveLength(1);
    expect(targets.filter(({ __typename }) => __typename === 'IpTarget')).toHaveLength(2);
    expect(account.byIdOnly.instances.map(({ status }) => status)).toEqual(['TERMINATED']);
    expect(account.instances.map(({ zone }) => zone)).toContain('pek3b');
  });

  it('of QINGCLOUD has a cluster node only in the profile appcenter', () => {
    const account = inventoryOf(qingcloudAccount({ profile: 'appcenter' }));
    expect(account.byIdOnly.instances.map(({ status }) => status)).toEqual(['TERMINATED', 'RUNNING']);
  });

  it.each(fleets)('of $provider has no two targets alike in one listener', (account) => {
    for (const { backends } of listenersOf(account)) {
      const keys = backends.map(({ target, port }) => JSON.stringify([target, port]));
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});

describe('the seed', () => {
  const accounts = [
    zenlayerAccount(),
    qingcloudAccount(),
    tencentClbAccount(),
    oldClbAccount(),
    bmlbAccount(),
    bmlbAccount({ id: 'bm-other' }),
  ];

  it('gives the same inventory each time, another seed another one', () => {
    for (const account of accounts) {
      expect(inventoryOf(account, 5)).toEqual(inventoryOf(account, 5));
      expect(inventoryOf(account, 5)).not.toEqual(inventoryOf(account, 6));
    }
  });

  it('makes an account independent of the others', () => {
    const all = createSimulator({ topology: { accounts }, seed: 3 });
    for (const account of accounts)
      expect(all.inventory(account.id).accounts[0]).toEqual(inventoryOf(account, 3));
  });
});

describe('a topology', () => {
  it.each([
    ['an unknown key', { ...qingcloudAccount(), zap: 1 }, 'accounts[0].zap: unknown key'],
    [
      'an unknown vendor',
      qingcloudAccount({ provider: 'ACME' }),
      'accounts[0].provider: must be one of QINGCLOUD',
    ],
    ['a dialect', qingcloudAccount({ api: 'v2' }), 'accounts[0].api: must be one of v1'],
    [
      '51 listeners',
      qingcloudAccount({ loadBalancers: 1, listeners: 51 }),
      'accounts[0].listeners: at most 50',
    ],
    [
      '101 of one listener',
      { ...qingcloudAccount(), listeners: 1, backends: 101 },
      'accounts[0].backends: too many',
    ],
    ['201', { ...qingcloudAccount(), loadBalancers: 1, backends: 201 }, 'accounts[0].backends: too many'],
    ['what the vendor lacks', zenlayerAccount({ routers: 1 }), 'accounts[0].routers: ZENLAYER_BMC has none'],
    ['a profile', zenlayerAccount({ profile: 'odd' }), 'accounts[0].profile: must be one of bm-only'],
    [
      'backends without instances',
      zenlayerAccount({ instances: 0 }),
      'accounts[0].instances: must be at least 1',
    ],
    ['a fraction', zenlayerAccount({ listeners: 1.5 }), 'accounts[0].listeners'],
  ])('with %s is refused by its path', (_what, account, message) => {
    expect(problemsOf(account)).toContain(message);
  });

  it('with several mistakes names them all', () => {
    const problems = problemsOf({
      ...qingcloudAccount(),
      api: 'v9',
      profile: 'odd',
      regions: ['PEK3', 'PEK3'],
    });
    expect(problems.split('\n')).toHaveLength(5);
  });

  it('of the sandbox is small, mixed and without fault', () => {
    const simulator = createSimulator({ topology: sandboxTopology });
    const { accounts } = simulator.inventory();
    const total = accounts.reduce((sum, { loadBalancers }) => sum + loadBalancers.length, 0);
    expect(total).toBeLessThan(50);
    expect(new Set(accounts.map(({ provider }) => provider))).toEqual(
      new Set(['QINGCLOUD', 'ZENLAYER_BMC', 'ZENLAYER_ZLB', 'TENCENT_CLB', 'TENCENT_BMLB']),
    );
    const targets = accounts
      .flatMap(listenersOf)
      .flatMap(({ backends }) => backends.map(({ target }) => target));
    expect(new Set(targets.map(({ __typename }) => __typename))).toEqual(
      new Set(['Instance', 'Router', 'IpTarget']),
    );
    expect(simulator.faults()).toEqual([]);
  });
});
