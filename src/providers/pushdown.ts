import type { BackendFilter, InstanceFilter, ListenerFilter, LoadBalancerFilter } from '../model/filter.js';
import type { Instance } from '../model/instance.js';
import type { Segment } from '../model/list.js';
import type { Source } from '../model/source.js';

/** A call's parameters in the vendor's names. */
export type Params = Readonly<
  Record<
    string,
    string | number | readonly string[] | readonly number[] | readonly Readonly<Record<string, string>>[]
  >
>;

/**
 * How a list call takes a field of a filter. `computed`: not at all, it is applied to what was read. `exact`: the vendor documents a
 * parameter that leaves the very same rows; `superset`: one that leaves at least those. `params`: the parameter for these values,
 * never empty; null where one call cannot take them. `keeps`: which of the list's segments may have such rows.
 */
export type FilterTake<W> =
  | 'computed'
  | { readonly takes: 'exact' | 'superset'; readonly params: (wanted: W) => Params | null }
  | { readonly takes: 'exact' | 'superset'; readonly keeps: (segment: string, wanted: W) => boolean };

/** For every field of a filter. */
export type FilterTakes<F> = { readonly [K in keyof F]-?: FilterTake<NonNullable<F[K]>> };

export interface Pushdown {
  readonly loadBalancers: FilterTakes<LoadBalancerFilter>;
  readonly listeners: FilterTakes<ListenerFilter>;
  readonly backends: FilterTakes<BackendFilter>;
  readonly instances: FilterTakes<InstanceFilter>;
  /** Whether parameters that go out together are documented to combine with and: else only the first one goes out. */
  readonly combines: boolean;
}

/**
 * What names where some machines of one source, or some addresses, are bound, in as few lists as can be. Lists of `loadBalancers`, narrowed to those behind which it may be: what is
 * bound there is read and compared; or lists of `bindings`, which name it to the letter. Null: that cannot be looked up, or not all of it.
 */
export interface ReverseLookUp {
  readonly ofInstances: (instances: readonly Instance[]) => readonly Segment[] | null;
  readonly ofAddresses: (addresses: readonly string[], source: Source) => readonly Segment[] | null;
}
