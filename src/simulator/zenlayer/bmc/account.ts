import type { EditableFleet } from '../../row-kind.js';
import type { SimulatedAccount } from '../../vendor.js';
import type { FleetIndex } from './fleet-index.js';
import type { Fleet } from './records.js';

export interface Account {
  readonly account: SimulatedAccount;
  readonly fleet: Fleet;
  /** Made when it is first needed, and again after a mutation. */
  readonly index: () => FleetIndex;
  readonly editable: EditableFleet;
}
