import type { Instance } from '../../../model/instance.js';
import type { Segment } from '../../../model/list.js';
import type { Source } from '../../../model/source.js';
import { narrowedBy } from '../../narrow.js';
import type { DecodeContext } from '../../provider.js';
import { fromTable, pickFields, pickObjects, toAddresses, toUtc } from '../../wire-values.js';
import { instanceStatuses } from '../instance-statuses.js';
import { instanceRow, readRow } from './wire.js';

const vendorFields = [
  'instanceType',
  'cpu',
  'memory',
  'imageId',
  'imageName',
  'timeZone',
  'nicNetworkType',
  'dataDisks',
  'keyId',
  'subnetId',
  'securityGroupId',
  'enableAgent',
  'enableAgentMonitor',
  'enableIpForward',
  'expiredTime',
  'resourceGroupId',
  'resourceGroupName',
  'nics',
  // An instance of the schema has no tags.
  'tags',
  'loadBalancerIds',
  'placementGroupId',
];
const vendorObjects = {
  systemDisk: ['diskId', 'diskSize', 'diskCategory', 'burstingEnabled'],
  instanceOptions: ['nestedVirtualization'],
};

export function instancesSegment(source: Source, narrowed: string | null): Segment {
  return narrowedBy({ of: { list: 'instances', source }, segment: '' }, narrowed);
}

/** A row of the elastic compute service's `DescribeInstances`. Machines of the bare metal service are not in it. */
export function toInstance(row: unknown, { source, asOf }: DecodeContext): Instance | 'malformed' {
  const wire = readRow(instanceRow, row);
  if (wire === null) return 'malformed';
  const { read, raw } = wire;
  return {
    kind: 'instance',
    source,
    asOf,
    instanceKind: 'VIRTUAL_MACHINE',
    vendorId: read.instanceId,
    zone: read.zoneId,
    name: read.instanceName,
    status: fromTable(instanceStatuses, read.status) ?? 'UNKNOWN',
    vendorStatus: read.status,
    privateAddresses: toAddresses(read.privateIpAddresses),
    publicAddresses: toAddresses(read.publicIpAddresses),
    createdAt: toUtc(read.createTime, 'Z'),
    vendorFields: { ...pickFields(raw, vendorFields), ...pickObjects(raw, vendorObjects) },
  };
}
