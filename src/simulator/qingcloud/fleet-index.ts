import type { Backend, Fleet, Instance, Listener, LoadBalancer, Router } from './records.js';
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
  readonly routerById: ReadonlyMap<string, Router>;
}

export function createFleetIndex({ loadBalancers, instances, routers }: Fleet): FleetIndex {
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
    routerById: new Map(routers.map((row) => [row.vendorId, row])),
  };
}

/** The lists of the first, in which ids of all the others are found too. */
export function withOthers(own: FleetIndex, others: readonly FleetIndex[]): FleetIndex {
  const merged = <T>(mapOf: (index: FleetIndex) => ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...others, own].flatMap((index) => [...mapOf(index)]));
  return {
    ...own,
    loadBalancers: merged((index) => index.loadBalancers),
    listenerById: merged((index) => index.listenerById),
    backendById: merged((index) => index.backendById),
    instanceById: merged((index) => index.instanceById),
    routerById: merged((index) => index.routerById),
  };
}
