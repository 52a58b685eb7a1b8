import type { Freshness } from './freshness.js';
import type { Viewer } from './plan-level.js';

/** For whom, how fresh and how long: every read carries it. */
export interface ReadScope {
  readonly viewer: Viewer;
  readonly freshness: Freshness;
  /** The request's own name among those for which pages are read, like no other's. */
  readonly reading: string;
  /** How far the item of a cursor is looked for from where it was, in pages of the vendor, either way. */
  readonly searchPages: number;
  readonly signal: AbortSignal;
}
