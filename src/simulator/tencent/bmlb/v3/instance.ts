import { hashText } from '../../../random.js';
import type { Settings } from '../../../settings.js';
import type { WireRow } from '../../../vendor.js';
import { toWireTime } from '../../wire-time.js';
import type { Instance } from '../records.js';
import { laterFields } from './settings.js';

/** A machine as the rows tell it under these settings. */
export function showInstance(instance: Instance, settings: Settings): Instance {
  return { ...instance, vendorFields: instanceFields(instance, settings) };
}

/** A row of DescribeDevices. */
export function toDeviceRow(instance: Instance, settings: Settings): WireRow {
  const { vendorId, name, zone, vendorStatus, privateAddresses, publicAddresses, createdAt, wire } = instance;
  return {
    InstanceId: vendorId,
    DeviceStatus: Number(vendorStatus),
    Alias: name ?? wire.emptyName,
    Zone: zone ?? '',
    WanIp: publicAddresses[0] ?? '',
    LanIp: privateAddresses[0] ?? '',
    DeliverTime: toWireTime(createdAt ?? ''),
    ...instanceFields(instance, settings),
  };
}

export interface Tag {
  readonly TagKey: string;
  readonly TagValues: readonly string[];
}

export function tagsOf({ vendorFields }: Instance): Tag[] {
  const tags = vendorFields['tagDetail'] as readonly { key: string; value: string }[];
  return tags.map(({ key, value }) => ({ TagKey: key, TagValues: [value] }));
}

/** Null where the vendor knows of no warranty. */
export function maintenanceOf({ vendorId }: Instance): 'Maintain' | null {
  return hashText(vendorId) % 4 === 0 ? null : 'Maintain';
}

/** What is no field of the schema. */
function instanceFields(instance: Instance, settings: Settings): WireRow {
  const { vendorFields: fields, wire } = instance;
  const { network } = wire;
  return {
    VpcId: network.unVpcId,
    SubnetId: network.unSubnetId,
    OperateStatus: Number(fields['operateStatus']),
    OsTypeId: Number(fields['osTypeId']),
    RaidId: Number(fields['raidId']),
    AppId: Number(fields['appId']),
    Deadline: fields['deadline'],
    AutoRenewFlag: Number(fields['autoRenewFlag']),
    DeviceClassCode: fields['deviceClassCode'],
    Tags: tagsOf(instance),
    CpmPayMode: 1,
    DhcpIp: wire.mgtIp,
    VpcName: network.vpcName,
    SubnetName: network.subnetName,
    VpcCidrBlock: network.vpcCidrBlock,
    SubnetCidrBlock: network.subnetCidrBlock,
    IsLuckyDevice: 0,
    ...(settings.get(laterFields) === 'present'
      ? { MaintainStatus: maintenanceOf(instance), MaintainMessage: null }
      : {}),
  };
}
