import type { InventoryLoadBalancer } from '../../inventory.js';
import { serviceName, wireName } from '../../names.js';
import { toWireTime } from '../wire-time.js';
import { networkAt, type BuildContext } from './build-context.js';
import type { LoadBalancer } from './records.js';

interface Life {
  readonly status: InventoryLoadBalancer['status'];
  readonly vendorStatus: string;
}

const ACTIVE: Life = { status: 'ACTIVE', vendorStatus: '1' };
const CREATING: Life = { status: 'CREATING', vendorStatus: '0' };
/** Not documented. */
const STRANGE: Life = { status: 'UNKNOWN', vendorStatus: '5' };

const CREATING_AT = 4;
const STRANGE_AT = 7;

/**
 * One load balancer without listeners; `index` is its place in the region. Without listeners of layer 7 it may be
 * an enhanced one (`dnat`), which takes none and is public.
 */
export function buildLoadBalancer(context: BuildContext, index: number, layer7: number): LoadBalancer {
  const { random, newId, clock, region } = context;
  const name = wireName(index, serviceName(index));
  const life = index === CREATING_AT ? CREATING : index === STRANGE_AT ? STRANGE : ACTIVE;
  const isPublic = index % 3 !== 1;
  const tgwSetType =
    isPublic && layer7 === 0 && index % 2 === 0 ? 'dnat' : random.pick(['fullnat', 'tunnel']);
  const createdAt = clock.next();
  const network = networkAt(context, index);
  const vendorId = newId('lb-');
  const payMode = isPublic ? random.pick(['flow', 'flow', 'bandwidth']) : 'flow';
  const subnet = isPublic ? { unSubnetId: '0', subnetId: 0 } : network;
  const address = isPublic ? context.publicAddress() : context.privateAddress();
  return {
    vendorId,
    region,
    zone: null,
    name: name === '' ? null : name,
    ...life,
    scheme: isPublic ? 'PUBLIC' : 'PRIVATE',
    addresses: life === CREATING ? [] : [address],
    domain: isPublic ? `${vendorId.slice(3)}.hslb.myqcloud.com` : null,
    networkId: network.unVpcId,
    createdAt,
    tags: null,
    vendorFields: {
      statusTime: toWireTime(createdAt),
      vpcId: network.vpcId,
      unSubnetId: subnet.unSubnetId,
      subnetId: subnet.subnetId,
      projectId: index % 5 === 3 ? 1_000_123 : 0,
      latestPayMode: payMode,
      payMode,
      bandwidth: payMode === 'bandwidth' ? random.pick([5, 50, 200]) : 0,
      tgwSetType,
      ipProtocolType: 'ipv4',
    },
    listeners: [],
    backends: [],
    wire: {
      emptyName: name === '' ? '' : null,
      type: isPublic ? 'open' : 'internal',
      network,
      appId: context.appId,
      exclusive: index % 6 === 5 ? random.int(1, 4) : 0,
    },
  };
}
