import type { InventoryBackend, InventoryListener } from '../../src/simulator/inventory.js';

type Bound = Pick<InventoryListener, 'backends' | 'rules'>;

/** Those bound at the listener itself: the ones before those of its rules. */
export function ownBackends({ backends, rules }: Bound): InventoryBackend[] {
  const inRules = rules.reduce((sum, rule) => sum + rule.backends.length, 0);
  return backends.slice(0, backends.length - inRules);
}

/** Backends by the place where they are bound: the listener itself, and each of its rules. */
export function placesOf(listener: Bound): InventoryBackend[][] {
  return [ownBackends(listener), ...listener.rules.map(({ backends }) => backends)];
}
