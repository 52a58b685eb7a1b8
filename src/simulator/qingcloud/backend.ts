import type { Settings } from '../settings.js';
import type { WireRow } from '../vendor.js';
import type { Backend } from './records.js';
import { backendDisabled, backendPrivateIp, backendStatus, inlinedBackendStatus } from './settings.js';
import { spellFields } from './spelling.js';
import { toWireTime } from './wire-time.js';

/** A row of the flat list; most carry `status`. */
export function toBackendRow(backend: Backend, verbose: number, settings: Settings): WireRow {
  const level = settings.get(backendPrivateIp);
  const withAddress = (level === 'verbose-1' && verbose >= 1) || (level === 'verbose-2' && verbose >= 2);
  return {
    ...baseRow(backend, settings),
    ...statusField(backend, settings),
    ...(withAddress ? { private_ip: backend.addresses?.[0] ?? null } : {}),
  };
}

/** A row inside a listener, by default without `status`, as in every official sample. */
export function toInlinedBackendRow(backend: Backend, settings: Settings): WireRow {
  return settings.get(inlinedBackendStatus) === 'on'
    ? { ...baseRow(backend, settings), ...statusField(backend, settings) }
    : baseRow(backend, settings);
}

/** The vendor's fields as its rows have them. */
export function backendFields({ vendorFields }: Backend, settings: Settings): WireRow {
  const { disabled, ...rest } = vendorFields;
  const shown = disabled === undefined || settings.get(backendDisabled) === 'absent' ? rest : vendorFields;
  return spellFields(shown, settings);
}

function baseRow(backend: Backend, settings: Settings): WireRow {
  const own = {
    loadbalancer_backend_id: backend.vendorId,
    loadbalancer_backend_name: backend.name ?? backend.wire.emptyName,
    weight: backend.weight,
    port: backend.port,
    resource_id: resourceId(backend),
    loadbalancer_listener_id: backend.wire.listenerId,
    loadbalancer_id: backend.wire.loadBalancerId,
    create_time: toWireTime(backend.createdAt),
  };
  return { ...spellFields(own, settings), ...backendFields(backend, settings) };
}

function statusField({ vendorHealth }: Backend, settings: Settings): WireRow {
  const form = settings.get(backendStatus);
  if (form === 'null') return { status: null };
  return vendorHealth === null || form === 'absent' ? {} : { status: vendorHealth };
}

function resourceId({ target }: Backend): string {
  return target.__typename === 'IpTarget' ? target.address : target.vendorId;
}
