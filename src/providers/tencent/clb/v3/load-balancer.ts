import type { LoadBalancer, Scheme, Tag } from '../../../../model/load-balancer.js';
import type { DecodeContext, Dropped, Harvest } from '../../../provider.js';
import { fromTable, pickFields, pickObjects, readRow, toAddresses, toUtc } from '../../../wire-values.js';
import { statuses } from '../load-balancer.js';
import { zone } from '../wire.js';
import { loadBalancerRow } from './wire.js';

/** By `LoadBalancerType`. */
const schemes: Readonly<Record<string, Scheme>> = { open: 'PUBLIC', internal: 'PRIVATE' };

const vendorFields = [
  'LoadBalancerType',
  'Forward',
  'StatusTime',
  'ProjectId',
  'NumericalVpcId',
  'SubnetId',
  'OpenBgp',
  'Snat',
  'Isolation',
  'IsolatedTime',
  'ExpireTime',
  'ChargeType',
  'AddressIPVersion',
  'IPv6Mode',
  'VipIsp',
  'AnycastZone',
  'SecureGroups',
  'SlaType',
  'IsBlock',
  'LoadBalancerPassToTarget',
  'AttributeFlags',
  'Exclusive',
];

const vendorObjects = {
  TargetRegionInfo: ['Region', 'VpcId', 'NumericalVpcId'],
  NetworkAttributes: ['InternetChargeType', 'InternetMaxBandwidthOut', 'BandwidthpkgSubType'],
};

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
    zone: read.MasterZone?.Zone ?? null,
    name: read.LoadBalancerName,
    status: fromTable(statuses, read.Status) ?? 'UNKNOWN',
    vendorStatus: read.Status,
    scheme: fromTable(schemes, read.LoadBalancerType) ?? 'UNKNOWN',
    addresses: toAddresses([...read.LoadBalancerVips, read.AddressIPv6]),
    // `Domain` is going out of use.
    domain: read.Domain ?? read.LoadBalancerDomain,
    networkId: read.VpcId,
    createdAt: toUtc(read.CreateTime, zone),
    tags: read.Tags?.map(({ TagKey, TagValue }): Tag => ({ key: TagKey, value: TagValue })) ?? null,
    vendorFields: { ...pickFields(raw, vendorFields), ...pickObjects(raw, vendorObjects) },
  };
  return { item };
}
