import { z } from 'zod';
import type { Instance } from '../../../../model/instance.js';
import type { DecodeContext, Dropped, Harvest } from '../../../provider.js';
import {
  fromTable,
  identifier,
  pickFields,
  pickObjects,
  readRow,
  text,
  toAddresses,
  toUtc,
} from '../../../wire-values.js';
import { machineStatuses } from '../instance.js';
import { addressSet, zone } from '../wire.js';

/** `instanceSet[]`. */
const instanceRow = z.object({
  unInstanceId: identifier,
  instanceName: text,
  lanIp: text,
  wanIpSet: addressSet,
  status: text,
  createTime: text,
});

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
