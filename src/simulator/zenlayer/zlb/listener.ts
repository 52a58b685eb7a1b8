import type { HealthCheck, Scheduler, SessionPersistence, VendorFields } from '../../inventory.js';
import type { Settings } from '../../settings.js';
import type { WireRow } from '../../vendor.js';
import { showFields } from '../optional-fields.js';
import { toWireTime } from '../wire-time.js';
import { spellPorts } from './ports.js';
import type { Listener } from './records.js';
import { absentPort, disabledCheck } from './settings.js';
import { spellWord } from './spelling.js';

/** By the vendor's word. */
export const SCHEDULERS: Readonly<Record<string, Scheduler>> = {
  wrr: 'WEIGHTED_ROUND_ROBIN',
  rr: 'ROUND_ROBIN',
  lc: 'LEAST_CONNECTIONS',
  wlc: 'WEIGHTED_LEAST_CONNECTIONS',
  sh: 'SOURCE_IP',
  mh: 'UNKNOWN',
  dh: 'UNKNOWN',
};

const CHECK_TYPES: Readonly<Partial<Record<HealthCheck['protocol'], string>>> = {
  TCP: 'TCP',
  HTTP: 'HTTP_GET',
};

/** Not told by what a client is recognised. */
export const toPersistence = (persistent: number | null): SessionPersistence | null =>
  persistent ? { type: 'UNKNOWN', cookieName: null, timeoutSeconds: persistent } : null;

/** The check as a reader can know it. */
export const shownCheck = ({ healthCheck }: Listener, settings: Settings): HealthCheck | null =>
  !healthCheck.enabled && settings.get(disabledCheck) === 'none' ? null : healthCheck;

export function listenerFields({ vendorFields, wire }: Listener, settings: Settings): VendorFields {
  return showFields(
    {
      ...vendorFields,
      kind: spellWord(String(vendorFields['kind']), settings),
      scheduler: spellWord(wire.scheduler, settings),
      createTime: toWireTime(wire.createdAt),
    },
    settings,
  );
}

/** A listener names no load balancer, and has no status. */
export function toListenerRow(listener: Listener, settings: Settings): WireRow {
  const { wire } = listener;
  return showFields(
    {
      listenerId: listener.vendorId,
      listenerName: listener.name ?? wire.emptyName,
      protocol: spellWord(listener.protocol, settings),
      port: spellPorts(listener.ports),
      healthCheck: toHealthCheck(listener, settings),
      persistent: wire.persistent,
      ...listenerFields(listener, settings),
    },
    settings,
  );
}

function toHealthCheck(listener: Listener, settings: Settings): WireRow | null {
  const { enabled, protocol, path, port, intervalSeconds, timeoutSeconds } = listener.healthCheck;
  if (shownCheck(listener, settings) === null) return null;
  if (!enabled && settings.get(disabledCheck) === 'flag') return { enabled };
  const noPort = settings.get(absentPort) === 'zero' ? 0 : null;
  return showFields(
    {
      enabled,
      checkType: enabled ? spellWord(CHECK_TYPES[protocol] ?? 'PING_CHECK', settings) : null,
      checkPort: port ?? noPort,
      checkDelayLoop: intervalSeconds,
      checkConnTimeout: timeoutSeconds,
      checkRetry: enabled ? 2 : null,
      checkDelayTry: enabled ? 2 : null,
      checkHttpGetUrl: path ?? '',
      checkHttpStatusCode: path === null ? null : 200,
      failOpen: listener.wire.failOpen,
    },
    settings,
  );
}
