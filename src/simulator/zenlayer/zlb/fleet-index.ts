import type { Fleet, Instance, LoadBalancer } from './records.js';

/** An account's rows by id, and which load balancers an instance stands behind. */
export interface FleetIndex {
  readonly loadBalancerById: ReadonlyMap<string, LoadBalancer>;
  readonly instanceById: ReadonlyMap<string, Instance>;
  readonly loadBalancerIdsOf: ReadonlyMap<string, readonly string[]>;
}

const byId = <T extends { vendorId: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rows.map((row) => [row.vendorId, row]));

export function createFleetIndex({ loadBalancers, instances }: Fleet): FleetIndex {
  const idsOf = new Map<string, Set<string>>();
  for (const { vendorId, listeners } of loadBalancers)
    for (const { target } of listeners.flatMap(({ backends }) => backends)) {
      if (target.__typename === 'IpTarget') continue;
      const ids = idsOf.get(target.vendorId) ?? new Set();
      idsOf.set(target.vendorId, ids.add(vendorId));
    }
  return {
    loadBalancerById: byId(loadBalancers),
    instanceById: byId(instances),
    loadBalancerIdsOf: new Map([...idsOf].map(([id, ids]) => [id, [...ids]])),
  };
}
