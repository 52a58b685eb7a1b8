import type { Protocol, Scheduler, VendorFields } from '../../inventory.js';
import type { Settings } from '../../settings.js';
import type { WireRow } from '../../vendor.js';
import { showFields } from '../optional-fields.js';
import type { Listener } from './records.js';
import { checkType, portSpelling } from './settings.js';
import { toLoadBalancerTime } from './wire-time.js';

const PROTOCOLS: Readonly<Partial<Record<Protocol, string>>> = { TCP: 'TCP', UDP: 'UDP', TCP_SSL: 'TCPSSL' };

const SCHEDULERS: Readonly<Partial<Record<Scheduler, string>>> = {
  ROUND_ROBIN: 'rr',
  WEIGHTED_ROUND_ROBIN: 'wrr',
  LEAST_CONNECTIONS: 'lc',
  WEIGHTED_LEAST_CONNECTIONS: 'wlc',
};

export function listenerFields({ vendorFields, wire }: Listener, settings: Settings): VendorFields {
  return showFields({ ...vendorFields, createTime: toLoadBalancerTime(wire.createdAt, settings) }, settings);
}

/** `port` is a string on the wire. */
export function toListenerRow(listener: Listener, settings: Settings): WireRow {
  const { wire } = listener;
  return showFields(
    {
      loadBalancerId: wire.loadBalancerId,
      listenerId: listener.vendorId,
      listenerName: listener.name ?? wire.emptyName,
      status: listener.vendorStatus,
      port: listener.ports
        .map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`))
        .join(settings.get(portSpelling) === 'commas' ? ',' : ', '),
      protocol: PROTOCOLS[listener.protocol] ?? listener.protocol,
      scheduler: SCHEDULERS[listener.scheduler] ?? 'sed',
      healthCheck: toHealthCheck(listener, settings),
      ...listenerFields(listener, settings),
    },
    settings,
  );
}

function toHealthCheck({ healthCheck, wire }: Listener, settings: Settings): WireRow | null {
  if (!healthCheck) return null;
  const { enabled, protocol, path, port } = healthCheck;
  return {
    ...(enabled === null ? {} : { checkEnabled: enabled }),
    checkType: protocol === 'HTTP' ? settings.get(checkType) : protocol === 'TCP' ? 'TCP' : wire.checkType,
    ...wire.checkTimes,
    checkPort: port ?? 0,
    ...(path === null ? {} : { httpCheckPath: path, httpVersion: '1.1', httpCode: 200 }),
  };
}
