import { backendsAt, distinct, sum, type Fleet } from '../fleet.js';
import type { Formula, Maxima, Setting } from '../maxima.js';
import { lengthOf, type Need } from '../need.js';
import { calls, numberedCalls } from './pages.js';

/** Zenlayer: one call for each listener and kind of machine; there is no health to ask for. */
export const zenlayer: Formula = (need, fleet, most, setting) =>
  numberedCalls(need.window, need.total, most.page) +
  calls(need.loadBalancers.length, most.loadBalancerIds) +
  machineList(need, fleet, most, setting) +
  (setting.embedded ? 0 : below(need, most, setting)) +
  machines(need, fleet, most, setting) +
  reverse(need, fleet, most, setting);

function below(need: Need, most: Maxima, { kinds }: Setting): number {
  const { single } = need;
  return (
    calls(need.listeners.size, most.loadBalancerIds) +
    sum(
      need.backends.flatMap((place) =>
        kinds.map((kind) =>
          pagesOf(backendsAt(place).filter((backend) => backend.kind === kind).length, most),
        ),
      ),
    ) +
    (single === null ? 0 : 1)
  );
}

/** The list of machines is that of one kind behind that of the other. */
function machineList(
  { machineWindow, machineTotal }: Need,
  fleet: Fleet,
  most: Maxima,
  { kinds }: Setting,
): number {
  let before = 0;
  return sum(
    kinds.map((kind) => {
      const { length } = fleet.machines.filter((machine) => machine.kind === kind);
      const from = Math.max(machineWindow.from - before, 0);
      const to = Math.min(machineWindow.to - before, length);
      before += length;
      const window = from < to ? { from, to } : { from: 0, to: 0 };
      return numberedCalls(
        window,
        machineTotal || (lengthOf(machineWindow) > 0 && from >= length),
        most.page,
      );
    }),
  );
}

function machines(need: Need, fleet: Fleet, most: Maxima, setting: Setting): number {
  const { machines: wanted, machineKindTold } = need;
  if (!machineKindTold) return wanted.size * setting.kinds.length;
  const kindOf = new Map(
    fleet.loadBalancers
      .flatMap(({ listeners }) => listeners.flatMap(({ backends }) => backends))
      .map(({ machine, kind }) => [machine, kind]),
  );
  for (const { id, kind } of fleet.machines) kindOf.set(id, kind);
  const kinds = [...wanted].map((id) => kindOf.get(id));
  return sum(
    distinct(kinds).map((kind) => calls(kinds.filter((other) => other === kind).length, most.machineIds)),
  );
}

/** No filter by machine: the listeners of all load balancers, then the backends of the machine's kind. Rows carry no addresses. */
function reverse(
  { reverse: wanted, known }: Need,
  fleet: Fleet,
  most: Maxima,
  { embedded }: Setting,
): number {
  if (wanted === null || wanted.by === 'address') return 0;
  const list = calls(Math.max(1, fleet.loadBalancers.length), most.page);
  if (embedded) return list;
  const listeners = fleet.loadBalancers.flatMap((loadBalancer) => loadBalancer.listeners);
  const lists = known ? 0 : list + calls(fleet.loadBalancers.length, most.loadBalancerIds);
  const isWanted = ({ kind }: { readonly kind: string }) => kind === wanted.machine.kind;
  return lists + sum(listeners.map(({ backends }) => pagesOf(backends.filter(isWanted).length, most)));
}

function pagesOf(rows: number, { page }: Maxima): number {
  return Math.max(1, calls(rows, page));
}
