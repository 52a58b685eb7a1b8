import { forgotten, LbgraphError, toLbgraphError } from '../errors.js';
import type { Health } from '../model/backend.js';
import type { Segment } from '../model/list.js';
import { itemKey, type Item, type ItemRef } from '../model/record.js';
import type { Router, RouterRef } from '../model/router.js';
import type { Selection } from '../model/selection.js';
import { sourceKey, type Source } from '../model/source.js';
import type { Demand, Provider } from '../providers/provider.js';
import {
  createAtHand,
  type AtHand,
  type CheckedRef,
  type InventorySource,
  type SegmentTotal,
  type WholeSegment,
} from './at-hand.js';
import { indexedKinds, type BackendIndex } from './backend-index.js';
import { itemKindOf, listOf, parentsOf } from './list-items.js';
import type { ListReading } from './list-reader.js';
import type { ListAsk } from './list-walk.js';
import { listingOf } from './listing.js';
import { assertMaySee } from './plan-level.js';
import type { ReadScope } from './read-scope.js';
import type { Missing } from './record-store.js';
import { toWholePage } from './segment-pages.js';

export type { ReadScope } from './read-scope.js';

/** Read-through access to all sources. The `read…` functions answer from what is at hand, or null; `settle` brings what is missing. */
export interface Inventory {
  readonly provider: (source: Source) => Provider;
  /** Rows of a segment from its edge or a mark, or what has to be brought first. */
  readonly readList: (
    scope: ReadScope,
    source: Source,
    segment: Segment,
    ask: ListAsk,
    selection: Selection,
    /** Whether only pages count that were read for the request itself. */
    isOwn?: boolean,
  ) => ListReading;
  /** A segment's fresh total, null when none is at hand. */
  readonly readTotal: (scope: ReadScope, source: Source, segment: Segment) => SegmentTotal | null;
  /** All items of a segment; null unless they are at hand with what is selected. */
  readonly readWhole: (
    scope: ReadScope,
    source: Source,
    segment: Segment,
    selection: Selection,
  ) => WholeSegment | null;
  /** `missing`: the vendor has no such record. */
  readonly readRecord: (
    scope: ReadScope,
    source: Source,
    ref: ItemRef,
    selection: Selection,
  ) => Item | Missing | null;
  readonly readHealth: (scope: ReadScope, source: Source, backend: CheckedRef) => Health | null;
  readonly readRouter: (scope: ReadScope, source: Source, ref: RouterRef) => Router | Missing | null;
  /** When the oldest of the pages of a segment was read that are fresh enough; null when none is. */
  readonly oldestOf: (scope: ReadScope, source: Source, segment: Segment) => number | null;
  /** How long a segment was the last time, however long ago: for choosing between ways. */
  readonly rememberedTotal: (source: Source, segment: Segment) => number | null;
  /** How often what tells of a source's backends has changed. */
  readonly changes: (source: Source) => number;
  /** The index of a source's backends, where nothing has changed since and all of it is fresh enough. */
  readonly backendIndex: (scope: ReadScope, source: Source) => BackendIndex | null;
  readonly keepBackendIndex: (source: Source, index: BackendIndex) => void;
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

export function createInventory(sources: readonly InventorySource[]): Inventory {
  const bySource = new Map(sources.map((entry) => [sourceKey(entry.source), entry]));
  const find = (source: Source): InventorySource => {
    const entry = bySource.get(sourceKey(source));
    if (entry === undefined) throw new LbgraphError('BAD_USER_INPUT', 'There is no such account and region.');
    return entry;
  };
  const open = (scope: ReadScope, source: Source): AtHand => {
    assertMaySee(scope.viewer, source);
    return createAtHand(find(source), scope);
  };

  return {
    provider: (source) => find(source).provider,
    readList: (scope, source, segment, ask, selection, isOwn = false) =>
      open(scope, source).list(segment, ask, selection, isOwn),
    readWhole: (scope, source, segment, selection) => open(scope, source).whole(segment, selection),
    readTotal: (scope, source, segment) => open(scope, source).total(segment),
    readRecord: (scope, source, ref, selection) => open(scope, source).record(ref, selection),
    readHealth: (scope, source, backend) => open(scope, source).health(backend),
    readRouter: (scope, source, ref) => open(scope, source).router(ref),
    oldestOf: ({ freshness }, source, segment) => {
      const floor = freshness.notBefore(itemKindOf(segment.of));
      return (
        find(source)
          .store.pages(source, segment)
          .findLast(({ asOf }) => asOf >= floor)?.asOf ?? null
      );
    },
    rememberedTotal: (source, segment) => find(source).store.rememberedTotal(source, segment),
    changes: (source) => find(source).store.changes(source),
    backendIndex: ({ viewer, freshness }, source) => {
      assertMaySee(viewer, source);
      const index = find(source).store.backendIndex(source);
      const isFresh = indexedKinds.every((kind) => (index?.oldest[kind] ?? 0) >= freshness.notBefore(kind));
      return isFresh ? index : null;
    },
    keepBackendIndex: (source, index) => {
      find(source).store.putBackendIndex(source, index);
    },
    staleAsOf: (source, segment) => find(source).store.pages(source, segment)[0]?.asOf ?? null,
    settle: async (scope, source, demands) => {
      const atHand = open(scope, source);
      const entry = find(source);
      const { viewer, signal } = scope;
      const outcomes = new Map<Demand, LbgraphError>();
      const asked = new Map<Demand, Set<string>>();
      /** What is asked for the sake of a demand. */
      const asking = new Map<Demand, Demand>();
      let pending = demands.filter((demand) => !atHand.satisfies(demand));
      while (pending.length > 0) {
        const wanted = pending.map((demand) => asking.get(demand) ?? demand);
        const results = await Promise.allSettled(
          wanted.map((demand) =>
            entry.reader.submit({
              demand: repeated(atHand.missingPart(demand), asked.has(demand)),
              viewer,
              freshness: scope.freshness,
              reader: scope.reader,
              notBefore: atHand.floor(demand),
              signal,
            }),
          ),
        );
        pending = pending.filter((demand, index) => {
          const result = results[index];
          if (atHand.satisfies(demand)) return false;
          if (result?.status === 'rejected') {
            outcomes.set(demand, toLbgraphError(result.reason));
            return false;
          }
          // What stood under something that is gone is not asked for once more.
          if (settleByAbsence(entry, scope, demand, true)) return false;
          const before = asked.get(demand) ?? new Set();
          const fresh = result?.value.filter((ask) => !before.has(ask)) ?? [];
          if (fresh.length > 0) {
            asked.set(demand, new Set([...before, ...fresh]));
            return true;
          }
          // Nothing was asked that had not been asked before: more rounds would only repeat it.
          if (settleByAbsence(entry, scope, demand, before.size > 0)) return false;
          // What kept pages tell does not fit together: then it is read as one.
          if (demand.type === 'rows' && wanted[index] === demand && demand.isOwn !== true) {
            asking.set(demand, { ...demand, isOwn: true });
            asked.delete(demand);
            return true;
          }
          const unserved = new Error('no plan satisfies the demand');
          outcomes.set(demand, entry.store.isFull() ? forgotten() : toLbgraphError(unserved));
          return false;
        });
      }
      return demands.map((demand) => outcomes.get(demand) ?? null);
    },
  };
}

function repeated(demand: Demand, isRepeated: boolean): Demand {
  return demand.type === 'record' && isRepeated ? { ...demand, isRepeated } : demand;
}

/**
 * Whether a demand that no call can serve any further is answered by what is not there: a record that the vendor cannot
 * have, or the children of what it says is gone.
 */
function settleByAbsence(
  entry: InventorySource,
  { freshness, reader }: ReadScope,
  demand: Demand,
  wasAsked: boolean,
): boolean {
  const { source, store } = entry;
  const floor = freshness.notBefore('missing');
  const isRecord = demand.type === 'record';
  const list = !isRecord ? demand.segment.of : demand.ref.kind === 'router' ? null : listOf(demand.ref);
  const parents = list === null ? [] : parentsOf(list);
  const gone = parents.map((parent) => goneSince(entry, parent, floor)).find((asOf) => asOf !== null) ?? null;
  if (isRecord) {
    if (wasAsked && gone === null) return false;
    const known = store.records(source, itemKey(demand.ref))[0]?.asOf ?? floor;
    const asOf = Math.max(gone ?? floor, known);
    store.putRecord(source, itemKey(demand.ref), { kind: 'missing', asOf });
    return true;
  }
  if (gone === null) return false;
  store.putPage(
    source,
    demand.segment,
    toWholePage([], { exact: false, isTold: false, asOf: gone, readings: [reader.name] }),
  );
  return true;
}

/** When the vendor said that it does not have an item, by a look-up or by the list in which it stood; null when it did not. */
function goneSince(entry: InventorySource, ref: ItemRef, floor: number): number | null {
  const [newest] = entry.store.records(entry.source, itemKey(ref));
  if (newest?.kind === 'missing' && newest.asOf >= floor) return newest.asOf;
  const listing = listingOf(entry, ref, floor);
  return listing.type === 'absent' ? listing.asOf : null;
}
