import type { Segment } from '../../model/list.js';
import type {
  HealthCheck,
  Listener,
  ListenerStatus,
  PortRange,
  Protocol,
  Scheduler,
  SessionPersistence,
} from '../../model/listener.js';
import type { ItemRef } from '../../model/record.js';
import type { Source } from '../../model/source.js';
import type { DecodeContext, Harvest, Dropped } from '../provider.js';
import { fromTable, pickFields, toPort } from '../wire-values.js';
import { toInlinedBackends } from './backend.js';
import { listenerRow, readRow, toInlinedList, toListenerIds, type RawRow } from './wire.js';

const protocols: Readonly<Record<string, Protocol>> = {
  http: 'HTTP',
  https: 'HTTPS',
  tcp: 'TCP',
  udp: 'UDP',
  ssl: 'TCP_SSL',
};

/** By `balance_mode`. That backends have weights does not make it a mode of its own. */
const schedulers: Readonly<Record<string, Scheduler>> = {
  roundrobin: 'ROUND_ROBIN',
  leastconn: 'LEAST_CONNECTIONS',
  source: 'SOURCE_IP',
};

/** A listener has no status of its own; its `disabled` tells. */
const statuses: Readonly<Record<string, ListenerStatus>> = { '0': 'ACTIVE', '1': 'DISABLED' };

const checkProtocols: Readonly<Record<string, HealthCheck['protocol']>> = {
  tcp: 'TCP',
  udp: 'UDP',
  http: 'HTTP',
};

const persistenceTypes: Readonly<Record<string, SessionPersistence['type']>> = {
  insert: 'COOKIE_INSERT',
  rewrite: 'COOKIE_REWRITE',
  prefix: 'COOKIE_PREFIX',
  backend: 'COOKIE_APPLICATION',
};

/** `create_time` is among them because the schema's listener has no such field. */
const vendorFields = [
  'backend_protocol',
  'forwardfor',
  'listener_option',
  'timeout',
  'tunnel_timeout',
  'scene',
  'server_certificate_id',
  'disabled',
  'create_time',
];

export function listenersSegment(source: Source, loadBalancerId: string): Segment {
  return { of: { list: 'listeners', source, loadBalancerId }, segment: '' };
}

function toListenerRef({ source, loadBalancerId, vendorId }: Listener): ItemRef {
  return { kind: 'listener', source, loadBalancerId, vendorId };
}

/** A listener of the load balancer that is the one subject. */
export function decodeListenerOf(row: unknown, context: DecodeContext) {
  return decodeListener(row, context, () => context.subjects);
}

/** Any listener of the source. */
export function decodeAnyListener(row: unknown, context: DecodeContext) {
  return decodeListener(row, context, () => [null]);
}

/** A listener among the subjects; one that has another load balancer by now has changed. */
export function decodeListenerById(row: unknown, context: DecodeContext) {
  const named = new Set<string>();
  const decoded = decodeListener(row, context, (id) => {
    const refs = context.subjects
      // Cheap first: most subjects name another listener.
      .filter((subject) => subject.includes(JSON.stringify(id)))
      .map(toListenerIds)
      .filter(({ listenerId }) => listenerId === id);
    for (const { listenerId } of refs) named.add(listenerId);
    return refs.map(({ loadBalancerId }) => loadBalancerId);
  });
  return decoded === 'foreign' && named.size > 0 ? 'changed' : decoded;
}

function decodeListener(
  row: unknown,
  context: DecodeContext,
  parents: (id: string) => readonly (string | null)[],
): Harvest | Dropped {
  const decoded = readListener(row, context, parents);
  if (typeof decoded === 'string') return decoded;
  const { item, backends } = decoded;
  const parent = listenersSegment(context.source, item.loadBalancerId);
  if (backends === null) return { item, parent, facts: { inlinedBackends: false } };
  const { records, list, facts } = toInlinedBackends(backends, item, context);
  return { item, parent, records, lists: [list], facts: { inlinedBackends: true, ...facts } };
}

/** The listeners that came inside a load balancer's row. One without `listener_option` does not carry all vendor fields. */
export function toInlinedListeners(rows: readonly unknown[], loadBalancerId: string, context: DecodeContext) {
  const reads = rows.map((row) => readListener(row, context, () => [loadBalancerId]));
  const whole = reads.flatMap((read) => (typeof read === 'string' ? [] : carriesOption(read.raw)));
  const facts: Readonly<Record<string, boolean>> =
    whole.length > 0 ? { inlinedListenerOption: !whole.includes(false) } : {};
  const items = reads.map((read) => {
    if (typeof read === 'string') return read;
    return carriesOption(read.raw) ? read.item : { ...read.item, lacks: ['vendorFields'] };
  });
  return { ...toInlinedList(listenersSegment(context.source, loadBalancerId), items, toListenerRef), facts };
}

/** The one vendor field that the sheet's sample of an inlined listener lacks. */
function carriesOption(raw: RawRow): boolean {
  return Object.hasOwn(raw, 'listener_option');
}

/** `parents`: the load balancers under which a listener of that id was asked for. */
function readListener(
  row: unknown,
  { source, asOf }: Pick<DecodeContext, 'source' | 'asOf'>,
  parents: (id: string) => readonly (string | null)[],
): { item: Listener; raw: RawRow; backends: readonly unknown[] | null } | Dropped {
  const decoded = readRow(listenerRow, row);
  if (decoded === null) return 'malformed';
  const { read, raw } = decoded;
  const vendorId = read.loadbalancer_listener_id;
  const own = read.loadbalancer_id;
  const parent = parents(vendorId).find((asked) => asked === null || own === null || own === asked);
  if (parent === undefined) return 'foreign';
  const loadBalancerId = own ?? parent;
  if (loadBalancerId === null) return 'malformed';
  const item: Listener = {
    kind: 'listener',
    source,
    asOf,
    loadBalancerId,
    vendorId,
    name: read.loadbalancer_listener_name,
    protocol: fromTable(protocols, read.listener_protocol) ?? 'UNKNOWN',
    ports: toPorts(read.listener_port, read.listener_port_end),
    scheduler: fromTable(schedulers, read.balance_mode) ?? 'UNKNOWN',
    sessionPersistence: toSessionPersistence(read.session_sticky),
    healthCheck: toHealthCheck(read.healthy_check_method, read.healthy_check_option),
    status: fromTable(statuses, read.disabled) ?? 'UNKNOWN',
    vendorStatus: read.disabled,
    vendorFields: pickFields(raw, vendorFields),
  };
  return { item, raw, backends: read.backends };
}

/** `listener_port_end` 0 means none. */
function toPorts(start: string | null, end: string | null): readonly PortRange[] | null {
  const from = toPort(start);
  const to = end === null || end === '0' ? from : toPort(end);
  return from === null || to === null || to < from ? null : [{ from, to }];
}

/**
 * `insert|3600`, `insert|sk|3600`, `prefix|sk`, `rewrite|sk`, `backend|sk|3600`; nothing when it is off. A timeout of 0,
 * kept as it is, means never.
 */
function toSessionPersistence(sticky: string | null): SessionPersistence | null {
  if (sticky === null) return null;
  const [way = '', ...parts] = sticky.split('|');
  const type = fromTable(persistenceTypes, way) ?? 'UNKNOWN';
  // Only `insert` may leave the cookie's name out.
  const unnamed = type === 'COOKIE_INSERT' && parts.length === 1 && /^\d*$/.test(parts[0] ?? '');
  const [name = '', timeout] = type === 'UNKNOWN' ? [] : unnamed ? ['', parts[0]] : parts;
  return {
    type,
    cookieName: name === '' ? null : name,
    timeoutSeconds: toCount(timeout),
  };
}

/** Method `tcp`, `udp`, `http|/url` or `http|/url|host`; option `interval|timeout|fall|rise`, times in seconds. */
function toHealthCheck(method: string | null, option: string | null): HealthCheck | null {
  if (method === null && option === null) return null;
  const [way = '', path = '', host = ''] = method?.split('|') ?? [];
  const [interval, timeout, fall, rise] = option?.split('|') ?? [];
  return {
    // A method always stands there, `tcp` unless told, and no value that switches checks off is documented.
    enabled: method === null ? null : true,
    protocol: fromTable(checkProtocols, way) ?? 'UNKNOWN',
    path: path === '' ? null : path,
    host: host === '' ? null : host,
    port: null,
    intervalSeconds: toCount(interval),
    timeoutSeconds: toCount(timeout),
    healthyThreshold: toCount(rise),
    unhealthyThreshold: toCount(fall),
  };
}

/** A whole number in text; null when it is none or not there. */
function toCount(value: string | undefined): number | null {
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : null;
}
