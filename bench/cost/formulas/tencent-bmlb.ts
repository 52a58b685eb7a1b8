import {
  distinct,
  foundAtOnce,
  placesBelow,
  sum,
  type Fleet,
  type FleetLoadBalancer,
  type Place,
} from '../fleet.js';
import type { Formula, Maxima } from '../maxima.js';
import { nothing, type Need } from '../need.js';
import { calls, listCalls, windowCalls, rowCalls } from './pages.js';

/** Tencent bare metal: a list of ports or two of listeners for each load balancer, a call for each layer-4 listener. */
export const tencentBmlb: Formula = (need, fleet, most) =>
  listCalls(need, most, windowCalls) +
  rowCalls(need.loadBalancers.length, most) +
  windowCalls(need.machineWindow, need.machineTotal, most.page) +
  below(need) +
  machines(need, fleet, most) +
  single(need) +
  reverse(need, fleet, most);

function below(need: Need): number {
  const { listeners, rules, backends } = need;
  const parents = distinct([
    ...listeners.keys(),
    ...rules,
    ...backends.map(({ loadBalancer }) => loadBalancer),
  ]);
  return sum(parents.map((parent) => lists(parent, need))) + backends.filter(isLayer4).length;
}

/** The list of ports is enough for what it tells; the deep list of layer 7 brings rules and their backends. */
function lists(parent: FleetLoadBalancer, { listeners, rules, backends, known }: Need): number {
  const deep =
    (rules.has(parent) && parent.listeners.some(({ layer }) => layer === 7)) ||
    backends.some((place) => place.loadBalancer === parent && place.listener?.layer === 7);
  const rulesOfNone = rules.has(parent) && !listeners.has(parent) && !deep;
  if (known) return deep ? 1 : 0;
  const fields = listeners.get(parent);
  // A list of ports that is empty tells that there is nothing else to read.
  if (fields === 'full') return parent.layer4Only || parent.listeners.length === 0 ? 1 : 2;
  if (fields === 'lean') return deep ? 2 : 1;
  return deep || rulesOfNone ? 1 : 0;
}

/** Who is not found is looked for once more, in the recycle bin where there is one. */
function machines(need: Need, fleet: Fleet, most: Maxima): number {
  const { machines: all, machineKindTold, known, reverse: found } = need;
  if (!machineKindTold && known) return 0;
  const wanted = new Set([...all].filter((id) => found?.by !== 'machine' || id !== found.machine.id));
  const listed = foundAtOnce(fleet);
  const missing = [...wanted].filter((id) => !listed.has(id));
  const again = fleet.vendor.hasSecondPlace ? calls(missing.length, most.machineIds) : 0;
  return calls(wanted.size, most.machineIds) + again;
}

/** One object: its list. A layer-4 backend's listener has to be known to be there before its backends are asked. */
function single({ single: wanted, known }: Need): number {
  if (wanted === null) return 0;
  const isListed = wanted.backend === undefined || wanted.listener.layer === 7 || known;
  return (isListed ? 1 : 2) + (wanted.parents && !known ? 1 : 0);
}

/** The machine's row tells its network, the vendor names its bindings there, but for weight and health. */
function reverse({ reverse: wanted, known }: Need, fleet: Fleet, most: Maxima): number {
  if (wanted === null) return 0;
  const parents = distinct(wanted.found.map(({ loadBalancer }) => loadBalancer));
  if (wanted.by === 'address') return scan(fleet, most, known);
  const deep = distinct(
    wanted.found.filter((place) => !isLayer4(place)).map(({ loadBalancer }) => loadBalancer),
  );
  const layer4 = distinct(wanted.found.filter(isLayer4).map(({ listener }) => listener));
  return (
    1 +
    (known ? 0 : 1 + (wanted.fields === 'ports' ? 0 : calls(parents.length, most.loadBalancerIds))) +
    (wanted.fields === 'full' ? deep.length + layer4.length : 0)
  );
}

function scan(fleet: Fleet, most: Maxima, known: boolean): number {
  const all: Need = {
    ...nothing,
    listeners: new Map(fleet.loadBalancers.map((loadBalancer) => [loadBalancer, 'lean'])),
    backends: placesBelow(fleet.loadBalancers),
    known,
  };
  return (known ? 0 : Math.max(1, calls(fleet.loadBalancers.length, most.page))) + below(all);
}

function isLayer4({ listener }: Place): boolean {
  return listener?.layer === 4;
}
