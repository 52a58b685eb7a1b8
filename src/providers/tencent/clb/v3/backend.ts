import type { Backend, CarriedInstance, Target } from '../../../../model/backend.js';
import type { Instance } from '../../../../model/instance.js';
import type { Listener } from '../../../../model/listener.js';
import type { DecodeContext, Dropped, Harvest } from '../../../provider.js';
import {
  fromTable,
  pickFields,
  readRow,
  toAddresses,
  toPort,
  toUtc,
  type RawRow,
} from '../../../wire-values.js';
import { backendsSegment, documentedStatuses, membersSegment, nameless, seenThrough } from '../backend.js';
import { applicationHealthKey } from '../health.js';
import { machineStatuses, unread } from '../instance.js';
import { toListenerOfBackends } from '../listener.js';
import { toBoundRule } from '../rule.js';
import { readBoundSubject, zone } from '../wire.js';
import { toPorts, toProtocol } from './listener.js';
import { applicationBackendRow, boundRow } from './wire.js';

const boundFields = ['Type'];
const applicationFields = ['Type', 'EniId', 'Tag', 'Zone'];

/** A machine bound at a classic load balancer, once for each of its listeners. */
export function decodeBound(
  row: unknown,
  { source, asOf, subjects: [subject = ''] }: DecodeContext,
): Harvest | Dropped {
  const decoded = readRow(boundRow, row);
  if (decoded === null) return 'malformed';
  const { read, raw } = decoded;
  const { loadBalancerId, listeners } = readBoundSubject(subject);
  const shared = {
    ...nameless,
    source,
    asOf,
    loadBalancerId,
    ruleId: null,
    target: { type: 'Instance', kind: 'VIRTUAL_MACHINE', id: read.InstanceId },
    weight: read.Weight,
    addresses: toAddresses([...(read.PrivateIpAddresses ?? []), ...(read.PublicIpAddresses ?? [])]),
    createdAt: null,
    vendorFields: pickFields(raw, boundFields),
    carried: { ...toCarried(read), ...toCarriedStatus(read.RunFlag) },
  } as const;
  return seenThrough(shared, read.PrivateIpAddresses?.[0] ?? '', listeners);
}

/** A machine bound at a classic load balancer, whatever it is reached through. */
export function decodeMember(
  row: unknown,
  { source, asOf }: DecodeContext,
  loadBalancerId: string,
): Harvest | Dropped {
  const decoded = readRow(boundRow, row);
  if (decoded === null) return 'malformed';
  const item: Instance = { ...unread, source, asOf, vendorId: decoded.read.InstanceId };
  return { item, parent: membersSegment(source, loadBalancerId) };
}

/** A target of an application listener, or of a rule. Every row of a listener tells its port and protocol; else it is none of these. */
export function decodeApplicationBackend(
  row: unknown,
  { source, asOf, subjects: [loadBalancerId = ''] }: DecodeContext,
): Harvest | Dropped {
  const decoded = readRow(applicationBackendRow, row);
  if (decoded === null) return 'malformed';
  const { listenerId, locationId: ruleId, domain, url, backend, protocol } = decoded.read;
  if (decoded.read.port === null && protocol === null) return 'foreign';
  const target = toTarget(backend);
  if (target === null) return 'malformed';
  const port = toPort(backend.Port);
  const ip = backend.PrivateIpAddresses?.[0] ?? '';
  const item: Backend = {
    ...nameless,
    source,
    asOf,
    loadBalancerId,
    listenerId,
    ruleId,
    target,
    port,
    weight: backend.Weight,
    addresses: toAddresses([...(backend.PrivateIpAddresses ?? []), ...(backend.PublicIpAddresses ?? [])]),
    createdAt: toUtc(backend.RegisteredTime, zone),
    vendorFields: pickFields(decoded.raw['backend'] as RawRow, applicationFields),
    carried: target.type === 'Instance' ? toCarried(backend) : {},
    checkedAs: applicationHealthKey({ loadBalancerId, listenerId, ruleId, ip, port }),
  };
  const place = { source, asOf, loadBalancerId };
  const listener = toBoundListener(decoded.read, place);
  const told = { locationId: ruleId ?? '', domain, url };
  const rule = ruleId === null ? [] : [toBoundRule(told, { ...place, listenerId })];
  return {
    item,
    parent: backendsSegment(source, loadBalancerId, listenerId, ruleId),
    records: listener === null ? [] : [listener, ...rule],
  };
}

/** A listener as a row of its targets tells of it; null where that is nothing. */
function toBoundListener(
  read: {
    readonly listenerId: string;
    readonly protocol: string | null;
    readonly port: string | null;
    readonly endPort: string | null;
  },
  place: Pick<Listener, 'source' | 'asOf' | 'loadBalancerId'>,
): Listener | null {
  const protocol = toProtocol(read.protocol);
  const ports = toPorts(read.port, read.endPort);
  if (protocol === 'UNKNOWN' || ports === null) return null;
  return toListenerOfBackends({ vendorId: read.listenerId, protocol, ports }, place);
}

/** Types of targets whose ids are not those of machines. A type that nobody knows tells nothing against it. */
const otherTypes = new Set(['ccn', 'evm', 'globalroute', 'nat', 'srv']);

/** A network interface may stand alone, its machine not told; other types are addresses, in other networks among them. */
function toTarget(row: {
  readonly Type: string | null;
  readonly InstanceId: string | null;
  readonly EniId: string | null;
  readonly PrivateIpAddresses: readonly (string | null)[] | null;
}): Target | null {
  const { Type, InstanceId, EniId } = row;
  const isMachine = !otherTypes.has((Type ?? '').toLowerCase());
  if (isMachine && InstanceId !== null && InstanceId !== EniId) {
    return { type: 'Instance', kind: 'VIRTUAL_MACHINE', id: InstanceId };
  }
  if (isMachine && EniId !== null) return { type: 'UnknownTarget', id: EniId };
  const [address] = toAddresses(row.PrivateIpAddresses ?? []);
  if (address !== undefined) return { type: 'IpTarget', id: address };
  const id = InstanceId ?? EniId;
  return id === null ? null : { type: 'UnknownTarget', id };
}

/** What the row tells of its machine. Null says that there is no valid value, which tells nothing. */
function toCarried(row: {
  readonly InstanceName: string | null;
  readonly PrivateIpAddresses: readonly (string | null)[] | null;
  readonly PublicIpAddresses: readonly (string | null)[] | null;
}): CarriedInstance {
  const { InstanceName, PrivateIpAddresses, PublicIpAddresses } = row;
  return {
    ...(InstanceName === null ? {} : { name: InstanceName }),
    ...(PrivateIpAddresses === null ? {} : { privateAddresses: toAddresses(PrivateIpAddresses) }),
    ...(PublicIpAddresses === null ? {} : { publicAddresses: toAddresses(PublicIpAddresses) }),
  };
}

/**
 * `RunFlag` has the numbers of API 2.0; the vendor's own word in this version is another one, which the row does not tell. While a
 * machine is worked at, that word is one of its usual ones.
 */
function toCarriedStatus(flag: string | null): CarriedInstance {
  const status = documentedStatuses.has(flag ?? '') ? fromTable(machineStatuses, flag) : null;
  return status === null || status === 'MAINTENANCE' ? {} : { status };
}
