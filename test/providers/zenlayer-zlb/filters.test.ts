import { describe, expect, test } from 'vitest';
import type {
  BackendFilter,
  InstanceFilter,
  ListenerFilter,
  LoadBalancerFilter,
} from '../../../src/model/filter.js';
import { narrow, toNarrowed } from '../../../src/providers/narrow.js';
import type { Params } from '../../../src/providers/provider.js';
import { callFor, narrowList } from '../narrowing.js';
import {
  asOf,
  backendsOf,
  instances,
  listenersOf,
  loadBalancers,
  provider,
  sentBy,
  source,
} from './setup.js';

const { filters } = provider;
const manyIds = Array.from({ length: 101 }, (_, at) => `id-${at}`);
const page = { pageNum: 1, pageSize: 1000 };

describe('load balancers', () => {
  const filtered = (filter: LoadBalancerFilter) =>
    narrowList(provider, loadBalancers, filters.loadBalancers, filter);
  const sent = (filter: LoadBalancerFilter) =>
    filtered(filter).segments.map((segment) => sentBy(callFor(provider, source, segment)).body);

  test('are filtered by ids by the vendor', () => {
    const filter = { vendorId: ['lb-2', 'lb-1', 'lb-1'] };
    expect(filtered(filter).rest).toEqual({});
    expect(sent(filter)).toEqual([{ loadBalancerIds: ['lb-1', 'lb-2'], ...page }]);
  });

  test.each<[string, LoadBalancerFilter, Params]>([
    ['a plain name', { name: ['web-1.a'] }, { loadBalancerName: 'web-1.a' }],
    ['a tag', { tag: [{ key: 'team', value: 'web' }] }, { tags: [{ key: 'team', value: 'web' }] }],
    ['a tag’s key', { tag: [{ key: 'team', value: null }] }, { tagKeys: ['team'] }],
  ])('with %s are among those that the vendor finds by it', (_what, filter, params) => {
    expect(filtered(filter).rest).toEqual(filter);
    expect(sent(filter)).toEqual([{ ...params, ...page }]);
  });

  test.each<[string, LoadBalancerFilter]>([
    ['101 ids', { vendorId: manyIds }],
    ['several names', { name: ['web', 'api'] }],
    ['a name with a star', { name: ['web*'] }],
    ['an empty name', { name: [''] }],
    ['parts of names', { nameContains: ['web'] }],
    ['several tags', { tag: [{ key: 'team' }, { key: 'role' }] }],
    ['a tag of 65 characters', { tag: [{ key: 'team', value: 'v'.repeat(65) }] }],
    ['a status', { status: ['ACTIVE'] }],
    ['a scheme', { scheme: ['PUBLIC'] }],
    ['addresses', { address: ['128.1.1.1'] }],
    ['having backends', { hasNoBackends: true }],
    ['health', { hasUnhealthyBackends: true }],
  ])('are filtered by %s here', (_what, filter) => {
    expect(filtered(filter)).toEqual({ segments: [{ of: loadBalancers, segment: '' }], rest: filter });
  });

  test('are filtered by one thing by the vendor, by all others here', () => {
    const filter = { name: ['web'], vendorId: ['lb-1'], tag: [{ key: 'team' }] };
    expect(filtered(filter).rest).toEqual({ name: ['web'], tag: [{ key: 'team' }] });
    expect(sent(filter)).toEqual([{ loadBalancerIds: ['lb-1'], ...page }]);
  });
});

describe('instances', () => {
  const filtered = (filter: InstanceFilter) => narrowList(provider, instances, filters.instances, filter);
  const sent = (filter: InstanceFilter) =>
    filtered(filter).segments.map((segment) => sentBy(callFor(provider, source, segment)).body);

  test('are filtered by ids by the vendor', () => {
    expect(filtered({ vendorId: ['ins-1'] }).rest).toEqual({});
    expect(sent({ vendorId: ['ins-1'] })).toEqual([{ instanceIds: ['ins-1'], ...page }]);
  });

  test.each<[string, InstanceFilter, Params]>([
    ['a plain name', { name: ['web-1'] }, { name: 'web-1' }],
    ['RUNNING', { status: ['RUNNING'] }, { status: 'RUNNING' }],
    ['STARTING', { status: ['STARTING'] }, { status: 'BOOTING' }],
    ['STOPPING', { status: ['STOPPING'] }, { status: 'STOPPING' }],
    ['STOPPED', { status: ['STOPPED', 'STOPPED'] }, { status: 'STOPPED' }],
    ['REBOOTING', { status: ['REBOOTING'] }, { status: 'REBOOT' }],
    ['MAINTENANCE', { status: ['MAINTENANCE'] }, { status: 'IMAGING' }],
    ['FAILED', { status: ['FAILED'] }, { status: 'CREATE_FAILED' }],
  ])('with %s are among those that the vendor leaves, which may ignore it', (_what, filter, params) => {
    expect(filtered(filter).rest).toEqual(filter);
    expect(sent(filter)).toEqual([{ ...params, ...page }]);
  });

  test.each<[string, InstanceFilter]>([
    ['101 ids', { vendorId: manyIds }],
    ['several names', { name: ['web', 'api'] }],
    ['a name with an underscore', { name: ['web_1'] }],
    ['parts of names', { nameContains: ['web'] }],
    ['several statuses', { status: ['RUNNING', 'STOPPED'] }],
    ['a status of several values', { status: ['PENDING'] }],
    ['a status of no known value', { status: ['UNKNOWN'] }],
    ['addresses', { address: ['10.0.0.1'] }],
  ])('are filtered by %s here', (_what, filter) => {
    expect(filtered(filter)).toEqual({ segments: [{ of: instances, segment: '' }], rest: filter });
  });

  test('are virtual machines: all of them, or none', () => {
    expect(filtered({ kind: ['VIRTUAL_MACHINE', 'BARE_METAL'] })).toEqual(filtered({}));
    expect(filtered({ kind: ['BARE_METAL'] })).toEqual({ segments: [], rest: {} });
  });
});

describe('what stands below a load balancer', () => {
  const listenersLeft = (filter: ListenerFilter) =>
    narrow(filter, filters.listeners, filters.combines, [{ of: listenersOf('lb'), segment: '' }]);
  const backendsLeft = (filter: BackendFilter) =>
    narrow(filter, filters.backends, filters.combines, [{ of: backendsOf('lb', 'lsn'), segment: '' }]);

  test('has listeners of the one status that nothing tells', () => {
    expect(listenersLeft({ status: ['ACTIVE', 'UNKNOWN'] })).toEqual(listenersLeft({}));
    expect(listenersLeft({ status: ['ACTIVE'] }).segments).toEqual([]);
  });

  test('is not asked for by names and ids, which no backend has', () => {
    expect(backendsLeft({ name: ['web'] }).segments).toEqual([]);
    expect(backendsLeft({ nameContains: ['web'] }).segments).toEqual([]);
    expect(backendsLeft({ vendorId: ['bkd-1'] }).segments).toEqual([]);
  });

  test.each<BackendFilter>([
    { instance: ['["instance","VIRTUAL_MACHINE","ins-1"]'] },
    { targetId: ['ins-1'] },
    { targetKind: ['IP'] },
    { address: ['10.0.0.1'] },
    { port: [80] },
    { health: ['DOWN'] },
    { weightZero: true },
  ])('is read whole, and compared here: %j', (filter) => {
    expect(backendsLeft(filter)).toEqual({ ...backendsLeft({}), rest: filter });
  });
});

test.each([
  [loadBalancers, { loadBalancerIds: ['a'] }, { loadBalancerId: 'a' }, { loadBalancerId: 'b' }],
  [instances, { instanceIds: ['a'] }, { instanceId: 'a' }, { instanceId: 'b' }],
])('rows of a list that ids narrow are those of the ids', (of, params, own, foreign) => {
  const call = callFor(provider, source, { of, segment: '', narrowed: toNarrowed(params) });
  const decode = (row: unknown) => call.form.decode(row, { source, asOf, subjects: call.subjects });
  expect(decode(own)).toHaveProperty('item');
  expect(decode(foreign)).toBe('foreign');
});
