import { describe, expect, test } from 'vitest';
import type { Source } from '../../../src/model/source.js';
import { tencentClb } from '../../../src/providers/tencent/clb/definition.js';

const provider = tencentClb.create({ api: 'v3', site: 'cn', options: {} });
const source: Source = { account: 't', region: 'ap-guangzhou' };

/** The items that a form makes of what stands inside `Response`. */
function read(formName: string, subjects: readonly string[], inner: unknown) {
  const form = provider.forms[formName];
  if (form === undefined) throw new Error(`there is no form ${formName}`);
  const body = JSON.stringify({ Response: { ...(inner as object), RequestId: 'r' } });
  const page = { offset: 0, limit: form.paging.max };
  const answer = provider.toAnswer({ form, source, subjects, page }, { status: 200, headers: {}, body });
  if (!answer.ok) throw new Error(answer.failure.message);
  return answer.rows.map((row) => {
    const harvest = form.decode(row, { source, asOf: 1, subjects });
    if (typeof harvest === 'string') throw new Error(`a row is ${harvest}`);
    return harvest.item;
  });
}

describe('where API 3.0 leaves open how something is written', () => {
  test.each([
    ['vpc-bhqkbhdx', 'vpc-bhqkbhdx'],
    ['', null],
    ['0', null],
    [null, null],
    [undefined, null],
  ])('a network of %j is %j', (VpcId, networkId) => {
    const rows = { TotalCount: 1, LoadBalancerSet: [{ LoadBalancerId: 'lb-1', Forward: 0, VpcId }] };
    expect(read('loadBalancersById', ['lb-1'], rows)).toMatchObject([{ networkId }]);
  });

  test.each(['loc-ewygg6i0', '', null, undefined])(
    'the health of layer 4 is found, whatever the id of the rule it is told in: %j',
    (LocationId) => {
      const bound = { Type: 'CVM', InstanceId: 'ins-1', Port: 2020, PrivateIpAddresses: ['172.16.0.6'] };
      const [backend] = read('applicationBackendsOf', ['lb-1'], {
        Listeners: [{ ListenerId: 'lbl-1', Protocol: 'TCP', Port: 789, Rules: null, Targets: [bound] }],
      });
      const checked = { IP: '172.16.0.6', Port: 2020, HealthStatus: true, HealthStatusDetail: 'Alive' };
      const rule = { LocationId, Domain: null, Url: null, Targets: [checked] };
      const health = read('applicationHealthOf', ['lb-1'], {
        LoadBalancers: [{ LoadBalancerId: 'lb-1', Listeners: [{ ListenerId: 'lbl-1', Rules: [rule] }] }],
      });
      const checkedAs = backend?.kind === 'backend' ? backend.checkedAs : undefined;
      expect(health.filter((item) => item.kind === 'health' && item.of === checkedAs)[0]).toMatchObject({
        health: 'UP',
      });
    },
  );
});
