import { afterEach, describe, expect, it } from 'vitest';
import { ownBackends } from './listener-places.js';
import { present } from './start-simulator.js';
import { mixed, rowsIn, type Row } from './tencent-bmlb-setup.js';
import { startModernBmlb } from './tencent-bmlb-v3-setup.js';

let now = 1_800_000_000_000;
const { simulator, askModern, codeOf, truth } = await startModernBmlb({
  seed: 7,
  clock: () => now,
  budgets: new Map([['TENCENT_BMLB', [{ calls: 60, seconds: 1 }]]]),
});
const { loadBalancers } = truth();
const loadBalancer = mixed(loadBalancers);
const LoadBalancerId = loadBalancer.vendorId;
const layer4 = present(loadBalancer.listeners.find((row) => ownBackends(row).length > 1));
const layer7 = present(loadBalancer.listeners.find(({ rules }) => rules.length > 0));
const creating = present(loadBalancers.find(({ status }) => status === 'CREATING'));
const ofLayer4 = { LoadBalancerId, ListenerId: layer4.vendorId };
const ofLayer7 = { LoadBalancerId, ListenerId: layer7.vendorId };

afterEach(() => {
  now += 60_000;
  simulator.putSettings(
    Object.fromEntries(simulator.settings().map(({ name, values }) => [name, values[0] ?? ''])),
  );
});

const rowOf = async (id: string): Promise<Row> => {
  const json = await askModern('DescribeLoadBalancers', { LoadBalancerIds: [id] });
  return present(rowsIn(json, 'LoadBalancerSet')[0]);
};
const leavesOf = async (action: string, params: Row, ...keys: readonly string[]): Promise<Row[]> =>
  keys.reduce<Row[]>(
    (level, key) => level.flatMap((row) => rowsIn(row, key)),
    [await askModern(action, params)],
  );
const locations = (more: Row = {}): Promise<Row[]> =>
  leavesOf('DescribeL7ListenerInfo', { LoadBalancerId, ...more }, 'ListenerSet', 'RuleSet', 'LocationSet');
const merged = (): Promise<Row[]> =>
  leavesOf('DescribeL7Backends', { ...ofLayer7, QueryType: 'all' }, 'BackendSet');
const virtualRow = async (): Promise<Row> =>
  present(
    (await leavesOf('DescribeL4Backends', ofLayer4, 'BackendSet')).find((row) => row['BindType'] === 1),
  );

/** What is seen under each value of a setting; the first value is the default. */
const table: readonly [string, () => Promise<unknown>, Readonly<Record<string, unknown>>][] = [
  [
    'unknown-load-balancer',
    async () => {
      const calls = ['DescribeLoadBalancerPortInfo', 'DescribeL4Listeners', 'DescribeL7ListenerInfo'];
      return Promise.all(calls.map((action) => codeOf(action, { LoadBalancerId: 'lb-none' })));
    },
    {
      ResourceNotFound: Array.from({ length: 3 }, () => 'ResourceNotFound'),
      InvalidParameter: Array.from({ length: 3 }, () => 'InvalidParameter'),
      empty: Array.from({ length: 3 }, () => undefined),
    },
  ],
  [
    'unknown-parent',
    async () => {
      const [domain] = await leavesOf('DescribeL7Rules', ofLayer7, 'RuleSet');
      return Promise.all([
        codeOf('DescribeL4Backends', { LoadBalancerId, ListenerId: layer7.vendorId }),
        codeOf('DescribeL7Rules', { LoadBalancerId, ListenerId: layer4.vendorId }),
        codeOf('DescribeL7Backends', { ...ofLayer7, DomainId: 'dm-none', LocationId: 'loc-none' }),
        codeOf('DescribeL7Backends', {
          ...ofLayer7,
          DomainId: domain?.['DomainId'],
          LocationId: 'loc-none',
        }),
      ]);
    },
    {
      ResourceNotFound: Array.from({ length: 4 }, () => 'ResourceNotFound'),
      InvalidParameter: Array.from({ length: 4 }, () => 'InvalidParameter'),
      empty: Array.from({ length: 4 }, () => undefined),
    },
  ],
  [
    'creating-row',
    async () => {
      const row = await rowOf(creating.vendorId);
      const isNamed = [row['LoadBalancerType'], row['VpcName']].every((text) => text !== '');
      const byType = await askModern('DescribeLoadBalancers', {
        ...{ LoadBalancerIds: [creating.vendorId], LoadBalancerType: row['LoadBalancerType'] || 'open' },
      });
      return [isNamed, row['LoadBalancerVips'], byType['TotalCount']];
    },
    {
      'as-example': [false, [''], 0],
      'empty-address': [true, [''], 1],
      'no-address': [true, [], 1],
    },
  ],
  [
    'later-fields',
    async () => {
      const [found] = await leavesOf('DescribeL4ListenerInfo', { LoadBalancerId }, 'ListenerSet');
      const [tree] = await leavesOf('DescribeL7ListenerInfo', { LoadBalancerId }, 'ListenerSet');
      const [machine] = await leavesOf('DescribeDevices', { Offset: 0, Limit: 1 }, 'DeviceInfoSet');
      const names = ['IntVpcId', 'CurVips', 'ToaFlag', 'BalanceMode', 'ForwardProtocol', 'MaintainStatus'];
      const all = { ...(await rowOf(LoadBalancerId)), ...found, ...tree, ...machine };
      return names.filter((name) => name in all);
    },
    {
      present: ['IntVpcId', 'CurVips', 'ToaFlag', 'BalanceMode', 'ForwardProtocol', 'MaintainStatus'],
      absent: [],
    },
  ],
  [
    'current-addresses',
    async () => (await rowOf(LoadBalancerId))['CurVips'],
    { present: loadBalancer.addresses, null: null },
  ],
  [
    'virtual-fields',
    async () => {
      const row = await virtualRow();
      return ['InstanceId', 'Alias', 'Operates'].filter((name) => name in row);
    },
    { empty: ['InstanceId', 'Alias', 'Operates'], absent: [] },
  ],
  [
    'tree-check-domain',
    async () => new Set((await locations()).map((row) => row['HttpCheckDomain'])),
    {
      present: new Set(layer7.rules.map((rule) => rule.healthCheck?.host ?? '')),
      empty: new Set(['']),
    },
  ],
  [
    'all-backends',
    async () => {
      const rows = await merged();
      const isBare = rows.every(
        (row) =>
          row['BindType'] === 0 && row['Weight'] === 0 && row['Status'] === '' && row['InstanceId'] !== '',
      );
      return [rows.length, isBare];
    },
    {
      'as-example': [layer7.backends.length, true],
      whole: [layer7.backends.length, false],
    },
  ],
  [
    'trashed-machines',
    async () => (await askModern('DescribeDevices', { Offset: 0, Limit: 1 }))['TotalCount'],
    { absent: 40, present: 42 },
  ],
  [
    'machine-total',
    async () => (await askModern('DescribeDevices', { Offset: 20, Limit: 15 }))['TotalCount'],
    { matches: 40, page: 15 },
  ],
];

describe('settings', () => {
  it.each(table)('%s', async (name, look, outcomes) => {
    const full = `tencent-bmlb-v3.${name}`;
    const { values } = present(simulator.settings().find((setting) => setting.name === full));
    expect(values).toEqual(Object.keys(outcomes));
    expect(await look()).toEqual(Object.values(outcomes)[0]);
    for (const [value, outcome] of Object.entries(outcomes)) {
      simulator.putSettings({ [full]: value });
      expect([value, await look()]).toEqual([value, outcome]);
    }
  });

  it('are all tried here', () => {
    const own = simulator.settings().filter(({ name }) => name.startsWith('tencent-bmlb-v3.'));
    expect(own.map(({ name }) => name)).toEqual(table.map(([name]) => `tencent-bmlb-v3.${name}`));
  });

  it('of the machines in the recycle bin hold for the inventory too', () => {
    simulator.putSettings({ 'tencent-bmlb-v3.trashed-machines': 'present' });
    expect(truth().instances).toHaveLength(42);
  });

  it('that both dialects leave open hold for this one too', async () => {
    const isFound = async (): Promise<boolean> =>
      (
        await leavesOf(
          'DescribeL4ListenerInfo',
          { LoadBalancerId, SearchKey: 'nothing-like-it', InstanceIds: [targetOf(0)] },
          'ListenerSet',
        )
      ).length > 0;
    expect(await isFound()).toBe(false);
    simulator.putSettings({ 'tencent-bmlb.listener-search': 'or' });
    expect(await isFound()).toBe(true);

    const ids = Array.from({ length: 21 }, (_, index) => `cpm-${index}`);
    expect(await codeOf('DescribeDevices', { Offset: 0, Limit: 100, InstanceIds: ids })).toBeUndefined();
    simulator.putSettings({ 'tencent-bmlb.ids-maximum': '20' });
    expect(await codeOf('DescribeDevices', { Offset: 0, Limit: 100, InstanceIds: ids })).toBe(
      'InvalidParameterValue.InvalidParameter',
    );
    expect(await codeOf('DescribeL4Listeners', { LoadBalancerId, ListenerIds: ids })).toBe(
      'InvalidParameter',
    );

    for (const row of await locations()) expect(row).not.toHaveProperty('BackendSet');
    simulator.putSettings({ 'tencent-bmlb.unfolded-tree': 'empty' });
    for (const row of await locations()) expect(row['BackendSet']).toEqual([]);

    const backends = async (): Promise<number> =>
      (await locations({ IfGetBackendInfo: 1, InstanceIds: [targetOf(0, layer7)] })).flatMap((row) =>
        rowsIn(row, 'BackendSet'),
      ).length;
    const whole = await backends();
    simulator.putSettings({ 'tencent-bmlb.searched-tree': 'pruned' });
    expect(await backends()).toBeLessThan(whole);

    const named = { ...ofLayer4, BackendSet: [{ InstanceId: virtualAddress, Port: virtualPort }] };
    expect(await leavesOf('DescribeL4Backends', named, 'BackendSet')).toHaveLength(1);
    simulator.putSettings({ 'tencent-bmlb.address-filter': 'nothing' });
    expect(await leavesOf('DescribeL4Backends', named, 'BackendSet')).toEqual([]);

    const machines = truth().instances.map(({ vendorId }) => vendorId);
    const paged = { Offset: 0, Limit: 5, InstanceIds: machines.slice(0, 9) };
    simulator.putSettings({ 'tencent-bmlb.ids-maximum': 'none' });
    expect(await leavesOf('DescribeDevices', paged, 'DeviceInfoSet')).toHaveLength(5);
    simulator.putSettings({ 'tencent-bmlb.id-paging': 'whole' });
    expect(await leavesOf('DescribeDevices', paged, 'DeviceInfoSet')).toHaveLength(9);
  });
});

const virtual = present(ownBackends(layer4).find(({ target }) => target.__typename === 'IpTarget'));
const [virtualAddress, virtualPort] = [present(virtual.addresses?.[0]), virtual.port];

function targetOf(index: number, { backends }: { backends: readonly (typeof virtual)[] } = layer4): string {
  const { target } = present(backends[index]);
  return target.__typename === 'IpTarget' ? target.address : target.vendorId;
}

describe('a quota', () => {
  it('is refused by name, and does not count what was refused before', async () => {
    now += 5000;
    const calls = Array.from({ length: 62 }, () => codeOf('DescribeLoadBalancers'));
    const codes = await Promise.all(calls);
    expect(codes.filter((code) => code === 'RequestLimitExceeded')).toHaveLength(2);
    now += 5000;
    expect(await codeOf('DescribeLoadBalancers')).toBeUndefined();
  });
});
