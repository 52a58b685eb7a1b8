import type { Topology } from '../../src/simulator/simulator.js';

type Account = Topology['accounts'][number];
type Totals = Partial<Omit<Account, 'id' | 'provider' | 'api'>>;

const vendors = {
  q: { provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'] },
  z: { provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A'] },
  t: { provider: 'TENCENT_CLB', api: 'v2', regions: ['ap-guangzhou'] },
  b: { provider: 'TENCENT_BMLB', api: 'v2', regions: ['ap-beijing'] },
} as const;

function account(vendor: keyof typeof vendors, name: string, totals: Totals): Account {
  const none = { loadBalancers: 0, listeners: 0, backends: 0, instances: 0 };
  const { regions, ...rest } = vendors[vendor];
  return { id: `${vendor}-${name}`, ...rest, regions: [...regions], ...none, ...totals };
}

const long = { loadBalancers: 105 };
/** Nine load balancers of one listener each, about nine backends behind all but perhaps one. */
const short = { loadBalancers: 9, listeners: 9, backends: 72, instances: 14 };
/** One load balancer with ten listeners. */
const layers = { loadBalancers: 1, listeners: 9, l7Listeners: 1, rulesPerL7Listener: 9 };

/**
 * Accounts in which every list is to be had that a vendor knows: longer than a vendor's page of 100 where the vendor allows it,
 * of about ten rows, and empty.
 */
export const connectionFleet: Topology = {
  seed: 17,
  accounts: [
    account('q', 'long', long),
    // The first listener has 100 backends, which is the most; the load balancer has at most 200.
    account('q', 'deep', { loadBalancers: 1, listeners: 10, ...crowd(180) }),
    account('q', 'short', short),
    account('z', 'long', long),
    account('z', 'deep', { loadBalancers: 1, listeners: 2, ...crowd(240) }),
    account('z', 'wide', { loadBalancers: 1, listeners: 103 }),
    account('z', 'few', { loadBalancers: 1, listeners: 9 }),
    account('z', 'short', { ...short, profile: 'bm-only' }),
    account('t', 'long', long),
    account('t', 'deep', { ...layers, application: 1, listeners: 0, rulesPerL7Listener: 1, ...crowd(120) }),
    account('t', 'wide', { ...layers, application: 1, listeners: 103, rulesPerL7Listener: 103 }),
    account('t', 'few', { ...layers, application: 1, backends: 144, instances: 12 }),
    account('t', 'short', short),
    account('t', '2014', { profile: 'cn-2014', loadBalancers: 1, listeners: 1, ...crowd(120) }),
    account('b', 'long', long),
    account('b', 'deep', { ...layers, listeners: 1, rulesPerL7Listener: 1, ...crowd(240) }),
    account('b', 'wide', { ...layers, listeners: 50, rulesPerL7Listener: 103 }),
    account('b', 'few', { ...layers, backends: 144, instances: 12 }),
    account('b', 'short', short),
  ],
};

function crowd(backends: number): Totals {
  return { backends, instances: 125 };
}

export const fleetProviders = Object.values(vendors).map(({ provider }) => provider);

/** The accounts of a vendor. */
export function accountsOf(provider: string): readonly string[] {
  return connectionFleet.accounts.filter((each) => each.provider === provider).map(({ id }) => id);
}

/** Vendors without rules. */
const flat = ['QINGCLOUD', 'ZENLAYER_BMC'];

/** How long the longest list of a field is at a vendor, at the least; 0 where the vendor has no such thing. */
export function leastLength(name: string, provider: string): number {
  if (flat.includes(provider) && ['Listener.rules', 'ListenerRule.backends'].includes(name)) return 0;
  // The vendors' own limits: 50 listeners of each layer, 100 backends of a listener.
  if (name === 'LoadBalancer.listeners') return { QINGCLOUD: 10, TENCENT_BMLB: 51 }[provider] ?? 101;
  if (name === 'Listener.backends' && provider === 'QINGCLOUD') return 100;
  // A machine stands behind a few load balancers.
  if (name.startsWith('Instance.')) return 2;
  return name === 'LoadBalancer.instances' ? 60 : 101;
}
