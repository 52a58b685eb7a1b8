import type { CallTally } from './call-tally.js';

/** A request, as far as what is read for it knows it. */
export interface Reader {
  /** Like no other's. */
  readonly name: string;
  readonly calls: CallTally;
}

/** Who waits for a piece of work by now, in the order in which they came. */
export type Readers = () => readonly Reader[];
