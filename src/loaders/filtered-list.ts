import { segmentKey, type ListRef, type Segment } from '../model/list.js';
import type { Item } from '../model/record.js';
import type { Selection } from '../model/selection.js';
import type { Source } from '../model/source.js';
import { narrow } from '../providers/narrow.js';
import type { FilterTakes, Pushdown } from '../providers/provider.js';
import { asFreshAsBackends, type Loaders } from './loaders.js';
import { computedList, elseList, vendorList, type Computed, type PartList, type Whole } from './part-list.js';
import { readWholes } from './read-wholes.js';
import type { Part } from './sequence-request.js';

/** Items that stayed. Not exact: of some it could not be told whether they should. */
export interface Sifted {
  readonly items: readonly Item[];
  readonly exact: boolean;
}

/** Leaves of some items those that match: at once where all that it takes is at hand. */
export type Sieve = (items: readonly Item[]) => Sifted | Promise<Sifted>;

/** How the filters of one noun are applied. */
export interface Applied<F extends object> {
  readonly takes: (pushdown: Pushdown) => FilterTakes<F>;
  /** Whether more has to be read to apply these fields than the items themselves. */
  readonly readsMore: (fields: Partial<F>) => boolean;
  /** What applies these fields; null: none is given. */
  readonly sieve: (loaders: Loaders, fields: Partial<F>) => Sieve | null;
}

/**
 * The parts of a vendor's list that a filter leaves: asked for so where the vendor can, else read as a whole and sifted. Where the whole
 * list is at hand, that is sifted, if that takes no call; where the vendor refuses to narrow it, it is read.
 */
export function filteredParts<F extends object>(
  loaders: Loaders,
  source: Source,
  of: ListRef,
  selection: Selection,
  { takes, readsMore, sieve: toSieve }: Applied<F>,
  filter: F,
  prefix = '',
): readonly Part[] {
  const sieve = (fields: Partial<F>) => toSieve(loaders, fields);
  const provider = loaders.inventory.provider(source);
  const segments = provider.segments(of).map((segment): Segment => ({ of, segment }));
  const { combines } = provider.filters;
  const narrowed = narrow(filter, takes(provider.filters), combines, segments);
  // Where the vendor tells what more would have to be read for, the list at hand is not worth it.
  const isFree = readsMore(narrowed.rest) || !readsMore(filter);
  const open = (segment: Segment) => vendorList(loaders, source, segment, selection);
  // What such a list tells of backends changes as they do.
  const strict = isFree ? loaders : asFreshAsBackends(loaders);
  return narrowed.segments.map((segment) => {
    const { segment: name } = segment;
    const id = prefix + name;
    if (segment.narrowed === undefined) {
      return { id, source, list: sifted(open(segment), sieve(narrowed.rest), segmentKey(segment)) };
    }
    const all: Segment = { of, segment: name };
    const whole = open(all);
    const own = sifted(
      vendorList(strict, source, segment, selection),
      sieve(narrowed.rest),
      segmentKey(segment),
    );
    const sieved = sifted(whole, sieve(filter), segmentKey(all));
    return { id, source, list: isFree && whole.whole() !== null ? sieved : elseList(own, sieved) };
  });
}

/** A list through a sieve; without one, the list itself. */
export function sifted(list: PartList, sieve: Sieve | null, key: string): PartList {
  if (sieve === null) return list;
  const toComputed = ({ items, exact, isTold, ...told }: Whole, kept: Sifted): Computed => ({
    ...told,
    items: kept.items,
    exact: exact && kept.exact,
    isTold,
    seen: list.seen() ?? items.length,
  });
  let begun: { readonly whole: Whole; readonly kept: Sifted | Promise<Sifted> } | null = null;
  const begin = (whole: Whole) => (begun ??= { whole, kept: sieve(whole.items) });
  return computedList({
    key: `sifted ${key}`,
    atHand: () => {
      const whole = begun?.whole ?? list.whole();
      if (whole === null) return null;
      const { kept } = begin(whole);
      if (!(kept instanceof Promise)) return toComputed(whole, kept);
      // Whether it fails is seen by who waits for it.
      kept.catch(() => undefined);
      return null;
    },
    compute: async () => {
      const { whole, kept } = begin(begun?.whole ?? (await wholeOf(list)));
      return toComputed(whole, await kept);
    },
    staleAsOf: list.staleAsOf,
  });
}

async function wholeOf(list: PartList): Promise<Whole> {
  const [whole] = await readWholes([list]);
  if (whole === undefined) throw new Error('a list was read without what it holds');
  return whole;
}
