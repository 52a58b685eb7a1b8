import type { BackendHealth, Health } from '../../../../model/backend.js';
import type { DecodeContext, Dropped, Harvest } from '../../../provider.js';
import { fromTable, readRow } from '../../../wire-values.js';
import { applicationHealthKey, classicHealthKey, healths } from '../health.js';
import { applicationHealthRow, classicHealthRow } from './wire.js';

/** By `HealthStatusDetail`. `Close`: the check is off, or the listener is stopped. */
const details: Readonly<Record<string, BackendHealth>> = { alive: 'UP', dead: 'DOWN' };

/** The health of a machine as seen through one listener of the classic load balancer that is the one subject. */
export function decodeClassicHealth(
  row: unknown,
  { source, asOf, subjects: [loadBalancerId = ''] }: DecodeContext,
): Harvest | Dropped {
  const decoded = readRow(classicHealthRow, row);
  if (decoded === null) return 'malformed';
  const { IP: ip, ListenerPort: vport, Protocol: protocol, HealthStatus: told } = decoded.read;
  const of = classicHealthKey(loadBalancerId, { ip, vport, protocol });
  const health = fromTable(healths, told) ?? 'UNKNOWN';
  return { item: { kind: 'health', source, asOf, of, health, vendorHealth: told } };
}

/** The health of a target of one of the application load balancers that are the subjects. */
export function decodeApplicationHealth(
  row: unknown,
  { source, asOf, subjects }: DecodeContext,
): Harvest | Dropped {
  const decoded = readRow(applicationHealthRow, row);
  if (decoded === null) return 'malformed';
  const { loadBalancerId, listenerId, locationId: ruleId, backend } = decoded.read;
  if (!subjects.includes(loadBalancerId)) return 'foreign';
  const of = applicationHealthKey({ loadBalancerId, listenerId, ruleId, ip: backend.IP, port: backend.Port });
  const detail = backend.HealthStatusDetail ?? backend.HealthStatusDetial;
  return { item: { kind: 'health', source, asOf, of, ...toHealth(backend.HealthStatus, detail) } };
}

/**
 * The detail says more than `HealthStatus`, which is false, too, of what was not checked yet: alone it does not tell that something is
 * down. Where the two contradict each other, as in an example of the vendor that has `true` and `Dead`, nobody knows.
 */
function toHealth(isHealthy: boolean | null, detail: string | null): Pick<Health, 'health' | 'vendorHealth'> {
  if (detail === null) {
    const health = isHealthy === true ? 'UP' : 'UNKNOWN';
    return { health, vendorHealth: isHealthy === null ? null : String(isHealthy) };
  }
  const told = fromTable(details, detail) ?? 'UNKNOWN';
  const contradicts = isHealthy === (told === 'DOWN') && told !== 'UNKNOWN';
  return { health: contradicts ? 'UNKNOWN' : told, vendorHealth: detail };
}
