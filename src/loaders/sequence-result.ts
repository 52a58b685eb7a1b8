import type { SegmentTotal } from '../inventory/at-hand.js';
import type { Mark } from '../inventory/mark.js';
import { placeOf, type Layout, type Place } from '../inventory/sequence.js';
import { itemKey, type Item } from '../model/record.js';
import { sourceKey } from '../model/source.js';
import type { PartRows } from './part-list.js';
import {
  partOf,
  type Part,
  type SequencePage,
  type SequenceRequest,
  type SourceFailure,
} from './sequence-request.js';

/** A page from what was read of its parts, as it was laid out. */
export function toPage(
  request: SequenceRequest,
  layout: Layout,
  readings: ReadonlyMap<number, PartRows>,
  failures: ReadonlyMap<string, SourceFailure>,
): SequencePage {
  const entries: { place: () => Place<Mark>; item: Item }[] = [];
  const shown = new Map<number, number>();
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
    shown.set(index, rows.length);
  }
  const totals = request.parts.map(({ list }) => list.total());
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
    seen: seenFor(request, layout, shown),
    sources: sources.size,
    oldest: oldestOf([...layout.parts].map((part) => partOf(request, part))),
    failures: [...failures.values()],
  };
}

/** When the oldest of what is at hand of some parts was read; null where none of them tells. */
export function oldestOf(parts: readonly Part[]): number | null {
  return parts.reduce<number | null>((oldest, { list }) => {
    const own = list.oldest();
    return own === null ? oldest : Math.min(own, oldest ?? own);
  }, null);
}

/** A list that is made of others was made of more rows than it shows. */
function seenFor(request: SequenceRequest, { parts }: Layout, shown: ReadonlyMap<number, number>): number {
  return [...parts].reduce(
    (sum, part) => sum + (partOf(request, part).list.seen() ?? shown.get(part) ?? 0),
    0,
  );
}

function keyIn({ source }: Part, item: Item): string {
  return `${sourceKey(source)} ${itemKey(item)}`;
}
