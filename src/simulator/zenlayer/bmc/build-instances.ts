import type { InventoryInstance, VendorFields } from '../../inventory.js';
import { machineName, wireName } from '../../names.js';
import { repeatAddresses } from '../../repeat-addresses.js';
import type { BuildContext } from '../build-context.js';
import type { Instance } from './records.js';

type Life = readonly [InventoryInstance['status'], string];

const RUNNING: Life = ['RUNNING', 'RUNNING'];

const BARE_METAL_LIVES: readonly Life[] = [
  ['STOPPED', 'STOPPED'],
  ['STARTING', 'BOOTING'],
  ['STOPPING', 'STOPPING'],
  ['PENDING', 'INSTALLING'],
  ['FAILED', 'INSTALL_FAILED'],
  ['TERMINATED', 'RECYCLE'],
  ['UNKNOWN', 'DEFRAGMENTING'],
];

const VIRTUAL_MACHINE_LIVES: readonly Life[] = [
  ['STOPPED', 'STOPPED'],
  ['REBOOTING', 'REBOOT'],
  ['MAINTENANCE', 'IMAGING'],
  ['PENDING', 'DEPLOYING'],
  ['TERMINATED', 'RELEASING'],
  ['UNKNOWN', 'DEFRAGMENTING'],
];

const VIRTUAL_SHARE = 0.25;

/**
 * Bare metal, then virtual machines: a quarter of the total, none in the profile `bm-only`. The order is that
 * of a reader who asks one service after the other.
 */
export function buildInstances(context: BuildContext): Instance[] {
  const { instances, profile } = context.account;
  const virtual = profile === 'bm-only' ? 0 : Math.floor(instances * VIRTUAL_SHARE);
  return repeatAddresses(
    Array.from({ length: instances }, (_, index) =>
      buildInstance(context, index, index >= instances - virtual),
    ),
  );
}

export function buildInstance(context: BuildContext, index: number, isVirtual: boolean): Instance {
  const { random, newId, clock, regionAt } = context;
  const name = wireName(index, machineName(index));
  const lives = isVirtual ? VIRTUAL_MACHINE_LIVES : BARE_METAL_LIVES;
  const [status, vendorStatus] = index > 1 && random.chance(0.12) ? random.pick(lives) : RUNNING;
  const prepaid = index % 5 === 1;
  return {
    vendorId: newId('ins-'),
    region: null,
    zone: regionAt(index),
    name: name === '' ? null : name,
    kind: isVirtual ? 'VIRTUAL_MACHINE' : 'BARE_METAL',
    status,
    vendorStatus,
    privateAddresses: [`10.${random.int(1, 250)}.${random.int(0, 250)}.${random.int(2, 250)}`],
    publicAddresses: Array.from(
      { length: index % 6 === 5 ? 0 : index % 6 === 1 ? 2 : 1 },
      () => `128.14.${random.int(1, 250)}.${random.int(2, 250)}`,
    ),
    createdAt: clock.next(),
    vendorFields: isVirtual ? virtualMachineFields(context) : bareMetalFields(context, index, prepaid),
    wire: {
      emptyName: name === '' ? '' : null,
      expiresAt: prepaid ? '2027-01-01T00:00:00.000Z' : null,
    },
  };
}

function bareMetalFields(
  { random, newId, regionAt }: BuildContext,
  index: number,
  prepaid: boolean,
): VendorFields {
  return {
    hostname: `M7D-${regionAt(index)}-${String(index + 1).padStart(2, '0')}`,
    subnetIds: [newId('subnet-')],
    instanceTypeId: 'M7D',
    instanceType: {
      cpuCoreCount: 16,
      memorySize: 64,
      maximumBandwidth: 10000,
      supportRaids: [0, 1],
      isHA: false,
      description: 'general purpose',
    },
    imageId: 'img-ubuntu',
    imageName: 'Ubuntu18.04-x86_64',
    ipxeUrl: null,
    instanceChargeType: prepaid ? 'PREPAID' : 'POSTPAID',
    bandwidthOutMbps: random.pick([0, 100, 1000]),
    internetChargeType: 'ByClusterBandwidth95',
    period: prepaid ? 12 : null,
    resourceGroupId: 'rg-default',
    resourceGroupName: 'default',
    trafficPackageSize: null,
    raidConfig: { raidType: null },
    partitions: [],
    nic: { wanName: 'bond0', lanName: 'bond1' },
    autoRenew: prepaid,
    enableGatewayMode: false,
    keyId: null,
    tags: { tags: random.chance(0.3) ? [{ key: 'role', value: 'edge' }] : [] },
  };
}

function virtualMachineFields({ random, newId }: BuildContext): VendorFields {
  const cpuCount = random.pick([2, 4, 8]);
  return {
    instanceType: `z2.${cpuCount}c`,
    cpuCount,
    memory: cpuCount * 2,
    imageId: 'img-ubuntu',
    imageName: 'Ubuntu18.04-x86_64',
    subnetId: newId('subnet-'),
    resourceGroupId: 'rg-default',
    resourceGroupName: 'default',
  };
}
