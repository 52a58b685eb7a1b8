import { LbgraphError, toLbgraphError } from '../errors.js';
import type { BackendRef, Health } from '../model/backend.js';
import type { Segment } from '../model/list.js';
import { healthKey, itemKey, type Item, type ItemRef, type RecordKind } from '../model/record.js';
import type { Selection } from '../model/selection.js';
import { sourceKey, type Source } from '../model/source.js';
import type { Demand, Provider } from '../providers/provider.js';
import type { Freshness } from './freshness.js';
import { itemKindOf, parentOf } from './list-items.js';
import { assertMaySee, type Viewer } from './plan-level.js';
import type { Missing, RecordStore } from './record-store.js';
import { readWindow, toWholePage } from './segment-pages.js';
import type { SourceReader } from './source-reader.js';

/** For whom, how fresh and how long: every read carries it. */
export interface ReadScope {
  readonly viewer: Viewer;
  readonly freshness: Freshness;
  readonly signal: AbortSignal;
}

/** Rows of a segment, all at hand. */
export interface SegmentRows {
  readonly rows: readonly { readonly offset: number; readonly item: Item }[];
  readonly total: number;
  readonly exact: boolean;
}

/** How long a segment is. */
export interface SegmentTotal {
  /** For counting positions: at least the rows that were seen. */
  readonly total: number;
  /** What the vendor says; null when it does not say. */
  readonly expected: number | null;
  readonly exact: boolean;
}

/** Read-through access to all sources. The `read…` functions answer from what is at hand, or null; `settle` brings what is missing. */
export interface Inventory {
  readonly provider: (source: Source) => Provider;
  readonly readRows: (scope: ReadScope, source: Source, rows: RowsDemand) => SegmentRows | null;
  /** A segment's fresh total, null when none is at hand. */
  readonly readTotal: (scope: ReadScope, source: Source, segment: Segment) => SegmentTotal | null;
  /** `missing`: the vendor has no such record. */
  readonly readRecord: (
    scope: ReadScope,
    source: Source,
    ref: ItemRef,
    selection: Selection,
  ) => Item | Missing | null;
  readonly readHealth: (scope: ReadScope, source: Source, ref: BackendRef) => Health | null;
  /** When data was read that is at hand, though too old: for telling so. */
  readonly staleAsOf: (source: Source, segment: Segment) => number | null;
  /**
   * Brings what the demands of one level in one source need, in the fewest calls that the provider's plan finds. Gives for
   * each demand null, or why it cannot be satisfied.
   */
  readonly settle: (
    scope: ReadScope,
    source: Source,
    demands: readonly Demand[],
  ) => Promise<readonly (LbgraphError | null)[]>;
}

export type RowsDemand = Extract<Demand, { type: 'rows' }>;

/** What one source is read with. */
export interface InventorySource {
  readonly source: Source;
  readonly provider: Provider;
  readonly store: RecordStore;
  readonly reader: SourceReader;
}

/** Fields that the vendor's health check fills: they age as `health`, not as the backend. */
const healthFields = ['health', 'vendorHealth', 'healthAsOf'];

export function createInventory(sources: readonly InventorySource[]): Inventory {
  const bySource = new Map(sources.map((entry) => [sourceKey(entry.source), entry]));
  const open = (scope: ReadScope, source: Source): InventorySource => {
    assertMaySee(scope.viewer, source);
    return find(source);
  };
  const find = (source: Source): InventorySource => {
    const entry = bySource.get(sourceKey(source));
    if (entry === undefined) throw new LbgraphError('BAD_USER_INPUT', 'There is no such account and region.');
    return entry;
  };

  const needsHealth = ({ provider }: InventorySource, kind: RecordKind, { fields }: Selection) =>
    kind === 'backend' && provider.hasHealth && healthFields.some((field) => fields.has(field));

  const freshItem = (
    entry: InventorySource,
    scope: ReadScope,
    key: string,
    selection: Selection,
  ): Item | null => {
    const record = entry.store.record(entry.source, key);
    if (record === undefined || record.kind === 'missing' || record.kind === 'health') return null;
    if (record.asOf < scope.freshness.notBefore(record.kind)) return null;
    if (record.lacks?.some((field) => selection.fields.has(field))) return null;
    if (record.kind === 'backend' && needsHealth(entry, record.kind, selection)) {
      return inventory.readHealth(scope, entry.source, record) === null ? null : record;
    }
    return record;
  };

  const satisfied = (scope: ReadScope, source: Source, demand: Demand): boolean => {
    switch (demand.type) {
      case 'rows':
        return inventory.readRows(scope, source, demand) !== null;
      case 'count':
        return inventory.readTotal(scope, source, demand.segment) !== null;
      case 'record':
        return inventory.readRecord(scope, source, demand.ref, demand.selection) !== null;
    }
  };

  /** The strictest freshness that a demand asks of what answers it. */
  const notBefore = (scope: ReadScope, source: Source, demand: Demand): number => {
    const kind = demand.type === 'record' ? demand.ref.kind : itemKindOf(demand.segment.of);
    const selectsHealth = demand.type !== 'count' && needsHealth(find(source), kind, demand.selection);
    const floor = scope.freshness.notBefore(selectsHealth ? 'health' : kind);
    // A look-up may find nothing, and that is believed for a shorter time.
    return demand.type === 'record' ? Math.max(floor, scope.freshness.notBefore('missing')) : floor;
  };

  /** A demand for the part of a window that is not at hand, so that no row is asked for twice. */
  const narrowed = (scope: ReadScope, source: Source, demand: Demand): Demand => {
    if (demand.type !== 'rows') return demand;
    const { store } = find(source);
    const floor = notBefore(scope, source, demand);
    const { missing } = readWindow(store.pages(source, demand.segment), demand.window, floor);
    return missing === null ? demand : { ...demand, window: missing };
  };

  /**
   * Whether a demand that no call can serve any further is answered by what is not there: a record that the vendor cannot
   * have, or the children of what it says is gone.
   */
  const settledByAbsence = (scope: ReadScope, source: Source, demand: Demand, wasAsked: boolean): boolean => {
    const { store } = find(source);
    const floor = scope.freshness.notBefore('missing');
    if (demand.type === 'record') {
      if (!wasAsked) store.putRecord(source, itemKey(demand.ref), { kind: 'missing', asOf: floor });
      return !wasAsked;
    }
    const parent = parentOf(demand.segment.of);
    const record = parent === null ? undefined : store.record(source, itemKey(parent));
    if (record?.kind !== 'missing' || record.asOf < floor) return false;
    store.putPage(source, demand.segment, toWholePage([], false, record.asOf));
    return true;
  };

  const inventory: Inventory = {
    provider: (source) => find(source).provider,
    readRows: (scope, source, { segment, window, selection }) => {
      const entry = open(scope, source);
      const kind = itemKindOf(segment.of);
      const reading = readWindow(entry.store.pages(source, segment), window, scope.freshness.notBefore(kind));
      if (reading.missing !== null || reading.total === null) return null;
      const rows: { offset: number; item: Item }[] = [];
      for (const { offset, key } of reading.items) {
        const item = freshItem(entry, scope, key, selection);
        if (item === null) return null;
        rows.push({ offset, item });
      }
      return { rows, total: reading.total, exact: reading.exact };
    },
    readTotal: (scope, source, segment) => {
      const { store } = open(scope, source);
      const floor = scope.freshness.notBefore(itemKindOf(segment.of));
      const { total, expected, exact } = readWindow(
        store.pages(source, segment),
        { offset: 0, limit: 0 },
        floor,
      );
      return total === null ? null : { total, expected, exact };
    },
    readRecord: (scope, source, ref, selection) => {
      const entry = open(scope, source);
      if (ref.kind === 'rule' && entry.provider.segments({ ...ref, list: 'rules' }).length === 0) {
        return { kind: 'missing', asOf: Number.POSITIVE_INFINITY };
      }
      const record = entry.store.record(source, itemKey(ref));
      if (record?.kind === 'missing') {
        return record.asOf >= scope.freshness.notBefore('missing') ? record : null;
      }
      return freshItem(entry, scope, itemKey(ref), selection);
    },
    readHealth: (scope, source, ref) => {
      const { store } = open(scope, source);
      const record = store.record(source, healthKey(ref));
      return record?.kind === 'health' && record.asOf >= scope.freshness.notBefore('health') ? record : null;
    },
    staleAsOf: (source, segment) => find(source).store.pages(source, segment)[0]?.asOf ?? null,
    settle: async (scope, source, demands) => {
      const { reader } = open(scope, source);
      const outcomes = new Map<Demand, LbgraphError>();
      const asked = new Map<Demand, Set<string>>();
      let pending = demands.filter((demand) => !satisfied(scope, source, demand));
      while (pending.length > 0) {
        const results = await Promise.allSettled(
          pending.map((demand) =>
            reader.submit({
              demand: narrowed(scope, source, demand),
              viewer: scope.viewer,
              notBefore: notBefore(scope, source, demand),
              signal: scope.signal,
            }),
          ),
        );
        pending = pending.filter((demand, index) => {
          const result = results[index];
          if (result?.status === 'rejected') {
            outcomes.set(demand, toLbgraphError(result.reason));
            return false;
          }
          if (satisfied(scope, source, demand)) return false;
          const before = asked.get(demand) ?? new Set();
          const fresh = result?.value.filter((ask) => !before.has(ask)) ?? [];
          if (fresh.length === 0) {
            // Nothing was asked that had not been asked before: more rounds would only repeat it.
            const absent = settledByAbsence(scope, source, demand, before.size > 0);
            if (!absent) outcomes.set(demand, toLbgraphError(new Error('no plan satisfies the demand')));
            return false;
          }
          asked.set(demand, new Set([...before, ...fresh]));
          return true;
        });
      }
      return demands.map((demand) => outcomes.get(demand) ?? null);
    },
  };
  return inventory;
}
