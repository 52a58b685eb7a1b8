import { afterEach, describe, expect, it } from 'vitest';
import { present } from './start-simulator.js';
import { rowsOf } from './qingcloud-client.js';
import { startModernClb, type Row } from './tencent-clb-v3-setup.js';

const { simulator, ask, call, codeOf, truth } = await startModernClb({ seed: 2 });
const defaults = Object.fromEntries(simulator.settings().map(({ name, value }) => [name, value]));
const of = (kind: 'classic' | 'application') =>
  present(
    truth().loadBalancers.find(
      ({ vendorFields, listeners }) =>
        vendorFields['Forward'] === (kind === 'application' ? 1 : 0) &&
        (listeners[0]?.backends.length ?? 0) > 1,
    ),
  );
const application = of('application').vendorId;
const classic = of('classic').vendorId;

afterEach(() => {
  simulator.setFaults([]);
  simulator.putSettings(defaults);
});

const LIST = 'DescribeLoadBalancers';

describe('failures', () => {
  it.each([
    ['vendor-throttle', 'RequestLimitExceeded'],
    ['vendor-internal', 'InternalError'],
    ['auth', 'AuthFailure.SignatureFailure'],
    ['clock', 'AuthFailure.SignatureExpire'],
  ])('%s is spelt as 3.0 spells it: %s', async (kind, code) => {
    simulator.setFaults([{ kind, account: 'clb', action: LIST, region: 'gz' }]);
    const { status, response } = await call(LIST);
    expect(status).toBe(200);
    expect(response).toEqual({
      Error: { Code: code, Message: expect.any(String) as string },
      RequestId: expect.any(String) as string,
    });
    expect(await codeOf('DescribeInstances')).toBeUndefined();
  });

  it.each([
    ['http500', 500],
    ['http429', 429],
  ])('%s is no JSON', async (kind, status) => {
    simulator.setFaults([{ kind }]);
    expect(await call(LIST)).toMatchObject({ status, response: {} });
  });

  it.each([
    'RequestLimitExceeded.UinLimitExceeded',
    'RequestLimitExceeded.IPLimitExceeded',
    'RequestLimitExceeded.GlobalRegionUinLimitExceeded',
  ])('too many calls may be told by %s', async (code) => {
    simulator.putSettings({ 'tencent-v3.throttle-code': code });
    simulator.setFaults([{ kind: 'vendor-throttle' }]);
    expect(await codeOf(LIST)).toBe(code);
  });

  it('too many calls in a second are throttled in either dialect', async () => {
    const budgets = new Map([['TENCENT_CLB', [{ calls: 2, seconds: 1 }]]]);
    const limited = await startModernClb({ budgets, clock: () => 1_700_000_000_000 });
    expect([await limited.codeOf(LIST), await limited.codeOf(LIST), await limited.codeOf(LIST)]).toEqual([
      undefined,
      undefined,
      'RequestLimitExceeded',
    ]);
  });

  it('a page of a list can be struck by its number', async () => {
    simulator.setFaults([{ kind: 'vendor-internal', action: 'DescribeInstances', page: 2 }]);
    expect(await codeOf('DescribeInstances', { Limit: 50 })).toBeUndefined();
    expect(await codeOf('DescribeInstances', { Offset: 50, Limit: 50 })).toBe('InternalError');
    expect(await codeOf('DescribeInstances', { Offset: 100, Limit: 50 })).toBeUndefined();
  });
});

describe('faults of rows', () => {
  const calls: readonly (readonly [string, Row])[] = [
    [LIST, {}],
    ['DescribeListeners', { LoadBalancerId: application }],
    ['DescribeTargets', { LoadBalancerId: application }],
    ['DescribeTargetHealth', { LoadBalancerIds: [application] }],
    ['DescribeClassicalLBListeners', { LoadBalancerId: classic }],
    ['DescribeClassicalLBTargets', { LoadBalancerId: classic }],
    ['DescribeClassicalLBHealthStatus', { LoadBalancerId: classic }],
    [
      'DescribeInstances',
      {
        InstanceIds: truth()
          .instances.slice(0, 3)
          .map(({ vendorId }) => vendorId),
      },
    ],
  ];
  const struck = async (kind: string, action: string, params: Row): Promise<Row> => {
    simulator.setFaults([{ kind }]);
    const { RequestId: _id, ...answer } = await ask(action, params);
    simulator.setFaults([]);
    return answer;
  };

  it.each(calls)('strike %s', async (action, params) => {
    const { RequestId: _id, ...plain } = await ask(action, params);
    for (const kind of ['wrong-type', 'unknown-enum', 'missing-field', 'short-page', 'duplicate-row'])
      expect([kind, await struck(kind, action, params)]).not.toEqual([kind, plain]);
    expect(JSON.stringify(await struck('unknown-enum', action, params))).toContain('a-value-nobody-knows');
    if (action !== LIST)
      expect(JSON.stringify(await struck('foreign-row', action, params))).toContain('foreign-0000');
  });

  it('leave an answer of the documented shape, with every row under what it stands under', async () => {
    const answer = await struck('foreign-row', 'DescribeTargets', { LoadBalancerId: application });
    const foreign = present(rowsOf(answer, 'Listeners').at(-1));
    expect(foreign['ListenerId']).toBe('foreign-parent');
    const [rule] = rowsOf(foreign, 'Rules');
    expect(rule).toMatchObject({ LocationId: 'foreign-parent', Targets: [{ InstanceId: 'foreign-0000' }] });
  });

  it('change a total where there is one', async () => {
    expect(await struck('total-mismatch', LIST, {})).toHaveProperty('TotalCount', 16);
    const listeners = of('application').listeners.length;
    expect(
      await struck('total-mismatch', 'DescribeListeners', { LoadBalancerId: application }),
    ).toHaveProperty('TotalCount', listeners + 2);
  });
});

describe('what the documentation leaves open', () => {
  const set = (name: string, value: string): void =>
    simulator.putSettings({ [`tencent-clb-v3.${name}`]: value });

  it('an unknown load balancer is refused by one code or another, or has nothing', async () => {
    const params = { LoadBalancerId: 'lb-none' };
    for (const [action, empty] of [
      ['DescribeListeners', { Listeners: [], TotalCount: 0 }],
      ['DescribeTargets', { Listeners: [] }],
      ['DescribeClassicalLBListeners', { Listeners: [] }],
      ['DescribeClassicalLBTargets', { Targets: [] }],
      ['DescribeClassicalLBHealthStatus', { HealthList: null }],
    ] as const) {
      set('unknown-parent', 'InvalidParameter.LBIdNotFound');
      expect(await codeOf(action, params)).toBe('InvalidParameter.LBIdNotFound');
      set('unknown-parent', 'ResourceNotFound');
      expect(await codeOf(action, params)).toBe('ResourceNotFound');
      set('unknown-parent', 'empty');
      expect(await ask(action, params)).toMatchObject(empty);
    }
  });

  it('a call for the other kind is refused, or has nothing', async () => {
    expect(await codeOf('DescribeTargets', { LoadBalancerId: classic })).toBe(
      'InvalidParameter.LBIdNotFound',
    );
    expect(await codeOf('DescribeClassicalLBTargets', { LoadBalancerId: application })).toBe(
      'InvalidParameter.LBIdNotFound',
    );
    set('other-kind', 'InvalidParameter');
    expect(await codeOf('DescribeTargets', { LoadBalancerId: classic })).toBe('InvalidParameter');
    set('other-kind', 'empty');
    expect(await ask('DescribeTargets', { LoadBalancerId: classic })).toMatchObject({ Listeners: [] });
  });

  it('unknown ids are left out, or refused', async () => {
    expect(await ask(LIST, { LoadBalancerIds: ['lb-none', classic] })).toMatchObject({ TotalCount: 1 });
    set('unknown-id', 'refuse');
    expect(await codeOf(LIST, { LoadBalancerIds: ['lb-none', classic] })).toBe(
      'InvalidParameter.LBIdNotFound',
    );
    expect(
      await codeOf('DescribeListeners', { LoadBalancerId: application, ListenerIds: ['lbl-none'] }),
    ).toBe('InvalidParameter.ListenerIdNotFound');
    expect(await codeOf('DescribeInstances', { InstanceIds: ['ins-none'] })).toBe(
      'InvalidInstanceId.NotFound',
    );
  });

  it('DescribeTargetHealth leaves classic load balancers out, or refuses them', async () => {
    const params = { LoadBalancerIds: [classic, application] };
    expect(await ask('DescribeTargetHealth', params)).toMatchObject({
      LoadBalancers: [{ LoadBalancerId: application }],
    });
    set('classic-in-target-health', 'InvalidParameter');
    expect(await codeOf('DescribeTargetHealth', params)).toBe('InvalidParameter');
  });

  it('a layer-4 listener stands in a rule without domain and path, with an id or without', async () => {
    const rulesOf = async (): Promise<Row[]> => {
      const answer = await ask('DescribeTargetHealth', { LoadBalancerIds: [application] });
      return rowsOf(present(rowsOf(answer, 'LoadBalancers')[0]), 'Listeners')
        .filter(({ Protocol }) => Protocol === 'TCP' || Protocol === 'UDP')
        .flatMap((row) => rowsOf(row, 'Rules'));
    };
    const [told] = await rulesOf();
    expect(told).toMatchObject({
      Domain: null,
      Url: null,
      LocationId: expect.stringMatching(/^loc-/) as string,
    });
    set('l4-health-location', 'empty');
    expect((await rulesOf())[0]).toMatchObject({ Domain: null, Url: null, LocationId: '' });
    set('l4-health-location', 'null');
    expect((await rulesOf())[0]).toMatchObject({ Domain: null, Url: null, LocationId: null });
  });

  it('where checks are off the detail is Close, whatever the boolean says, or there is no row', async () => {
    const [LoadBalancerId] = truth().loadBalancers.flatMap(({ vendorId, listeners }) =>
      listeners.some(({ rules }) => rules.some(({ healthCheck }) => healthCheck?.enabled === false))
        ? [vendorId]
        : [],
    );
    const closed = async (): Promise<string> =>
      JSON.stringify(await ask('DescribeTargetHealth', { LoadBalancerIds: [LoadBalancerId] }));
    expect(await closed()).toContain('"HealthStatus":false,"HealthStatusDetail":"Close"');
    set('unchecked-health', 'Close-true');
    expect(await closed()).toContain('"HealthStatus":true,"HealthStatusDetail":"Close"');
    set('unchecked-health', 'absent');
    expect(await closed()).not.toContain('Close');
  });
});
