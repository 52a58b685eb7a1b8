import type { Reader } from '../upstream/reader.js';
import type { Freshness } from './freshness.js';
import type { LbgraphError } from '../errors.js';
import type { Source } from '../model/source.js';
import type { Demand } from '../providers/provider.js';
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
  /** Asked before anything is brought: null where it may be, else a promise of that, or of why not. */
  readonly admit?: () => Promise<LbgraphError | null> | null;
  /** Told each demand at the moment when it is made, where somebody wants to know which part of a query makes it. */
  readonly noteDemand?: (source: Source, demand: Demand) => void;
}
