import { hashText } from '../../../random.js';
import type { Settings } from '../../../settings.js';
import type { WireRow } from '../../../vendor.js';
import type { Listener } from '../records.js';
import { laterFields } from './settings.js';

/** What every row of a listener begins with. */
export function toHead({ vendorId, protocol, port }: Listener): WireRow {
  return { ListenerId: vendorId, Protocol: protocol.toLowerCase(), LoadBalancerPort: port };
}

/** What DescribeLoadBalancerPortInfo tells of a listener of either layer. */
export function toPortRow(listener: Listener): WireRow {
  return {
    ...toHead(listener),
    ...stateOf(listener),
    Bandwidth: listener.vendorFields['bandwidth'],
    Port: 0,
  };
}

/** The row of a listener in the list of its own layer. */
export function toListenerRow(listener: Listener): WireRow {
  return {
    ...toHead(listener),
    ...stateOf(listener),
    ...(listener.wire.layer === 4 ? checkFields(listener) : {}),
    ...listenerFields(listener),
  };
}

/** Fields that the two search calls are declared to tell, and do not in their examples. */
const LATER: readonly string[] = [
  'CustomHealthSwitch',
  'InputType',
  'LineSeparatorType',
  'HealthRequest',
  'HealthResponse',
  'ToaFlag',
  'BalanceMode',
  'ForwardProtocol',
];

/** As in DescribeL4ListenerInfo and DescribeL7ListenerInfo. */
export function toSearchedRow(listener: Listener, settings: Settings): WireRow {
  const row = toListenerRow(listener);
  return settings.get(laterFields) === 'present'
    ? row
    : Object.fromEntries(Object.entries(row).filter(([name]) => !LATER.includes(name)));
}

/** What is no field of the schema. */
export function listenerFields(listener: Listener): WireRow {
  const { vendorFields: fields, wire } = listener;
  const { bandwidth: Bandwidth, listenerType: ListenerType, addTimestamp: AddTimestamp } = fields;
  if (wire.layer === 7) {
    return {
      Bandwidth,
      ListenerType,
      SslMode: fields['SSLMode'],
      CertId: fields['certId'],
      CertCaId: fields['certCaId'],
      AddTimestamp,
      ForwardProtocol: forwardProtocolOf(listener),
    };
  }
  return {
    Bandwidth,
    ListenerType,
    CustomHealthSwitch: fields['customHealthSwitch'],
    InputType: fields['inputType'],
    LineSeparatorType: fields['lineSeparatorType'],
    HealthRequest: fields['healthRequest'],
    HealthResponse: fields['healthResponse'],
    ToaFlag: fields['toaFlag'],
    AddTimestamp,
    BalanceMode: '',
  };
}

function stateOf({ name, vendorStatus, wire }: Listener): WireRow {
  return { ListenerName: name ?? wire.emptyName, Status: Number(vendorStatus) };
}

/** Four kinds of encrypted forwarding; 0 for anything else. */
function forwardProtocolOf({ protocol, vendorId }: Listener): number {
  return protocol === 'HTTPS' ? hashText(vendorId) % 4 : 0;
}

function checkFields({ sessionPersistence, healthCheck }: Listener): WireRow {
  return {
    SessionExpire: sessionPersistence?.timeoutSeconds ?? 0,
    HealthSwitch: healthCheck?.enabled === true ? 1 : 0,
    TimeOut: healthCheck?.timeoutSeconds,
    IntervalTime: healthCheck?.intervalSeconds,
    HealthNum: healthCheck?.healthyThreshold,
    UnhealthNum: healthCheck?.unhealthyThreshold,
  };
}
