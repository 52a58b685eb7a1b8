import type { JsonObject } from './json.js';
import type { RecordBase } from './record-base.js';
import type { Source } from './source.js';

export type Protocol = 'TCP' | 'UDP' | 'HTTP' | 'HTTPS' | 'TCP_SSL' | 'QUIC' | 'UNKNOWN';
export type Scheduler =
  | 'ROUND_ROBIN'
  | 'WEIGHTED_ROUND_ROBIN'
  | 'LEAST_CONNECTIONS'
  | 'WEIGHTED_LEAST_CONNECTIONS'
  | 'SOURCE_IP'
  | 'UNKNOWN';
export type ListenerStatus = 'CREATING' | 'ACTIVE' | 'FAILED' | 'DELETING' | 'DISABLED' | 'UNKNOWN';

/** Both ends included, 0 to 65535. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export interface SessionPersistence {
  readonly type:
    'SOURCE_IP' | 'COOKIE_INSERT' | 'COOKIE_REWRITE' | 'COOKIE_PREFIX' | 'COOKIE_APPLICATION' | 'UNKNOWN';
  readonly cookieName: string | null;
  readonly timeoutSeconds: number | null;
}

export interface HealthCheck {
  readonly enabled: boolean | null;
  readonly protocol: 'TCP' | 'UDP' | 'HTTP' | 'UNKNOWN';
  readonly path: string | null;
  readonly host: string | null;
  readonly port: number | null;
  readonly intervalSeconds: number | null;
  readonly timeoutSeconds: number | null;
  readonly healthyThreshold: number | null;
  readonly unhealthyThreshold: number | null;
}

/** What is needed to fetch a listener. */
export interface ListenerRef {
  readonly source: Source;
  readonly loadBalancerId: string;
  readonly vendorId: string;
}

export interface Listener extends RecordBase, ListenerRef {
  readonly kind: 'listener';
  readonly name: string | null;
  readonly protocol: Protocol;
  /** Null when the vendor's value cannot be read. */
  readonly ports: readonly PortRange[] | null;
  readonly scheduler: Scheduler;
  readonly sessionPersistence: SessionPersistence | null;
  readonly healthCheck: HealthCheck | null;
  readonly status: ListenerStatus;
  readonly vendorStatus: string | null;
  readonly vendorFields: JsonObject;
}

/** What is needed to fetch a layer-7 rule. */
export interface ListenerRuleRef {
  readonly source: Source;
  readonly loadBalancerId: string;
  readonly listenerId: string;
  readonly vendorId: string;
}

export interface ListenerRule extends RecordBase, ListenerRuleRef {
  readonly kind: 'rule';
  readonly domain: string | null;
  readonly path: string | null;
  readonly healthCheck: HealthCheck | null;
  readonly status: ListenerStatus;
  readonly vendorStatus: string | null;
}
