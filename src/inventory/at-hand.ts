import type { Backend, BackendRef, Health } from '../model/backend.js';
import type { Scope, Segment } from '../model/list.js';
import { healthKeyOf, itemKey, type Item, type ItemRef, type RecordKind } from '../model/record.js';
import type { Router, RouterRef } from '../model/router.js';
import type { Selection } from '../model/selection.js';
import type { Source } from '../model/source.js';
import type { Demand, Provider, RowsDemand } from '../providers/provider.js';
import type { Guess } from './guess.js';
import { itemKindOf } from './list-items.js';
import { listingOf } from './listing.js';
import type { Missing, RecordStore } from './record-store.js';
import { createListReader, type ListReader } from './list-reader.js';
import type { ReadScope } from './read-scope.js';
import { readWindow } from './read-window.js';
import type { CallErrors } from './calls.js';
import type { SourceReader } from './source-reader.js';

/** How long a segment is. */
export interface SegmentTotal {
  /** For counting positions: at least the rows that were seen. */
  readonly total: number;
  /** What the vendor says; null when it does not say. */
  readonly expected: number | null;
  readonly exact: boolean;
}

/** A segment with all its items. */
export interface WholeSegment extends SegmentTotal {
  readonly items: readonly Item[];
  /** In a forecast: that nobody knows how many there are, and what is taken for true. */
  readonly guess?: Guess;
}

/** What one source is read with. */
export interface InventorySource {
  readonly source: Source;
  readonly provider: Provider;
  readonly store: RecordStore;
  readonly reader: SourceReader;
  readonly errors: CallErrors;
}

/** A backend as its health is looked up. */
export type CheckedRef = BackendRef & Pick<Backend, 'checkedAs'>;

/** Fields that the vendor's health check fills: they age as `health`, not as the backend. */
const healthFields = ['health', 'vendorHealth', 'healthAsOf'];

/** What of one source is at hand for one request, as far as it is fresh enough. */
export interface AtHand {
  readonly list: ListReader;
  readonly total: (segment: Segment) => SegmentTotal | null;
  /** All items of a segment; null unless they are at hand with what is selected. */
  readonly whole: (segment: Segment, selection: Selection) => WholeSegment | null;
  readonly record: (ref: ItemRef, selection: Selection) => Item | Missing | null;
  readonly health: (backend: CheckedRef) => Health | null;
  readonly router: (ref: RouterRef) => Router | Missing | null;
  readonly satisfies: (demand: Demand) => boolean;
  /** The strictest freshness that a demand asks of what answers it. */
  readonly floor: (demand: Demand) => number;
  /** The demand for the part of its window that is not at hand. */
  readonly missingPart: (demand: Demand) => Demand;
}

export function createAtHand(deps: InventorySource, scope: ReadScope): AtHand {
  const { source, provider, store } = deps;
  const { freshness, reader } = scope;
  const reading = reader.name;
  const pagesOf = ({ segment, isOwn = false }: RowsDemand) => {
    const pages = store.pages(source, segment);
    return isOwn ? pages.filter(({ readings }) => readings.includes(reading)) : pages;
  };
  const window = (demand: RowsDemand, floor: number) =>
    readWindow(pagesOf(demand), demand.window, floor, reading);

  const needsHealth = (kind: RecordKind, { fields }: Selection) =>
    kind === 'backend' && provider.hasHealth && healthFields.some((field) => fields.has(field));

  const item = (key: string, selection: Selection): Item | null => {
    for (const record of store.records(source, key)) {
      if (record.kind === 'missing' || record.kind === 'health' || record.kind === 'router') return null;
      if (record.asOf < freshness.notBefore(record.kind)) return null;
      // An older row may have carried what this one lacks.
      if (record.lacks?.some((field) => selection.fields.has(field))) continue;
      if (record.kind !== 'backend' || !needsHealth(record.kind, selection)) return record;
      return atHand.health(record) === null ? null : record;
    }
    return null;
  };

  /** How the health of everything under a load balancer was read, where a call of its own brings it. */
  const healthReading = (loadBalancerId: string) => {
    const scope: Scope = { list: 'health', segment: '', loadBalancerId };
    const reading = store.scope(source, scope);
    return reading !== null && reading.asOf >= freshness.notBefore('health') ? reading : null;
  };

  /**
   * Where the rows of a list are at hand and one of their records is not, by when it must be read again: a kept page as old as
   * what took the record's place (that it is missing, a poorer row) would bring nothing new.
   */
  const blockedUntil = (demand: RowsDemand): number => {
    const { items, missing } = window(demand, freshness.notBefore(itemKindOf(demand.segment.of)));
    if (missing !== null) return 0;
    return items
      .filter(({ key }) => item(key, demand.selection) === null)
      .flatMap(({ key }) => store.records(source, key)[0]?.asOf ?? [])
      .reduce((latest, asOf) => Math.max(latest, asOf + 1), 0);
  };

  /** Health that could not be read is that of some row. */
  const tellsHealth = (rows: readonly { readonly item: Item }[], selection: Selection): boolean =>
    rows.every(
      ({ item: row }) =>
        row.kind !== 'backend' ||
        row.checkedAs === undefined ||
        !needsHealth(row.kind, selection) ||
        healthReading(row.loadBalancerId)?.exact !== false,
    );

  const atHand: AtHand = {
    list: createListReader({
      source,
      store,
      scope,
      item,
      tellsHealth,
      satisfies: (demand) => atHand.satisfies(demand),
    }),
    total: (segment) => {
      const floor = freshness.notBefore(itemKindOf(segment.of));
      const nothing = { offset: 0, limit: 0 };
      const { total, expected, exact } = readWindow(store.pages(source, segment), nothing, floor, reading);
      return total === null ? null : { total, expected, exact };
    },
    whole: (segment, selection) => {
      const floor = freshness.notBefore(itemKindOf(segment.of));
      const all = { offset: 0, limit: Number.MAX_SAFE_INTEGER };
      const { items, total, expected, exact, missing } = readWindow(
        store.pages(source, segment),
        all,
        floor,
        reading,
      );
      if (missing !== null || total === null) return null;
      const found: Item[] = [];
      for (const { key } of items) {
        const one = item(key, selection);
        if (one === null) return null;
        found.push(one);
      }
      const told = found.map((row) => ({ item: row }));
      return { items: found, total, expected, exact: exact && tellsHealth(told, selection) };
    },
    record: (ref, selection) => {
      if (ref.kind === 'rule' && provider.segments({ ...ref, list: 'rules' }).length === 0) {
        return { kind: 'missing', asOf: Number.POSITIVE_INFINITY };
      }
      const key = itemKey(ref);
      const floor = freshness.notBefore('missing');
      const [newest] = store.records(source, key);
      const isMissing = newest?.kind === 'missing';
      const known = isMissing ? (newest.asOf >= floor ? newest : null) : item(key, selection);
      if (known !== null) return known;
      const listing = listingOf(deps, ref, floor);
      return listing.type === 'absent' ? { kind: 'missing', asOf: listing.asOf } : null;
    },
    health: (backend) => {
      const of = healthKeyOf(backend);
      const reading = backend.checkedAs === undefined ? null : healthReading(backend.loadBalancerId);
      const [record] = store.records(source, of);
      const isFresh = record?.kind === 'health' && record.asOf >= freshness.notBefore('health');
      if (isFresh && record.asOf >= (reading?.asOf ?? 0)) return record;
      // The vendor told the health of others.
      return reading === null
        ? null
        : { kind: 'health', source, asOf: reading.asOf, of, health: 'UNKNOWN', vendorHealth: null };
    },
    router: (ref) => {
      const [record] = store.records(source, itemKey({ kind: 'router', ...ref }));
      if (record?.kind !== 'router' && record?.kind !== 'missing') return null;
      return record.asOf >= freshness.notBefore(record.kind) ? record : null;
    },
    satisfies: (demand) => {
      switch (demand.type) {
        case 'rows': {
          const floor = freshness.notBefore(itemKindOf(demand.segment.of));
          const { items, missing } = window(demand, floor);
          return missing === null && items.every(({ key }) => item(key, demand.selection) !== null);
        }
        case 'count':
          return atHand.total(demand.segment) !== null;
        case 'record':
          return demand.ref.kind === 'router'
            ? atHand.router(demand.ref) !== null
            : atHand.record(demand.ref, demand.selection) !== null;
      }
    },
    floor: (demand) => {
      const kind = demand.type === 'record' ? demand.ref.kind : itemKindOf(demand.segment.of);
      const selectsHealth = demand.type !== 'count' && needsHealth(kind, demand.selection);
      const own = freshness.notBefore(kind);
      const floor = selectsHealth ? Math.max(own, freshness.notBefore('health')) : own;
      if (demand.type === 'rows') {
        // What was read for others was looked at in vain.
        return demand.isOwn === true ? Number.POSITIVE_INFINITY : Math.max(floor, blockedUntil(demand));
      }
      if (demand.type === 'count') return floor;
      // A look-up may find nothing, and that is believed for a shorter time; a list that cannot tell is not kept for it.
      const found = Math.max(floor, freshness.notBefore('missing'));
      const listing = demand.ref.kind === 'router' ? null : listingOf(deps, demand.ref, found);
      return listing?.type === 'untold' ? listing.asOf + 1 : found;
    },
    missingPart: (demand) => {
      if (demand.type !== 'rows') return demand;
      const floor =
        demand.isOwn === true ? freshness.notBefore(itemKindOf(demand.segment.of)) : atHand.floor(demand);
      const { missing } = window(demand, floor);
      return missing === null ? demand : { ...demand, window: missing };
    },
  };
  return atHand;
}
