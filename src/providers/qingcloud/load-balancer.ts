import type { z } from 'zod';
import type { Segment } from '../../model/list.js';
import type { LoadBalancer, LoadBalancerStatus, Scheme, Tag } from '../../model/load-balancer.js';
import type { ItemRef } from '../../model/record.js';
import type { Source } from '../../model/source.js';
import type { DecodeContext, Harvest, Dropped } from '../provider.js';
import { fromTable, pickFields, toAddresses, toUtc } from '../wire-values.js';
import { toInlinedListeners } from './listener.js';
import { loadBalancerRow, readRow } from './wire.js';

/** The last two are found by id only, the first of them recoverable for two hours. */
const statuses: Readonly<Record<string, LoadBalancerStatus>> = {
  pending: 'CREATING',
  active: 'ACTIVE',
  stopped: 'STOPPED',
  suspended: 'SUSPENDED',
  deleted: 'DELETED',
  ceased: 'DELETED',
};

/** `private_ips` may hold the addresses of its nodes: a vendor field, not among its addresses. */
const vendorFields = [
  'description',
  'transition_status',
  'is_applied',
  'private_ips',
  'loadbalancer_type',
  'security_group_id',
  'status_time',
];

export function loadBalancersSegment(source: Source): Segment {
  return { of: { list: 'loadBalancers', source }, segment: '' };
}

export function loadBalancerRef(vendorId: string, source: Source): ItemRef {
  return { kind: 'loadBalancer', source, vendorId };
}

/** A load balancer with the listeners that came inside its row. Subjects, when there are any, are the ids asked for. */
export function decodeLoadBalancer(row: unknown, context: DecodeContext): Harvest | Dropped {
  const { source, asOf, subjects } = context;
  const decoded = readRow(loadBalancerRow, row);
  if (decoded === null) return 'malformed';
  const { read, raw } = decoded;
  const vendorId = read.loadbalancer_id;
  if (subjects.length > 0 && !subjects.includes(vendorId)) return 'foreign';

  const item: LoadBalancer = {
    kind: 'loadBalancer',
    source,
    asOf,
    vendorId,
    zone: read.zone_id,
    name: read.loadbalancer_name,
    status: fromTable(statuses, read.status) ?? 'UNKNOWN',
    vendorStatus: read.status,
    scheme: toScheme(read),
    addresses: toAddresses([
      ...[...read.eips, ...read.cluster].map((holder) => holder.eip_addr),
      read.vxnet?.private_ip,
    ]),
    domain: null,
    networkId: read.vxnet_id,
    createdAt: toUtc(read.create_time, 'Z'),
    tags: toTags(raw['tags']),
    vendorFields: pickFields(raw, vendorFields),
  };
  if (read.listeners === null) return { item, facts: { inlinedListeners: false } };
  const { items, list, facts } = toInlinedListeners(read.listeners, vendorId, context);
  return { item, records: items, lists: [list], facts: { inlinedListeners: true, ...facts } };
}

/** An entry of `cluster` without `eip_id` is a private load balancer's, so it is no public address. */
function toScheme({ eips, cluster, vxnet }: z.output<typeof loadBalancerRow>): Scheme {
  if (eips.some((eip) => eip.eip_id !== null || eip.eip_addr !== null)) return 'PUBLIC';
  if (cluster.some((eip) => eip.eip_id !== null)) return 'PUBLIC';
  return toAddresses([vxnet?.private_ip]).length > 0 ? 'PRIVATE' : 'UNKNOWN';
}

/** Only the empty list is known of `tags`: what an entry looks like, and whether it tells a key, is not. */
function toTags(tags: unknown): readonly Tag[] | null {
  return Array.isArray(tags) && tags.length === 0 ? [] : null;
}
