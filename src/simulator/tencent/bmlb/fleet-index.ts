import type { Fleet, Instance, LoadBalancer } from './records.js';

/** A region's rows by id, so that a call costs its answer and not the region. */
export interface FleetIndex {
  readonly loadBalancers: readonly LoadBalancer[];
  readonly loadBalancerById: ReadonlyMap<string, LoadBalancer>;
  /** In no recycle bin. */
  readonly instances: readonly Instance[];
  readonly trashed: readonly Instance[];
}

export function createFleetIndex({ loadBalancers, instances }: Fleet): FleetIndex {
  return {
    loadBalancers,
    loadBalancerById: new Map(loadBalancers.map((row) => [row.vendorId, row])),
    instances: instances.filter(({ wire }) => !wire.trashed),
    trashed: instances.filter(({ wire }) => wire.trashed),
  };
}
