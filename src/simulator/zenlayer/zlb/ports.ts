import type { InventoryListener } from '../../inventory.js';
import type { Listener } from './records.js';

type Ports = InventoryListener['ports'];

export const ALL_PORTS: Ports = [{ from: 1, to: 65_535 }];

/** As the vendor writes them; all of them are `0`. */
export function spellPorts(ports: Ports): string {
  const [all] = ALL_PORTS;
  if (ports.length === 1 && ports[0]?.from === all?.from && ports[0]?.to === all?.to) return '0';
  return ports.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(',');
}

/** The vendor takes no port of a backend's own where a listener has several, or hands packets on as they are. */
export const takesOwnPorts = ({ port, vendorFields }: Listener): boolean =>
  port !== null && vendorFields['kind'] !== 'DR';
