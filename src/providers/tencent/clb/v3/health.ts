import { z } from 'zod';
import type { BackendHealth, Health } from '../../../../model/backend.js';
import { fromTable, identifier, integer, text } from '../../../wire-values.js';

/** By `HealthStatusDetail`. `Close`: the check is off, or the listener is stopped. */
const details: Readonly<Record<string, BackendHealth>> = { alive: 'UP', dead: 'DOWN' };

/** `Targets[]` of DescribeTargetHealth. `HealthStatusDetial` is the older spelling of `HealthStatusDetail`. */
export const checkedTarget = z
  .object({
    IP: identifier,
    Port: integer,
    HealthStatus: z
      .boolean()
      .nullish()
      .transform((value) => value ?? null),
    HealthStatusDetail: text,
    HealthStatusDetial: text,
  })
  .transform(({ IP: ip, Port: port, HealthStatus, HealthStatusDetail, HealthStatusDetial }) => ({
    ip,
    port,
    ...toHealth(HealthStatus, HealthStatusDetail ?? HealthStatusDetial),
  }));

/**
 * The detail says more than `HealthStatus`, whose false is called unhealthy, of what was not checked yet too, as the 0 of API 2.0 may be: alone it
 * is taken at its word. Where the two contradict each other, as in an example of the vendor that has `true` and `Dead`, nobody knows.
 */
function toHealth(isHealthy: boolean | null, detail: string | null): Pick<Health, 'health' | 'vendorHealth'> {
  if (detail === null) {
    const health = isHealthy === null ? 'UNKNOWN' : isHealthy ? 'UP' : 'DOWN';
    return { health, vendorHealth: isHealthy === null ? null : String(isHealthy) };
  }
  const told = fromTable(details, detail) ?? 'UNKNOWN';
  const contradicts = isHealthy === (told === 'DOWN') && told !== 'UNKNOWN';
  return { health: contradicts ? 'UNKNOWN' : told, vendorHealth: detail };
}
