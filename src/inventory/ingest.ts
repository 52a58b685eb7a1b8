import { segmentKey, type Scope, type Segment } from '../model/list.js';
import { healthKey, itemKey, type RecordRef, type VendorRecord } from '../model/record.js';
import type { Source } from '../model/source.js';
import type { Window } from '../model/window.js';
import type { CallResult } from './page-cache.js';
import type { RecordStore } from './record-store.js';
import { toSegmentPage, toWholePage } from './segment-pages.js';
import type { Shortfall, Shortfalls } from './shortfall.js';

/** Puts what calls brought into the record store. One function for each kind of yield. */
export interface Ingest {
  /** Records, inlined lists and facts: all that a single row can tell. */
  readonly rows: (result: CallResult) => void;
  readonly page: (result: CallResult, segment: Segment, page: Window) => void;
  readonly children: (results: readonly CallResult[], segments: readonly Segment[]) => void;
  readonly scope: (results: readonly CallResult[], scope: Scope) => void;
  /** `refs`: the record of each subject. Gives the subjects of which no row came. */
  readonly lookUp: (results: readonly CallResult[], refs: ReadonlyMap<string, RecordRef>) => Shortfalls;
  /** What a segment stands under is gone: it is empty, though a fault-free read might not have come this far. */
  readonly goneParent: (segment: Segment, asOf: number) => void;
  readonly goneScope: (scope: Scope, asOf: number) => void;
}

export function createIngest(store: RecordStore, source: Source): Ingest {
  const putRecord = (record: VendorRecord) =>
    store.putRecord(source, record.kind === 'health' ? healthKey(record.of) : itemKey(record), record);

  const putWhole = (segment: Segment, keys: readonly string[], exact: boolean, asOf: number) =>
    store.putPage(source, segment, toWholePage(keys, exact, asOf));

  const ingest: Ingest = {
    rows: ({ harvests, asOf }) => {
      for (const { item, records = [], lists = [], facts = {} } of harvests) {
        putRecord(item);
        records.forEach(putRecord);
        for (const list of lists) putWhole(list.segment, distinct(list.items.map(itemKey)), list.exact, asOf);
        for (const [name, value] of Object.entries(facts)) store.putFact(source, name, value);
      }
    },
    page: (result, segment, page) => {
      ingest.rows(result);
      const { asOf, total, malformed } = result;
      const keys = distinct(result.harvests.map(({ item }) => itemKey(item)));
      store.putPage(source, segment, toSegmentPage({ ...page, keys, total, asOf, allRead: malformed === 0 }));
    },
    children: (results, segments) => {
      results.forEach(ingest.rows);
      const groups = groupByParent(results);
      const { exact, asOf, total } = wholeness(results);
      for (const segment of segments) {
        const keys = groups.get(segmentKey(segment))?.keys ?? [];
        // What came short of one segment is missing there; of several, it may be missing anywhere.
        if (exact || segments.length > 1) putWhole(segment, keys, exact, asOf);
        else {
          const page = toSegmentPage({ offset: 0, limit: total, keys, total, asOf, allRead: false });
          store.putPage(source, segment, page);
        }
      }
    },
    scope: (results, scope) => {
      results.forEach(ingest.rows);
      const { exact, asOf, total } = wholeness(results);
      const groups = groupByParent(results);
      for (const { segment, keys } of groups.values()) putWhole(segment, keys, exact, asOf);
      store.putScope(source, scope, { asOf, exact, total, filled: new Set(groups.keys()) });
    },
    lookUp: (results, refs) => {
      results.forEach(ingest.rows);
      const found = new Set(results.flatMap(({ harvests }) => harvests.map(({ item }) => itemKey(item))));
      const { complete, asOf } = wholeness(results);
      // A row that could not be read, or one that the total promises and did not come, may be any of the unseen.
      const shortfall: Shortfall = complete ? { type: 'absent', asOf } : { type: 'untold' };
      const unseen = [...refs].filter(([, ref]) => !found.has(itemKey(ref)));
      return new Map(unseen.map(([subject]) => [subject, shortfall]));
    },
    goneParent: (segment, asOf) => putWhole(segment, [], false, asOf),
    goneScope: (scope, asOf) =>
      store.putScope(source, scope, { asOf, exact: false, total: 0, filled: new Set() }),
  };
  return ingest;
}

function distinct(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)];
}

interface Group {
  readonly segment: Segment;
  readonly keys: readonly string[];
}

function groupByParent(results: readonly CallResult[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, { segment: Segment; keys: Set<string> }>();
  for (const { item, parent } of results.flatMap(({ harvests }) => harvests)) {
    if (parent === undefined) continue;
    const key = segmentKey(parent);
    const group = groups.get(key) ?? { segment: parent, keys: new Set() };
    group.keys.add(itemKey(item));
    groups.set(key, group);
  }
  return new Map([...groups].map(([key, { segment, keys }]) => [key, { segment, keys: [...keys] }]));
}

/**
 * Whether all pages together are the whole that their totals promise, as old as the oldest of them. `exact`: they hold as
 * many rows as promised; `complete`: every row that was promised came, though it may name something else by now.
 */
function wholeness(results: readonly CallResult[]) {
  const rows = new Set(results.flatMap(({ harvests }) => harvests.map(({ item }) => itemKey(item)))).size;
  const totals = new Set(results.map(({ total }) => total));
  const total = results[0]?.total ?? rows;
  const changed = results.reduce((sum, result) => sum + result.changed, 0);
  const readable = totals.size === 1 && results.every(({ malformed }) => malformed === 0);
  const complete = readable && rows + changed >= total;
  return {
    complete,
    exact: readable && rows === total,
    total,
    asOf: Math.min(...results.map(({ asOf }) => asOf)),
  };
}
