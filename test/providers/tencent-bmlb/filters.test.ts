import { describe, expect, test } from 'vitest';
import type { InstanceFilter, LoadBalancerFilter } from '../../../src/model/filter.js';
import { fromNarrowed, narrow } from '../../../src/providers/narrow.js';
import { open } from './fleet.js';
import { instances, loadBalancers, provider } from './setup.js';

const { filters } = provider;
const wholeLists = {
  loadBalancers: [{ of: loadBalancers, segment: '' }],
  instances: [{ of: instances, segment: '' }],
};

function ofLoadBalancers(filter: LoadBalancerFilter) {
  const { segments, rest } = narrow(
    filter,
    filters.loadBalancers,
    filters.combines,
    wholeLists.loadBalancers,
  );
  return { sent: segments.map(({ narrowed }) => fromNarrowed(narrowed)), rest: Object.keys(rest) };
}

function ofInstances(filter: InstanceFilter) {
  const { segments, rest } = narrow(filter, filters.instances, filters.combines, wholeLists.instances);
  return { sent: segments.map(({ narrowed }) => fromNarrowed(narrowed)), rest: Object.keys(rest) };
}

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}-${at}`);

describe('what of a filter goes to DescribeBmLoadBalancers', () => {
  test.each<[LoadBalancerFilter, Readonly<Record<string, unknown>>, readonly string[]]>([
    [{ vendorId: ['lb-1', ''] }, { loadBalancerIds: ['lb-1'] }, []],
    [{ vendorId: ids('lb', 20) }, { loadBalancerIds: ids('lb', 20) }, []],
    [{ vendorId: ids('lb', 21) }, {}, ['vendorId']],
    [{ vendorId: [''] }, {}, ['vendorId']],
    [{ address: ['115.159.1.2'] }, { loadBalancerVips: ['115.159.1.2'] }, []],
    // Public ones only are documented to be looked for.
    [{ address: ['115.159.1.2', '10.6.0.1'] }, {}, ['address']],
    [{ address: ['172.31.0.1'] }, {}, ['address']],
    [{ address: ['172.32.0.1'] }, { loadBalancerVips: ['172.32.0.1'] }, []],
    [{ address: ['192.168.0.1'] }, {}, ['address']],
    [{ address: ['100.100.100.100'] }, {}, ['address']],
    [{ address: ['100.128.0.1'] }, { loadBalancerVips: ['100.128.0.1'] }, []],
    [{ address: ['2001:db8::1'] }, {}, ['address']],
    [{ name: ['web-1'] }, { loadBalancerName: 'web-1' }, ['name']],
    [{ name: ['web 1'] }, {}, ['name']],
    [{ scheme: ['PUBLIC'] }, { loadBalancerType: 'open' }, ['scheme']],
    [{ scheme: ['PRIVATE'] }, { loadBalancerType: 'internal' }, ['scheme']],
    [{ scheme: ['PUBLIC', 'PRIVATE'] }, {}, ['scheme']],
    [{ scheme: ['UNKNOWN'] }, {}, ['scheme']],
    [{ hasNoBackends: true }, {}, ['hasNoBackends']],
    [{ scheme: ['PUBLIC'], name: ['web'] }, { loadBalancerName: 'web' }, ['name', 'scheme']],
  ])('%j', (filter, sent, rest) => {
    expect(ofLoadBalancers(filter)).toEqual({ sent: [sent], rest });
  });
});

describe('what of a filter goes to DescribeDevice', () => {
  test.each<[InstanceFilter, Readonly<Record<string, unknown>>, readonly string[]]>([
    [{ vendorId: ids('cpm', 100) }, { instanceIds: ids('cpm', 100) }, []],
    [{ vendorId: ids('cpm', 101) }, {}, ['vendorId']],
    [{ address: ['10.6.0.1', '192.168.0.1'] }, { lanIps: ['10.6.0.1', '192.168.0.1'] }, ['address']],
    // It may be an elastic address or one of a network, and a parameter is for one of both.
    [{ address: ['115.159.1.2'] }, {}, ['address']],
    [{ address: ['10.6.0.1', '115.159.1.2'] }, {}, ['address']],
    [{ name: ['db-1'] }, { alias: 'db-1' }, ['name']],
    [{ status: ['RUNNING'] }, {}, ['status']],
    [{ kind: ['BARE_METAL'] }, {}, []],
  ])('%j', (filter, sent, rest) => {
    expect(ofInstances(filter)).toEqual({ sent: [sent], rest });
  });

  test('of another kind there are none: nothing is asked', () => {
    expect(ofInstances({ kind: ['VIRTUAL_MACHINE'] })).toEqual({ sent: [], rest: [] });
  });
});

describe('a narrowed list has the rows that the whole list has of its filter', () => {
  const settings = [
    ['name-filter', 'exact'],
    ['name-filter', 'fuzzy'],
    ['id-paging', 'whole'],
    ['creating-row', 'empty-address-and-type'],
    ['creating-row', 'no-address'],
    ['machine-numbers', 'number'],
    ['row-order', 'by-id'],
  ] as const;

  test.each(settings)('with tencent-bmlb.%s %s', async (name, value) => {
    const fleet = open(
      { [`tencent-bmlb.${name}`]: value },
      { loadBalancers: 120, listeners: 120, l7Listeners: 0, rulesPerL7Listener: 0, instances: 120 },
    );
    const all = await fleet.loadBalancers();
    const machines = await fleet.instances();
    const plain = (row: { readonly name: string | null }) => /^[\w.-]+$/.test(row.name ?? '');
    const pick = <T>(rows: readonly T[], at: number): T => {
      const row = rows[at];
      if (row === undefined) throw new Error('too few rows');
      return row;
    };
    const own = new Set(all.slice(50, 60).map(({ vendorId }) => vendorId));
    const vips = all
      .filter(({ scheme }) => scheme === 'PUBLIC')
      .slice(9, 12)
      .flatMap(({ addresses }) => addresses);
    const called = pick(all.filter(plain), 5).name ?? '';
    const devices = new Set(machines.slice(10, 110).map(({ vendorId }) => vendorId));
    const lans = machines.slice(10, 15).flatMap(({ privateAddresses }) => privateAddresses);
    const alias = pick(machines.filter(plain), 5).name ?? '';

    const narrowed = async (filter: LoadBalancerFilter, matches: (row: (typeof all)[number]) => boolean) => {
      const { segments, rest } = narrow(filter, filters.loadBalancers, false, wholeLists.loadBalancers);
      const { items, exact, calls } = await fleet.read('loadBalancer', segments);
      const left = Object.keys(rest).length === 0 ? items : items.filter(matches);
      expect(left.map(({ vendorId }) => vendorId)).toEqual(
        all.filter(matches).map(({ vendorId }) => vendorId),
      );
      expect(left.length).toBeGreaterThan(0);
      expect([exact, calls, items.length < all.length]).toEqual([true, 1, true]);
    };
    await narrowed({ vendorId: [...own] }, ({ vendorId }) => own.has(vendorId));
    await narrowed({ address: vips }, ({ addresses }) => addresses.some((each) => vips.includes(each)));
    await narrowed({ name: [called] }, (row) => row.name === called);
    await narrowed({ scheme: ['PUBLIC'] }, ({ scheme }) => scheme === 'PUBLIC');
    await narrowed({ scheme: ['PRIVATE'] }, ({ scheme }) => scheme === 'PRIVATE');

    const narrowedTo = async (
      filter: InstanceFilter,
      matches: (row: (typeof machines)[number]) => boolean,
    ) => {
      const { segments, rest } = narrow(filter, filters.instances, false, wholeLists.instances);
      const { items, exact, calls } = await fleet.read('instance', segments);
      const left = Object.keys(rest).length === 0 ? items : items.filter(matches);
      const wanted = machines.filter(matches);
      expect(new Set(left.map(({ vendorId }) => vendorId))).toEqual(
        new Set(wanted.map(({ vendorId }) => vendorId)),
      );
      expect(left.length).toBe(wanted.length);
      expect(left.length).toBeGreaterThan(0);
      expect([exact, calls, items.length < machines.length]).toEqual([true, 1, true]);
    };
    await narrowedTo({ vendorId: [...devices] }, ({ vendorId }) => devices.has(vendorId));
    await narrowedTo({ address: lans }, (row) => row.privateAddresses.some((each) => lans.includes(each)));
    await narrowedTo({ name: [alias] }, (row) => row.name === alias);
  });
});
