import type { WireRow } from '../../vendor.js';
import { toWireTime } from '../wire-time.js';
import { addressField } from './backend.js';
import type { Instance } from './records.js';

export function toInstanceRow(instance: Instance): WireRow {
  return {
    ...instance.vendorFields,
    unInstanceId: instance.vendorId,
    instanceName: instance.name ?? instance.wire.emptyName,
    lanIp: instance.privateAddresses[0] ?? '',
    ...addressField(instance),
    status: Number(instance.vendorStatus),
    createTime: instance.createdAt === null ? '' : toWireTime(instance.createdAt),
  };
}
