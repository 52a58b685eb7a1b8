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
import { fromTable, pickFields, readRow, toPort } from '../../wire-values.js';
import type { BoundThrough } from './bound-subject.js';
import { toHealthCheck } from './health-check.js';
import type { PlaceRead, Rows } from './rows.js';
import { rulesSegment, toRules } from './rule.js';

/** By `scheduler` or `httpHash`. */
const schedulers: Readonly<Record<string, Scheduler>> = {
  wrr: 'WEIGHTED_ROUND_ROBIN',
  ip_hash: 'SOURCE_IP',
  least_conn: 'LEAST_CONNECTIONS',
};

/** Of classic listeners; others have no status. */
const statuses: Readonly<Record<string, ListenerStatus>> = { '0': 'CREATING', '1': 'ACTIVE' };

export function listenersSegment(source: Source, loadBalancerId: string): Segment {
  return { of: { list: 'listeners', source, loadBalancerId }, segment: '' };
}

/** A listener of the classic load balancer that is the one subject. It has no rules. */
export function decodeClassicListener(
  rows: Rows,
  row: unknown,
  { source, asOf, subjects: [loadBalancerId = ''] }: DecodeContext,
): Harvest | Dropped {
  const decoded = readRow(rows.classicListener, row);
  if (decoded === null) return 'malformed';
  const { read, raw } = decoded;
  const item: Listener = {
    kind: 'listener',
    source,
    asOf,
    loadBalancerId,
    vendorId: read.unListenerId,
    name: read.listenerName,
    protocol: fromTable(rows.protocols, read.protocol) ?? 'UNKNOWN',
    ports: toPorts(read.loadBalancerPort, null),
    scheduler: fromTable(schedulers, read.httpHash ?? read.scheduler) ?? 'UNKNOWN',
    sessionPersistence: toSessionPersistence(read.sessionExpire),
    healthCheck: toHealthCheck(read),
    status: fromTable(statuses, read.status) ?? 'UNKNOWN',
    vendorStatus: read.status,
    vendorFields: pickFields(raw, rows.vendorFields.classicListener),
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
  rows: Rows,
  row: unknown,
  { source, asOf }: DecodeContext,
  loadBalancerId: string,
): Harvest | Dropped {
  const decoded = readRow(rows.applicationListener, row);
  if (decoded === null) return 'malformed';
  const { read, raw } = decoded;
  const item: Listener = {
    kind: 'listener',
    source,
    asOf,
    loadBalancerId,
    vendorId: read.listenerId,
    name: read.listenerName,
    protocol: toProtocol(rows, read) ?? 'UNKNOWN',
    ports: toPorts(read.loadBalancerPort, read.endPort ?? null),
    scheduler: fromTable(schedulers, read.scheduler) ?? 'UNKNOWN',
    sessionPersistence: toSessionPersistence(read.sessionExpire),
    healthCheck: toHealthCheck(read),
    status: 'UNKNOWN',
    vendorStatus: null,
    vendorFields: pickFields(raw, rows.vendorFields.applicationListener),
  };
  const { records, list } = toRules(rows, read.rules, item);
  return { item, parent: listenersSegment(source, loadBalancerId), records, lists: [list] };
}

/** What the call for backends does not tell of a listener. Status has no call to tell it. */
export const untoldByBackends = ['name', 'scheduler', 'sessionPersistence', 'healthCheck', 'vendorFields'];

/** A listener of an application load balancer, as a row of its backends tells of it; null where that is nothing. */
export function toBoundListener(
  rows: Rows,
  read: PlaceRead,
  { source, asOf, loadBalancerId }: Pick<Listener, 'source' | 'asOf' | 'loadBalancerId'>,
): Listener | null {
  const protocol = toProtocol(rows, read);
  const ports = toPorts(read.loadBalancerPort, read.endPort);
  if (protocol === null || ports === null) return null;
  return {
    kind: 'listener',
    source,
    asOf,
    lacks: untoldByBackends,
    loadBalancerId,
    vendorId: read.listenerId,
    name: null,
    protocol,
    ports,
    scheduler: 'UNKNOWN',
    sessionPersistence: null,
    healthCheck: null,
    status: 'UNKNOWN',
    vendorStatus: null,
    vendorFields: {},
  };
}

function toProtocol(
  { protocols }: Rows,
  { protocol, protocolType }: Pick<PlaceRead, 'protocol' | 'protocolType'>,
): Protocol | null {
  return fromTable(protocols, protocol) ?? fromTable(protocols, protocolType);
}

/** From one port to another; 0 and less as the end are none. Null where the first cannot be read. */
function toPorts(first: string | null, last: string | null): readonly PortRange[] | null {
  const from = toPort(first);
  if (from === null) return null;
  const to = toPort(last) ?? from;
  return [{ from, to: Math.max(from, to) }];
}

/** 0 seconds are none; by what a client is recognised is not told. */
function toSessionPersistence(seconds: number | null): SessionPersistence | null {
  return seconds === null || seconds <= 0
    ? null
    : { type: 'UNKNOWN', cookieName: null, timeoutSeconds: seconds };
}
