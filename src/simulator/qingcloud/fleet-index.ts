import type { Backend, Fleet, Instance, Listener, LoadBalancer } from './records.js';
import { isDeleted } from './records.js';

/** A region's rows by id and in flat lists, so that a page costs the page and not the region. */
export interface FleetIndex {
  readonly loadBalancers: ReadonlyMap<string, LoadBalancer>;
  /** Of load balancers that are not deleted. */
  readonly liveListeners: readonly Listener[];
  readonly allListeners: readonly Listener[];
  readonly backends: readonly Backend[];
  readonly listenerById: ReadonlyMap<string, Listener>;
  readonly backendById: ReadonlyMap<string, Backend>;
  readonly instanceById: ReadonlyMap<string, Instance>;
}

export function createFleetIndex({ loadBalancers, instances }: Fleet): FleetIndex {
  const allListeners = loadBalancers.flatMap(({ listeners }) => listeners);
  const liveListeners = loadBalancers.filter((row) => !isDeleted(row)).flatMap(({ listeners }) => listeners);
  const backends = allListeners.flatMap((listener) => listener.backends);
  return {
    loadBalancers: new Map(loadBalancers.map((row) => [row.vendorId, row])),
    liveListeners,
    allListeners,
    backends,
    listenerById: new Map(allListeners.map((row) => [row.vendorId, row])),
    backendById: new Map(backends.map((row) => [row.vendorId, row])),
    instanceById: new Map(instances.map((row) => [row.vendorId, row])),
  };
}
