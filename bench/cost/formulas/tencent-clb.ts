import {
  backendsAt,
  distinct,
  placesBelow,
  sum,
  type Fleet,
  type FleetLoadBalancer,
  type Place,
} from '../fleet.js';
import type { Formula, Maxima } from '../maxima.js';
import { nothing, type Need } from '../need.js';
import { calls, listCalls, windowCalls, rowCalls } from './pages.js';

/** Tencent CLB: below a load balancer everything is asked load balancer by load balancer, but health of application ones. */
export const tencentClb: Formula = (need, fleet, most) =>
  listCalls(need, most, windowCalls) +
  rowCalls(need.loadBalancers.length, most) +
  windowCalls(need.machineWindow, need.machineTotal, most.page) +
  below(need, fleet, most) +
  machines(need, most) +
  single(need, fleet, most) +
  reverse(need, fleet, most);

/** A classic binding is shown through each listener: these are read besides, a call for each load balancer. */
function below(need: Need, fleet: Fleet, most: Maxima): number {
  const { listeners, rules, backends, health, known, readBefore } = need;
  const parents = distinct(backends.map(({ loadBalancer }) => loadBalancer));
  const classic = known ? [] : parents.filter(({ kind }) => kind === 'classic');
  const lists = new Set([...listeners.keys(), ...rules, ...classic]);
  const bindings = sum(parents.map((parent) => bindingCalls(parent, fleet, most)));
  // Whether there is something to check is not known before the backends are, and these are read in the same round.
  const checked = readBefore ? backends.filter((place) => backendsAt(place).length > 0) : backends;
  return lists.size + bindings + (health ? healthCalls(checked, most) : 0);
}

function bindingCalls(
  { kind, listeners: [first], bound }: FleetLoadBalancer,
  { vendor }: Fleet,
  { page }: Maxima,
): number {
  if (!vendor.pagesBindings || kind === 'application') return 1;
  return Math.max(1, calls((first?.backends ?? bound).length, page));
}

/** Of load balancers that may have something to check: classic ones one by one, application ones together. */
function healthCalls(places: readonly Place[], { healthIds }: Maxima): number {
  const parents = distinct(places.map(({ loadBalancer }) => loadBalancer));
  const classic = parents.filter(({ kind }) => kind === 'classic').length;
  return classic + calls(parents.length - classic, healthIds);
}

/** Machines that no look-up of what sends traffic to them reads anyway; one that was read is found again at no call. */
function machines(
  { machines: wanted, machineKindTold, known, reverse: of }: Need,
  { machineIds }: Maxima,
): number {
  if (!machineKindTold && known) return 0;
  return calls([...wanted].filter((id) => of?.by !== 'machine' || id !== of.machine.id).length, machineIds);
}

/** What stands below a load balancer is found in its lists; which calls tell them, its row decides. */
function single({ single: wanted, health, known, readBefore }: Need, fleet: Fleet, most: Maxima): number {
  if (wanted === null) return 0;
  const { loadBalancer, backend, parents } = wanted;
  const row = known || (readBefore && !parents) ? 0 : 1;
  if (backend === undefined) return row + 1;
  const listeners = loadBalancer.kind === 'classic' && !known ? 1 : 0;
  return row + listeners + bindingCalls(loadBalancer, fleet, most) + (health ? 1 : 0);
}

/** The machine's row tells its address, the vendor names the load balancers behind it: private, or also public. */
function reverse({ reverse: wanted, known }: Need, fleet: Fleet, most: Maxima): number {
  if (wanted === null) return 0;
  const { by, fields, named, found } = wanted;
  if (by === 'address' && !fleet.vendor.findsAddresses) return scan(fleet, most, known);
  const machine = by === 'machine' && !known ? 1 : 0;
  const pages = Math.max(1, calls(named.length, most.page));
  // By its private addresses, and by its public ones.
  const names = by === 'machine' ? pages : pages + 1;
  const read =
    fields === 'load balancers'
      ? sum(named.map((parent) => bindingCalls(parent, fleet, most)))
      : below({ ...nothing, backends: placesBelow(named), known }, fleet, most);
  return machine + names + read + (fields === 'full' ? healthCalls(found, most) : 0);
}

/** Everything is read, and compared. */
function scan(fleet: Fleet, most: Maxima, known: boolean): number {
  const { loadBalancers } = fleet;
  const list = known ? 0 : Math.max(1, calls(loadBalancers.length, most.page));
  // Listeners of application ones come with what is bound.
  return list + below({ ...nothing, backends: everyPlace(loadBalancers), known }, fleet, most);
}

/** Those without anything bound, too, which is only known once they are read. */
function everyPlace(loadBalancers: readonly FleetLoadBalancer[]): readonly Place[] {
  return loadBalancers.map((loadBalancer) => ({ loadBalancer, listener: loadBalancer.listeners[0] ?? null }));
}
