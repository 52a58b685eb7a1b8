import { describe, expect, test } from 'vitest';
import type {
  InventoryBackend,
  InventoryInstance,
  InventoryLoadBalancer,
} from '../../../src/simulator/inventory.js';
import {
  isSameAddress,
  matchesBackend,
  matchesInstance,
  matchesListener,
  matchesLoadBalancer,
  type BackendFilter,
  type InstanceFilter,
  type ListenerFilter,
  type LoadBalancerFilter,
} from './matchers.js';
import { inOrder, type Order } from './orders.js';
import { findBackends, findLoadBalancers, neededSources } from './reverse.js';
import { rollUp } from './roll-up.js';
import type { BackendRow, FleetRows, InstanceRow, ListenerRow, LoadBalancerRow } from './rows.js';

const source = { account: 'a', provider: 'QINGCLOUD', region: 'pek3' };

function backend(fields: Partial<InventoryBackend> = {}, place: Partial<BackendRow> = {}): BackendRow {
  const row: InventoryBackend = {
    ...{ vendorId: 'lbb-1', name: 'web*', port: 80, weight: 0, status: 'ACTIVE', vendorStatus: null },
    ...{ health: 'UP', vendorHealth: null, addresses: ['2001:db8::1'], createdAt: null, vendorFields: {} },
    target: { __typename: 'Instance', vendorId: 'i-1' },
    ...fields,
  };
  return { id: 'b', row, ...source, loadBalancer: 'l', machine: 'm', ...place };
}

function loadBalancer(
  fields: Partial<InventoryLoadBalancer> = {},
  backends: readonly BackendRow[] = [],
  id = 'l',
): LoadBalancerRow {
  const row: InventoryLoadBalancer = {
    ...{ vendorId: 'lb-1', region: 'pek3', zone: null, name: null, status: 'ACTIVE', vendorStatus: null },
    ...{ scheme: 'PUBLIC', addresses: ['10.0.0.1'], domain: null, networkId: null, createdAt: null },
    ...{ tags: [{ key: 'team', value: 'web' }], vendorFields: {}, listeners: [], backends: [] },
    ...fields,
  };
  return { id, row, ...source, listeners: [], backends };
}

describe('a filter', () => {
  const down = backend({ health: 'ABNORMAL' });
  test.each<readonly [LoadBalancerFilter, LoadBalancerRow, boolean]>([
    [{}, loadBalancer(), true],
    [{ vendorId: null, name: null }, loadBalancer(), true],
    [{ vendorId: [] }, loadBalancer(), false],
    [{ vendorId: ['x', 'lb-1'] }, loadBalancer(), true],
    [{ vendorId: ['LB-1'] }, loadBalancer(), false],
    [{ account: ['a'], region: ['pek3'], provider: ['QINGCLOUD'] }, loadBalancer(), true],
    [{ account: ['a'], region: ['gd2'] }, loadBalancer(), false],
    [{ nameContains: [''] }, loadBalancer(), false],
    [{ nameContains: [''] }, loadBalancer({ name: 'x' }), true],
    [{ nameContains: ['b*'] }, loadBalancer({ name: 'web*' }), true],
    [{ nameContains: ['w%b'] }, loadBalancer({ name: 'web' }), false],
    [{ name: ['web*'] }, loadBalancer({ name: 'website' }), false],
    [{ tag: [{ key: 'team' }] }, loadBalancer(), true],
    [{ tag: [{ key: 'team', value: null }] }, loadBalancer(), true],
    [{ tag: [{ key: 'team', value: 'we' }] }, loadBalancer(), false],
    [{ tag: [{ key: 'team' }] }, loadBalancer({ tags: null }), false],
    [{ hasNoBackends: true }, loadBalancer(), true],
    [{ hasNoBackends: false }, loadBalancer(), false],
    [{ hasUnhealthyBackends: true }, loadBalancer({}, [backend(), down]), true],
    [{ hasUnhealthyBackends: true }, loadBalancer({}, [backend()]), false],
    [{ hasUnhealthyBackends: false }, loadBalancer(), true],
    [{ hasUnhealthyBackends: false, hasNoBackends: false }, loadBalancer({}, [backend()]), true],
  ])('%j of load balancers', (filter, row, expected) => {
    expect(matchesLoadBalancer(filter, row)).toBe(expected);
  });

  const bare = backend({ target: { __typename: 'IpTarget', address: '10.0.0.9' } }, { machine: null });
  test.each<readonly [BackendFilter, BackendRow, boolean]>([
    [{ instance: ['m'] }, backend(), true],
    [{ instance: ['m'] }, bare, false],
    [{ targetId: ['i-1'] }, backend(), true],
    [{ targetId: ['10.0.0.9'] }, bare, true],
    [{ targetId: ['2001:db8::1'] }, backend(), false],
    [{ targetKind: ['ROUTER', 'IP'] }, bare, true],
    [{ targetKind: ['IP'] }, backend(), false],
    [{ address: ['2001:DB8:0::0001'] }, backend(), true],
    [{ address: ['2001:db8::1'] }, backend({ addresses: null }), false],
    [{ port: [80] }, backend({ port: null }), false],
    [{ vendorId: ['lbb-1'] }, backend({ vendorId: null }), false],
    [{ weightZero: true }, backend(), true],
    [{ weightZero: false }, backend(), false],
    [{ weightZero: true }, backend({ weight: null }), false],
    [{ weightZero: false }, backend({ weight: null }), false],
    [{ weightZero: null }, backend({ weight: null }), true],
    [{ health: ['DOWN', 'ABNORMAL'] }, down, true],
  ])('%j of backends', (filter, row, expected) => {
    expect(matchesBackend(filter, row)).toBe(expected);
  });

  test.each<readonly [ListenerFilter, boolean]>([
    [{ port: [80] }, false],
    [{ port: [8000] }, true],
    [{ port: [1, 8005] }, true],
    [{ port: [8011] }, false],
    [{ port: [8005], protocol: ['UDP'] }, false],
  ])('%j of listeners on 8000 to 8010', (filter, expected) => {
    const row = { protocol: 'TCP', status: 'ACTIVE', ports: [{ from: 8000, to: 8010 }] };
    expect(matchesListener(filter, { row } as ListenerRow)).toBe(expected);
  });

  test.each<readonly [InstanceFilter, boolean]>([
    [{ address: ['10.0.0.2'] }, true],
    [{ address: ['119.0.0.2'] }, true],
    [{ address: ['119.0.0.3'] }, false],
    [{ kind: ['BARE_METAL'], status: ['RUNNING'] }, true],
    [{ kind: ['VIRTUAL_MACHINE'], status: ['RUNNING'] }, false],
  ])('%j of machines', (filter, expected) => {
    const row: InventoryInstance = {
      ...{ vendorId: 'i-1', region: 'pek3', zone: null, name: null, kind: 'BARE_METAL', status: 'RUNNING' },
      ...{ vendorStatus: null, createdAt: null, vendorFields: {} },
      ...{ privateAddresses: ['10.0.0.2'], publicAddresses: ['119.0.0.2'] },
    };
    const one: InstanceRow = { id: 'i', row, ...source };
    expect(matchesInstance(filter, one)).toBe(expected);
  });
});

test.each([
  ['10.0.0.1', '10.0.0.1', true],
  ['10.0.0.1', '10.0.0.10', false],
  ['2001:db8::1', '2001:0DB8:0:0:0:0:0:1', true],
  ['2001:db8::1', '2001:db8::2', false],
  ['i-1', 'i-1', true],
])('%s and %s are one address: %s', (a, b, expected) => {
  expect(isSameAddress(a, b)).toBe(expected);
});

describe('an order', () => {
  const rows = [
    { id: 'e', row: { name: 'b', createdAt: '2026-01-02T00:00:00.000Z' } },
    { id: 'd', row: { name: null, createdAt: '2026-01-01T00:00:00.000Z' } },
    { id: 'c', row: { name: '\uff37', createdAt: null } },
    { id: 'b', row: { name: '\u{1f418}', createdAt: '2026-01-02T00:00:00Z' } },
    { id: 'a', row: { name: 'b', createdAt: null } },
    { id: 'A', row: { name: 'B', createdAt: null } },
  ];
  test.each<readonly [Order | null, string]>([
    [null, 'edcbaA'],
    [{ field: 'NAME' }, 'Aaebcd'],
    [{ field: 'NAME', direction: 'DESC' }, 'cbaeAd'],
    [{ field: 'CREATED_AT', direction: 'ASC' }, 'dbeAac'],
    [{ field: 'CREATED_AT', direction: 'DESC' }, 'bedAac'],
  ])('%j', (order, expected) => {
    expect(
      inOrder(rows, order)
        .map(({ id }) => id)
        .join(''),
    ).toBe(expected);
  });
});

test('a roll-up counts each health, and sums weights only where all are told', () => {
  const all = [
    backend({ health: 'UP', weight: 10 }),
    backend({ health: 'UP', weight: 0 }),
    backend({ health: 'DOWN', weight: null }),
    backend({ health: 'ABNORMAL', weight: 1 }),
    backend({ health: 'UNKNOWN', weight: 2 }),
  ];
  const counts = { total: 5, up: 2, down: 1, abnormal: 1, unknown: 1 };
  expect(rollUp(all)).toEqual({ ...counts, weightTotal: null, weightUp: 10 });
  expect(rollUp(all.filter(({ row }) => row.weight !== null))).toMatchObject({ weightTotal: 13 });
  const none = { total: 0, up: 0, down: 0, abnormal: 0, unknown: 0, weightTotal: 0, weightUp: 0 };
  expect(rollUp([])).toEqual(none);
});

test('a reverse look-up finds what a machine is behind, in its own source alone', () => {
  const there = { ...source, region: 'gd2' };
  const fleet: FleetRows = {
    sources: [source, there],
    loadBalancers: [
      loadBalancer({}, [backend({}, { id: 'b1' }), backend({}, { id: 'b2', machine: null })], 'l1'),
      loadBalancer({}, [], 'l2'),
      loadBalancer({}, [backend({}, { id: 'b3' })], 'l3'),
    ],
    instances: [],
    machines: [{ id: 'm', vendorId: 'i-1', ...source, isKnown: true }],
  };
  expect(findBackends(fleet, { instance: ['m'] }).map(({ id }) => id)).toEqual(['b1', 'b3']);
  expect(findLoadBalancers(fleet, 'm').map(({ id }) => id)).toEqual(['l1', 'l3']);
  expect(neededSources(fleet, { instance: ['m'] })).toEqual([source]);
  expect(neededSources(fleet, { instance: [] })).toEqual([]);
  expect(neededSources(fleet, { targetId: ['m'], region: ['gd2'] })).toEqual([there]);
});
