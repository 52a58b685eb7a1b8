import type * as inventory from '../../../../src/simulator/inventory.js';
import { machineName, serviceName } from '../../../../src/simulator/names.js';
import { createIdSource, createRandom } from '../../../../src/simulator/random.js';
import { spreadBackends, spreadEvenly } from '../../../../src/simulator/spread.js';
import type { TopologyAccount } from '../../../../src/simulator/topology-account.js';

export interface Fleet {
  readonly loadBalancers: readonly inventory.InventoryLoadBalancer[];
  readonly instances: readonly inventory.InventoryInstance[];
}

/** Backends by listener by load balancer; null where they do not fit. */
export function spread({ loadBalancers, listeners, backends }: TopologyAccount): number[][] | null {
  return spreadBackends(spreadEvenly(listeners, loadBalancers), backends, {
    perListener: 200,
    perLoadBalancer: 1000,
  });
}

/** What one region holds. */
export function buildFleet(account: TopologyAccount, region: string, seed: number): Fleet {
  const nextId = createIdSource(createRandom(`${seed}/${account.id}/${region}`), 6, new Set());
  const time = (index: number) => new Date(Date.UTC(2024, 0, 1 + index)).toISOString();

  const instances = Array.from({ length: account.instances }, (_, index): inventory.InventoryInstance => ({
    vendorId: nextId('m-'),
    region,
    zone: null,
    name: machineName(index),
    kind: 'VIRTUAL_MACHINE',
    ...pick(index, [
      { status: 'RUNNING', vendorStatus: 'on' },
      { status: 'STOPPED', vendorStatus: 'off' },
      { status: 'FAILED', vendorStatus: 'failed' },
    ]),
    privateAddresses: [`10.0.${index >> 8}.${index & 255}`],
    publicAddresses: index % 3 === 0 ? [`198.51.100.${index & 255}`] : [],
    createdAt: time(index),
    vendorFields: { size: pick(index, ['m2', 'm4']) },
  }));
  const deleted = nextId('m-');

  const toBackend = (index: number): inventory.InventoryBackend => {
    const instance = instances[index % instances.length];
    const address = index % 5 === 3 ? `203.0.113.${index % 250}` : (instance?.privateAddresses[0] ?? '');
    const machine = index === 1 ? deleted : (instance?.vendorId ?? '');
    return {
      vendorId: nextId('b-'),
      name: pick(index, ['blue', null, 'green']),
      port: 8000 + index,
      weight: index % 100,
      ...pick(index, [
        { status: 'ACTIVE', vendorStatus: 'on' },
        { status: 'DISABLED', vendorStatus: 'off' },
      ]),
      ...pick(index, [
        { health: 'UP', vendorHealth: 'up' },
        { health: 'UNKNOWN', vendorHealth: null },
        { health: 'DOWN', vendorHealth: 'down' },
      ]),
      addresses: [address],
      target:
        index % 5 === 3 ? { __typename: 'IpTarget', address } : { __typename: 'Instance', vendorId: machine },
      createdAt: null,
      vendorFields: {},
    };
  };

  let bound = 0;
  const toListener = (index: number, backends: number): inventory.InventoryListener => ({
    vendorId: nextId('ln-'),
    name: serviceName(index),
    protocol: pick(index, ['TCP', 'HTTPS', 'UDP']),
    ports: [{ from: 80 + index, to: 80 + index }],
    port: 80 + index,
    scheduler: pick(index, ['WEIGHTED_ROUND_ROBIN', 'LEAST_CONNECTIONS']),
    sessionPersistence: null,
    healthCheck: null,
    status: 'ACTIVE',
    vendorStatus: 'on',
    vendorFields: {},
    rules: [],
    backends: Array.from({ length: backends }, () => toBackend(bound++)),
  });

  const loadBalancers = (spread(account) ?? []).map((listeners, index): inventory.InventoryLoadBalancer => ({
    vendorId: nextId('lb-'),
    region,
    zone: null,
    name: serviceName(index),
    ...pick(index, [
      { status: 'ACTIVE', vendorStatus: 'on' },
      { status: 'STOPPED', vendorStatus: 'off' },
      { status: 'CREATING', vendorStatus: 'making' },
    ]),
    scheme: pick(index, ['PUBLIC', 'PRIVATE']),
    addresses: [`192.0.2.${index & 255}`],
    domain: null,
    networkId: null,
    createdAt: time(index),
    tags: [],
    vendorFields: { plan: pick(index, ['small', 'large']) },
    listeners: listeners.map((backends, at) => toListener(at, backends)),
    backends: [],
  }));
  return { loadBalancers, instances };
}

/** In turn, so that every value is there. */
function pick<const T>(index: number, values: readonly T[]): T {
  const value = values[index % values.length];
  if (value === undefined) throw new RangeError('cannot pick from an empty list');
  return value;
}
