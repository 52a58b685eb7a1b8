import type { Segment } from '../../../model/list.js';
import type {
  Listener,
  ListenerStatus,
  PortRange,
  Protocol,
  Scheduler,
  SessionPersistence,
} from '../../../model/listener.js';
import type { Source } from '../../../model/source.js';
import type { DecodeContext, Dropped, Harvest } from '../../provider.js';
import { fromTable, pickFields, toPort } from '../../wire-values.js';
import { toHealthCheck } from './health-check.js';
import { rulesSegment, toRules } from './rule.js';
import {
  applicationListenerRow,
  classicListenerRow,
  readRow,
  type applicationBackendRow,
  type BoundThrough,
} from './wire.js';

/** By the number in `protocol`, or the name in `protocolType`. */
const protocols: Readonly<Record<string, Protocol>> = {
  '1': 'HTTP',
  '2': 'TCP',
  '3': 'UDP',
  '4': 'HTTPS',
  http: 'HTTP',
  tcp: 'TCP',
  udp: 'UDP',
  https: 'HTTPS',
};

/** The numbers by which listeners can be asked for. */
export const protocolNumbers: readonly number[] = [1, 2, 3, 4];

/** By `scheduler` or `httpHash`. */
export const schedulers: Readonly<Record<string, Scheduler>> = {
  wrr: 'WEIGHTED_ROUND_ROBIN',
  ip_hash: 'SOURCE_IP',
  least_conn: 'LEAST_CONNECTIONS',
};

/** Of classic listeners; others have no status. */
export const statuses: Readonly<Record<string, ListenerStatus>> = { '0': 'CREATING', '1': 'ACTIVE' };

const classicFields = ['listenerId', 'instancePort', 'httpCode', 'SSLMode', 'certId', 'certCaId'];
const applicationFields = ['protocolType', 'addTimestamp', 'SSLMode', 'certId', 'certCaId'];

export function listenersSegment(source: Source, loadBalancerId: string): Segment {
  return { of: { list: 'listeners', source, loadBalancerId }, segment: '' };
}

/** A listener of the classic load balancer that is the one subject. It has no rules. */
export function decodeClassicListener(
  row: unknown,
  { source, asOf, subjects: [loadBalancerId = ''] }: DecodeContext,
): Harvest | Dropped {
  const decoded = readRow(classicListenerRow, row);
  if (decoded === null) return 'malformed';
  const { read, raw } = decoded;
  const item: Listener = {
    kind: 'listener',
    source,
    asOf,
    loadBalancerId,
    vendorId: read.unListenerId,
    name: read.listenerName,
    protocol: fromTable(protocols, read.protocol) ?? 'UNKNOWN',
    ports: toPorts(read.loadBalancerPort),
    scheduler: fromTable(schedulers, read.httpHash ?? read.scheduler) ?? 'UNKNOWN',
    sessionPersistence: toSessionPersistence(read.sessionExpire),
    healthCheck: toHealthCheck(read),
    status: fromTable(statuses, read.status) ?? 'UNKNOWN',
    vendorStatus: read.status,
    vendorFields: pickFields(raw, classicFields),
  };
  const rules = { segment: rulesSegment(item), items: [], exact: true };
  return { item, parent: listenersSegment(source, loadBalancerId), lists: [rules] };
}

/** How machines bound at a classic load balancer are seen through one of its listeners. */
export function toBoundThrough({ vendorId, ports, protocol, vendorFields }: Listener): BoundThrough {
  const instancePort = vendorFields['instancePort'] ?? vendorFields['InstancePort'];
  const isWritten = typeof instancePort === 'number' || typeof instancePort === 'string';
  return {
    listenerId: vendorId,
    instancePort: isWritten ? toPort(instancePort) : null,
    port: ports?.[0]?.from ?? null,
    protocol,
  };
}

/** A listener of an application load balancer with its rules. */
export function decodeApplicationListener(
  row: unknown,
  context: DecodeContext,
  loadBalancerId: string,
): Harvest | Dropped {
  const { source, asOf } = context;
  const decoded = readRow(applicationListenerRow, row);
  if (decoded === null) return 'malformed';
  const { read, raw } = decoded;
  const item: Listener = {
    kind: 'listener',
    source,
    asOf,
    loadBalancerId,
    vendorId: read.listenerId,
    name: read.listenerName,
    protocol: fromTable(protocols, read.protocol) ?? fromTable(protocols, read.protocolType) ?? 'UNKNOWN',
    ports: toPorts(read.loadBalancerPort),
    scheduler: fromTable(schedulers, read.scheduler) ?? 'UNKNOWN',
    sessionPersistence: toSessionPersistence(read.sessionExpire),
    healthCheck: toHealthCheck(read),
    status: 'UNKNOWN',
    vendorStatus: null,
    vendorFields: pickFields(raw, applicationFields),
  };
  const { records, list } = toRules(read.rules, item);
  return { item, parent: listenersSegment(source, loadBalancerId), records, lists: [list] };
}

/** What "DescribeForwardLBBackends" does not tell of a listener. Status has no call to tell it. */
export const untoldByBackends = ['name', 'scheduler', 'sessionPersistence', 'healthCheck', 'vendorFields'];

type ToldByBackends = Pick<
  ReturnType<typeof applicationBackendRow.parse>,
  'listenerId' | 'loadBalancerPort' | 'protocol' | 'protocolType'
>;

/** A listener of an application load balancer, as a row of its backends tells of it; null where that is nothing. */
export function toBoundListener(
  { listenerId, loadBalancerPort, protocol, protocolType }: ToldByBackends,
  { source, asOf, loadBalancerId }: Pick<Listener, 'source' | 'asOf' | 'loadBalancerId'>,
): Listener | null {
  const named = fromTable(protocols, protocol) ?? fromTable(protocols, protocolType);
  const ports = toPorts(loadBalancerPort);
  if (named === null || ports === null) return null;
  return toListenerOfBackends(
    { vendorId: listenerId, protocol: named, ports },
    { source, asOf, loadBalancerId },
  );
}

/** A listener of which its backends alone tell. */
export function toListenerOfBackends(
  told: Pick<Listener, 'vendorId' | 'protocol' | 'ports'>,
  { source, asOf, loadBalancerId }: Pick<Listener, 'source' | 'asOf' | 'loadBalancerId'>,
): Listener {
  return {
    kind: 'listener',
    source,
    asOf,
    lacks: untoldByBackends,
    loadBalancerId,
    ...told,
    name: null,
    scheduler: 'UNKNOWN',
    sessionPersistence: null,
    healthCheck: null,
    status: 'UNKNOWN',
    vendorStatus: null,
    vendorFields: {},
  };
}

function toPorts(value: string | null): readonly PortRange[] | null {
  const port = toPort(value);
  return port === null ? null : [{ from: port, to: port }];
}

/** 0 seconds are none; by what a client is recognised is not told. */
export function toSessionPersistence(seconds: number | null): SessionPersistence | null {
  return seconds === null || seconds <= 0
    ? null
    : { type: 'UNKNOWN', cookieName: null, timeoutSeconds: seconds };
}
