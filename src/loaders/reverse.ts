import { LbgraphError, toLbgraphError } from '../errors.js';
import type { Backend } from '../model/backend.js';
import { groupBy } from '../model/group-by.js';
import { wholeInstance, type Instance, type InstanceRef } from '../model/instance.js';
import { itemOf } from '../model/item-of.js';
import { segmentKey, type ListRef, type Segment } from '../model/list.js';
import type { LoadBalancerRef } from '../model/load-balancer.js';
import { itemKey, type Item } from '../model/record.js';
import { emptySelection, mergeSelections, type Selection } from '../model/selection.js';
import { sourceKey, type Source } from '../model/source.js';
import { listParts, readBackends, type BackendsRead } from './backend-parts.js';
import { inOrder } from './load-balancer-order.js';
import { asFreshAsBackends, createBatch, type Loaders } from './loaders.js';
import { vendorList, type Whole } from './part-list.js';
import { readWholes } from './read-wholes.js';
import type { Part } from './sequence-request.js';
import { backendsBehind } from './source-backends.js';

type Behind = Omit<BackendsRead, 'oldest'>;

/**
 * Looks things up by the vendors' own reverse calls. What they name may be more than what is looked for, never less. Null: the vendor
 * has no such call for it, or refuses it, or everything is read in fewer calls.
 */
export interface Reverse {
  /** The lists that name where machines of one source are bound, perhaps among others. */
  readonly places: (source: Source, instances: readonly InstanceRef[]) => Promise<readonly Segment[] | null>;
  readonly ofInstances: (
    source: Source,
    instances: readonly InstanceRef[],
    selection: Selection,
    shown: Selection,
  ) => Promise<Behind | null>;
  readonly ofAddresses: (
    source: Source,
    addresses: readonly string[],
    selection: Selection,
    shown: Selection,
  ) => Promise<Behind | null>;
}

/** So many look-ups may still take fewer calls than reading everything, as long as it is not known how much that is. */
const mostLookUps = 20;

/** The lists that name where a machine is bound, perhaps among others, or why they cannot be told. */
interface Named {
  readonly segments: readonly Segment[] | null;
  readonly error: LbgraphError | null;
}

export function createReverse(loaders: Loaders): Reverse {
  const { inventory } = loaders;
  // Where something is bound changes as bindings do, whatever tells it; a machine's address and network are its own.
  const strict = asFreshAsBackends(loaders);
  const bySource = new Map<string, (ref: InstanceRef) => Promise<Named>>();

  /** Of a level's machines together, so that many are not looked up one by one. */
  const lookUpIn = (source: Source) => {
    const key = sourceKey(source);
    const known = bySource.get(key);
    if (known !== undefined) return known;
    const load = createBatch<InstanceRef, Named>(
      async (refs) => {
        if (refs.length > worthLookingUp(source)) return refs.map(() => ({ segments: null, error: null }));
        return named(source, refs);
      },
      (ref) => itemKey({ kind: 'instance', ...ref }),
    );
    bySource.set(key, load);
    return load;
  };

  /** Everything costs at least a call for each load balancer, as far as their number is known. */
  const worthLookingUp = (source: Source): number => {
    const [segment = ''] = inventory.provider(source).segments({ list: 'loadBalancers', source });
    return (
      inventory.rememberedTotal(source, { of: { list: 'loadBalancers', source }, segment }) ?? mostLookUps
    );
  };

  const named = async (source: Source, refs: readonly InstanceRef[]): Promise<readonly Named[]> => {
    const { reverse } = inventory.provider(source);
    const told = await Promise.all(
      refs.map(async (ref): Promise<Instance | LbgraphError | null> => {
        try {
          const found = await loaders.item(source, { kind: 'instance', ...ref }, wholeInstance);
          const instance = itemOf('instance')(found);
          return instance !== null && (reverse?.ofInstances([instance]) ?? null) !== null ? instance : null;
        } catch (error) {
          return toLbgraphError(error);
        }
      }),
    );
    const instances = told.flatMap((one) => (one === null || one instanceof LbgraphError ? [] : [one]));
    const segments = reverse?.ofInstances(instances) ?? null;
    return told.map((one) => ({
      segments: one === null || one instanceof LbgraphError ? null : segments,
      error: one instanceof LbgraphError ? one : null,
    }));
  };

  /** What the segments name, where that tells all that is selected of it; else null. */
  const toldWholly = (source: Source, segments: readonly Segment[], selection: Selection) => {
    const wholes = segments.map((segment) =>
      segment.of.list === 'bindings' ? inventory.readWhole(strict.scope, source, segment, selection) : null,
    );
    const items = flatOrNull(wholes.map((whole) => whole?.items ?? null));
    return items === null ? null : distinct(items.flatMap((item) => itemOf('backend')(item) ?? []));
  };

  /** What is bound where the segments say. `shown`: what is needed of what is found. */
  const readPlaces = async (
    source: Source,
    segments: readonly Segment[],
    selection: Selection,
    shown: Selection,
  ): Promise<Behind> => {
    const [candidates, bindings] = await Promise.all([
      readSegments(strict, source, segments, 'loadBalancers'),
      readSegments(strict, source, segments, 'bindings'),
    ]);
    const loadBalancers = candidates.items.flatMap((item) => itemOf('loadBalancer')(item) ?? []);
    const bound = bindings.items.flatMap((item) => itemOf('backend')(item) ?? []);
    // Several lists name what they name in no order that all share.
    const isMixed = segments.length > 1;
    const owners = isMixed ? await inOrder(loaders, source, [...loadBalancers, ...bound.map(toOwner)]) : [];
    const isCandidate = new Set(loadBalancers.map(({ vendorId }) => vendorId));
    const told = toldWholly(source, segments, mergeSelections(selection, shown));
    if (told !== null) {
      const at = new Map(owners.map(({ vendorId }, index) => [vendorId, index]));
      const orderOf = ({ loadBalancerId }: Backend) => at.get(loadBalancerId) ?? 0;
      return { ...bindings, backends: told.toSorted((a, b) => orderOf(a) - orderOf(b)) };
    }
    const places = new Set(bound.map(placeOf));
    const isWanted = (of: ListRef) =>
      of.list !== 'backends' || isCandidate.has(of.loadBalancerId) || places.has(placeOf(of));
    const [behind, placed] = await Promise.all([
      backendsBehind(loaders, isMixed ? owners : loadBalancers, selection, isWanted),
      readBackends(loaders, {
        parts: isMixed ? [] : partsAt(loaders, source, bound, selection),
        exact: true,
      }),
    ]);
    const parts = [candidates, bindings, behind, placed];
    return {
      backends: distinct([...behind.backends, ...placed.backends]),
      exact: parts.every(({ exact }) => exact),
      isTold: parts.every(({ isTold }) => isTold),
    };
  };

  const places: Reverse['places'] = async (source, instances) => {
    if (inventory.provider(source).reverse === undefined) return null;
    const found = await Promise.all(instances.map((ref) => lookUpIn(source)(ref)));
    for (const { error } of found) if (error !== null) throw error;
    const all = flatOrNull(found.map(({ segments }) => segments));
    return all === null ? null : [...new Map(all.map((segment) => [segmentKey(segment), segment])).values()];
  };

  return {
    places,
    ofInstances: (source, instances, selection, shown) =>
      unlessRefused(async () => {
        const segments = await places(source, instances);
        return segments === null ? null : readPlaces(source, segments, selection, shown);
      }),
    ofAddresses: (source, addresses, selection, shown) =>
      unlessRefused(async () => {
        const { reverse } = inventory.provider(source);
        const segments = addresses.length === 0 ? null : (reverse?.ofAddresses(addresses, source) ?? null);
        return segments === null ? null : readPlaces(source, segments, selection, shown);
      }),
  };
}

/**
 * What a reverse call leads to. A call that the vendor refuses is no way to look anything up: null.
 * @throws {LbgraphError} any other failure
 */
export async function unlessRefused<T>(work: () => Promise<T | null>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (toLbgraphError(error).code === 'UPSTREAM_REJECTED') return null;
    throw error;
  }
}

function toOwner({ source, loadBalancerId }: Backend): LoadBalancerRef {
  return { source, vendorId: loadBalancerId };
}

/** A list of backends, by what it stands under. */
function placeOf({
  loadBalancerId,
  listenerId,
  ruleId,
}: Pick<Backend, 'loadBalancerId' | 'listenerId' | 'ruleId'>) {
  return JSON.stringify([loadBalancerId, listenerId, ruleId]);
}

/** All that lists of one kind name: an item may well stand in several. */
export async function readSegments(
  loaders: Loaders,
  source: Source,
  segments: readonly Segment[],
  list: ListRef['list'],
): Promise<Whole> {
  const own = segments.filter(({ of }) => of.list === list);
  const wholes = await readWholes(own.map((segment) => vendorList(loaders, source, segment, emptySelection)));
  return {
    items: distinct(wholes.flatMap(({ items }) => items)),
    exact: wholes.every(({ exact }) => exact),
    isTold: wholes.every(({ isTold }) => isTold),
  };
}

/** The lists in which bound backends stand, each once. */
function partsAt(
  loaders: Loaders,
  source: Source,
  bound: readonly Backend[],
  selection: Selection,
): readonly Part[] {
  const places = groupBy(bound, placeOf);
  return [...places].flatMap(([key, [first]]) => {
    if (first === undefined) return [];
    const { loadBalancerId, listenerId, ruleId } = first;
    const of: ListRef = { list: 'backends', source, loadBalancerId, listenerId, ruleId };
    return listParts(loaders, source, of, selection, { prefix: `${key} ` });
  });
}

function distinct<I extends Item>(items: readonly I[]): readonly I[] {
  return [...new Map(items.map((item) => [itemKey(item), item])).values()];
}

function flatOrNull<T>(lists: readonly (readonly T[] | null)[]): readonly T[] | null {
  return lists.every((list) => list !== null) ? lists.flat() : null;
}
