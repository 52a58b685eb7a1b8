import { distinct, type Fleet } from '../fleet.js';
import type { Formula, Maxima } from '../maxima.js';
import type { Need } from '../need.js';
import { calls, listCalls, numberedCalls, rowCalls } from './pages.js';

/** Zenlayer's ZLB: one call for the listeners of a load balancer, and one for all its backends, with their health or without. */
export const zenlayerZlb: Formula = (need, fleet, most) =>
  listCalls(need, most, numberedCalls) +
  rowCalls(need.loadBalancers.length, most) +
  numberedCalls(need.machineWindow, need.machineTotal, most.page) +
  below(need) +
  machines(need, most) +
  single(need) +
  reverse(need, fleet, most);

function below({ listeners, rules, backends }: Need): number {
  const lists = new Set([...listeners.keys(), ...rules]);
  return lists.size + distinct(backends.map(({ loadBalancer }) => loadBalancer)).length;
}

/** A call brings as many machines as it may name. */
function machines({ machines: wanted, machineKindTold, known }: Need, { machineIds }: Maxima): number {
  return !machineKindTold && known ? 0 : calls(wanted.size, machineIds);
}

/** A listener or a backend comes by its load balancer's list; a backend's row tells its listener. */
function single({ single: wanted, known }: Need): number {
  if (wanted === null) return 0;
  return 1 + (wanted.parents && !known ? 1 : 0);
}

/** No filter by machine or address: all load balancers, and the backends of each. */
function reverse({ reverse: wanted, known }: Need, { loadBalancers }: Fleet, { page }: Maxima): number {
  if (wanted === null) return 0;
  return (known ? 0 : Math.max(1, calls(loadBalancers.length, page))) + loadBalancers.length;
}
