import type { z } from 'zod';
import type { Segment } from '../../../model/list.js';
import type { HealthCheck, Listener, Protocol, SessionPersistence } from '../../../model/listener.js';
import type { Source } from '../../../model/source.js';
import type { DecodeContext } from '../../provider.js';
import { fromTable, pickFields, toPort } from '../../wire-values.js';
import { withUnreadPort } from '../ports.js';
import { schedulers } from '../schedulers.js';
import { listenerRow, readRow, toPorts, type backendRow, type RawRow } from './wire.js';

/**
 * `scheduler` says more than the schema where it hashes by other than the source. `createTime` is here because a listener of the schema
 * has no `createdAt`.
 */
const vendorFields = ['scheduler', 'kind', 'createTime', 'idleTimeout'];

const protocols: Readonly<Record<string, Protocol>> = { tcp: 'TCP', udp: 'UDP' };

/** By `checkType`; a check may also be a ping. */
const checkProtocols: Readonly<Record<string, HealthCheck['protocol']>> = { tcp: 'TCP', http_get: 'HTTP' };

export function listenersSegment(source: Source, loadBalancerId: string): Segment {
  return { of: { list: 'listeners', source, loadBalancerId }, segment: '' };
}

/** What every listener of this product has: nothing tells a status. */
const untold = { kind: 'listener', status: 'UNKNOWN', vendorStatus: null } as const;

type Place = Pick<Listener, 'source' | 'asOf' | 'loadBalancerId'>;

/** A row of `DescribeListeners`, which does not name the load balancer that it was asked for. */
export function toListener(
  row: unknown,
  { source, asOf }: DecodeContext,
  loadBalancerId: string,
): Listener | 'malformed' {
  const wire = readRow(listenerRow, row);
  if (wire === null) return 'malformed';
  const { read, raw } = wire;
  const ports = toPorts(read.port);
  return {
    ...untold,
    source,
    asOf,
    loadBalancerId,
    vendorId: read.listenerId,
    name: read.listenerName,
    protocol: fromTable(protocols, read.protocol) ?? 'UNKNOWN',
    ports,
    scheduler: fromTable(schedulers, read.scheduler) ?? 'UNKNOWN',
    sessionPersistence: toSessionPersistence(read.persistent),
    healthCheck: toHealthCheck(read.healthCheck),
    vendorFields: pickFields(raw, withUnreadPort(vendorFields, ports)),
  };
}

/** What rows of backends do not tell of their listener. */
export const untoldByBackends = ['scheduler', 'sessionPersistence', 'healthCheck', 'vendorFields'];

/** A listener as a row of its backends tells of it; null where that is not all that such rows tell. */
export function toBoundListener(
  { read, raw }: { readonly read: z.output<typeof backendRow>; readonly raw: RawRow },
  { source, asOf, loadBalancerId }: Place,
): Listener | null {
  const { listenerId, listenerName, protocol, listenerPort } = read;
  if (protocol === null || listenerPort === null || !Object.hasOwn(raw, 'listenerName')) return null;
  return {
    ...untold,
    source,
    asOf,
    lacks: untoldByBackends,
    loadBalancerId,
    vendorId: listenerId,
    name: listenerName,
    protocol: fromTable(protocols, protocol) ?? 'UNKNOWN',
    ports: toPorts(listenerPort),
    scheduler: 'UNKNOWN',
    sessionPersistence: null,
    healthCheck: null,
    vendorFields: {},
  };
}

/** 0 seconds are none; by what a client is recognised is not told. */
function toSessionPersistence(seconds: number | null): SessionPersistence | null {
  return seconds === null || seconds <= 0
    ? null
    : { type: 'UNKNOWN', cookieName: null, timeoutSeconds: seconds };
}

/** `checkRetry` counts how often one check is tried: neither threshold of the schema. Without a port of its own it is the backend's. */
function toHealthCheck(check: z.output<typeof listenerRow>['healthCheck']): HealthCheck | null {
  if (check === undefined || check === null) return null;
  return {
    enabled: check.enabled,
    protocol: fromTable(checkProtocols, check.checkType) ?? 'UNKNOWN',
    path: check.checkHttpGetUrl,
    host: null,
    port: toPort(check.checkPort),
    intervalSeconds: check.checkDelayLoop,
    timeoutSeconds: check.checkConnTimeout,
    healthyThreshold: null,
    unhealthyThreshold: null,
  };
}
