import type { InventoryInstance } from '../../inventory.js';
import { machineName, wireName } from '../../names.js';
import { toWireTime } from '../wire-time.js';
import { networkAt, type BuildContext } from './build-context.js';
import type { Instance, Network } from './records.js';
import { zoneAt } from './zones.js';

export interface Life {
  readonly status: InventoryInstance['status'];
  readonly deviceStatus: string;
  readonly operateStatus: string;
}

const life = (status: Life['status'], deviceStatus: string, operateStatus = '1'): Life => ({
  status,
  deviceStatus,
  operateStatus,
});

export const RUNNING = life('RUNNING', '4');
const OTHER_LIVES: readonly Life[] = [
  life('RUNNING', '4', '14'),
  life('STOPPED', '4', '3'),
  life('MAINTENANCE', '4', '7'),
  life('MAINTENANCE', '4', '9'),
  life('UNKNOWN', '4', '8'),
  life('UNKNOWN', '4', '19'),
  life('PENDING', '2'),
  life('FAILED', '5'),
  life('SUSPENDED', '14'),
  life('UNKNOWN', '16'),
];
const TRASHED_LIVES: readonly Life[] = [life('TERMINATED', '12'), life('SUSPENDED', '8')];

/** What the vendor's two statuses mean together. */
export const lives: readonly Life[] = [
  RUNNING,
  ...OTHER_LIVES,
  life('PENDING', '1'),
  life('FAILED', '3'),
  life('FAILED', '6'),
  life('SUSPENDED', '7'),
  ...TRASHED_LIVES,
  life('UNKNOWN', '9'),
  life('SUSPENDED', '10'),
  life('UNKNOWN', '11'),
  life('TERMINATED', '13'),
];

const TRASHED_FROM = 10;
const OPERATES: readonly string[] = [
  'modifyDeviceAlias',
  'renewDevice',
  'shutdownDevice',
  'rebootDevice',
  'reloadDeviceOs',
  'resetPasswd',
  'bindEip',
  'unbindEip',
  'isolateDevice',
  'offlineDevice',
  'bindLb',
  'unbindLb',
];

/** The listed machines, and on top of them, in a region with enough of them, two in the recycle bin. */
export function buildInstances(context: BuildContext): Instance[] {
  const { account, random } = context;
  const listed = Array.from({ length: account.instances }, (_, index) =>
    index > 1 && random.chance(0.15) ? random.pick(OTHER_LIVES) : RUNNING,
  );
  const trashed = account.instances >= TRASHED_FROM ? TRASHED_LIVES : [];
  return [...listed, ...trashed].map((row, index) =>
    buildInstance(context, index, row, index >= account.instances),
  );
}

/** One listed machine more. */
export function buildNextInstance(context: BuildContext, index: number): Instance {
  return buildInstance(context, index, RUNNING, false);
}

function buildInstance(
  context: BuildContext,
  index: number,
  { status, deviceStatus, operateStatus }: Life,
  trashed: boolean,
): Instance {
  const { random, newId, clock, region } = context;
  const name = wireName(index, machineName(index));
  const network = networkAt(context, trashed ? 0 : index);
  const createdAt = clock.next();
  return {
    vendorId: newId('cpm-'),
    region,
    zone: zoneAt(region, index),
    name: name === '' ? null : name,
    kind: 'BARE_METAL',
    status,
    vendorStatus: deviceStatus,
    privateAddresses: [context.privateAddress()],
    publicAddresses: index % 4 === 1 ? [context.publicAddress()] : [],
    createdAt,
    vendorFields: {
      vpcId: String(network.vpcId),
      unVpcId: network.unVpcId,
      subnetId: String(network.subnetId),
      unSubnetId: network.unSubnetId,
      operateStatus,
      osTypeId: random.pick(['1', '5', '12']),
      raidId: random.pick(['1', '2']),
      deadline: toWireTime(new Date(Date.parse(createdAt) + 730 * 86_400_000).toISOString()),
      autoRenewFlag: trashed ? 0 : random.pick(['0', '1']),
      deviceClass: index % 2 === 0 ? 'M10' : 'TS60',
      deviceClassCode: index % 2 === 0 ? 'PS100v1' : 'PI102v1',
      tagDetail: index % 3 === 1 ? [{ key: 'team', value: index % 2 === 0 ? '' : 'web' }] : [],
      appId: String(context.appId),
      projectId: index % 5 === 3 ? '1000123' : '0',
      isVpcGateway: index === 0 ? '1' : '0',
      ...(trashed ? trashFields(network) : {}),
    },
    wire: {
      emptyName: name === '' ? '' : null,
      network,
      trashed,
      mgtIp: `100.64.${Math.floor(index / 240) % 250}.${(index % 240) + 10}`,
      operates: deviceStatus === '4' ? OPERATES : OPERATES.slice(0, 2),
    },
  };
}

function trashFields({
  vpcName,
  subnetName,
  vpcCidrBlock,
  subnetCidrBlock,
}: Network): Record<string, unknown> {
  return {
    vpcName,
    subnetName,
    vpcCidrBlock,
    subnetCidrBlock,
    osName: 'CentOS7.2-64bit',
    osNameDisplay: 'CentOS 7.2 64-bit',
    raid: 'RAID1',
    raidDisplay: 'RAID 1',
    operates: [],
  };
}
