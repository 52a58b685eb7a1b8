import { filteredParts, type Applied } from '../loaders/filtered-list.js';
import type { Part } from '../loaders/sequence-request.js';
import { backendFilters, instanceFilters, listenerFilters, loadBalancerFilters } from '../loaders/sieves.js';
import type { BackendFilter, InstanceFilter, ListenerFilter, LoadBalancerFilter } from '../model/filter.js';
import type { ListRef } from '../model/list.js';
import type { Order, OrderField } from '../model/order.js';
import { emptySelection, type Selection } from '../model/selection.js';
import type { Source } from '../model/source.js';
import type { Context } from './context.js';
import { isText } from './global-id.js';

/** What lists of one noun are filtered by. */
export interface Noun<F extends object> {
  readonly applied: Applied<F>;
  /** The fields of the schema that tell whether an item matches; nothing for what every row tells. */
  readonly fields: { readonly [K in keyof F]-?: readonly string[] };
  /** A filter as it is applied. */
  readonly toFilter: (given: F | null | undefined) => F;
}

/** Without ids that no vendor could have given: they match nothing, and are not sent to one. */
function withIds<F extends { readonly vendorId?: readonly string[] | null | undefined }>(
  given: F | null | undefined,
): Omit<F, 'vendorId'> | { readonly vendorId: readonly string[] | undefined } {
  return { ...given, vendorId: given?.vendorId?.filter(isText) };
}

export const loadBalancers: Noun<LoadBalancerFilter> = {
  applied: loadBalancerFilters,
  fields: {
    vendorId: [],
    name: ['name'],
    nameContains: ['name'],
    status: ['status'],
    scheme: ['scheme'],
    address: ['addresses'],
    tag: ['tags'],
    hasUnhealthyBackends: [],
    hasNoBackends: [],
  },
  toFilter: withIds,
};

export const listeners: Noun<ListenerFilter> = {
  applied: listenerFilters,
  fields: { protocol: ['protocol'], port: ['ports'], status: ['status'] },
  toFilter: (given) => given ?? {},
};

export const backends: Noun<BackendFilter> = {
  applied: backendFilters,
  fields: {
    instance: [],
    targetId: [],
    targetKind: [],
    address: ['addresses'],
    port: [],
    vendorId: [],
    name: ['name'],
    nameContains: ['name'],
    health: ['health'],
    weightZero: ['weight'],
  },
  toFilter: withIds,
};

export const instances: Noun<InstanceFilter> = {
  applied: instanceFilters,
  fields: {
    vendorId: [],
    name: ['name'],
    nameContains: ['name'],
    status: ['status'],
    kind: [],
    address: ['privateAddresses', 'publicAddresses'],
  },
  toFilter: withIds,
};

const orderedBy: Readonly<Record<OrderField, string>> = {
  NAME: 'name',
  CREATED_AT: 'createdAt',
  STATUS: 'status',
  HEALTH: 'health',
};

/** What is needed of each item to filter and order by. */
export function needsOf<F extends object>(
  { fields }: Noun<F>,
  filter: F | null | undefined,
  order: Order | null,
): Selection {
  const names = Object.keys(fields) as (keyof F)[];
  const given = names.filter((name) => (filter?.[name] ?? null) !== null).flatMap((name) => fields[name]);
  const needed = [...given, ...(order === null ? [] : [orderedBy[order.field]])];
  return { ...emptySelection, fields: new Set(needed) };
}

/** The parts of a list of one source that a filter leaves. */
export function partsOf<F extends object>(
  noun: Noun<F>,
  { loaders }: Context,
  source: Source,
  of: ListRef,
  selection: Selection,
  filter: F | null | undefined,
  prefix = '',
): readonly Part[] {
  return filteredParts(loaders, source, of, selection, noun.applied, noun.toFilter(filter), prefix);
}

/** The same for every spelling of a filter: a field that is null or left out filters nothing. */
export function filterIdentity(filter: object | null | undefined): readonly unknown[] {
  return Object.entries(filter ?? {})
    .filter(([, wanted]) => wanted !== null && wanted !== undefined)
    .map(([name, wanted]) => [name, Array.isArray(wanted) ? wanted.map(withoutNulls) : wanted] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function withoutNulls(wanted: unknown): unknown {
  if (typeof wanted !== 'object' || wanted === null) return wanted;
  return Object.fromEntries(
    Object.entries(wanted).filter(([, value]) => value !== null && value !== undefined),
  );
}
