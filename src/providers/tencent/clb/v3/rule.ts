import type { Listener, ListenerRule } from '../../../../model/listener.js';
import { readRow } from '../../../wire-values.js';
import { toRules as listRules, type ListedRules } from '../rule.js';
import { toHealthCheck } from './health-check.js';
import { ruleRow } from './wire.js';

/** The rules that came inside a listener's row: all that it has. */
export function toRules(rows: unknown, listener: Listener): ListedRules {
  return listRules(rows, listener, toRule);
}

function toRule(row: unknown, { source, asOf, loadBalancerId, vendorId }: Listener): ListenerRule | null {
  const decoded = readRow(ruleRow, row);
  if (decoded === null) return null;
  const { read } = decoded;
  return {
    kind: 'rule',
    source,
    asOf,
    loadBalancerId,
    listenerId: vendorId,
    vendorId: read.LocationId,
    domain: read.Domain,
    path: read.Url,
    healthCheck: toHealthCheck(read.HealthCheck),
    status: 'UNKNOWN',
    vendorStatus: null,
  };
}
