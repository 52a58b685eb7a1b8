import type { Segment } from '../../../model/list.js';
import type { LoadBalancer, LoadBalancerStatus } from '../../../model/load-balancer.js';
import type { Item, ItemRef } from '../../../model/record.js';
import type { Source } from '../../../model/source.js';
import type { DecodeContext, Dropped, Harvest } from '../../provider.js';
import { fromTable, pickFields, readRow, toAddresses, toUtc } from '../../wire-values.js';
import type { Rows } from './rows.js';
import { zone } from './wire.js';

/** By `status`. */
const statuses: Readonly<Record<string, LoadBalancerStatus>> = { '0': 'CREATING', '1': 'ACTIVE' };

/** `narrowed`: to what the vendor leaves of it. */
export function loadBalancersSegment(source: Source, narrowed: string | null): Segment {
  return { of: { list: 'loadBalancers', source }, segment: '', ...(narrowed === null ? {} : { narrowed }) };
}

export function loadBalancerRef(vendorId: string, source: Source): ItemRef {
  return { kind: 'loadBalancer', source, vendorId };
}

/** Which of the vendor's two kinds a load balancer is, which never changes; old editions know classic ones only, and do not tell. */
export function isApplication({ vendorFields }: LoadBalancer): boolean {
  const forward = vendorFields['forward'] ?? vendorFields['Forward'];
  return forward === 1 || forward === '1';
}

/** One call tells all that is behind an application load balancer; a classic one's listeners have to be known for that. */
export function listsReached(loadBalancer: LoadBalancer): boolean {
  return kindOf(loadBalancer) === 'application';
}

/** Which machines are bound at a classic load balancer, one call tells without its listeners. */
export function listsMembers(loadBalancer: LoadBalancer): boolean {
  return kindOf(loadBalancer) === 'classic';
}

/**
 * One that is made up. The fewest calls are those of an application one; the most are as many as both kinds take: with listeners that
 * may have been cut off, as those of application ones, and are needed for all that is bound, as those of classic ones.
 */
export function imagineLoadBalancer(item: LoadBalancer, takes: 'fewest' | 'most'): LoadBalancer {
  return { ...item, vendorFields: { forward: 1, isEither: takes === 'most' } };
}

/** The kind of a load balancer that may be known, or made up as either; null when it is not known. */
export function kindOf(known: Item | null): 'classic' | 'application' | 'either' | null {
  if (known?.kind !== 'loadBalancer') return null;
  if (known.vendorFields['isEither'] === true) return 'either';
  return isApplication(known) ? 'application' : 'classic';
}

/** A load balancer. Subjects, when there are any, are the ids asked for. */
export function decodeLoadBalancer(
  rows: Rows,
  row: unknown,
  { source, asOf, subjects }: DecodeContext,
): Harvest | Dropped {
  const decoded = readRow(rows.loadBalancer, row);
  if (decoded === null) return 'malformed';
  const { read, raw } = decoded;
  const vendorId = read.unLoadBalancerId;
  if (subjects.length > 0 && !subjects.includes(vendorId)) return 'foreign';
  const item: LoadBalancer = {
    kind: 'loadBalancer',
    source,
    asOf,
    vendorId,
    zone: null,
    name: read.loadBalancerName,
    status: fromTable(statuses, read.status) ?? 'UNKNOWN',
    vendorStatus: read.status,
    scheme: fromTable(rows.schemes, read.loadBalancerType) ?? 'UNKNOWN',
    addresses: toAddresses(read.loadBalancerVips),
    domain: read.domain,
    networkId: read.uniqVpcId,
    createdAt: toUtc(read.createTime, zone),
    tags: read.tags ?? null,
    vendorFields: pickFields(raw, rows.vendorFields.loadBalancer),
  };
  return { item };
}
