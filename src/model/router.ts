import type { RecordBase } from './record-base.js';
import type { Source } from './source.js';

/** What is needed to fetch a router. */
export interface RouterRef {
  readonly source: Source;
  readonly vendorId: string;
}

/** A router that a backend names as its target. It is in no list, and no id names it. */
export interface Router extends RecordBase, RouterRef {
  readonly kind: 'router';
  readonly name: string | null;
}
