import type { Instance } from '../../../model/instance.js';
import type { DecodeContext } from '../../provider.js';
import { fromTable, pickFields, pickObjects, toAddresses, toUtc } from '../../wire-values.js';
import { instanceStatuses } from '../instance-statuses.js';
import { instanceRow, kindOfType, readRow, type InstanceType } from './wire.js';

/** The two products list their fields apart; `instanceType` is an object in the one and a model's id in the other. */
const vendorFields: Readonly<Record<InstanceType, readonly string[]>> = {
  BM: [
    'hostname',
    'subnetIds',
    'instanceTypeId',
    'imageId',
    'imageName',
    'ipxeUrl',
    'instanceChargeType',
    'bandwidthOutMbps',
    'internetChargeType',
    'period',
    'expiredTime',
    'resourceGroupId',
    'resourceGroupName',
    'trafficPackageSize',
    'partitions',
    'autoRenew',
    'enableGatewayMode',
    'keyId',
    // An instance of the schema has no tags.
    'tags',
  ],
  VM: [
    'instanceType',
    'cpuCount',
    'memory',
    'imageId',
    'imageName',
    'subnetId',
    'expiredTime',
    'resourceGroupId',
    'resourceGroupName',
  ],
};

/** Objects among the vendor fields of bare metal, by lists of their own. */
const vendorObjects: Readonly<Record<InstanceType, Readonly<Record<string, readonly string[]>>>> = {
  BM: {
    instanceType: [
      'cpuCoreCount',
      'cpuDetail',
      'cpuCores',
      'cpuThreads',
      'baseFrequency',
      'memorySize',
      'maximumBandwidth',
      'supportRaids',
      'supportSubnet',
      'isHA',
      'diskInfo',
      'description',
      'vpuVendor',
      'vpuCard',
      'vpuCount',
    ],
    raidConfig: ['raidType'],
    nic: ['wanName', 'lanName'],
  },
  VM: {},
};

/** A row of `DescribeInstances` of either product. IPv6 addresses are public ones. */
export function toInstance(
  row: unknown,
  type: InstanceType,
  { source, asOf }: DecodeContext,
): Instance | 'malformed' {
  const wire = readRow(instanceRow, row);
  if (wire === null) return 'malformed';
  const { read, raw } = wire;
  return {
    kind: 'instance',
    source,
    asOf,
    instanceKind: kindOfType[type],
    vendorId: read.instanceId,
    zone: read.zoneId,
    name: read.instanceName,
    status: fromTable(instanceStatuses, read.instanceStatus) ?? 'UNKNOWN',
    vendorStatus: read.instanceStatus,
    privateAddresses: toAddresses(read.privateIpAddresses),
    publicAddresses: toAddresses([
      ...read.publicIpAddresses,
      read.primaryPublicIpAddress,
      ...read.ipv6Addresses,
      ...read.publicIpv6Addresses,
      read.primaryPublicIPv6Address,
    ]),
    createdAt: toUtc(read.createTime, 'Z'),
    vendorFields: { ...pickFields(raw, vendorFields[type]), ...pickObjects(raw, vendorObjects[type]) },
  };
}
