import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/providers/tencent/bmlb/v2/actions.js';
import type { Demand } from '../../../src/providers/provider.js';
import {
  backendsOf,
  bindingsOf,
  callsOf,
  decode,
  formOf,
  instances,
  listenersOf,
  loadBalancers,
  provider,
  rulesOf,
  sentBy,
  source,
} from './setup.js';

const loadBalancing = 'https://bmlb.api.qcloud.com';
const machines = 'https://bm.api.qcloud.com';
const paged = { offset: '200', limit: '100' };

describe('what each form sends', () => {
  test.each([
    [
      'loadBalancers',
      [],
      {
        origin: loadBalancing,
        Action: 'DescribeBmLoadBalancers',
        orderBy: 'createTime',
        orderType: '0',
        ...paged,
      },
    ],
    [
      'loadBalancersById',
      ['lb-1', 'lb-2', 'lb-1'],
      {
        ...{ origin: loadBalancing, Action: 'DescribeBmLoadBalancers', ...paged },
        ...{ 'loadBalancerIds.0': 'lb-1', 'loadBalancerIds.1': 'lb-2' },
      },
    ],
    [
      'portsOf',
      ['["lb-1"]'],
      { origin: loadBalancing, Action: 'DescribeBmVportInfo', loadBalancerId: 'lb-1' },
    ],
    [
      'l4ListenersOf',
      ['["lb-1",["lbl-1"]]'],
      { origin: loadBalancing, Action: 'DescribeBmListeners', loadBalancerId: 'lb-1' },
    ],
    [
      'l7ListenersOf',
      ['["lb-1",["lbl-1"],["lbl-1","loc-1"]]'],
      {
        ...{ origin: loadBalancing, Action: 'DescribeBmForwardListenerInfo' },
        ...{ loadBalancerId: 'lb-1', ifGetRsInfo: '1' },
      },
    ],
    [
      'l4BackendsOf',
      ['["lb-1",["lbl-1",null]]'],
      {
        ...{ origin: loadBalancing, Action: 'DescribeBmL4ListenerBackends' },
        ...{ loadBalancerId: 'lb-1', listenerId: 'lbl-1' },
      },
    ],
    [
      'loadBalancers',
      ['{"loadBalancerVips":["115.159.1.2"]}'],
      {
        ...{
          origin: loadBalancing,
          Action: 'DescribeBmLoadBalancers',
          orderBy: 'createTime',
          orderType: '0',
        },
        ...{ 'loadBalancerVips.0': '115.159.1.2', ...paged },
      },
    ],
    [
      'bindingsOf',
      ['["vpc-1","cpm-1"]', '["vpc-1","10.0.0.1"]'],
      {
        ...{ origin: loadBalancing, Action: 'DescribeBmBindInfo', unVpcId: 'vpc-1' },
        ...{ 'instanceIds.0': 'cpm-1', 'instanceIds.1': '10.0.0.1' },
      },
    ],
    ['instances', [], { origin: machines, Action: 'DescribeDevice', ...paged }],
    [
      'instances',
      ['{"lanIps":["10.0.0.1"]}'],
      { origin: machines, Action: 'DescribeDevice', 'lanIps.0': '10.0.0.1', ...paged },
    ],
    [
      'instancesById',
      ['cpm-1', 'cpm-2'],
      {
        ...{ origin: machines, Action: 'DescribeDevice', ...paged },
        ...{ 'instanceIds.0': 'cpm-1', 'instanceIds.1': 'cpm-2' },
      },
    ],
    [
      'trashById',
      ['cpm-1'],
      { origin: machines, Action: 'DescribeDeviceTrash', 'instanceIds.0': 'cpm-1', ...paged },
    ],
  ])('%s', (name, subjects, sent) => {
    expect(sentBy(name, ...subjects)).toEqual({ Region: 'ap-guangzhou', ...sent });
  });

  test('an id without a character finds nothing, where an absent filter would find everything', () => {
    expect(sentBy('loadBalancersById', '')).toMatchObject({ 'loadBalancerIds.0': '-' });
    expect(sentBy('instancesById', '')).toMatchObject({ 'instanceIds.0': '-' });
    expect(sentBy('portsOf', '[""]')).toMatchObject({ loadBalancerId: '-' });
    expect(sentBy('l4BackendsOf', '["lb-1",["",null]]')).toMatchObject({ listenerId: '-' });
    expect(() => formOf('instancesById').params([], source)).toThrow('no ids');
  });

  test('each form is of an action whose host and answer are told', () => {
    const named = new Set(Object.values(provider.forms).map(({ action }) => action));
    expect([...named].sort()).toEqual(Object.keys(actions).sort());
    const call = { form: { ...formOf('instances'), action: 'DescribeOther' }, source, subjects: [] };
    const response = { status: 200, headers: {}, body: '{}' };
    expect(() => provider.toAnswer({ ...call, page: { offset: 0, limit: 1 } }, response)).toThrow('another');
  });

  test('as many ids go into one call as the vendor gives rows by itself, or newer versions allow', () => {
    const most = ['loadBalancersById', 'instancesById', 'trashById'].map((name) => formOf(name).maxSubjects);
    expect(most).toEqual([20, 100, 100]);
    for (const name of ['loadBalancers', 'loadBalancersById', 'instances', 'instancesById', 'trashById']) {
      expect(formOf(name).paging.max).toBe(100);
    }
  });
});

describe('what each form is told of', () => {
  test.each([
    [
      'portsOf',
      '["lb"]',
      [
        { of: listenersOf('lb'), segment: 'l4' },
        { of: listenersOf('lb'), segment: 'l7' },
      ],
    ],
    [
      'l4ListenersOf',
      '["lb",["a"]]',
      [
        { of: listenersOf('lb'), segment: 'l4' },
        { of: rulesOf('lb', 'a'), segment: '' },
      ],
    ],
    [
      'l7ListenersOf',
      '["lb",["a"],["a",null],["a","r"]]',
      [
        { of: listenersOf('lb'), segment: 'l7' },
        { of: rulesOf('lb', 'a'), segment: '' },
        { of: backendsOf('lb', 'a'), segment: '' },
        { of: backendsOf('lb', 'a', 'r'), segment: '' },
      ],
    ],
    ['l4BackendsOf', '["lb",["a",null]]', [{ of: backendsOf('lb', 'a'), segment: '' }]],
    ['bindingsOf', '["vpc-1","cpm-1"]', [{ of: bindingsOf('["vpc-1","cpm-1"]'), segment: '' }]],
  ])('%s %s', (name, subject, segments) => {
    const { yields } = formOf(name);
    expect(yields.type === 'children' && yields.segments(subject, source)).toEqual(segments);
  });

  test('a machine that is not in use is looked for among those that were returned', () => {
    expect(formOf('instancesById').elsewhere).toBe('trashById');
    expect(formOf('trashById').elsewhere).toBeUndefined();
  });
});

describe('lists that are narrowed', () => {
  test.each([
    ['loadBalancers', loadBalancers],
    ['instances', instances],
  ])('%s is its own list for each of what it is narrowed to', (name, of) => {
    const segment = '';
    const { yields, maxSubjects } = formOf(name);
    expect(maxSubjects).toBe(1);
    expect(yields.type === 'rows' && yields.segment('{}', source)).toEqual({ of, segment, narrowed: '{}' });
    expect(yields.type === 'rows' && yields.segment(null, source)).toEqual({ of, segment });
  });

  test('they are asked apart', () => {
    const lists = [undefined, '{"lanIps":["10.0.0.1"]}', '{"lanIps":["10.0.0.2"]}'].map(
      (narrowed): Demand => ({
        type: 'count',
        segment: { of: instances, segment: '', ...(narrowed === undefined ? {} : { narrowed }) },
      }),
    );
    expect(callsOf(lists)).toEqual([
      'instances 0+1',
      'instances {"lanIps":["10.0.0.1"]} 0+1',
      'instances {"lanIps":["10.0.0.2"]} 0+1',
    ]);
  });

  test.each([
    ['loadBalancers', '{"loadBalancerIds":["lb-1"]}', { loadBalancerId: 'lb-2' }],
    ['instances', '{"instanceIds":["cpm-1"]}', { instanceId: 'cpm-2' }],
  ])('%s by ids: a row of another one is none of it', (name, narrowed, row) => {
    expect(decode(name, row, narrowed)).toBe('foreign');
    expect(decode(name, row, '{"other":"x"}')).not.toBe('foreign');
  });

  test('only targets of one network go into one call', () => {
    const { group } = formOf('bindingsOf');
    const groups = ['["vpc-1","cpm-1"]', '["vpc-1","10.0.0.1"]', '["vpc-2","cpm-1"]'].map((each) =>
      group?.(each),
    );
    expect(groups).toEqual(['vpc-1', 'vpc-1', 'vpc-2']);
    expect(formOf('bindingsOf').maxSubjects).toBe(100);
  });
});

describe('the lists that there are', () => {
  test.each([
    [listenersOf('lb'), ['l4', 'l7']],
    [rulesOf('lb', 'a'), ['']],
    [backendsOf('lb', 'a'), ['']],
    [backendsOf('lb', 'a', 'r'), ['']],
    [backendsOf('lb', null), []],
  ])('%o', (of, segments) => {
    expect(provider.segments(of)).toEqual(segments);
  });
});
