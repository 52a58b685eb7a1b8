import type { Demand } from '../providers/provider.js';
import type { Reader } from '../upstream/reader.js';
import type { Freshness } from './freshness.js';
import type { Viewer } from './plan-level.js';

/** One demand of one request. */
export interface Submission {
  readonly demand: Demand;
  readonly viewer: Viewer;
  readonly freshness: Freshness;
  /** The request: what is read for it may be continued for it, and what is sent for it is charged to it. */
  readonly reader: Reader;
  /** The oldest kept answer that will do, in epoch milliseconds. */
  readonly notBefore: number;
  readonly signal: AbortSignal;
}
