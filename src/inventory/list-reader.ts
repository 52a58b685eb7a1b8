import type { Segment } from '../model/list.js';
import type { Item } from '../model/record.js';
import type { Selection } from '../model/selection.js';
import type { Source } from '../model/source.js';
import type { RowsDemand } from '../providers/provider.js';
import { itemKindOf } from './list-items.js';
import { walkList, type ListAsk } from './list-walk.js';
import type { Guess } from './guess.js';
import type { Mark } from './mark.js';
import type { ReadScope } from './read-scope.js';
import type { RecordStore } from './record-store.js';
import type { SegmentPages } from './segment-pages.js';

/** Rows of a list in the direction of reading, or what keeps them away. */
export type ListReading =
  | {
      readonly type: 'rows';
      readonly rows: readonly { readonly item: Item; readonly mark: () => Mark }[];
      /** How many rows lie beyond those, and how many on this side of where reading began. */
      readonly rest: number;
      readonly near: number;
      readonly exact: boolean;
      /** Whether they are in the order of ids, because the vendor's own order changed. */
      readonly byId: boolean;
      /** In a forecast: that nobody knows how many there are, and what is taken for true. */
      readonly guess?: Guess;
    }
  | { readonly type: 'missing'; readonly demand: RowsDemand }
  /** The item of the mark and all its neighbours are gone, or too far away. */
  | { readonly type: 'lost' };

export interface ListReaderDeps {
  readonly source: Source;
  readonly store: RecordStore;
  readonly scope: ReadScope;
  /** The record under a key, if it is at hand, fresh enough, and has what is selected. */
  readonly item: (key: string, selection: Selection) => Item | null;
  /** Whether the health of these is known as far as it is selected. */
  readonly tellsHealth: (rows: readonly { readonly item: Item }[], selection: Selection) => boolean;
  readonly satisfies: (demand: RowsDemand) => boolean;
}

/** `isOwn`: only from pages that were read for the request itself. */
export type ListReader = (
  segment: Segment,
  ask: ListAsk,
  selection: Selection,
  isOwn: boolean,
) => ListReading;

/** Reads lists from what is at hand: rows with their records, or the demand for what is lacking. */
export function createListReader(deps: ListReaderDeps): ListReader {
  const { source, store, scope, item, tellsHealth, satisfies } = deps;
  const { freshness, reader, searchPages } = scope;
  const reading = reader.name;

  return (segment, ask, selection, wantsOwn) => {
    const pages = store.pages(source, segment);
    const ownPages = () => pages.filter(({ readings }) => readings.includes(reading));
    const notBefore = freshness.notBefore(itemKindOf(segment.of));

    const read = (from: SegmentPages, isOwn: boolean): ListReading => {
      const remembered = store.rememberedTotal(source, segment);
      const walk = walkList(from, ask, { notBefore, reading, searchPages, remembered });
      if (walk.type === 'lost') return walk;
      const list = { type: 'rows', segment, selection } as const;
      if (walk.type === 'missing') {
        return { type: 'missing', demand: { ...list, ...walk.wanted, isOwn: isOwn || walk.wanted.isOwn } };
      }
      const rows = walk.rows.flatMap(({ key, mark }) => {
        const found = item(key, selection);
        return found === null ? [] : [{ item: found, mark }];
      });
      if (rows.length === walk.rows.length) {
        return { ...walk, rows, exact: walk.exact && tellsHealth(rows, selection) };
      }
      const positions = walk.byId ? [0, walk.near + walk.rest] : walk.rows.map(({ position }) => position);
      const offset = Math.min(...positions);
      const window = { offset, limit: Math.max(...positions) + 1 - offset };
      const demand: RowsDemand = { ...list, window, isBackward: ask.direction === 'backward', isOwn };
      if (isOwn || !satisfies(demand)) return { type: 'missing', demand };
      // Newer pages tell otherwise of these rows: then only those count.
      return read(ownPages(), true);
    };
    return wantsOwn ? read(ownPages(), true) : read(pages, false);
  };
}
