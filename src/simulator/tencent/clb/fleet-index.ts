import type { Backend, Fleet, Instance, LoadBalancer } from './records.js';

/** A region's rows by id, so that a page costs the page and not the region. */
export interface FleetIndex {
  /** Under both ids. */
  readonly loadBalancers: ReadonlyMap<string, LoadBalancer>;
  /** Under both ids, those that CVM has. */
  readonly instances: ReadonlyMap<string, Instance>;
  /** Those that are gone from CVM too. */
  readonly machines: ReadonlyMap<string, Instance>;
}

export function createFleetIndex({ loadBalancers, instances, gone }: Fleet): FleetIndex {
  const byIds = <T extends { vendorId: string; wire: { legacyId: string } }>(rows: readonly T[]) =>
    new Map(rows.flatMap((row) => [[row.wire.legacyId, row] as const, [row.vendorId, row] as const]));
  return {
    loadBalancers: byIds(loadBalancers),
    instances: byIds(instances),
    machines: byIds([...gone, ...instances]),
  };
}

/** Everything bound behind a load balancer, at itself, its listeners and their rules. */
export function backendsOf({ backends, listeners }: LoadBalancer): Backend[] {
  return [
    ...backends,
    ...listeners.flatMap((listener) => [
      ...listener.backends,
      ...listener.rules.flatMap((rule) => rule.backends),
    ]),
  ];
}
