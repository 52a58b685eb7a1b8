import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/providers/tencent/bmlb/v3/actions.js';
import { tencentBmlb } from '../../../src/providers/tencent/bmlb/definition.js';
import { source } from '../tencent-bmlb/setup.js';
import { formOf, provider, sentBy } from './setup.js';

const loadBalancing = { address: 'https://bmlb.tencentcloudapi.com/', version: '2018-06-25' };
const machines = { address: 'https://bm.tencentcloudapi.com/', version: '2018-04-23' };
const paged = { Offset: 200, Limit: 100 };

describe('what each form sends', () => {
  test.each([
    ['loadBalancers', [], 'DescribeLoadBalancers', { OrderBy: 'createTime', OrderType: 0, ...paged }],
    [
      'loadBalancers',
      ['{"LoadBalancerVips":["115.159.1.2"]}'],
      'DescribeLoadBalancers',
      { OrderBy: 'createTime', OrderType: 0, LoadBalancerVips: ['115.159.1.2'], ...paged },
    ],
    [
      'loadBalancersById',
      ['lb-1', 'lb-2', 'lb-1'],
      'DescribeLoadBalancers',
      { LoadBalancerIds: ['lb-1', 'lb-2'], ...paged },
    ],
    ['portsOf', ['["lb-1"]'], 'DescribeLoadBalancerPortInfo', { LoadBalancerId: 'lb-1' }],
    ['l4ListenersOf', ['["lb-1",["lbl-1"]]'], 'DescribeL4Listeners', { LoadBalancerId: 'lb-1' }],
    [
      'l7ListenersOf',
      ['["lb-1",["lbl-1"],["lbl-1","loc-1"]]'],
      'DescribeL7ListenerInfo',
      { LoadBalancerId: 'lb-1', IfGetBackendInfo: 1 },
    ],
    [
      'l4BackendsOf',
      ['["lb-1",["lbl-1",null]]'],
      'DescribeL4Backends',
      { LoadBalancerId: 'lb-1', ListenerId: 'lbl-1' },
    ],
    [
      'bindingsOf',
      ['["vpc-1","cpm-1"]', '["vpc-1","10.0.0.1"]'],
      'DescribeDevicesBindInfo',
      { VpcId: 'vpc-1', InstanceIds: ['cpm-1', '10.0.0.1'] },
    ],
  ])('%s %j to the load balancing product', (name, subjects, action, parameters) => {
    const sent = { method: 'POST', region: 'ap-guangzhou', ...loadBalancing, action, parameters };
    expect(sentBy(name, ...subjects)).toEqual(sent);
  });

  // "DescribeDevices" requires both parts of a page.
  test.each([
    ['instances', [], { ...paged }],
    ['instances', ['{"LanIps":["10.0.0.1"]}'], { LanIps: ['10.0.0.1'], ...paged }],
    ['instancesById', ['cpm-1', 'cpm-2'], { InstanceIds: ['cpm-1', 'cpm-2'], ...paged }],
  ])('%s %j to the product of machines', (name, subjects, parameters) => {
    const sent = {
      method: 'POST',
      region: 'ap-guangzhou',
      ...machines,
      action: 'DescribeDevices',
      parameters,
    };
    expect(sentBy(name, ...subjects)).toEqual(sent);
  });

  test('the token of temporary keys stands in a header', () => {
    const signing = { credentials: { id: 'id', key: 'key', token: 'session' }, nonce: 1, nowMs: 0 };
    const call = { form: formOf('instances'), source, subjects: [], page: { offset: 0, limit: 1 } };
    expect(provider.toRequest(call, signing).headers).toMatchObject({ 'x-tc-token': 'session' });
  });

  test('an id without a character finds nothing, where an absent filter would find everything', () => {
    expect(sentBy('loadBalancersById', '').parameters).toMatchObject({ LoadBalancerIds: ['-'] });
    expect(sentBy('instancesById', '').parameters).toMatchObject({ InstanceIds: ['-'] });
    expect(sentBy('portsOf', '[""]').parameters).toMatchObject({ LoadBalancerId: '-' });
    expect(sentBy('l4BackendsOf', '["lb-1",["",null]]').parameters).toMatchObject({ ListenerId: '-' });
    expect(() => formOf('instancesById').params([], source)).toThrow('no ids');
  });

  test('each form is of an action whose product and answer are told', () => {
    const named = new Set(Object.values(provider.forms).map(({ action }) => action));
    expect([...named].sort()).toEqual(Object.keys(actions).sort());
  });

  test('a page holds no more machines than the vendor allows, nor does a look-up name more', () => {
    expect([formOf('instances').paging.max, formOf('instancesById').paging.max]).toEqual([100, 100]);
    expect(formOf('instancesById').maxSubjects).toBe(100);
  });

  test('there is no recycle bin to look machines up in', () => {
    expect(provider.forms['trashById']).toBeUndefined();
    expect(formOf('instancesById').elsewhere).toBeUndefined();
  });
});

describe('the dialects of an account', () => {
  test('are 2.0 and 3.0', () => {
    expect(tencentBmlb.apis).toEqual(['v2', 'v3']);
  });

  test('another one is refused', () => {
    expect(() => tencentBmlb.create({ api: 'v1', site: null, options: {} })).toThrow('API');
  });
});
