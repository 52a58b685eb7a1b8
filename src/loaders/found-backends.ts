import type { BackendFilter } from '../model/filter.js';
import type { InstanceRef } from '../model/instance.js';
import { matchesBackend } from '../model/matches.js';
import type { Segment } from '../model/list.js';
import { mergeSelections, type Selection } from '../model/selection.js';
import { sourceKey, type Source } from '../model/source.js';
import type { BackendIndex } from '../inventory/backend-index.js';
import { narrow } from '../providers/narrow.js';
import type { BackendsRead } from './backend-parts.js';
import { behindExisting } from './load-balancer-order.js';
import { healthSelection } from './health.js';
import type { Loaders } from './loaders.js';
import { ownersOf, type Owners } from './owners.js';
import { createReverse, type Reverse } from './reverse.js';
import { sourceBackends } from './source-backends.js';

/** What is looked for in one source. */
export interface Wanted {
  /** Machines of the source; null where it is not machines that are looked for. */
  readonly instances: readonly InstanceRef[] | null;
  readonly filter: BackendFilter;
  /** What is needed of backends to tell whether they match. */
  readonly selection: Selection;
  /** What is needed of those that do. */
  readonly shown: Selection;
}

/** Backends that match in all but health, with how they were found. */
export interface Found extends Omit<BackendsRead, 'oldest'> {
  /** How many rows were read for it. */
  readonly seen: number;
}

/**
 * The backends of a source that match, in all but health: from its index, by the vendor's own reverse call, or by reading everything.
 * @throws {LbgraphError} when something that may hold one cannot be read
 */
export async function findBackends(loaders: Loaders, source: Source, wanted: Wanted): Promise<Found> {
  const { inventory, scope } = loaders;
  const { instances, filter, selection, shown } = wanted;
  const { reverse, index } = finderOf(loaders);
  const known = inventory.backendIndex(scope, source);
  const named =
    known !== null
      ? null
      : instances !== null
        ? await reverse.ofInstances(source, instances, selection, shown)
        : await reverse.ofAddresses(source, filter.address ?? [], selection, shown);
  const matches = matchesBackend(filter);
  if (named !== null) {
    return { ...named, backends: named.backends.filter(matches), seen: named.backends.length };
  }
  const isCheckedAlong = known === null && inventory.provider(source).checksAlong === true;
  const { exact, isTold, isUnordered, backends, candidates } = await index(
    source,
    isCheckedAlong && showsHealth(shown) ? mergeSelections(selection, healthSelection) : selection,
    segmentsFor(loaders, source, filter),
  );
  const found = candidates(filter).filter(matches);
  return {
    ...{ exact, isTold, seen: backends.length },
    backends: isUnordered ? await behindExisting(loaders, source, found) : found,
  };
}

function showsHealth({ fields }: Selection): boolean {
  return ['health', 'vendorHealth', 'healthAsOf'].some((field) => fields.has(field));
}

/**
 * The load balancers behind which a machine stands.
 * @param selection what is needed of backends to find it among them
 * @throws {LbgraphError} as `findBackends`
 */
export async function findOwners(loaders: Loaders, ref: InstanceRef, wanted: Wanted): Promise<Owners> {
  const { source } = ref;
  const isIndexed = loaders.inventory.backendIndex(loaders.scope, source) !== null;
  const owners = isIndexed ? null : await ownersOf(loaders, finderOf(loaders).reverse, ref);
  if (owners !== null) return owners;
  const { backends, ...found } = await findBackends(loaders, source, wanted);
  return { ...found, ids: [...new Set(backends.map(({ loadBalancerId }) => loadBalancerId))] };
}

/** The segments of lists of backends in which something may match. None: nothing can. */
export function segmentsFor(
  { inventory }: Loaders,
  source: Source,
  filter: BackendFilter,
): readonly string[] {
  const provider = inventory.provider(source);
  const of = { list: 'backends', source, loadBalancerId: '', listenerId: '', ruleId: null } as const;
  const segments = provider.segments(of).map((segment): Segment => ({ of, segment }));
  const { backends, combines } = provider.filters;
  return narrow(filter, backends, combines, segments).segments.map(({ segment }) => segment);
}

/** What is found for one request is looked for once, however many fields ask. */
interface Finder {
  readonly reverse: Reverse;
  readonly index: (
    source: Source,
    selection: Selection,
    segments: readonly string[],
  ) => Promise<BackendIndex>;
}

const finders = new WeakMap<Loaders, Finder>();

function finderOf(loaders: Loaders): Finder {
  const known = finders.get(loaders);
  if (known !== undefined) return known;
  const indexes = new Map<string, Promise<BackendIndex>>();
  const finder: Finder = {
    reverse: createReverse(loaders),
    index: (source, selection, segments) => {
      const key = JSON.stringify([sourceKey(source), [...selection.fields].sort(), segments]);
      const made = indexes.get(key) ?? sourceBackends(loaders, source, selection, segments);
      indexes.set(key, made);
      return made;
    },
  };
  finders.set(loaders, finder);
  return finder;
}
