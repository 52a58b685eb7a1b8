import { forgotten, toLbgraphError, type LbgraphError } from '../errors.js';
import { compareKeys, fromCarried, type Order, type SortKey } from '../model/order.js';
import { itemKey, type Item } from '../model/record.js';
import { sourceKey } from '../model/source.js';
import type { Loaders } from './loaders.js';
import { wholeList, type PartRows, type Work } from './part-list.js';
import type { Part, SourceFailure } from './sequence-request.js';

/** A part that could not be read when others were shown: behind which place it stopped; null: nothing of it was shown. */
export interface OwedPart {
  readonly part: number;
  readonly at: SortKey | null;
}

/** How far a reader of a sorted list has come: behind an item, or nowhere yet (null), with the parts that are owed some in front of it. */
export interface SortedPlace {
  readonly at: SortKey | null;
  readonly owed: readonly OwedPart[];
}

export interface SortedRequest {
  readonly parts: readonly Part[];
  readonly direction: 'forward' | 'backward';
  readonly count: number;
  readonly from: SortedPlace | null;
  /** The place at which reading ends, if it is met before. */
  readonly until: SortedPlace | null;
  readonly order: Order;
  /** What items of one part are ordered by, in their order. */
  readonly keysOf: (items: readonly Item[]) => readonly SortKey[] | Promise<readonly SortKey[]>;
  /** Whether the page is given all the same when a source fails. */
  readonly partial: boolean;
}

/** A page with all that its connection tells: all of it is known, since everything was read. */
export interface SortedPage {
  readonly entries: readonly { readonly place: SortedPlace; readonly item: Item }[];
  readonly total: number | null;
  readonly expected: number | null;
  readonly more: boolean;
  readonly near: boolean;
  readonly exact: boolean;
  readonly seen: number;
  readonly sources: number;
  readonly failures: readonly SourceFailure[];
}

interface Entry {
  readonly part: number;
  readonly item: Item;
  readonly key: SortKey;
}

/**
 * Reads everything that the parts hold, orders it and shows a page of it.
 * @throws {LbgraphError} the first failure, unless the page may be partial
 */
export async function readSortedPage(loaders: Loaders, request: SortedRequest): Promise<SortedPage> {
  const { parts } = request;
  const failures = new Map<string, SourceFailure>();
  const fail = ({ source, list }: Part, error: LbgraphError) => {
    if (!request.partial) throw error;
    if (failures.has(sourceKey(source))) return;
    failures.set(sourceKey(source), { source, error, staleAsOf: list.staleAsOf() });
  };
  const isLeft = ({ source }: Part) => !failures.has(sourceKey(source));
  const rows = await readAll(loaders, parts, isLeft, fail);
  const keyed = await Promise.all(
    parts.map(async (part, at) => {
      try {
        return await request.keysOf(rows[at]?.rows.map(({ item }) => item) ?? []);
      } catch (error) {
        fail(part, toLbgraphError(error));
        return [];
      }
    }),
  );
  const readings = parts.map((part, at) => (isLeft(part) ? (rows[at] ?? null) : null));
  const failed = [...parts.keys()].filter((part) => readings[part] === null);
  const entries = distinct(request, readings, keyed);
  const page = pageOf(entries, request, failed);
  const isWhole = failures.size === 0;
  const exact = isWhole && readings.every((reading) => reading?.exact === true);
  const isTold = parts.every(({ list }) => (list.total()?.expected ?? null) !== null);
  return {
    ...page,
    total: exact ? entries.length : null,
    expected: isWhole && isTold ? entries.length : null,
    exact,
    seen: readings.reduce(
      (sum, reading, part) =>
        sum + (reading === null ? 0 : (parts[part]?.list.seen() ?? reading.rows.length)),
      0,
    ),
    sources: new Set(parts.map(({ source }) => sourceKey(source))).size,
    failures: [...failures.values()],
  };
}

/** Everything of each part; null for one that could not be read. */
async function readAll(
  loaders: Loaders,
  parts: readonly Part[],
  isLeft: (part: Part) => boolean,
  fail: (part: Part, error: LbgraphError) => void,
): Promise<readonly (PartRows | null)[]> {
  const done = new Set<string>();
  const missed = new Set<Part>();
  for (;;) {
    const readings = parts.map((part) => (isLeft(part) ? part.list.read(wholeList) : null));
    const missing = readings.flatMap((reading, at): { part: Part; work: Work }[] => {
      const part = parts[at];
      return reading?.type === 'missing' && part !== undefined ? [{ part, work: reading.work }] : [];
    });
    if (missing.length === 0) {
      loaders.reads.misses += missed.size;
      loaders.reads.hits += parts.length - missed.size;
      return readings.map((reading) => (reading?.type === 'rows' ? reading : null));
    }
    const round = missing.map(({ part, work }) => JSON.stringify([part.id, work.key]));
    if (round.every((key) => done.has(key))) throw forgotten();
    round.forEach((key) => done.add(key));
    const errors = await Promise.all(missing.map(({ work }) => work.run()));
    errors.forEach((error, at) => {
      const part = missing[at]?.part;
      if (part === undefined) return;
      missed.add(part);
      if (error !== null) fail(part, error);
    });
  }
}

/** All items with what they are ordered by, each once. */
function distinct(
  { parts }: SortedRequest,
  readings: readonly (PartRows | null)[],
  keyed: readonly (readonly SortKey[])[],
): readonly Entry[] {
  const found = new Map<string, Entry>();
  readings.forEach((reading, part) => {
    reading?.rows.forEach(({ item }, at) => {
      const key = keyed[part]?.[at];
      const own = `${sourceKey(parts[part]?.source ?? item.source)} ${itemKey(item)}`;
      if (key !== undefined && !found.has(own)) found.set(own, { part, item, key });
    });
  });
  return [...found.values()];
}

function wholePlace({ at, owed }: SortedPlace, known: ReadonlyMap<string, SortKey>): SortedPlace {
  const toWhole = (key: SortKey | null) => (key === null ? null : fromCarried(key, known));
  return { at: toWhole(at), owed: owed.map((one) => ({ ...one, at: toWhole(one.at) })) };
}

/** The page of sorted entries. Pure. */
function pageOf(entries: readonly Entry[], request: SortedRequest, failed: readonly number[]) {
  const { direction, count, order } = request;
  const known = new Map(entries.map(({ key }) => [key.id, key]));
  const toWhole = (place: SortedPlace | null) => (place === null ? null : wholePlace(place, known));
  const from = toWhole(request.from);
  const until = toWhole(request.until);
  const forward = direction === 'forward';
  const compare = compareKeys(order.direction);
  /** Whether the first stands beyond the second in the direction of reading; everything does beyond the edge. */
  const isBeyond = (key: SortKey, place: SortKey | null) =>
    place === null || (forward ? compare(key, place) > 0 : compare(key, place) < 0);
  /** Whether reading ends behind it: nothing stands in front of the edge. */
  const isBefore = (key: SortKey, end: SortKey | null) =>
    end !== null && (forward ? compare(key, end) < 0 : compare(key, end) > 0);
  const farther = (a: SortKey, b: SortKey | null) => (isBeyond(a, b) ? a : (b ?? a));
  const owed = new Map((from?.owed ?? []).map(({ part, at }) => [part, at]));
  const startOf = (part: number) => {
    const at = owed.get(part);
    return at === undefined ? (from?.at ?? null) : at;
  };
  const ahead = entries
    .filter(({ part, key }) => isBeyond(key, startOf(part)))
    .filter(({ key }) => until === null || isBefore(key, until.at))
    .sort((a, b) => (forward ? compare(a.key, b.key) : compare(b.key, a.key)));
  const behind = new Set([...failed, ...owed.keys()]);
  const placeOf = (key: SortKey): SortedPlace => {
    const at = farther(key, from?.at ?? null);
    const left = [...behind]
      .sort((a, b) => a - b)
      .flatMap((part): OwedPart[] => {
        const start = startOf(part);
        const own = failed.includes(part) ? start : farther(key, start);
        return own === null || isBeyond(at, own) ? [{ part, at: own }] : [];
      });
    return { at, owed: left };
  };
  const shown = ahead.slice(0, count).map(({ item, key }) => ({ item, place: placeOf(key) }));
  if (!forward) shown.reverse();
  return {
    entries: shown,
    more: ahead.length > count || failed.length > 0 || until !== null,
    near: from !== null && entries.some(({ part, key }) => !isBeyond(key, startOf(part))),
  };
}
