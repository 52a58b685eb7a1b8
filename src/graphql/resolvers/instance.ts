import type { CarriedInstance } from '../../model/backend.js';
import type { Instance, InstanceRef, InstanceStatus } from '../../model/instance.js';
import { emptySelection } from '../../model/selection.js';
import type { Context } from '../context.js';
import type { InstanceResolvers, QueryResolvers } from '../generated/resolvers.js';
import { toGlobalId } from '../global-id.js';
import { listConnection, mergedParts } from '../list-connection.js';
import { filteredSources } from '../source-filter.js';
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

/** A field of the machine's record: looked up unless it is at hand; null when the vendor no longer has the machine. */
function fromRecord<T>(
  { ref, record }: InstanceValue,
  { loaders }: Context,
  read: (record: Instance) => T,
): T | null | Promise<T | null> {
  if (record !== null) return read(record);
  const item = loaders.item(ref.source, { kind: 'instance', ...ref }, emptySelection);
  const value = (found: Awaited<typeof item>) => (found?.kind === 'instance' ? read(found) : null);
  return item instanceof Promise ? item.then(value) : value(item);
}

/** Without a record the vendor has answered that there is none. */
function statusOf(value: InstanceValue, context: Context): InstanceStatus | Promise<InstanceStatus> {
  const status = fromRecord(value, context, (record) => record.status);
  return status instanceof Promise ? status.then((found) => found ?? 'NOT_FOUND') : (status ?? 'NOT_FOUND');
}

export const instanceResolvers: InstanceResolvers = {
  id: ({ ref }) => toGlobalId({ kind: 'instance', ...ref }),
  account: ({ ref }, _args, context) => accountOf(context, ref.source),
  region: ({ ref }) => ref.source.region,
  vendorId: ({ ref }) => ref.vendorId,
  kind: ({ ref }) => ref.instanceKind,
  name: (value, _args, context) =>
    value.carried.name === undefined ? fromRecord(value, context, ({ name }) => name) : value.carried.name,
  privateAddresses: (value, _args, context) =>
    value.carried.privateAddresses ?? fromRecord(value, context, (record) => record.privateAddresses),
  publicAddresses: (value, _args, context) => fromRecord(value, context, (record) => record.publicAddresses),
  status: (value, _args, context) => statusOf(value, context),
  zone: (value, _args, context) => fromRecord(value, context, ({ zone }) => zone),
  vendorStatus: (value, _args, context) => fromRecord(value, context, (record) => record.vendorStatus),
  createdAt: (value, _args, context) => fromRecord(value, context, ({ createdAt }) => createdAt),
  vendorFields: (value, _args, context) => fromRecord(value, context, (record) => record.vendorFields),
  asOf: (value, _args, context) => fromRecord(value, context, ({ asOf }) => new Date(asOf)),
};

export const instanceQueries: Pick<QueryResolvers, 'instances' | 'instance'> = {
  instances: (_root, { filter, ...args }, context, info) =>
    listConnection(
      {
        identity: ['instances', filter ?? null],
        parts: mergedParts(context, filteredSources(context, filter), 'instances'),
        together: false,
        partial: true,
        toNode: (item) => (item.kind === 'instance' ? toInstanceValue(item) : null),
      },
      args,
      context,
      info,
    ),
  instance: async (_root, { account, region, vendorId }, context) => {
    const source = requireSource(context, account, region ?? null);
    if (vendorId === '') return null;
    const { loaders } = context;
    const found = await Promise.all(
      loaders.inventory
        .provider(source)
        .instanceKinds.map((instanceKind) =>
          loaders.item(source, { kind: 'instance', source, instanceKind, vendorId }, emptySelection),
        ),
    );
    const record = found.find((item) => item !== null);
    return record?.kind === 'instance' ? toInstanceValue(record) : null;
  },
};
