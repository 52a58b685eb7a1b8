import { itemOf } from '../model/item-of.js';
import type { ListRef } from '../model/list.js';
import type { ListenerRef } from '../model/listener.js';
import type { LoadBalancerRef } from '../model/load-balancer.js';
import type { Backend } from '../model/backend.js';
import type { Selection } from '../model/selection.js';
import type { Source } from '../model/source.js';
import type { Loaders } from './loaders.js';
import { everything, vendorList } from './part-list.js';
import { readSequencePage } from './sequence-page.js';
import type { Part, SequencePage } from './sequence-request.js';

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
  prefix = '',
): readonly Part[] {
  return loaders.inventory
    .provider(source)
    .segments(of)
    .map((segment) => ({
      id: prefix + segment,
      source,
      list: vendorList(loaders, source, { of, segment }, selection),
    }));
}

/** Lists of backends as the vendor pages them. */
export function openLists(loaders: Loaders, source: Source, selection: Selection): OpenList {
  return (of, prefix) => listParts(loaders, source, of, selection, prefix);
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
  const { entries, exact, oldest } = await readEverything(loaders, rules, false);
  return {
    parts: [null, ...entries.map(({ item }) => item.vendorId)].flatMap(partsOf),
    exact,
    oldest: { listener: never, rule: oldest ?? never },
  };
}

/**
 * A load balancer's backends, listener after listener, so that both ways of listing them show the same ones; what is bound at itself
 * where it has no listeners.
 * @param selection what is selected of backends
 * @throws {LbgraphError} when its listeners or their rules cannot be read
 */
export async function partsOfLoadBalancer(
  loaders: Loaders,
  { source, vendorId: loadBalancerId }: LoadBalancerRef,
  selection: Selection,
  open: OpenList = openLists(loaders, source, selection),
): Promise<BackendParts> {
  const ofListeners: ListRef = { list: 'listeners', source, loadBalancerId };
  const listeners = listParts(loaders, source, ofListeners, withBackends(selection));
  const { entries, exact, oldest: listed } = await readEverything(loaders, listeners, false);
  const listener = listed ?? never;
  const found = entries.flatMap(({ item }) => itemOf('listener')(item) ?? []);
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
  source: Source,
  { parts, exact: isListed }: Pick<BackendParts, 'parts' | 'exact'>,
): Promise<BackendsRead> {
  const together = loaders.inventory.provider(source).batchedLists.has('backends');
  const { entries, exact, expected, oldest } = await readEverything(loaders, parts, together);
  const backends = entries.flatMap(({ item }) => itemOf('backend')(item) ?? []);
  return { backends, exact: exact && isListed, isTold: expected !== null, oldest: oldest ?? never };
}

/**
 * All items of some parts.
 * @param together whether parts of unknown length are read at once
 * @throws {LbgraphError} the first failure
 */
export async function readEverything(
  loaders: Loaders,
  parts: readonly Part[],
  together: boolean,
): Promise<SequencePage> {
  return readSequencePage(loaders, {
    parts,
    page: { direction: 'forward', count: everything, from: null },
    wants: { total: true, more: false, near: false },
    together,
    partial: false,
  });
}
