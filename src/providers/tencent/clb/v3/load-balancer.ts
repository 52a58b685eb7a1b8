import type { LoadBalancer, Scheme, Tag } from '../../../../model/load-balancer.js';
import type { DecodeContext, Dropped, Harvest } from '../../../provider.js';
import { fromTable, pickFields, readRow, toAddresses, toUtc } from '../../../wire-values.js';
import { statuses } from '../load-balancer.js';
import { zone } from '../wire.js';
import { loadBalancerRow } from './wire.js';

/** By `LoadBalancerType`. */
const schemes: Readonly<Record<string, Scheme>> = { open: 'PUBLIC', internal: 'PRIVATE' };

/** What the vendor declares besides what the schema has. */
const vendorFields = [
  'AddressIPv6',
  'LoadBalancerType',
  'Forward',
  'StatusTime',
  'ProjectId',
  'OpenBgp',
  'Snat',
  'Isolation',
  'Log',
  'SubnetId',
  'SecureGroups',
  'TargetRegionInfo',
  'AnycastZone',
  'AddressIPVersion',
  'NumericalVpcId',
  'VipIsp',
  'MasterZone',
  'BackupZoneSet',
  'IsolatedTime',
  'ExpireTime',
  'ChargeType',
  'NetworkAttributes',
  'PrepaidAttributes',
  'LogSetId',
  'LogTopicId',
  'ExtraInfo',
  'IsDDos',
  'ConfigId',
  'LoadBalancerPassToTarget',
  'ExclusiveCluster',
  'IPv6Mode',
  'SnatPro',
  'SnatIps',
  'SlaType',
  'IsBlock',
  'IsBlockTime',
  'LocalBgp',
  'ClusterTag',
  'MixIpTarget',
  'Zones',
  'NfvInfo',
  'HealthLogSetId',
  'HealthLogTopicId',
  'ClusterIds',
  'AttributeFlags',
  'Egress',
  'Exclusive',
  'AssociateEndpoint',
  'AvailableZoneAffinityInfo',
];

/** A load balancer. Subjects, when there are any, are the ids asked for. */
export function decodeLoadBalancer(
  row: unknown,
  { source, asOf, subjects }: DecodeContext,
): Harvest | Dropped {
  const decoded = readRow(loadBalancerRow, row);
  if (decoded === null) return 'malformed';
  const { read, raw } = decoded;
  const vendorId = read.LoadBalancerId;
  if (subjects.length > 0 && !subjects.includes(vendorId)) return 'foreign';
  const item: LoadBalancer = {
    kind: 'loadBalancer',
    source,
    asOf,
    vendorId,
    zone: null,
    name: read.LoadBalancerName,
    status: fromTable(statuses, read.Status) ?? 'UNKNOWN',
    vendorStatus: read.Status,
    scheme: fromTable(schemes, read.LoadBalancerType) ?? 'UNKNOWN',
    addresses: toAddresses([...read.LoadBalancerVips, read.AddressIPv6]),
    // `Domain` is going out of use.
    domain: read.Domain ?? read.LoadBalancerDomain,
    // The basic network has no id: in `TargetRegionInfo` it is "0", and it is looked for by that.
    networkId: read.VpcId === '0' ? null : read.VpcId,
    createdAt: toUtc(read.CreateTime, zone),
    tags: read.Tags?.map(({ TagKey, TagValue }): Tag => ({ key: TagKey, value: TagValue })) ?? null,
    vendorFields: pickFields(raw, vendorFields),
  };
  return { item };
}
