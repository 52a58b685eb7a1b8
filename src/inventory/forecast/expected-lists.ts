import type { Target } from '../../model/backend.js';
import { segmentKey, type Segment } from '../../model/list.js';
import { itemKey, type Item, type ItemRef } from '../../model/record.js';
import type { Source } from '../../model/source.js';
import type { Provider } from '../../providers/provider.js';
import type { Guess } from '../guess.js';
import { listOf, parentsOf } from '../list-items.js';
import { fingerprint, type Mark } from '../mark.js';
import type { RecordStore } from '../record-store.js';
import { pageEnd, totalOf } from '../segment-pages.js';
import { imaginedItem, imaginedRef, unnamed } from './imagined-item.js';

/** A list as it is expected to be. */
export interface ExpectedList {
  /** How many rows it has. */
  readonly total: number;
  /** The keys of the rows from one position to another; fewer where some are known not to come. */
  readonly keys: (from: number, to: number) => readonly string[];
  /** Whether its length is a guess. */
  readonly isGuess: boolean;
  /** Whether it is read as a whole and nothing bounds its length: two rows stand for any number. */
  readonly isBoundless: boolean;
}

/** One of the two rows that stand for any number: of which list, and which of them. */
export interface Stand {
  readonly list: string;
  readonly row: number;
}

/** What the lists of one source are expected to hold: what they held when they were read the last time, and guesses. */
export interface ExpectedLists {
  readonly expect: (segment: Segment) => ExpectedList;
  /** Notes how many rows of a list are wanted: a list that is guessed to be long has one more. */
  readonly want: (segment: Segment, rows: number) => void;
  /** A mark as it would be of the row that is expected in its place, where what it names is not known. */
  readonly placed: (segment: Segment, mark: Mark) => Mark;
  /** The item under a key: as it was read the last time, or made up. */
  readonly item: (key: string) => Item | null;
  /** Notes that somebody has a reference: what it names may well be in the lists in which it would stand. */
  readonly name: (ref: ItemRef) => void;
  /** Makes up the item that a reference names. */
  readonly imagine: (ref: ItemRef) => void;
  /** The rows that stand for any number among what an item stands under, itself included. */
  readonly standsOf: (key: string) => readonly Stand[];
}

/** More rows than are ever wanted but of a list that is read as a whole. */
export const manyRows = 1_000_000;

/** Rows that stand for any number. */
const standRows = 2;

interface Deps {
  readonly source: Source;
  readonly provider: Provider;
  readonly store: RecordStore;
  readonly guess: Guess;
  /** Told whenever something is not known. */
  readonly guessed: () => void;
  /** Told of each row that is made up: false once there are too many, and none is made up any more. */
  readonly mayImagine: () => boolean;
}

export function createExpectedLists({
  source,
  provider,
  store,
  guess,
  guessed: noteGuess,
  mayImagine,
}: Deps): ExpectedLists {
  const wanted = new Map<string, number>();
  /** Of how many rows a list is at least, since a cursor names one of them. */
  const named = new Map<string, number>();
  const imagined = new Map<string, Item>();
  /** The items of lists that references name. */
  const members = new Map<string, Set<string>>();
  const stands = new Map<string, readonly Stand[]>();
  const lists = new Map<string, { readonly wanted: number; readonly list: ExpectedList }>();
  const targetOf = targets(provider, source);

  const imagineRow = (segment: Segment, position: number, isStand: boolean): string => {
    const ref = imaginedRef(segment.of, position, (id) => targetOf(position, id));
    const key = itemKey(ref);
    if (imagined.has(key)) return key;
    const item = imaginedItem(ref);
    imagined.set(key, provider.imagine?.(item, segment.segment, guess) ?? item);
    const parent = parentsOf(segment.of).at(-1);
    const inherited = parent === undefined ? [] : expected.standsOf(itemKey(parent));
    const own = isStand ? [{ list: segmentKey(segment), row: position }] : [];
    const all = [...inherited, ...own];
    if (all.length > 0) {
      stands.set(key, all);
      // The machine behind a backend is as many as the backends.
      if (ref.kind === 'backend' && ref.target.type === 'Instance') {
        const { kind, id } = ref.target;
        stands.set(itemKey({ kind: 'instance', source, instanceKind: kind, vendorId: id }), all);
      }
      if (ref.kind === 'backend' && ref.target.type === 'Router') {
        stands.set(itemKey({ kind: 'router', source, vendorId: ref.target.id }), all);
      }
    }
    return key;
  };

  const memberAt = (segment: Segment, position: number): string | undefined =>
    [...(members.get(segmentKey(segment)) ?? [])][position];

  /** As the pages show it that are remembered, whatever their age: newer ones count before older ones. */
  const remembered = (
    segment: Segment,
  ): { total: number; keys: Map<number, string>; seen: Set<number> } | null => {
    const pages = store.pages(source, segment);
    const total = pages[0] === undefined ? store.rememberedTotal(source, segment) : totalOf(pages[0]);
    if (total === null) return null;
    const keys = new Map<number, string>();
    const seen = new Set<number>();
    for (const page of pages.toReversed()) {
      for (let at = page.offset; at < pageEnd(page); at++) {
        seen.add(at);
        const key = page.keys[at - page.offset];
        if (key === undefined) keys.delete(at);
        else keys.set(at, key);
      }
    }
    return { total, keys, seen };
  };

  const guessed = (segment: Segment): Pick<ExpectedList, 'total' | 'isBoundless'> => {
    const rows = wanted.get(segmentKey(segment)) ?? 0;
    const key = segmentKey(segment);
    if (guess === 'fewest') return { total: named.get(key) ?? 0, isBoundless: false };
    const least = Math.max(named.get(key) ?? 0, members.get(key)?.size ?? 0);
    const whole =
      segment.narrowed === undefined ? null : remembered({ of: segment.of, segment: segment.segment });
    const most = whole?.total ?? provider.mostRows?.[segment.of.list] ?? null;
    if (most !== null) return { total: Math.max(least, Math.min(most, rows + 1)), isBoundless: false };
    return rows >= manyRows
      ? { total: standRows, isBoundless: true }
      : { total: Math.max(least, rows + 1), isBoundless: false };
  };

  const make = (segment: Segment): ExpectedList => {
    const known = remembered(segment);
    if (known === null) noteGuess();
    const { total, isBoundless } =
      known === null ? guessed(segment) : { total: known.total, isBoundless: false };
    return {
      total,
      isGuess: known === null,
      isBoundless,
      keys: (from, to) => {
        const keys: string[] = [];
        for (let at = Math.max(0, from); at < Math.min(to, total); at++) {
          const key = known?.keys.get(at);
          // One whose record was pushed out of memory is as good as one that was never seen.
          if (key !== undefined && expected.item(key) !== null) keys.push(key);
          else if (key !== undefined || known?.seen.has(at) !== true) {
            if (!mayImagine()) break;
            keys.push(memberAt(segment, at) ?? imagineRow(segment, at, isBoundless));
          }
        }
        return [...new Set(keys)];
      },
    };
  };

  const expected: ExpectedLists = {
    expect: (segment) => {
      const key = segmentKey(segment);
      const rows = wanted.get(key) ?? 0;
      const made = lists.get(key);
      if (made !== undefined && (!made.list.isGuess || made.wanted === rows)) return made.list;
      const list = make(segment);
      lists.set(key, { wanted: rows, list });
      return list;
    },
    want: (segment, rows) => {
      const key = segmentKey(segment);
      wanted.set(key, Math.max(wanted.get(key) ?? 0, rows));
    },
    placed: (segment, mark) => {
      const known = remembered(segment);
      const isKnown = [...(known?.keys.values() ?? [])].some((key) => fingerprint(key) === mark.anchor);
      if (isKnown || known?.seen.has(mark.offset) === true) return mark;
      named.set(segmentKey(segment), Math.max(named.get(segmentKey(segment)) ?? 0, mark.offset + 1));
      lists.delete(segmentKey(segment));
      const key = imagineRow(segment, mark.offset, false);
      return { ...mark, anchor: fingerprint(key), before: [], after: [] };
    },
    item: (key) => {
      const known = store.records(source, key).filter(isItem);
      const [newest] = known;
      const whole = known.find(({ lacks = [] }) => lacks.length === 0);
      // Of a machine that was only named, nothing is known by which it could be looked for.
      if (whole === undefined && newest?.kind === 'instance') return unnamed(newest);
      return whole ?? newest ?? imagined.get(key) ?? null;
    },
    name: (ref) => {
      for (const item of [ref, ...parentsOf(listOf(ref))]) {
        const of = listOf(item);
        for (const segment of provider.segments(of)) {
          const key = segmentKey({ of, segment });
          const names = members.get(key) ?? new Set();
          members.set(key, names.add(itemKey(item)));
          lists.delete(key);
        }
        if (expected.item(itemKey(item)) === null) expected.imagine(item);
      }
    },
    imagine: (ref) => {
      const item = imaginedItem(ref);
      imagined.set(itemKey(ref), provider.imagine?.(item, '', guess) ?? item);
    },
    standsOf: (key) => stands.get(key) ?? [],
  };
  return expected;
}

type Known = ReturnType<RecordStore['records']>[number];

function isItem(record: Known): record is Item {
  return record.kind !== 'missing' && record.kind !== 'health' && record.kind !== 'router';
}

/** What the backends of a list send traffic to, in turn: all kinds of machine that the account may have, and routers where there are any. */
function targets(provider: Provider, source: Source): (position: number, id: string) => Target {
  const ofMachine = provider.instanceKinds.map((kind) => (id: string): Target => ({
    type: 'Instance',
    kind,
    id,
  }));
  const router = { kind: 'router', source, vendorId: '~' } as const;
  const selection = { fields: new Set<string>(), below: new Map() };
  const asked = provider.plan([{ type: 'record', ref: router, selection }], nothingKnown);
  const all =
    asked.length === 0 ? ofMachine : [...ofMachine, (id: string): Target => ({ type: 'Router', id })];
  return (position, id) => all[position % all.length]?.(id) ?? { type: 'UnknownTarget', id };
}

const nothingKnown = {
  total: () => null,
  scopeTotal: () => null,
  fact: () => null,
  record: () => null,
  items: () => null,
};
