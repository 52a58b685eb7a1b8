import { groupBy } from '../../model/group-by.js';
import type { Item } from '../../model/record.js';
import { windowEnd } from '../../model/window.js';
import type { Ask, Demand, PlannedAsk, View } from '../provider.js';
import { backendSubject } from './backend.js';
import { forms } from './forms.js';
import { listenersSegment } from './listener.js';
import { serve, subjectAsk, type Wanted, type WantedBackends } from './plan-lists.js';
import { listenerSubject } from './wire.js';

const pageRows = forms.allBackends.paging.max;

/** While nobody knows, a listener counts as having so many backends, and a load balancer's as one page: it only steers. */
const presumedBackends = 4;

/** "Service limits": a listener has at most so many backends. */
export const mostBackends = 100;

const callsFor = (rows: number) => Math.max(1, Math.ceil(rows / pageRows));

/** A way of reading the backends of some listeners with their health, and how many calls it is taken to need. */
interface Way {
  readonly calls: number;
  /** Whether that is no guess. */
  readonly isSure: boolean;
  readonly asks: () => readonly PlannedAsk[];
}

/**
 * The backends of several listeners with their health, in the way that takes the fewest calls: the flat call for each load balancer, or
 * for the whole source, takes 100 rows a page; ids, too, once listeners' rows have told them, 100 listeners a page.
 */
export function planHealth(
  wanted: readonly WantedBackends[],
  view: View,
  eachListener: (wanted: readonly WantedBackends[]) => readonly PlannedAsk[],
): readonly PlannedAsk[] {
  if (wanted.length === 0) return [];
  const parents = [...groupBy(wanted, ({ segment }) => segment.of.loadBalancerId)].map(([id, lists]) =>
    byLoadBalancer(id, lists, view, eachListener),
  );
  const point: Way = {
    calls: parents.reduce((sum, { calls }) => sum + calls, 0),
    isSure: parents.every(({ isSure }) => isSure),
    asks: () => parents.flatMap(({ asks }) => asks()),
  };
  const ids = byIds(wanted, view);
  const scan = byScan(wanted, view, point, ids);
  // What is read of others' backends is of no use: of two guesses, that which reads none.
  const ways = shareOf(wanted, view) < 1 ? [point, ids, scan] : [point, scan, ids];
  return ways.reduce((best, way) => (isBetter(way, best) ? way : best)).asks();
}

function isBetter(way: Way, than: Way): boolean {
  return way.calls < than.calls || (way.calls === than.calls && way.isSure && !than.isSure);
}

/** Everything in the source: with the listeners, which are fewer as a rule, or flat, which tells health too. */
export function everyBackend({ segment }: Wanted, view: View, needsHealth: boolean): Ask {
  const known = (list: 'listeners' | 'backends') =>
    view.scopeTotal({ list, segment: '', loadBalancerId: null });
  const listeners = known('listeners');
  const backends = known('backends') ?? view.total(segment);
  const isFlat =
    view.fact('inlinedBackends') === false ||
    needsHealth ||
    (listeners !== null && backends !== null && callsFor(backends) <= callsFor(listeners));
  const form = isFlat ? 'allBackends' : 'allListeners';
  return { type: 'scope', form, subject: null, maxCalls: Number.POSITIVE_INFINITY };
}

/** All of a load balancer's, or a call for each of its listeners that are wanted. It is given up should it take more calls than these. */
function byLoadBalancer(
  loadBalancerId: string,
  lists: readonly WantedBackends[],
  view: View,
  eachListener: (wanted: readonly WantedBackends[]) => readonly PlannedAsk[],
): Way {
  const total = rowsUnder(loadBalancerId, lists, view);
  const calls = callsFor(total ?? 0);
  if (calls >= lists.length) return { calls: lists.length, isSure: true, asks: () => eachListener(lists) };
  const ask: Ask = {
    type: 'scope',
    form: 'backendsOfLoadBalancer',
    subject: loadBalancerId,
    maxCalls: lists.length,
  };
  const isSure = total !== null;
  return { calls, isSure, asks: () => lists.flatMap(({ demands }) => serve(demands, ask)) };
}

/** How many backends a load balancer has: as was told of it, or, if all of its listeners are wanted, of these. Null: nobody knows. */
function rowsUnder(loadBalancerId: string, lists: readonly WantedBackends[], view: View): number | null {
  const told = view.scopeTotal({ list: 'backends', segment: '', loadBalancerId });
  if (told !== null) return told;
  const source = lists[0]?.segment.of.source;
  const listeners = source === undefined ? null : view.total(listenersSegment(source, loadBalancerId));
  const each = lists.map(({ segment }) => view.total(segment));
  return listeners === lists.length ? sumKnown(each) : null;
}

interface WayByIds extends Way {
  /** How many calls the listeners' rows take. */
  readonly first: number;
  /** How many calls it takes at most, however many backends there are. */
  readonly most: number;
}

/** Listeners' rows tell which backends there are, where that is not at hand; the rows of these, by their ids, tell health. */
function byIds(wanted: readonly WantedBackends[], view: View): WayByIds {
  if (view.fact('inlinedBackends') === false) return never;
  const presumed = presumedEach(wanted, view);
  const known = wanted.map((one) => ({ ...one, items: view.items(one.segment) }));
  const unknown = known.filter(({ items }) => items === null);
  const rowsIfEach = (has: number) => wanted.reduce((sum, one) => sum + rowsWanted(one, view, has), 0);
  const rows = rowsIfEach(presumed);
  const found = known.flatMap(({ items, demands }) => itemsWanted(items ?? [], demands));
  const subjects = found.map(({ item }) => (item.kind === 'backend' ? backendSubject(item) : null));
  if (subjects.includes(null)) return never;
  const first = unknown.length === 0 ? 0 : callsFor(unknown.length);
  const calls = first + (rows === 0 && first > 0 ? 0 : callsFor(rows));
  const most = first + callsFor(rowsIfEach(mostBackends));
  return {
    first,
    most,
    calls,
    isSure: calls === most,
    asks: () =>
      unknown.length > 0
        ? unknown.flatMap(({ segment: { of }, demands }) =>
            serve(demands, subjectAsk('listenersById', listenerSubject(of.loadBalancerId, of.listenerId))),
          )
        : found.flatMap(({ demands }, at) => serve(demands, subjectAsk('backendsById', subjects[at] ?? ''))),
  };
}

const never: WayByIds = {
  first: 0,
  most: Number.POSITIVE_INFINITY,
  calls: Number.POSITIVE_INFINITY,
  isSure: true,
  asks: () => [],
};

/**
 * Everything in the source. While nobody knows how much that is, its first page tells; it is given up should it take more than another
 * way. That takes the more, too, the more there is: as much of it as it is to read.
 */
function byScan(wanted: readonly WantedBackends[], view: View, point: Way, ids: WayByIds): Way {
  const total = view.scopeTotal(everywhere);
  const share = shareOf(wanted, view);
  const rows = wanted.reduce((sum, { segment }) => sum + (view.total(segment) ?? presumedBackends), 0);
  const limits = [
    wanted.length,
    ids.most,
    ...(share < 1 ? [point.calls] : []),
    ids.first === 0 ? ids.calls : Math.ceil(ids.first / (1 - share)),
  ];
  const ask: Ask = {
    type: 'scope',
    form: 'allBackends',
    subject: null,
    maxCalls: Math.min(...limits) + 1,
  };
  return {
    isSure: total !== null,
    calls: callsFor(total ?? (share === 0 ? Number.POSITIVE_INFINITY : rows / share)),
    asks: () => wanted.flatMap(({ demands }) => serve(demands, ask)),
  };
}

const everywhere = { list: 'backends', segment: '', loadBalancerId: null } as const;

/** Which part of all backends stands in lists that are wanted, as if all listeners were alike; 0 while it is not known how many there are. */
function shareOf(wanted: readonly WantedBackends[], view: View): number {
  const [first] = wanted;
  if (first === undefined) return 1;
  const { source } = first.segment.of;
  const all = view.total({ of: { list: 'loadBalancers', source }, segment: '' });
  if (all === null) return 0;
  const looked = new Set(wanted.map(({ segment }) => segment.of.loadBalancerId));
  const below = [...looked].map((id) => view.total(listenersSegment(source, id)));
  const listeners = Math.max(wanted.length, sumKnown(below) ?? 0);
  return (wanted.length / listeners) * (looked.size / Math.max(all, looked.size));
}

/** How many backends a listener counts as having: once it is known how many there are in all, its part of them. */
function presumedEach(wanted: readonly WantedBackends[], view: View): number {
  const total = view.scopeTotal(everywhere);
  const share = shareOf(wanted, view);
  return total === null || share === 0 ? presumedBackends : (total * share) / wanted.length;
}

/** How many rows of a list are wanted, or may be in the end. */
function rowsWanted({ segment, demands }: WantedBackends, view: View, presumed: number): number {
  const total = view.total(segment) ?? presumed;
  const ends = demands.flatMap((demand) => {
    if (demand.type !== 'rows') return [];
    const { window, most = 0 } = demand;
    return [Math.max(windowEnd(window), window.offset + most)];
  });
  return Math.min(total, Math.max(0, ...ends));
}

function itemsWanted(
  items: readonly Item[],
  demands: readonly Demand[],
): readonly { readonly item: Item; readonly demands: readonly Demand[] }[] {
  return items.flatMap((item, at) => {
    const own = demands.filter(
      (demand) => demand.type === 'rows' && demand.window.offset <= at && at < windowEnd(demand.window),
    );
    return own.length === 0 ? [] : [{ item, demands: own }];
  });
}

function sumKnown(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
}
