import { describe, expect, test } from 'vitest';
import type { InstanceFilter, LoadBalancerFilter } from '../../../src/model/filter.js';
import { fromNarrowed, narrow } from '../../../src/providers/narrow.js';
import { open } from '../tencent-bmlb/fleet.js';
import { instances, loadBalancers } from '../tencent-bmlb/setup.js';
import { provider } from './setup.js';

const { filters } = provider;
const allLoadBalancers = [{ of: loadBalancers, segment: '' }];
const allInstances = [{ of: instances, segment: '' }];

const narrowedLoadBalancers = (filter: LoadBalancerFilter) =>
  narrow(filter, filters.loadBalancers, filters.combines, allLoadBalancers);
const narrowedInstances = (filter: InstanceFilter) =>
  narrow(filter, filters.instances, filters.combines, allInstances);

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}-${at}`);

describe('what of a filter goes to DescribeLoadBalancers', () => {
  test.each<[LoadBalancerFilter, Readonly<Record<string, unknown>>, readonly string[]]>([
    [{ vendorId: ['lb-1', ''] }, { LoadBalancerIds: ['lb-1'] }, []],
    [{ vendorId: ids('lb', 21) }, {}, ['vendorId']],
    // Public ones only are declared to be looked for.
    [{ address: ['115.159.1.2'] }, { LoadBalancerVips: ['115.159.1.2'] }, []],
    [{ address: ['10.6.0.1'] }, {}, ['address']],
    [{ address: ['2001:db8::1'] }, {}, ['address']],
    [{ name: ['web-1'] }, { LoadBalancerName: 'web-1' }, ['name']],
    [{ scheme: ['PUBLIC'] }, { LoadBalancerType: 'open' }, ['scheme']],
    [{ scheme: ['PRIVATE'] }, { LoadBalancerType: 'internal' }, ['scheme']],
    [{ scheme: ['PUBLIC'], name: ['web'] }, { LoadBalancerName: 'web' }, ['name', 'scheme']],
    [{ status: ['ACTIVE'] }, {}, ['status']],
  ])('%j', (filter, sent, rest) => {
    const { segments, rest: left } = narrowedLoadBalancers(filter);
    expect(segments.map(({ narrowed }) => fromNarrowed(narrowed))).toEqual([sent]);
    expect(Object.keys(left)).toEqual(rest);
  });
});

describe('what of a filter goes to DescribeDevices', () => {
  test.each<[InstanceFilter, Readonly<Record<string, unknown>>, readonly string[]]>([
    [{ vendorId: ids('cpm', 100) }, { InstanceIds: ids('cpm', 100) }, []],
    [{ vendorId: ids('cpm', 101) }, {}, ['vendorId']],
    [{ address: ['10.6.0.1', '192.168.0.1'] }, { LanIps: ['10.6.0.1', '192.168.0.1'] }, ['address']],
    [{ address: ['115.159.1.2'] }, {}, ['address']],
    [{ name: ['db-1'] }, { Alias: 'db-1' }, ['name']],
    [{ status: ['RUNNING'] }, {}, ['status']],
  ])('%j', (filter, sent, rest) => {
    const { segments, rest: left } = narrowedInstances(filter);
    expect(segments.map(({ narrowed }) => fromNarrowed(narrowed))).toEqual([sent]);
    expect(Object.keys(left)).toEqual(rest);
  });
});

describe('a narrowed list has the rows that the whole list has of its filter, in one call', () => {
  const settings = [
    {},
    { 'tencent-bmlb.name-filter': 'exact' },
    { 'tencent-bmlb.name-filter': 'fuzzy' },
    { 'tencent-bmlb.id-paging': 'whole' },
    { 'tencent-bmlb-v3.creating-row': 'empty-address' },
    { 'tencent-bmlb-v3.creating-row': 'no-address' },
  ];

  test.each(settings)('with %j', async (chosen) => {
    const fleet = open(chosen, {
      ...{ api: 'v3', loadBalancers: 120, listeners: 120, l7Listeners: 0, rulesPerL7Listener: 0 },
      instances: 120,
    });
    const all = await fleet.loadBalancers();
    const machines = await fleet.instances();
    expect([all.length, machines.length]).toEqual([120, 120]);
    const isPlain = (row: { readonly name: string | null }) => /^[\w.-]+$/.test(row.name ?? '');
    const someIds = all.slice(50, 60).map(({ vendorId }) => vendorId);
    const someVips = all
      .filter(({ scheme }) => scheme === 'PUBLIC')
      .slice(9, 12)
      .flatMap(({ addresses }) => addresses);
    const name = all.filter(isPlain)[5]?.name ?? '';
    const someMachines = machines.slice(10, 110).map(({ vendorId }) => vendorId);
    const lans = machines.slice(10, 15).flatMap(({ privateAddresses }) => privateAddresses);
    const alias = machines.filter(isPlain)[5]?.name ?? '';

    const cases: readonly [LoadBalancerFilter, (row: (typeof all)[number]) => boolean][] = [
      [{ vendorId: someIds }, ({ vendorId }) => someIds.includes(vendorId)],
      [{ address: someVips }, ({ addresses }) => addresses.some((each) => someVips.includes(each))],
      [{ name: [name] }, (row) => row.name === name],
      [{ scheme: ['PUBLIC'] }, ({ scheme }) => scheme === 'PUBLIC'],
      [{ scheme: ['PRIVATE'] }, ({ scheme }) => scheme === 'PRIVATE'],
    ];
    for (const [filter, matches] of cases) {
      const { segments, rest } = narrowedLoadBalancers(filter);
      const { items, exact, calls } = await fleet.read('loadBalancer', segments);
      const left = Object.keys(rest).length === 0 ? items : items.filter(matches);
      const wanted = all.filter(matches);
      expect(wanted.length).toBeGreaterThan(0);
      expect(left.map(({ vendorId }) => vendorId)).toEqual(wanted.map(({ vendorId }) => vendorId));
      expect([exact, calls, items.length < all.length]).toEqual([true, 1, true]);
    }

    const machineCases: readonly [InstanceFilter, (row: (typeof machines)[number]) => boolean][] = [
      [{ vendorId: someMachines }, ({ vendorId }) => someMachines.includes(vendorId)],
      [{ address: lans }, (row) => row.privateAddresses.some((each) => lans.includes(each))],
      [{ name: [alias] }, (row) => row.name === alias],
    ];
    for (const [filter, matches] of machineCases) {
      const { segments, rest } = narrowedInstances(filter);
      const { items, exact, calls } = await fleet.read('instance', segments);
      const left = Object.keys(rest).length === 0 ? items : items.filter(matches);
      const wanted = machines.filter(matches).map(({ vendorId }) => vendorId);
      expect(wanted.length).toBeGreaterThan(0);
      expect(left.map(({ vendorId }) => vendorId).sort()).toEqual(wanted.sort());
      expect([exact, calls, items.length < machines.length]).toEqual([true, 1, true]);
    }
  });
});
