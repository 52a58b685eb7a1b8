import type {
  InventoryBackend,
  InventoryInstance,
  InventoryListener,
  InventoryLoadBalancer,
  InventoryRule,
} from '../../../src/simulator/inventory.js';

/** An account in one region; without one where the vendor has none. */
export interface Source {
  readonly account: string;
  readonly provider: string;
  readonly region: string | null;
}

/** A row of the inventory, under the id that the gateway gives it. */
interface Labelled<R> {
  readonly id: string;
  readonly row: R;
}

export interface BackendRow extends Labelled<InventoryBackend>, Source {
  readonly loadBalancer: string;
  /** The id of the machine that its target names; null where that is none. */
  readonly machine: string | null;
}

export interface RuleRow extends Labelled<InventoryRule> {
  readonly backends: readonly BackendRow[];
}

export interface ListenerRow extends Labelled<InventoryListener> {
  readonly rules: readonly RuleRow[];
  /** Its own, then those of its rules. */
  readonly backends: readonly BackendRow[];
}

export interface LoadBalancerRow extends Labelled<InventoryLoadBalancer>, Source {
  readonly listeners: readonly ListenerRow[];
  /** Those of its listeners; without any listener, what is bound to itself. */
  readonly backends: readonly BackendRow[];
}

export type InstanceRow = Labelled<InventoryInstance> & Source;

/** A machine that is listed, or that a backend names. */
export interface Machine extends Source {
  readonly id: string;
  readonly vendorId: string;
  /** Whether the vendor still tells of it when asked by its id. */
  readonly isKnown: boolean;
}

/** Every list in the order in which it is read without a filter. */
export interface FleetRows {
  readonly sources: readonly Source[];
  readonly loadBalancers: readonly LoadBalancerRow[];
  readonly instances: readonly InstanceRow[];
  readonly machines: readonly Machine[];
}

export function backendsOfAll({ loadBalancers }: Pick<FleetRows, 'loadBalancers'>): readonly BackendRow[] {
  return loadBalancers.flatMap(({ backends }) => backends);
}

export function isSameSource(a: Source, b: Source): boolean {
  return a.account === b.account && a.region === b.region;
}
