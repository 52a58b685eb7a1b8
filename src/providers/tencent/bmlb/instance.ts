import type { Instance, InstanceStatus } from '../../../model/instance.js';
import type { DecodeContext, Dropped, Harvest } from '../../provider.js';
import { fromTable, pickFields, toAddresses, toUtc } from '../../wire-values.js';
import { vendorZone } from './load-balancer.js';
import type { Rows } from './rows.js';
import { readRow } from './wire.js';

/** "DescribeRegions": the names of zones by the numbers that rows of API 2.0 have; of newer ones no name is told, and the number stands for it. */
const zones: Readonly<Record<string, string>> = {
  '1000100003': 'ap-guangzhou-bls-1',
  '1000400001': 'ap-shanghai-bls-1',
  '1000800001': 'ap-beijing-bls-1',
  '1000800002': 'ap-beijing-bls-2',
};

/** By `deviceStatus`, where it is not in operation. */
const statuses: Readonly<Record<string, InstanceStatus>> = {
  '1': 'PENDING',
  '2': 'PENDING',
  '3': 'FAILED',
  '5': 'FAILED',
  '6': 'FAILED',
  '7': 'SUSPENDED',
  '8': 'SUSPENDED',
  '10': 'SUSPENDED',
  '12': 'TERMINATED',
  '13': 'TERMINATED',
  '14': 'SUSPENDED',
};

/** By `operateStatus`, of a machine in operation (`deviceStatus` 4): 11 to 15 are done to it while it runs. */
const operations: Readonly<Record<string, InstanceStatus>> = {
  '1': 'RUNNING',
  '2': 'MAINTENANCE',
  '3': 'STOPPED',
  '5': 'MAINTENANCE',
  '7': 'MAINTENANCE',
  '9': 'MAINTENANCE',
  '11': 'RUNNING',
  '12': 'RUNNING',
  '13': 'RUNNING',
  '14': 'RUNNING',
  '15': 'RUNNING',
};

function toStatus(deviceStatus: string | null, operateStatus: string | null): InstanceStatus {
  const status =
    deviceStatus === '4' ? fromTable(operations, operateStatus) : fromTable(statuses, deviceStatus);
  return status ?? 'UNKNOWN';
}

/** A row of "DescribeDevice", "DescribeDeviceTrash" or "DescribeDevices". Subjects, when there are any, are the ids asked for. */
export function decodeInstance(
  rows: Rows,
  row: unknown,
  { source, asOf, subjects }: DecodeContext,
): Harvest | Dropped {
  const wire = readRow(rows.instance, row);
  if (wire === null) return 'malformed';
  const { read, raw } = wire;
  if (subjects.length > 0 && !subjects.includes(read.instanceId)) return 'foreign';
  const item: Instance = {
    kind: 'instance',
    source,
    asOf,
    instanceKind: 'BARE_METAL',
    vendorId: read.instanceId,
    zone: fromTable(zones, read.zoneId) ?? read.zoneId,
    name: read.alias,
    status: toStatus(read.deviceStatus, read.operateStatus),
    vendorStatus: read.deviceStatus,
    privateAddresses: toAddresses([read.lanIp]),
    publicAddresses: toAddresses([read.wanIp]),
    createdAt: toUtc(read.deliverTime, vendorZone),
    vendorFields: pickFields(raw, rows.vendorFields.instance),
  };
  return { item };
}
