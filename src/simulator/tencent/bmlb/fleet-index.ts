import type { Fleet, Instance, Listener, LoadBalancer } from './records.js';

/** A region's rows by id, so that a call costs its answer and not the region. */
export interface FleetIndex {
  readonly loadBalancers: readonly LoadBalancer[];
  readonly loadBalancerById: ReadonlyMap<string, LoadBalancer>;
  readonly listenerById: ReadonlyMap<string, Listener>;
  /** In no recycle bin. */
  readonly instances: readonly Instance[];
  readonly trashed: readonly Instance[];
}

export function createFleetIndex({ loadBalancers, instances }: Fleet): FleetIndex {
  return {
    loadBalancers,
    loadBalancerById: new Map(loadBalancers.map((row) => [row.vendorId, row])),
    listenerById: new Map(
      loadBalancers.flatMap(({ listeners }) => listeners.map((row) => [row.vendorId, row])),
    ),
    instances: instances.filter(({ wire }) => !wire.trashed),
    trashed: instances.filter(({ wire }) => wire.trashed),
  };
}
