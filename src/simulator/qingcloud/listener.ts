import type { HealthCheck, Protocol, Scheduler, SessionPersistence } from '../inventory.js';
import type { Settings } from '../settings.js';
import type { WireRow } from '../vendor.js';
import { toInlinedBackendRow } from './backend.js';
import { PAGE_DEFAULT } from './limits.js';
import type { Listener } from './records.js';
import { inlinedLists } from './settings.js';
import { spellFields } from './spelling.js';

export const PROTOCOLS: Readonly<Partial<Record<Protocol, string>>> = {
  HTTP: 'http',
  HTTPS: 'https',
  TCP: 'tcp',
  UDP: 'udp',
  TCP_SSL: 'ssl',
};

const BALANCE_MODES: Readonly<Partial<Record<Scheduler, string>>> = {
  ROUND_ROBIN: 'roundrobin',
  LEAST_CONNECTIONS: 'leastconn',
  SOURCE_IP: 'source',
};

/** A listener row; with verbose 1 and more all of its backends are in it. */
export function toListenerRow(listener: Listener, verbose: number, settings: Settings): WireRow {
  const { ports, healthCheck, wire, vendorFields } = listener;
  const range = ports[0];
  const own = {
    loadbalancer_listener_id: listener.vendorId,
    loadbalancer_listener_name: listener.name ?? wire.emptyName,
    loadbalancer_id: wire.loadBalancerId,
    listener_port: range?.from ?? null,
    listener_port_end: range && range.to !== range.from ? range.to : 0,
    listener_protocol: PROTOCOLS[listener.protocol] ?? 'unknown',
    balance_mode: BALANCE_MODES[listener.scheduler] ?? wire.balanceMode,
    session_sticky: toSessionSticky(listener.sessionPersistence),
    healthy_check_method: toCheckMethod(healthCheck),
    healthy_check_option: toCheckOption(healthCheck),
    ...vendorFields,
    controller: 'self',
    console_id: 'qingcloud',
    waf_domain_policies: [],
  };
  const backends = inlined(listener.backends, settings).map((row) => toInlinedBackendRow(row, settings));
  return { ...spellFields(own, settings), ...(verbose >= 1 ? { backends } : {}) };
}

/** What of a list stands inside its parent's row. */
export function inlined<T>(rows: readonly T[], settings: Settings): readonly T[] {
  return settings.get(inlinedLists) === 'whole' ? rows : rows.slice(0, PAGE_DEFAULT);
}

/** `kind|cookie|seconds`, with the parts that the kind has; "" is off. */
function toSessionSticky(persistence: SessionPersistence | null): string {
  if (!persistence) return '';
  const seconds = persistence.timeoutSeconds === null ? '' : String(persistence.timeoutSeconds);
  const cookie = persistence.cookieName ?? '';
  switch (persistence.type) {
    case 'COOKIE_PREFIX':
      return `prefix|${cookie}`;
    case 'COOKIE_REWRITE':
      return `rewrite|${cookie}`;
    case 'COOKIE_APPLICATION':
      return `backend|${cookie}|${seconds}`;
    default:
      return cookie === '' ? `insert|${seconds}` : `insert|${cookie}|${seconds}`;
  }
}

function toCheckMethod(check: HealthCheck | null): string {
  if (check?.protocol === 'UDP') return 'udp';
  if (check?.protocol !== 'HTTP') return 'tcp';
  return ['http', check.path ?? '/', check.host].filter((part) => part !== null).join('|');
}

/** `inter|timeout|fall|rise`. */
function toCheckOption(check: HealthCheck | null): string {
  const parts = [
    check?.intervalSeconds,
    check?.timeoutSeconds,
    check?.unhealthyThreshold,
    check?.healthyThreshold,
  ];
  return parts.map((part) => String(part ?? '')).join('|');
}
