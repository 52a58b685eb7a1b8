import { itemOf } from '../model/item-of.js';
import type { ListRef } from '../model/list.js';
import type { ListenerRef } from '../model/listener.js';
import type { LoadBalancerRef } from '../model/load-balancer.js';
import type { Selection } from '../model/selection.js';
import {
  itemsOf,
  listParts,
  openLists,
  readEverything,
  withBackends,
  type OpenList,
} from './backend-parts.js';
import type { Loaders } from './loaders.js';
import { computedList, type Computed, type Whole } from './part-list.js';
import { unlessListedAtOnce } from './reached-lists.js';
import { readWholes } from './read-wholes.js';
import type { Part } from './sequence-request.js';
import { oldestOf } from './sequence-result.js';

/** The parts of a list of backends. Not exact: of what they stand under something is missing. */
export interface BackendParts {
  readonly parts: readonly Part[];
  readonly exact: boolean;
  /** When the oldest list of listeners, and of rules, was read that told of them; infinity where none had to be. */
  readonly oldest: Readonly<Record<'listener' | 'rule', number>>;
}

/** A list of backends of which parts come to light as it is read: those of a listener's rules once a page comes as far as these. */
export interface Unfolding {
  /**
   * What is known by now, in its order: the same array until more comes to light. Where a listener's rules stand is a part of its
   * own, without items, which has them read, and tells whether they could be wholly.
   */
  readonly parts: () => readonly Part[];
  /** Whether the listeners could be read wholly. */
  readonly exact: boolean;
  /**
   * All of them.
   * @throws {LbgraphError} when rules cannot be read
   */
  readonly all: () => Promise<BackendParts>;
}

const never = Number.POSITIVE_INFINITY;

/**
 * All that is reached through a listener: its own backends, then those of its rules, rule after rule.
 * @param selection what is selected of backends
 */
export function unfoldListener(
  loaders: Loaders,
  { source, loadBalancerId, vendorId: listenerId }: ListenerRef,
  selection: Selection,
  open: OpenList = openLists(loaders, source, selection),
): Unfolding {
  const partsOf = (ruleId: string | null) =>
    open({ list: 'backends', source, loadBalancerId, listenerId, ruleId }, `${listenerId} ${ruleId ?? ''} `);
  const own = partsOf(null);
  const ofRules: ListRef = { list: 'rules', source, loadBalancerId, listenerId };
  const rules = listParts(loaders, source, ofRules, withBackends(selection));
  if (rules.length === 0) return fixed(own, never, true);
  const lists = rules.map(({ list }) => list);
  const unfold = (wholes: readonly Whole[]): Computed => {
    const { items, exact } = itemsOf(wholes);
    parts = [...parts, ...items.flatMap(({ vendorId }) => partsOf(vendorId))];
    const guess = wholes.find((whole) => whole.guess !== undefined)?.guess;
    return { items: [], exact, isTold: exact, seen: 0, ...(guess === undefined ? {} : { guess }) };
  };
  const fold: Part = {
    id: `${listenerId} rules`,
    source,
    list: computedList({
      key: 'rules',
      atHand: () => {
        const wholes = lists.flatMap((one) => one.whole() ?? []);
        return wholes.length === lists.length ? unfold(wholes) : null;
      },
      compute: async () => unfold(await readWholes(lists)),
      staleAsOf: () => null,
    }),
  };
  let parts: readonly Part[] = [...own, fold];
  return {
    parts: () => {
      fold.list.whole();
      return parts;
    },
    exact: true,
    all: async () => {
      const isAtHand = fold.list.whole() !== null;
      loaders.reads[isAtHand ? 'hits' : 'misses'] += rules.length;
      const error = isAtHand ? null : await fold.list.count.run();
      if (error !== null) throw error;
      return {
        parts: parts.filter((part) => part !== fold),
        exact: fold.list.whole()?.exact === true,
        oldest: { listener: never, rule: oldestOf(rules) ?? never },
      };
    },
  };
}

/**
 * A load balancer's backends, listener after listener, so that both ways of listing them show the same ones; what is bound at itself
 * where it has no listeners. Where one call lists all of them, in that one's order, whatever else is at hand: so a cursor never
 * leads from one order into another.
 * @param selection what is selected of backends
 * @throws {LbgraphError} when its listeners cannot be read, or what is needed to tell how it is listed
 */
export async function unfoldLoadBalancer(
  loaders: Loaders,
  { source, vendorId: loadBalancerId }: LoadBalancerRef,
  selection: Selection,
  open: OpenList = openLists(loaders, source, selection),
): Promise<Unfolding> {
  const ofListeners: ListRef = { list: 'listeners', source, loadBalancerId };
  const listing = await unlessListedAtOnce(loaders, { source, vendorId: loadBalancerId }, () =>
    readEverything(loaders, listParts(loaders, source, ofListeners, withBackends(selection))),
  );
  if (listing === null) return fixed(open({ list: 'reached', source, loadBalancerId }, ''), never, true);
  const { items, exact, oldest } = listing;
  const listed = oldest ?? never;
  const found = items.flatMap((item) => itemOf('listener')(item) ?? []);
  if (found.length === 0) {
    // Whether it has none, or none could be read, is not known: then neither is how machines are reached.
    if (!exact) return fixed([], listed, false);
    const own: ListRef = { list: 'backends', source, loadBalancerId, listenerId: null, ruleId: null };
    return fixed(open(own, ''), listed, true);
  }
  const each = found.map((listener) => unfoldListener(loaders, listener, selection, open));
  let parts: readonly Part[] = [];
  return {
    parts: () => {
      const now = each.flatMap((one) => one.parts());
      // Parts are only ever added.
      if (now.length !== parts.length) parts = now;
      return parts;
    },
    exact,
    all: async () => {
      const all = await Promise.all(each.map((one) => one.all()));
      return {
        parts: all.flatMap((one) => one.parts),
        exact: exact && all.every((one) => one.exact),
        oldest: { listener: listed, rule: Math.min(never, ...all.map((one) => one.oldest.rule)) },
      };
    },
  };
}

function fixed(parts: readonly Part[], listener: number, exact: boolean): Unfolding {
  const all: BackendParts = { parts, exact, oldest: { listener, rule: never } };
  return { parts: () => parts, exact, all: () => Promise.resolve(all) };
}

/**
 * All parts of what is reached through a listener.
 * @throws {LbgraphError} when its rules cannot be read
 */
export async function partsOfListener(
  loaders: Loaders,
  listener: ListenerRef,
  selection: Selection,
  open?: OpenList,
): Promise<BackendParts> {
  return unfoldListener(loaders, listener, selection, open).all();
}

/**
 * All parts of a load balancer's backends.
 * @throws {LbgraphError} as `unfoldLoadBalancer`, and when rules cannot be read
 */
export async function partsOfLoadBalancer(
  loaders: Loaders,
  loadBalancer: LoadBalancerRef,
  selection: Selection,
  open?: OpenList,
): Promise<BackendParts> {
  return (await unfoldLoadBalancer(loaders, loadBalancer, selection, open)).all();
}
