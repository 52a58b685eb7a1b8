import { backendsAt, distinct, foundAtOnce, sum, type Fleet } from '../fleet.js';
import type { Formula, Maxima } from '../maxima.js';
import type { Need } from '../need.js';
import { cheapestMix } from './cheapest-mix.js';
import { calls, listCalls, windowCalls, rowCalls } from './pages.js';

/** QingCloud: listeners come inside load balancers, backends without health inside listeners. */
export const qingcloud: Formula = (need, fleet, most) =>
  rows(need, most) + backends(need, fleet, most) + machines(need, fleet, most) + reverse(need, fleet, most);

function rows(need: Need, most: Maxima): number {
  const { single } = need;
  return (
    listCalls(need, most, windowCalls) +
    rowCalls(need.loadBalancers.length, most) +
    windowCalls(need.machineWindow, need.machineTotal, most.page) +
    (single === null ? 0 : 1) +
    (single?.parents === true && !need.known ? 1 : 0)
  );
}

/** A scan of the zone, or each list by itself, or inside listeners: there without health, which then goes by backends' ids. */
function backends({ backends: places, health }: Need, fleet: Fleet, most: Maxima): number {
  if (places.length === 0) return 0;
  const scan = Math.max(1, calls(zoneBackends(fleet), most.page));
  const pages = (rows: number) => Math.max(1, calls(rows, most.page));
  const groups = distinct(places.map(({ loadBalancer }) => loadBalancer)).map((loadBalancer) => ({
    whole: Math.min(
      pages(sum(loadBalancer.listeners.map((listener) => listener.backends.length))),
      health ? Infinity : pages(loadBalancer.listeners.length),
    ),
    parts: places
      .filter((place) => place.loadBalancer === loadBalancer)
      .map((place) => ({
        alone: pages(backendsAt(place).length),
        rows: health ? backendsAt(place).length : 0,
      })),
  }));
  return cheapestMix(groups, most.listenerIds, most.backendIds, scan);
}

/** Who is not found is looked for once more, among the nodes of clusters. */
function machines(
  { machines: wanted, machineKindTold, known, routers }: Need,
  fleet: Fleet,
  most: Maxima,
): number {
  if (!machineKindTold && known) return 0;
  const listed = foundAtOnce(fleet);
  const missing = [...wanted].filter((id) => !listed.has(id));
  return (
    calls(wanted.size, most.machineIds) +
    calls(missing.length, most.machineIds) +
    calls(routers.size, most.machineIds)
  );
}

/** No filter by machine: all backends, inside listeners or flat, then the load balancers of those found. */
function reverse({ reverse: wanted, known }: Need, fleet: Fleet, most: Maxima): number {
  if (wanted === null) return 0;
  const listeners = sum(fleet.loadBalancers.map((loadBalancer) => loadBalancer.listeners.length));
  const health = wanted.fields === 'full' ? calls(wanted.found.length, most.backendIds) : 0;
  const inlined = Math.max(1, calls(listeners, most.page)) + health;
  const flat = Math.max(1, calls(zoneBackends(fleet), most.page));
  const parents = new Set(wanted.found.map(({ loadBalancer }) => loadBalancer));
  return Math.min(inlined, flat) + (known ? 0 : calls(parents.size, most.loadBalancerIds));
}

function zoneBackends({ loadBalancers }: Fleet): number {
  return sum(
    loadBalancers.flatMap(({ listeners }) => listeners.map((listener): number => listener.backends.length)),
  );
}
