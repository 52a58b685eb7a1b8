import { backendsAt, distinct, sum, type Fleet } from '../fleet.js';
import type { Formula, Maxima } from '../maxima.js';
import { lengthOf, type Need } from '../need.js';
import { calls, listCalls, numberedCalls, rowCalls } from './pages.js';

/** Zenlayer: one call for each listener and kind of machine; there is no health to ask for. */
export const zenlayer: Formula = (need, fleet, most) =>
  listCalls(need, most, numberedCalls) +
  rowCalls(need.loadBalancers.length, most) +
  machineList(need, fleet, most) +
  (fleet.vendor.embeds ? embedded(need, fleet, most) : below(need, fleet, most) + single(need)) +
  machines(need, fleet, most) +
  reverse(need, fleet, most);

function below(need: Need, { vendor }: Fleet, most: Maxima): number {
  return (
    calls(need.listeners.size, most.loadBalancerIds) +
    sum(need.backends.map((place) => segments(place, vendor.kinds, most)))
  );
}

/** A call for each kind, and one for each further page of it. */
function segments(place: Need['backends'][number], kinds: readonly string[], most: Maxima): number {
  const asked = place.kinds ?? kinds;
  return sum(
    asked.map((kind) => pagesOf(backendsAt(place).filter((backend) => backend.kind === kind).length, most)),
  );
}

/** A listener or a backend by its id; its parents are a row and a listener more. */
function single({ single: wanted, known }: Need): number {
  if (wanted === null) return 0;
  return 1 + (wanted.parents && !known ? 2 : 0);
}

/** What comes inside rows has to be read again with them once it is no longer fresh: by ids, or the whole list. */
function embedded(
  { single: wanted, backends, known }: Need,
  { loadBalancers, vendor }: Fleet,
  most: Maxima,
): number {
  if (wanted !== null) return 1;
  if (!known) return 0;
  const parents = distinct(backends.map(({ loadBalancer }) => loadBalancer));
  const oneByOne = sum(backends.map((place) => segments(place, vendor.kinds, most)));
  const byIds = calls(parents.length, most.loadBalancerIds);
  return Math.min(byIds, calls(loadBalancers.length, most.page), oneByOne);
}

/** The list of machines is that of one kind behind that of the other. */
function machineList(
  { machineWindow, machineTotal }: Need,
  { machines: all, vendor }: Fleet,
  most: Maxima,
): number {
  let before = 0;
  return sum(
    vendor.kinds.map((kind) => {
      const { length } = all.filter((machine) => machine.kind === kind);
      const from = Math.max(machineWindow.from - before, 0);
      const to = Math.min(machineWindow.to - before, length);
      // A window that goes on behind this kind is told so by its total.
      const isPassed =
        lengthOf(machineWindow) > 0 && machineWindow.to > before + length && machineWindow.from <= before;
      before += length;
      return numberedCalls(
        from < to ? { from, to } : { from: 0, to: 0 },
        machineTotal || isPassed,
        most.page,
      );
    }),
  );
}

function machines({ machines: wanted, machineKindTold, known }: Need, fleet: Fleet, most: Maxima): number {
  const { kinds } = fleet.vendor;
  // Each service is asked; that one of them does not have the machine is soon forgotten.
  if (!machineKindTold) return wanted.size * (kinds.length - (known ? 1 : 0));
  const kindOf = new Map(
    fleet.loadBalancers
      .flatMap(({ listeners }) => listeners.flatMap(({ backends }) => backends))
      .map(({ machine, kind }) => [machine, kind]),
  );
  for (const { id, kind } of fleet.machines) kindOf.set(id, kind);
  const wantedKinds = [...wanted].map((id) => kindOf.get(id));
  return sum(
    distinct(wantedKinds).map((kind) =>
      calls(wantedKinds.filter((other) => other === kind).length, most.machineIds),
    ),
  );
}

/** No filter by machine: the listeners of all load balancers, then the backends of the machine's kind. Rows carry no addresses. */
function reverse({ reverse: wanted, known }: Need, { loadBalancers, vendor }: Fleet, most: Maxima): number {
  if (wanted === null || wanted.by === 'address') return 0;
  const list = Math.max(1, calls(loadBalancers.length, most.page));
  if (vendor.embeds) return list;
  const listeners = loadBalancers.flatMap((loadBalancer) => loadBalancer.listeners);
  const lists = known ? 0 : list + calls(loadBalancers.length, most.loadBalancerIds);
  const isWanted = ({ kind }: { readonly kind: string }) => kind === wanted.machine.kind;
  return lists + sum(listeners.map(({ backends }) => pagesOf(backends.filter(isWanted).length, most)));
}

function pagesOf(rows: number, { page }: Maxima): number {
  return Math.max(1, calls(rows, page));
}
