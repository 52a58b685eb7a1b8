import { describe, expect, test } from 'vitest';
import type { BackendFilter, InstanceFilter, LoadBalancerFilter } from '../../../src/model/filter.js';
import type { ListRef, Segment } from '../../../src/model/list.js';
import { qingcloud } from '../../../src/providers/qingcloud/definition.js';
import { forms } from '../../../src/providers/qingcloud/forms.js';
import { listenerSubject } from '../../../src/providers/qingcloud/wire.js';
import { toNarrowed } from '../../../src/providers/narrow.js';
import type { Ask } from '../../../src/providers/provider.js';
import { callFor, narrowList, nothingKnown, rowsOf } from '../narrowing.js';
import { source } from './asking.js';

const provider = qingcloud.create({ api: 'v1', site: null, options: {} });
const { filters } = provider;
const loadBalancers: ListRef = { list: 'loadBalancers', source };
const instances: ListRef = { list: 'instances', source };
const parents = { loadBalancerId: 'lb-1', listenerId: 'lbl-1', ruleId: null };
const backends: ListRef = { list: 'backends', source, ...parents };

const all = { status: ['pending', 'active', 'stopped', 'suspended'], verbose: 1 };
const running = { status: ['pending', 'running', 'stopped', 'suspended'], verbose: 1 };
const manyIds = (count: number) => Array.from({ length: count }, (_, at) => `lb-${at}`);

/** The parameters of the one call for a list as a filter leaves it, without paging. */
function sent({ segments }: { readonly segments: readonly Segment[] }) {
  const calls = segments.map((segment) => callFor(provider, source, segment));
  return calls.map(({ form, subjects }) => ({ action: form.action, ...form.params(subjects, source) }));
}

describe('load balancers', () => {
  const filtered = (filter: LoadBalancerFilter) =>
    narrowList(provider, loadBalancers, filters.loadBalancers, filter);
  const call = { action: 'DescribeLoadBalancers', ...all };

  test.each<[string, LoadBalancerFilter, object]>([
    ['nothing', {}, {}],
    ['ids', { vendorId: ['lb-2', 'lb-1'] }, { loadbalancers: ['lb-1', 'lb-2'] }],
    ['a status', { status: ['ACTIVE'] }, { status: ['active'] }],
    [
      'every status',
      { status: ['CREATING', 'ACTIVE', 'STOPPED', 'SUSPENDED'] },
      { status: ['active', 'pending', 'stopped', 'suspended'] },
    ],
  ])('are filtered by %s by the vendor', (_what, filter, params) => {
    const narrowed = filtered(filter);
    expect(narrowed.rest).toEqual({});
    expect(sent(narrowed)).toEqual([{ ...call, ...params }]);
  });

  test('of 100 ids are one page', () => {
    expect(sent(filtered({ vendorId: manyIds(100) }))[0]).toHaveProperty('loadbalancers');
  });

  test.each<[string, LoadBalancerFilter]>([
    ['more ids than a page has rows', { vendorId: manyIds(101) }],
    ['a status that none in the list has', { status: ['DELETED'] }],
    ['a status that is not the vendor’s', { status: ['ACTIVE', 'UNKNOWN'] }],
    ['names', { name: ['web'] }],
    ['parts of names', { nameContains: ['web'] }],
    ['a scheme', { scheme: ['PUBLIC'] }],
    ['addresses', { address: ['10.0.0.1'] }],
    ['tags', { tag: [{ key: 'team' }] }],
    ['the health of their backends', { hasUnhealthyBackends: true }],
    ['having backends', { hasNoBackends: false }],
  ])('are filtered by %s here', (_what, filter) => {
    expect(filtered(filter)).toEqual({ segments: [{ of: loadBalancers, segment: '' }], rest: filter });
  });

  test('are filtered by one thing by the vendor, by all others here', () => {
    const narrowed = filtered({ vendorId: ['lb-1'], status: ['ACTIVE'], name: ['web'] });
    expect(narrowed.rest).toEqual({ status: ['ACTIVE'], name: ['web'] });
    expect(sent(narrowed)).toEqual([{ ...call, loadbalancers: ['lb-1'] }]);
  });
});

describe('instances', () => {
  const filtered = (filter: InstanceFilter) => narrowList(provider, instances, filters.instances, filter);
  const call = { action: 'DescribeInstances', ...running };

  test('are filtered by ids by the vendor', () => {
    const narrowed = filtered({ vendorId: ['i-1'] });
    expect(narrowed.rest).toEqual({});
    expect(sent(narrowed)).toEqual([{ ...call, instances: ['i-1'] }]);
  });

  test('in a status are among those that the vendor has in it, some of which are on their way to another', () => {
    const narrowed = filtered({ status: ['STOPPED', 'RUNNING'] });
    expect(narrowed.rest).toEqual({ status: ['STOPPED', 'RUNNING'] });
    expect(sent(narrowed)).toEqual([{ ...call, status: ['running', 'stopped'] }]);
  });

  test.each<[string, InstanceFilter]>([
    ['names', { name: ['web'] }],
    ['parts of names', { nameContains: ['web'] }],
    ['addresses', { address: ['10.0.0.1'] }],
    ['what they are going through', { status: ['REBOOTING'] }],
    ['a status that some are only on their way to', { status: ['SUSPENDED'] }],
    ['a status beside one of which the vendor can tell', { status: ['RUNNING', 'PENDING'] }],
  ])('are filtered by %s here', (_what, filter) => {
    expect(filtered(filter)).toEqual({ segments: [{ of: instances, segment: '' }], rest: filter });
  });

  test('are virtual machines, all of them', () => {
    const segment = { of: instances, segment: '' };
    expect(filtered({ kind: ['VIRTUAL_MACHINE', 'BARE_METAL'] })).toEqual({ segments: [segment], rest: {} });
    expect(filtered({ kind: ['BARE_METAL'] })).toEqual({ segments: [], rest: {} });
  });
});

describe('backends of a listener', () => {
  const filtered = (filter: BackendFilter) => narrowList(provider, backends, filters.backends, filter);

  test('are filtered by ids by the vendor, beside their listener', () => {
    const narrowed = filtered({ vendorId: ['lbb-1', 'lbb-2'] });
    expect(narrowed.rest).toEqual({});
    expect(sent(narrowed)).toEqual([
      {
        action: 'DescribeLoadBalancerBackends',
        loadbalancer: 'lb-1',
        loadbalancer_listener: 'lbl-1',
        loadbalancer_backends: ['lbb-1', 'lbb-2'],
        verbose: 1,
      },
    ]);
  });

  test.each<[string, BackendFilter]>([
    ['machine', { instance: ['["instance","VIRTUAL_MACHINE","i-1"]'] }],
    ['target', { targetId: ['i-1'] }],
    ['kind of target', { targetKind: ['INSTANCE'] }],
    ['address', { address: ['10.0.0.1'] }],
    ['port', { port: [80] }],
    ['name', { name: ['web'] }],
    ['part of a name', { nameContains: ['web'] }],
    ['health', { health: ['DOWN'] }],
    ['weight', { weightZero: false }],
  ])('are filtered by %s here', (_what, filter) => {
    expect(filtered(filter)).toEqual({ segments: [{ of: backends, segment: '' }], rest: filter });
  });
});

describe('a plan', () => {
  const narrowedTo = (of: ListRef, params: Parameters<typeof toNarrowed>[0]): Segment => ({
    of,
    segment: '',
    narrowed: toNarrowed(params),
  });
  const asksOf = (...demands: Parameters<typeof provider.plan>[0]): readonly Ask[] =>
    provider.plan(demands, nothingKnown).map(({ ask }) => ask);
  const page = (form: string, subject: string | null | undefined, offset = 0, limit = 100) => ({
    type: 'page',
    form,
    subject,
    page: { offset, limit },
  });

  test('asks for a list and for what narrowings leave of it apart', () => {
    const active = narrowedTo(loadBalancers, { status: ['active'] });
    const stopped = narrowedTo(loadBalancers, { status: ['stopped'] });
    const whole = { of: loadBalancers, segment: '' };
    expect(asksOf(rowsOf(active), rowsOf(whole), { type: 'count', segment: stopped })).toEqual([
      page('loadBalancers', active.narrowed),
      page('loadBalancers', null),
      page('loadBalancers', stopped.narrowed, 0, 10),
    ]);
  });

  test('asks for the whole of a list of ids, whatever is wanted of it', () => {
    const segment = narrowedTo(instances, { instances: ['i-1'] });
    const asked = [page('instances', segment.narrowed)];
    expect(asksOf(rowsOf(segment, { offset: 15, limit: 5 }))).toEqual(asked);
    expect(asksOf({ type: 'count', segment })).toEqual(asked);
  });

  test('asks for backends narrowed to the same ids in one call, and for whole lists as if there were no other', () => {
    const whole = Array.from({ length: 3 }, (_, at): Segment => {
      return { of: { ...backends, listenerId: `lbl-${at}` }, segment: '' };
    });
    const narrowed = whole.map(({ of }) => narrowedTo(of, { loadbalancer_backends: ['lbb-1'] }));
    const planned = asksOf(...[...narrowed, ...whole].map((segment) => rowsOf(segment)));
    const own = planned.filter(({ form }) => form === 'backendsAmong');
    expect(new Set(own.map(({ subject }) => subject))).toHaveProperty('size', 3);
    expect(planned.filter((ask) => !own.includes(ask))).toEqual(asksOf(...whole.map((each) => rowsOf(each))));
    expect(asksOf(...narrowed.map((segment) => rowsOf(segment)))).toEqual(own);
    const { group, maxSubjects, params } = forms.backendsAmong;
    const subjects = own.map(({ subject }) => subject ?? '');
    expect(new Set(subjects.map(group)).size).toBe(1);
    expect(maxSubjects).toBeGreaterThan(subjects.length);
    expect(params(subjects)).toEqual({ verbose: 1, loadbalancer_backends: ['lbb-1'] });
  });

  test('asks for narrowed backends of one listener by a page of its own', () => {
    const [ask, ...others] = asksOf(rowsOf(narrowedTo(backends, { loadbalancer_backends: ['lbb-1'] })));
    expect([ask?.form, others]).toEqual(['backendsOf', []]);
  });

  test('takes of a row for many lists the one that it is of, and of no other id', () => {
    const subject = listenerSubject('lb-1', 'lbl-0', toNarrowed({ loadbalancer_backends: ['lbb-1'] }));
    const context = { source, asOf: 0, subjects: [subject] };
    const row = {
      ...{ loadbalancer_backend_id: 'lbb-1', loadbalancer_id: 'lb-1', loadbalancer_listener_id: 'lbl-7' },
      ...{ resource_id: 'i-1', port: 80 },
    };
    const decode = (changed: object) => forms.backendsAmong.decode({ ...row, ...changed }, context);
    expect(decode({})).toMatchObject({
      parent: { of: { listenerId: 'lbl-7' }, narrowed: toNarrowed({ loadbalancer_backends: ['lbb-1'] }) },
    });
    expect(decode({ loadbalancer_backend_id: 'lbb-2' })).toBe('foreign');
  });
});

describe('rows of a list that ids narrow', () => {
  const decodeBy = (of: ListRef, params: Parameters<typeof toNarrowed>[0], row: unknown) => {
    const call = callFor(provider, source, { of, segment: '', narrowed: toNarrowed(params) });
    return call.form.decode(row, { source, asOf: 0, subjects: call.subjects });
  };

  test('are those of the ids', () => {
    const ids = { loadbalancers: ['lb-1'] };
    expect(decodeBy(loadBalancers, ids, { loadbalancer_id: 'lb-1' })).toHaveProperty('item');
    expect(decodeBy(loadBalancers, ids, { loadbalancer_id: 'lb-2' })).toBe('foreign');
    const machines = { instances: ['i-1'] };
    expect(decodeBy(instances, machines, { instance_id: 'i-1' })).toHaveProperty('item');
    expect(decodeBy(instances, machines, { instance_id: 'i-2' })).toBe('foreign');
    const bound = { loadbalancer_backends: ['lbb-1'] };
    expect(decodeBy(backends, bound, { loadbalancer_backend_id: 'lbb-1' })).toHaveProperty('item');
    expect(decodeBy(backends, bound, { loadbalancer_backend_id: 'lbb-2' })).toBe('foreign');
    const elsewhere = { loadbalancer_backend_id: 'lbb-1', loadbalancer_listener_id: 'lbl-2' };
    expect(decodeBy(backends, bound, elsewhere)).toBe('foreign');
  });

  test('are none of what lists leave out, should the vendor heed ids alone', () => {
    for (const status of ['deleted', 'ceased']) {
      const row = { loadbalancer_id: 'lb-1', status };
      expect(decodeBy(loadBalancers, { loadbalancers: ['lb-1'] }, row)).toBe('foreign');
    }
    for (const status of ['terminated', 'ceased']) {
      expect(decodeBy(instances, { instances: ['i-1'] }, { instance_id: 'i-1', status })).toBe('foreign');
    }
    const leaving = { instance_id: 'i-1', status: 'running', transition_status: 'terminating' };
    expect(decodeBy(instances, { instances: ['i-1'] }, leaving)).toHaveProperty('item.status', 'TERMINATED');
  });

  test('may be any of a list that is narrowed by something else', () => {
    const row = { loadbalancer_id: 'lb-2', status: 'active' };
    expect(decodeBy(loadBalancers, { status: ['active'] }, row)).toHaveProperty('item');
  });
});
