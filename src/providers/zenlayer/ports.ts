import type { PortRange } from '../../model/listener.js';
import { toPort } from '../wire-values.js';

/** The ports of a port string: one, or commas and `a-b` ranges. Null when any part cannot be read, as 0 cannot. */
export function toPorts(value: string | null): readonly PortRange[] | null {
  const ranges = (value ?? '').split(',').map(toPortRange);
  return ranges.every((range) => range !== null) ? ranges : null;
}

/** Null: not a port, nor a range of ports in ascending order. */
function toPortRange(part: string): PortRange | null {
  const match = /^\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*$/.exec(part);
  const from = toPort(match?.[1] ?? null);
  const to = toPort(match?.[2] ?? match?.[1] ?? null);
  return from !== null && to !== null && from <= to ? { from, to } : null;
}

/** The row's fields that `vendorFields` shows: a port string that cannot be read is shown as it came. */
export function withUnreadPort(names: readonly string[], port: unknown): readonly string[] {
  return port === null ? [...names, 'port'] : names;
}
