import { backendsAt, distinct, placesBelow, sum, type FleetLoadBalancer, type Place } from '../fleet.js';
import type { Formula, Maxima, Setting } from '../maxima.js';
import { nothing, type Need } from '../need.js';
import { calls, windowCalls } from './pages.js';

/** Tencent CLB: below a load balancer everything is asked load balancer by load balancer, but health of application ones. */
export const tencentClb: Formula = (need, _fleet, most, setting) =>
  windowCalls(need.window, need.total, most.page) +
  calls(need.loadBalancers.length, most.loadBalancerIds) +
  windowCalls(need.machineWindow, need.machineTotal, most.page) +
  below(withLists(need), need.health, most, setting) +
  calls(besides(need), most.machineIds) +
  single(need, most, setting) +
  reverse(need, most, setting);

/** Machines that no look-up of who sends traffic to them reads anyway. */
function besides({ machines, reverse: wanted }: Need): number {
  return [...machines].filter((id) => wanted?.by !== 'machine' || id !== wanted.machine.id).length;
}

interface Below {
  readonly listeners: ReadonlySet<FleetLoadBalancer>;
  readonly backends: readonly Place[];
}

/** A classic binding is shown through each listener: these have to be read besides. */
function withLists({ listeners, rules, backends, known }: Need): Below {
  const classic = backends.map(({ loadBalancer }) => loadBalancer).filter(({ kind }) => kind === 'classic');
  return { listeners: new Set([...listeners.keys(), ...rules, ...(known ? [] : classic)]), backends };
}

function below({ listeners, backends }: Below, health: boolean, most: Maxima, setting: Setting): number {
  const parents = distinct(backends.map(({ loadBalancer }) => loadBalancer));
  const checked = distinct(
    backends.filter((place) => backendsAt(place).length > 0).map(({ loadBalancer }) => loadBalancer),
  );
  const isClassic = ({ kind }: FleetLoadBalancer) => kind === 'classic';
  const classic = checked.filter(isClassic).length;
  return (
    listeners.size +
    sum(parents.map((parent) => bindingCalls(parent, most, setting))) +
    (health ? classic + calls(checked.length - classic, most.healthIds) : 0)
  );
}

function bindingCalls(parent: FleetLoadBalancer, { page }: Maxima, { pagedBindings }: Setting): number {
  if (!pagedBindings || parent.kind === 'application') return 1;
  return Math.max(1, calls((parent.listeners[0]?.backends ?? parent.bound).length, page));
}

/** What stands below a load balancer is found in its lists; which calls tell them, its own row decides. */
function single({ single: wanted, health, known }: Need, most: Maxima, setting: Setting): number {
  if (wanted === null) return 0;
  const { loadBalancer, backend } = wanted;
  const row = known ? 0 : 1;
  if (backend === undefined) return row + 1;
  const listeners = loadBalancer.kind === 'classic' && !known ? 1 : 0;
  return row + listeners + bindingCalls(loadBalancer, most, setting) + (health ? 1 : 0);
}

/** The machine's row tells its address, the vendor names the load balancers behind it: private, or also public. */
function reverse({ reverse: wanted, known }: Need, most: Maxima, setting: Setting): number {
  if (wanted === null) return 0;
  const machine = wanted.by === 'machine' && !known ? 1 : 0;
  const found = wanted.by === 'machine' ? 1 : 2;
  const backends = placesBelow(wanted.named);
  const lists = withLists({ ...nothing, backends, known });
  const shown = wanted.found.map(({ loadBalancer, listener }) => ({ loadBalancer, listener }));
  const read = below(lists, false, most, setting);
  const health = wanted.fields === 'full' ? healthOf(shown, most) : 0;
  return machine + found + read + health;
}

function healthOf(places: readonly Place[], most: Maxima): number {
  const parents = distinct(places.map(({ loadBalancer }) => loadBalancer));
  const classic = parents.filter(({ kind }) => kind === 'classic').length;
  return classic + calls(parents.length - classic, most.healthIds);
}
