import type { z } from 'zod';
import type { HealthCheck } from '../../../../model/listener.js';
import { fromTable, toPort } from '../../../wire-values.js';
import { toHealthCheck as toCheck } from '../health-check.js';
import type { healthCheckRow } from './wire.js';

/** By `CheckType`; the schema has no word for checks by gRPC, ping, HTTPS, or a text of one's own. */
const protocols: Readonly<Record<string, HealthCheck['protocol']>> = { tcp: 'TCP', http: 'HTTP' };

/** Of a listener or rule of an application load balancer. */
export function toHealthCheck(row: z.output<typeof healthCheckRow> | null): HealthCheck | null {
  if (row === null) return null;
  const check = toCheck({
    healthSwitch: row.HealthSwitch,
    timeOut: row.TimeOut,
    intervalTime: row.IntervalTime,
    healthNum: row.HealthNum,
    unhealthNum: row.UnHealthNum,
    httpCheckPath: row.HttpCheckPath,
    httpCheckDomain: row.HttpCheckDomain,
  });
  if (check === null) return null;
  const told = row.CheckType === null ? check.protocol : (fromTable(protocols, row.CheckType) ?? 'UNKNOWN');
  return { ...check, protocol: told, port: toPort(row.CheckPort) };
}
