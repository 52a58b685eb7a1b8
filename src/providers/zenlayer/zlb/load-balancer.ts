import type { Segment } from '../../../model/list.js';
import type { LoadBalancer, LoadBalancerStatus, Scheme } from '../../../model/load-balancer.js';
import type { Source } from '../../../model/source.js';
import { narrowedBy } from '../../narrow.js';
import type { DecodeContext } from '../../provider.js';
import { fromTable, pickFields, pickObjects, toAddresses, toUtc } from '../../wire-values.js';
import { toTags } from '../tags.js';
import { loadBalancerRow, readRow } from './wire.js';

const vendorFields = ['healthCheckPrivateIps', 'listenerCount', 'securityGroupId'];
const vendorObjects = { resourceGroup: ['resourceGroupId', 'resourceGroupName'] };

/** CREATE_FAILED and RELEASING are documented too, and the schema has no word for them. */
const statuses: Readonly<Record<string, LoadBalancerStatus>> = {
  creating: 'CREATING',
  running: 'ACTIVE',
  recycled: 'DELETED',
};

export function loadBalancersSegment(source: Source, narrowed: string | null): Segment {
  return narrowedBy({ of: { list: 'loadBalancers', source }, segment: '' }, narrowed);
}

/** A row of `DescribeLoadBalancers`. Its region stands in `zone`, for the account is asked about all of them at once. */
export function toLoadBalancer(row: unknown, { source, asOf }: DecodeContext): LoadBalancer | 'malformed' {
  const wire = readRow(loadBalancerRow, row);
  if (wire === null) return 'malformed';
  const { read, raw } = wire;
  const publicAddresses = toAddresses(read.publicIpAddress);
  const privateAddresses = toAddresses(read.privateIpAddress);
  return {
    kind: 'loadBalancer',
    source,
    asOf,
    vendorId: read.loadBalancerId,
    zone: read.regionId,
    name: read.loadBalancerName,
    status: fromTable(statuses, read.status) ?? 'UNKNOWN',
    vendorStatus: read.status,
    scheme: toScheme(publicAddresses, privateAddresses),
    addresses: toAddresses([...publicAddresses, ...privateAddresses]),
    domain: null,
    networkId: read.vpcId,
    createdAt: toUtc(read.createTime, 'Z'),
    tags: toTags(read.tags),
    vendorFields: { ...pickFields(raw, vendorFields), ...pickObjects(raw, vendorObjects) },
  };
}

/** No field tells it but the addresses: one that is public has private ones besides. */
function toScheme(publicAddresses: readonly string[], privateAddresses: readonly string[]): Scheme {
  if (publicAddresses.length > 0) return 'PUBLIC';
  return privateAddresses.length > 0 ? 'PRIVATE' : 'UNKNOWN';
}
