import type { InventoryLoadBalancer, VendorFields } from '../../inventory.js';
import type { Settings } from '../../settings.js';
import type { WireRow } from '../../vendor.js';
import { showFields } from '../optional-fields.js';
import { tagShape } from '../settings.js';
import { toWireTime } from '../wire-time.js';
import type { Fleet, LoadBalancer } from './records.js';
import { recycledLoadBalancers } from './settings.js';
import { spellWord } from './spelling.js';

const isPrivate = (address: string): boolean => address.startsWith('10.');

/** Public addresses first, as a reader of the two lists has them. */
export function setAddresses(
  row: Pick<InventoryLoadBalancer, 'addresses' | 'scheme'>,
  addresses: readonly string[],
): void {
  const open = addresses.filter((address) => !isPrivate(address));
  row.addresses = [...open, ...addresses.filter(isPrivate)];
  row.scheme = open.length > 0 ? 'PUBLIC' : addresses.length > 0 ? 'PRIVATE' : 'UNKNOWN';
}

export function listedLoadBalancers({ loadBalancers }: Fleet, settings: Settings): readonly LoadBalancer[] {
  return settings.get(recycledLoadBalancers) === 'listed'
    ? loadBalancers
    : loadBalancers.filter(({ status }) => status !== 'DELETED');
}

export const loadBalancerFields = (
  { vendorFields, listeners }: LoadBalancer,
  settings: Settings,
): VendorFields => showFields({ ...vendorFields, listenerCount: listeners.length }, settings);

export function toLoadBalancerRow(loadBalancer: LoadBalancer, settings: Settings): WireRow {
  const { vendorId, zone, name, networkId, vendorStatus, addresses, createdAt, tags, wire } = loadBalancer;
  return showFields(
    {
      regionId: zone,
      loadBalancerId: vendorId,
      loadBalancerName: name ?? wire.emptyName,
      vpcId: networkId,
      status: spellWord(vendorStatus, settings),
      publicIpAddress: addresses.filter((address) => !isPrivate(address)),
      privateIpAddress: addresses.filter(isPrivate),
      createTime: createdAt && toWireTime(createdAt),
      tags: settings.get(tagShape) === 'list' ? tags : { tags },
      ...loadBalancerFields(loadBalancer, settings),
    },
    settings,
  );
}
