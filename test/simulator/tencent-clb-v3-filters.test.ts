import { afterEach, describe, expect, it } from 'vitest';
import { present } from './start-simulator.js';
import { rowsOf } from './qingcloud-client.js';
import { startModernClb, type Row } from './tencent-clb-v3-setup.js';

const { simulator, ask, codeOf, truth } = await startModernClb({ seed: 11 });
const defaults = Object.fromEntries(simulator.settings().map(({ name, value }) => [name, value]));
const { loadBalancers, instances } = truth();

afterEach(() => simulator.putSettings(defaults));

type Balancer = (typeof loadBalancers)[number];

/** Ids in creation order, the total being of all that match. */
async function found(params: Row): Promise<unknown[]> {
  const answer = await ask('DescribeLoadBalancers', { Limit: 100, OrderType: 0, ...params });
  const rows = rowsOf(answer, 'LoadBalancerSet');
  expect(answer['TotalCount']).toBe(rows.length);
  return rows.map(({ LoadBalancerId }) => LoadBalancerId);
}
const idsWhere = (isWanted: (row: Balancer) => boolean): string[] =>
  loadBalancers.filter(isWanted).map(({ vendorId }) => vendorId);
const backendsOf = ({ backends, listeners }: Balancer) => [
  ...backends,
  ...listeners.flatMap((row) => row.backends),
];
const machineOf = (id: string) => instances.find(({ vendorId }) => vendorId === id);
const machinesBehind = (row: Balancer) =>
  backendsOf(row).flatMap(({ target }) =>
    target.__typename === 'Instance' ? (machineOf(target.vendorId) ?? []) : [],
  );
const named = present(loadBalancers.find(({ name }) => (name ?? '').length > 3));
const inNetwork = present(loadBalancers.find(({ networkId }) => networkId !== null));
const withDomain = present(loadBalancers.find(({ domain }) => domain !== null));
const tagged = present(loadBalancers.find(({ tags }) => (tags ?? []).length > 0));
const [tag] = tagged.tags ?? [];
const zoneOf = ({ vendorFields }: Balancer): unknown => (vendorFields['MasterZone'] as Row)['ZoneId'];
const machine = present(
  loadBalancers.flatMap(machinesBehind).find(({ publicAddresses }) => publicAddresses.length > 0),
);
const addressOf = present(machine.privateAddresses[0]);
const publicAddressOf = present(machine.publicAddresses[0]);

describe('DescribeLoadBalancers leaves what each parameter asks for', () => {
  const cases: readonly (readonly [Row, (row: Balancer) => boolean])[] = [
    [{}, () => true],
    [{ LoadBalancerIds: [named.vendorId, inNetwork.vendorId] }, (row) => row === named || row === inNetwork],
    [{ LoadBalancerIds: [] }, () => true],
    [{ LoadBalancerType: 'OPEN' }, ({ scheme }) => scheme === 'PUBLIC'],
    [{ LoadBalancerType: 'INTERNAL' }, ({ scheme }) => scheme === 'PRIVATE'],
    [{ Forward: 1 }, ({ vendorFields }) => vendorFields['Forward'] === 1],
    [{ Forward: 0 }, ({ vendorFields }) => vendorFields['Forward'] === 0],
    [
      { LoadBalancerName: present(named.name).slice(1, 4) },
      ({ name }) => (name ?? '').includes(present(named.name).slice(1, 4)),
    ],
    [{ Domain: present(withDomain.domain).slice(0, 6) }, (row) => row === withDomain],
    [
      { LoadBalancerVips: named.addresses },
      ({ addresses }) => addresses.some((ip) => named.addresses.includes(ip)),
    ],
    [{ SearchKey: named.vendorId }, (row) => row === named],
    [
      { SearchKey: present(named.addresses[0]) },
      ({ addresses }) => addresses.includes(present(named.addresses[0])),
    ],
    [{ ProjectId: 0 }, ({ vendorFields }) => vendorFields['ProjectId'] === 0],
    [{ VpcId: present(inNetwork.networkId) }, ({ networkId }) => networkId === inNetwork.networkId],
    [{ VpcId: '0' }, ({ networkId }) => networkId === null],
    [{ WithRs: 1 }, (row) => backendsOf(row).length > 0],
    [{ WithRs: 0 }, (row) => backendsOf(row).length === 0],
    [{ WithRs: -1 }, () => true],
    [{ SecurityGroup: 'sg-none' }, () => false],
    [{ MasterZone: '100001' }, (row) => zoneOf(row) === 100001],
    [
      { BackendPrivateIps: [addressOf] },
      (row) => machinesBehind(row).some(({ privateAddresses }) => privateAddresses.includes(addressOf)),
    ],
    [
      { BackendPublicIps: [publicAddressOf] },
      (row) => machinesBehind(row).some(({ publicAddresses }) => publicAddresses.includes(publicAddressOf)),
    ],
    [
      { Filters: [{ Name: 'tag-key', Values: ['team'] }] },
      ({ tags }) => (tags ?? []).some(({ key }) => key === 'team'),
    ],
    [
      { Filters: [{ Name: `tag:${present(tag).key}`, Values: [present(tag).value, 'none'] }] },
      ({ tags }) => (tags ?? []).some(({ key, value }) => key === tag?.key && value === tag.value),
    ],
    [
      { Filters: [{ Name: 'master-zone-id', Values: ['100002', '100003'] }], Forward: 1 },
      (row) => zoneOf(row) !== 100001 && row.vendorFields['Forward'] === 1,
    ],
    [{ Filters: [{ Name: 'vip-isp', Values: ['INTERNAL'] }] }, ({ scheme }) => scheme === 'PRIVATE'],
  ];

  it.each(cases)('%j', async (params, isWanted) => {
    expect(await found(params)).toEqual(idsWhere(isWanted));
  });

  it('and no interface whose machine is not told, which only machines are looked at for', async () => {
    const alone = present(
      loadBalancers.flatMap(backendsOf).find(({ target }) => target.__typename === 'UnknownTarget'),
    );
    expect(await found({ BackendPrivateIps: alone.addresses })).toEqual([]);
  });

  it('the newest first, or as it is asked to order', async () => {
    const ids = async (params: Row): Promise<unknown[]> =>
      rowsOf(await ask('DescribeLoadBalancers', params), 'LoadBalancerSet').map(
        (row) => row['LoadBalancerId'],
      );
    const all = idsWhere(() => true);
    expect(await ids({})).toEqual(all.toReversed());
    expect(await ids({ OrderBy: 'CreateTime', OrderType: 0, Offset: 3, Limit: 4 })).toEqual(all.slice(3, 7));
    const byName = loadBalancers.toSorted((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1));
    const names = rowsOf(
      await ask('DescribeLoadBalancers', { OrderBy: 'LoadBalancerName', OrderType: 0 }),
      'LoadBalancerSet',
    ).map((row) => row['LoadBalancerName'] ?? '');
    expect(names).toEqual(byName.map(({ name }) => name ?? ''));
    expect(await codeOf('DescribeLoadBalancers', { OrderBy: 'createTime' })).toBe('InvalidParameterValue');
  });

  it('with the number of targets where that is asked for', async () => {
    const params = { LoadBalancerIds: [named.vendorId] };
    const [plain] = rowsOf(await ask('DescribeLoadBalancers', params), 'LoadBalancerSet');
    expect(plain).not.toHaveProperty('TargetCount');
    const counted = await ask('DescribeLoadBalancers', { ...params, AdditionalFields: ['TargetCount'] });
    expect(typeof rowsOf(counted, 'LoadBalancerSet')[0]?.['TargetCount']).toBe('number');
  });
});

describe('limits of lists', () => {
  const ids = (count: number, prefix: string): string[] =>
    Array.from({ length: count }, (_, at) => `${prefix}${String(at).padStart(8, '0')}`);
  const filter = (values: number) => ({ Name: 'exclusive', Values: ids(values, '') });
  const id = present(loadBalancers.find(({ vendorFields }) => vendorFields['Forward'] === 1)).vendorId;

  it.each([
    ['DescribeLoadBalancers', { LoadBalancerIds: ids(20, 'lb-') }, { LoadBalancerIds: ids(21, 'lb-') }],
    ['DescribeTargetHealth', { LoadBalancerIds: ids(30, 'lb-') }, { LoadBalancerIds: ids(31, 'lb-') }],
    [
      'DescribeListeners',
      { LoadBalancerId: id, ListenerIds: ids(100, 'lbl-') },
      { LoadBalancerId: id, ListenerIds: ids(101, 'lbl-') },
    ],
    [
      'DescribeTargets',
      { LoadBalancerId: id, ListenerIds: ids(20, 'lbl-') },
      { LoadBalancerId: id, ListenerIds: ids(21, 'lbl-') },
    ],
    ['DescribeLoadBalancers', { Filters: [filter(100)] }, { Filters: [filter(101)] }],
    [
      'DescribeLoadBalancers',
      { Filters: Array.from({ length: 10 }, () => filter(1)) },
      { Filters: Array.from({ length: 11 }, () => filter(1)) },
    ],
  ])('of %s are the documented ones', async (action, most, tooMany) => {
    expect(await codeOf(action, most)).toBeUndefined();
    expect(await codeOf(action, tooMany)).toBe('InvalidParameterValue.Length');
  });

  it('of machines too', async () => {
    expect(await codeOf('DescribeInstances', { InstanceIds: ids(100, 'ins-') })).toBeUndefined();
    expect(await codeOf('DescribeInstances', { InstanceIds: ids(101, 'ins-') })).toBe(
      'InvalidParameterValue.LimitExceeded',
    );
    const values = (count: number) => ({ Filters: [{ Name: 'zone', Values: ids(count, '') }] });
    expect(await codeOf('DescribeInstances', values(5))).toBeUndefined();
    expect(await codeOf('DescribeInstances', values(6))).toBe('InvalidFilterValue.LimitExceeded');
    expect(await codeOf('DescribeInstances', { Filters: [{ Name: 'other', Values: ['a'] }] })).toBe(
      'InvalidFilter',
    );
    expect(await codeOf('DescribeInstances', { InstanceIds: ['qcvm1'] })).toBe('InvalidInstanceId.Malformed');
    const both = { InstanceIds: ids(1, 'ins-'), Filters: [{ Name: 'zone', Values: ['a'] }] };
    expect(await codeOf('DescribeInstances', both)).toBe('InvalidParameter');
  });
});

describe('filters of what is below', () => {
  const application = present(
    loadBalancers.find(({ listeners }) => listeners.some(({ rules }) => rules.length > 1)),
  );
  const LoadBalancerId = application.vendorId;
  const web = present(application.listeners.find(({ rules }) => rules.length > 1));
  const rule = present(web.rules[1]);

  const listenersOf = async (params: Row): Promise<unknown[]> =>
    rowsOf(await ask('DescribeListeners', { LoadBalancerId, ...params }), 'Listeners').map(
      ({ ListenerId }) => ListenerId,
    );

  it('leave the listeners of an id, a protocol or a port', async () => {
    expect(await listenersOf({ ListenerIds: [web.vendorId] })).toEqual([web.vendorId]);
    expect(await listenersOf({ Port: web.port })).toEqual([web.vendorId]);
    expect(await listenersOf({ Protocol: web.protocol })).toEqual(
      application.listeners.filter(({ protocol }) => protocol === web.protocol).map((row) => row.vendorId),
    );
    expect(await listenersOf({ ListenerIds: ['lbl-none'] })).toEqual([]);
  });

  it('leave the targets of a rule or an address', async () => {
    const targets = async (Name: string, value: string): Promise<unknown[]> => {
      const Filters = [{ Name, Values: [value] }];
      const rows = rowsOf(await ask('DescribeTargets', { LoadBalancerId, Filters }), 'Listeners');
      return rows.flatMap((row) => [
        ...((row['Targets'] ?? []) as Row[]),
        ...((row['Rules'] ?? []) as Row[]).flatMap((inner) => rowsOf(inner, 'Targets')),
      ]);
    };
    expect(await targets('location-id', rule.vendorId)).toHaveLength(rule.backends.length);
    const address = present(rule.backends[0]?.addresses?.[0]);
    const sameAddress = application.listeners
      .flatMap(({ backends }) => backends)
      .filter(({ addresses }) => addresses?.[0] === address);
    expect(await targets('private-ip-address', address)).toHaveLength(sameAddress.length);
    const unknown = { LoadBalancerId, Filters: [{ Name: 'other', Values: ['a'] }] };
    expect(await codeOf('DescribeTargets', unknown)).toBe('InvalidParameterValue.InvalidFilter');
  });

  it('leave the health of a listener or a rule', async () => {
    const health = async (params: Row): Promise<Row[]> => {
      const answer = await ask('DescribeTargetHealth', { LoadBalancerIds: [LoadBalancerId], ...params });
      return rowsOf(present(rowsOf(answer, 'LoadBalancers')[0]), 'Listeners');
    };
    expect((await health({ ListenerIds: [web.vendorId] })).map(({ ListenerId }) => ListenerId)).toEqual([
      web.vendorId,
    ]);
    const rules = (await health({ LocationIds: [rule.vendorId] })).flatMap((row) => rowsOf(row, 'Rules'));
    expect(rules.map(({ LocationId }) => LocationId)).toEqual([rule.vendorId]);
  });
});

describe('reverse look-ups', () => {
  it('tell the classic load balancers of a machine', async () => {
    const classic = present(
      loadBalancers.find(
        ({ vendorFields, listeners }) => vendorFields['Forward'] === 0 && listeners[0]?.backends[0],
      ),
    );
    const { target } = present(classic.listeners[0]?.backends[0]);
    const InstanceId = target.__typename === 'IpTarget' ? '' : target.vendorId;
    const isBound = (row: Balancer): boolean =>
      row.vendorFields['Forward'] === 0 &&
      backendsOf(row).some((backend) => JSON.stringify(backend.target) === JSON.stringify(target));
    const answer = await ask('DescribeClassicalLBByInstanceId', { InstanceIds: [InstanceId, 'ins-none'] });
    expect(answer['LoadBalancerInfoList']).toEqual([{ InstanceId, LoadBalancerIds: idsWhere(isBound) }]);
  });

  it('tell where an address of a network is bound', async () => {
    const application = present(
      loadBalancers.find(({ vendorFields }) => vendorFields['Forward'] === 1 && true),
    );
    const behind = present(machinesBehind(application)[0]);
    const { VpcId } = behind.vendorFields['VirtualPrivateCloud'] as Row;
    const PrivateIp = present(behind.privateAddresses[0]);
    const Backends = [{ VpcId: VpcId === '' ? '0' : VpcId, PrivateIp }];
    const rows = rowsOf(await ask('DescribeLBListeners', { Backends }), 'LoadBalancers');
    const row = present(rows.find(({ LoadBalancerId }) => LoadBalancerId === application.vendorId));
    const bound = application.listeners.flatMap(({ backends }) =>
      backends.filter(({ addresses }) => addresses?.[0] === PrivateIp).map(({ port }) => port),
    );
    const told = rowsOf(row, 'Listeners').flatMap((listener) => [
      ...((listener['Targets'] ?? []) as Row[]),
      ...((listener['Rules'] ?? []) as Row[]).flatMap((inner) => rowsOf(inner, 'Targets')),
    ]);
    expect(told.map(({ Port }) => Port)).toEqual(bound);
    const applications = idsWhere(({ vendorFields }) => vendorFields['Forward'] === 1);
    for (const { LoadBalancerId } of rows) expect(applications).toContain(LoadBalancerId);
  });

  it('tell of classic load balancers by address only where the setting says so', async () => {
    const classic = present(
      loadBalancers.find((row) => row.vendorFields['Forward'] === 0 && machinesBehind(row).length > 0),
    );
    const PrivateIp = present(machinesBehind(classic)[0]?.privateAddresses[0]);
    const Backends = [{ VpcId: classic.networkId ?? '0', PrivateIp }];
    const ids = async (): Promise<unknown[]> =>
      rowsOf(await ask('DescribeLBListeners', { Backends }), 'LoadBalancers').map(
        (row) => row['LoadBalancerId'],
      );
    expect(await ids()).not.toContain(classic.vendorId);
    simulator.putSettings({ 'tencent-clb-v3.reverse-kinds': 'all' });
    expect(await ids()).toContain(classic.vendorId);
  });
});

describe('machines', () => {
  const some = present(instances[7]);
  const idsOf = async (params: Row): Promise<unknown[]> =>
    rowsOf(await ask('DescribeInstances', { Limit: 100, ...params }), 'InstanceSet').map(
      (row) => row['InstanceId'],
    );
  type Machine = (typeof instances)[number];
  const cases: readonly (readonly [string, string, (row: Machine) => boolean])[] = [
    ['instance-id', some.vendorId, (row) => row === some],
    ['instance-state', 'STOPPED', ({ vendorStatus }) => vendorStatus === 'STOPPED'],
    [
      'private-ip-address',
      present(some.privateAddresses[0]),
      ({ privateAddresses }) => privateAddresses[0] === some.privateAddresses[0],
    ],
    [
      'creation-end-time',
      present(some.createdAt),
      ({ createdAt }) => present(createdAt) <= present(some.createdAt),
    ],
    ['tag:any', 'value', () => false],
  ];

  it.each(cases)('are those that %s %s leaves', async (Name, value, isWanted) => {
    expect(await idsOf({ Filters: [{ Name, Values: [value] }] })).toEqual(
      instances.filter(isWanted).map(({ vendorId }) => vendorId),
    );
  });

  it('are found by id, in one call of up to a hundred', async () => {
    const wanted = instances.slice(10, 60).map(({ vendorId }) => vendorId);
    expect(await idsOf({ InstanceIds: [...wanted, 'ins-none'] })).toEqual(wanted);
  });
});
