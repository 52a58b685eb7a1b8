import type { Backend } from '../model/backend.js';
import type { BackendFilter, InstanceFilter, ListenerFilter, LoadBalancerFilter } from '../model/filter.js';
import { itemOf, type ItemOf } from '../model/item-of.js';
import type { LoadBalancer } from '../model/load-balancer.js';
import { matchesBackend, matchesInstance, matchesListener, matchesLoadBalancer } from '../model/matches.js';
import type { Item, ItemKind } from '../model/record.js';
import { emptySelection } from '../model/selection.js';
import { readBackends } from './backend-parts.js';
import type { Applied, Sieve } from './filtered-list.js';
import { healthOfAll, healthSelection } from './health.js';
import type { Loaders } from './loaders.js';
import { partsOfLoadBalancer } from './unfolding.js';

function listenerSieve(_loaders: Loaders, fields: Partial<ListenerFilter>): Sieve | null {
  return isEmpty(fields) ? null : sieveBy('listener', matchesListener(fields));
}

function instanceSieve(_loaders: Loaders, fields: Partial<InstanceFilter>): Sieve | null {
  return isEmpty(fields) ? null : sieveBy('instance', matchesInstance(fields));
}

/** By all fields; health is read of those that the others leave. */
function backendSieve(loaders: Loaders, fields: Partial<BackendFilter>): Sieve | null {
  if (isEmpty(fields)) return null;
  const byRecord = sieveBy('backend', matchesBackend(fields));
  const { health } = fields;
  if (health === null || health === undefined) return byRecord;
  return (items) => {
    const { items: left } = byRecord(items);
    const backends = left.flatMap((item) => itemOf('backend')(item) ?? []);
    return afterAll(healthOfAll(loaders, backends), (healths) => ({
      items: backends.filter((_, at) => health.includes(healths[at] ?? 'UNKNOWN')),
      exact: true,
    }));
  };
}

/** By all fields; backends are read of those load balancers that the others leave. */
function loadBalancerSieve(loaders: Loaders, fields: Partial<LoadBalancerFilter>): Sieve | null {
  if (isEmpty(fields)) return null;
  const byRecord = sieveBy('loadBalancer', matchesLoadBalancer(fields));
  const byBackends = backendsTest(loaders, fields);
  if (byBackends === null) return byRecord;
  return async (items) => {
    const { items: left } = byRecord(items);
    const loadBalancers = left.flatMap((item) => itemOf('loadBalancer')(item) ?? []);
    const told = await Promise.all(loadBalancers.map(byBackends));
    return {
      items: loadBalancers.filter((_, at) => told[at] === true),
      exact: !told.includes(null),
    };
  };
}

export const loadBalancerFilters: Applied<LoadBalancerFilter> = {
  takes: (pushdown) => pushdown.loadBalancers,
  readsMore: ({ hasUnhealthyBackends = null, hasNoBackends = null }) =>
    hasUnhealthyBackends !== null || hasNoBackends !== null,
  sieve: loadBalancerSieve,
};

export const listenerFilters: Applied<ListenerFilter> = {
  takes: (pushdown) => pushdown.listeners,
  readsMore: () => false,
  sieve: listenerSieve,
};

export const backendFilters: Applied<BackendFilter> = {
  takes: (pushdown) => pushdown.backends,
  readsMore: ({ health = null }) => health !== null,
  sieve: backendSieve,
};

export const instanceFilters: Applied<InstanceFilter> = {
  takes: (pushdown) => pushdown.instances,
  readsMore: () => false,
  sieve: instanceSieve,
};

/** Whether a load balancer's backends are as wanted; null: not all of them could be read. Null where nothing is wanted of them. */
function backendsTest(
  loaders: Loaders,
  { hasUnhealthyBackends = null, hasNoBackends = null }: Partial<LoadBalancerFilter>,
): ((loadBalancer: LoadBalancer) => Promise<boolean | null>) | null {
  if (hasUnhealthyBackends === null && hasNoBackends === null) return null;
  return async (loadBalancer) => {
    const { source } = loadBalancer;
    const { hasHealth } = loaders.inventory.provider(source);
    const wantsHealth = hasUnhealthyBackends !== null && hasHealth;
    // Where there is no health check, nothing is unhealthy, whatever there is.
    if (hasNoBackends === null && !wantsHealth) return hasUnhealthyBackends === false;
    const selection = wantsHealth ? healthSelection : emptySelection;
    const parts = await partsOfLoadBalancer(loaders, loadBalancer, selection);
    const { backends, exact } = await readBackends(loaders, parts);
    const isUnhealthy = wantsHealth && (await hasUnhealthy(loaders, backends));
    const facts = [
      // What was found shows it, whatever could not be read.
      toFact(hasUnhealthyBackends, isUnhealthy, exact || isUnhealthy),
      toFact(hasNoBackends, backends.length === 0, exact || backends.length > 0),
    ];
    return facts.includes(false) ? false : facts.includes(null) ? null : true;
  };
}

function toFact(wanted: boolean | null, is: boolean, isKnown: boolean): boolean | null {
  if (wanted === null) return true;
  return isKnown ? is === wanted : null;
}

async function hasUnhealthy(loaders: Loaders, backends: readonly Backend[]): Promise<boolean> {
  const healths = await healthOfAll(loaders, backends);
  return healths.some((health) => health === 'DOWN' || health === 'ABNORMAL');
}

function sieveBy<K extends ItemKind>(kind: K, matches: (item: ItemOf<K>) => boolean) {
  return (items: readonly Item[]) => ({
    items: items.flatMap((item) => itemOf(kind)(item) ?? []).filter(matches),
    exact: true,
  });
}

function isEmpty(fields: object): boolean {
  return Object.values(fields).every((wanted) => wanted === null || wanted === undefined);
}

function afterAll<T, R>(value: T | Promise<T>, use: (value: T) => R): R | Promise<R> {
  return value instanceof Promise ? value.then(use) : use(value);
}
