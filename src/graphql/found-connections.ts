import type { GraphQLResolveInfo } from 'graphql';
import { sifted } from '../loaders/filtered-list.js';
import { findBackends, findOwners, segmentsFor } from '../loaders/found-backends.js';
import { computedList, type Computed, type PartList } from '../loaders/part-list.js';
import type { Part } from '../loaders/sequence-request.js';
import { backendFilters, loadBalancerFilters } from '../loaders/sieves.js';
import { completed } from '../loaders/source-backends.js';
import type { Backend } from '../model/backend.js';
import type { LoadBalancerFilter } from '../model/filter.js';
import type { InstanceRef } from '../model/instance.js';
import { itemOf } from '../model/item-of.js';
import type { LoadBalancer } from '../model/load-balancer.js';
import type { Order } from '../model/order.js';
import { itemKey } from '../model/record.js';
import { emptySelection, type Selection } from '../model/selection.js';
import type { Source } from '../model/source.js';
import {
  backendFilterBySource,
  type GivenBackendFilter,
  type SourceBackendFilter,
} from './backend-filter.js';
import type { Connection } from './connection.js';
import type { Context } from './context.js';
import { listConnection } from './list-connection.js';
import { partPrefix, type FoundArgs } from './list-parts.js';
import { backends, filterIdentity, loadBalancers, needsOf } from './nouns.js';
import { filteredSources, type SourceFilter } from './source-filter.js';

type FoundBackendArgs = FoundArgs<GivenBackendFilter>;

/** The value of `Query.backends`: of all sources that the filter leaves. */
export function foundBackends(
  { filter: given, orderBy = null, ...args }: FoundBackendArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<Backend> | Promise<Connection<Backend>> {
  const wanted = backendFilterBySource(context, given);
  return listConnection(
    {
      account: null,
      identity: ['backends', ...filterIdentity(given)],
      parts: (selection) =>
        wanted.sources.flatMap((source) =>
          partOf(context, source, wanted.of(source), selection, given, orderBy),
        ),
      order: orderBy,
      needs: needsOf(backends, given, orderBy),
      // Little is found as a rule, and then every source has to be asked.
      together: true,
      partial: true,
      toNode: itemOf('backend'),
    },
    args,
    context,
    info,
  );
}

/** The value of `Instance.backends`. */
export function backendsOfInstance(
  ref: InstanceRef,
  { filter: given, orderBy = null, ...args }: FoundBackendArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<Backend> | Promise<Connection<Backend>> {
  const { source } = ref;
  const own = ofInstance(ref, backendFilterBySource(context, given).of(source));
  return listConnection(
    {
      account: source.account,
      identity: [source, ref.instanceKind, ref.vendorId, ...filterIdentity(given)],
      parts: (selection) => partOf(context, source, own, selection, given, orderBy),
      order: orderBy,
      needs: needsOf(backends, given, orderBy),
      together: true,
      partial: false,
      toNode: itemOf('backend'),
    },
    args,
    context,
    info,
  );
}

/** The value of `Instance.loadBalancers`. */
export function loadBalancersOfInstance(
  ref: InstanceRef,
  { filter, orderBy = null, ...args }: FoundArgs<LoadBalancerFilter & SourceFilter>,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<LoadBalancer> | Promise<Connection<LoadBalancer>> {
  const { source } = ref;
  const isLeft = filteredSources(context, filter).some((one) => partPrefix(one) === partPrefix(source));
  return listConnection(
    {
      account: source.account,
      identity: [source, ref.instanceKind, ref.vendorId, ...filterIdentity(filter)],
      parts: (selection) =>
        isLeft ? [toPart(source, loadBalancersBehind(context, ref, selection, filter))] : [],
      order: orderBy,
      needs: needsOf(loadBalancers, filter, orderBy),
      together: true,
      partial: false,
      toNode: itemOf('loadBalancer'),
    },
    args,
    context,
    info,
  );
}

function toPart(source: Source, list: PartList): Part {
  return { id: partPrefix(source), source, list };
}

/** The backends of one source that match. */
function partOf(
  { loaders }: Context,
  source: Source,
  wanted: SourceBackendFilter | null,
  selection: Selection,
  given: GivenBackendFilter | null | undefined,
  order: Order | null,
): readonly Part[] {
  if (wanted === null || isOfNothing(wanted)) return [];
  const all = { ...wanted.filter, health: given?.health };
  if (segmentsFor(loaders, source, all).length === 0) return [];
  const needs = needsOf(backends, wanted.filter, order);
  const found = computedList({
    key: 'found backends',
    atHand: () => null,
    compute: async (): Promise<Computed> => {
      const all = await findBackends(loaders, source, { ...wanted, selection: needs, shown: selection });
      const items = await completed(loaders, source, all.backends, selection);
      return { ...all, items, exact: all.exact && items.length === all.backends.length };
    },
    staleAsOf: staleAsOf(loaders, source),
  });
  // Health is asked of what was found alone.
  const byHealth = backendFilters.sieve(loaders, { health: given?.health });
  return [toPart(source, sifted(found, byHealth, 'health'))];
}

/** The load balancers that send traffic to a machine, each once, in the order in which they are found. */
function loadBalancersBehind(
  { loaders }: Context,
  ref: InstanceRef,
  selection: Selection,
  filter: LoadBalancerFilter | null | undefined,
): PartList {
  const { source } = ref;
  const found = computedList({
    key: 'found load balancers',
    atHand: () => null,
    compute: async (): Promise<Computed> => {
      const wanted = {
        ...ofInstance(ref, { filter: {}, instances: null }),
        selection: needsOf(backends, {}, null),
        shown: emptySelection,
      };
      const { ids, ...all } = await findOwners(loaders, ref, wanted);
      const items = await Promise.all(
        ids.map((vendorId) => loaders.item(source, { kind: 'loadBalancer', source, vendorId }, selection)),
      );
      const found = items.filter((item) => item !== null);
      return { ...all, items: found, exact: all.exact && found.length === ids.length };
    },
    staleAsOf: staleAsOf(loaders, source),
  });
  return sifted(found, loadBalancerFilters.sieve(loaders, loadBalancers.toFilter(filter)), 'load balancers');
}

/** What is asked for a machine alone, of what else is asked. */
function ofInstance(ref: InstanceRef, wanted: SourceBackendFilter | null): SourceBackendFilter {
  const key = itemKey({ kind: 'instance', ...ref });
  const isOther = wanted?.filter.instance?.includes(key) === false;
  return {
    instances: [ref],
    filter: { ...wanted?.filter, instance: wanted === null || isOther ? [] : [key] },
  };
}

/** Any of nothing is nothing. */
function isOfNothing({ filter }: SourceBackendFilter): boolean {
  return Object.values(filter).some((wanted: unknown) => Array.isArray(wanted) && wanted.length === 0);
}

function staleAsOf({ inventory }: Context['loaders'], source: Source) {
  return () => {
    const of = { list: 'loadBalancers', source } as const;
    const [segment = ''] = inventory.provider(source).segments(of);
    return inventory.staleAsOf(source, { of, segment });
  };
}
