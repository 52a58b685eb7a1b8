import type { Backend, CarriedInstance } from '../../../model/backend.js';
import type { Instance, InstanceStatus } from '../../../model/instance.js';
import type { Segment } from '../../../model/list.js';
import type { Source } from '../../../model/source.js';
import type { DecodeContext, Dropped, Harvest } from '../../provider.js';
import {
  fromTable,
  pickFields,
  readRow,
  toAddresses,
  toPort,
  toUtc,
  type RawRow,
} from '../../wire-values.js';
import { readBoundSubject } from './bound-subject.js';
import { applicationHealthKey, classicHealthKey } from './health.js';
import { machineStatuses, unread } from './instance.js';
import { toBoundListener } from './listener.js';
import type { BoundRead, Rows } from './rows.js';
import { toBoundRule } from './rule.js';
import { zone } from './wire.js';

/** What the documentation of these rows tells of `instanceStatus`; 0, which examples show, is not among it. */
const documentedStatuses = new Set([...Array.from({ length: 14 }, (_, at) => String(at + 1)), '19', '21']);

/** `listenerId` null: what is bound at the load balancer itself. */
export function backendsSegment(
  source: Source,
  loadBalancerId: string,
  listenerId: string | null,
  ruleId: string | null,
): Segment {
  return { of: { list: 'backends', source, loadBalancerId, listenerId, ruleId }, segment: '' };
}

/** What every backend of this vendor has: bindings have neither name nor life cycle nor id. */
const nameless = {
  kind: 'backend',
  vendorId: null,
  name: null,
  status: 'UNKNOWN',
  vendorStatus: null,
} as const;

/**
 * A machine bound at a classic load balancer, once for each of its listeners, on that one's port of machines. The row has neither
 * port nor listener; without listeners it is one backend with neither.
 */
export function decodeBound(
  rows: Rows,
  row: unknown,
  { source, asOf, subjects: [subject = ''] }: DecodeContext,
): Harvest | Dropped {
  const decoded = readRow(rows.bound, row);
  if (decoded === null) return 'malformed';
  const { read, raw } = decoded;
  const { loadBalancerId, listeners } = readBoundSubject(subject);
  const shared = {
    ...nameless,
    source,
    asOf,
    loadBalancerId,
    ruleId: null,
    target: { type: 'Instance', kind: 'VIRTUAL_MACHINE', id: read.unInstanceId },
    weight: read.weight,
    addresses: toAddresses([...(read.lanIpSet ?? []), ...(read.wanIpSet ?? [])]),
    createdAt: null,
    vendorFields: pickFields(raw, rows.vendorFields.bound),
    carried: toCarried(rows, read, raw),
  } as const;
  return seenThrough(shared, toCheckedAddress(read), listeners);
}

/** One backend for each listener; without listeners it is one with neither. `ip`: the address by which the machine is checked. */
function seenThrough(
  shared: Omit<Backend, 'listenerId' | 'port' | 'checkedAs'>,
  ip: string,
  listeners: ReturnType<typeof readBoundSubject>['listeners'],
): Harvest {
  const { source, loadBalancerId } = shared;
  const seen = listeners.map(({ listenerId, instancePort, port, protocol }) => {
    const checkedAs = classicHealthKey(loadBalancerId, { vport: port, protocol, ip });
    const item: Backend = { ...shared, listenerId, port: instancePort, checkedAs };
    return { item, parent: backendsSegment(source, loadBalancerId, listenerId, null) };
  });
  const [first, ...also] = seen;
  if (first !== undefined) return { ...first, also };
  // No listener checks it.
  const checkedAs = classicHealthKey(loadBalancerId, { vport: null, protocol: '', ip });
  const item: Backend = { ...shared, listenerId: null, port: null, checkedAs };
  return { item, parent: backendsSegment(source, loadBalancerId, null, null) };
}

/** The machines behind a classic load balancer. */
export function membersSegment(source: Source, loadBalancerId: string): Segment {
  return { of: { list: 'members', source, loadBalancerId }, segment: '' };
}

/** A machine bound at a classic load balancer, whatever it is reached through. */
export function decodeMember(
  rows: Rows,
  row: unknown,
  { source, asOf }: DecodeContext,
  loadBalancerId: string,
): Harvest | Dropped {
  const decoded = readRow(rows.bound, row);
  if (decoded === null) return 'malformed';
  const item: Instance = { ...unread, source, asOf, vendorId: decoded.read.unInstanceId };
  return { item, parent: membersSegment(source, loadBalancerId) };
}

/** A backend of an application listener, or of a rule. Every row of a listener tells its port and protocol; else it is none of these. */
export function decodeApplicationBackend(
  rows: Rows,
  row: unknown,
  { source, asOf, subjects: [loadBalancerId = ''] }: DecodeContext,
): Harvest | Dropped {
  const decoded = readRow(rows.applicationBackend, row);
  if (decoded === null) return 'malformed';
  const { listenerId, locationId: ruleId, domain, url, backend } = decoded.read;
  const { loadBalancerPort, protocol, protocolType } = decoded.read;
  if (loadBalancerPort === null && protocol === null && protocolType === null) return 'foreign';
  const raw = decoded.raw['backend'] as RawRow;
  const target = rows.toTarget(backend);
  if (target === null) return 'malformed';
  const port = toPort(backend.port);
  const ip = toCheckedAddress(backend);
  const item: Backend = {
    ...nameless,
    source,
    asOf,
    loadBalancerId,
    listenerId,
    ruleId,
    target,
    port,
    weight: backend.weight,
    addresses: toAddresses([...(backend.lanIpSet ?? []), ...(backend.wanIpSet ?? [])]),
    createdAt: toUtc(backend.addTimestamp, zone),
    vendorFields: pickFields(raw, rows.vendorFields.applicationBackend),
    carried: target.type === 'Instance' ? toCarried(rows, backend, raw) : {},
    checkedAs: applicationHealthKey({ loadBalancerId, listenerId, ruleId, ip, port }),
  };
  const listener = toBoundListener(rows, decoded.read, item);
  const told = { locationId: ruleId ?? '', domain, url };
  const rule = ruleId === null ? [] : [toBoundRule(told, { source, asOf, loadBalancerId, listenerId })];
  return {
    item,
    parent: backendsSegment(source, loadBalancerId, listenerId, ruleId),
    records: listener === null ? [] : [listener, ...rule],
  };
}

/** All that is reached through an application load balancer: one call lists it. */
export function reachedSegment(source: Source, loadBalancerId: string): Segment {
  return { of: { list: 'reached', source, loadBalancerId }, segment: '' };
}

/** The address by which a machine is checked. */
function toCheckedAddress({ lanIpSet }: Pick<BoundRead, 'lanIpSet'>): string {
  return lanIpSet?.[0] ?? '';
}

/** What the row tells of its machine. */
function toCarried(
  rows: Rows,
  read: Pick<BoundRead, 'instanceName' | 'instanceStatus' | 'lanIpSet' | 'wanIpSet'>,
  raw: RawRow,
): CarriedInstance {
  const { lanIpSet, wanIpSet } = read;
  return {
    ...rows.toCarried(read, raw),
    ...(lanIpSet === null ? {} : { privateAddresses: toAddresses(lanIpSet) }),
    ...(wanIpSet === null ? {} : { publicAddresses: toAddresses(wanIpSet) }),
  };
}

/** The status of a machine by `instanceStatus`; null where that tells none. */
export function toBoundStatus(instanceStatus: string | null): InstanceStatus | null {
  return documentedStatuses.has(instanceStatus ?? '') ? fromTable(machineStatuses, instanceStatus) : null;
}
