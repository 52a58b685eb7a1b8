import { backendsAt, placesBelow, type Fleet, type FleetLoadBalancer, type Place } from '../fleet.js';
import { nothing, type Need, type Span } from '../need.js';

/** A tree of a query, in the terms of what has to be read for it. */
export interface Tree {
  /** The rows of load balancers that are shown; all unless told. */
  readonly first?: number;
  readonly last?: number;
  readonly total?: boolean;
  /** Shown by their ids, which the query tells, and not as a window. */
  readonly only?: readonly FleetLoadBalancer[];
  readonly listeners?: 'lean' | 'full';
  readonly rules?: boolean;
  /** Below listeners (all of them, or the first of each load balancer), or below load balancers (all, or the first so many). */
  readonly backends?: 'of listeners' | 'of first listeners' | 'of load balancers' | number;
  readonly health?: boolean;
  /** What is shown of machines besides what costs nothing. */
  readonly machines?: 'name' | 'created';
  readonly routers?: boolean;
}

export function treeNeed(fleet: Fleet, tree: Tree): Need {
  const { length } = fleet.loadBalancers;
  const window = windowOf(length, tree);
  const parents = tree.only ?? fleet.loadBalancers.slice(window.from, window.to);
  const places = placesOf(parents, tree.backends);
  const targets = places.flatMap(backendsAt);
  const shown = tree.machines === 'created' || (tree.machines === 'name' && !fleet.vendor.namesMachines);
  const machines = shown ? targets.flatMap(({ machine }) => machine ?? []) : [];
  const routers = tree.routers === true ? targets.flatMap(({ router }) => router ?? []) : [];
  return {
    ...nothing,
    window: tree.only === undefined ? window : nothing.window,
    total: tree.total ?? false,
    loadBalancers: tree.only ?? [],
    listeners: listenersOf(parents, tree),
    rules: new Set(tree.rules === true ? parents : []),
    backends: places,
    health: (tree.health ?? false) && fleet.vendor.checksHealth,
    machines: new Set(machines),
    routers: new Set(routers),
  };
}

export function windowOf(length: number, { first, last }: Pick<Tree, 'first' | 'last'>): Span {
  if (last !== undefined) return { from: Math.max(length - last, 0), to: length };
  return { from: 0, to: Math.min(first ?? length, length) };
}

/** Behind an application load balancer all backends come in one answer, which names their listeners. */
function listenersOf(
  parents: readonly FleetLoadBalancer[],
  { listeners, rules, backends }: Tree,
): Need['listeners'] {
  if (listeners !== undefined) return new Map(parents.map((parent) => [parent, listeners]));
  const through =
    backends === undefined && rules !== true ? [] : parents.filter(({ kind }) => kind === 'plain');
  return new Map(through.map((parent) => [parent, 'lean']));
}

function placesOf(parents: readonly FleetLoadBalancer[], backends: Tree['backends']): readonly Place[] {
  if (backends === undefined) return [];
  if (backends === 'of load balancers') {
    const empty = parents.filter(({ kind, listeners }) => kind !== 'plain' && listeners.length === 0);
    const bound = empty.map((loadBalancer): Place => ({ loadBalancer, listener: null }));
    return [...placesBelow(parents).filter(({ listener }) => listener !== null), ...bound];
  }
  if (typeof backends === 'number') return parents.flatMap((parent) => firstPlaces(parent, backends));
  return placesBelow(parents).filter(
    ({ listener, loadBalancer }) =>
      listener !== null && (backends === 'of listeners' || listener === loadBalancer.listeners[0]),
  );
}

/** The lists that hold a load balancer's first backends. */
function firstPlaces(parent: FleetLoadBalancer, count: number): readonly Place[] {
  let seen = 0;
  const all = placesOf([parent], 'of load balancers');
  return all.filter((place) => {
    const isShown = seen < count;
    seen += backendsAt(place).length;
    return isShown;
  });
}
