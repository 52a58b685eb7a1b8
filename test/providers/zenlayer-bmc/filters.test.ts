import { describe, expect, test } from 'vitest';
import type { BackendFilter, InstanceFilter, LoadBalancerFilter } from '../../../src/model/filter.js';
import type { ListRef, Segment } from '../../../src/model/list.js';
import { toNarrowed } from '../../../src/providers/narrow.js';
import type { Ask, Params, Provider } from '../../../src/providers/provider.js';
import { callFor, narrowList, nothingKnown, rowsOf } from '../narrowing.js';
import { callOf, createZenlayer, sentBy, source } from './setup.js';

const both = createZenlayer({});
const bareMetal = createZenlayer({ instanceTypes: ['BM'] });
const loadBalancers: ListRef = { list: 'loadBalancers', source };
const instances: ListRef = { list: 'instances', source };
const parents = { loadBalancerId: 'lb-1', listenerId: 'lis-1', ruleId: null };
const backends: ListRef = { list: 'backends', source, ...parents };

const manyIds = (count: number) => Array.from({ length: count }, (_, at) => `id-${at}`);

/** Where the calls for a list as a filter leaves it go, and what they send. */
function sent(provider: Provider, { segments }: { readonly segments: readonly Segment[] }) {
  return segments.map((segment) => {
    const { form, subjects, page } = callFor(provider, source, segment);
    const { path, action, body } = sentBy(provider, callOf(form, subjects, page));
    return { path, action, body };
  });
}

const firstPage = { pageNum: 1, pageSize: 1000 };
const bmc = '/api/v2/bmc';
const vm = '/api/v2/vm';

describe('load balancers', () => {
  const filtered = (filter: LoadBalancerFilter) =>
    narrowList(both, loadBalancers, both.filters.loadBalancers, filter);

  test.each<[string, LoadBalancerFilter, Params]>([
    ['nothing', {}, {}],
    ['ids', { vendorId: ['lb-2', 'lb-1', 'lb-1'] }, { loadBalancerIds: ['lb-1', 'lb-2'] }],
  ])('are filtered by %s by the vendor', (_what, filter, params) => {
    expect(filtered(filter).rest).toEqual({});
    expect(sent(both, filtered(filter))).toEqual([
      { path: bmc, action: 'DescribeLoadBalancers', body: { ...params, ...firstPage } },
    ]);
  });

  test.each<[string, LoadBalancerFilter, Params]>([
    ['a plain name', { name: ['web-1.a'] }, { loadBalancerName: 'web-1.a' }],
    ['a tag', { tag: [{ key: 'team', value: 'web' }] }, { tags: [{ key: 'team', value: 'web' }] }],
    ['a tag’s key', { tag: [{ key: 'team', value: null }] }, { tagKeys: ['team'] }],
  ])('with %s are among those that the vendor finds by it', (_what, filter, params) => {
    expect(filtered(filter).rest).toEqual(filter);
    expect(sent(both, filtered(filter))).toEqual([
      { path: bmc, action: 'DescribeLoadBalancers', body: { ...params, ...firstPage } },
    ]);
  });

  test.each<[string, LoadBalancerFilter]>([
    ['101 ids', { vendorId: manyIds(101) }],
    ['several names', { name: ['web', 'api'] }],
    ['a name with a star', { name: ['web*'] }],
    ['a name with an underscore', { name: ['web_1'] }],
    ['a name with a space', { name: ['web 1'] }],
    ['a name of other letters', { name: ['前端'] }],
    ['a name of 65 characters', { name: ['w'.repeat(65)] }],
    ['an empty name', { name: [''] }],
    ['parts of names', { nameContains: ['web'] }],
    ['several tags', { tag: [{ key: 'team' }, { key: 'role' }] }],
    ['a tag without a key', { tag: [{ key: '' }] }],
    ['a tag with an empty value', { tag: [{ key: 'team', value: '' }] }],
    ['a tag of 129 characters', { tag: [{ key: 'team', value: 'v'.repeat(129) }] }],
    ['a status', { status: ['ACTIVE'] }],
    ['a scheme', { scheme: ['UNKNOWN'] }],
    ['addresses', { address: ['128.1.1.1'] }],
    ['having backends', { hasNoBackends: true }],
  ])('are filtered by %s here', (_what, filter) => {
    expect(filtered(filter)).toEqual({ segments: [{ of: loadBalancers, segment: '' }], rest: filter });
  });

  test('are all without unhealthy backends, as nothing tells health', () => {
    const segments = [{ of: loadBalancers, segment: '' }];
    expect(filtered({ hasUnhealthyBackends: false })).toEqual({ segments, rest: {} });
    expect(filtered({ hasUnhealthyBackends: true })).toEqual({ segments: [], rest: {} });
  });

  test('are filtered by one thing by the vendor, by all others here', () => {
    const filter = { name: ['web'], vendorId: ['lb-1'], tag: [{ key: 'team' }] };
    const narrowed = filtered(filter);
    expect(narrowed.rest).toEqual({ name: ['web'], tag: [{ key: 'team' }] });
    expect(sent(both, narrowed)).toMatchObject([{ body: { loadBalancerIds: ['lb-1'], ...firstPage } }]);
  });
});

describe('instances', () => {
  const filtered = (provider: Provider, filter: InstanceFilter) =>
    narrowList(provider, instances, provider.filters.instances, filter);

  test('are filtered by ids by both services', () => {
    const narrowed = filtered(both, { vendorId: ['ins-1'] });
    expect(narrowed.rest).toEqual({});
    const body = { instanceIds: ['ins-1'], ...firstPage };
    expect(sent(both, narrowed)).toEqual([
      { path: bmc, action: 'DescribeInstances', body },
      { path: vm, action: 'DescribeInstances', body },
    ]);
  });

  test('of one kind are asked for in its service alone', () => {
    const narrowed = filtered(both, { vendorId: ['ins-1'], kind: ['VIRTUAL_MACHINE'] });
    expect(narrowed.rest).toEqual({});
    expect(sent(both, narrowed).map(({ path }) => path)).toEqual([vm]);
    expect(filtered(bareMetal, { kind: ['VIRTUAL_MACHINE'] })).toEqual({ segments: [], rest: {} });
  });

  test.each<[string, InstanceFilter, Params]>([
    ['a name', { name: ['web 1_*x'] }, { instanceName: 'web 1_*x' }],
    ['RUNNING', { status: ['RUNNING'] }, { instanceStatus: 'RUNNING' }],
    ['STARTING', { status: ['STARTING'] }, { instanceStatus: 'BOOTING' }],
    ['STOPPING', { status: ['STOPPING'] }, { instanceStatus: 'STOPPING' }],
    ['STOPPED', { status: ['STOPPED', 'STOPPED'] }, { instanceStatus: 'STOPPED' }],
  ])('that are all bare metal are filtered by %s by the vendor', (_what, filter, params) => {
    expect(filtered(bareMetal, filter).rest).toEqual({});
    expect(sent(bareMetal, filtered(bareMetal, filter))).toEqual([
      { path: bmc, action: 'DescribeInstances', body: { ...params, ...firstPage } },
    ]);
    // Of the virtual machines' service no such parameter is documented.
    const here = filtered(both, filter);
    expect(here.rest).toEqual(filter);
    expect(here.segments.map(({ segment, narrowed }) => [segment, narrowed])).toEqual([
      ['BM', undefined],
      ['VM', undefined],
    ]);
  });

  test.each<[string, InstanceFilter]>([
    ['101 ids', { vendorId: manyIds(101) }],
    ['several names', { name: ['web', 'api'] }],
    ['an empty name', { name: [''] }],
    ['a name that ends in a star', { name: ['web*'] }],
    ['parts of names', { nameContains: ['web'] }],
    ['several statuses', { status: ['RUNNING', 'STOPPED'] }],
    ['a status of several values', { status: ['PENDING'] }],
    ['a status that is none of bare metal', { status: ['REBOOTING'] }],
    ['addresses', { address: ['10.0.0.1'] }],
  ])('are filtered by %s here', (_what, filter) => {
    expect(filtered(bareMetal, filter)).toEqual({
      segments: [{ of: instances, segment: 'BM' }],
      rest: filter,
    });
  });
});

describe('backends of a listener', () => {
  const filtered = (filter: BackendFilter) => narrowList(both, backends, both.filters.backends, filter);
  const callsWith = (params: Params) =>
    ['BM', 'VM'].map((type) => ({
      path: bmc,
      action: 'DescribeBackends',
      body: { listenerId: 'lis-1', instanceType: type, ...params, ...firstPage },
    }));

  test('are filtered by ids by the vendor', () => {
    const narrowed = filtered({ vendorId: ['bkd-1'] });
    expect(narrowed.rest).toEqual({});
    expect(sent(both, narrowed)).toEqual(callsWith({ backendIds: ['bkd-1'] }));
  });

  test('with a plain name are among those that the vendor finds by it', () => {
    const narrowed = filtered({ name: ['backend-1'] });
    expect(narrowed.rest).toEqual({ name: ['backend-1'] });
    expect(sent(both, narrowed)).toEqual(callsWith({ backendName: 'backend-1' }));
  });

  test.each<[string, BackendFilter]>([
    ['target', { targetId: ['ins-1'] }],
    ['kind of target', { targetKind: ['INSTANCE'] }],
    ['port', { port: [80] }],
    ['name with a star', { name: ['web*'] }],
    ['part of a name', { nameContains: ['web'] }],
    ['weight', { weightZero: true }],
  ])('are filtered by %s here', (_what, filter) => {
    expect(filtered(filter).rest).toEqual(filter);
    expect(sent(both, filtered(filter))).toEqual(callsWith({}));
  });
});

describe('backends of a listener in which nothing can match', () => {
  const filtered = (filter: BackendFilter) => narrowList(both, backends, both.filters.backends, filter);

  test('are not asked for: rows tell no address, and nothing tells health', () => {
    expect(filtered({ address: ['10.0.0.1'] }).segments).toEqual([]);
    expect(filtered({ health: ['DOWN', 'UP'] }).segments).toEqual([]);
    expect(filtered({ health: ['DOWN', 'UNKNOWN'] })).toEqual(filtered({}));
  });

  test('are asked for by the type of a machine alone, and compared here', () => {
    const instance = ['["instance","BARE_METAL","ins-1"]'];
    const narrowed = filtered({ instance });
    expect(narrowed.segments.map(({ segment }) => segment)).toEqual(['BM']);
    expect(narrowed.rest).toEqual({ instance });
  });
});

describe('a plan', () => {
  test('asks for a list and for what narrowings leave of it apart', () => {
    for (const whole of [
      { of: loadBalancers, segment: '' },
      { of: instances, segment: 'VM' },
      { of: backends, segment: 'BM' },
    ]) {
      const first = { ...whole, narrowed: toNarrowed({ any: 'a' }) };
      const second = { ...whole, narrowed: toNarrowed({ any: 'b' }) };
      const demands = [
        rowsOf(first),
        rowsOf(whole),
        rowsOf(second),
        { type: 'count', segment: first } as const,
      ];
      const asks = both.plan(demands, nothingKnown).map(({ ask }) => ask as Extract<Ask, { type: 'page' }>);
      const segments = asks.map(({ form, subject }) => {
        const yields = both.forms[form]?.yields;
        return yields?.type === 'rows' ? yields.segment(subject, source) : null;
      });
      // A total comes with the rows of the same list, at no further call.
      expect(new Set(asks.map((ask) => JSON.stringify(ask))).size).toBe(3);
      for (const segment of [first, whole, second]) expect(segments).toContainEqual(segment);
    }
  });
});

describe('rows of a list that ids narrow', () => {
  test.each<[ListRef, string, Params, object, object]>([
    [loadBalancers, '', { loadBalancerIds: ['a'] }, { loadBalancerId: 'a' }, { loadBalancerId: 'b' }],
    [instances, 'BM', { instanceIds: ['a'] }, { instanceId: 'a' }, { instanceId: 'b' }],
    [
      backends,
      'BM',
      { backendIds: ['a'] },
      { backendId: 'a', listenerId: 'lis-1' },
      { backendId: 'b', listenerId: 'lis-1' },
    ],
  ])('are those of the ids', (of, segment, params, own, foreign) => {
    const call = callFor(both, source, { of, segment, narrowed: toNarrowed(params) });
    const decode = (row: unknown) => call.form.decode(row, { source, asOf: 0, subjects: call.subjects });
    expect(decode(own)).toHaveProperty('item');
    expect(decode(foreign)).toBe('foreign');
  });
});
