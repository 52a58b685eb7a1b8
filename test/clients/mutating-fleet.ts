/** What the clients' tests scroll through: a fleet of several vendors, more than one page of it at each of two. */
import type { Simulator, Topology } from '../../src/simulator/simulator.js';
import { startFleet, type Fleet, type FleetOptions } from '../support/gateway.js';
import { bmlbAccount, clbAccount } from '../gateway/tencent-accounts.js';

/** Rows that stand in one order at the vendor: of an account in a region, or under a parent. */
export interface VendorList {
  readonly account: string;
  readonly region: string | null;
  readonly kind: 'loadBalancer' | 'listener' | 'backend';
  readonly parentId?: string;
}

/** One that changes. */
export interface ChangingList extends VendorList {
  /** How many rows it has at least when a scroll begins. */
  readonly size: number;
}

/** Load balancers by account: of the first two, more than the 100 that their vendors give with one page. */
const sizes = { q: 130, t: 120, z: 45, b: 45 };

const topology: Topology = {
  seed: 57,
  accounts: [
    { id: 'q', provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'], ...sized(sizes.q) },
    clbAccount('t', 'cn-2018', { classic: sizes.t - 50, application: 50, backends: sizes.t }),
    { id: 'z', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A'], ...sized(sizes.z) },
    bmlbAccount('b', sizes.b, { backends: 2 * sizes.b }),
  ],
};

function sized(loadBalancers: number) {
  return { loadBalancers, listeners: loadBalancers, backends: loadBalancers, instances: 30 };
}

const kind = 'loadBalancer';
const wholeFleet: readonly ChangingList[] = [
  { account: 'q', region: 'pek3', kind, size: sizes.q },
  { account: 't', region: 'ap-guangzhou', kind, size: sizes.t },
  { account: 'z', region: null, kind, size: sizes.z },
  { account: 'b', region: 'ap-guangzhou', kind, size: sizes.b },
];

export interface MutatingFleet extends Fleet {
  /** Its load balancers, in the order of a root connection. */
  readonly lists: readonly ChangingList[];
  /** Lets so much time go by that nothing at hand is fresh any more. */
  readonly forget: () => void;
}

/**
 * A fleet for one scroll over it: what a scroll puts into a list stands elsewhere where a vendor lists by the time of creation, so that
 * the next one would not know its order.
 */
export async function startMutatingFleet(options: Pick<FleetOptions, 'cache'> = {}): Promise<MutatingFleet> {
  let elapsed = 0;
  const fleet = await startFleet(topology, { ...options, now: () => Date.now() + elapsed });
  return {
    ...fleet,
    lists: wholeFleet,
    forget: () => {
      elapsed += 120_000;
    },
  };
}

/** One load balancer, and lists under it that are long enough to be scrolled through. */
export interface Nested {
  /** The arguments that find it. */
  readonly parent: { readonly account: string; readonly region: string; readonly vendorId: string };
  readonly listeners: ChangingList;
  /** Of its first listener. */
  readonly backends: ChangingList;
}

export function openNested({ simulator }: MutatingFleet): Nested {
  const place = { account: 'q', region: 'pek3' };
  const [vendorId = ''] = idsOf(simulator, { ...place, kind: 'loadBalancer' });
  const listeners = { ...place, kind: 'listener', parentId: vendorId, size: 40 } as const;
  fill(simulator, listeners);
  const [listener = ''] = idsOf(simulator, listeners);
  const backends = { ...place, kind: 'backend', parentId: listener, size: 60 } as const;
  fill(simulator, backends);
  return { parent: { ...place, vendorId }, listeners, backends };
}

/** Adds rows to a list, at its end, until it has its size. */
export function fill(simulator: Simulator, { size, ...list }: ChangingList): void {
  for (let has = idsOf(simulator, list).length; has < size; has += 1)
    simulator.mutate({ op: 'insert', ...list });
}

/** The rows of a list by the vendor's ids, in their order of now. */
export function idsOf(simulator: Simulator, { account, region, kind, parentId }: VendorList): string[] {
  const loadBalancers = simulator
    .inventory(account)
    .accounts.flatMap((owner) => owner.loadBalancers)
    .filter((row) => row.region === region);
  const under = (row: { readonly vendorId: string }) => row.vendorId === parentId;
  const rows = {
    loadBalancer: () => loadBalancers,
    listener: () => loadBalancers.filter(under).flatMap((row) => row.listeners),
    backend: () =>
      loadBalancers
        .flatMap((row) => row.listeners)
        .filter(under)
        .flatMap((row) => row.backends),
  }[kind]();
  return rows.map(({ vendorId }) => vendorId ?? '');
}
