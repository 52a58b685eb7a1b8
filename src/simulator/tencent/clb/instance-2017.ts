import type { WireRow } from '../../vendor.js';
import { toLongRegion } from '../regions.js';
import type { Instance } from './records.js';

/** A machine in the names of CVM's dialect of 2017, as far as that has been documented from its first day. */
export function toModernRow(row: Instance): WireRow {
  const { vendorFields: fields } = row;
  return {
    Placement: { Zone: zoneOf(row), HostId: '', ProjectId: fields['projectId'] },
    InstanceId: row.vendorId,
    InstanceType: 'S1.SMALL2',
    CPU: fields['cpu'],
    Memory: fields['mem'],
    InstanceName: row.name ?? row.wire.emptyName,
    InstanceChargeType: chargeType(row),
    PrivateIpAddresses: row.privateAddresses,
    PublicIpAddresses: row.publicAddresses,
    VirtualPrivateCloud: { VpcId: '', SubnetId: '', AsVpcGateway: 'FALSE' },
    ImageId: fields['unImgId'],
    CreatedTime: row.createdAt?.replace(/\.\d+Z$/, 'Z') ?? null,
  };
}

/** Each filter of that dialect, and the values that a machine has for it. */
export const instanceFilters: Readonly<Record<string, (row: Instance) => readonly unknown[]>> = {
  zone: (row) => [zoneOf(row)],
  'project-id': (row) => [String(row.vendorFields['projectId'])],
  'host-id': () => [''],
  'instance-id': (row) => [row.vendorId],
  'instance-name': (row) => [row.name ?? ''],
  'instance-charge-type': (row) => [chargeType(row)],
  'private-ip-address': (row) => row.privateAddresses,
  'public-ip-address': (row) => row.publicAddresses,
};

export const zoneOf = ({ vendorFields }: Instance): string =>
  `${toLongRegion(String(vendorFields['Region']))}-${Number(vendorFields['zoneId']) % 1000}`;

export const chargeType = ({ vendorFields }: Instance): string =>
  Number(vendorFields['cvmPayMode']) === 1 ? 'PREPAID' : 'POSTPAID_BY_HOUR';
