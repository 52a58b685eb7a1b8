import { describe, expect, test } from 'vitest';
import { qingcloud } from '../../../src/providers/qingcloud/definition.js';
import { forms } from '../../../src/providers/qingcloud/forms.js';
import { listenerSubject } from '../../../src/providers/qingcloud/wire.js';
import { formOf, source, type FormName } from './asking.js';

const subject = listenerSubject('lb-1', 'lbl-1');
const backend = JSON.stringify(['lb-1', 'lbl-1', 'lbb-1', { type: 'Router', id: 'rtr-1' }, 80]);

describe('a form', () => {
  test.each<[FormName, string[], object]>([
    ['loadBalancers', [], { status: ['pending', 'active', 'stopped', 'suspended'], verbose: 1 }],
    ['loadBalancersById', ['lb-1', 'lb-2', 'lb-1'], { loadbalancers: ['lb-1', 'lb-2'], verbose: 1 }],
    ['listenersOf', ['lb-1'], { loadbalancer: 'lb-1', verbose: 1 }],
    ['listenersById', [subject], { loadbalancer_listeners: ['lbl-1'], verbose: 1 }],
    ['backendsOf', [subject], { loadbalancer: 'lb-1', loadbalancer_listener: 'lbl-1', verbose: 1 }],
    ['backendsOfLoadBalancer', ['lb-1'], { loadbalancer: 'lb-1', verbose: 1 }],
    ['allBackends', [], { verbose: 1 }],
    ['backendsById', [backend], { loadbalancer_backends: ['lbb-1'], verbose: 1 }],
    ['instances', [], { status: ['pending', 'running', 'stopped', 'suspended'], verbose: 1 }],
    ['instancesById', ['i-1'], { instances: ['i-1'], verbose: 1 }],
    ['clusterInstancesById', ['i-1'], { instances: ['i-1'], is_cluster_node: 1, verbose: 1 }],
    ['routersById', ['rtr-1', 'rtr-2', 'rtr-1'], { routers: ['rtr-1', 'rtr-2'], verbose: 0 }],
  ])('%s asks with its parameters', (name, subjects, params) => {
    expect(formOf(name).params(subjects, source)).toEqual(params);
  });

  const withSubjects: FormName[] = [
    'loadBalancersById',
    'listenersOf',
    'listenersById',
    'backendsOf',
    'backendsOfLoadBalancer',
    'backendsById',
    'instancesById',
    'clusterInstancesById',
    'routersById',
  ];

  test.each(withSubjects)('%s never asks without an id, which would mean everything', (name) => {
    expect(() => formOf(name).params([], source)).toThrow('at least one id');
  });

  test.each<[FormName, string]>([
    ['loadBalancersById', ''],
    ['listenersOf', ''],
    ['listenersById', listenerSubject('lb-1', '')],
    ['backendsOf', listenerSubject('lb-1', '')],
    ['backendsOf', listenerSubject('', 'lbl-1')],
    ['backendsOfLoadBalancer', ''],
    ['instancesById', ''],
    ['clusterInstancesById', ''],
    ['routersById', ''],
  ])('%s never asks with an empty id', (name, empty) => {
    expect(() => formOf(name).params([empty], source)).toThrow('at least one id');
  });

  test.each<[FormName, string]>([
    ['listenersOf', 'lb-1'],
    ['backendsOf', subject],
    ['backendsOfLoadBalancer', 'lb-1'],
  ])('%s takes one parent', (name, parent) => {
    expect(() => formOf(name).params([parent, `${parent} `], source)).toThrow('exactly one id');
  });

  test('reads at most 100 rows and ids a call, by a read action', () => {
    for (const [name, { action, paging, maxSubjects }] of Object.entries(forms)) {
      expect(action).toMatch(
        /^Describe(LoadBalancers|LoadBalancerListeners|LoadBalancerBackends|Instances|Routers)$/,
      );
      expect(paging).toEqual({ style: 'offset', max: 100, min: 10 });
      // Whose lists are narrowed to the same ids is no part of the call.
      if (name !== 'backendsAmong') expect([1, 100]).toContain(maxSubjects);
    }
  });

  test.each<[FormName, string | null, unknown]>([
    ['loadBalancers', null, { of: { list: 'loadBalancers', source }, segment: '' }],
    ['instances', null, { of: { list: 'instances', source }, segment: '' }],
    ['listenersOf', 'lb-1', { of: { list: 'listeners', source, loadBalancerId: 'lb-1' }, segment: '' }],
    [
      'backendsOf',
      subject,
      {
        of: { list: 'backends', source, loadBalancerId: 'lb-1', listenerId: 'lbl-1', ruleId: null },
        segment: '',
      },
    ],
    ['backendsOfLoadBalancer', 'lb-1', { list: 'backends', segment: '', loadBalancerId: 'lb-1' }],
    ['allBackends', null, { list: 'backends', segment: '', loadBalancerId: null }],
    ['loadBalancersById', 'lb-1', { kind: 'loadBalancer', source, vendorId: 'lb-1' }],
    ['listenersById', subject, { kind: 'listener', source, loadBalancerId: 'lb-1', vendorId: 'lbl-1' }],
    [
      'backendsById',
      backend,
      {
        kind: 'backend',
        source,
        loadBalancerId: 'lb-1',
        listenerId: 'lbl-1',
        ruleId: null,
        vendorId: 'lbb-1',
        target: { type: 'Router', id: 'rtr-1' },
        port: 80,
      },
    ],
    ['instancesById', 'i-1', { kind: 'instance', source, instanceKind: 'VIRTUAL_MACHINE', vendorId: 'i-1' }],
    ['routersById', 'rtr-1', { kind: 'router', source, vendorId: 'rtr-1' }],
  ])('%s of %s yields what it names', (name, of, expected) => {
    const { yields } = formOf(name);
    const named =
      yields.type === 'rows'
        ? yields.segment(of, source)
        : yields.type === 'children'
          ? yields.segments(of ?? '', source)[0]
          : yields.type === 'records'
            ? yields.ref(of ?? '', source)
            : yields.type === 'scope' && yields.scope(of);
    expect(named).toEqual(expected);
  });
});

test('instances that a look-up by ids does not find are looked for among cluster nodes, which yields the same', () => {
  const looksElsewhere = Object.entries(forms).filter(
    ([name]) => formOf(name as FormName).elsewhere !== undefined,
  );
  expect(looksElsewhere.map(([name]) => name)).toEqual(['instancesById']);
  expect(formOf('instancesById').elsewhere).toBe('clusterInstancesById');
  expect(formOf('clusterInstancesById').yields).toEqual(formOf('instancesById').yields);
});

describe('the definition', () => {
  test('has no options of its own', () => {
    expect(qingcloud.options.parse(undefined)).toEqual({});
    expect(qingcloud.options.safeParse({ embedded: 'trust' }).success).toBe(false);
  });

  test('has one segment for each list, and none for rules', () => {
    const { segments } = qingcloud.create({ api: 'v1', site: null, options: {} });
    expect(segments({ list: 'loadBalancers', source })).toEqual(['']);
    expect(segments({ list: 'listeners', source, loadBalancerId: 'lb-1' })).toEqual(['']);
    expect(segments({ list: 'rules', source, loadBalancerId: 'lb-1', listenerId: 'lbl-1' })).toEqual([]);
  });
});
