import { createBackendIndex, type BackendIndex } from '../inventory/backend-index.js';
import { itemOf } from '../model/item-of.js';
import type { ListRef } from '../model/list.js';
import type { LoadBalancerRef } from '../model/load-balancer.js';
import type { Selection } from '../model/selection.js';
import type { Source } from '../model/source.js';
import {
  listParts,
  openLists,
  readBackends,
  readEverything,
  withBackends,
  type BackendsRead,
} from './backend-parts.js';
import type { Loaders } from './loaders.js';
import { vendorList } from './part-list.js';
import type { Part } from './sequence-request.js';
import { partsOfLoadBalancer } from './unfolding.js';

/** How often everything is read again because something changed meanwhile, before it is taken as it is. */
const mostPasses = 3;

/**
 * All backends of a source: from the index of them where that is at hand, else by reading every list, after which the index is kept.
 * @param selection what is needed of each; health is no part of what is kept
 * @param segments those of lists of backends that are wanted; with fewer than there are, nothing is kept
 * @throws {LbgraphError} when a list cannot be read
 */
export async function sourceBackends(
  loaders: Loaders,
  source: Source,
  selection: Selection,
  segments: readonly string[],
): Promise<BackendIndex> {
  const { inventory, scope } = loaders;
  const isWhole = isAll(loaders, source, segments);
  const known = inventory.backendIndex(scope, source);
  if (known?.tells(selection.fields) === true) return known;
  for (let pass = 1; ; pass++) {
    const before = inventory.changes(source);
    const index = await scan(loaders, source, selection, segments);
    // What was read in several rounds may not fit together: then what is at hand by now is taken as one.
    const isSettled = inventory.changes(source) === before;
    if (isSettled && isWhole) inventory.keepBackendIndex(source, index);
    if (isSettled || pass === mostPasses) return index;
  }
}

function isAll({ inventory }: Loaders, source: Source, segments: readonly string[]): boolean {
  const of = { list: 'backends', source, loadBalancerId: '', listenerId: '', ruleId: null } as const;
  return inventory.provider(source).segments(of).length === segments.length;
}

async function scan(
  loaders: Loaders,
  source: Source,
  selection: Selection,
  segments: readonly string[],
): Promise<BackendIndex> {
  const everything = loaders.inventory.provider(source).everything?.(source);
  if (everything !== undefined) {
    const list = vendorList(loaders, source, everything, selection);
    const read = await readBackends(loaders, { parts: [{ id: '', source, list }], exact: true });
    const never = Number.POSITIVE_INFINITY;
    const oldest = { loadBalancer: never, listener: never, rule: never, backend: read.oldest };
    return createBackendIndex({ ...read, oldest, isUnordered: true });
  }
  const parts = listParts(loaders, source, { list: 'loadBalancers', source }, withBackends(selection));
  const { items, exact, oldest, isTold } = await readEverything(loaders, parts);
  const loadBalancers = items.flatMap((item) => itemOf('loadBalancer')(item) ?? []);
  const read = await backendsBehind(loaders, loadBalancers, selection, (_, segment) =>
    segments.includes(segment),
  );
  return createBackendIndex({
    ...read,
    isUnordered: false,
    exact: exact && read.exact,
    isTold: isTold && read.isTold,
    oldest: { ...read.oldest, loadBalancer: oldest ?? Number.POSITIVE_INFINITY },
  });
}

/** The same without the load balancers themselves. */
type BackendsBehind = Omit<BackendsRead, 'oldest'> & {
  readonly oldest: Readonly<Record<'listener' | 'rule' | 'backend', number>>;
};

/**
 * The backends of some load balancers of one source, or those in the wanted lists below them.
 * @throws {LbgraphError} when one of them cannot be read
 */
export async function backendsBehind(
  loaders: Loaders,
  loadBalancers: readonly LoadBalancerRef[],
  selection: Selection,
  isWanted: (of: ListRef, segment: string) => boolean = () => true,
): Promise<BackendsBehind> {
  const each = await Promise.all(
    loadBalancers.map((loadBalancer) => {
      const open = openLists(loaders, loadBalancer.source, selection);
      return partsOfLoadBalancer(loaders, loadBalancer, selection, (of, prefix) =>
        open(of, prefix).filter(({ id }) => isWanted(of, id.slice(prefix.length))),
      );
    }),
  );
  const parts = each.flatMap((one): readonly Part[] => one.parts);
  const read = await readBackends(loaders, { parts, exact: each.every((one) => one.exact) });
  const oldestOf = (kind: 'listener' | 'rule') => Math.min(...each.map(({ oldest }) => oldest[kind]));
  return {
    ...read,
    oldest: { listener: oldestOf('listener'), rule: oldestOf('rule'), backend: read.oldest },
  };
}

/** Of backends that were found, the whole records, where another call tells what these lack. */
export async function completed(
  loaders: Loaders,
  source: Source,
  found: BackendsRead['backends'],
  selection: Selection,
): Promise<BackendsRead['backends']> {
  const each = await Promise.all(
    found.map(async (backend) => {
      if (backend.lacks?.some((field) => selection.fields.has(field)) !== true) return backend;
      return itemOf('backend')(await loaders.item(source, backend, selection));
    }),
  );
  return each.filter((backend) => backend !== null);
}
