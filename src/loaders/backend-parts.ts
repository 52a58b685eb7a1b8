import { itemOf } from '../model/item-of.js';
import type { ListRef } from '../model/list.js';
import type { ListenerRef } from '../model/listener.js';
import type { LoadBalancerRef } from '../model/load-balancer.js';
import type { Backend } from '../model/backend.js';
import { itemKey, type Item } from '../model/record.js';
import type { Selection } from '../model/selection.js';
import type { Source } from '../model/source.js';
import type { Loaders } from './loaders.js';
import { vendorList } from './part-list.js';
import { readWholes } from './read-wholes.js';
import { unlessListedAtOnce } from './reached-lists.js';
import type { Part } from './sequence-request.js';
import { oldestOf } from './sequence-result.js';

/** How one part of a list of backends is read. */
export type OpenList = (of: ListRef, prefix: string) => readonly Part[];

/** The parts of a list of backends. Not exact: of what they stand under something is missing. */
export interface BackendParts {
  readonly parts: readonly Part[];
  readonly exact: boolean;
  /** When the oldest list of listeners, and of rules, was read that told of them; infinity where none had to be. */
  readonly oldest: Readonly<Record<'listener' | 'rule', number>>;
}

const never = Number.POSITIVE_INFINITY;

/** The parts of a vendor's list in one source, as the vendor pages them. `prefix` keeps them apart from those of other lists. */
export function listParts(
  loaders: Loaders,
  source: Source,
  of: ListRef,
  selection: Selection,
  { prefix = '', isAlone = false }: { readonly prefix?: string; readonly isAlone?: boolean } = {},
): readonly Part[] {
  return loaders.inventory
    .provider(source)
    .segments(of)
    .map((segment) => ({
      id: prefix + segment,
      source,
      list: vendorList(loaders, source, { of, segment }, selection, isAlone),
    }));
}

/** Lists of backends as the vendor pages them. */
export function openLists(loaders: Loaders, source: Source, selection: Selection): OpenList {
  return (of, prefix) => listParts(loaders, source, of, selection, { prefix });
}

/**
 * All that is reached through a listener: its own backends, then those of its rules, rule after rule.
 * @param selection what is selected of backends
 * @throws {LbgraphError} when its rules cannot be read
 */
export async function partsOfListener(
  loaders: Loaders,
  { source, loadBalancerId, vendorId: listenerId }: ListenerRef,
  selection: Selection,
  open: OpenList = openLists(loaders, source, selection),
): Promise<BackendParts> {
  const partsOf = (ruleId: string | null) =>
    open({ list: 'backends', source, loadBalancerId, listenerId, ruleId }, `${listenerId} ${ruleId ?? ''} `);
  const ofRules: ListRef = { list: 'rules', source, loadBalancerId, listenerId };
  const rules = listParts(loaders, source, ofRules, withBackends(selection));
  if (rules.length === 0) {
    return { parts: partsOf(null), exact: true, oldest: { listener: never, rule: never } };
  }
  const { items, exact, oldest } = await readEverything(loaders, rules);
  return {
    parts: [null, ...items.map(({ vendorId }) => vendorId)].flatMap(partsOf),
    exact,
    oldest: { listener: never, rule: oldest ?? never },
  };
}

/**
 * A load balancer's backends, listener after listener, so that both ways of listing them show the same ones; what is bound at itself
 * where it has no listeners. Where one call lists all of them, in that one's order, whatever else is at hand: so a cursor never
 * leads from one order into another.
 * @param selection what is selected of backends
 * @throws {LbgraphError} when its listeners or their rules cannot be read, or what is needed to tell how it is listed
 */
export async function partsOfLoadBalancer(
  loaders: Loaders,
  { source, vendorId: loadBalancerId }: LoadBalancerRef,
  selection: Selection,
  open: OpenList = openLists(loaders, source, selection),
): Promise<BackendParts> {
  const ofListeners: ListRef = { list: 'listeners', source, loadBalancerId };
  const listing = await unlessListedAtOnce(loaders, { source, vendorId: loadBalancerId }, () =>
    readEverything(loaders, listParts(loaders, source, ofListeners, withBackends(selection))),
  );
  if (listing === null) {
    const parts = open({ list: 'reached', source, loadBalancerId }, '');
    return { parts, exact: true, oldest: { listener: never, rule: never } };
  }
  const { items, exact, oldest: listed } = listing;
  const listener = listed ?? never;
  const found = items.flatMap((item) => itemOf('listener')(item) ?? []);
  if (found.length === 0) {
    // Whether it has none, or none could be read, is not known: then neither is how machines are reached.
    const oldest = { listener, rule: never };
    if (!exact) return { parts: [], exact, oldest };
    const own: ListRef = { list: 'backends', source, loadBalancerId, listenerId: null, ruleId: null };
    return { parts: open(own, ''), exact, oldest };
  }
  const each = await Promise.all(
    found.map((listener) => partsOfListener(loaders, listener, selection, open)),
  );
  return {
    parts: each.flatMap(({ parts }) => parts),
    exact: exact && each.every((one) => one.exact),
    oldest: { listener, rule: Math.min(never, ...each.map(({ oldest }) => oldest.rule)) },
  };
}

/** The selection of an object of which the backends are read next. */
export function withBackends(selection: Selection): Selection {
  return { fields: new Set(), below: new Map([['backends', selection]]) };
}

/** Backends that were read as a whole. */
export interface BackendsRead {
  readonly backends: readonly Backend[];
  readonly exact: boolean;
  /** Whether totals of the vendor bear out that nothing is missing. */
  readonly isTold: boolean;
  /** When the oldest list of them was read; infinity where there is none. */
  readonly oldest: number;
}

/**
 * All backends of some parts.
 * @throws {LbgraphError} when one cannot be read
 */
export async function readBackends(
  loaders: Loaders,
  { parts, exact: isListed }: Pick<BackendParts, 'parts' | 'exact'>,
): Promise<BackendsRead> {
  const { items, exact, isTold, oldest } = await readEverything(loaders, parts);
  const backends = items.flatMap((item) => itemOf('backend')(item) ?? []);
  return { backends, exact: exact && isListed, isTold, oldest: oldest ?? never };
}

/** All items of some parts, each once, in their order. */
export interface Everything {
  readonly items: readonly Item[];
  readonly exact: boolean;
  readonly isTold: boolean;
  /** When the oldest of it was read; null where there is nothing. */
  readonly oldest: number | null;
}

/**
 * All items of some parts of one source, read together.
 * @throws {LbgraphError} the first failure
 */
export async function readEverything(loaders: Loaders, parts: readonly Part[]): Promise<Everything> {
  const reading = readWholes(parts.map(({ list }) => list));
  const isAtHand = !(reading instanceof Promise);
  loaders.reads[isAtHand ? 'hits' : 'misses'] += parts.length;
  const wholes = isAtHand ? reading : await reading;
  const items = new Map<string, Item>();
  let exact = true;
  for (const whole of wholes) {
    if (!whole.exact) exact = false;
    for (const item of whole.items) {
      const key = itemKey(item);
      // One row under two lists is one item; a vendor that does so does not tell the lists apart.
      if (items.has(key)) exact = false;
      else items.set(key, item);
    }
  }
  return {
    items: [...items.values()],
    exact,
    isTold: wholes.every(({ isTold }) => isTold),
    oldest: oldestOf(parts),
  };
}
