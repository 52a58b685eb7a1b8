import type { Segment } from '../model/list.js';
import type { FilterTake, FilterTakes, Params, Pushdown } from './provider.js';

/** A list as a filter leaves it. */
export interface Narrowed<F> {
  /** The segments that have to be read, each narrowed by the vendor as far as it can be. */
  readonly segments: readonly Segment[];
  /** What is left to be applied to their rows; without a field, nothing is. */
  readonly rest: Partial<F>;
}

const computed = 'computed';

/** A provider whose calls take no filter. */
export const nothingTaken: Pushdown = {
  loadBalancers: {
    vendorId: computed,
    name: computed,
    nameContains: computed,
    status: computed,
    scheme: computed,
    address: computed,
    tag: computed,
    hasUnhealthyBackends: computed,
    hasNoBackends: computed,
  },
  listeners: { protocol: computed, port: computed, status: computed },
  backends: {
    instance: computed,
    targetId: computed,
    targetKind: computed,
    address: computed,
    port: computed,
    vendorId: computed,
    name: computed,
    nameContains: computed,
    health: computed,
    weightZero: computed,
  },
  instances: {
    vendorId: computed,
    name: computed,
    nameContains: computed,
    status: computed,
    kind: computed,
    address: computed,
  },
  combines: false,
};

/**
 * Divides a filter between the vendor and the gateway. Without a documented "and", one parameter goes out: that of the first field that
 * is taken, in the order of `takes`.
 */
export function narrow<F extends object>(
  filter: F,
  takes: FilterTakes<F>,
  combines: boolean,
  segments: readonly Segment[],
): Narrowed<F> {
  let left = segments;
  let params: Params = {};
  const rest: Partial<F> = {};
  for (const field of fieldsOf(takes)) {
    const wanted = filter[field];
    if (!isGiven(wanted)) continue;
    // Any of nothing is nothing.
    if (Array.isArray(wanted) && wanted.length === 0) return { segments: [], rest: {} };
    const take: FilterTake<NonNullable<F[typeof field]>> = takes[field];
    if (take !== computed && 'keeps' in take) {
      left = left.filter(({ segment }) => take.keeps(segment, wanted));
      if (take.takes !== 'exact') rest[field] = wanted;
      continue;
    }
    const own = take === computed || (!combines && hasAny(params)) ? null : take.params(wanted);
    const isTaken = own !== null && !Object.keys(own).some((name) => name in params);
    if (isTaken) params = { ...params, ...own };
    if (!isTaken || take === computed || take.takes !== 'exact') rest[field] = wanted;
  }
  if (!hasAny(params)) return { segments: left, rest };
  const narrowed = toNarrowed(params);
  return { segments: left.map((segment) => ({ ...segment, narrowed })), rest };
}

/** Parameters as one text, the same for the same ones. */
export function toNarrowed(params: Params): string {
  return JSON.stringify(Object.fromEntries(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** The parameters again; none for a list that is not narrowed. */
export function fromNarrowed(narrowed: string | null | undefined): Params {
  return narrowed === null || narrowed === undefined ? {} : (JSON.parse(narrowed) as Params);
}

/** The segment as a narrowing leaves it; itself without one. */
export function narrowedBy(segment: Segment, narrowed: string | null | undefined): Segment {
  return narrowed === null || narrowed === undefined ? segment : { ...segment, narrowed };
}

function fieldsOf<F extends object>(takes: FilterTakes<F>): readonly (keyof F)[] {
  return Object.keys(takes) as (keyof F)[];
}

function isGiven<T>(wanted: T): wanted is NonNullable<T> {
  return wanted !== null && wanted !== undefined;
}

function hasAny(params: Params): boolean {
  return Object.keys(params).length > 0;
}
