import type { Instance, InstanceStatus } from '../../../../model/instance.js';
import type { DecodeContext, Dropped, Harvest } from '../../../provider.js';
import { fromTable, pickFields, pickObjects, readRow, toAddresses, toUtc } from '../../../wire-values.js';
import { zone } from '../wire.js';
import { instanceRow } from './wire.js';

/** By `InstanceState`. */
const statuses: Readonly<Record<string, InstanceStatus>> = {
  pending: 'PENDING',
  launch_failed: 'FAILED',
  running: 'RUNNING',
  starting: 'STARTING',
  stopping: 'STOPPING',
  stopped: 'STOPPED',
  rebooting: 'REBOOTING',
  shutdown: 'TERMINATED',
  terminating: 'TERMINATED',
};

const vendorFields = [
  'InstanceType',
  'CPU',
  'Memory',
  'RestrictState',
  'InstanceChargeType',
  'ImageId',
  'RenewFlag',
  'ExpiredTime',
  'OsName',
  'SecurityGroupIds',
  'StopChargingMode',
  'Uuid',
  'LatestOperation',
  'LatestOperationState',
  'IsolatedSource',
];

const vendorObjects = {
  Placement: ['Zone', 'ProjectId'],
  SystemDisk: ['DiskType', 'DiskId', 'DiskSize'],
  InternetAccessible: ['InternetChargeType', 'InternetMaxBandwidthOut'],
  VirtualPrivateCloud: ['VpcId', 'SubnetId', 'AsVpcGateway'],
};

/** A virtual machine. Subjects, when there are any, are the ids asked for. */
export function decodeInstance(row: unknown, { source, asOf, subjects }: DecodeContext): Harvest | Dropped {
  const decoded = readRow(instanceRow, row);
  if (decoded === null) return 'malformed';
  const { read, raw } = decoded;
  const vendorId = read.InstanceId;
  if (subjects.length > 0 && !subjects.includes(vendorId)) return 'foreign';
  const item: Instance = {
    kind: 'instance',
    source,
    asOf,
    instanceKind: 'VIRTUAL_MACHINE',
    vendorId,
    zone: read.Placement?.Zone ?? null,
    name: read.InstanceName,
    status: fromTable(statuses, read.InstanceState) ?? 'UNKNOWN',
    vendorStatus: read.InstanceState,
    privateAddresses: toAddresses([...read.PrivateIpAddresses, ...read.IPv6Addresses]),
    publicAddresses: toAddresses([...read.PublicIpAddresses, ...read.PublicIPv6Addresses]),
    createdAt: toUtc(read.CreatedTime, zone),
    vendorFields: { ...pickFields(raw, vendorFields), ...pickObjects(raw, vendorObjects) },
  };
  return { item };
}
