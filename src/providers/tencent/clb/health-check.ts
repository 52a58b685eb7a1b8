import type { z } from 'zod';
import type { HealthCheck } from '../../../model/listener.js';
import { fromTable } from '../../wire-values.js';
import type { ruleRow } from './wire.js';

const switches: Readonly<Record<string, 'on' | 'off'>> = { '0': 'off', '1': 'on' };

type Check = Pick<
  z.output<typeof ruleRow>,
  | 'healthSwitch'
  | 'timeOut'
  | 'intervalTime'
  | 'healthNum'
  | 'unhealthNum'
  | 'httpCheckPath'
  | 'httpCheckDomain'
>;

/** Of a listener or rule; null where nothing of it is told. Only a path shows that the check speaks HTTP. */
export function toHealthCheck(row: Check): HealthCheck | null {
  const { healthSwitch, timeOut, intervalTime, healthNum, unhealthNum, httpCheckPath, httpCheckDomain } = row;
  const told = [healthSwitch, timeOut, intervalTime, healthNum, unhealthNum, httpCheckPath];
  if (told.every((value) => value === null)) return null;
  const state = fromTable(switches, healthSwitch);
  return {
    enabled: state === null ? null : state === 'on',
    protocol: httpCheckPath === null ? 'UNKNOWN' : 'HTTP',
    path: httpCheckPath,
    host: httpCheckDomain,
    port: null,
    intervalSeconds: toCount(intervalTime),
    timeoutSeconds: toCount(timeOut),
    healthyThreshold: toCount(healthNum),
    unhealthyThreshold: toCount(unhealthNum),
  };
}

function toCount(value: number | null): number | null {
  return value === null || value < 0 ? null : value;
}
