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
  /** Below all listeners, below the first one of each load balancer, or below load balancers. */
  readonly backends?: 'of listeners' | 'of first listeners' | 'of load balancers';
  /** How many of each of these lists are shown; all unless told. Only for the last two. */
  readonly firstBackends?: number;
  readonly health?: boolean;
  /** What is shown of machines besides what costs nothing. */
  readonly machines?: 'name' | 'created';
  readonly routers?: boolean;
}

export function treeNeed(fleet: Fleet, tree: Tree): Need {
  const { length } = fleet.loadBalancers;
  const window = windowOf(length, tree);
  const parents = tree.only ?? fleet.loadBalancers.slice(window.from, window.to);
  const places = parents.flatMap((parent) => firstPlaces(placesOf([parent], tree.backends), fleet, tree));
  const targets = places.flatMap(backendsAt);
  const machines = targets.flatMap(({ machine }) => machine ?? []).filter(isLookedUp(fleet, tree));
  const routers = tree.routers === true ? targets.flatMap(({ router }) => router ?? []) : [];
  return {
    ...nothing,
    window: tree.only === undefined ? window : nothing.window,
    fromEnd: tree.last !== undefined,
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

/** Whether what is shown of a machine takes a look-up by its id. */
function isLookedUp({ machines, vendor }: Fleet, { machines: shown }: Tree): (id: string) => boolean {
  if (shown === 'created') return () => true;
  if (shown === undefined || vendor.namesMachines === 'all') return () => false;
  const nameless = new Set(machines.flatMap(({ id, name }) => (name === null ? [id] : [])));
  return (id) => vendor.namesMachines === 'none' || nameless.has(id);
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
  return placesBelow(parents).filter(
    ({ listener, loadBalancer }) =>
      listener !== null && (backends === 'of listeners' || listener === loadBalancer.listeners[0]),
  );
}

/** The lists that hold the first backends; those of each kind of machine are lists of their own. */
function firstPlaces(all: readonly Place[], { vendor }: Fleet, { firstBackends }: Tree): readonly Place[] {
  if (firstBackends === undefined) return all;
  let seen = 0;
  return all.flatMap((place) => {
    const kinds = vendor.kinds.filter((kind) => {
      const isShown = seen < firstBackends;
      seen += backendsAt(place).filter((backend) => kind === '' || backend.kind === kind).length;
      return isShown;
    });
    return kinds.length === 0 ? [] : [{ ...place, ...(vendor.kinds.length > 1 ? { kinds } : {}) }];
  });
}
