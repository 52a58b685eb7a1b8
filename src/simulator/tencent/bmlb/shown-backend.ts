import type { Settings } from '../../settings.js';
import type { Backend } from './records.js';
import { addressFilter, hostedBackends, uncheckedHealth } from './settings.js';

/** A backend's target and health as the rows of either dialect tell them under these settings. */
export function showTarget(backend: Backend, settings: Settings): Backend {
  const { wire, vendorFields } = backend;
  const health = wire.checked ? {} : healthUnchecked(settings);
  if (wire.hostedId === null || settings.get(hostedBackends) !== 'present') return { ...backend, ...health };
  const hosted = { __typename: 'UnknownTarget' as const, vendorId: wire.hostedId };
  return { ...backend, ...health, target: hosted, vendorFields: { ...vendorFields, bindType: 2 } };
}

function healthUnchecked(settings: Settings): Pick<Backend, 'health' | 'vendorHealth'> {
  switch (settings.get(uncheckedHealth)) {
    case 'Alive':
      return { health: 'UP', vendorHealth: 'Alive' };
    case 'Dead':
      return { health: 'DOWN', vendorHealth: 'Dead' };
    default:
      return { health: 'UNKNOWN', vendorHealth: null };
  }
}

/** What stands in a row for the health of a backend that is already as it is shown; undefined: nothing does. */
export function healthText({ vendorHealth, wire }: Backend, settings: Settings): string | undefined {
  if (vendorHealth !== null) return vendorHealth;
  return wire.checked || settings.get(uncheckedHealth) === 'empty' ? '' : undefined;
}

/** The id of a machine, the address of anything else. */
export function targetKey(backend: Backend, settings: Settings): string {
  const { target } = showTarget(backend, settings);
  return target.__typename === 'IpTarget' ? target.address : target.vendorId;
}

/** Whether a pair of target and port in a call means this backend. */
export function isNamedBy(
  { instanceId, port }: { readonly instanceId: string | undefined; readonly port: string | undefined },
  backend: Backend,
  settings: Settings,
): boolean {
  if (backend.target.__typename === 'IpTarget' && settings.get(addressFilter) === 'nothing') return false;
  return instanceId === targetKey(backend, settings) && port === String(backend.port);
}
