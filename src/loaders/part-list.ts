import { cursorLost, toLbgraphError, type LbgraphError } from '../errors.js';
import type { SegmentTotal } from '../inventory/at-hand.js';
import type { Guess } from '../inventory/guess.js';
import type { ListReading } from '../inventory/list-reader.js';
import { walkList, type ListAsk } from '../inventory/list-walk.js';
import { toWholePage, type SegmentPages } from '../inventory/segment-pages.js';
import type { Segment } from '../model/list.js';
import { itemKey, type Item } from '../model/record.js';
import type { Selection } from '../model/selection.js';
import type { Source } from '../model/source.js';
import { demandKey, type Loaders } from './loaders.js';

/** Something that has to be done before a list can be read further. */
export interface Work {
  /** The same for the same work. */
  readonly key: string;
  /** Gives null, or why it cannot be done. */
  readonly run: () => Promise<LbgraphError | null>;
}

export type PartRows = Extract<ListReading, { type: 'rows' }>;

export type PartReading = PartRows | { readonly type: 'missing'; readonly work: Work };

/** A list, whether a vendor pages it or it is made of others: rows by marks, from what is at hand. */
export interface PartList {
  /** @throws {LbgraphError} CURSOR_LOST when the place that is asked for is gone */
  readonly read: (ask: ListAsk) => PartReading;
  /** From now on only what was read for the request itself counts: what others read does not fit together. */
  readonly readAnew: () => void;
  /** Everything that it holds; null when that is not at hand. */
  readonly whole: () => Whole | null;
  /** How long it is; null when that is not at hand. */
  readonly total: () => SegmentTotal | null;
  /** How long it was the last time that it was read, however long ago; null where nobody remembers. */
  readonly remembered: () => number | null;
  /** What brings its length, without rows where that is less. */
  readonly count: Work;
  /** How many rows were read for it, where these are others than it shows. */
  readonly seen: () => number | null;
  /** When the oldest of what is at hand of it, and fresh enough, was read. */
  readonly oldest: () => number | null;
  /** When data was read that is at hand, though perhaps too old. */
  readonly staleAsOf: () => number | null;
}

/** A list with all its items. */
export interface Whole {
  readonly items: readonly Item[];
  /** Whether they are what fault-free reads would give. */
  readonly exact: boolean;
  /** Whether totals of the vendor bear out that nothing is missing. */
  readonly isTold: boolean;
  /** In a forecast: that nobody knows how many there are, and what is taken for true. */
  readonly guess?: Guess;
}

/** More rows than any list has. */
export const everything = 1_000_000_000;

/** Everything that a list holds, in its own order. */
export const wholeList: ListAsk = { direction: 'forward', from: null, take: everything };

/** A segment as its vendor pages it. `isAlone`: what is read next of it goes into no call about another load balancer. */
export function vendorList(
  loaders: Loaders,
  source: Source,
  segment: Segment,
  selection: Selection,
  isAlone = false,
): PartList {
  const { inventory, scope } = loaders;
  const toWork = (demand: Parameters<Loaders['bring']>[1]): Work => ({
    key: demandKey(demand),
    run: () => loaders.bring(source, demand),
  });
  let isOwn = false;
  return {
    readAnew: () => {
      isOwn = true;
    },
    read: (ask) => {
      const { most = ask.take } = ask;
      const reading = inventory.readList(scope, source, segment, ask, selection, isOwn);
      if (reading.type === 'lost') throw cursorLost();
      if (reading.type === 'rows') return reading;
      return { type: 'missing', work: toWork({ ...reading.demand, most, ...(isAlone ? { isAlone } : {}) }) };
    },
    whole: () => {
      const whole = isOwn ? null : inventory.readWhole(scope, source, segment, selection);
      return whole === null ? null : { ...whole, isTold: whole.expected !== null };
    },
    total: () => inventory.readTotal(scope, source, segment),
    remembered: () => inventory.rememberedTotal(source, segment),
    count: toWork({ type: 'count', segment }),
    seen: () => null,
    oldest: () => inventory.oldestOf(scope, source, segment),
    staleAsOf: () => inventory.staleAsOf(source, segment),
  };
}

/** All items of a list, made of what other lists hold. */
export interface Computed extends Whole {
  /** How many rows were read for it, where these are others than it shows. */
  readonly seen: number | null;
}

/**
 * A list that is made as a whole, once, when it is first needed: at once where all that it takes is at hand.
 * @param atHand null when something has to be brought first
 */
export function computedList(spec: {
  readonly key: string;
  readonly atHand: () => Computed | null;
  readonly compute: () => Promise<Computed>;
  readonly staleAsOf: () => number | null;
}): PartList {
  let made: { readonly computed: Computed; readonly pages: SegmentPages; items: Map<string, Item> } | null =
    null;
  const make = (computed: Computed) => {
    const items = new Map(computed.items.map((item) => [itemKey(item), item]));
    const { exact, isTold } = computed;
    const page = toWholePage([...items.keys()], { exact, isTold, asOf: 0, readings: [] });
    made = { computed, pages: [page], items };
    return made;
  };
  const ready = () => {
    if (made !== null) return made;
    const computed = spec.atHand();
    return computed === null ? null : make(computed);
  };
  const work: Work = {
    key: spec.key,
    run: async () => {
      try {
        make(await spec.compute());
        return null;
      } catch (error) {
        return toLbgraphError(error);
      }
    },
  };
  return {
    readAnew: () => undefined,
    read: (ask) => {
      const whole = ready();
      if (whole === null) return { type: 'missing', work };
      const walk = walkList(whole.pages, ask, allAtHand);
      if (walk.type !== 'rows') throw cursorLost();
      const rows = walk.rows.flatMap(({ key, mark }) => {
        const item = whole.items.get(key);
        return item === undefined ? [] : [{ item, mark }];
      });
      const { exact, guess } = whole.computed;
      return { ...walk, rows, exact: walk.exact && exact, ...(guess === undefined ? {} : { guess }) };
    },
    whole: () => {
      const whole = ready();
      return whole === null ? null : { ...whole.computed, items: [...whole.items.values()] };
    },
    total: () => {
      const whole = ready();
      if (whole === null) return null;
      const { exact, isTold } = whole.computed;
      const total = whole.items.size;
      return { total, expected: exact && isTold ? total : null, exact };
    },
    remembered: () => null,
    count: work,
    seen: () => ready()?.computed.seen ?? null,
    oldest: () => null,
    staleAsOf: spec.staleAsOf,
  };
}

/** A list that is there as a whole. */
const allAtHand = { notBefore: 0, reading: '', searchPages: 0 };

/** The first list, until the vendor refuses to give it; then the second one. */
export function elseList(first: PartList, second: PartList): PartList {
  let current = first;
  const orElse = (work: Work): Work => ({
    key: work.key,
    run: async () => {
      const error = await work.run();
      if (error?.code !== 'UPSTREAM_REJECTED' || current !== first) return error;
      current = second;
      return null;
    },
  });
  const wrap = (work: Work) => (current === first ? orElse(work) : work);
  return {
    readAnew: () => {
      current.readAnew();
    },
    read: (ask) => {
      const reading = current.read(ask);
      return reading.type === 'missing' ? { type: 'missing', work: wrap(reading.work) } : reading;
    },
    whole: () => current.whole(),
    total: () => current.total(),
    remembered: () => current.remembered(),
    get count() {
      return wrap(current.count);
    },
    seen: () => current.seen(),
    oldest: () => current.oldest(),
    staleAsOf: () => current.staleAsOf(),
  };
}
