import type { LbgraphError } from '../errors.js';
import type { SegmentTotal } from '../inventory/at-hand.js';
import {
  layOut,
  placeOf,
  type PageRequest,
  type PartState,
  type PartWindow,
  type Place,
  type Wants,
} from '../inventory/sequence.js';
import type { Segment } from '../model/list.js';
import { itemKey, type Item } from '../model/record.js';
import type { Selection } from '../model/selection.js';
import { sourceKey, type Source } from '../model/source.js';
import type { Demand } from '../providers/provider.js';
import { forgotten, type Loaders } from './loaders.js';

/** One part of a list: a segment in its source, and a name for cursors that is its own within the list. */
export interface Part {
  readonly id: string;
  readonly source: Source;
  readonly segment: Segment;
}

export interface SequenceRequest {
  readonly parts: readonly Part[];
  readonly page: PageRequest;
  readonly wants: Wants;
  readonly selection: Selection;
  /** Whether parts of unknown length are read at once rather than one after another. */
  readonly together: boolean;
  /** Whether the page is given all the same when a source fails. */
  readonly partial: boolean;
}

export interface SourceFailure {
  readonly source: Source;
  readonly error: LbgraphError;
  /** When the data was read that was at hand and not served; null if there was none. */
  readonly staleAsOf: number | null;
}

/** A page with all that its connection tells. */
export interface SequencePage {
  readonly entries: readonly { readonly place: () => Place; readonly item: Item }[];
  /** Null unless every part was read as far as its length shows, and exactly. */
  readonly total: number | null;
  /** What the vendors say, borne out or not; null unless all of them said so. */
  readonly expected: number | null;
  /** Whether items lie beyond the page in the direction of reading; null when it was not asked. */
  readonly more: boolean | null;
  readonly exact: boolean;
  readonly sources: number;
  readonly failures: readonly SourceFailure[];
}

/**
 * Reads one page of a list: at once when all of it is at hand, else as a promise.
 * @throws {LbgraphError} the first failure, unless the page may be partial
 */
export function readSequencePage(
  loaders: Loaders,
  request: SequenceRequest,
): SequencePage | Promise<SequencePage> {
  const failures = new Map<string, SourceFailure>();
  const brought = new Set<string>();
  /** Parts that could not be answered from what was at hand. */
  const missed = new Set<Part>();

  const fail = (part: Part, error: LbgraphError) => {
    if (!request.partial) throw error;
    const key = sourceKey(part.source);
    if (failures.has(key)) return;
    const staleAsOf = loaders.inventory.staleAsOf(part.source, part.segment);
    failures.set(key, { source: part.source, error, staleAsOf });
  };

  const step = (): SequencePage | Promise<SequencePage> => {
    for (;;) {
      const states = request.parts.map((part) => partState(loaders, part, failures));
      // A source that fails may have taken its whole time: what is still needed is then read at once.
      const together = request.together || failures.size > 0;
      const layout = layOut(states, request.page, request.wants, together);
      const missing: { part: Part; demand: Demand }[] = [];
      for (const read of layout.reads) {
        const part = partOf(request, read.part);
        const demand = toDemand(part, read, request.selection);
        if (isAtHand(loaders, part, demand)) continue;
        missing.push({ part, demand });
      }
      if (missing.length === 0) {
        // Reading changes nothing that the layout was made from, unless a part was of unknown length: then it is laid out again.
        if (layout.reads.every((read) => states[read.part]?.type === 'known')) {
          const known = [...layout.parts].filter((part) => states[part]?.type === 'known');
          loaders.reads.hits += known.filter((part) => !missed.has(partOf(request, part))).length;
          return toPage(loaders, request, layout, failures);
        }
        continue;
      }
      const round = missing.map(({ part, demand }) =>
        JSON.stringify([part.id, demand.type === 'rows' && demand.window]),
      );
      if (round.every((key) => brought.has(key))) throw forgotten();
      round.forEach((key) => brought.add(key));
      for (const { part } of missing) {
        if (!missed.has(part)) loaders.reads.misses++;
        missed.add(part);
      }
      return Promise.all(missing.map(({ part, demand }) => loaders.bring(part.source, demand))).then(
        (errors) => {
          errors.forEach((error, index) => {
            const part = missing[index]?.part;
            if (error !== null && part !== undefined) fail(part, error);
          });
          return step();
        },
      );
    }
  };
  return step();
}

function partOf(request: SequenceRequest, index: number): Part {
  const part = request.parts[index];
  if (part === undefined) throw new Error('a layout names a part that does not exist');
  return part;
}

function partState(loaders: Loaders, part: Part, failures: ReadonlyMap<string, SourceFailure>): PartState {
  if (failures.has(sourceKey(part.source))) return { type: 'failed' };
  const reading = loaders.inventory.readTotal(loaders.scope, part.source, part.segment);
  return reading === null ? { type: 'unknown' } : { type: 'known', total: reading.total };
}

function toDemand({ segment }: Part, { window }: PartWindow, selection: Selection): Demand {
  return window.limit === 0 ? { type: 'count', segment } : { type: 'rows', segment, window, selection };
}

function isAtHand({ inventory, scope }: Loaders, { source, segment }: Part, demand: Demand): boolean {
  return demand.type === 'rows'
    ? inventory.readRows(scope, source, demand) !== null
    : inventory.readTotal(scope, source, segment) !== null;
}

function toPage(
  loaders: Loaders,
  request: SequenceRequest,
  layout: ReturnType<typeof layOut>,
  failures: ReadonlyMap<string, SourceFailure>,
): SequencePage {
  const { inventory, scope } = loaders;
  const entries: { place: () => Place; item: Item }[] = [];
  const failed = new Set(
    [...request.parts.keys()].filter((part) => failures.has(sourceKey(partOf(request, part).source))),
  );
  const keys = new Set<string>();
  let exact = failures.size === 0;
  for (const range of layout.ranges) {
    const part = partOf(request, range.part);
    const { segment } = part;
    const rows = inventory.readRows(scope, part.source, {
      type: 'rows',
      segment,
      window: range.window,
      selection: request.selection,
    });
    if (rows === null) throw forgotten();
    if (!rows.exact) exact = false;
    for (const { offset, item } of rows.rows) {
      // One row under two segments is one item; a vendor that does so does not tell the segments apart.
      if (keys.has(keyIn(part, item))) exact = false;
      else entries.push({ place: () => placeOf({ part: range.part, offset }, request.page, failed), item });
      keys.add(keyIn(part, item));
    }
  }
  const totals = request.parts.map((part) => inventory.readTotal(scope, part.source, part.segment));
  for (const part of layout.parts) if (totals[part]?.exact === false) exact = false;
  // Of parts that were not asked nothing is said, even where a cache could: the answer must not depend on it.
  const sumOf = (read: (total: SegmentTotal) => number | null): number | null => {
    const counts = totals.map((total, part) =>
      layout.parts.has(part) && total !== null ? read(total) : null,
    );
    if (failures.size > 0 || counts.includes(null)) return null;
    return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  };
  const sources = new Set([...layout.parts].map((part) => sourceKey(partOf(request, part).source)));
  return {
    entries,
    total: exact ? sumOf(({ total }) => total) : null,
    expected: sumOf(({ expected }) => expected),
    more: layout.more,
    exact,
    sources: sources.size,
    failures: [...failures.values()],
  };
}

function keyIn({ source }: Part, item: Item): string {
  return `${sourceKey(source)} ${itemKey(item)}`;
}
