import type { Instance, InstanceStatus } from '../../../model/instance.js';
import type { Segment } from '../../../model/list.js';
import type { ItemRef } from '../../../model/record.js';
import type { Source } from '../../../model/source.js';
import type { DecodeContext, Dropped, Harvest } from '../../provider.js';
import { fromTable, pickFields, pickObjects, toAddresses, toUtc } from '../../wire-values.js';
import { instanceRow, readRow, zone } from './wire.js';

/** By the number in `status`, and in `instanceStatus` of a backend. */
export const machineStatuses: Readonly<Record<string, InstanceStatus>> = {
  '1': 'FAILED',
  '2': 'RUNNING',
  '3': 'PENDING',
  '4': 'STOPPED',
  '5': 'TERMINATED',
  '6': 'TERMINATED',
  '7': 'REBOOTING',
  '8': 'STARTING',
  '9': 'STOPPING',
  '10': 'MAINTENANCE',
  '11': 'MAINTENANCE',
  '12': 'MAINTENANCE',
  '13': 'MAINTENANCE',
  '14': 'MAINTENANCE',
  '19': 'MAINTENANCE',
  '21': 'MAINTENANCE',
};

const vendorFields = [
  'instanceId',
  'uuid',
  'deviceClass',
  'os',
  'unImgId',
  'imageId',
  'imageType',
  'zoneId',
  'zoneName',
  'Region',
  'cpu',
  'mem',
  'bandwidth',
  'projectId',
  'statusTime',
  'deadlineTime',
  'autoRenew',
  'cvmPayMode',
  'networkPayMode',
  'vpcId',
  'subnetId',
  'isVpcGateway',
];

/** Objects among the vendor fields. `diskInfo` is documented as a list and comes as an object. */
const vendorObjects = {
  diskInfo: ['rootType', 'rootId', 'rootSize', 'storageType', 'storageId', 'storageSize'],
};

/** `narrowed`: to what the vendor leaves of it. */
export function instancesSegment(source: Source, narrowed: string | null): Segment {
  return { of: { list: 'instances', source }, segment: '', ...(narrowed === null ? {} : { narrowed }) };
}

export function instanceRef(vendorId: string, source: Source): ItemRef {
  return { kind: 'instance', source, instanceKind: 'VIRTUAL_MACHINE', vendorId };
}

/** A machine that is named, and of which nothing is read. */
export const unread: Omit<Instance, 'source' | 'asOf' | 'vendorId'> = {
  kind: 'instance',
  instanceKind: 'VIRTUAL_MACHINE',
  zone: null,
  name: null,
  status: 'UNKNOWN',
  vendorStatus: null,
  privateAddresses: [],
  publicAddresses: [],
  createdAt: null,
  vendorFields: {},
  lacks: [
    'zone',
    'name',
    'status',
    'vendorStatus',
    'privateAddresses',
    'publicAddresses',
    'createdAt',
    'vendorFields',
  ],
};

/** A virtual machine. Subjects, when there are any, are the ids asked for. */
export function decodeInstance(row: unknown, { source, asOf, subjects }: DecodeContext): Harvest | Dropped {
  const decoded = readRow(instanceRow, row);
  if (decoded === null) return 'malformed';
  const { read, raw } = decoded;
  const vendorId = read.unInstanceId;
  if (subjects.length > 0 && !subjects.includes(vendorId)) return 'foreign';
  const item: Instance = {
    kind: 'instance',
    source,
    asOf,
    instanceKind: 'VIRTUAL_MACHINE',
    vendorId,
    zone: null,
    name: read.instanceName,
    status: fromTable(machineStatuses, read.status) ?? 'UNKNOWN',
    vendorStatus: read.status,
    privateAddresses: toAddresses([read.lanIp]),
    publicAddresses: toAddresses(read.wanIpSet ?? []),
    createdAt: toUtc(read.createTime, zone),
    vendorFields: { ...pickFields(raw, vendorFields), ...pickObjects(raw, vendorObjects) },
  };
  return { item };
}
