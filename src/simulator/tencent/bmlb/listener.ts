import type { Settings } from '../../settings.js';
import type { WireRow } from '../../vendor.js';
import type { Listener } from './records.js';
import { customChecks } from './settings.js';

const CUSTOM_CHECKS: readonly string[] = [
  'customHealthSwitch',
  'inputType',
  'lineSeparatorType',
  'healthRequest',
  'healthResponse',
  'toaFlag',
];

/** What DescribeBmVportInfo tells of a listener of either layer. */
export function toPortRow({
  vendorId,
  name,
  wire,
  protocol,
  port,
  vendorFields,
  ...rest
}: Listener): WireRow {
  return {
    listenerId: vendorId,
    listenerName: name ?? wire.emptyName,
    protocol: protocol.toLowerCase(),
    loadBalancerPort: port,
    bandwidth: vendorFields['bandwidth'],
    status: Number(rest.vendorStatus),
  };
}

/** The row of a listener in the calls for its own layer. */
export function toListenerRow(listener: Listener, settings: Settings): WireRow {
  return {
    ...toPortRow(listener),
    ...(listener.wire.layer === 4 ? checkFields(listener) : {}),
    ...listenerFields(listener, settings),
  };
}

/** As in DescribeBmListenerInfo, which knows no custom checks. */
export function toSearchedRow(listener: Listener, settings: Settings): WireRow {
  return withoutCustomChecks(toListenerRow(listener, settings));
}

/** The vendor's fields as its rows have them. */
export function listenerFields({ vendorFields }: Listener, settings: Settings): WireRow {
  return settings.get(customChecks) === 'present' ? vendorFields : withoutCustomChecks(vendorFields);
}

function withoutCustomChecks(fields: WireRow): WireRow {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !CUSTOM_CHECKS.includes(name)));
}

function checkFields({ sessionPersistence, healthCheck }: Listener): WireRow {
  return {
    sessionExpire: sessionPersistence?.timeoutSeconds ?? 0,
    healthSwitch: healthCheck?.enabled === true ? 1 : 0,
    timeOut: healthCheck?.timeoutSeconds,
    intervalTime: healthCheck?.intervalSeconds,
    healthNum: healthCheck?.healthyThreshold,
    unhealthNum: healthCheck?.unhealthyThreshold,
  };
}
