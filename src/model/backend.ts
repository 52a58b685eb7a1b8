import type { InstanceKind, InstanceStatus } from './instance.js';
import type { JsonObject } from './json.js';
import type { RecordBase } from './record-base.js';
import type { Source } from './source.js';

export type BackendStatus = 'CREATING' | 'ACTIVE' | 'DISABLED' | 'DELETING' | 'UNKNOWN';
export type BackendHealth = 'UP' | 'DOWN' | 'ABNORMAL' | 'UNKNOWN';

/** What receives the traffic, as the backend's row names it. `id` is the vendor's id, or the address. */
export type Target =
  | { readonly type: 'Instance'; readonly kind: InstanceKind; readonly id: string }
  | { readonly type: 'Router'; readonly id: string }
  | { readonly type: 'IpTarget'; readonly id: string }
  | { readonly type: 'UnknownTarget'; readonly id: string };

/** What is needed to fetch a backend; all of it together is its identity. */
export interface BackendRef {
  readonly source: Source;
  readonly loadBalancerId: string;
  readonly listenerId: string | null;
  readonly ruleId: string | null;
  readonly target: Target;
  readonly port: number | null;
  /** The vendor's own id of the binding, where there is one. */
  readonly vendorId: string | null;
}

/** Instance fields that the backend's own row carries, at no further call. */
export interface CarriedInstance {
  readonly name?: string | null;
  readonly status?: InstanceStatus;
  readonly vendorStatus?: string | null;
  readonly privateAddresses?: readonly string[];
  readonly publicAddresses?: readonly string[];
}

export interface Backend extends RecordBase, BackendRef {
  readonly kind: 'backend';
  readonly name: string | null;
  readonly weight: number | null;
  readonly status: BackendStatus;
  readonly vendorStatus: string | null;
  /** The target's addresses as the row carries them; null when it carries none. */
  readonly addresses: readonly string[] | null;
  readonly createdAt: string | null;
  readonly vendorFields: JsonObject;
  readonly carried: CarriedInstance;
  /** The key of its health, where a call of its own brings that and names backends in another way than their rows. */
  readonly checkedAs?: string;
}

/** What a health check says of one backend; kept apart from it, because it ages faster and may come by another call. */
export interface Health extends RecordBase {
  readonly kind: 'health';
  /** The key of what it is of: see `healthKeyOf`. */
  readonly of: string;
  readonly health: BackendHealth;
  readonly vendorHealth: string | null;
}
