import { describe, expect, test } from 'vitest';
import type { Backend, BackendRef } from '../../../src/model/backend.js';
import { scopeKey, segmentKey, type Segment } from '../../../src/model/list.js';
import { emptySelection, type Selection } from '../../../src/model/selection.js';
import { backendsSegment } from '../../../src/providers/qingcloud/backend.js';
import { instancesSegment } from '../../../src/providers/qingcloud/instance.js';
import { listenersSegment } from '../../../src/providers/qingcloud/listener.js';
import { loadBalancersSegment } from '../../../src/providers/qingcloud/load-balancer.js';
import { plan } from '../../../src/providers/qingcloud/plan.js';
import type { Ask, Demand, View } from '../../../src/providers/provider.js';
import { formOf, source, type FormName } from './asking.js';

interface Known {
  readonly totals?: Readonly<Record<string, number>>;
  readonly facts?: Readonly<Record<string, boolean>>;
  /** Backends in the whole source. */
  readonly scan?: number;
  /** Backends by load balancer. */
  readonly scopes?: Readonly<Record<string, number>>;
}

function viewOf({ totals = {}, facts = {}, scan, scopes = {} }: Known): View {
  return {
    total: (segment) => totals[segmentKey(segment)] ?? null,
    scopeTotal: (scope) => {
      expect(scopeKey(scope)).toContain('"backends",""');
      return (scope.loadBalancerId === null ? scan : scopes[scope.loadBalancerId]) ?? null;
    },
    record: () => null,
    items: () => null,
    fact: (name) => facts[name] ?? null,
  };
}

function select(fields: readonly string[], below: Readonly<Record<string, Selection>> = {}): Selection {
  return { fields: new Set([...fields, ...Object.keys(below)]), below: new Map(Object.entries(below)) };
}

const plain = select(['port', 'weight']);
const healthy = select(['port', 'health']);

function rows(segment: Segment, selection = emptySelection, window = { offset: 0, limit: 20 }): Demand {
  return { type: 'rows', segment, window, selection };
}

function count(segment: Segment): Demand {
  return { type: 'count', segment };
}

const lbId = (at: number) => `lb-${at}`;

/** Demands for the listeners of so many load balancers. */
function listeners(number: number, selection: Selection): Demand[] {
  return Array.from({ length: number }, (_, at) => rows(listenersSegment(source, lbId(at)), selection));
}

/** Demands for the backends of so many listeners, spread evenly over so many load balancers. */
function backends(number: number, loadBalancers: number, selection: Selection): Demand[] {
  return Array.from({ length: number }, (_, at) =>
    rows(backendsSegment(source, lbId(at % loadBalancers), `lbl-${at}`), selection),
  );
}

function ofLoadBalancers(total: number): Readonly<Record<string, number>> {
  return { [segmentKey(loadBalancersSegment(source))]: total };
}

/** So many backends of a list, as they came inside a listener's row. */
function itemsOf({ of }: Segment, number: number): readonly Backend[] {
  if (of.list !== 'backends') return [];
  const { list: _, ...place } = of;
  return Array.from({ length: number }, (_each, at) => ({
    kind: 'backend',
    ...place,
    target: { type: 'Instance', kind: 'VIRTUAL_MACHINE', id: `i-${at}` },
    port: 80,
    vendorId: `lbb-${place.listenerId ?? ''}-${at}`,
    asOf: 0,
    name: null,
    weight: 1,
    status: 'ACTIVE',
    vendorStatus: null,
    addresses: null,
    createdAt: null,
    vendorFields: {},
    carried: {},
  }));
}

/** The distinct asks of a plan, each demand being served. */
function asksOf(demands: readonly Demand[], known: Known = {}): Ask[] {
  const planned = plan(demands, viewOf(known));
  const served = new Set(planned.map(({ demand }) => demand));
  for (const demand of demands) expect(served.has(demand)).toBe(true);
  return [...new Map(planned.map(({ ask }) => [JSON.stringify(ask), ask])).values()];
}

/** How many calls a plan makes, by form; scopes that are read whole cost their `maxCalls` at most. */
function callsOf(demands: readonly Demand[], known: Known = {}): Readonly<Record<string, number>> {
  const asked: Record<string, number> = {};
  for (const { form } of asksOf(demands, known)) asked[form] = (asked[form] ?? 0) + 1;
  return Object.fromEntries(
    Object.entries(asked).map(([form, asks]) => [
      form,
      Math.ceil(asks / formOf(form as FormName).maxSubjects),
    ]),
  );
}

describe('pages of load balancers and instances', () => {
  const segment = loadBalancersSegment(source);
  const page = (offset: number, limit: number, form = 'loadBalancers') => ({
    type: 'page',
    form,
    subject: null,
    page: { offset, limit },
  });

  test('start with the first, as large as can be, while the total is unknown', () => {
    expect(asksOf([rows(segment, plain, { offset: 0, limit: 200 })])).toEqual([page(0, 100)]);
  });

  test('are all that the window needs once the total is known', () => {
    const known = { totals: { [segmentKey(segment)]: 230 } };
    expect(asksOf([rows(segment, plain, { offset: 100, limit: 900 })], known)).toEqual([
      page(100, 100),
      page(200, 100),
    ]);
  });

  test('tell a total by the smallest page', () => {
    expect(asksOf([count(segment)])).toEqual([page(0, 10)]);
    expect(asksOf([count(instancesSegment(source))])).toEqual([page(0, 10, 'instances')]);
  });

  test('tell a total at no further call besides rows, whichever is demanded first', () => {
    expect(asksOf([count(segment), rows(segment)])).toEqual([page(0, 100)]);
    expect(asksOf([rows(segment), count(segment)])).toEqual([page(0, 100)]);
  });

  test('serve a window of nothing by the smallest page', () => {
    const known = { totals: { [segmentKey(segment)]: 230 } };
    expect(asksOf([rows(segment, plain, { offset: 0, limit: 0 })], known)).toEqual([page(0, 10)]);
  });

  test('of instances', () => {
    expect(asksOf([rows(instancesSegment(source))])).toEqual([page(0, 100, 'instances')]);
  });
});

describe('listeners', () => {
  const bare = select(['protocol']);
  const tree = select(['protocol'], { backends: plain });
  const sick = select(['protocol'], { backends: healthy });
  const fields = select(['vendorFields']);

  test.each<[string, number, Selection, Known, Readonly<Record<string, number>>]>([
    ['one load balancer: its whole subtree', 1, tree, {}, { listenersOf: 1 }],
    ['two, nothing below', 2, bare, {}, { loadBalancersById: 1 }],
    ['two, with backends: a batch would cost as much again', 2, tree, {}, { listenersOf: 2 }],
    ['three, with backends: 1 + 1', 3, tree, {}, { loadBalancersById: 1 }],
    ['two, with instances below', 2, select([], { instances: bare }), {}, { listenersOf: 2 }],
    ['two, with health, which comes by another form anyway', 2, sick, {}, { loadBalancersById: 1 }],
    ['two, with health inside', 2, sick, { facts: { inlinedHealth: true } }, { listenersOf: 2 }],
    [
      'two, with backends that do not come inside',
      2,
      tree,
      { facts: { inlinedBackends: false } },
      { loadBalancersById: 1 },
    ],
    ['two hundred', 200, tree, {}, { loadBalancersById: 2 }],
    [
      'three, once listeners did not come inside',
      3,
      bare,
      { facts: { inlinedListeners: false } },
      { listenersOf: 3 },
    ],
    ['three, with vendor fields', 3, fields, {}, { loadBalancersById: 1 }],
    [
      'three, with vendor fields, once these were seen to be missing',
      3,
      fields,
      { facts: { inlinedListenerOption: false } },
      { listenersOf: 3 },
    ],
    [
      'three, without vendor fields, however',
      3,
      bare,
      { facts: { inlinedListenerOption: false } },
      { loadBalancersById: 1 },
    ],
  ])('of %s', (_, number, selection, known, calls) => {
    expect(callsOf(listeners(number, selection), known)).toEqual(calls);
  });

  test('of one load balancer demanded twice are asked once', () => {
    const segment = listenersSegment(source, 'lb-1');
    expect(asksOf([rows(segment, bare), count(segment), rows(segment, tree)])).toEqual([
      { type: 'subjects', form: 'listenersOf', subject: 'lb-1' },
    ]);
  });

  test('are counted in batches', () => {
    const counts = [0, 1, 2].map((at) => count(listenersSegment(source, lbId(at))));
    expect(callsOf(counts)).toEqual({ loadBalancersById: 1 });
  });
});

describe('backends without health', () => {
  test.each<[string, Demand[], Known, Readonly<Record<string, number>>]>([
    ['one listener', backends(1, 1, plain), {}, { backendsOf: 1 }],
    ['two listeners', backends(2, 1, plain), {}, { listenersById: 1 }],
    ['500 listeners', backends(500, 200, plain), {}, { listenersById: 5 }],
    [
      'two load balancers, once backends did not come inside',
      backends(2, 2, plain),
      { facts: { inlinedBackends: false }, scan: 1000 },
      { backendsOf: 2 },
    ],
  ])('of %s', (_, demands, known, calls) => {
    expect(callsOf(demands, known)).toEqual(calls);
  });

  test('of one listener come by the page that the window needs', () => {
    const segment = backendsSegment(source, 'lb-1', 'lbl-1');
    expect(asksOf([rows(segment, plain), count(segment)])).toEqual([
      { type: 'page', form: 'backendsOf', subject: '["lb-1","lbl-1"]', page: { offset: 0, limit: 100 } },
    ]);
    expect(asksOf([count(segment)])).toMatchObject([{ page: { offset: 0, limit: 10 } }]);
  });
});

describe('backends with health', () => {
  test.each<[string, Demand[], Known, Readonly<Record<string, number>>]>([
    ['one listener', backends(1, 1, healthy), {}, { backendsOf: 1 }],
    [
      'one listener, health inside',
      backends(1, 1, healthy),
      { facts: { inlinedHealth: true } },
      { backendsOf: 1 },
    ],
    ['some listeners of one load balancer', backends(5, 1, healthy), {}, { backendsOfLoadBalancer: 1 }],
    [
      'five listeners of one load balancer with 200 backends',
      backends(5, 1, healthy),
      { scopes: { 'lb-0': 200 }, scan: 2000 },
      { backendsOfLoadBalancer: 1 },
    ],
    [
      'two listeners of a load balancer that would take two calls as well',
      backends(2, 1, healthy),
      { scopes: { 'lb-0': 150 }, scan: 2000 },
      { backendsOf: 2 },
    ],
    ['three load balancers of a small source', backends(6, 3, healthy), { scan: 150 }, { allBackends: 1 }],
    // Which backends there are, then these by their ids: two calls.
    ['three load balancers of a large source', backends(3, 3, healthy), { scan: 2000 }, { listenersById: 1 }],
    ['two load balancers of a large source', backends(2, 2, healthy), { scan: 2000 }, { backendsOf: 2 }],
    [
      'load balancers with one listener each and with several, whose rows show no backends',
      [...backends(3, 3, healthy), ...backends(4, 1, healthy)],
      { scan: 2000, facts: { inlinedBackends: false } },
      { backendsOfLoadBalancer: 1, backendsOf: 2 },
    ],
    [
      '500 listeners, health inside',
      backends(500, 200, healthy),
      { facts: { inlinedHealth: true } },
      { listenersById: 5 },
    ],
  ])('of %s', (_, demands, known, calls) => {
    expect(callsOf(demands, known)).toEqual(calls);
  });

  test.each(['health', 'vendorHealth', 'healthAsOf'])('is meant by %s', (field) => {
    expect(callsOf(backends(2, 2, select([field])), { scan: 2000 })).toEqual({ backendsOf: 2 });
  });

  test('probe the source with its first page while its size is unknown, as far as it may pay', () => {
    // All 30 load balancers there are: what it takes, the others take as well, and the listeners' rows besides. By their ids it would be
    // nine calls at most: 20 rows of each of 40 listeners.
    expect(asksOf(backends(40, 30, healthy), { totals: ofLoadBalancers(30) })).toEqual([
      { type: 'scope', form: 'allBackends', subject: null, maxCalls: 10 },
    ]);
    // A tenth of them.
    expect(asksOf(backends(40, 30, healthy), { totals: ofLoadBalancers(300) })).toMatchObject([
      ...Array.from({ length: 40 }, () => ({ form: 'listenersById' })),
    ]);
  });

  test('come by the ids of those that are wanted, once these are known', () => {
    const demands = backends(3, 3, healthy).map((demand) =>
      demand.type === 'rows' ? { ...demand, window: { offset: 1, limit: 2 } } : demand,
    );
    const asks = plan(demands, { ...viewOf({ scan: 2000 }), items: (segment) => itemsOf(segment, 5) });
    expect(asks.map(({ ask }) => ask.form)).toEqual(Array.from({ length: 6 }, () => 'backendsById'));
    expect(new Set(asks.map(({ ask }) => ask.subject)).size).toBe(6);
  });

  test('allow one load balancer no more calls than it has listeners to ask', () => {
    expect(asksOf(backends(3, 1, healthy))).toEqual([
      { type: 'scope', form: 'backendsOfLoadBalancer', subject: 'lb-0', maxCalls: 3 },
    ]);
  });

  test('are asked flat where some came inside without it', () => {
    const facts = { inlinedHealth: true, inlinedWithoutHealth: true };
    const demands = backends(4, 4, healthy);
    expect(callsOf(demands, { facts })).toEqual({ listenersById: 1 });
    const totals = Object.fromEntries(
      demands
        .slice(0, 2)
        .flatMap((demand) => (demand.type === 'record' ? [] : [[segmentKey(demand.segment), 3]])),
    );
    expect(callsOf(demands, { facts, totals, scan: 2000 })).toEqual({ listenersById: 1, backendsOf: 2 });
  });

  test('leave those that are demanded without it to the batches', () => {
    const demands = [...backends(1, 1, healthy), ...backends(3, 3, plain).slice(1)];
    expect(callsOf(demands, { scan: 2000 })).toEqual({ listenersById: 1, backendsOf: 1 });
  });
});

describe('the whole tree of 200 load balancers, 500 listeners, 2000 backends', () => {
  const segment = loadBalancersSegment(source);
  const window = { offset: 0, limit: 200 };
  const totals = { [segmentKey(segment)]: 200 };

  /** Listeners come inside the load balancers' pages: no level of their own. */
  const loadBalancerPages = () =>
    asksOf([rows(segment, plain, window)]).length +
    asksOf([rows(segment, plain, { offset: 100, limit: 100 })], { totals }).length;

  test('costs 7 calls without health', () => {
    expect(loadBalancerPages()).toBe(2);
    expect(callsOf(backends(500, 200, plain))).toEqual({ listenersById: 5 });
  });

  test('costs 22 calls with health: the scan takes 20, fewer than its limit', () => {
    expect(loadBalancerPages()).toBe(2);
    const totals = ofLoadBalancers(200);
    // By ids it would be 105 at most: 20 rows of each of 500 listeners.
    expect(asksOf(backends(500, 200, healthy), { totals })).toEqual([
      { type: 'scope', form: 'allBackends', subject: null, maxCalls: 106 },
    ]);
    expect(asksOf(backends(500, 200, healthy), { scan: 2000 })).toMatchObject([{ form: 'allBackends' }]);
  });
});

describe('a record', () => {
  const backend: BackendRef = {
    source,
    loadBalancerId: 'lb-1',
    listenerId: 'lbl-1',
    ruleId: null,
    target: { type: 'Router', id: 'rtr-1' },
    port: 80,
    vendorId: 'lbb-1',
  };
  const record = (ref: Extract<Demand, { type: 'record' }>['ref']): Demand => ({
    type: 'record',
    ref,
    selection: emptySelection,
  });

  test.each<[Demand, string, string]>([
    [record({ kind: 'loadBalancer', source, vendorId: 'lb-1' }), 'loadBalancersById', 'lb-1'],
    [
      record({ kind: 'listener', source, loadBalancerId: 'lb-1', vendorId: 'lbl-1' }),
      'listenersById',
      '["lb-1","lbl-1"]',
    ],
    [
      record({ kind: 'backend', ...backend }),
      'backendsById',
      '["lb-1","lbl-1","lbb-1",{"type":"Router","id":"rtr-1"},80]',
    ],
    [
      record({ kind: 'instance', source, instanceKind: 'VIRTUAL_MACHINE', vendorId: 'i-1' }),
      'instancesById',
      'i-1',
    ],
    [record({ kind: 'router', source, vendorId: 'rtr-1' }), 'routersById', 'rtr-1'],
  ])('is looked up by id: %#', (demand, form, subject) => {
    expect(asksOf([demand])).toEqual([{ type: 'subjects', form, subject }]);
  });

  test('of 250 instances costs three calls', () => {
    const demands = Array.from({ length: 250 }, (_, at) =>
      record({ kind: 'instance', source, instanceKind: 'VIRTUAL_MACHINE', vendorId: `i-${at}` }),
    );
    expect(callsOf(demands)).toEqual({ instancesById: 3 });
  });

  test.each([
    record({ kind: 'rule', source, loadBalancerId: 'lb-1', listenerId: 'lbl-1', vendorId: 'r-1' }),
    record({ kind: 'instance', source, instanceKind: 'BARE_METAL', vendorId: 'i-1' }),
    record({ kind: 'backend', ...backend, vendorId: null }),
    record({ kind: 'backend', ...backend, listenerId: null }),
  ])('that this vendor cannot have is never asked for: %#', (demand) => {
    expect(plan([demand], viewOf({}))).toEqual([]);
  });
});
