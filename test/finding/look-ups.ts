import type { Simulator } from '../../src/simulator/simulator.js';
import { ipv6Spellings, sharedAddress } from './fleets.js';
import type { BackendFilter } from './oracle/matchers.js';
import { backendsOfAll, type FleetRows } from './oracle/rows.js';

/** Which of what a fleet names sends to what: every machine, router, unknown target and address, bound or not, and some that nobody has. */
export function allLookUps(rows: FleetRows, simulator: Simulator): readonly BackendFilter[] {
  const { accounts } = simulator.inventory();
  const backends = backendsOfAll(rows);
  const machines = rows.machines.map(({ id }) => id);
  const others = backends.flatMap(({ row: { target } }) => {
    if (target.__typename === 'Instance') return [];
    return target.__typename === 'IpTarget' ? target.address : target.vendorId;
  });
  const targets = [
    ...rows.machines.map(({ vendorId }) => vendorId),
    ...accounts.flatMap(({ routers }) => routers.map(({ vendorId }) => vendorId)),
    ...[...others, ...ipv6Spellings, 'nobody', '*'],
  ];
  const addresses = [
    ...backends.flatMap(({ row }) => row.addresses ?? []),
    ...rows.instances.flatMap(({ row }) => [...row.privateAddresses, ...row.publicAddresses]),
    ...accounts.flatMap(({ routers }) => routers.flatMap(({ privateAddresses }) => privateAddresses)),
    ...rows.loadBalancers.flatMap(({ row }) => row.addresses),
    ...[sharedAddress, ...ipv6Spellings, '203.0.113.9'],
  ];
  return [
    ...machines.map((id) => ({ instance: [id] })),
    ...distinct(targets).map((id) => ({ targetId: [id] })),
    ...distinct(addresses).map((address) => ({ address: [address] })),
    // Several at once, of several accounts.
    { instance: machines.filter((_id, at) => at % 7 === 0) },
    { targetId: distinct(targets).filter((_id, at) => at % 5 === 0) },
    { address: distinct(addresses).filter((_address, at) => at % 9 === 0) },
    { instance: machines.slice(0, 9), address: [sharedAddress] },
    { instance: machines, health: ['DOWN', 'ABNORMAL'] },
    { instance: machines.slice(0, 20), region: ['ap-guangzhou'] },
    { instance: [] },
    { targetId: [] },
    { address: [] },
  ];
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}

/** A list in parts of so many. */
export function inParts<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  );
}
