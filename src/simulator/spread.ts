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
type Slot = readonly [number, number];

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
  const slots = listeners.flatMap((count, lb) => Array.from({ length: count }, (_, at): Slot => [lb, at]));
  const full: Slot | undefined =
    total >= LARGE_FLEET_BACKENDS && slots.length >= 3 && (listeners[0] ?? 0) >= 2 ? slots[0] : undefined;
  const empty: Slot | undefined = slots.length >= 3 ? slots.at(-1) : undefined;
  return (
    fill(listeners, slots, total, capacity, full, empty) ??
    fill(listeners, slots, total, capacity, undefined, empty) ??
    fill(listeners, slots, total, capacity, undefined, undefined)
  );
}

function fill(
  listeners: readonly number[],
  slots: readonly Slot[],
  total: number,
  capacity: BackendCapacity,
  full: Slot | undefined,
  empty: Slot | undefined,
): number[][] | null {
  const counts = listeners.map((count) => Array.from({ length: count }, () => 0));
  const perLoadBalancer = listeners.map(() => 0);
  let left = total;
  const put = ([lb, at]: Slot, amount: number): void => {
    const row = counts[lb] ?? [];
    row[at] = (row[at] ?? 0) + amount;
    perLoadBalancer[lb] = (perLoadBalancer[lb] ?? 0) + amount;
    left -= amount;
  };
  const hasRoom = ([lb, at]: Slot): boolean =>
    (counts[lb]?.[at] ?? 0) < capacity.perListener && (perLoadBalancer[lb] ?? 0) < capacity.perLoadBalancer;
  if (full) put(full, FULL_LISTENER);
  let open = slots.filter((slot) => slot !== full && slot !== empty);
  while (left > 0 && open.length > 0) {
    open = open.filter(hasRoom);
    for (const slot of open) if (left > 0 && hasRoom(slot)) put(slot, 1);
  }
  return left === 0 ? counts : null;
}
