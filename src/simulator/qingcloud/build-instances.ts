import type { InventoryInstance } from '../inventory.js';
import { machineName, serviceName, wireName } from '../names.js';
import { repeatAddresses } from '../repeat-addresses.js';
import type { BuildContext } from './build-context.js';
import type { Instance, Router } from './records.js';
import { toWireTime } from './wire-time.js';
import { zoneAt } from './zones.js';

export interface Life {
  readonly status: InventoryInstance['status'];
  readonly vendorStatus: string;
  readonly transition: string;
}

export const RUNNING: Life = { status: 'RUNNING', vendorStatus: 'running', transition: '' };
export const TERMINATED: Life = { status: 'TERMINATED', vendorStatus: 'terminated', transition: '' };
export const OTHER_LIVES: readonly Life[] = [
  { status: 'STOPPED', vendorStatus: 'stopped', transition: '' },
  { status: 'REBOOTING', vendorStatus: 'running', transition: 'restarting' },
  { status: 'STARTING', vendorStatus: 'stopped', transition: 'starting' },
  { status: 'STOPPING', vendorStatus: 'running', transition: 'stopping' },
  { status: 'PENDING', vendorStatus: 'pending', transition: 'creating' },
  { status: 'SUSPENDED', vendorStatus: 'suspended', transition: '' },
  { status: 'MAINTENANCE', vendorStatus: 'stopped', transition: 'resetting' },
];

const TERMINATED_FROM = 10;

/** The listed instances, and on top of them a terminated one and, in the `appcenter` profile, a cluster node. */
export function buildInstances(context: BuildContext): Instance[] {
  const { account } = context;
  const lives = Array.from({ length: account.instances }, (_, index) => lifeOf(context, index));
  if (account.instances >= TERMINATED_FROM) lives.splice(3, 0, TERMINATED);
  const instances = repeatAddresses(lives.map((life, index) => buildInstance(context, index, life, false)));
  if (account.profile === 'appcenter')
    instances.push(buildInstance(context, instances.length, RUNNING, true));
  return instances;
}

/** One listed instance more. */
export function buildNextInstance(context: BuildContext, index: number): Instance {
  return buildInstance(context, index, lifeOf(context, index), false);
}

function lifeOf({ random }: BuildContext, index: number): Life {
  return index > 1 && random.chance(0.12) ? random.pick(OTHER_LIVES) : RUNNING;
}

function buildInstance(context: BuildContext, index: number, life: Life, clusterNode: boolean): Instance {
  const { random, newId, clock, region } = context;
  const name = wireName(index, machineName(index));
  const cpus = random.pick([1, 2, 4, 8, 16]);
  const createdAt = clock.next();
  return {
    vendorId: newId('i-'),
    region,
    zone: zoneAt(region, index),
    name: name === '' ? null : name,
    kind: 'VIRTUAL_MACHINE',
    status: life.status,
    vendorStatus: life.vendorStatus,
    privateAddresses: Array.from({ length: index % 7 === 4 ? 2 : 1 }, () => context.privateAddress()),
    publicAddresses: index % 4 === 0 ? [context.publicAddress()] : [],
    createdAt,
    vendorFields: {
      description: random.pick([null, '']),
      transition_status: life.transition,
      instance_type: random.pick(['small_b', 'c1m1', 's1.large.r1']),
      instance_class: random.pick([0, 1, 101, 201]),
      vcpus_current: cpus,
      memory_current: cpus * 2048,
      image: {
        image_id: 'centos64x64',
        image_name: 'CentOS 6.4 64bit',
        image_size: 20,
        platform: 'linux',
        os_family: 'centos',
        processor_type: '64bit',
        provider: 'system',
      },
      security_group: { security_group_id: newId('sg-'), is_default: random.int(0, 1) },
      volume_ids: random.chance(0.5) ? [newId('vol-')] : [],
      keypair_ids: random.chance(0.5) ? [newId('kp-')] : [],
      status_time: toWireTime(createdAt),
    },
    wire: {
      emptyName: name === '' ? '' : null,
      eipId: newId('eip-'),
      vxnetId: newId('vxnet-'),
      clusterNode,
      graphicsPassword: `planted-graphics-${random.text(10)}`,
      imagePassword: `planted-image-${random.text(10)}`,
    },
  };
}

/** One router where the topology does not say, so that a backend can name it. */
export function buildRouters(context: BuildContext): Router[] {
  return Array.from({ length: context.account.routers ?? 1 }, (_, index) => buildRouter(context, index));
}

export function buildRouter(context: BuildContext, index: number): Router {
  const { newId, clock, region } = context;
  const name = wireName(index, `${serviceName(index)}-router`);
  return {
    vendorId: newId('rtr-'),
    region,
    name: name === '' ? null : name,
    vendorStatus: index % 5 === 3 ? 'poweroffed' : 'active',
    privateAddresses: [context.privateAddress()],
    publicAddresses: index % 2 === 0 ? [context.publicAddress()] : [],
    createdAt: clock.next(),
    wire: {
      emptyName: name === '' ? '' : null,
      eipId: newId('eip-'),
      vxnetIds: [newId('vxnet-'), 'vxnet-0'],
      securityGroupId: newId('sg-'),
    },
  };
}
