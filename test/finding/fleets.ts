import type { Simulator, Topology } from '../../src/simulator/simulator.js';
import { bmlbAccount, clbAccount } from '../gateway/tencent-accounts.js';
import { nastyTexts } from './texts.js';

type Account = Topology['accounts'][number];

/** How large every account is. */
export interface FleetSize {
  /** Some of them; all unless told. */
  readonly accounts?: readonly string[];
  readonly loadBalancers: number;
  readonly instances: number;
}

/** Accounts of every vendor: two or more of each, in one region and in several. */
export function findingFleet(
  seed: number,
  { accounts: wanted, loadBalancers, instances }: FleetSize,
): Topology {
  const listeners = 2 * loadBalancers;
  const backends = 3 * listeners;
  const plain = { loadBalancers, listeners, backends, instances };
  const clb = { backends: 4 * loadBalancers, instances, rulesPerL7Listener: 2 };
  const application = Math.floor(loadBalancers / 2);
  const classic = loadBalancers - application;
  const accounts: readonly Account[] = [
    { id: 'q1', provider: 'QINGCLOUD', api: 'v1', regions: ['pek3', 'gd2'], ...plain, routers: 2 },
    { id: 'z1', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A', 'SEL-A'], ...plain },
    clbAccount('t1', 'cn-2018', { ...clb, classic, application, regions: ['ap-guangzhou', 'sh'] }),
    // The fourth load balancer stands in another network.
    bmlbAccount('b1', Math.max(4, loadBalancers), { backends: backends + 12, instances, regions: ['gz'] }),
    { id: 'q2', provider: 'QINGCLOUD', api: 'v1', regions: ['sh1'], ...plain },
    { id: 'z2', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['FRA-A'], profile: 'bm-only', ...plain },
    clbAccount('t2', 'cn-2014', { ...clb, classic: loadBalancers, application: 0, regions: ['sh'] }),
    bmlbAccount('b2', loadBalancers, { backends, instances, regions: ['gz', 'ap-beijing'] }),
    // Later products and versions.
    { id: 'e1', provider: 'ZENLAYER_ZLB', api: 'v2', regions: ['asia-east-1', 'europe-central-1'], ...plain },
    {
      ...clbAccount('t3', 'cn-2018', { ...clb, classic, application, regions: ['ap-guangzhou', 'sh'] }),
      api: 'v3',
    },
    {
      ...bmlbAccount('b3', Math.max(4, loadBalancers), {
        backends: backends + 12,
        instances,
        regions: ['gz'],
      }),
      api: 'v3',
    },
  ];
  return { seed, accounts: accounts.filter(({ id }) => wanted?.includes(id) ?? true) };
}

const later = ['e1', 't3', 'b3'];

/** The accounts as two fleets, each with one of every older product and with all of the later ones: a fleet of all asks each of everything. */
export const halves = [
  ['q1', 'z1', 't1', 'b1', ...later],
  ['q2', 'z2', 't2', 'b2', ...later],
] as const;

/** One account of each product and version, and a second one of one: what is asked in every run of the tests. */
export const smallFleet: FleetSize = {
  accounts: [...halves[0], 'q2'],
  loadBalancers: 2,
  instances: 8,
};

/** Gives rows names that are easily misread; some of them twice, so that orders have ties. */
export function dressNames(simulator: Simulator, seed: number): void {
  const { accounts } = simulator.inventory();
  let turn = seed;
  const name = () => {
    turn += 1;
    return nastyTexts[(turn * 7) % nastyTexts.length] ?? null;
  };
  for (const { id: account, provider, loadBalancers, instances } of accounts) {
    const dress = (kind: 'loadBalancer' | 'listener' | 'backend' | 'instance', rows: readonly Row[]) => {
      rows.forEach(({ vendorId, region }, at) => {
        if (vendorId === null || at % 3 === 0) return;
        const fields = { name: at % 7 === 5 ? 'web' : name() };
        simulator.mutate({ op: 'update', account, region, kind, id: vendorId, fields });
      });
    };
    dress('loadBalancer', loadBalancers);
    dress('instance', instances);
    const listeners = loadBalancers.flatMap((one) =>
      one.listeners.map((listener) => ({ ...listener, region: one.region })),
    );
    dress('listener', listeners);
    if (!provider.startsWith('TENCENT'))
      dress(
        'backend',
        listeners.flatMap(({ region, backends }) => backends.map(({ vendorId }) => ({ vendorId, region }))),
      );
  }
}

interface Row {
  readonly vendorId: string | null;
  readonly region: string | null;
}

/** Adds to every account a load balancer that has nothing behind it. */
export function addEmptyOnes(simulator: Simulator): void {
  for (const { id: account, loadBalancers } of simulator.inventory().accounts) {
    const { region = null } = loadBalancers[0] ?? {};
    simulator.mutate({ op: 'insert', account, region, kind: 'loadBalancer' });
  }
}

/** Binds one machine more in every account, behind a layer-7 rule where there is one. */
export function bindOneMore(simulator: Simulator): void {
  for (const { id: account, loadBalancers } of simulator.inventory().accounts) {
    const listeners = loadBalancers.flatMap((one) =>
      one.listeners.map((listener) => ({ ...listener, region: one.region })),
    );
    const rules = listeners.flatMap(({ rules: own, region }) => own.map((rule) => ({ ...rule, region })));
    // What takes none says so: a classic load balancer's listeners, and one that is full.
    const isBound = [...rules, ...listeners, ...loadBalancers].some(({ vendorId: parentId, region }) => {
      try {
        simulator.mutate({ op: 'insert', account, region, kind: 'backend', parentId });
        return true;
      } catch {
        return false;
      }
    });
    if (!isBound) throw new Error(`nothing of ${account} takes one more`);
  }
}

/** The address of a machine that is given to others. */
export const sharedAddress = '10.77.0.7';
/** The same one, as the vendor and as somebody else may write it. */
export const ipv6Spellings = ['2001:db8::7', '2001:0DB8:0:0:0:0:0:7'] as const;

/**
 * Gives one address to several machines: in every account, and in one region to two of different networks, as far as the vendor can tell
 * them apart: not to two behind one load balancer.
 */
export function shareAddresses(simulator: Simulator): void {
  for (const { id: account, provider, loadBalancers, instances } of simulator.inventory().accounts) {
    const regions = [...new Set(instances.map(({ region }) => region))];
    for (const region of regions) {
      const behind = loadBalancers
        .filter((one) => one.region === region)
        .map(
          ({ listeners, backends }) =>
            new Set([...listeners.flatMap((one) => one.backends), ...backends].map(targetOf)),
        );
      const own = instances.filter((one) => one.region === region);
      const isApart = (a: string, b: string) => !behind.some((each) => each.has(a) && each.has(b));
      const isBound = (id: string) => behind.some((each) => each.has(id));
      const bound = own.filter(({ vendorId }) => isBound(vendorId));
      const pairs = bound.flatMap((a) =>
        bound.flatMap((b) => (a !== b && isApart(a.vendorId, b.vendorId) ? [[a, b]] : [])),
      );
      const apart = pairs.find(([a, b]) => networkOf(a) !== networkOf(b)) ?? pairs[0];
      for (const { vendorId } of apart ?? bound.slice(0, 1)) {
        const fields = { privateAddresses: [sharedAddress] };
        simulator.mutate({ op: 'update', account, region, kind: 'instance', id: vendorId, fields });
      }
    }
    if (provider === 'QINGCLOUD') bindIpv6(simulator, account);
  }
}

/** Only one vendor binds bare addresses of that kind. */
function bindIpv6(simulator: Simulator, account: string): void {
  const [inventory] = simulator.inventory(account).accounts;
  for (const { region, listeners } of inventory?.loadBalancers ?? []) {
    const id = listeners.flatMap(({ backends }) => backends).at(-1)?.vendorId ?? null;
    if (id === null) continue;
    const fields = { target: { __typename: 'IpTarget', address: ipv6Spellings[0] } };
    simulator.mutate({ op: 'update', account, region, kind: 'backend', id, fields });
  }
}

/** Where its vendor tells one. */
function networkOf(
  machine: { readonly vendorFields: Readonly<Record<string, unknown>> } | undefined,
): unknown {
  const { unVpcId, vpcId } = machine?.vendorFields ?? {};
  return unVpcId ?? vpcId;
}

interface Bound {
  readonly target: { readonly __typename: string; readonly vendorId?: string };
}

function targetOf({ target }: Bound): string | null {
  return target.__typename === 'Instance' ? (target.vendorId ?? null) : null;
}
