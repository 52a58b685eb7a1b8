import type { EditableFleet } from '../../row-kind.js';
import type { SimulatedAccount } from '../../vendor.js';
import type { ClbEdition } from './editions.js';
import type { FleetIndex } from './fleet-index.js';
import type { Fleet } from './records.js';

export interface Region {
  readonly fleet: Fleet;
  /** Made when it is first needed, and again after a mutation. */
  readonly index: () => FleetIndex;
  readonly editable: EditableFleet;
}

export interface Account {
  readonly account: SimulatedAccount;
  readonly edition: ClbEdition;
  /** By long name, in the order of the account's own list. */
  readonly regions: ReadonlyMap<string, Region>;
}
