import { itemOf } from '../model/item-of.js';
import type { ListRef } from '../model/list.js';
import type { Backend } from '../model/backend.js';
import { itemKey, type Item } from '../model/record.js';
import type { Selection } from '../model/selection.js';
import type { Source } from '../model/source.js';
import type { Loaders } from './loaders.js';
import { vendorList, type Whole } from './part-list.js';
import { readWholes } from './read-wholes.js';
import type { Part } from './sequence-request.js';
import { oldestOf } from './sequence-result.js';

/** How one part of a list of backends is read. */
export type OpenList = (of: ListRef, prefix: string) => readonly Part[];

const never = Number.POSITIVE_INFINITY;

/** The parts of a vendor's list in one source, as the vendor pages them. `prefix` keeps them apart from those of other lists. */
export function listParts(
  loaders: Loaders,
  source: Source,
  of: ListRef,
  selection: Selection,
  { prefix = '', isAlone = false }: { readonly prefix?: string; readonly isAlone?: boolean } = {},
): readonly Part[] {
  return loaders.inventory
    .provider(source)
    .segments(of)
    .map((segment) => ({
      id: prefix + segment,
      source,
      list: vendorList(loaders, source, { of, segment }, selection, isAlone),
    }));
}

/** Lists of backends as the vendor pages them. */
export function openLists(loaders: Loaders, source: Source, selection: Selection): OpenList {
  return (of, prefix) => listParts(loaders, source, of, selection, { prefix });
}

/** The selection of an object of which the backends are read next. */
export function withBackends(selection: Selection): Selection {
  return { fields: new Set(), below: new Map([['backends', selection]]) };
}

/** Backends that were read as a whole. */
export interface BackendsRead {
  readonly backends: readonly Backend[];
  readonly exact: boolean;
  /** Whether totals of the vendor bear out that nothing is missing. */
  readonly isTold: boolean;
  /** When the oldest list of them was read; infinity where there is none. */
  readonly oldest: number;
}

/**
 * All backends of some parts.
 * @throws {LbgraphError} when one cannot be read
 */
export async function readBackends(
  loaders: Loaders,
  { parts, exact: isListed }: { readonly parts: readonly Part[]; readonly exact: boolean },
): Promise<BackendsRead> {
  const { items, exact, isTold, oldest } = await readEverything(loaders, parts);
  const backends = items.flatMap((item) => itemOf('backend')(item) ?? []);
  return { backends, exact: exact && isListed, isTold, oldest: oldest ?? never };
}

/** All items of some parts, each once, in their order. */
export interface Everything {
  readonly items: readonly Item[];
  readonly exact: boolean;
  readonly isTold: boolean;
  /** When the oldest of it was read; null where there is nothing. */
  readonly oldest: number | null;
}

/**
 * All items of some parts of one source, read together.
 * @throws {LbgraphError} the first failure
 */
export async function readEverything(loaders: Loaders, parts: readonly Part[]): Promise<Everything> {
  const reading = readWholes(parts.map(({ list }) => list));
  const isAtHand = !(reading instanceof Promise);
  loaders.reads[isAtHand ? 'hits' : 'misses'] += parts.length;
  const wholes = isAtHand ? reading : await reading;
  return {
    ...itemsOf(wholes),
    isTold: wholes.every(({ isTold }) => isTold),
    oldest: oldestOf(parts),
  };
}

/** The items of some lists of one source, each once. Not exact: one of the lists is not, or a row stands under two. */
export function itemsOf(wholes: readonly Whole[]): Pick<Everything, 'items' | 'exact'> {
  const items = new Map<string, Item>();
  let exact = true;
  for (const whole of wholes) {
    if (!whole.exact) exact = false;
    for (const item of whole.items) {
      const key = itemKey(item);
      // One row under two lists is one item; a vendor that does so does not tell the lists apart.
      if (items.has(key)) exact = false;
      else items.set(key, item);
    }
  }
  return { items: [...items.values()], exact };
}
