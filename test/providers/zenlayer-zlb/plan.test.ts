import { describe, expect, test } from 'vitest';
import type { RecordRef } from '../../../src/model/record.js';
import type { Ask, Demand } from '../../../src/providers/provider.js';
import { nothingKnown } from '../narrowing.js';
import {
  backendsOf,
  count,
  instances,
  listenersOf,
  loadBalancers,
  provider,
  reachedBy,
  record,
  rows,
  source,
} from './setup.js';

/** A plan's asks, short enough to be read in an expectation, each once. */
function asksOf(demands: readonly Demand[], total: number | null = null): readonly string[] {
  const shortly = (ask: Ask) => {
    const page = ask.type === 'page' ? ` ${ask.page.offset}+${ask.page.limit}` : '';
    return `${ask.form}${ask.subject === null ? '' : ` ${ask.subject}`}${page}`;
  };
  const planned = provider.plan(demands, { ...nothingKnown, total: () => total });
  return [...new Set(planned.map(({ ask }) => shortly(ask)))];
}

function times<T>(length: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length }, (_, index) => make(index));
}

const listener: RecordRef = { kind: 'listener', source, loadBalancerId: 'lb', vendorId: 'lsn' };
const backend: Extract<RecordRef, { kind: 'backend' }> = {
  ...{ kind: 'backend', source, loadBalancerId: 'lb', listenerId: 'lsn', ruleId: null },
  ...{ target: { type: 'IpTarget', id: '10.0.0.1' }, port: 80, vendorId: null },
};
const machine = (instanceKind: 'VIRTUAL_MACHINE' | 'BARE_METAL', vendorId = 'ins'): RecordRef => ({
  ...{ kind: 'instance', source, instanceKind, vendorId },
});

describe('150 load balancers with 2 listeners each', () => {
  const listeners = times(150, (index) => rows(listenersOf(`lb-${index}`)));
  const backends = (fields: string) =>
    times(300, (index) => rows(backendsOf(`lb-${index % 150}`, `lsn-${index}`), fields));

  test.each([
    ['without health', 'weight port'],
    ['with health', 'weight health'],
  ])('the whole tree %s: 301', (_, fields) => {
    const levels = [[rows(loadBalancers, '', 0, 150)], listeners, backends(fields)];
    expect(levels.map((demands) => asksOf(demands).length)).toEqual([1, 150, 150]);
  });

  test('all that they reach, without listeners: 151', () => {
    const reached = times(150, (index) => rows(reachedBy(`lb-${index}`), 'health'));
    expect([[rows(loadBalancers)], reached].map((demands) => asksOf(demands).length)).toEqual([1, 150]);
  });
});

/** What is demanded, and the calls for it. */
test.each<[string, readonly Demand[], readonly string[]]>([
  ['nothing', [], []],
  ['load balancers', [rows(loadBalancers)], ['loadBalancers 0+1000']],
  ['their number', [count(loadBalancers)], ['loadBalancers 0+1']],
  ['both', [count(loadBalancers), rows(loadBalancers)], ['loadBalancers 0+1000']],
  ['machines', [rows(instances)], ['instances 0+1000']],
  ['listeners, and their number', [rows(listenersOf('lb')), count(listenersOf('lb'))], ['listenersOf lb']],
  [
    'backends of several listeners, and their number',
    [rows(backendsOf('lb', 'a')), rows(backendsOf('lb', 'b')), count(backendsOf('lb', 'c'))],
    ['backendsOf lb'],
  ],
  ['all that is reached', [rows(reachedBy('lb'), 'port'), count(reachedBy('lb'))], ['backendsOf lb']],
  ...['health', 'vendorHealth', 'healthAsOf'].map((field): [string, readonly Demand[], readonly string[]] => [
    `${field} of one listener’s backends: of all of them, instead of the list without it`,
    [
      rows(backendsOf('lb', 'a'), `port ${field}`),
      rows(backendsOf('lb', 'b'), 'port'),
      rows(reachedBy('lb')),
    ],
    ['checkedBackendsOf lb'],
  ]),
  [
    'health behind one load balancer, none behind another',
    [rows(backendsOf('lb', 'a'), 'health'), rows(backendsOf('other', 'b'), 'port')],
    ['checkedBackendsOf lb', 'backendsOf other'],
  ],
  [
    'a load balancer by id',
    [record({ kind: 'loadBalancer', source, vendorId: 'lb' })],
    ['loadBalancersById lb'],
  ],
  ['a listener by id: the list that it stands in', [record(listener)], ['listenersOf lb']],
  ['a backend by id: the list that it stands in', [record(backend, 'port')], ['backendsOf lb']],
  ['its health', [record(backend, 'health')], ['checkedBackendsOf lb']],
  ['a machine by id', [record(machine('VIRTUAL_MACHINE'))], ['instancesById ins']],
  ['bare metal, which is not asked for here', [record(machine('BARE_METAL'))], []],
  ['a backend with an id, which none has', [record({ ...backend, vendorId: 'x' })], []],
  ['a backend of a rule', [record({ ...backend, ruleId: 'r' })], []],
  ['a backend of no listener', [record({ ...backend, listenerId: null })], []],
  [
    'a rule and a router, which there are none of',
    [
      record({ kind: 'rule', source, loadBalancerId: 'lb', listenerId: 'lsn', vendorId: 'r' }),
      record({ kind: 'router', source, vendorId: 'r' }),
    ],
    [],
  ],
])('%s', (_, demands, calls) => {
  expect(asksOf(demands)).toEqual(calls);
});

test('a window over the end of a page of 1000 is one of another size, once the total is known', () => {
  expect(asksOf([rows(loadBalancers, '', 990, 20)], 5000)).toEqual(['loadBalancers 990+990']);
});

test('rules have no segment, nor what is bound at a load balancer itself; all else is one', () => {
  const lists = [loadBalancers, instances, listenersOf('lb'), backendsOf('lb', 'lsn'), reachedBy('lb')];
  for (const of of lists) expect(provider.segments(of)).toEqual(['']);
  expect(provider.segments({ list: 'rules', source, loadBalancerId: 'lb', listenerId: 'lsn' })).toEqual([]);
  expect(provider.segments(backendsOf('lb', null))).toEqual([]);
  expect(provider.segments(backendsOf('lb', 'lsn', 'rule'))).toEqual([]);
});
