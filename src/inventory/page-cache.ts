import { Keyv } from 'keyv';
import { LRUCache } from 'lru-cache';
import { recordKey } from '../model/record.js';
import type { Harvest } from '../providers/provider.js';

/** What one upstream call brought, decoded: plain JSON, so that any Keyv store can hold it. */
export interface CallResult {
  readonly asOf: number;
  /** What the vendor says, or, without a word from it, where the list was seen to end. */
  readonly total: number;
  /** Whether the vendor said it. */
  readonly isTold: boolean;
  /** The requests for which the call was made. */
  readonly readings: readonly string[];
  /** How many rows came, each counted once, those that could not be used included. */
  readonly rows: number;
  readonly harvests: readonly Harvest[];
  /** Rows that could not be read. */
  readonly malformed: number;
  /** Rows of an id asked for that are not what the reference names any more. */
  readonly changed: number;
}

/** Answers that overlap as one that holds what any of them does, as old as the oldest. */
export function mergeResults(results: readonly CallResult[]): CallResult {
  const harvests = results.flatMap((result) => result.harvests);
  const malformed = results.reduce((sum, result) => sum + result.malformed, 0);
  const distinct = new Set(harvests.map(({ item }) => recordKey(item))).size;
  return {
    ...nothingAt(Math.min(...results.map(({ asOf }) => asOf))),
    readings: sharedReadings(results),
    total: distinct + malformed,
    rows: distinct + malformed,
    harvests,
    malformed,
  };
}

/** The requests for which all of some calls were made. */
export function sharedReadings(results: readonly CallResult[]): readonly string[] {
  const [first, ...others] = results.map(({ readings }) => readings);
  return (first ?? []).filter((reading) => others.every((readings) => readings.includes(reading)));
}

/** The answer that there is nothing. */
export function nothingAt(asOf: number): CallResult {
  return { asOf, total: 0, isTold: false, readings: [], rows: 0, harvests: [], malformed: 0, changed: 0 };
}

/** List pages whole, one key a call. It stands behind the record store, and is shared between processes where the store is. */
export interface PageCache {
  /** A result that is not older than `notBefore`. A store that fails counts as an empty one. */
  readonly get: (key: string, notBefore: number) => Promise<CallResult | null>;
  readonly put: (key: string, result: CallResult, ttlMs: number) => void;
}

export function createPageCache(keyv: Keyv<CallResult>, onError: (error: unknown) => void): PageCache {
  keyv.on('error', onError);
  return {
    get: async (key, notBefore) => {
      try {
        const result = await keyv.get(key);
        return result !== undefined && result.asOf >= notBefore ? result : null;
      } catch (error) {
        onError(error);
        return null;
      }
    },
    put: (key, result, ttlMs) => {
      keyv.set(key, result, ttlMs).catch(onError);
    },
  };
}

/** Rows that are kept in memory, over all pages. */
const maxRows = 200_000;

/** Keyv over this process's memory, bounded. Its values are the very objects that the record store holds, so they are not serialised. */
export function createMemoryPages(): Keyv<CallResult> {
  const pages = new LRUCache<string, { readonly value?: CallResult }>({
    maxSize: maxRows,
    sizeCalculation: ({ value }) => 1 + (value?.harvests.length ?? 0),
  });
  // Not the cache itself: Keyv passes a time to live where it takes options. Keyv checks expiry itself.
  const store = {
    get: (key: string) => pages.get(key),
    set: (key: string, value: { readonly value?: CallResult }) => pages.set(key, value),
    delete: (key: string) => pages.delete(key),
    clear: () => pages.clear(),
    has: (key: string) => pages.has(key),
  };
  const keyv = new Keyv<CallResult>({ store });
  keyv.serialize = undefined;
  keyv.deserialize = undefined;
  return keyv;
}
