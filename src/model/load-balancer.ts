import type { JsonObject } from './json.js';
import type { RecordBase } from './record-base.js';
import type { Source } from './source.js';

export type LoadBalancerStatus = 'CREATING' | 'ACTIVE' | 'STOPPED' | 'SUSPENDED' | 'DELETED' | 'UNKNOWN';
export type Scheme = 'PUBLIC' | 'PRIVATE' | 'UNKNOWN';

export interface Tag {
  readonly key: string;
  readonly value: string | null;
}

/** What is needed to fetch a load balancer. */
export interface LoadBalancerRef {
  readonly source: Source;
  readonly vendorId: string;
}

export interface LoadBalancer extends RecordBase, LoadBalancerRef {
  readonly kind: 'loadBalancer';
  readonly zone: string | null;
  readonly name: string | null;
  readonly status: LoadBalancerStatus;
  readonly vendorStatus: string | null;
  readonly scheme: Scheme;
  /** Valid IP addresses only. */
  readonly addresses: readonly string[];
  readonly domain: string | null;
  readonly networkId: string | null;
  /** RFC 3339 in UTC. */
  readonly createdAt: string | null;
  readonly tags: readonly Tag[] | null;
  readonly vendorFields: JsonObject;
}
