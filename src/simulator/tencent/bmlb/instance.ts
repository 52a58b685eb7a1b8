import type { Settings } from '../../settings.js';
import type { WireRow } from '../../vendor.js';
import { toZoneId } from './zones.js';
import { toWireTime } from '../wire-time.js';
import type { Instance } from './records.js';
import { machineExtras, machineNumbers } from './settings.js';

const NUMBERS: readonly string[] = [
  'vpcId',
  'subnetId',
  'deviceStatus',
  'operateStatus',
  'osTypeId',
  'raidId',
  'autoRenewFlag',
];
const EXTRAS: readonly string[] = ['appId', 'zoneId', 'projectId', 'isVpcGateway'];

/** A row of DescribeDevice or DescribeDeviceTrash. */
export function toDeviceRow(instance: Instance, settings: Settings): WireRow {
  const { vendorId, name, zone, vendorStatus, wire } = instance;
  return spell(
    {
      instanceId: vendorId,
      ...instance.vendorFields,
      lanIp: instance.privateAddresses[0] ?? '',
      deviceStatus: vendorStatus,
      alias: name ?? wire.emptyName,
      ...(zone === null ? {} : { zoneId: toZoneId(zone) }),
      wanIp: instance.publicAddresses[0] ?? '',
      deliverTime: toWireTime(instance.createdAt ?? ''),
    },
    settings,
  );
}

/** What of a machine the rows tell under these settings. */
export function showInstance(instance: Instance, settings: Settings): Instance {
  return {
    ...instance,
    zone: settings.get(machineExtras) === 'present' ? instance.zone : null,
    vendorFields: spell(instance.vendorFields, settings),
  };
}

function spell(fields: WireRow, settings: Settings): WireRow {
  const isShown = (name: string): boolean =>
    settings.get(machineExtras) === 'present' || !EXTRAS.includes(name);
  const asNumber = settings.get(machineNumbers) === 'number';
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => isShown(name))
      .map(([name, value]) => [name, asNumber && NUMBERS.includes(name) ? Number(value) : value]),
  );
}
