import { serviceName, wireName } from '../../names.js';
import type { BuildContext } from '../build-context.js';
import { setAddresses } from './load-balancer.js';
import type { LoadBalancer } from './records.js';

type Life = readonly [LoadBalancer['status'], string];

const RUNNING: Life = ['ACTIVE', 'RUNNING'];

/** By place in each fifty; the first of them is a status that no documentation names. */
const LIVES: ReadonlyMap<number, Life> = new Map<number, Life>([
  [4, ['UNKNOWN', 'MIGRATING']],
  [7, ['DELETED', 'RECYCLED']],
  [9, ['UNKNOWN', 'RELEASING']],
  [11, ['CREATING', 'CREATING']],
  [13, ['UNKNOWN', 'CREATE_FAILED']],
]);

/** One load balancer without listeners; `index` is its place in the account. */
export function buildLoadBalancer(context: BuildContext, index: number): LoadBalancer {
  const { random, newId, clock, regionAt } = context;
  const name = wireName(index, serviceName(index));
  const [status, vendorStatus] = LIVES.get(index % 50) ?? RUNNING;
  const row: LoadBalancer = {
    vendorId: newId('lb-'),
    region: null,
    zone: regionAt(index),
    name: name === '' ? null : name,
    status,
    vendorStatus,
    scheme: 'UNKNOWN',
    addresses: [],
    domain: null,
    networkId: newId('vpc-'),
    createdAt: clock.next(),
    tags: index % 3 === 0 ? [{ key: 'team', value: random.pick(['web', 'data', 'platform']) }] : [],
    vendorFields: {
      healthCheckPrivateIps: [`10.255.${random.int(0, 250)}.2`, `10.255.${random.int(0, 250)}.3`],
      resourceGroup: { resourceGroupId: 'rg-default', resourceGroupName: 'Default Resource Group' },
      securityGroupId: index % 2 === 0 ? newId('sg-') : null,
    },
    listeners: [],
    backends: [],
    wire: { emptyName: name === '' ? '' : null },
  };
  setAddresses(row, status === 'CREATING' ? [] : drawAddresses(context, index));
  return row;
}

/** A private one, and up to two public ones. */
function drawAddresses({ random }: BuildContext, index: number): string[] {
  const open = index % 4 === 3 ? 0 : index % 5 === 2 ? 2 : 1;
  return [
    ...Array.from({ length: open }, () => `156.59.${random.int(1, 250)}.${random.int(2, 250)}`),
    `10.${random.int(1, 250)}.${random.int(0, 250)}.${random.int(2, 250)}`,
  ];
}
