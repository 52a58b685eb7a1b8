import type { VendorFields } from '../../inventory.js';
import type { Settings } from '../../settings.js';
import type { WireRow } from '../../vendor.js';
import { showFields } from '../optional-fields.js';
import type { Instance } from './records.js';
import { toInstanceTime } from './wire-time.js';

export function instanceFields({ vendorFields, wire }: Instance, settings: Settings): VendorFields {
  return showFields({ ...vendorFields, expiredTime: toInstanceTime(wire.expiresAt, settings) }, settings);
}

function sharedFields(instance: Instance, settings: Settings): WireRow {
  return {
    instanceId: instance.vendorId,
    instanceName: instance.name ?? instance.wire.emptyName,
    zoneId: instance.zone,
    instanceStatus: instance.vendorStatus,
    publicIpAddresses: instance.publicAddresses,
    privateIpAddresses: instance.privateAddresses,
    createTime: toInstanceTime(instance.createdAt, settings),
    ...instanceFields(instance, settings),
  };
}

/** A row of the service `bmc`. */
export function toBareMetalRow(instance: Instance, settings: Settings): WireRow {
  return showFields(
    {
      ...sharedFields(instance, settings),
      primaryPublicIpAddress: instance.publicAddresses[0] ?? null,
      primaryPublicIPv6Address: null,
      ipv6Addresses: null,
    },
    settings,
  );
}

/** A row of the service `vm`. */
export function toVirtualMachineRow(instance: Instance, settings: Settings): WireRow {
  return showFields({ ...sharedFields(instance, settings), publicIpv6Addresses: [] }, settings);
}
