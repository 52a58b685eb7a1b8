import type { Reader } from '../upstream/reader.js';
import type { Freshness } from './freshness.js';
import type { Viewer } from './plan-level.js';

/** For whom, how fresh and how long: every read carries it. */
export interface ReadScope {
  readonly viewer: Viewer;
  readonly freshness: Freshness;
  /** The request itself: what is read for it may be continued for it, and what is sent for it is charged to it. */
  readonly reader: Reader;
  /** How far the item of a cursor is looked for from where it was, in pages of the vendor, either way. */
  readonly searchPages: number;
  readonly signal: AbortSignal;
}
