import type { Source } from './source.js';

/** What every record from a vendor says of itself. Records are plain JSON values, so that any store can hold them. */
export interface RecordBase {
  readonly source: Source;
  /** When the call was sent that brought the record, in epoch milliseconds. */
  readonly asOf: number;
  /** Schema fields that the vendor's row did not carry though another call may: they count as unread. */
  readonly lacks?: readonly string[];
  /** Made up where nothing is known: only what it is named by counts, and it is taken to match whatever is asked. */
  readonly imagined?: true;
}
