import { toLbgraphError } from '../../errors.js';
import type { Missing } from '../../inventory/record-store.js';
import type { CarriedInstance } from '../../model/backend.js';
import { wholeInstance, type Instance, type InstanceRef } from '../../model/instance.js';
import type { Context } from '../context.js';
import type { InstanceResolvers, QueryResolvers } from '../generated/resolvers.js';
import { toGlobalId } from '../global-id.js';
import { backendsOfInstance, loadBalancersOfInstance } from '../found-connections.js';
import { mergedList } from '../list-parts.js';
import { instances } from '../nouns.js';
import { filteredSources } from '../source-filter.js';
import { requireVendorId } from '../vendor-id.js';
import { accountOf, requireSource } from '../visible.js';

/** A machine as far as it is known: its whole record, or what a backend's row says of it. */
export interface InstanceValue {
  readonly ref: InstanceRef;
  readonly carried: CarriedInstance;
  readonly record: Instance | null;
}

export function toInstanceValue(record: Instance): InstanceValue {
  return { ref: record, carried: {}, record };
}

/** A field of the machine's record: looked up unless it is at hand; `gone` when the vendor no longer has the machine. */
function fromRecord<T, G>(
  { ref, record }: InstanceValue,
  { loaders }: Context,
  read: (record: Instance) => T,
  gone: (missing: Missing) => G,
): T | G | Promise<T | G> {
  if (record !== null) return read(record);
  const looked = loaders.record(ref.source, { kind: 'instance', ...ref }, wholeInstance);
  const value = (found: Awaited<typeof looked>) => {
    if (found.kind === 'missing') return gone(found);
    if (found.kind === 'instance') return read(found);
    throw new Error('a look-up of an instance brought something else');
  };
  return looked instanceof Promise ? looked.then(value) : value(looked);
}

/** A resolver of such a field, null when the machine is gone. */
function field<T>(read: (record: Instance) => T) {
  return (value: InstanceValue, _args: unknown, context: Context) =>
    fromRecord(value, context, read, () => null);
}

/** The same of a field that a backend's row may carry: then it costs nothing. */
function carriedOr<K extends keyof CarriedInstance>(name: K, read: (record: Instance) => Instance[K]) {
  return (value: InstanceValue, args: unknown, context: Context) => {
    const carried: CarriedInstance[K] = value.carried[name];
    return carried === undefined ? field(read)(value, args, context) : carried;
  };
}

export const instanceResolvers: InstanceResolvers = {
  id: ({ ref }) => toGlobalId({ kind: 'instance', ...ref }),
  account: ({ ref }, _args, context) => accountOf(context, ref.source),
  region: ({ ref }) => ref.source.region,
  vendorId: ({ ref }) => ref.vendorId,
  kind: ({ ref }) => ref.instanceKind,
  name: carriedOr('name', ({ name }) => name),
  privateAddresses: carriedOr('privateAddresses', ({ privateAddresses }) => privateAddresses),
  publicAddresses: carriedOr('publicAddresses', ({ publicAddresses }) => publicAddresses),
  status: (value, _args, context) =>
    value.carried.status ??
    fromRecord(
      value,
      context,
      ({ status }) => status,
      () => 'NOT_FOUND' as const,
    ),
  zone: field(({ zone }) => zone),
  vendorStatus: carriedOr('vendorStatus', ({ vendorStatus }) => vendorStatus),
  createdAt: field(({ createdAt }) => createdAt),
  vendorFields: field(({ vendorFields }) => vendorFields),
  backends: ({ ref }, args, context, info) => backendsOfInstance(ref, args, context, info),
  loadBalancers: ({ ref }, args, context, info) => loadBalancersOfInstance(ref, args, context, info),
  asOf: (value, _args, context) => {
    const toDate = ({ asOf }: Instance | Missing) => new Date(asOf);
    return fromRecord(value, context, toDate, toDate);
  },
};

export const instanceQueries: Pick<QueryResolvers, 'instances' | 'instance'> = {
  instances: (_root, args, context, info) =>
    mergedList(
      {
        list: 'instances',
        noun: instances,
        sources: filteredSources(context, args.filter),
        account: null,
        identity: ['instances'],
        partial: true,
        toNode: (item) => (item.kind === 'instance' ? toInstanceValue(item) : null),
      },
      args,
      context,
      info,
    ),
  instance: async (_root, { account, region, vendorId: given }, context) => {
    const source = requireSource(context, account, region ?? null);
    const vendorId = requireVendorId(given);
    const { loaders } = context;
    const kinds = loaders.inventory.provider(source).instanceKinds;
    const lookUps = await Promise.allSettled(
      kinds.map((instanceKind) =>
        loaders.item(source, { kind: 'instance', source, instanceKind, vendorId }, wholeInstance),
      ),
    );
    for (const lookUp of lookUps) {
      if (lookUp.status === 'fulfilled' && lookUp.value?.kind === 'instance')
        return toInstanceValue(lookUp.value);
    }
    // Not found in one service says nothing while another could not be asked.
    for (const lookUp of lookUps) if (lookUp.status === 'rejected') throw toLbgraphError(lookUp.reason);
    return null;
  },
};
