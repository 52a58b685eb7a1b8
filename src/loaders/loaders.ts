import DataLoader from 'dataloader';
import { forgotten, type LbgraphError } from '../errors.js';
import type { Inventory, ReadScope } from '../inventory/inventory.js';
import { atLeastAs } from '../inventory/freshness.js';
import type { Missing } from '../inventory/record-store.js';
import { groupBy } from '../model/group-by.js';
import { segmentKey } from '../model/list.js';
import { itemKey, type Item, type ItemRef } from '../model/record.js';
import type { Selection } from '../model/selection.js';
import { sourceKey, type Source } from '../model/source.js';
import type { Demand } from '../providers/provider.js';

/** One request's reads: each level's demands are gathered and handed to the inventory together, source by source. */
export interface Loaders {
  readonly inventory: Inventory;
  readonly scope: ReadScope;
  /** How the request's reads were answered, counted as they end. */
  readonly reads: ReadTally;
  /** Brings what a demand needs. Gives null, or why that cannot be. */
  readonly bring: (source: Source, demand: Demand) => Promise<LbgraphError | null>;
  /**
   * What `read` finds at hand, once the demand is served where it finds nothing: a value at once, else a promise.
   * @throws {LbgraphError} when it could not be brought
   */
  readonly through: <T>(source: Source, demand: Demand, read: () => T | null) => T | Promise<T>;
  /** A record, or that the vendor has none; as `through` gives it. */
  readonly record: (
    source: Source,
    ref: ItemRef,
    selection: Selection,
  ) => Item | Missing | Promise<Item | Missing>;
  /** The same, with null for what the vendor does not have. */
  readonly item: (source: Source, ref: ItemRef, selection: Selection) => Promise<Item | null>;
}

/**
 * Reads of a list (rows, total or both) or of a record: answered from what was at hand, or only after a call was waited
 * for, whoever made it. A list that takes several rounds is one read.
 */
export interface ReadTally {
  hits: number;
  misses: number;
}

/**
 * Wrapped, because DataLoader rejects for a bare error, and waits for a bare promise; a page that may be partial is no failure.
 */
interface Outcome {
  readonly error: Promise<LbgraphError | null>;
}

export function createLoaders(inventory: Inventory, scope: ReadScope): Loaders {
  const bySource = new Map<string, DataLoader<Demand, Outcome, string>>();
  const loaderOf = (source: Source) => {
    const key = sourceKey(source);
    let loader = bySource.get(key);
    if (loader === undefined) {
      loader = new DataLoader<Demand, Outcome, string>(
        (demands) => Promise.resolve(settleAll(source, demands)),
        { cacheKeyFn: demandKey },
      );
      bySource.set(key, loader);
    }
    return loader;
  };

  /** All are planned together; those that stand alone are waited for alone. */
  const settleAll = (source: Source, demands: readonly Demand[]): readonly Outcome[] => {
    const settled = new Map<Demand, Outcome['error']>();
    const asked = scope.admit?.() ?? null;
    const settle = async (members: readonly Demand[]) => {
      const refused = asked === null ? null : await asked;
      return refused === null ? inventory.settle(scope, source, members) : members.map(() => refused);
    };
    for (const members of groupBy(demands, waitingKey).values()) {
      const errors = settle(members);
      members.forEach((demand, at) =>
        settled.set(
          demand,
          errors.then((each) => each[at] ?? null),
        ),
      );
    }
    return demands.map((demand) => ({ error: settled.get(demand) ?? Promise.resolve(null) }));
  };

  const bring: Loaders['bring'] = async (source, demand) => {
    scope.noteDemand?.(source, demand);
    return (await loaderOf(source).load(demand)).error;
  };

  const reads: ReadTally = { hits: 0, misses: 0 };

  const through: Loaders['through'] = (source, demand, read) => {
    const atHand = read();
    if (atHand !== null) {
      reads.hits++;
      return atHand;
    }
    reads.misses++;
    return bring(source, demand).then((error) => {
      if (error !== null) throw error;
      const found = read();
      if (found === null) throw forgotten();
      return found;
    });
  };

  const record: Loaders['record'] = (source, ref, selection) =>
    through(source, { type: 'record', ref, selection }, () =>
      inventory.readRecord(scope, source, ref, selection),
    );

  return {
    inventory,
    scope,
    reads,
    bring,
    through,
    record,
    item: async (source, ref, selection) => {
      const found = await record(source, ref, selection);
      return found.kind === 'missing' ? null : found;
    },
  };
}

/** Demands with the same key wait for each other: what follows may go into the same calls. */
function waitingKey(demand: Demand): string {
  const isAlone = demand.type === 'rows' && demand.isAlone === true;
  return isAlone && 'loadBalancerId' in demand.segment.of ? demand.segment.of.loadBalancerId : '';
}

/** Equal demands of one request are one: fields decide what a plan must carry. */
export function demandKey(demand: Demand): string {
  switch (demand.type) {
    case 'count':
      return JSON.stringify([demand.type, segmentKey(demand.segment)]);
    case 'record':
      return JSON.stringify([demand.type, itemKey(demand.ref), selected(demand.selection)]);
    case 'rows': {
      const { segment, window, selection, isBackward = false, isOwn = false, isAlone = false } = demand;
      return JSON.stringify([
        demand.type,
        segmentKey(segment),
        window.offset,
        window.limit,
        isBackward,
        isOwn,
        isAlone,
        selected(selection),
      ]);
    }
  }
}

function selected({ fields, below }: Selection): readonly string[] {
  return [...fields, ...below.keys()].sort();
}

/** Loads many keys of one moment together, each once in a request. `load` gives a value for each key, in their order, and does not throw. */
export function createBatch<K, V>(
  load: (keys: readonly K[]) => Promise<readonly V[]>,
  keyOf: (key: K) => string,
): (key: K) => Promise<V> {
  const loader = new DataLoader<K, V, string>(async (keys) => load(keys), { cacheKeyFn: keyOf });
  return (key) => loader.load(key);
}

/** The same request's reads, of nothing that is older than backends may be. */
export function asFreshAsBackends({ inventory, scope }: Loaders): Loaders {
  return createLoaders(inventory, { ...scope, freshness: atLeastAs('backend', scope.freshness) });
}
