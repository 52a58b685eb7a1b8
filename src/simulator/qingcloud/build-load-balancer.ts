import type { InventoryLoadBalancer } from '../inventory.js';
import { serviceName, wireName } from '../names.js';
import type { BuildContext } from './build-context.js';
import type { LoadBalancer } from './records.js';
import { zoneAt } from './zones.js';
import { toWireTime } from './wire-time.js';

export type LoadBalancerLife = 'live' | 'deleted' | 'ceased';

interface Life {
  readonly status: InventoryLoadBalancer['status'];
  readonly vendorStatus: string;
  readonly transition: string;
}

const ACTIVE: Life = { status: 'ACTIVE', vendorStatus: 'active', transition: '' };
const LIVES: readonly Life[] = [
  { status: 'STOPPED', vendorStatus: 'stopped', transition: '' },
  { status: 'CREATING', vendorStatus: 'pending', transition: 'creating' },
  { status: 'ACTIVE', vendorStatus: 'active', transition: 'updating' },
  { status: 'SUSPENDED', vendorStatus: 'suspended', transition: '' },
];

/** One load balancer without listeners; `index` is its place in the region. */
export function buildLoadBalancer(
  context: BuildContext,
  index: number,
  life: LoadBalancerLife,
): LoadBalancer {
  const { random, newId, clock, region } = context;
  const name = wireName(index, serviceName(index));
  const { status, vendorStatus, transition } = lifeOf(context, index, life);
  const createdAt = clock.next();
  const isPublic = index % 3 !== 1;
  const publicAddresses = isPublic
    ? Array.from({ length: index % 5 === 3 ? 2 : 1 }, () => context.publicAddress())
    : [];
  const privateAddresses = !isPublic || index % 4 === 3 ? [context.privateAddress()] : [];
  return {
    vendorId: newId('lb-'),
    region,
    zone: null,
    name: name === '' ? null : name,
    status,
    vendorStatus,
    scheme: isPublic ? 'PUBLIC' : 'PRIVATE',
    addresses: [...publicAddresses, ...privateAddresses],
    domain: null,
    networkId: privateAddresses.length > 0 ? newId('vxnet-') : 'vxnet-0',
    createdAt,
    tags: [],
    vendorFields: {
      description: random.pick([null, '', `traffic of ${serviceName(index)}`]),
      transition_status: transition,
      is_applied: random.chance(0.9) ? 1 : 0,
      private_ips: [`198.19.0.${random.int(2, 250)}`],
      loadbalancer_type: random.int(0, 5),
      security_group_id: random.chance(0.5) ? newId('sg-') : '',
      status_time: toWireTime(createdAt),
    },
    listeners: [],
    backends: [],
    wire: {
      emptyName: name === '' ? '' : null,
      holder: index % 2 === 0 ? 'cluster' : 'eips',
      eipIds: publicAddresses.map(() => newId('eip-')),
      nodeId: newId('i-'),
      zone: zoneAt(region, index),
      ownerId: `usr-${random.text(8)}`,
    },
  };
}

function lifeOf({ random }: BuildContext, index: number, life: LoadBalancerLife): Life {
  if (life !== 'live') return { status: 'DELETED', vendorStatus: life, transition: '' };
  if (index === 3) return { status: 'STOPPED', vendorStatus: 'stopped', transition: '' };
  return index > 3 && random.chance(0.15) ? random.pick(LIVES) : ACTIVE;
}
