import type { LoadBalancer, LoadBalancerStatus, Scheme } from '../../../model/load-balancer.js';
import type { DecodeContext, Dropped, Harvest } from '../../provider.js';
import { fromTable, pickFields, toAddresses, toUtc } from '../../wire-values.js';
import type { Rows } from './rows.js';
import { readRow } from './wire.js';

/** The zone of a time without one: the vendor writes local text. */
export const vendorZone = '+08:00';

const statuses: Readonly<Record<string, LoadBalancerStatus>> = { '0': 'CREATING', '1': 'ACTIVE' };
const schemes: Readonly<Record<string, Scheme>> = { open: 'PUBLIC', internal: 'PRIVATE' };

/**
 * A row of "DescribeBmLoadBalancers" or "DescribeLoadBalancers"; one that is still being created has "" for an address. Subjects, when there are any, are the
 * ids asked for.
 */
export function decodeLoadBalancer(
  rows: Rows,
  row: unknown,
  { source, asOf, subjects }: DecodeContext,
): Harvest | Dropped {
  const wire = readRow(rows.loadBalancer, row);
  if (wire === null) return 'malformed';
  const { read, raw } = wire;
  if (subjects.length > 0 && !subjects.includes(read.loadBalancerId)) return 'foreign';
  const item: LoadBalancer = {
    kind: 'loadBalancer',
    source,
    asOf,
    vendorId: read.loadBalancerId,
    // It belongs to a whole region.
    zone: null,
    name: read.loadBalancerName,
    status: fromTable(statuses, read.status) ?? 'UNKNOWN',
    vendorStatus: read.status,
    scheme: fromTable(schemes, read.loadBalancerType) ?? 'UNKNOWN',
    addresses: toAddresses(read.loadBalancerVips),
    domain: read.domain,
    networkId: read.unVpcId,
    createdAt: toUtc(read.createTime, vendorZone),

    tags: null,
    vendorFields: pickFields(raw, rows.vendorFields.loadBalancer),
  };
  return { item };
}
