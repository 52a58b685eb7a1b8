import { segmentKey, type Scope, type Segment } from '../model/list.js';
import { itemKey, recordKey, type RecordRef, type VendorRecord } from '../model/record.js';
import type { Source } from '../model/source.js';
import type { Window } from '../model/window.js';
import { sharedReadings, type CallResult } from './page-cache.js';
import type { RecordStore } from './record-store.js';
import { toSegmentPage, toWholePage } from './segment-pages.js';
import type { Shortfall, Shortfalls } from './shortfall.js';

/** Puts what calls brought into the record store. One function for each kind of yield. */
export interface Ingest {
  /** Records, inlined lists and facts: all that a single row can tell. */
  readonly rows: (result: CallResult) => void;
  readonly page: (result: CallResult, segment: Segment, page: Window) => void;
  /** `isCut`: rows may be missing that no total tells of. */
  readonly children: (results: readonly CallResult[], segments: readonly Segment[], isCut: boolean) => void;
  /** `reached`: the list of all its rows, where there is one. */
  readonly scope: (results: readonly CallResult[], scope: Scope, reached?: Segment) => void;
  readonly health: (results: readonly CallResult[], loadBalancerIds: readonly string[]) => void;
  /** `refs`: the record of each subject. Gives the subjects of which no row came. */
  readonly lookUp: (results: readonly CallResult[], refs: ReadonlyMap<string, RecordRef>) => Shortfalls;
  /** What a segment stands under is gone: it is empty, though a fault-free read might not have come this far. */
  readonly goneParent: (segment: Segment, asOf: number, readings: readonly string[]) => void;
  readonly goneScope: (scope: Scope, asOf: number, readings: readonly string[]) => void;
}

export function createIngest(store: RecordStore, source: Source): Ingest {
  const putRecord = (record: VendorRecord) => store.putRecord(source, recordKey(record), record);

  const ingest: Ingest = {
    rows: ({ harvests, asOf, readings }) => {
      for (const { item, also = [], records = [], lists = [], facts = {} } of harvests) {
        putRecord(item);
        for (const other of also) putRecord(other.item);
        records.forEach(putRecord);
        for (const { segment, items, exact } of lists) {
          const keys = distinct(items.map(itemKey));
          store.putPage(source, segment, toWholePage(keys, { exact, isTold: false, asOf, readings }));
        }
        for (const [name, value] of Object.entries(facts)) store.putFact(source, name, value);
      }
    },
    page: (result, segment, page) => {
      ingest.rows(result);
      const { asOf, total, isTold, malformed, readings } = result;
      const keys = distinct(result.harvests.map(({ item }) => recordKey(item)));
      const allRead = malformed === 0;
      store.putPage(
        source,
        segment,
        toSegmentPage({ ...page, keys, total, isTold, asOf, allRead, readings }),
      );
    },
    children: (results, segments, isCut) => {
      results.forEach(ingest.rows);
      const groups = groupByParent(results);
      const reading = wholeness(results);
      const { isTold, asOf, readings } = reading;
      const exact = reading.exact && !isCut;
      // What a row told of a whole list stands: no other row is of it.
      const told = new Set(
        results
          .flatMap(({ harvests }) => harvests.flatMap(({ lists = [] }) => lists))
          .map(({ segment }) => segmentKey(segment)),
      );
      for (const segment of segments.filter((each) => !told.has(segmentKey(each)))) {
        const keys = groups.get(segmentKey(segment))?.keys ?? [];
        // What came short of one segment is missing there; of several, it may be missing anywhere.
        if (exact || segments.length > 1) {
          store.putPage(source, segment, toWholePage(keys, { exact, isTold, asOf, readings }));
        } else {
          const { total } = reading;
          const page = { offset: 0, limit: total, keys, total, isTold, asOf, allRead: false, readings };
          store.putPage(source, segment, toSegmentPage(page));
        }
      }
    },
    scope: (results, scope, reached) => {
      results.forEach(ingest.rows);
      const { exact, isTold, asOf, total, readings } = wholeness(results);
      const filled = new Set<string>();
      for (const { segment, keys } of groupByParent(results).values()) {
        store.putPage(source, segment, toWholePage(keys, { exact, isTold, asOf, readings }));
        filled.add(segmentKey(segment));
      }
      const all = reached === undefined ? null : reachedBy(results);
      if (reached !== undefined && all !== null) {
        const whole = { exact: exact && all.exact, isTold, asOf, readings };
        store.putPage(source, reached, toWholePage(all.keys, whole));
      }
      store.putScope(source, scope, { asOf, exact, isTold, total, readings, filled });
    },
    health: (results, loadBalancerIds) => {
      results.forEach(ingest.rows);
      const { exact, isTold, asOf, total, readings } = wholeness(results);
      for (const loadBalancerId of loadBalancerIds) {
        const scope: Scope = { list: 'health', segment: '', loadBalancerId };
        store.putScope(source, scope, { asOf, exact, isTold, total, readings, filled: new Set() });
      }
    },
    lookUp: (results, refs) => {
      results.forEach(ingest.rows);
      const found = new Set(results.flatMap(({ harvests }) => harvests.map(({ item }) => recordKey(item))));
      const { complete, asOf } = wholeness(results);
      // A row that could not be read, or one that the total promises and did not come, may be any of the unseen.
      const shortfall: Shortfall = complete ? { type: 'absent', asOf } : { type: 'untold' };
      const unseen = [...refs].filter(([, ref]) => !found.has(itemKey(ref)));
      return new Map(unseen.map(([subject]) => [subject, shortfall]));
    },
    goneParent: (segment, asOf, readings) =>
      store.putPage(source, segment, toWholePage([], { exact: false, isTold: false, asOf, readings })),
    goneScope: (scope, asOf, readings) =>
      store.putScope(source, scope, {
        asOf,
        exact: false,
        isTold: false,
        total: 0,
        readings,
        filled: new Set(),
      }),
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
  for (const { item, parent, also = [] } of results.flatMap(({ harvests }) => harvests)) {
    const own = parent === undefined || item.kind === 'health' ? [] : [{ item, parent }];
    for (const { item: member, parent: segment } of [...own, ...also]) {
      const key = segmentKey(segment);
      const group = groups.get(key) ?? { segment, keys: new Set() };
      group.keys.add(itemKey(member));
      groups.set(key, group);
    }
  }
  return new Map([...groups].map(([key, { segment, keys }]) => [key, { segment, keys: [...keys] }]));
}

/** All backends of some rows: each a row itself, one of several that a row stands for, or in a list inside. Null: a row does not tell them. */
function reachedBy(
  results: readonly CallResult[],
): { readonly keys: readonly string[]; readonly exact: boolean } | null {
  const harvests = results.flatMap((result) => result.harvests);
  if (harvests.some(({ item, lists = [] }) => item.kind !== 'backend' && lists.length === 0)) return null;
  const items = harvests.flatMap(({ item, also = [], lists = [] }) => [
    item,
    ...also.map((other) => other.item),
    ...lists.flatMap((list) => list.items),
  ]);
  return {
    keys: distinct(items.flatMap((item) => (item.kind === 'backend' ? [itemKey(item)] : []))),
    exact: harvests.every(({ lists = [] }) => lists.every(({ exact }) => exact)),
  };
}

/**
 * Whether all pages together are the whole that their totals promise, as old as the oldest of them. `exact`: they hold as
 * many rows as promised; `complete`: every row that was promised came, though it may name something else by now.
 */
function wholeness(results: readonly CallResult[]) {
  const rows = new Set(results.flatMap(({ harvests }) => harvests.map(({ item }) => recordKey(item)))).size;
  const totals = new Set(results.map(({ total }) => total));
  const total = results[0]?.total ?? rows;
  const changed = results.reduce((sum, result) => sum + result.changed, 0);
  const readable = totals.size === 1 && results.every(({ malformed }) => malformed === 0);
  return {
    complete: readable && rows + changed >= total,
    exact: readable && rows === total,
    isTold: results.every((result) => result.isTold),
    total,
    readings: sharedReadings(results),
    asOf: Math.min(...results.map(({ asOf }) => asOf)),
  };
}
