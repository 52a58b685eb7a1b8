import type { Backend } from './backend.js';
import { targetKinds } from './filter.js';
import type {
  BackendFilter,
  InstanceFilter,
  ListenerFilter,
  LoadBalancerFilter,
  TagFilter,
} from './filter.js';
import { isSameAddress } from './address.js';
import type { Instance } from './instance.js';
import type { Listener } from './listener.js';
import type { LoadBalancer, Tag } from './load-balancer.js';
import type { RecordBase } from './record-base.js';
import { itemKey } from './record.js';

/** For every field of a filter, whether an item has one of the wanted values. */
type Tests<F, I> = { readonly [K in keyof F]-?: (item: I, wanted: NonNullable<F[K]>) => boolean };

type WithoutReading = Omit<LoadBalancerFilter, 'hasUnhealthyBackends' | 'hasNoBackends'>;

const loadBalancerTests: Tests<WithoutReading, LoadBalancer> = {
  vendorId: ({ vendorId }, wanted) => setOf(wanted).has(vendorId),
  name: ({ name }, wanted) => isNamed(name, wanted),
  nameContains: ({ name }, wanted) => isNamedWith(name, wanted),
  status: ({ status }, wanted) => wanted.includes(status),
  scheme: ({ scheme }, wanted) => wanted.includes(scheme),
  address: ({ addresses }, wanted) => hasAddress(addresses, wanted),
  tag: ({ tags }, wanted) => (tags ?? []).some((tag) => wanted.some((one) => isTag(tag, one))),
};

const listenerTests: Tests<ListenerFilter, Listener> = {
  protocol: ({ protocol }, wanted) => wanted.includes(protocol),
  port: ({ ports }, wanted) =>
    wanted.some((port) => (ports ?? []).some(({ from, to }) => from <= port && port <= to)),
  status: ({ status }, wanted) => wanted.includes(status),
};

const backendTests: Tests<Omit<BackendFilter, 'health'>, Backend> = {
  instance: (backend, wanted) => {
    const key = instanceKeyOf(backend);
    return key !== null && setOf(wanted).has(key);
  },
  targetId: ({ target }, wanted) =>
    setOf(wanted).has(target.id) || (target.type === 'IpTarget' && hasAddress([target.id], wanted)),
  targetKind: ({ target }, wanted) => wanted.includes(targetKinds[target.type]),
  address: ({ addresses, target }, wanted) =>
    hasAddress(addresses ?? [], wanted) || (target.type === 'IpTarget' && hasAddress([target.id], wanted)),
  port: ({ port }, wanted) => port !== null && wanted.includes(port),
  vendorId: ({ vendorId }, wanted) => vendorId !== null && setOf(wanted).has(vendorId),
  name: ({ name }, wanted) => isNamed(name, wanted),
  nameContains: ({ name }, wanted) => isNamedWith(name, wanted),
  weightZero: ({ weight }, wanted) => weight !== null && (weight === 0) === wanted,
};

const instanceTests: Tests<InstanceFilter, Instance> = {
  vendorId: ({ vendorId }, wanted) => setOf(wanted).has(vendorId),
  name: ({ name }, wanted) => isNamed(name, wanted),
  nameContains: ({ name }, wanted) => isNamedWith(name, wanted),
  status: ({ status }, wanted) => wanted.includes(status),
  kind: ({ instanceKind }, wanted) => wanted.includes(instanceKind),
  address: ({ privateAddresses, publicAddresses }, wanted) =>
    hasAddress([...privateAddresses, ...publicAddresses], wanted),
};

/** Whether a load balancer matches, as far as its own record tells. */
export function matchesLoadBalancer(filter: LoadBalancerFilter): (item: LoadBalancer) => boolean {
  return matcher(loadBalancerTests, filter);
}

export function matchesListener(filter: ListenerFilter): (item: Listener) => boolean {
  return matcher(listenerTests, filter);
}

/** Whether a backend matches in all but health, which is no part of its record. */
export function matchesBackend(filter: BackendFilter): (item: Backend) => boolean {
  return matcher(backendTests, filter);
}

export function matchesInstance(filter: InstanceFilter): (item: Instance) => boolean {
  return matcher(instanceTests, filter);
}

/** The key of the machine that a backend sends traffic to, as in `BackendFilter.instance`; null where it is none. */
export function instanceKeyOf({ source, target }: Pick<Backend, 'source' | 'target'>): string | null {
  if (target.type !== 'Instance') return null;
  return itemKey({ kind: 'instance', source, instanceKind: target.kind, vendorId: target.id });
}

function matcher<F extends object, I extends Pick<RecordBase, 'imagined'>>(
  tests: Tests<F, I>,
  filter: F,
): (item: I) => boolean {
  const fields = Object.keys(tests) as (keyof F)[];
  const given = fields.flatMap((field) => {
    const wanted = filter[field];
    return isGiven(wanted) ? [(item: I) => tests[field](item, wanted)] : [];
  });
  return (item) => item.imagined === true || given.every((test) => test(item));
}

function isGiven<T>(wanted: T): wanted is NonNullable<T> {
  return wanted !== null && wanted !== undefined;
}

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Many values are tried with many rows: each list is made a set once. */
function setOf(wanted: readonly string[]): ReadonlySet<string> {
  const known = sets.get(wanted);
  if (known !== undefined) return known;
  const made = new Set(wanted);
  sets.set(wanted, made);
  return made;
}

function isNamed(name: string | null, wanted: readonly string[]): boolean {
  return name !== null && setOf(wanted).has(name);
}

function isNamedWith(name: string | null, wanted: readonly string[]): boolean {
  return name !== null && wanted.some((text) => name.includes(text));
}

function hasAddress(addresses: readonly string[], wanted: readonly string[]): boolean {
  return addresses.some((address) => wanted.some((one) => isSameAddress(address, one)));
}

function isTag({ key, value }: Tag, wanted: TagFilter): boolean {
  return key === wanted.key && (isGiven(wanted.value) ? value === wanted.value : true);
}
