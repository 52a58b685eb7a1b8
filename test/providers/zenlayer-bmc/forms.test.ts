import { expect, test } from 'vitest';
import { LbgraphError } from '../../../src/errors.js';
import { callOf, createZenlayer, formOf, sentBy, signing, source } from './setup.js';

const provider = createZenlayer();
const bmc = { path: '/api/v2/bmc', version: '2026-02-01' };
const vm = { path: '/api/v2/vm', version: '2026-04-01' };
const page = { pageNum: 1, pageSize: 1000 };
const backend = (id: string) =>
  JSON.stringify(['lb', 'lis', null, 'Instance', 'VIRTUAL_MACHINE', 'i', 80, id]);

test.each([
  ['loadBalancers', [], bmc, 'DescribeLoadBalancers', {}],
  ['loadBalancersById', ['a', 'b'], bmc, 'DescribeLoadBalancers', { loadBalancerIds: ['a', 'b'] }],
  ['listenersOf', ['a', 'b'], bmc, 'DescribeListeners', { loadBalancerIds: ['a', 'b'] }],
  [
    'listenersById',
    ['["a","x"]', '["a","y"]', '["b","z"]'],
    bmc,
    'DescribeListeners',
    { listenerIds: ['x', 'y', 'z'], loadBalancerIds: ['a', 'b'] },
  ],
  ['backendsOf', ['["a","x","VM"]'], bmc, 'DescribeBackends', { listenerId: 'x', instanceType: 'VM' }],
  [
    'backendsById',
    [backend('p'), backend('q')],
    bmc,
    'DescribeBackends',
    { listenerId: 'lis', instanceType: 'VM', backendIds: ['p', 'q'] },
  ],
  ['bmInstances', [], bmc, 'DescribeInstances', {}],
  ['bmInstancesById', ['i'], bmc, 'DescribeInstances', { instanceIds: ['i'] }],
  ['vmInstances', [], vm, 'DescribeInstances', {}],
  ['vmInstancesById', ['i'], vm, 'DescribeInstances', { instanceIds: ['i'] }],
])('%s is sent as documented', (name, subjects, service, action, body) => {
  expect(sentBy(provider, callOf(formOf(provider, name), subjects))).toEqual({
    ...service,
    action,
    body: { ...body, ...page },
  });
});

test('pages are numbered from 1', () => {
  const call = callOf(formOf(provider, 'loadBalancers'), [], { offset: 60, limit: 20 });
  expect(sentBy(provider, call).body).toEqual({ pageNum: 4, pageSize: 20 });
});

test.each([
  'loadBalancersById',
  'listenersOf',
  'listenersById',
  'backendsById',
  'bmInstancesById',
  'vmInstancesById',
])('%s cannot be made of no ids', (name) => {
  expect(() => provider.toRequest(callOf(formOf(provider, name), []), signing)).toThrow();
});

test.each([
  ['loadBalancersById', ''],
  ['listenersById', '["",""]'],
  ['backendsById', '["lb",null,null,"IpTarget",null,"10.0.0.1",null,null]'],
  ['vmInstancesById', ''],
])('%s of an id that the reference lacks asks for an id that nothing has', (name, subject) => {
  const values = Object.values(formOf(provider, name).params([subject], source)).flat();
  expect(values).not.toContain('');
  expect(values).toContain('-');
});

test('at most 100 ids go into one call, and backends of one listener and instance type', () => {
  const form = formOf(provider, 'backendsById');
  const other = '["lb","lis",null,"Instance","BARE_METAL","i",80,"p"]';
  expect(
    Object.values(provider.forms)
      .map(({ maxSubjects }) => maxSubjects)
      .every((max) => max <= 100),
  ).toBe(true);
  expect(form.group?.(backend('p'))).toBe(form.group?.(backend('q')));
  expect(form.group?.(backend('p'))).not.toBe(form.group?.(other));
});

test('every action only reads', () => {
  for (const { action } of Object.values(provider.forms)) expect(action).toMatch(/^Describe[A-Z]/);
});

test('a form of another provider is refused', () => {
  const { service: _service, ...form } = { service: null, ...formOf(provider, 'loadBalancers') };
  expect(() => provider.toRequest(callOf(form, []), signing)).toThrow(LbgraphError);
});
