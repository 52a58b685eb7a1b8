import { LRUCache } from 'lru-cache';
import { scopeKey, scopesOf, segmentKey, type ListName, type Scope, type Segment } from '../model/list.js';
import type { VendorRecord } from '../model/record.js';
import { sourceKey, type Source } from '../model/source.js';
import type { BackendIndex } from './backend-index.js';
import { addPage, toWholePage, type SegmentPage, type SegmentPages } from './segment-pages.js';

/** That the vendor has no such record. */
export interface Missing {
  readonly kind: 'missing';
  readonly asOf: number;
}

/** A whole scope that was read: a segment in it of which no row came is empty. */
export interface ScopeReading {
  readonly asOf: number;
  readonly exact: boolean;
  readonly isTold: boolean;
  readonly total: number;
  /** The requests for which it was read. */
  readonly readings: readonly string[];
  /** The keys of the segments of which rows came. */
  readonly filled: ReadonlySet<string>;
}

/**
 * What is known in this process: live records and list pages, least recently used ones forgotten first. Every key holds
 * account and region. How old a thing is stands in it; what is fresh enough is the reader's decision.
 */
export interface RecordStore {
  /**
   * What is at hand under a key, newest first: a record that a poorer row brought later does not hide the whole one.
   */
  readonly records: (source: Source, key: string) => readonly (VendorRecord | Missing)[];
  /** Keeps a record unless a newer one is at hand. */
  readonly putRecord: (source: Source, key: string, record: VendorRecord | Missing) => void;
  readonly pages: (source: Source, segment: Segment) => SegmentPages;
  readonly putPage: (source: Source, segment: Segment, page: SegmentPage) => void;
  readonly putScope: (source: Source, scope: Scope, reading: ScopeReading) => void;
  /** How a whole scope was read the last time, however old; null if it was not. */
  readonly scope: (source: Source, scope: Scope) => ScopeReading | null;
  /** The newest total, however old; for plans only. */
  readonly rememberedTotal: (source: Source, of: Segment | Scope) => number | null;
  readonly rememberTotal: (source: Source, of: Segment | Scope, total: number) => void;
  /** How many records there are at most. */
  readonly size: () => number;
  /** How often what tells of backends has changed: the same number, the same lists and records. */
  readonly changes: (source: Source) => number;
  /** The index of a source's backends, unless something has changed since it was made. */
  readonly backendIndex: (source: Source) => BackendIndex | null;
  readonly putBackendIndex: (source: Source, index: BackendIndex) => void;
  /** Whether what is put pushes other things out. */
  readonly isFull: () => boolean;
  readonly fact: (source: Source, name: string) => boolean | null;
  readonly putFact: (source: Source, name: string, value: boolean) => void;
}

type Entry =
  | { readonly type: 'record'; readonly record: VendorRecord | Missing }
  | { readonly type: 'pages'; readonly pages: SegmentPages }
  | { readonly type: 'scope'; readonly reading: ScopeReading }
  | { readonly type: 'index'; readonly index: BackendIndex; readonly changes: number };

/** Roughly what an entry holds in memory, in bytes: an estimate, so that the bound is one of the order of magnitude. */
function sizeOf(entry: Entry, key: string): number {
  if (entry.type === 'pages') {
    return 200 + 2 * key.length + entry.pages.reduce((sum, page) => sum + 120 + 16 * page.keys.length, 0);
  }
  if (entry.type === 'scope') return 300 + 200 * entry.reading.filled.size;
  if (entry.type === 'index') return 300 + 300 * entry.index.backends.length;
  return 'vendorFields' in entry.record ? 1500 : 300;
}

export function createRecordStore(maxMemoryMb: number): RecordStore {
  const entries = new LRUCache<string, Entry>({
    maxSize: maxMemoryMb * 1024 * 1024,
    sizeCalculation: sizeOf,
  });
  // By size: a bound by `max` would set the memory of so many entries aside at once.
  const totals = new LRUCache<string, number>({ maxSize: 100_000, sizeCalculation: () => 1 });
  const facts = new Map<string, boolean>();
  const changes = new Map<string, number>();
  const at = (source: Source, key: string) => `${sourceKey(source)} ${key}`;
  const noteChange = (source: Source) => {
    changes.set(sourceKey(source), store.changes(source) + 1);
  };
  const keyOf = (of: Segment | Scope) => ('of' in of ? segmentKey(of) : scopeKey(of));

  const scopeReading = (source: Source, segment: Segment): ScopeReading | null => {
    let newest: ScopeReading | null = null;
    for (const scope of scopesOf(segment)) {
      const reading = store.scope(source, scope);
      if (reading !== null && reading.asOf > (newest?.asOf ?? -1)) newest = reading;
    }
    return newest;
  };

  const store: RecordStore = {
    records: (source, key) =>
      [entries.get(at(source, key)), entries.get(at(source, poorKey(key)))]
        .flatMap((entry) => (entry?.type === 'record' ? [entry.record] : []))
        .sort((a, b) => b.asOf - a.asOf),
    putRecord: (source, key, record) => {
      const place = at(source, lacks(record) ? poorKey(key) : key);
      const known = entries.get(place);
      const isOlder = known?.type === 'record' && known.record.asOf > record.asOf;
      // At the same moment a row says more than an answer without it.
      const isDoubtful =
        known?.type === 'record' && record.kind === 'missing' && known.record.asOf === record.asOf;
      if (isOlder || isDoubtful) return;
      entries.set(place, { type: 'record', record });
      if (isBackendOrAbove(key, record)) noteChange(source);
    },
    pages: (source, segment) => {
      const entry = entries.get(at(source, segmentKey(segment)));
      const pages = entry?.type === 'pages' ? entry.pages : [];
      const scope = scopeReading(source, segment);
      // A segment of which rows came has pages of its own; where they were forgotten, it is unknown, not empty.
      if (scope === null || scope.filled.has(segmentKey(segment))) return pages;
      if (pages[0] !== undefined && pages[0].asOf >= scope.asOf) return pages;
      return addPage(pages, toWholePage([], scope));
    },
    putPage: (source, segment, page) => {
      const key = at(source, segmentKey(segment));
      const entry = entries.get(key);
      const pages = entry?.type === 'pages' ? entry.pages : [];
      entries.set(key, { type: 'pages', pages: addPage(pages, page) });
      if (!apart.has(segment.of.list)) noteChange(source);
      store.rememberTotal(source, segment, page.total);
    },
    putScope: (source, scope, reading) => {
      entries.set(at(source, scopeKey(scope)), { type: 'scope', reading });
      if (scope.list !== 'health') noteChange(source);
      store.rememberTotal(source, scope, reading.total);
    },
    scope: (source, scope) => {
      const entry = entries.get(at(source, scopeKey(scope)));
      return entry?.type === 'scope' ? entry.reading : null;
    },
    rememberedTotal: (source, of) => totals.get(at(source, keyOf(of))) ?? null,
    rememberTotal: (source, of, total) => {
      totals.set(at(source, keyOf(of)), total);
    },
    size: () => entries.size,
    changes: (source) => changes.get(sourceKey(source)) ?? 0,
    backendIndex: (source) => {
      const entry = entries.get(at(source, indexKey));
      return entry?.type === 'index' && entry.changes === store.changes(source) ? entry.index : null;
    },
    putBackendIndex: (source, index) => {
      entries.set(at(source, indexKey), { type: 'index', index, changes: store.changes(source) });
    },
    // The last entry that did not fit may have been a large one.
    isFull: () => entries.calculatedSize > 0.75 * entries.maxSize,
    fact: (source, name) => facts.get(at(source, name)) ?? null,
    putFact: (source, name, value) => {
      facts.set(at(source, name), value);
    },
  };
  return store;
}

/** Leaves a row out of what is known of a segment, which is not exact any more: it may be there, and could not be read. */
export function dropRow(store: RecordStore, source: Source, segment: Segment, key: string): void {
  const page = store.pages(source, segment).find(({ keys }) => keys.includes(key));
  if (page === undefined) return;
  const keys = page.keys.filter((other) => other !== key);
  store.putPage(source, segment, { ...page, keys, exact: false, expected: null });
}

const indexKey = JSON.stringify(['backend index']);

/** Lists that tell nothing of which backends there are that other lists do not. */
const apart: ReadonlySet<ListName> = new Set(['instances', 'members', 'bindings']);

/** Machines, routers and health change nothing about which backends there are. */
function isBackendOrAbove(key: string, { kind }: VendorRecord | Missing): boolean {
  if (kind === 'missing') return !/^\["(instance|router)"/.test(key);
  return kind !== 'instance' && kind !== 'router' && kind !== 'health';
}

/** Where a record is kept that lacks fields, beside the whole one. */
function poorKey(key: string): string {
  return `${key} poor`;
}

function lacks(record: VendorRecord | Missing): boolean {
  return record.kind !== 'missing' && (record.lacks?.length ?? 0) > 0;
}
