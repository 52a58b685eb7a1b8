import type { InventoryInstance, VendorFields } from '../../inventory.js';
import { machineName, wireName } from '../../names.js';
import { repeatAddresses } from '../../repeat-addresses.js';
import type { BuildContext } from '../build-context.js';
import type { Instance } from './records.js';

type Life = readonly [InventoryInstance['status'], string];

const RUNNING: Life = ['RUNNING', 'RUNNING'];

const LIVES: readonly Life[] = [
  ['STOPPED', 'STOPPED'],
  ['STARTING', 'BOOTING'],
  ['STOPPING', 'STOPPING'],
  ['REBOOTING', 'REBOOT'],
  ['PENDING', 'DEPLOYING'],
  ['MAINTENANCE', 'IMAGING'],
  ['TERMINATED', 'RECYCLE'],
  ['UNKNOWN', 'RESIZING'],
  ['UNKNOWN', 'DEFRAGMENTING'],
];

export function buildInstances(context: BuildContext): Instance[] {
  const { instances } = context.account;
  return repeatAddresses(Array.from({ length: instances }, (_, index) => buildInstance(context, index)));
}

export function buildInstance(context: BuildContext, index: number): Instance {
  const { random, newId, clock, regionAt } = context;
  const name = wireName(index, machineName(index));
  const [status, vendorStatus] = index > 1 && random.chance(0.15) ? random.pick(LIVES) : RUNNING;
  const region = regionAt(index);
  return {
    vendorId: newId('ins-'),
    region: null,
    zone: `${region}${index % 3 === 0 ? 'b' : 'a'}`,
    name: name === '' ? null : name,
    kind: 'VIRTUAL_MACHINE',
    status,
    vendorStatus,
    privateAddresses: Array.from(
      { length: index % 9 === 4 ? 2 : 1 },
      () => `10.${random.int(1, 250)}.${random.int(0, 250)}.${random.int(2, 250)}`,
    ),
    publicAddresses: Array.from(
      { length: index % 6 === 5 ? 0 : 1 },
      () => `98.98.${random.int(1, 250)}.${random.int(2, 250)}`,
    ),
    createdAt: clock.next(),
    vendorFields: fieldsOf(context, index),
    wire: {
      emptyName: name === '' ? '' : null,
      expiresAt: index % 5 === 1 ? '2027-01-01T00:00:00.000Z' : null,
      nic: {
        nicId: newId('nic-'),
        macAddress: `52:54:00:${[1, 2, 3].map(() => random.text(2, '0123456789abcdef')).join(':')}`,
        vpcId: newId('vpc-'),
      },
    },
  };
}

/** The model is null for a machine with a GPU. */
function fieldsOf({ random, newId }: BuildContext, index: number): VendorFields {
  const cpu = random.pick([1, 2, 4, 8]);
  return {
    instanceType: index % 10 === 9 ? null : `z2a.cpu.${cpu}`,
    cpu,
    memory: cpu * 2,
    imageId: 'ubuntu2204_20240101',
    imageName: 'Ubuntu Server 22.04 LTS',
    timeZone: random.pick(['Asia/Shanghai', 'UTC']),
    nicNetworkType: 'Auto',
    systemDisk: {
      diskId: newId('disk-'),
      diskSize: 40,
      diskCategory: 'Standard NVMe SSD',
      burstingEnabled: false,
    },
    dataDisks: [],
    keyId: null,
    subnetId: newId('subnet-'),
    securityGroupId: newId('sg-'),
    enableAgent: true,
    enableAgentMonitor: random.chance(0.5),
    enableIpForward: false,
    resourceGroupId: 'rg-default',
    resourceGroupName: 'Default Resource Group',
    tags: { tags: random.chance(0.3) ? [{ key: 'role', value: 'edge' }] : [] },
    placementGroupId: null,
    instanceOptions: { nestedVirtualization: false },
  };
}
