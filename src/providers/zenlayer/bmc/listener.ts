import { z } from 'zod';
import type {
  HealthCheck,
  Listener,
  ListenerRef,
  ListenerStatus,
  Protocol,
} from '../../../model/listener.js';
import type { DecodeContext } from '../../provider.js';
import { fromTable, pickFields, pickObjects } from '../../wire-values.js';
import { toPorts, withUnreadPort } from '../ports.js';
import { schedulers } from '../schedulers.js';
import { listenerRow, readRow } from './wire.js';

/** `kind`: full NAT or direct routing. `createTime` is here because a listener of the schema has no `createdAt`. */
const vendorFields = ['backendProtocol', 'kind', 'createTime'];
const vendorObjects = { notify: ['enable', 'apiAddress'] };

/** The only documented status. */
const statuses: Readonly<Record<string, ListenerStatus>> = { available: 'ACTIVE' };

/** TCP and UDP are documented; the text speaks of TCPSSL listeners too. */
const protocols: Readonly<Record<string, Protocol>> = {
  tcp: 'TCP',
  udp: 'UDP',
  tcpssl: 'TCP_SSL',
  tcp_ssl: 'TCP_SSL',
};

/** Numbers are left out whose units the documentation does not tell, or tells differently in Chinese and English. */
function toHealthCheck(check: z.output<typeof listenerRow>['healthCheck']): HealthCheck | null {
  if (check === undefined || check === null) return null;
  const { checkPort } = check;
  return {
    enabled: check.checkEnabled,
    protocol: toCheckProtocol(check.checkType),
    path: check.httpCheckPath,
    host: null,
    // 0 stands for the backend's own port.
    port: checkPort !== null && checkPort > 0 && checkPort <= 65535 ? checkPort : null,
    intervalSeconds: null,
    timeoutSeconds: null,
    healthyThreshold: null,
    unhealthyThreshold: null,
  };
}

/** The values of `checkType` are unknown; the vendor's other products write `HTTP_GET`. */
function toCheckProtocol(checkType: string | null): HealthCheck['protocol'] {
  const type = (checkType ?? '').toUpperCase();
  if (type === 'TCP' || type === 'UDP') return type;
  return type.startsWith('HTTP') ? 'HTTP' : 'UNKNOWN';
}

/** A row of `DescribeListeners`, which names its load balancer. No field tells of session persistence. */
export function toListener(
  row: unknown,
  { source, asOf }: Pick<DecodeContext, 'source' | 'asOf'>,
): Listener | 'malformed' {
  const wire = readRow(listenerRow, row);
  if (wire === null) return 'malformed';
  const { read, raw } = wire;
  // How this product writes several is unknown: so as the other one does.
  const ports = toPorts(read.port);
  return {
    kind: 'listener',
    source,
    asOf,
    loadBalancerId: read.loadBalancerId,
    vendorId: read.listenerId,
    name: read.listenerName,
    protocol: fromTable(protocols, read.protocol) ?? 'UNKNOWN',
    ports,
    scheduler: fromTable(schedulers, read.scheduler) ?? 'UNKNOWN',
    sessionPersistence: null,
    healthCheck: toHealthCheck(read.healthCheck),
    status: fromTable(statuses, read.status) ?? 'UNKNOWN',
    vendorStatus: read.status,
    vendorFields: {
      ...pickFields(raw, withUnreadPort(vendorFields, ports)),
      ...pickObjects(raw, vendorObjects),
    },
  };
}

const subjectTuple = z.tuple([z.string(), z.string()]);

/** A listener as a subject: with its load balancer, which the vendor wants to be told along with it. */
export function toListenerSubject({ loadBalancerId, vendorId }: Omit<ListenerRef, 'source'>): string {
  return JSON.stringify([loadBalancerId, vendorId]);
}

/** Reads what `toListenerSubject` wrote. */
export function readListenerSubject(subject: string): Omit<ListenerRef, 'source'> {
  const [loadBalancerId, vendorId] = subjectTuple.parse(JSON.parse(subject));
  return { loadBalancerId, vendorId };
}
