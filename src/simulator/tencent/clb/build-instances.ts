import type { InventoryInstance } from '../../inventory.js';
import { machineName, wireName } from '../../names.js';
import { toShortRegion } from '../regions.js';
import { toWireTime } from '../wire-time.js';
import type { BuildContext } from './build-context.js';
import type { Instance } from './records.js';

/** Numbers that a status of the schema is told by; of several for one word, the first is the usual one. */
export const STATUS_NUMBERS: readonly (readonly [InventoryInstance['status'], number])[] = [
  ['RUNNING', 2],
  ['FAILED', 1],
  ['PENDING', 3],
  ['STOPPED', 4],
  ['TERMINATED', 5],
  ['TERMINATED', 6],
  ['REBOOTING', 7],
  ['STARTING', 8],
  ['STOPPING', 9],
  ...[10, 11, 12, 13, 14, 19, 21].map((number): readonly ['MAINTENANCE', number] => ['MAINTENANCE', number]),
  ['UNKNOWN', 17],
];

export function buildInstances(context: BuildContext): Instance[] {
  return Array.from({ length: context.account.instances }, (_, index) => buildInstance(context, index));
}

export function buildInstance(context: BuildContext, index: number): Instance {
  const { random, newId, clock, region, edition } = context;
  const name = wireName(index, machineName(index));
  const [status, number] =
    index === 4
      ? (['UNKNOWN', 17] as const)
      : index > 1 && random.chance(0.15)
        ? random.pick(STATUS_NUMBERS)
        : (['RUNNING', 2] as const);
  const createdAt = clock.next();
  const zone = 1 + (index % 3);
  const inNetwork = random.chance(0.6);
  const legacyId = context.legacyId('qcvm');
  const number_ = (value: number): number | string => (edition.old ? String(value) : value);
  return {
    vendorId: newId('ins-'),
    region,
    zone: null,
    name: name === '' ? null : name,
    kind: 'VIRTUAL_MACHINE',
    status,
    vendorStatus: String(number),
    privateAddresses: [context.privateAddress()],
    publicAddresses: index % 3 === 0 ? [context.publicAddress()] : [],
    createdAt,
    vendorFields: {
      instanceId: legacyId,
      uuid: `${random.text(8)}-${random.text(4)}-${random.text(4)}-${random.text(12)}`,
      deviceClass: random.pick(['VSELF', 'VSELF_2']),
      os: 'centos7.2x86_64',
      unImgId: newId('img-'),
      imageId: random.int(2, 90),
      imageType: 'Public image',
      zoneId: 100000 + zone,
      zoneName: `Zone ${zone}`,
      Region: toShortRegion(region) ?? region,
      cpu: random.pick([1, 2, 4, 8]),
      mem: random.pick([1, 4, 16]),
      bandwidth: random.pick([1, 100]),
      projectId: 0,
      statusTime: toWireTime(createdAt),
      deadlineTime:
        index % 2 === 0
          ? '0000-00-00 00:00:00'
          : toWireTime(new Date(Date.parse(createdAt) + 3e10).toISOString()),
      autoRenew: random.int(0, 2),
      cvmPayMode: number_(random.int(0, 2)),
      networkPayMode: number_(random.int(0, 3)),
      vpcId: edition.old ? (inNetwork ? 'gz_vpc_1' : '0') : inNetwork ? random.int(20, 9000) : 0,
      subnetId: edition.old ? (inNetwork ? 'gz_subnet_24' : '0') : inNetwork ? random.int(1, 500) : 0,
      isVpcGateway: number_(0),
      diskInfo: {
        rootType: 2,
        rootId: newId('disk-'),
        rootSize: 50,
        ...(edition.old ? { storageSize: 0, storageType: 1, storageId: 0 } : {}),
      },
    },
    wire: { emptyName: name === '' ? '' : null, legacyId, noAddress: index % 2 === 0 ? 'empty' : 'absent' },
  };
}
