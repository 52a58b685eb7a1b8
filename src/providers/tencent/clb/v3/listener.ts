import type { Listener, PortRange, Protocol } from '../../../../model/listener.js';
import type { DecodeContext, Dropped, Harvest } from '../../../provider.js';
import { fromTable, pickFields, readRow, toPort } from '../../../wire-values.js';
import { toHealthCheck as toClassicCheck } from '../health-check.js';
import { listenersSegment, schedulers, statuses, toSessionPersistence } from '../listener.js';
import { rulesSegment } from '../rule.js';
import { toHealthCheck } from './health-check.js';
import { toRules } from './rule.js';
import { applicationListenerRow, classicListenerRow } from './wire.js';

/** By `Protocol`, in whatever case. */
const protocols: Readonly<Record<string, Protocol>> = {
  tcp: 'TCP',
  udp: 'UDP',
  http: 'HTTP',
  https: 'HTTPS',
  tcp_ssl: 'TCP_SSL',
  quic: 'QUIC',
};

const classicFields = ['InstancePort', 'HttpCode', 'SSLMode', 'CertId', 'CertCaId'];
const applicationFields = [
  'Certificate',
  'SniSwitch',
  'CreateTime',
  'TargetType',
  'TargetGroup',
  'SessionType',
  'KeepaliveEnable',
  'Toa',
  'DeregisterTargetRst',
  'AttrFlags',
  'TargetGroupList',
  'MaxConn',
  'MaxCps',
  'IdleConnectTimeout',
  'RescheduleInterval',
  'DataCompressMode',
  'RescheduleStartTime',
];

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
    vendorId: read.ListenerId,
    name: read.ListenerName,
    protocol: toProtocol(read.Protocol),
    ports: toPorts(read.ListenerPort, null),
    scheduler: fromTable(schedulers, read.HttpHash) ?? 'UNKNOWN',
    sessionPersistence: toSessionPersistence(read.SessionExpire),
    healthCheck: toClassicCheck({
      healthSwitch: read.HealthSwitch,
      timeOut: read.TimeOut,
      intervalTime: read.IntervalTime,
      healthNum: read.HealthNum,
      unhealthNum: read.UnhealthNum,
      httpCheckPath: read.HttpCheckPath,
      httpCheckDomain: null,
    }),
    status: fromTable(statuses, read.Status) ?? 'UNKNOWN',
    vendorStatus: read.Status,
    vendorFields: pickFields(raw, classicFields),
  };
  const rules = { segment: rulesSegment(item), items: [], exact: true };
  return { item, parent: listenersSegment(source, loadBalancerId), lists: [rules] };
}

/** A listener of an application load balancer with its rules. */
export function decodeApplicationListener(
  row: unknown,
  { source, asOf }: DecodeContext,
  loadBalancerId: string,
): Harvest | Dropped {
  const decoded = readRow(applicationListenerRow, row);
  if (decoded === null) return 'malformed';
  const { read, raw } = decoded;
  const item: Listener = {
    kind: 'listener',
    source,
    asOf,
    loadBalancerId,
    vendorId: read.ListenerId,
    name: read.ListenerName,
    protocol: toProtocol(read.Protocol),
    ports: toPorts(read.Port, read.EndPort),
    scheduler: fromTable(schedulers, read.Scheduler) ?? 'UNKNOWN',
    sessionPersistence: toSessionPersistence(read.SessionExpireTime),
    healthCheck: toHealthCheck(read.HealthCheck),
    status: 'UNKNOWN',
    vendorStatus: null,
    vendorFields: pickFields(raw, applicationFields),
  };
  const { records, list } = toRules(read.Rules, item);
  return { item, parent: listenersSegment(source, loadBalancerId), records, lists: [list] };
}

export function toProtocol(value: string | null): Protocol {
  return fromTable(protocols, value) ?? 'UNKNOWN';
}

/** From one port to another; 0 and less as the end are none. Null where the first cannot be read. */
export function toPorts(first: string | null, last: string | null): readonly PortRange[] | null {
  const from = toPort(first);
  if (from === null) return null;
  const to = toPort(last) ?? from;
  return [{ from, to: Math.max(from, to) }];
}
