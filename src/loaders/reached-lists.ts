import type { LoadBalancerRef } from '../model/load-balancer.js';
import { emptySelection } from '../model/selection.js';
import type { Loaders } from './loaders.js';

/** What is being read of load balancers that are not listed at once. */
const pending = new WeakMap<Loaders, Set<Promise<unknown>>>();

/**
 * Null where one call lists all that is reached through a load balancer; else what is read of it. That call waits for what is read of
 * others: so the backends of all are read on one level, and what these lead to by as few calls as can be.
 * @throws {LbgraphError} when it cannot be read
 */
export async function unlessListedAtOnce<T extends object>(
  loaders: Loaders,
  { source, vendorId }: LoadBalancerRef,
  read: () => Promise<T>,
): Promise<T | null> {
  const { listsReached } = loaders.inventory.provider(source);
  if (listsReached === undefined) return read();
  const ref = { kind: 'loadBalancer', source, vendorId } as const;
  // Where it is at hand, nothing is waited for: what is read begins on the level of everything else.
  const found = loaders.record(source, ref, emptySelection);
  const known = found instanceof Promise ? await found : found;
  const readings = pending.get(loaders) ?? new Set();
  pending.set(loaders, readings);
  if (known.kind === 'loadBalancer' && listsReached(known)) {
    // Others of the level may begin only now.
    await Promise.resolve();
    await Promise.allSettled(readings);
    return null;
  }
  const reading = read();
  readings.add(reading);
  return reading.finally(() => readings.delete(reading));
}
