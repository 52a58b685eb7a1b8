import type { InventoryAccount } from '../inventory.js';
import type { EditableFleet } from '../row-kind.js';
import type { Settings } from '../settings.js';
import type { TopologyAccount } from '../topology-account.js';
import type { SimulatedAccount } from '../vendor.js';
import type { Action } from './action.js';

/** One path of the vendor's API. */
export interface Service<Fleet, Index> {
  /** Newest first. */
  readonly versions: readonly [string, ...string[]];
  /** Read actions only; anything else is no action. */
  readonly actions: ReadonlyMap<string, Action<Fleet, Index>>;
}

/** One of the vendor's products: what is behind the transport that all of them share. */
export interface Product<Fleet, Index> {
  /** By path. */
  readonly services: ReadonlyMap<string, Service<Fleet, Index>>;
  open(account: TopologyAccount, seed: number): OpenFleet<Fleet>;
  createIndex(fleet: Fleet): Index;
  inventory(account: SimulatedAccount, fleet: Fleet, settings: Settings): InventoryAccount;
}

/** One account's rows; `edit` opens them for mutations, each of which is told by `changed`. */
export interface OpenFleet<Fleet> {
  readonly fleet: Fleet;
  readonly edit: (changed: () => void) => EditableFleet;
}

export interface Account<Fleet, Index> {
  readonly account: SimulatedAccount;
  readonly fleet: Fleet;
  /** Made when it is first needed, and again after a mutation. */
  readonly index: () => Index;
  readonly editable: EditableFleet;
}
