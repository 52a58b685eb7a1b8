import type { BackendHealth, Health } from '../../../model/backend.js';
import type { DecodeContext, Dropped, Harvest } from '../../provider.js';
import { fromTable, readRow } from '../../wire-values.js';
import type { Rows } from './rows.js';

/** -1: its targets are incomplete or unknown. */
const healths: Readonly<Record<string, BackendHealth>> = { '1': 'UP', '0': 'DOWN', '-1': 'UNKNOWN' };

/** How the health call of classic load balancers names a backend: it tells no ids. An address is one machine inside a load balancer. */
export function classicHealthKey(
  loadBalancerId: string,
  checked: { readonly vport: number | null; readonly protocol: string; readonly ip: string },
): string {
  const { vport, protocol, ip } = checked;
  return JSON.stringify(['health', loadBalancerId, vport, protocol.toUpperCase(), ip]);
}

/** How the health call of application load balancers names a backend. */
export function applicationHealthKey(checked: {
  readonly loadBalancerId: string;
  readonly listenerId: string;
  /** Null in layer 4. */
  readonly ruleId: string | null;
  readonly ip: string;
  readonly port: number | null;
}): string {
  const { loadBalancerId, listenerId, ruleId, ip, port } = checked;
  return JSON.stringify(['health', loadBalancerId, listenerId, ruleId, ip, port]);
}

/** The health of a machine as seen through one listener of the classic load balancer that is the one subject. */
export function decodeClassicHealth(
  rows: Rows,
  row: unknown,
  { source, asOf, subjects: [loadBalancerId = ''] }: DecodeContext,
): Harvest | Dropped {
  const decoded = readRow(rows.classicHealth, row);
  if (decoded === null) return 'malformed';
  const { healthStatus, ...checked } = decoded.read;
  const of = classicHealthKey(loadBalancerId, checked);
  return { item: { kind: 'health', source, asOf, of, ...toHealth(healthStatus) } };
}

/** The health of a backend of one of the application load balancers that are the subjects. */
export function decodeApplicationHealth(
  rows: Rows,
  row: unknown,
  { source, asOf, subjects }: DecodeContext,
): Harvest | Dropped {
  const decoded = readRow(rows.applicationHealth, row);
  if (decoded === null) return 'malformed';
  const { loadBalancerId, listenerId, locationId: ruleId, backend } = decoded.read;
  if (!subjects.includes(loadBalancerId)) return 'foreign';
  const { ip, port, ...told } = backend;
  const of = applicationHealthKey({ loadBalancerId, listenerId, ruleId, ip, port });
  return { item: { kind: 'health', source, asOf, of, ...told } };
}

/** By the number that API 2.0 has everywhere, and API 3.0 of classic load balancers. */
export function toHealth(vendorHealth: string | null): Pick<Health, 'health' | 'vendorHealth'> {
  return { health: fromTable(healths, vendorHealth) ?? 'UNKNOWN', vendorHealth };
}
