import { LRUCache } from 'lru-cache';

/** A store as Apollo Server uses them. */
export interface BoundedCache<V> {
  readonly get: (key: string) => Promise<V | undefined>;
  readonly set: (key: string, value: V) => Promise<void>;
  readonly delete: (key: string) => Promise<boolean>;
}

export interface CacheBounds<V> {
  readonly maxEntries: number;
  readonly maxBytes: number;
  /** Roughly what a value holds in memory. */
  readonly bytesOf: (value: V) => number;
}

/** In this process; what was not used for longest is forgotten first. A value that is too large alone is not kept. */
export function createBoundedCache<V extends object | string>({
  maxEntries,
  maxBytes,
  bytesOf,
}: CacheBounds<V>): BoundedCache<V> {
  const values = new LRUCache<string, V>({
    max: maxEntries,
    maxSize: maxBytes,
    sizeCalculation: (value, key) => bytesOf(value) + 2 * key.length + 100,
  });
  return {
    get: (key) => Promise.resolve(values.get(key)),
    set: (key, value) => {
      values.set(key, value);
      return Promise.resolve();
    },
    delete: (key) => Promise.resolve(values.delete(key)),
  };
}
