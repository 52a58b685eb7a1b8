import type { HealthCheck } from '../../../model/listener.js';
import { fromTable, toPort } from '../../wire-values.js';
import type { CheckRead } from './rows.js';

const switches: Readonly<Record<string, 'on' | 'off'>> = { '0': 'off', '1': 'on' };

/** By `CheckType`; the schema has no word for checks by gRPC, ping, HTTPS, or a text of one's own. */
const protocols: Readonly<Record<string, HealthCheck['protocol']>> = { tcp: 'TCP', http: 'HTTP' };

/** Of a listener or rule; null where nothing of it is told. Where its type is not told, only a path shows that the check speaks HTTP. */
export function toHealthCheck(read: CheckRead): HealthCheck | null {
  const { healthSwitch, timeOut, intervalTime, healthNum, unhealthNum, httpCheckPath } = read;
  const told = [healthSwitch, timeOut, intervalTime, healthNum, unhealthNum, httpCheckPath];
  if (told.every((value) => value === null)) return null;
  const state = fromTable(switches, healthSwitch);
  return {
    enabled: state === null ? null : state === 'on',
    protocol: toProtocol(read),
    path: httpCheckPath,
    host: read.httpCheckDomain,
    port: toPort(read.checkPort ?? null),
    intervalSeconds: toCount(intervalTime),
    timeoutSeconds: toCount(timeOut),
    healthyThreshold: toCount(healthNum),
    unhealthyThreshold: toCount(unhealthNum),
  };
}

function toProtocol({ checkType = null, httpCheckPath }: CheckRead): HealthCheck['protocol'] {
  if (checkType !== null) return fromTable(protocols, checkType) ?? 'UNKNOWN';
  return httpCheckPath === null ? 'UNKNOWN' : 'HTTP';
}

function toCount(value: number | null): number | null {
  return value === null || value < 0 ? null : value;
}
