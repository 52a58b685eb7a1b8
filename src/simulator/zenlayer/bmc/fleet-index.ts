import type { Fleet, Instance, Listener, LoadBalancer } from './records.js';

/** An account's rows by id and in flat lists, so that a page costs the page and not the account. */
export interface FleetIndex {
  /** Those in the recycle bin too. */
  readonly loadBalancerById: ReadonlyMap<string, LoadBalancer>;
  readonly listeners: readonly Listener[];
  readonly listenerById: ReadonlyMap<string, Listener>;
  readonly bareMetal: readonly Instance[];
  readonly bareMetalById: ReadonlyMap<string, Instance>;
  readonly virtualMachines: readonly Instance[];
  readonly virtualMachineById: ReadonlyMap<string, Instance>;
}

const byId = <T extends { vendorId: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rows.map((row) => [row.vendorId, row]));

export function createFleetIndex({ loadBalancers, instances, recycled }: Fleet): FleetIndex {
  const listeners = loadBalancers.flatMap((loadBalancer) => loadBalancer.listeners);
  const bareMetal = instances.filter(({ kind }) => kind === 'BARE_METAL');
  const virtualMachines = instances.filter(({ kind }) => kind === 'VIRTUAL_MACHINE');
  return {
    loadBalancerById: byId([...loadBalancers, ...recycled]),
    listeners,
    listenerById: byId(listeners),
    bareMetal,
    bareMetalById: byId(bareMetal),
    virtualMachines,
    virtualMachineById: byId(virtualMachines),
  };
}
