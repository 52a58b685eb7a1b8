import { describe, expect, test } from 'vitest';
import type { ListRef } from '../../../src/model/list.js';
import type { ItemRef, RecordRef } from '../../../src/model/record.js';
import { emptySelection } from '../../../src/model/selection.js';
import type { Ask, Demand, PlannedAsk, View } from '../../../src/providers/provider.js';
import { createZenlayer, source } from './setup.js';

const provider = createZenlayer();

function viewOf(total: number | null): View {
  return {
    total: () => total,
    scopeTotal: () => null,
    fact: () => null,
    record: () => null,
    items: () => null,
  };
}

const loadBalancers: ListRef = { list: 'loadBalancers', source };
const instances: ListRef = { list: 'instances', source };
const listenersOf = (loadBalancerId: string): ListRef => ({ list: 'listeners', source, loadBalancerId });
const backendsOf = (loadBalancerId: string, listenerId: string): ListRef => ({
  list: 'backends',
  source,
  loadBalancerId,
  listenerId,
  ruleId: null,
});

function rows(of: ListRef, segment: string, offset = 0, limit = 50): Demand {
  return { type: 'rows', segment: { of, segment }, window: { offset, limit }, selection: emptySelection };
}

function count(of: ListRef, segment: string): Demand {
  return { type: 'count', segment: { of, segment } };
}

function record(ref: RecordRef): Demand {
  return { type: 'record', ref, selection: emptySelection };
}

function asksOf(demands: readonly Demand[], total: number | null = null): readonly Ask[] {
  return provider.plan(demands, viewOf(total)).map(({ ask }) => ask);
}

/** How many calls a plan takes, when no list needs a second page. */
function callsOf(planned: readonly PlannedAsk[]): number {
  const calls = new Set<string>();
  const batches = new Map<string, Set<string>>();
  for (const { ask } of planned) {
    if (ask.type !== 'subjects') calls.add(JSON.stringify(ask));
    else {
      const group = provider.forms[ask.form]?.group?.(ask.subject) ?? '';
      const key = JSON.stringify([ask.form, group]);
      batches.set(key, (batches.get(key) ?? new Set()).add(ask.subject));
    }
  }
  const batched = [...batches.values()].map(({ size }) => Math.ceil(size / 100));
  return batched.reduce((sum, each) => sum + each, calls.size);
}

function times<T>(length: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length }, (_, index) => make(index));
}

describe('150 load balancers, 300 listeners, their backends', () => {
  test.each([
    [['BM', 'VM'], 603],
    [['BM'], 303],
  ])('with instance types %j: %i calls', (instanceTypes, expected) => {
    const { plan, segments } = createZenlayer({ instanceTypes });
    const levels = [
      segments(loadBalancers).map((segment) => rows(loadBalancers, segment, 0, 150)),
      times(150, (index) => rows(listenersOf(`lb-${index}`), '')),
      times(300, (index) => backendsOf(`lb-${index % 150}`, `lis-${index}`)).flatMap((of) =>
        segments(of).map((segment) => rows(of, segment)),
      ),
    ];
    const calls = levels.map((demands) => callsOf(plan(demands, viewOf(null))));
    expect(calls.reduce((sum, each) => sum + each)).toBe(expected);
  });
});

test('the total alone is the smallest page', () => {
  expect(asksOf([count(loadBalancers, '')])).toEqual([
    { type: 'page', form: 'loadBalancers', subject: null, page: { offset: 0, limit: 1 } },
  ]);
});

test('a total comes with the rows of the same list at no further call', () => {
  const wanted = [count(loadBalancers, ''), rows(loadBalancers, '')];
  const planned = provider.plan(wanted, viewOf(null));
  expect(planned.map(({ demand }) => demand)).toEqual(wanted);
  expect(callsOf(planned)).toBe(1);
});

test.each([
  ['nothing known: the first page alone', 0, 2500, null, [{ offset: 0, limit: 1000 }]],
  [
    'the total known: all that the window needs',
    0,
    2500,
    1500,
    [
      { offset: 0, limit: 1000 },
      { offset: 1000, limit: 1000 },
    ],
  ],
  ['a window that straddles pages of 1000', 990, 20, 5000, [{ offset: 990, limit: 990 }]],
  ['a window behind the remembered end: its own page, to see', 100, 20, 10, [{ offset: 0, limit: 1000 }]],
  ['an empty window: the smallest page', 5, 0, 10, [{ offset: 0, limit: 1 }]],
])('pages: %s', (_, offset, limit, total, pages) => {
  expect(asksOf([rows(loadBalancers, '', offset, limit)], total)).toEqual(
    pages.map((page) => ({ type: 'page', form: 'loadBalancers', subject: null, page })),
  );
});

test.each([
  [
    'overlapping windows',
    [
      [0, 20],
      [10, 20],
      [500, 500],
    ],
    5000,
    1,
  ],
  [
    'windows next to each other over a page’s end',
    [
      [980, 10],
      [990, 20],
    ],
    5000,
    1,
  ],
  [
    'windows that run past the end',
    [
      [0, 1990],
      [1900, 500],
      [1995, 10],
    ],
    1500,
    2,
  ],
  [
    'windows far apart',
    [
      [0, 20],
      [4000, 20],
    ],
    5000,
    2,
  ],
  [
    'windows far apart, the total not known',
    [
      [4000, 20],
      [0, 20],
    ],
    null,
    1,
  ],
])('%s of one list are read together', (_, windows, total, calls) => {
  const wanted = windows.map(([offset, limit]) => rows(loadBalancers, '', offset, limit));
  const planned = provider.plan(wanted, viewOf(total));
  expect(callsOf(planned)).toBe(calls);
  expect(new Set(planned.map(({ demand }) => demand))).toEqual(new Set(wanted));
});

test('listeners are read whole, many load balancers at once, also for their number', () => {
  expect(asksOf([rows(listenersOf('a'), ''), count(listenersOf('b'), '')])).toEqual([
    { type: 'subjects', form: 'listenersOf', subject: 'a' },
    { type: 'subjects', form: 'listenersOf', subject: 'b' },
  ]);
});

test('each instance type has calls of its own', () => {
  const page = { offset: 0, limit: 1000 };
  const wanted = ['BM', 'VM'].flatMap((type) => [rows(backendsOf('a', 'x'), type), rows(instances, type)]);
  expect(asksOf(wanted)).toEqual([
    { type: 'page', form: 'backendsOf', subject: '["a","x","BM"]', page },
    { type: 'page', form: 'bmInstances', subject: null, page },
    { type: 'page', form: 'backendsOf', subject: '["a","x","VM"]', page },
    { type: 'page', form: 'vmInstances', subject: null, page },
  ]);
});

const records: readonly [string, ItemRef, string, string][] = [
  ['load balancer', { kind: 'loadBalancer', source, vendorId: 'a' }, 'loadBalancersById', 'a'],
  [
    'listener',
    { kind: 'listener', source, loadBalancerId: 'a', vendorId: 'x' },
    'listenersById',
    '["a","x"]',
  ],
  [
    'backend',
    {
      kind: 'backend',
      source,
      loadBalancerId: 'a',
      listenerId: 'x',
      ruleId: null,
      target: { type: 'Instance', kind: 'BARE_METAL', id: 'i' },
      port: 80,
      vendorId: 'p',
    },
    'backendsById',
    '["a","x",null,"Instance","BARE_METAL","i",80,"p"]',
  ],
  [
    'bare metal',
    { kind: 'instance', source, instanceKind: 'BARE_METAL', vendorId: 'i' },
    'bmInstancesById',
    'i',
  ],
  [
    'virtual machine',
    { kind: 'instance', source, instanceKind: 'VIRTUAL_MACHINE', vendorId: 'i' },
    'vmInstancesById',
    'i',
  ],
];

test.each(records)('a %s is looked up by its id, and its form names it again', (_, ref, form, subject) => {
  expect(asksOf([record(ref)])).toEqual([{ type: 'subjects', form, subject }]);
  const yields = provider.forms[form]?.yields;
  expect(yields?.type === 'records' ? yields.ref(subject, source) : null).toEqual(ref);
});

test('250 machines of each kind cost three calls a kind', () => {
  const kinds = ['BARE_METAL', 'VIRTUAL_MACHINE'] as const;
  const wanted = kinds.flatMap((instanceKind) =>
    times(250, (index) => record({ kind: 'instance', source, instanceKind, vendorId: `i-${index}` })),
  );
  expect(callsOf(provider.plan(wanted, viewOf(null)))).toBe(6);
});

test('a list form names the segment that was asked for', () => {
  for (const demand of [rows(backendsOf('a', 'x'), 'VM'), rows(instances, 'BM'), rows(loadBalancers, '')]) {
    const [ask] = asksOf([demand]);
    const yields = provider.forms[ask?.form ?? '']?.yields;
    expect(yields?.type === 'rows' ? yields.segment(ask?.subject ?? null, source) : null).toEqual(
      demand.type === 'record' ? null : demand.segment,
    );
  }
});

test('rules and routers have no call, for there are none', () => {
  const rule: RecordRef = { kind: 'rule', source, loadBalancerId: 'a', listenerId: 'x', vendorId: 'r' };
  expect(asksOf([record(rule)])).toEqual([]);
  expect(asksOf([record({ kind: 'router', source, vendorId: 'r' })])).toEqual([]);
});
