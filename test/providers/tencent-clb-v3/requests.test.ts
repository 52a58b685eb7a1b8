import { describe, expect, test } from 'vitest';
import type { Source } from '../../../src/model/source.js';
import { toNarrowed } from '../../../src/providers/narrow.js';
import { tencentClb } from '../../../src/providers/tencent/clb/definition.js';

const source: Source = { account: 't', region: 'ap-guangzhou' };
const signing = { credentials: { id: 'AKIDx', key: 'k', token: 'tok' }, nowMs: 1_551_113_065_000, nonce: 1 };

function requestOf(formName: string, subjects: readonly string[], site: string | null = 'cn') {
  const provider = tencentClb.create({ api: 'v3', site, options: {} });
  const form = provider.forms[formName];
  if (form === undefined) throw new Error(`there is no form ${formName}`);
  const page = { offset: 100, limit: 100 };
  const { origin, headers, body } = provider.toRequest({ form, source, subjects, page }, signing);
  return { origin, headers, body: JSON.parse(body ?? '') as unknown };
}

describe('a call', () => {
  test.each([
    [
      'loadBalancers',
      [],
      'clb',
      '2018-03-17',
      'DescribeLoadBalancers',
      { OrderBy: 'CreateTime', OrderType: 0, Offset: 100, Limit: 100 },
    ],
    [
      'loadBalancersById',
      ['lb-1', 'lb-2'],
      'clb',
      '2018-03-17',
      'DescribeLoadBalancers',
      { OrderBy: 'CreateTime', OrderType: 0, LoadBalancerIds: ['lb-1', 'lb-2'], Offset: 100, Limit: 100 },
    ],
    [
      'applicationListenersOf',
      ['lb-1'],
      'clb',
      '2018-03-17',
      'DescribeListeners',
      { LoadBalancerId: 'lb-1' },
    ],
    ['applicationBackendsOf', ['lb-1'], 'clb', '2018-03-17', 'DescribeTargets', { LoadBalancerId: 'lb-1' }],
    [
      'applicationHealthOf',
      ['lb-1', 'lb-2'],
      'clb',
      '2018-03-17',
      'DescribeTargetHealth',
      { LoadBalancerIds: ['lb-1', 'lb-2'] },
    ],
    [
      'classicListenersOf',
      ['lb-1'],
      'clb',
      '2018-03-17',
      'DescribeClassicalLBListeners',
      { LoadBalancerId: 'lb-1' },
    ],
    ['membersOf', ['lb-1'], 'clb', '2018-03-17', 'DescribeClassicalLBTargets', { LoadBalancerId: 'lb-1' }],
    [
      'classicHealthOf',
      ['lb-1'],
      'clb',
      '2018-03-17',
      'DescribeClassicalLBHealthStatus',
      { LoadBalancerId: 'lb-1' },
    ],
    [
      'instancesById',
      ['ins-1'],
      'cvm',
      '2017-03-12',
      'DescribeInstances',
      { InstanceIds: ['ins-1'], Offset: 100, Limit: 100 },
    ],
  ] as const)('%s of %j', (form, subjects, service, version, action, body) => {
    const request = requestOf(form, subjects);
    expect(request.origin).toBe(`https://${service}.tencentcloudapi.com`);
    expect(request.headers).toMatchObject({
      'x-tc-action': action,
      'x-tc-version': version,
      'x-tc-region': 'ap-guangzhou',
      'x-tc-token': 'tok',
    });
    expect(request.body).toEqual(body);
  });

  test('of the international site goes to its hosts', () => {
    expect(requestOf('loadBalancers', [], 'intl').origin).toBe('https://clb.intl.tencentcloudapi.com');
    expect(requestOf('instances', [], 'intl').origin).toBe('https://cvm.intl.tencentcloudapi.com');
    expect(requestOf('instances', [], null).origin).toBe('https://cvm.tencentcloudapi.com');
  });

  test('takes the filters of machines as names and values', () => {
    const provider = tencentClb.create({ api: 'v3', site: 'cn', options: {} });
    const { name, status } = provider.filters.instances;
    if (name === 'computed' || status === 'computed' || !('params' in name) || !('params' in status)) {
      throw new Error('name and status are taken');
    }
    const byName = name.params(['web-1']);
    const byStatus = status.params(['STOPPED']);
    expect(requestOf('instances', [toNarrowed(byName ?? {})]).body).toMatchObject({
      Filters: [{ Name: 'instance-name', Values: ['web-1'] }],
    });
    expect(requestOf('instances', [toNarrowed(byStatus ?? {})]).body).toMatchObject({
      Filters: [{ Name: 'instance-state', Values: ['STOPPED'] }],
    });
    // Several states, and one that several words stand for, are compared here.
    expect(status.params(['STOPPED', 'RUNNING'])).toBeNull();
    expect(status.params(['TERMINATED'])).toBeNull();
  });

  test('never names an id that would spoil it for others, or none', () => {
    const provider = tencentClb.create({ api: 'v3', site: 'cn', options: {} });
    const selection = { fields: new Set(['createdAt']), below: new Map() };
    const view = {
      total: () => null,
      scopeTotal: () => null,
      fact: () => null,
      record: () => null,
      items: () => null,
    };
    const asked = ['ins-1', 'eks-1'].flatMap((vendorId) =>
      provider.plan(
        [
          {
            type: 'record',
            ref: { kind: 'instance', source, instanceKind: 'VIRTUAL_MACHINE', vendorId },
            selection,
          },
        ],
        view,
      ),
    );
    expect(asked.map(({ ask }) => ask)).toEqual([
      { type: 'subjects', form: 'instancesById', subject: 'ins-1' },
    ]);
    expect(() => requestOf('instancesById', [])).toThrow('at least one id');
  });
});

describe('a code of its own', () => {
  test.each([
    ['InvalidParameter.LBIdNotFound', { code: 'UPSTREAM_REJECTED', repeat: 'never', notFound: true }],
    ['InvalidInstanceId.NotFound', { code: 'UPSTREAM_REJECTED', repeat: 'never', notFound: true }],
    // No machine has such an id, and others that were named with it can be asked for.
    ['InvalidInstanceId.Malformed', { code: 'UPSTREAM_REJECTED', repeat: 'never', notFound: true }],
    // The name that machines have for an internal error.
    ['InternalServerError', { code: 'UPSTREAM_UNAVAILABLE', repeat: 'soon', notFound: false }],
    ['InvalidParameter.FormatError', { code: 'UPSTREAM_REJECTED', repeat: 'never', notFound: false }],
  ])('%s', (Code, failure) => {
    const { forms, toAnswer } = tencentClb.create({ api: 'v3', site: 'cn', options: {} });
    const form = forms['instancesById'];
    if (form === undefined) throw new Error('there is no such form');
    const call = { form, source, subjects: ['ins-1'], page: { offset: 0, limit: 100 } };
    const body = JSON.stringify({ Response: { Error: { Code, Message: 'No.' }, RequestId: 'r' } });
    expect(toAnswer(call, { status: 200, headers: {}, body })).toMatchObject({ ok: false, failure });
  });
});
