import { describe, expect, test } from 'vitest';
import type { Demand } from '../../../src/providers/provider.js';
import {
  backendRef,
  backendsOf,
  bindingsOf,
  callsOf,
  count,
  instances,
  listenerRef,
  listenersOf,
  loadBalancers,
  provider,
  record,
  rows,
  ruleRef,
  rulesOf,
  source,
  viewOf,
  type Known,
} from './setup.js';

function times<T>(length: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length }, (_, index) => make(index));
}

const bothLayers = (loadBalancerId: string, fields = ''): readonly Demand[] =>
  ['l4', 'l7'].map((layer) => rows(listenersOf(loadBalancerId), layer, fields));

describe('40 load balancers, each with 3 listeners of layer 4 and 2 of layer 7 with 5 rules', () => {
  const of40 = (fields: string) => times(40, (index) => bothLayers(`lb-${index}`, fields)).flat();

  test('the whole tree: 201, for rules and their backends come with the listeners of layer 7', () => {
    const layer4 = times(120, (index) => rows(backendsOf(`lb-${index % 40}`, `lbl-${index}`)));
    const levels = [[rows(loadBalancers)], of40('healthCheck backends'), layer4];
    expect(levels.map((demands) => callsOf(demands).length)).toEqual([1, 80, 120]);
  });

  test('listeners by protocol, port and status: 41', () => {
    const levels = [[rows(loadBalancers)], of40('protocol port status')];
    expect(levels.map((demands) => callsOf(demands).length)).toEqual([1, 40]);
  });
});

const lean =
  'id vendorId name protocol ports port scheduler status vendorStatus loadBalancer asOf rules backends';

/** What is demanded, the calls for it, and what is known. */
const table: readonly (readonly [string, readonly Demand[], readonly string[], Known?])[] = [
  ['nothing', [], []],
  ['listeners by all that the common list tells', bothLayers('lb', lean), ['portsOf ["lb"]']],
  ['one layer of it', [rows(listenersOf('lb'), 'l7', 'port')], ['portsOf ["lb"]']],
  ['their number', [count(listenersOf('lb'), 'l4'), count(listenersOf('lb'), 'l7')], ['portsOf ["lb"]']],
  ...['sessionPersistence', 'healthCheck', 'vendorFields'].map(
    (field) =>
      [
        `listeners with ${field}`,
        bothLayers('lb', `name ${field}`),
        ['l4ListenersOf ["lb"]', 'l7ListenersOf ["lb"]'],
      ] as const,
  ),
  [
    'the same listeners with much and with little',
    [
      ...bothLayers('lb', 'port'),
      rows(listenersOf('lb'), 'l4', 'healthCheck'),
      count(listenersOf('lb'), 'l7'),
    ],
    ['l4ListenersOf ["lb"]', 'l7ListenersOf ["lb"]'],
  ],
  [
    'much of one load balancer, little of another',
    [...bothLayers('lb', 'vendorFields'), ...bothLayers('other', 'port')],
    ['l4ListenersOf ["lb"]', 'l7ListenersOf ["lb"]', 'portsOf ["other"]'],
  ],
  [
    'where machines and addresses are bound, and how often',
    [
      rows(bindingsOf('["vpc-1","cpm-1"]')),
      count(bindingsOf('["vpc-1","cpm-1"]')),
      rows(bindingsOf('["vpc-2","10.0.0.1"]')),
    ],
    ['bindingsOf ["vpc-1","cpm-1"]', 'bindingsOf ["vpc-2","10.0.0.1"]'],
  ],
  [
    'rules of a listener of which nothing is known',
    [rows(rulesOf('lb', 'a'))],
    ['l7ListenersOf ["lb",["a"]]'],
  ],
  [
    'rules of listeners of layer 7, and their number',
    [rows(rulesOf('lb', 'b')), rows(rulesOf('lb', 'a')), count(rulesOf('lb', 'a'))],
    ['l7ListenersOf ["lb",["a"],["b"]]'],
    { before: { a: 'http', b: 'https' } },
  ],
  [
    'rules of a listener of layer 4, which has none',
    [rows(rulesOf('lb', 'a'))],
    ['l4ListenersOf ["lb",["a"]]'],
    { before: { a: 'udp' } },
  ],
  [
    'backends of a listener of which nothing is known',
    [rows(backendsOf('lb', 'a'))],
    ['l4BackendsOf ["lb",["a",null]]'],
  ],
  [
    'backends of listeners of layer 4: one listener a call',
    [rows(backendsOf('lb', 'a')), rows(backendsOf('lb', 'b')), count(backendsOf('lb', 'b'))],
    ['l4BackendsOf ["lb",["a",null]]', 'l4BackendsOf ["lb",["b",null]]'],
    { before: { a: 'tcp', b: 'udp' } },
  ],
  [
    'backends of a listener whose protocol nobody knows',
    [rows(backendsOf('lb', 'a'))],
    ['l4BackendsOf ["lb",["a",null]]'],
    { before: { a: 'sctp' } },
  ],
  [
    'backends of a listener of layer 7 and of its rules, its rules, and the listeners themselves: one call',
    [
      rows(backendsOf('lb', 'a')),
      rows(backendsOf('lb', 'a', 'r')),
      rows(rulesOf('lb', 'a')),
      rows(listenersOf('lb'), 'l7', 'vendorFields'),
    ],
    ['l7ListenersOf ["lb",["a","r"],["a",null],["a"]]'],
    { before: { a: 'http' } },
  ],
  ['backends of a load balancer itself: there are none', [rows(backendsOf('lb', null))], []],
  [
    'load balancers by their ids',
    ['x', 'y', 'x'].map((vendorId) => record({ kind: 'loadBalancer', source, vendorId })),
    ['loadBalancersById x', 'loadBalancersById y'],
  ],
  ['a listener by its id, with little of it', [record(listenerRef('a'), 'port')], ['portsOf ["lb"]']],
  ['with much of it: layer 4 first', [record(listenerRef('a'), 'healthCheck')], ['l4ListenersOf ["lb"]']],
  ['then layer 7', [record(listenerRef('a'), 'healthCheck')], ['l7ListenersOf ["lb"]'], { l4: { b: 'tcp' } }],
  [
    'layer 7 at once, where it is known to be of that',
    [record(listenerRef('a'), 'healthCheck')],
    ['l7ListenersOf ["lb"]'],
    { before: { a: 'https' } },
  ],
  [
    'one that neither layer has any more: both at once',
    [record(listenerRef('a'), 'healthCheck')],
    ['portsOf ["lb"]'],
    { l4: {}, l7: {}, before: { a: 'https' } },
  ],
  [
    'one that may be among what could not be read of layer 4: what was not read at all comes first',
    [record(listenerRef('a'), 'healthCheck')],
    ['l7ListenersOf ["lb"]'],
    { l4: { b: 'tcp' }, total: 2 },
  ],
  [
    'then what could not be read, once more',
    [record(listenerRef('a'), 'healthCheck')],
    ['l4ListenersOf ["lb"]'],
    { l4: { b: 'tcp' }, l7: { c: 'http', d: 'http' }, total: 2 },
  ],
  ['a rule by its id', [record(ruleRef('a', 'r'))], ['l7ListenersOf ["lb",["a"]]']],
  ['a backend of a rule', [record(backendRef('a', 'r'))], ['l7ListenersOf ["lb",["a","r"]]']],
  [
    'a backend of a listener of which nothing is known: whether that is there comes first',
    [record(backendRef('a'))],
    ['portsOf ["lb"]'],
  ],
  [
    'the same of one that was there before, and may be gone',
    [record(backendRef('a'))],
    ['portsOf ["lb"]'],
    { before: { a: 'tcp' } },
  ],
  [
    'a backend of a listener that is there',
    [record(backendRef('a'))],
    ['l4BackendsOf ["lb",["a",null]]'],
    { l4: { a: 'tcp' } },
  ],
  [
    'a backend of a listener of layer 7 itself: its list tells that there is none',
    [record(backendRef('a'))],
    ['l7ListenersOf ["lb",["a",null]]'],
    { l7: { a: 'http' } },
  ],
  ['a backend of a load balancer itself: there is none', [record(backendRef(null))], []],
  [
    'a machine',
    [record({ kind: 'instance', source, instanceKind: 'BARE_METAL', vendorId: 'cpm-1' })],
    ['instancesById cpm-1'],
  ],
  [
    'a virtual machine, a router: there are none',
    [
      record({ kind: 'instance', source, instanceKind: 'VIRTUAL_MACHINE', vendorId: 'cpm-1' }),
      record({ kind: 'router', source, vendorId: 'r' }),
    ],
    [],
  ],
];

for (const [what, demands, calls, known] of table) {
  test(what, () => {
    expect(callsOf(demands, known)).toEqual(calls);
  });
}

test.each([
  ['nothing known: the first page alone', 0, 250, undefined, ['0+100']],
  ['the total known: all that the window needs', 0, 250, 210, ['0+100', '100+100', '200+100']],
  ['a window in the middle, from its own start', 150, 20, 500, ['150+100']],
  ['a window behind the remembered end: its own page, to see', 100, 20, 10, ['100+100']],
  ['an empty window: the smallest page', 5, 0, 10, ['0+1']],
])('pages: %s', (_, offset, limit, total, pages) => {
  for (const of of [loadBalancers, instances]) {
    expect(callsOf([rows(of, '', '', offset, limit)], total === undefined ? {} : { total })).toEqual(
      pages.map((page) => `${of.list} ${page}`),
    );
  }
});

test('a total comes with the rows of the same list, and overlapping windows share their pages', () => {
  const windows = [rows(loadBalancers, '', '', 0, 60), rows(loadBalancers, '', '', 40, 60)];
  const demands = [count(loadBalancers), ...windows];
  expect(callsOf(demands, { total: 500 })).toEqual(['loadBalancers 0+100']);
  expect(callsOf([count(loadBalancers)])).toEqual(['loadBalancers 0+1']);
  expect(provider.plan(demands, viewOf({ total: 500 })).map(({ demand }) => demand)).toEqual(demands);
});
