import type { BackendHealth, Target } from './backend.js';
import type { InstanceKind, InstanceStatus } from './instance.js';
import type { ListenerStatus, Protocol } from './listener.js';
import type { LoadBalancerStatus, Scheme } from './load-balancer.js';

/** Any of these values; null or left out filters nothing. */
type AnyOf<T> = readonly T[] | null | undefined;

type Flag = boolean | null | undefined;

/** Which tag: of that key, and of that value unless it is null. */
export interface TagFilter {
  readonly key: string;
  readonly value?: string | null | undefined;
}

/** What narrows a list of load balancers inside a source. Fields combine with and. */
export interface LoadBalancerFilter {
  readonly vendorId?: AnyOf<string>;
  readonly name?: AnyOf<string>;
  readonly nameContains?: AnyOf<string>;
  readonly status?: AnyOf<LoadBalancerStatus>;
  readonly scheme?: AnyOf<Scheme>;
  readonly address?: AnyOf<string>;
  readonly tag?: AnyOf<TagFilter>;
  readonly hasUnhealthyBackends?: Flag;
  readonly hasNoBackends?: Flag;
}

/** The same for listeners. */
export interface ListenerFilter {
  readonly protocol?: AnyOf<Protocol>;
  readonly port?: AnyOf<number>;
  readonly status?: AnyOf<ListenerStatus>;
}

export type TargetKind = 'INSTANCE' | 'ROUTER' | 'IP' | 'UNKNOWN';

/** How filters call the types of a target. */
export const targetKinds: Readonly<Record<Target['type'], TargetKind>> = {
  Instance: 'INSTANCE',
  Router: 'ROUTER',
  IpTarget: 'IP',
  UnknownTarget: 'UNKNOWN',
};

/** The same for backends. `instance`: keys of machines, as `itemKey` makes them. */
export interface BackendFilter {
  readonly instance?: AnyOf<string>;
  readonly targetId?: AnyOf<string>;
  readonly targetKind?: AnyOf<TargetKind>;
  readonly address?: AnyOf<string>;
  readonly port?: AnyOf<number>;
  readonly vendorId?: AnyOf<string>;
  readonly name?: AnyOf<string>;
  readonly nameContains?: AnyOf<string>;
  readonly health?: AnyOf<BackendHealth>;
  readonly weightZero?: Flag;
}

/** The same for machines. */
export interface InstanceFilter {
  readonly vendorId?: AnyOf<string>;
  readonly name?: AnyOf<string>;
  readonly nameContains?: AnyOf<string>;
  readonly status?: AnyOf<InstanceStatus>;
  readonly kind?: AnyOf<InstanceKind>;
  readonly address?: AnyOf<string>;
}
