import { describe, expect, test } from 'vitest';
import { segmentKey, type ListRef, type Segment } from '../../../src/model/list.js';
import type { InstanceFilter, LoadBalancerFilter } from '../../../src/model/filter.js';
import type { Instance } from '../../../src/model/instance.js';
import type { LoadBalancer } from '../../../src/model/load-balancer.js';
import { emptySelection } from '../../../src/model/selection.js';
import { fromNarrowed, narrow, toNarrowed } from '../../../src/providers/narrow.js';
import type { Demand, View } from '../../../src/providers/provider.js';
import type { SimulatedSource } from '../tencent/simulated-source.js';
import { editions, formOf, open, provider, sentBy, source } from './setup.js';

const { filters } = provider;
const loadBalancers: ListRef = { list: 'loadBalancers', source };
const instances: ListRef = { list: 'instances', source };

function ofLoadBalancers(filter: LoadBalancerFilter) {
  const { segments, rest } = narrow(filter, filters.loadBalancers, filters.combines, [
    { of: loadBalancers, segment: '' },
  ]);
  return { sent: segments.map(({ narrowed }) => fromNarrowed(narrowed)), rest: Object.keys(rest) };
}

function ofInstances(filter: InstanceFilter) {
  const { segments, rest } = narrow(filter, filters.instances, filters.combines, [
    { of: instances, segment: '' },
  ]);
  return { sent: segments.map(({ narrowed }) => fromNarrowed(narrowed)), rest: Object.keys(rest) };
}

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}-${at}`);

describe('what of a filter goes to DescribeLoadBalancers', () => {
  test.each<[LoadBalancerFilter, Readonly<Record<string, unknown>>, readonly string[]]>([
    [{ vendorId: ['lb-1', '', 'lb-2', 'lb-1'] }, { loadBalancerIds: ['lb-1', 'lb-2'] }, ['vendorId']],
    [{ vendorId: ids('lb', 20) }, { loadBalancerIds: ids('lb', 20) }, ['vendorId']],
    [{ vendorId: ids('lb', 21) }, {}, ['vendorId']],
    [{ vendorId: [''] }, {}, ['vendorId']],
    [{ address: ['119.28.1.2', '10.0.0.1'] }, { loadBalancerVips: ['119.28.1.2', '10.0.0.1'] }, []],
    [{ address: ['119.28.1.2', '2001:db8::1'] }, {}, ['address']],
    [{ name: ['web-1.a_b'] }, { loadBalancerName: 'web-1.a_b' }, ['name']],
    [{ name: ['测试'] }, { loadBalancerName: '测试' }, ['name']],
    [{ name: ['web', 'api'] }, {}, ['name']],
    [{ name: [''] }, {}, ['name']],
    [{ name: ['50%'] }, {}, ['name']],
    [{ name: ['@web'] }, {}, ['name']],
    [{ name: ['a b'] }, {}, ['name']],
    [{ hasNoBackends: true }, { withRs: 0 }, []],
    [{ hasNoBackends: false }, { withRs: 1 }, []],
    [{ scheme: ['PRIVATE'] }, { loadBalancerType: '3' }, []],
    [{ scheme: ['PUBLIC'] }, {}, ['scheme']],
    [{ scheme: ['PRIVATE', 'PUBLIC'] }, {}, ['scheme']],
    [{ nameContains: ['web'] }, {}, ['nameContains']],
    [{ status: ['ACTIVE'] }, {}, ['status']],
    [{ tag: [{ key: 'a' }] }, {}, ['tag']],
    [{ hasUnhealthyBackends: true }, {}, ['hasUnhealthyBackends']],
    // No page tells how parameters combine: one goes out.
    [
      { scheme: ['PRIVATE'], vendorId: ['lb-1'], hasNoBackends: true },
      { loadBalancerIds: ['lb-1'] },
      ['vendorId', 'hasNoBackends', 'scheme'],
    ],
  ])('%j', (filter, sent, rest) => {
    expect(ofLoadBalancers(filter)).toEqual({ sent: [sent], rest });
  });
});

describe('what of a filter goes to DescribeInstances', () => {
  test.each<[InstanceFilter, Readonly<Record<string, unknown>>, readonly string[]]>([
    [{ vendorId: ['ins-1', ''] }, { instanceIds: ['ins-1'] }, ['vendorId']],
    [{ vendorId: ids('ins', 100) }, { instanceIds: ids('ins', 100) }, ['vendorId']],
    [{ vendorId: ids('ins', 101) }, {}, ['vendorId']],
    [{ address: ['10.0.0.1', '119.28.1.2'] }, { lanIps: ['10.0.0.1', '119.28.1.2'] }, ['address']],
    [{ address: ['fe80::1'] }, {}, ['address']],
    [{ name: ['db-1'] }, { searchWord: 'db-1' }, ['name']],
    [{ name: ['a*'] }, {}, ['name']],
    [{ status: ['RUNNING'] }, { status: '2' }, []],
    [{ status: ['STOPPED'] }, { status: '4' }, []],
    // Several numbers stand for these, and numbers that no table has for the last.
    [{ status: ['TERMINATED'] }, {}, ['status']],
    [{ status: ['MAINTENANCE'] }, {}, ['status']],
    [{ status: ['UNKNOWN'] }, {}, ['status']],
    [{ status: ['RUNNING', 'STOPPED'] }, {}, ['status']],
    [{ nameContains: ['db'] }, {}, ['nameContains']],
    [{ kind: ['VIRTUAL_MACHINE', 'BARE_METAL'] }, {}, []],
  ])('%j', (filter, sent, rest) => {
    expect(ofInstances(filter)).toEqual({ sent: [sent], rest });
  });

  test('of another kind there are none: nothing is asked', () => {
    expect(ofInstances({ kind: ['BARE_METAL'] })).toEqual({ sent: [], rest: [] });
  });
});

describe('how a narrowed list is asked', () => {
  test.each([
    ['loadBalancers', loadBalancers, { loadBalancerType: '3' }, { loadBalancerType: '3' }],
    [
      ...(['instances', instances, { lanIps: ['10.0.0.1', '10.0.0.2'] }] as const),
      { 'lanIps.0': '10.0.0.1', 'lanIps.1': '10.0.0.2' },
    ],
  ] as const)(
    '%s: its parameters go out beside the usual ones, and its rows are its own',
    (name, of, params, sent) => {
      const narrowed = toNarrowed(params);
      const { maxSubjects, yields } = formOf(name);
      expect(sentBy(name, narrowed)).toEqual({ ...sentBy(name), ...sent });
      expect(maxSubjects).toBe(1);
      expect(yields.type === 'rows' && yields.segment(narrowed, source)).toEqual({
        of,
        segment: '',
        narrowed,
      });
      expect(yields.type === 'rows' && yields.segment(null, source)).toEqual({ of, segment: '' });
    },
  );

  test('lists narrowed otherwise are asked apart, each by pages of its own', () => {
    const segments: readonly Segment[] = [
      { of: loadBalancers, segment: '' },
      { of: loadBalancers, segment: '', narrowed: '{"withRs":0}' },
      { of: loadBalancers, segment: '', narrowed: '{"withRs":1}' },
    ];
    const totals = new Map(segments.map((segment, at) => [segmentKey(segment), 60 + 60 * at]));
    const view: View = {
      total: (segment) => totals.get(segmentKey(segment)) ?? null,
      scopeTotal: () => null,
      fact: () => null,
      record: () => null,
      items: () => null,
    };
    const demands = segments.map((segment): Demand => ({
      ...{ type: 'rows', segment, window: { offset: 0, limit: 1000 }, selection: emptySelection },
    }));
    const asked = provider.plan(demands, view).map(({ demand, ask }) => {
      const narrowed = demand.type === 'record' ? undefined : demand.segment.narrowed;
      return [narrowed, ask.type === 'page' ? `${ask.subject} ${ask.page.offset}+${ask.page.limit}` : ''];
    });
    expect(asked).toEqual([
      [undefined, 'null 0+100'],
      ['{"withRs":0}', '{"withRs":0} 0+100'],
      ['{"withRs":0}', '{"withRs":0} 100+100'],
      ['{"withRs":1}', '{"withRs":1} 0+100'],
      ['{"withRs":1}', '{"withRs":1} 100+100'],
    ]);
  });

  test('the number of machines that were named shows on a page with room for them all', () => {
    const count = (narrowed: string): Demand => ({
      ...{ type: 'count', segment: { of: instances, segment: '', narrowed } },
    });
    const view: View = {
      ...{
        total: () => null,
        scopeTotal: () => null,
        fact: () => null,
        record: () => null,
        items: () => null,
      },
    };
    const limits = ['{"instanceIds":["ins-1"]}', '{"status":"2"}'].map((narrowed) =>
      provider.plan([count(narrowed)], view).map(({ ask }) => (ask.type === 'page' ? ask.page.limit : null)),
    );
    expect(limits).toEqual([[100], [1]]);
  });
});

/** Filters over a fleet, each with what must be left of the whole list. */
async function casesOf(fleet: SimulatedSource) {
  const all = await fleet.loadBalancers();
  const machines = await fleet.instances();
  const bound = new Set(
    fleet.truth.loadBalancers
      .filter(
        ({ backends, listeners }) =>
          backends.length +
            listeners.flatMap((each) => [each, ...each.rules]).flatMap((each) => each.backends).length >
          0,
      )
      .map(({ vendorId }) => vendorId),
  );
  const named = all.filter(({ name }) => name !== null && /^[\w.-]+$/.test(name)).at(9);
  const machine = machines.filter(({ name }) => name !== null && /^[\w.-]+$/.test(name)).at(9);
  const some = all.slice(30, 40).map(({ vendorId }) => vendorId);
  const addresses = all.slice(40, 44).flatMap((each) => each.addresses);
  const ofMachines = machines
    .slice(20, 24)
    .flatMap((each) => [...each.privateAddresses, ...each.publicAddresses]);
  const hundred = machines.slice(3, 103).map(({ vendorId }) => vendorId);
  const loadBalancerCases: readonly [LoadBalancerFilter, (row: LoadBalancer) => boolean][] = [
    [{ vendorId: some }, ({ vendorId }) => some.includes(vendorId)],
    [{ address: addresses }, (row) => row.addresses.some((each) => addresses.includes(each))],
    [{ name: [named?.name ?? ''] }, ({ name }) => name === named?.name],
    [{ hasNoBackends: true }, ({ vendorId }) => !bound.has(vendorId)],
    [{ hasNoBackends: false }, ({ vendorId }) => bound.has(vendorId)],
    [{ scheme: ['PRIVATE'] }, ({ scheme }) => scheme === 'PRIVATE'],
  ];
  const instanceCases: readonly [InstanceFilter, (row: Instance) => boolean][] = [
    [{ vendorId: hundred }, ({ vendorId }) => hundred.includes(vendorId)],
    [
      { address: ofMachines },
      (row) => [...row.privateAddresses, ...row.publicAddresses].some((each) => ofMachines.includes(each)),
    ],
    [{ name: [machine?.name ?? ''] }, ({ name }) => name === machine?.name],
    [{ status: ['RUNNING'] }, ({ status }) => status === 'RUNNING'],
  ];
  return { all, machines, loadBalancerCases, instanceCases };
}

async function expectNarrowed(fleet: SimulatedSource): Promise<void> {
  const { all, machines, loadBalancerCases, instanceCases } = await casesOf(fleet);
  for (const [filter, matches] of loadBalancerCases) {
    const whole = [{ of: loadBalancers, segment: '' }];
    const { segments, rest } = narrow(filter, filters.loadBalancers, filters.combines, whole);
    await expectRows(fleet, 'loadBalancer', all, segments, Object.keys(rest).length === 0, matches);
  }
  for (const [filter, matches] of instanceCases) {
    const whole = [{ of: instances, segment: '' }];
    const { segments, rest } = narrow(filter, filters.instances, filters.combines, whole);
    await expectRows(fleet, 'instance', machines, segments, Object.keys(rest).length === 0, matches);
  }
}

/** Exact: the very rows, in their order; superset: at least those. A page at most where the whole list has two. */
async function expectRows<T extends LoadBalancer | Instance>(
  fleet: SimulatedSource,
  kind: T['kind'],
  all: readonly T[],
  segments: readonly Segment[],
  isExact: boolean,
  matches: (row: T) => boolean,
): Promise<void> {
  const wanted = all.filter(matches);
  const { items, exact, calls } = await fleet.read(kind, segments);
  const left = isExact ? items : items.filter((row) => matches(row as T));
  expect(wanted.length).toBeGreaterThan(0);
  expect(wanted.length).toBeLessThan(all.length);
  expect(exact).toBe(true);
  expect(items.length).toBeLessThan(all.length);
  expect(calls).toBe(Math.max(1, Math.ceil(items.length / 100)));
  const byOrder = (rows: readonly { readonly vendorId: string | null }[]) => rows.map((row) => row.vendorId);
  // The order of machines is documented nowhere.
  if (kind === 'loadBalancer') expect(byOrder(left)).toEqual(byOrder(wanted));
  else expect(new Set(byOrder(left))).toEqual(new Set(byOrder(wanted)));
}

describe('a narrowed list has the rows that the whole list has of its filter', () => {
  test.each(editions)('in the edition %s', async (edition) => {
    await expectNarrowed(open(edition));
  });

  // Of an order that is another one on each page no list of two pages has all rows.
  test.each([
    ['tencent-clb.name-match', 'fuzzy'],
    ['tencent-clb.unknown-id', '5000'],
    ['tencent-clb.id-total', 'larger'],
    ['tencent-clb.row-order', 'by-id'],
  ])('with %s %s', async (name, value) => {
    await expectNarrowed(open('cn-2018', { [name]: value }));
  });
});
