import { describe, expect, test } from 'vitest';
import sheetAnswer from '../../fixtures/sheets/tencent-bmlb/DescribeBmBindInfo.json' with { type: 'json' };
import { groupBy } from '../../../src/model/group-by.js';
import type { Instance } from '../../../src/model/instance.js';
import type { Segment } from '../../../src/model/list.js';
import { itemKey } from '../../../src/model/record.js';
import type { SimulatedSource } from '../tencent/simulated-source.js';
import { open } from './fleet.js';
import { bindingsOf, decode, formOf, harvest, provider, source } from './setup.js';

const { reverse } = provider;
if (reverse === undefined) throw new Error('there is no reverse look-up');

const machine: Instance = {
  ...{ kind: 'instance', source, asOf: 0, instanceKind: 'BARE_METAL', vendorId: 'cpm-1', zone: null },
  ...{ name: null, status: 'RUNNING', vendorStatus: '4', createdAt: null, publicAddresses: [] },
  ...{ privateAddresses: ['10.6.0.1'], vendorFields: { unVpcId: 'vpc-1' } },
};

const bindings = (network: string, target: string): Segment => ({
  of: bindingsOf(JSON.stringify([network, target])),
  segment: '',
});

describe('which lists name the bindings', () => {
  test('of a machine: those in its network', () => {
    expect(reverse.ofInstances([machine])).toEqual([bindings('vpc-1', 'cpm-1')]);
  });

  test.each([[{}], [{ unVpcId: '' }], [{ unVpcId: null }]])(
    'a machine of which the network is not told cannot be looked up: %j',
    (vendorFields) => {
      expect(reverse.ofInstances([{ ...machine, vendorFields }])).toBeNull();
    },
  );

  test('of an address nothing tells all: it is looked for in every list', () => {
    expect(reverse.ofAddresses(['10.6.0.1'], source)).toBeNull();
  });
});

describe('a binding', () => {
  const row = {
    ...{ loadBalancerId: 'lb-1', unVpcId: 'vpc-1', listenerId: 'lbl-1', locationId: null },
    rs: { instanceId: 'cpm-1', rsPort: 80 },
  };
  const subject = '["vpc-1","cpm-1"]';

  test('is a backend by its reference, and lacks the rest', () => {
    const { item, parent } = harvest('bindingsOf', row, '["vpc-1","10.6.0.1"]', subject);
    expect(parent).toEqual({ of: bindingsOf(subject), segment: '' });
    expect(item).toMatchObject({
      ...{ loadBalancerId: 'lb-1', listenerId: 'lbl-1', ruleId: null, port: 80, vendorId: null },
      target: { type: 'Instance', kind: 'BARE_METAL', id: 'cpm-1' },
    });
    expect(item.lacks).toContain('weight');
    expect(item.lacks).toContain('addresses');
  });

  test('of a rule, on a port in a string', () => {
    const ruled = { ...row, locationId: 'loc-1', rs: { instanceId: 'cpm-1', rsPort: '81' } };
    expect(harvest('bindingsOf', ruled, subject).item).toMatchObject({ ruleId: 'loc-1', port: 81 });
  });

  test('of a virtual machine names its address where the id stands', () => {
    const virtual = { ...row, rs: { instanceId: '10.6.0.9', rsPort: 80 } };
    expect(harvest('bindingsOf', virtual, '["vpc-1","10.6.0.9"]').item).toMatchObject({
      target: { type: 'IpTarget', id: '10.6.0.9' },
    });
  });

  test.each([
    ['another target', row, '["vpc-1","cpm-2"]', 'foreign'],
    ['another network', { ...row, unVpcId: 'vpc-2' }, subject, 'foreign'],
    ['no id', { ...row, rs: { rsPort: 80 } }, subject, 'malformed'],
    ['no listener', { ...row, listenerId: null }, subject, 'malformed'],
    ['not an object', 'row', subject, 'malformed'],
  ])('%s is dropped', (_, wrong, of, why) => {
    expect(decode('bindingsOf', wrong, of)).toBe(why);
  });
});

describe('an answer of DescribeBmBindInfo', () => {
  const subjects = ['["vpc-abcdefgh","1.1.1.1"]', '["vpc-abcdefgh","cpm-abcdefgh"]'];
  const form = formOf('bindingsOf');
  const read = (answer: object) => {
    const page = { offset: 0, limit: form.paging.max };
    const response = { status: 200, headers: {}, body: JSON.stringify(answer) };
    const told = provider.toAnswer({ form, source, subjects, page }, response);
    if (!told.ok) throw new Error(told.failure.message);
    return {
      total: told.total,
      rows: told.rows.map((row) => form.decode(row, { source, asOf: 0, subjects })),
    };
  };

  test('holds one binding for each machine or address in each place', () => {
    const { total, rows } = read(sheetAnswer);
    const places = rows.map((row) => {
      if (typeof row === 'string' || row.item.kind !== 'backend') return row;
      const { loadBalancerId, listenerId, ruleId, target, port } = row.item;
      return [loadBalancerId, listenerId, ruleId, target.type, target.id, port];
    });
    expect(places).toEqual([
      ['lb-abcdefgh', 'lbl-abcdefgh', null, 'IpTarget', '1.1.1.1', 1234],
      ['lb-abcdefgh', 'lbl-abcdefge', 'loc-abcdefgh', 'IpTarget', '1.1.1.1', 80],
      ['lb-abcdefge', 'lbl-abcdefgi', 'loc-abcdefgi', 'Instance', 'cpm-abcdefgh', 80],
      ['lb-abcdefgi', 'lbl-abcdefgg', null, 'Instance', 'cpm-abcdefgh', 1234],
    ]);
    // The total of load balancers is none of bindings.
    expect(total).toBeNull();
  });

  test.each([[2], [5]])('that holds 3 load balancers where it counts %d does not hold all', (totalCount) => {
    expect(read({ ...sheetAnswer, totalCount }).total).toBeGreaterThan(4);
  });

  test.each([
    ['a load balancer', ['text']],
    ['a listener', [{ loadBalancerId: 'lb-1', L4ListenerSet: ['text'] }]],
    ['the list of listeners', [{ loadBalancerId: 'lb-1', L4ListenerSet: 'text' }]],
    ['a domain', [{ L7ListenerSet: [{ listenerId: 'lbl-1', ruleSet: [1] }] }]],
    ['a location', [{ L7ListenerSet: [{ listenerId: 'lbl-1', ruleSet: [{ locations: [[]] }] }] }]],
    ['a binding', [{ loadBalancerId: 'lb-1', L4ListenerSet: [{ listenerId: 'lbl-1', rsList: [1] }] }]],
  ])('%s that cannot be read is counted', (_, loadBalancerSet) => {
    expect(read({ code: 0, loadBalancerSet }).rows).toEqual(['malformed']);
  });

  test('lists that are absent or null are empty', () => {
    const loadBalancerSet = [{ loadBalancerId: 'lb-1', L4ListenerSet: null }];
    expect(read({ code: 0, loadBalancerSet })).toEqual({ total: null, rows: [] });
  });
});

/** What is bound to some machines and addresses by the vendor's look-up, and by all lists: each by its key. */
async function bothWays(fleet: SimulatedSource, segments: readonly Segment[], all: readonly string[]) {
  const { items, exact, calls } = await fleet.read('backend', segments);
  return { found: items.map(itemKey).sort(), wanted: [...all].sort(), exact, calls };
}

const choices = [
  ['tree-bind-type', 'absent'],
  ['virtual-fields', 'empty'],
  ['backend-numbers', 'string'],
  ['example-totals', 'absent'],
  ['bind-listener-name', 'present'],
  ['bind-network', 'all'],
  ['unchecked-health', 'absent'],
  ['machine-numbers', 'number'],
  ['machine-extras', 'absent'],
  ['hosted-backends', 'present'],
] as const;

const settings: readonly Readonly<Record<string, string>>[] = [
  {},
  ...choices.map(([name, value]) => ({ [`tencent-bmlb.${name}`]: value })),
];

describe.each(settings)('over a fleet with %j', (chosen) => {
  const fleet = open(chosen);

  test('bindings of machines and virtual machines are the references of the rows that lists have', async () => {
    const balancers = await fleet.loadBalancers();
    const backends = await fleet.boundBehind(balancers);
    const machines = await fleet.instances();
    const networkOf = new Map(balancers.map(({ vendorId, networkId }) => [vendorId, networkId ?? '']));
    const networks = new Set(networkOf.values());
    expect(networks.size).toBe(2);

    // All machines at once: one call for each network.
    const known = new Set(machines.map(({ vendorId }) => vendorId));
    const own = backends.filter(({ target }) => target.type === 'Instance' && known.has(target.id));
    const ofMachines = await bothWays(
      fleet,
      machines.flatMap((each) => reverse.ofInstances([each]) ?? []),
      own.map(itemKey),
    );
    expect(ofMachines.found).toEqual(ofMachines.wanted);
    expect([ofMachines.exact, ofMachines.calls]).toEqual([true, 2]);
    expect(new Set(own.map(({ ruleId }) => ruleId === null)).size).toBe(2);
    for (const each of machines) {
      const mine = own.filter(({ target }) => target.id === each.vendorId).map(itemKey);
      const { found, wanted, calls } = await bothWays(fleet, reverse.ofInstances([each]) ?? [], mine);
      expect(found).toEqual(wanted);
      expect(calls).toBe(0);
    }

    // An address that is a virtual machine in both networks has the bindings of both.
    const virtual = backends.filter(({ target }) => target.type === 'IpTarget');
    const byAddress = groupBy(virtual, ({ target }) => target.id);
    const spread = [...byAddress.values()].map(
      (rows) => new Set(rows.map(({ loadBalancerId }) => networkOf.get(loadBalancerId))).size,
    );
    expect(Math.max(...spread)).toBe(2);
    for (const [address, rows] of byAddress) {
      const lists = [...networks].map((network): Segment => ({
        of: { list: 'bindings', source: fleet.source, subject: JSON.stringify([network, address]) },
        segment: '',
      }));
      const { found, wanted, exact, calls } = await bothWays(fleet, lists, rows.map(itemKey));
      expect(found).toEqual(wanted);
      expect([exact, calls]).toEqual([true, 2]);
    }
  });
});
