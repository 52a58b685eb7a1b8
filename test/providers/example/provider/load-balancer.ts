import type { LoadBalancerStatus, Scheme } from '../../../../src/model/load-balancer.js';
import type { DecodeContext, Dropped, Harvest } from '../../../../src/providers/provider.js';
import { fromTable, pickFields, toAddresses } from '../../../../src/providers/wire-values.js';
import { balancerRow, toTime } from './wire.js';

const statuses: Readonly<Record<string, LoadBalancerStatus>> = {
  on: 'ACTIVE',
  off: 'STOPPED',
  making: 'CREATING',
};

const schemes: Readonly<Record<string, Scheme>> = { public: 'PUBLIC', private: 'PRIVATE' };

/** A row of `GetBalancers`. */
export function toLoadBalancer(value: unknown, { source, asOf, subjects }: DecodeContext): Harvest | Dropped {
  const parsed = balancerRow.safeParse(value);
  if (!parsed.success) return 'malformed';
  const row = parsed.data;
  if (subjects.length > 0 && !subjects.includes(row.id)) return 'foreign';
  return {
    item: {
      kind: 'loadBalancer',
      source,
      asOf,
      vendorId: row.id,
      zone: null,
      name: row.label,
      status: fromTable(statuses, row.state) ?? 'UNKNOWN',
      vendorStatus: row.state,
      scheme: fromTable(schemes, row.net) ?? 'UNKNOWN',
      addresses: toAddresses(row.vips),
      domain: null,
      networkId: null,
      createdAt: toTime(row.made),
      tags: [],
      vendorFields: pickFields(row, ['plan']),
    },
  };
}
