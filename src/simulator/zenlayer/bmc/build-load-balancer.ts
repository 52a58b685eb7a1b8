import { serviceName, wireName } from '../../names.js';
import type { BuildContext } from '../build-context.js';
import type { LoadBalancer } from './records.js';

/** Where the fleet has a status that no documentation names. */
const UNKNOWN_STATUS_AT = 4;

/** One load balancer without listeners; `index` is its place in the account. */
export function buildLoadBalancer(context: BuildContext, index: number): LoadBalancer {
  const { random, newId, clock, regionAt } = context;
  const name = wireName(index, serviceName(index));
  const known = index % 50 !== UNKNOWN_STATUS_AT;
  const prepaid = index % 4 === 3;
  const addresses = Array.from(
    { length: index % 5 === 2 ? 2 : 1 },
    () => `128.1.${random.int(1, 250)}.${random.int(2, 250)}`,
  );
  return {
    vendorId: newId('lb-'),
    region: null,
    zone: regionAt(index),
    name: name === '' ? null : name,
    status: known ? 'ACTIVE' : 'UNKNOWN',
    vendorStatus: known ? 'Available' : 'Reconfiguring',
    scheme: 'UNKNOWN',
    addresses,
    domain: null,
    networkId: null,
    createdAt: clock.next(),
    tags: index % 3 === 0 ? [{ key: 'team', value: random.pick(['web', 'data', 'platform']) }] : [],
    vendorFields: {
      specName: random.pick(['standard', 'large']),
      chargeType: prepaid ? 'PREPAID' : 'POSTPAID',
      period: prepaid ? 12 : null,
      resourceGroupId: 'rg-default',
      resourceGroupName: 'default',
      masterIp: `10.0.${random.int(0, 250)}.2`,
      backupIp: `10.0.${random.int(0, 250)}.3`,
      ipType: 'IPv4',
      bandwidth: random.int(1, 1024),
      isWorking: random.chance(0.9),
    },
    listeners: [],
    backends: [],
    wire: {
      emptyName: name === '' ? '' : null,
      vipIds: addresses.map(() => newId('vip-')),
      expiresAt: prepaid ? '2027-08-31T00:00:00.000Z' : null,
    },
  };
}
