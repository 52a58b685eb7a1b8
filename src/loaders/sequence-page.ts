import { cursorLost, type LbgraphError } from '../errors.js';
import type { SegmentTotal } from '../inventory/at-hand.js';
import type { ListReading } from '../inventory/list-reader.js';
import type { Mark } from '../inventory/mark.js';
import {
  endOf,
  layOut,
  placeOf,
  startOf,
  type PageRequest,
  type PartRows,
  type PartState,
  type Place,
  type Wants,
} from '../inventory/sequence.js';
import type { Segment } from '../model/list.js';
import { itemKey, type Item } from '../model/record.js';
import type { Selection } from '../model/selection.js';
import { sourceKey, type Source } from '../model/source.js';
import type { Demand } from '../providers/provider.js';
import { demandKey, forgotten, type Loaders } from './loaders.js';

/** One part of a list: a segment in its source, and a name for cursors that is its own within the list. */
export interface Part {
  readonly id: string;
  readonly source: Source;
  readonly segment: Segment;
}

export interface SequenceRequest {
  readonly parts: readonly Part[];
  readonly page: PageRequest<Mark>;
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
  readonly entries: readonly { readonly place: () => Place<Mark>; readonly item: Item }[];
  /** Null unless every part was read as far as its length shows, and exactly. */
  readonly total: number | null;
  /** What the vendors say, borne out or not; null unless all of them said so. */
  readonly expected: number | null;
  /** Whether items lie beyond the page in the direction of reading; null when it was not asked. */
  readonly more: boolean | null;
  /** Whether items lie on this side of where reading began; null when it was not asked. */
  readonly near: boolean | null;
  /** Whether a source was read in the order of ids, because the vendor's own order changed. */
  readonly reordered: boolean;
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

  /** Parts of another length than what was at hand told at first; those that came short are as long as what came. */
  const shown = new Map<number, PartState>();
  const short = new Set<number>();

  const stateOf = (part: Part, index: number): PartState => {
    if (failures.has(sourceKey(part.source))) return { type: 'failed' };
    const known = shown.get(index);
    if (known !== undefined) return known;
    const reading = readPart(loaders, request, { part: index, take: 0 });
    return reading.type === 'rows'
      ? { type: 'known', rest: reading.rest, near: reading.near }
      : { type: 'unknown' };
  };

  const step = (): SequencePage | Promise<SequencePage> => {
    shown.clear();
    short.clear();
    for (;;) {
      const states = request.parts.map(stateOf);
      // A source that fails may have taken its whole time: what is still needed is then read at once.
      const together = request.together || failures.size > 0;
      const layout = layOut(states, request.page, request.wants, together);
      const readings = new Map<number, ListRows>();
      const missing: { part: Part; demand: Demand }[] = [];
      let isSettled = true;
      for (const read of layout.reads) {
        const part = partOf(request, read.part);
        const reading = readPart(loaders, request, read);
        if (reading.type === 'missing') {
          const isCounted = read.take === 0 && typeof startOf(read.part, request.page) === 'string';
          const count = { type: 'count', segment: part.segment } as const;
          missing.push({ part, demand: isCounted ? count : reading.demand });
          continue;
        }
        const { rows, near } = reading;
        const before = states[read.part];
        const rest = rows.length + (rows.length < read.take ? 0 : reading.rest);
        // Other than was thought, since pages are not all of the same age: then it is laid out by what was seen.
        const isShort = rows.length < read.take;
        const isLonger = !short.has(read.part) && before?.type === 'known' && rest > before.rest;
        if (isShort || isLonger) {
          if (isShort) short.add(read.part);
          shown.set(read.part, { type: 'known', rest, near });
          isSettled = false;
        }
        readings.set(read.part, reading);
      }
      if (missing.length === 0) {
        if (!isSettled) continue;
        const known = [...layout.parts].filter((part) => states[part]?.type === 'known');
        loaders.reads.hits += known.filter((part) => !missed.has(partOf(request, part))).length;
        return toPage(loaders, request, layout, readings, failures);
      }
      const round = missing.map(({ part, demand }) => JSON.stringify([part.id, demandKey(demand)]));
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

type ListRows = Extract<ListReading, { type: 'rows' }>;

/**
 * Rows of a part from where reading begins in it.
 * @throws {LbgraphError} CURSOR_LOST
 */
function readPart(
  { inventory, scope }: Loaders,
  request: SequenceRequest,
  { part: index, take }: PartRows,
): Exclude<ListReading, { type: 'lost' }> {
  const { source, segment } = partOf(request, index);
  const start = startOf(index, request.page);
  const { direction } = request.page;
  const from = typeof start === 'object' ? start.mark : null;
  const ask = { direction, from, until: endOf(index, request.page), take };
  const reading = inventory.readList(scope, source, segment, ask, request.selection);
  if (reading.type === 'lost') throw cursorLost();
  return reading;
}

function partOf(request: SequenceRequest, index: number): Part {
  const part = request.parts[index];
  if (part === undefined) throw new Error('a layout names a part that does not exist');
  return part;
}

function toPage(
  loaders: Loaders,
  request: SequenceRequest,
  layout: ReturnType<typeof layOut>,
  readings: ReadonlyMap<number, ListRows>,
  failures: ReadonlyMap<string, SourceFailure>,
): SequencePage {
  const { inventory, scope } = loaders;
  const entries: { place: () => Place<Mark>; item: Item }[] = [];
  const failed = new Set(
    [...request.parts.keys()].filter((part) => failures.has(sourceKey(partOf(request, part).source))),
  );
  const keys = new Set<string>();
  let exact = failures.size === 0;
  for (const { part: index } of layout.ranges) {
    const part = partOf(request, index);
    const reading = readings.get(index);
    if (reading === undefined) throw new Error('a page shows rows that were not read');
    if (!reading.exact) exact = false;
    const rows = request.page.direction === 'forward' ? reading.rows : reading.rows.toReversed();
    for (const { mark, item } of rows) {
      // One row under two segments is one item; a vendor that does so does not tell the segments apart.
      if (keys.has(keyIn(part, item))) exact = false;
      else entries.push({ place: () => placeOf({ part: index, mark: mark() }, request.page, failed), item });
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
    near: layout.near,
    reordered: [...readings.values()].some(({ byId }) => byId),
    exact,
    sources: sources.size,
    failures: [...failures.values()],
  };
}

function keyIn({ source }: Part, item: Item): string {
  return `${sourceKey(source)} ${itemKey(item)}`;
}
