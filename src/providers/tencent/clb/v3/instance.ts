import { z } from 'zod';
import type { Instance, InstanceStatus } from '../../../../model/instance.js';
import type { DecodeContext, Dropped, Harvest } from '../../../provider.js';
import {
  fromTable,
  identifier,
  listOf,
  pickFields,
  readRow,
  text,
  toAddresses,
  toUtc,
} from '../../../wire-values.js';
import { zone } from '../wire.js';

/** `InstanceSet[]`. */
const instanceRow = z.object({
  InstanceId: identifier,
  InstanceName: text,
  InstanceState: text,
  PrivateIpAddresses: listOf(text),
  PublicIpAddresses: listOf(text),
  IPv6Addresses: listOf(text),
  PublicIPv6Addresses: listOf(text),
  CreatedTime: text,
});

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

/** What the vendor declares besides what the schema has; of machines without how one logs in to them. */
const vendorFields = [
  'IPv6Addresses',
  'PublicIPv6Addresses',
  'Placement',
  'InstanceType',
  'CPU',
  'Memory',
  'RestrictState',
  'InstanceChargeType',
  'SystemDisk',
  'DataDisks',
  'InternetAccessible',
  'VirtualPrivateCloud',
  'ImageId',
  'RenewFlag',
  'ExpiredTime',
  'OsName',
  'SecurityGroupIds',
  'Tags',
  'StopChargingMode',
  'Uuid',
  'LatestOperation',
  'LatestOperationState',
  'LatestOperationRequestId',
  'DisasterRecoverGroupId',
  'CamRoleName',
  'HpcClusterId',
  'RdmaIpAddresses',
  'DedicatedClusterId',
  'IsolatedSource',
  'DisasterRecoverGroupIds',
  'GPUInfo',
  'LicenseType',
  'DisableApiTermination',
  'DefaultLoginUser',
  'DefaultLoginPort',
  'LatestOperationErrorMsg',
  'EnableJumboFrame',
  'CpuTopology',
  'PartitionNumber',
];

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
    zone: null,
    name: read.InstanceName,
    status: fromTable(statuses, read.InstanceState) ?? 'UNKNOWN',
    vendorStatus: read.InstanceState,
    privateAddresses: toAddresses([...read.PrivateIpAddresses, ...read.IPv6Addresses]),
    publicAddresses: toAddresses([...read.PublicIpAddresses, ...read.PublicIPv6Addresses]),
    createdAt: toUtc(read.CreatedTime, zone),
    vendorFields: pickFields(raw, vendorFields),
  };
  return { item };
}
