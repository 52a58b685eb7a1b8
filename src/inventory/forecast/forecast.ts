import { groupBy } from '../../model/group-by.js';
import { segmentKey, type Segment } from '../../model/list.js';
import { itemKey } from '../../model/record.js';
import { sourceKey, type Source } from '../../model/source.js';
import type { Ask, Demand, PlannedAsk, Provider } from '../../providers/provider.js';
import type { InventorySource } from '../at-hand.js';
import { formOf } from '../calls.js';
import type { Guess } from '../guess.js';
import { createInventory, type Inventory } from '../inventory.js';
import { parentsOf } from '../list-items.js';
import { createSourceReader } from '../source-reader.js';
import { asOfKept } from './as-of-kept.js';
import { createExpectedLists, manyRows, type ExpectedLists } from './expected-lists.js';
import { createForecastRunner, unpagedRows, type CountedCalls } from './forecast-runner.js';
import { createOverlayStore, type OverlayStore } from './overlay-store.js';

/** Calls of one form that would be made to one source. */
export interface ForecastCall {
  readonly source: Source;
  readonly formName: string;
  readonly action: string;
  readonly calls: number;
  /** Whether nothing bounds their number. */
  readonly isBoundless: boolean;
  /** Which place of the query wants them, as it was told with the demand. */
  readonly place: string;
  /** When the oldest of what is at hand in their stead was read, however old; null where nothing is. */
  readonly keptAsOf: number | null;
  readonly inference: string | null;
}

/**
 * An inventory of what is expected: read through like the real one, by the same plans, but calls are counted and not made. What they
 * would bring is what they brought the last time, or else a guess.
 */
export interface Forecast {
  readonly inventory: Inventory;
  readonly note: NoteDemand;
  /** The calls so far, in order. */
  readonly calls: () => readonly ForecastCall[];
  /** Whether something had to be guessed. */
  readonly isGuess: () => boolean;
}

/** Tells which place of the query a demand comes from. */
export type NoteDemand = (source: Source, demand: Demand, place: string) => void;

export interface ForecastOptions {
  readonly guess: Guess;
  /** When everything that is brought counts as read, in epoch milliseconds. */
  readonly asOf: number;
  /** The request's name among those for which pages are read. */
  readonly reading: string;
  /** Told when there is more to be guessed than is worth it. */
  readonly onCutOff: () => void;
}

/** Rows that are made up at most. */
const mostImagined = 6000;

interface Fork {
  readonly entry: InventorySource;
  readonly lists: ExpectedLists;
  readonly store: OverlayStore;
}

export function createForecast(sources: readonly InventorySource[], options: ForecastOptions): Forecast {
  const calls: ForecastCall[] = [];
  const places = new Map<string, string>();
  let isGuess = false;
  let imagined = 0;
  const placeKey = (source: Source, demand: Demand) => `${sourceKey(source)} ${wantedKey(demand)}`;
  const guessed = () => {
    isGuess = true;
  };

  const mayImagine = () => {
    if (++imagined > mostImagined) options.onCutOff();
    return imagined <= mostImagined;
  };

  const fork = (real: InventorySource): Fork => {
    const { source, provider } = real;
    const { guess, asOf, reading } = options;
    const lists = createExpectedLists({ source, provider, store: real.store, guess, guessed, mayImagine });
    const { hasHealth } = provider;
    const store = createOverlayStore({
      ...{ source, lists, hasHealth, asOf, reading },
      ...{ below: real.store, segmentsOf: provider.segments },
    });
    /** Of each ask, who wants it first, and whether it stands for any number of them. */
    const planned = new Map<string, { readonly place: string; readonly isBoundless: boolean }>();
    /** Of each subject the same: what one form does not find, another one is asked for. */
    const bySubject = new Map<string, string>();
    const notePlan = (asks: readonly PlannedAsk[]) => {
      for (const [key, group] of groupBy(asks, ({ ask }) => planKey(ask))) {
        const [first] = group;
        if (first === undefined || planned.has(key)) continue;
        const place = places.get(placeKey(source, first.demand)) ?? '';
        const isBoundless = standsForAny(
          group.map(({ demand }) => demand),
          lists,
        );
        planned.set(key, { place, isBoundless });
        if (first.ask.subject !== null && !bySubject.has(first.ask.subject))
          bySubject.set(first.ask.subject, place);
      }
    };
    const count = (counted: CountedCalls) => {
      const { formName, subjects } = counted;
      const [subject] = subjects;
      const form = formOf(provider, formName);
      const keys = (subjects.length === 0 ? [null] : subjects).map((each) =>
        planKey({ form: formName, subject: each }),
      );
      const found = keys.flatMap((key) => planned.get(key) ?? []);
      calls.push({
        source,
        formName,
        action: form.action,
        calls: counted.calls,
        isBoundless: counted.isBoundless || found.some(({ isBoundless }) => isBoundless),
        place: found[0]?.place ?? (subject === undefined ? '' : (bySubject.get(subject) ?? '')),
        keptAsOf: asOfKept(real.store, source, form, subjects),
        inference: form.inference ?? null,
      });
    };
    const runner = createForecastRunner({ source, provider, store, lists, guess, asOf, count, guessed });
    const reader = createSourceReader({ source, provider, store, runner, errors: real.errors, notePlan });
    return { entry: { ...real, store, reader }, lists, store };
  };

  const forks = sources.map(fork);
  const forkOf = new Map(forks.map((each) => [sourceKey(each.entry.source), each]));
  const inner = createInventory(forks.map(({ entry }) => entry));
  return {
    inventory: { ...inner, ...guessing(inner, forkOf, options.guess) },
    note: (source, demand, place) => {
      const key = placeKey(source, demand);
      if (!places.has(key)) places.set(key, place);
      if (demand.type === 'record' && demand.ref.kind !== 'router') {
        forkOf.get(sourceKey(source))?.lists.name(demand.ref);
      }
    },
    calls: () => calls,
    isGuess: () => isGuess,
  };
}

/** Reads of lists, with what is needed of lists of unknown length. */
function guessing(
  inner: Inventory,
  forkOf: ReadonlyMap<string, Fork>,
  guess: Guess,
): Pick<Inventory, 'readList' | 'readWhole'> {
  const ofSource = (source: Source): Fork => {
    const found = forkOf.get(sourceKey(source));
    if (found === undefined) throw new Error('a forecast is asked for a source that it does not have');
    return found;
  };
  return {
    readList: (scope, source, segment, ask, selection, isOwn) => {
      const { lists } = ofSource(source);
      const isFromEnd = ask.direction === 'backward' && ask.from === null && ask.take > 0;
      // At most the end stands behind the page that tells where it is.
      const front = isFromEnd ? longestPage(inner.provider(source), segment) : 0;
      lists.want(segment, front + (ask.from?.offset ?? 0) + Math.max(ask.take, ask.most ?? 0));
      const placed = (mark: typeof ask.from) => (mark === null ? null : lists.placed(segment, mark));
      const from = placed(ask.from);
      const until = placed(ask.until ?? null);
      const reading = inner.readList(scope, source, segment, { ...ask, from, until }, selection, isOwn);
      return reading.type === 'rows' && lists.expect(segment).isGuess ? { ...reading, guess } : reading;
    },
    readWhole: (scope, source, segment, selection) => {
      const { lists, store } = ofSource(source);
      // A list that came with something else is there as a whole, however much of it was wanted by then.
      if (store.comesInside(segment)) lists.want(segment, manyRows);
      const whole = inner.readWhole(scope, source, segment, selection);
      return whole !== null && lists.expect(segment).isGuess ? { ...whole, guess } : whole;
    },
  };
}

/** What a demand is of, whatever part of it is missing. */
function wantedKey(demand: Demand): string {
  return demand.type === 'record' ? itemKey(demand.ref) : segmentKey(demand.segment);
}

/** The same for all pages of one list. */
function planKey({ form, subject }: Pick<Ask, 'form' | 'subject'>): string {
  return JSON.stringify([form, subject]);
}

/** Whether what an ask serves are rows that stand for any number, and it would not serve them all. */
function standsForAny(demands: readonly Demand[], lists: ExpectedLists): boolean {
  const stands = demands.map((demand) => lists.standsOf(innermost(demand)));
  if (stands.some((levels) => levels.length === 0)) return false;
  const rows = groupBy(stands.flat(), ({ list }) => list);
  return [...rows.values()].some((level) => new Set(level.map(({ row }) => row)).size < 2);
}

/** The key of what a demand is about: a record, or what a list stands under. */
function innermost(demand: Demand): string {
  if (demand.type === 'record') return itemKey(demand.ref);
  const parent = parentsOf(demand.segment.of).at(-1);
  return parent === undefined ? '' : itemKey(parent);
}

/** The most rows that a page of a list of the whole source has; 0 for other lists, which are mostly read as a whole. */
function longestPage({ forms }: Provider, { of }: Segment): number {
  if ('loadBalancerId' in of) return 0;
  const pages = Object.values(forms).flatMap(({ yields, paging }) =>
    yields.type === 'rows' && paging.max < unpagedRows ? [paging.max] : [],
  );
  return Math.max(0, ...pages);
}
