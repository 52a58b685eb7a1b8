import type { Settings } from '../../settings.js';
import type { Backend, Health, Listener, LoadBalancer, Rule } from './records.js';
import { streamHealth, uncheckedHealth } from './settings.js';

const SILENT: Health = { health: 'UNKNOWN', vendorHealth: null };
const UNCHECKED: Readonly<Record<string, Health>> = {
  absent: SILENT,
  '-1': { health: 'UNKNOWN', vendorHealth: '-1' },
  '1': { health: 'UP', vendorHealth: '1' },
};

/** What the vendor's health call says of a machine seen through a classic listener; none without one. */
export function classicHealth(backend: Backend, listener: Listener | null, settings: Settings): Health {
  if (!listener) return SILENT;
  if (listener.healthCheck?.enabled === false) return UNCHECKED[settings.get(uncheckedHealth)] ?? SILENT;
  const { health, vendorHealth } = backend.wire.healthAt[listener.vendorId] ?? backend;
  return { health, vendorHealth };
}

/** The same for an application listener of layer 4, or a rule. */
export function applicationHealth(backend: Backend, owner: Listener | Rule, settings: Settings): Health {
  const stream = 'rules' in owner;
  if (stream && settings.get(streamHealth) === 'absent') return SILENT;
  if (owner.healthCheck?.enabled === false) return UNCHECKED[settings.get(uncheckedHealth)] ?? SILENT;
  const { health, vendorHealth } = backend;
  return { health, vendorHealth };
}

/** A machine bound at a classic load balancer, as seen through each of its listeners, or through none if it has none. */
export function seenThrough(
  { backends, listeners }: Pick<LoadBalancer, 'backends' | 'listeners'>,
  listener: Listener | null,
  settings: Settings,
): Backend[] {
  if (!listener && listeners.length > 0) return [];
  return backends.map((row) => ({
    ...row,
    port: listener?.wire.instancePort ?? null,
    ...classicHealth(row, listener, settings),
  }));
}
