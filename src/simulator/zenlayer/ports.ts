import type { InventoryListener } from '../inventory.js';

/** `port` is that of a listener with a single one: by the schema, whatever a product's rows tell. */
export function setPorts(
  listener: Pick<InventoryListener, 'ports' | 'port'>,
  ports: InventoryListener['ports'],
): void {
  const [only, ...more] = ports;
  listener.ports = ports;
  listener.port = only && more.length === 0 && only.from === only.to ? only.from : null;
}
