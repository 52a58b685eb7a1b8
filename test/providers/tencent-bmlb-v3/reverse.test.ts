import { describe, expect, test } from 'vitest';
import type { Instance } from '../../../src/model/instance.js';
import { itemKey } from '../../../src/model/record.js';
import { open } from '../tencent-bmlb/fleet.js';
import { bindingsOf, source } from '../tencent-bmlb/setup.js';
import { answered, decode, provider } from './setup.js';

const { reverse } = provider;
if (reverse === undefined) throw new Error('there is no reverse look-up');

const machine: Instance = {
  ...{ kind: 'instance', source, asOf: 0, instanceKind: 'BARE_METAL', vendorId: 'cpm-1', zone: null },
  ...{ name: null, status: 'RUNNING', vendorStatus: '4', createdAt: null, publicAddresses: [] },
  ...{ privateAddresses: ['10.6.0.1'], vendorFields: { VpcId: 'vpc-1' } },
};

describe('which lists name the bindings of a machine', () => {
  test('those in its network', () => {
    const segment = { of: bindingsOf('["vpc-1","cpm-1"]'), segment: '' };
    expect(reverse.ofInstances([machine])).toEqual([segment]);
  });

  test.each([[{}], [{ VpcId: '' }], [{ VpcId: null }], [{ vpcId: '1000' }]])(
    'it cannot be looked up where the network is not told: %j',
    (vendorFields) => {
      expect(reverse.ofInstances([{ ...machine, vendorFields }])).toBeNull();
    },
  );
});

describe('an answer of DescribeDevicesBindInfo', () => {
  const subjects = ['["vpc-1","cpm-1"]', '["vpc-1","10.0.0.9"]'];
  const head = { AppId: 1251000000, ProjectId: 0, VpcId: 'vpc-1', TgwSetType: 'fullnat', Exclusive: 0 };
  const answer = [
    {
      ...{ LoadBalancerId: 'lb-1', Vip: '115.159.1.2', ...head },
      L4ListenerSet: [
        {
          ...{ ListenerId: 'lbl-4', Protocol: 'tcp', LoadBalancerPort: 8000 },
          BackendSet: [
            { InstanceId: 'cpm-1', Port: 8000 },
            { InstanceId: 'cpm-1', Port: 9000 },
          ],
        },
      ],
      L7ListenerSet: [
        {
          ...{ ListenerId: 'lbl-7', Protocol: 'https', LoadBalancerPort: 1580 },
          RuleSet: [
            {
              ...{ Domain: 'b.com', DomainId: 'dm-1' },
              LocationSet: [
                { Url: '/', LocationId: 'loc-1', BackendSet: [{ InstanceId: '10.0.0.9', Port: 3333 }] },
              ],
            },
          ],
        },
      ],
    },
    { LoadBalancerId: 'lb-2', Vip: '115.159.1.3', ...head, L4ListenerSet: [], L7ListenerSet: [] },
  ];

  function read(LoadBalancerSet: unknown) {
    const told = answered('bindingsOf', { LoadBalancerSet, RequestId: 'r-1' }, ...subjects);
    if (!told.ok) throw new Error(told.failure.message);
    return told.rows.map((row) => decode('bindingsOf', row, ...subjects));
  }

  test('holds one binding for each machine or address in each place, with little of listener and rule', () => {
    const rows = read(answer);
    const places = rows.map((row) => {
      if (typeof row === 'string' || row.item.kind !== 'backend') return row;
      const { loadBalancerId, listenerId, ruleId, target, port } = row.item;
      return [loadBalancerId, listenerId, ruleId, target.type, target.id, port];
    });
    expect(places).toEqual([
      ['lb-1', 'lbl-4', null, 'Instance', 'cpm-1', 8000],
      ['lb-1', 'lbl-4', null, 'Instance', 'cpm-1', 9000],
      ['lb-1', 'lbl-7', 'loc-1', 'IpTarget', '10.0.0.9', 3333],
    ]);
    const [, , ruled] = rows;
    expect(typeof ruled === 'object' && ruled.records).toMatchObject([
      { kind: 'listener', vendorId: 'lbl-7', protocol: 'HTTPS', ports: [{ from: 1580, to: 1580 }] },
      { kind: 'rule', vendorId: 'loc-1', domain: 'b.com', path: '/' },
    ]);
  });

  test('that is null holds none', () => {
    expect(read(null)).toEqual([]);
  });

  test.each([
    ['a load balancer', ['text']],
    ['a listener', [{ LoadBalancerId: 'lb-1', L4ListenerSet: ['text'] }]],
    ['a domain', [{ L7ListenerSet: [{ ListenerId: 'lbl-1', RuleSet: [1] }] }]],
    ['a location', [{ L7ListenerSet: [{ ListenerId: 'lbl-1', RuleSet: [{ LocationSet: [[]] }] }] }]],
    ['a binding', [{ LoadBalancerId: 'lb-1', L4ListenerSet: [{ ListenerId: 'lbl-1', BackendSet: [1] }] }]],
  ])('with %s that cannot be read counts that', (_, loadBalancers) => {
    expect(read(loadBalancers)).toEqual(['malformed']);
  });

  test('of another network is none of the answer', () => {
    expect(read([{ ...answer[0], VpcId: 'vpc-2' }])).toEqual(['foreign', 'foreign', 'foreign']);
  });
});

test('over a fleet, bindings of all machines are the references of the rows that lists have, a call for each network', async () => {
  const fleet = open({}, { api: 'v3' });
  const balancers = await fleet.loadBalancers();
  const backends = await fleet.boundBehind(balancers);
  const machines = await fleet.instances();
  const known = new Set(machines.map(({ vendorId }) => vendorId));
  const bound = backends.filter(({ target }) => target.type === 'Instance' && known.has(target.id));
  const networks = new Set(balancers.map(({ networkId }) => networkId));
  const segments = machines.flatMap((each) => reverse.ofInstances([each]) ?? []);
  const { items, exact, calls } = await fleet.read('backend', segments);
  expect(items.map(itemKey).sort()).toEqual(bound.map(itemKey).sort());
  expect(new Set(bound.map(({ ruleId }) => ruleId === null)).size).toBe(2);
  expect([exact, calls, networks.size]).toEqual([true, 2, 2]);
});
