/** Children per parent, as even as whole numbers allow; earlier parents take the remainder. */
export function spreadEvenly(total: number, parents: number): number[] {
  const base = Math.floor(total / Math.max(parents, 1));
  return Array.from({ length: parents }, (_, index) => base + (index < total - base * parents ? 1 : 0));
}

export interface BackendCapacity {
  readonly perListener: number;
  readonly perLoadBalancer: number;
}

/** A listener's place: load balancer index, listener index in it. */
type ListenerSlot = readonly [number, number];

const LARGE_FLEET_BACKENDS = 150;
const FULL_LISTENER = 100;

/**
 * Backends per listener, by load balancer, evenly but for two listeners that every large enough fleet has:
 * one with 100 (which takes its load balancer over 100) and one with none. Null if the total does not fit.
 */
export function spreadBackends(
  listeners: readonly number[],
  total: number,
  capacity: BackendCapacity,
): number[][] | null {
  const slots = listeners.flatMap((count, lb) =>
    Array.from({ length: count }, (_, at): ListenerSlot => [lb, at]),
  );
  const full: ListenerSlot | undefined =
    total >= LARGE_FLEET_BACKENDS && slots.length >= 3 && (listeners[0] ?? 0) >= 2 ? slots[0] : undefined;
  const empty: ListenerSlot | undefined = slots.length >= 3 ? slots.at(-1) : undefined;
  return (
    fill(listeners, slots, total, capacity, full, empty) ??
    fill(listeners, slots, total, capacity, undefined, empty) ??
    fill(listeners, slots, total, capacity, undefined, undefined)
  );
}

function fill(
  listeners: readonly number[],
  slots: readonly ListenerSlot[],
  total: number,
  capacity: BackendCapacity,
  full: ListenerSlot | undefined,
  empty: ListenerSlot | undefined,
): number[][] | null {
  const counts = listeners.map((count) => Array.from({ length: count }, () => 0));
  const perLoadBalancer = listeners.map(() => 0);
  let left = total;
  const put = ([lb, at]: ListenerSlot, amount: number): void => {
    const row = counts[lb] ?? [];
    row[at] = (row[at] ?? 0) + amount;
    perLoadBalancer[lb] = (perLoadBalancer[lb] ?? 0) + amount;
    left -= amount;
  };
  const hasRoom = ([lb, at]: ListenerSlot): boolean =>
    (counts[lb]?.[at] ?? 0) < capacity.perListener && (perLoadBalancer[lb] ?? 0) < capacity.perLoadBalancer;
  if (full) put(full, FULL_LISTENER);
  let open = slots.filter((slot) => slot !== full && slot !== empty);
  while (left > 0 && open.length > 0) {
    open = open.filter(hasRoom);
    for (const slot of open) if (left > 0 && hasRoom(slot)) put(slot, 1);
  }
  return left === 0 ? counts : null;
}

export interface Slot {
  readonly capacity: number;
  /** What it gets before all others, where the total is large enough; the rest is spread over what is left. */
  readonly first?: number;
  /** Gets something only if the others have no room. */
  readonly last?: boolean;
}

/** Children per slot, as even as the slots' capacities and wishes allow. Null if the total does not fit. */
export function spreadOverSlots(total: number, slots: readonly Slot[]): number[] | null {
  const counts = slots.map(({ first = 0, capacity }) => Math.min(first, capacity));
  let left = total - counts.reduce((sum, count) => sum + count, 0);
  if (left < 0)
    return spreadOverSlots(
      total,
      slots.map(({ first: _first, ...slot }) => slot),
    );
  for (const reserve of [false, true]) {
    let open = slots.map((_, at) => at).filter((at) => reserve || (!slots[at]?.last && !slots[at]?.first));
    while (left > 0 && open.length > 0) {
      open = open.filter((at) => (counts[at] ?? 0) < (slots[at]?.capacity ?? 0));
      for (const at of open.slice(0, left)) counts[at] = (counts[at] ?? 0) + 1;
      left -= Math.min(left, open.length);
    }
  }
  return left === 0 ? counts : null;
}
