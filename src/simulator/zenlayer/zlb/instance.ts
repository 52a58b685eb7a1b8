import type { VendorFields } from '../../inventory.js';
import type { Settings } from '../../settings.js';
import type { WireRow } from '../../vendor.js';
import { showFields } from '../optional-fields.js';
import { toWireTime } from '../wire-time.js';
import type { FleetIndex } from './fleet-index.js';
import type { Instance } from './records.js';
import { instanceLoadBalancers } from './settings.js';
import { spellWord } from './spelling.js';

export function instanceFields(instance: Instance, index: FleetIndex, settings: Settings): VendorFields {
  const { vendorFields, vendorId, wire } = instance;
  const isTold = settings.get(instanceLoadBalancers) === 'told';
  return showFields(
    {
      ...vendorFields,
      expiredTime: wire.expiresAt && toWireTime(wire.expiresAt),
      nics: [toNic(instance)],
      ...(isTold ? { loadBalancerIds: index.loadBalancerIdsOf.get(vendorId) ?? [] } : {}),
    },
    settings,
  );
}

/** A row of the service `zec`. */
export function toInstanceRow(instance: Instance, index: FleetIndex, settings: Settings): WireRow {
  const { vendorId, name, zone, vendorStatus, publicAddresses, privateAddresses, createdAt, wire } = instance;
  return showFields(
    {
      instanceId: vendorId,
      instanceName: name ?? wire.emptyName,
      zoneId: zone,
      status: spellWord(vendorStatus, settings),
      publicIpAddresses: publicAddresses,
      privateIpAddresses: privateAddresses,
      createTime: createdAt && toWireTime(createdAt),
      ...instanceFields(instance, index, settings),
    },
    settings,
  );
}

function toNic({
  vendorId,
  publicAddresses,
  privateAddresses,
  vendorFields,
  wire,
  createdAt,
}: Instance): WireRow {
  const [primary, ...secondary] = privateAddresses;
  const time = createdAt && toWireTime(createdAt);
  return {
    ...wire.nic,
    name: 'primary',
    status: 'USED',
    nicType: 'Primary',
    nicSubnetType: 'IPv4',
    publicIpList: publicAddresses,
    privateIpList: privateAddresses,
    primaryIpv4: primary ?? null,
    primaryIpv6: null,
    ipv6Cidr: null,
    secondaryIpv4s: secondary,
    instanceId: vendorId,
    subnetId: vendorFields['subnetId'],
    securityGroupId: vendorFields['securityGroupId'],
    createTime: time,
    updateTime: time,
  };
}
