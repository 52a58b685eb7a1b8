import type { HealthCheck, Listener, Protocol, SessionPersistence } from '../../../model/listener.js';
import type { DecodeContext, Dropped, Harvest } from '../../provider.js';
import { fromTable, pickFields, toPort } from '../../wire-values.js';
import { layers, listenersSegment, readSubject, type Layer } from './places.js';
import { listenerStatuses, noRules, noBackends, toRules } from './rule.js';
import type { Rows } from './rows.js';
import { readRow, type l4ListenerRow, type portRow } from './wire.js';

const protocols: Readonly<Record<string, Protocol>> = {
  tcp: 'TCP',
  udp: 'UDP',
  http: 'HTTP',
  https: 'HTTPS',
};

const layerOfProtocol: Readonly<Partial<Record<Protocol, Layer>>> = {
  TCP: 'l4',
  UDP: 'l4',
  HTTP: 'l7',
  HTTPS: 'l7',
};

const layerOfType: Readonly<Record<string, Layer>> = { l4listener: 'l4', l7listener: 'l7' };

/** What the common list does not tell. How a listener schedules is told by no action, or as words without a meaning, so that is not among it. */
export const untoldByPorts = ['sessionPersistence', 'healthCheck', 'vendorFields'];

type WirePort = ReturnType<typeof portRow.parse>;
type WireL4 = ReturnType<typeof l4ListenerRow.parse>;

/** The layer of a listener, of either dialect; null when its protocol is one that nobody knows and nothing else tells. */
export function layerOf({ protocol, vendorFields: { listenerType, ListenerType } }: Listener): Layer | null {
  const type = listenerType ?? ListenerType;
  const byType = typeof type === 'string' ? fromTable(layerOfType, type) : null;
  return layerOfProtocol[protocol] ?? byType;
}

/** What a binding's row does not tell either: of names, the table of API 2.0 says otherwise than its example. */
export const untoldByBindings = [...untoldByPorts, 'name', 'status', 'vendorStatus'];

type Head = Pick<WirePort, 'listenerId' | 'protocol' | 'loadBalancerPort'>;
type Above = Pick<Listener, 'source' | 'asOf' | 'loadBalancerId'>;

function toHead(read: Head, { source, asOf, loadBalancerId }: Above): Listener {
  const port = toPort(read.loadBalancerPort);
  return {
    kind: 'listener',
    source,
    asOf,
    loadBalancerId,
    vendorId: read.listenerId,
    name: null,
    protocol: fromTable(protocols, read.protocol) ?? 'UNKNOWN',
    ports: port === null ? null : [{ from: port, to: port }],
    scheduler: 'UNKNOWN',
    sessionPersistence: null,
    healthCheck: null,
    status: 'UNKNOWN',
    vendorStatus: null,
    vendorFields: {},
  };
}

/** A listener as a row of a binding tells of it; null where that is nothing. */
export function toBoundListener(read: Head, above: Above): Listener | null {
  const listener: Listener = { ...toHead(read, above), lacks: untoldByBindings };
  return listener.protocol === 'UNKNOWN' || listener.ports === null ? null : listener;
}

function toListener(read: WirePort, { source, asOf, subjects }: DecodeContext): Listener {
  const [subject = ''] = subjects;
  const { loadBalancerId } = readSubject(subject);
  return {
    ...toHead(read, { source, asOf, loadBalancerId }),
    name: read.listenerName,
    status: fromTable(listenerStatuses, read.status) ?? 'UNKNOWN',
    vendorStatus: read.status,
  };
}

/** A row of "DescribeBmListeners" or "DescribeL4Listeners". */
export function decodeL4Listener(rows: Rows, row: unknown, context: DecodeContext): Harvest | Dropped {
  const wire = readRow(rows.l4Listener, row);
  if (wire === null) return 'malformed';
  const { read, raw } = wire;
  const item: Listener = {
    ...toListener(read, context),
    vendorFields: pickFields(raw, rows.vendorFields.listener),
    sessionPersistence: toSessionPersistence(read),
    healthCheck: toHealthCheck(read),
  };
  return { item, parent: parentOf(item, 'l4'), lists: [noRules(item)] };
}

/** A row of "DescribeBmForwardListenerInfo" or "DescribeL7ListenerInfo": sessions and checks are those of its rules. */
export function decodeL7Listener(rows: Rows, row: unknown, context: DecodeContext): Harvest | Dropped {
  const wire = readRow(rows.l7Listener, row);
  if (wire === null) return 'malformed';
  const { read, raw } = wire;
  const item: Listener = {
    ...toListener(read, context),
    vendorFields: pickFields(raw, rows.vendorFields.listener),
  };
  const { records, lists } = toRules(rows, read.ruleSet, item);
  return { item, parent: parentOf(item, 'l7'), records, lists: [...lists, noBackends(item)] };
}

/**
 * A row of "DescribeBmVportInfo" or "DescribeLoadBalancerPortInfo", of either layer, which shows in the protocol alone. One of an unknown protocol is listed
 * where the other listeners without a known layer go, first; its rules are then told by another call.
 */
export function decodePort(rows: Rows, row: unknown, context: DecodeContext): Harvest | Dropped {
  const wire = readRow(rows.port, row);
  if (wire === null) return 'malformed';
  const item: Listener = { ...toListener(wire.read, context), lacks: untoldByPorts };
  const layer = layerOf(item);
  const lists = layer === null ? [] : [layer === 'l4' ? noRules(item) : noBackends(item)];
  return { item, parent: parentOf(item, layer ?? layers[0]), lists };
}

function parentOf({ source, loadBalancerId }: Listener, layer: Layer) {
  return listenersSegment(source, loadBalancerId, layer);
}

/** By what a client is known is not documented; 0 is off. */
function toSessionPersistence({ sessionExpire }: WireL4): SessionPersistence | null {
  if (sessionExpire === null || sessionExpire === 0) return null;
  return { type: 'UNKNOWN', cookieName: null, timeoutSeconds: sessionExpire };
}

/** What a check speaks is not documented; the port is that of each backend. */
function toHealthCheck(row: WireL4): HealthCheck {
  return {
    enabled: row.healthSwitch,
    protocol: 'UNKNOWN',
    path: null,
    host: null,
    port: null,
    intervalSeconds: row.intervalTime,
    timeoutSeconds: row.timeOut,
    healthyThreshold: row.healthNum,
    unhealthyThreshold: row.unhealthNum,
  };
}
