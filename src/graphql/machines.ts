import type { GraphQLResolveInfo } from 'graphql';
import { readBackends } from '../loaders/backend-parts.js';
import { sifted } from '../loaders/filtered-list.js';
import type { Loaders } from '../loaders/loaders.js';
import { computedList, type Computed } from '../loaders/part-list.js';
import { instanceFilters } from '../loaders/sieves.js';
import { partsOfLoadBalancer } from '../loaders/unfolding.js';
import type { Missing } from '../inventory/record-store.js';
import type { Backend, CarriedInstance } from '../model/backend.js';
import type { InstanceFilter } from '../model/filter.js';
import { wholeInstance, type Instance, type InstanceRef } from '../model/instance.js';
import type { LoadBalancer } from '../model/load-balancer.js';
import { itemKey, type Item } from '../model/record.js';
import { emptySelection } from '../model/selection.js';
import type { Connection } from './connection.js';
import type { Context } from './context.js';
import { listConnection } from './list-connection.js';
import { partPrefix, type FoundArgs } from './list-parts.js';
import { filterIdentity, instances, needsOf } from './nouns.js';
import type { InstanceValue } from './resolvers/instance.js';
import { filteredSources, type SourceFilter } from './source-filter.js';

/** The value of `LoadBalancer.instances`: the distinct machines of all its backends. */
export function instancesConnection(
  loadBalancer: LoadBalancer,
  { filter, orderBy = null, ...args }: FoundArgs<InstanceFilter & SourceFilter>,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<InstanceValue> | Promise<Connection<InstanceValue>> {
  const { source, vendorId } = loadBalancer;
  const { loaders } = context;
  const needs = needsOf(instances, filter, orderBy);
  const values = new Map<string, InstanceValue>();
  const found = computedList({
    key: 'machines',
    atHand: () => null,
    compute: async (): Promise<Computed> => {
      const parts = await partsOfLoadBalancer(loaders, loadBalancer, emptySelection);
      const { backends, ...read } = await readBackends(loaders, parts);
      const machines = distinctMachines(backends);
      for (const [key, value] of machines) values.set(key, value);
      const items = await Promise.all(
        [...machines.values()].map((value) => toItem(loaders, value, needs.fields)),
      );
      return { ...read, items, seen: null };
    },
    staleAsOf: () => null,
  });
  const isLeft = filteredSources(context, filter).some((one) => partPrefix(one) === partPrefix(source));
  const list = sifted(found, instanceFilters.sieve(loaders, instances.toFilter(filter)), 'machines');
  return listConnection(
    {
      account: source.account,
      identity: [source, vendorId, ...filterIdentity(filter)],
      parts: () => (isLeft ? [{ id: '', source, list }] : []),
      order: orderBy,
      needs,
      together: false,
      partial: false,
      toNode: (item: Item) => values.get(itemKey(item)) ?? null,
    },
    args,
    context,
    info,
  );
}

/** The machines that backends name, each once, by their keys, in the order in which they are named. */
function distinctMachines(backends: readonly Backend[]): ReadonlyMap<string, InstanceValue> {
  const machines = new Map<string, InstanceValue>();
  for (const { source, target, carried } of backends) {
    if (target.type !== 'Instance') continue;
    const ref: InstanceRef = { source, instanceKind: target.kind, vendorId: target.id };
    const key = itemKey({ kind: 'instance', ...ref });
    if (!machines.has(key)) machines.set(key, { ref, carried, record: null });
  }
  return machines;
}

/** A machine as far as it is needed to filter and order by: what its backend's row carries, else its record. */
async function toItem(
  loaders: Loaders,
  { ref, carried }: InstanceValue,
  needed: ReadonlySet<string>,
): Promise<Instance> {
  const isCarried = [...needed].every((field) => field in carried);
  const record = isCarried
    ? null
    : await loaders.record(ref.source, { kind: 'instance', ...ref }, wholeInstance);
  return { ...unknownMachine(ref), ...known(record), ...given(carried) };
}

function unknownMachine(ref: InstanceRef): Instance {
  return {
    kind: 'instance',
    ...ref,
    asOf: 0,
    zone: null,
    name: null,
    status: 'UNKNOWN',
    vendorStatus: null,
    privateAddresses: [],
    publicAddresses: [],
    createdAt: null,
    vendorFields: {},
  };
}

function known(record: Item | Missing | null): Partial<Instance> {
  if (record === null) return {};
  if (record.kind === 'missing') return { status: 'NOT_FOUND' };
  return record.kind === 'instance' ? record : {};
}

/** Without fields that are there and undefined. */
function given(carried: CarriedInstance): Partial<Instance> {
  return Object.fromEntries(
    Object.entries(carried).filter(([, value]: [string, unknown]) => value !== undefined),
  );
}
