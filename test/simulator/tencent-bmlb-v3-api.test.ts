import { describe, expect, it } from 'vitest';
import { ownBackends } from './listener-places.js';
import { present } from './start-simulator.js';
import { mixed, rowsIn, type Row } from './tencent-bmlb-setup.js';
import { startModernBmlb } from './tencent-bmlb-v3-setup.js';

const { askModern, callModern, codeOf, truth, simulator, client, url } = await startModernBmlb({ seed: 7 });
const loadBalancer = mixed(truth().loadBalancers);
const LoadBalancerId = loadBalancer.vendorId;
const layer4 = present(loadBalancer.listeners.find(({ rules }) => rules.length === 0));
const layer7 = present(loadBalancer.listeners.find(({ rules }) => rules.length > 0));
const ofLayer4 = { LoadBalancerId, ListenerId: layer4.vendorId };
const ofLayer7 = { LoadBalancerId, ListenerId: layer7.vendorId };

/** Fields of the declarations by their types; null counts as text. */
const listener = {
  ...{ ListenerId: 'string', ListenerName: 'string', Protocol: 'string', LoadBalancerPort: 'number' },
  ...{ Bandwidth: 'number', Status: 'number' },
};
const layer4Listener = {
  ...listener,
  ...{ ListenerType: 'string', SessionExpire: 'number', HealthSwitch: 'number', TimeOut: 'number' },
  ...{ IntervalTime: 'number', HealthNum: 'number', UnhealthNum: 'number', CustomHealthSwitch: 'number' },
  ...{ InputType: 'string', LineSeparatorType: 'number', HealthRequest: 'string' },
  ...{ HealthResponse: 'string', ToaFlag: 'number', AddTimestamp: 'string', BalanceMode: 'string' },
};
const layer7Listener = {
  ...listener,
  ...{ ListenerType: 'string', SslMode: 'number', CertId: 'string', CertCaId: 'string' },
  ...{ AddTimestamp: 'string', ForwardProtocol: 'number' },
};
const location = {
  ...{ Url: 'string', LocationId: 'string', SessionExpire: 'number', HealthSwitch: 'number' },
  ...{ HttpCheckPath: 'string', HttpCheckDomain: 'string', IntervalTime: 'number', HealthNum: 'number' },
  ...{ UnhealthNum: 'number', HttpCodes: 'object', BalanceMode: 'string', Status: 'number' },
  AddTimestamp: 'string',
};
const rule = { Domain: 'string', DomainId: 'string', Status: 'number', AddTimestamp: 'string' };
const backend = {
  ...{ BindType: 'number', Port: 'number', Weight: 'number', Status: 'string', InstanceId: 'string' },
  ...{ Alias: 'string', LanIp: 'string' },
};

const first = (json: Row, ...keys: readonly string[]): Row =>
  keys.reduce((row, key) => present(rowsIn(row, key)[0]), json);

const shapes: readonly [string, Row, readonly string[], Record<string, string>][] = [
  [
    'DescribeLoadBalancers',
    {},
    ['LoadBalancerSet'],
    {
      ...{ LoadBalancerId: 'string', ProjectId: 'number', LoadBalancerName: 'string' },
      ...{ LoadBalancerType: 'string', Exclusive: 'number', TgwSetType: 'string', Domain: 'string' },
      ...{ VpcId: 'string', SubnetId: 'string', Status: 'number', PayMode: 'string' },
      ...{ LatestPayMode: 'string', CreateTime: 'string', StatusTime: 'string', VpcName: 'string' },
      ...{ VpcCidrBlock: 'string', LoadBalancerVips: 'object', SupportListenerTypes: 'object' },
      ...{ Bandwidth: 'number', ConfId: 'string', ConfName: 'string', LoadBalancerVipv6s: 'object' },
      ...{ IpProtocolType: 'string', BzPayMode: 'string', BzL4Metrics: 'string' },
      ...{ BzL7Metrics: 'string', IntVpcId: 'number', CurVips: 'object' },
    },
  ],
  ['DescribeLoadBalancerPortInfo', { LoadBalancerId }, ['ListenerSet'], { ...listener, Port: 'number' }],
  ['DescribeL4Listeners', { LoadBalancerId }, ['ListenerSet'], layer4Listener],
  ['DescribeL4ListenerInfo', { LoadBalancerId }, ['ListenerSet'], layer4Listener],
  ['DescribeL7Listeners', { LoadBalancerId }, ['ListenerSet'], layer7Listener],
  ['DescribeL7ListenerInfo', { LoadBalancerId }, ['ListenerSet'], { ...layer7Listener, RuleSet: 'object' }],
  [
    'DescribeL7ListenerInfo',
    { LoadBalancerId },
    ['ListenerSet', 'RuleSet'],
    { ...rule, LocationSet: 'object' },
  ],
  ['DescribeL7ListenerInfo', { LoadBalancerId }, ['ListenerSet', 'RuleSet', 'LocationSet'], location],
  [
    'DescribeL7ListenerInfo',
    { LoadBalancerId, IfGetBackendInfo: 1 },
    ['ListenerSet', 'RuleSet', 'LocationSet', 'BackendSet'],
    backend,
  ],
  ['DescribeL7Rules', ofLayer7, ['RuleSet'], { ...rule, LocationSet: 'object' }],
  ['DescribeL7Rules', ofLayer7, ['RuleSet', 'LocationSet'], location],
  ['DescribeL4Backends', ofLayer4, ['BackendSet'], { ...backend, Operates: 'object', ProbePort: 'number' }],
  [
    'DescribeL7Backends',
    { ...ofLayer7, QueryType: 'all' },
    ['BackendSet'],
    { ...backend, MgtIp: 'string', Operates: 'object' },
  ],
  [
    'DescribeDevices',
    { Offset: 0, Limit: 1 },
    ['DeviceInfoSet'],
    {
      ...{ InstanceId: 'string', VpcId: 'string', SubnetId: 'string', DeviceStatus: 'number' },
      ...{ OperateStatus: 'number', OsTypeId: 'number', RaidId: 'number', Alias: 'string' },
      ...{ AppId: 'number', Zone: 'string', WanIp: 'string', LanIp: 'string', DeliverTime: 'string' },
      ...{ Deadline: 'string', AutoRenewFlag: 'number', DeviceClassCode: 'string', Tags: 'object' },
      ...{ CpmPayMode: 'number', DhcpIp: 'string', VpcName: 'string', SubnetName: 'string' },
      ...{ VpcCidrBlock: 'string', SubnetCidrBlock: 'string', IsLuckyDevice: 'number' },
      ...{ MaintainStatus: 'string', MaintainMessage: 'string' },
    },
  ],
];

describe('rows have the declared fields', () => {
  it.each(shapes)('of %s %j at %j', async (action, params, keys, types) => {
    const row = first(await askModern(action, params), ...keys);
    const seen = Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, value === null ? 'string' : typeof value]),
    );
    expect(seen).toEqual(types);
  });

  it('of the envelope: a payload and the id of the request', async () => {
    const { response, status } = await callModern('DescribeLoadBalancers', { Limit: 1 });
    expect(status).toBe(200);
    expect(Object.keys(response).sort()).toEqual(['LoadBalancerSet', 'RequestId', 'TotalCount']);
    expect(response['RequestId']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    for (const [action, key] of [
      ['DescribeL4Listeners', 'ListenerSet'],
      ['DescribeL7Listeners', 'ListenerSet'],
    ] as const)
      expect(await askModern(action, { LoadBalancerId, ListenerIds: ['lbl-none'] })).toEqual({ [key]: [] });
  });

  it('of virtual machines with empty ones where a machine has something', async () => {
    const virtual = { BindType: 1, InstanceId: '', Alias: '', Operates: [] };
    const rows = rowsIn(await askModern('DescribeL4Backends', ofLayer4), 'BackendSet');
    expect(rows.find((row) => row['BindType'] === 1)).toMatchObject(virtual);
    const tree = await askModern('DescribeL7ListenerInfo', { LoadBalancerId, IfGetBackendInfo: 1 });
    const places = rowsIn(first(tree, 'ListenerSet'), 'RuleSet').flatMap((domain) =>
      rowsIn(domain, 'LocationSet').map((place) => ({ DomainId: domain['DomainId'], place })),
    );
    const { DomainId, place } = present(
      places.find((row) => rowsIn(row.place, 'BackendSet').some((bound) => bound['BindType'] === 1)),
    );
    const { LocationId } = place;
    const { ListenerId } = first(tree, 'ListenerSet');
    const ofPlace = { LoadBalancerId, ListenerId, DomainId, LocationId };
    const flat = rowsIn(await askModern('DescribeL7Backends', ofPlace), 'BackendSet');
    expect(flat.find((row) => row['BindType'] === 1)).toMatchObject({ ...virtual, MgtIp: '' });
    expect(rowsIn(place, 'BackendSet')).toEqual(
      flat.map(({ Operates: _operates, MgtIp: _mgtIp, ...row }) => row),
    );
  });
});

describe('what a call needs', () => {
  it.each([
    ['DescribeLoadBalancerPortInfo', {}],
    ['DescribeL4Listeners', {}],
    ['DescribeL4Backends', { LoadBalancerId }],
    ['DescribeL7Rules', { LoadBalancerId }],
    ['DescribeL7Backends', ofLayer7],
    ['DescribeL7Backends', { ...ofLayer7, DomainId: 'dm-any' }],
    ['DescribeDevicesBindInfo', { VpcId: 'vpc-any' }],
    ['DescribeDevicesBindInfo', { InstanceIds: ['cpm-any'] }],
    ['DescribeDevices', {}],
    ['DescribeDevices', { Offset: 0 }],
    ['DescribeDevices', { Limit: 20 }],
  ])('%s is refused with no more than %j', async (action, params) => {
    expect(await codeOf(action, params)).toBe('MissingParameter');
  });

  it('is refused where a value is not of the declared type or among the declared words', async () => {
    expect(await codeOf('DescribeLoadBalancers', { Limit: '20' })).toBe('InvalidParameter');
    expect(await codeOf('DescribeLoadBalancers', { LoadBalancerType: 'public' })).toBe('InvalidParameter');
    expect(await codeOf('DescribeLoadBalancers', { loadBalancerIds: ['lb-any'] })).toBe('UnknownParameter');
    expect(await codeOf('DescribeBmLoadBalancers')).toBe('InvalidAction');
    expect(await codeOf('DescribeLoadBalancers', {}, { version: '2018-04-23' })).toBe('NoSuchVersion');
  });
});

describe('paging', () => {
  it('of load balancers defaults to 20 rows and gives at most 100', async () => {
    const page = await askModern('DescribeLoadBalancers', { Offset: 10, Limit: 5 });
    expect([rowsIn(page, 'LoadBalancerSet').length, page['TotalCount']]).toEqual([2, 12]);
    expect(await codeOf('DescribeLoadBalancers', { Limit: 101 })).toBe('InvalidParameter');
    expect(await codeOf('DescribeLoadBalancers', { Offset: -1 })).toBe('InvalidParameter');
  });

  it('of machines names its place and size, at most 100', async () => {
    const pages = [0, 15, 30].map((Offset) => askModern('DescribeDevices', { Offset, Limit: 15 }));
    const rows = (await Promise.all(pages)).flatMap((page) => rowsIn(page, 'DeviceInfoSet'));
    expect(rows.map((row) => row['InstanceId'])).toEqual(truth().instances.map(({ vendorId }) => vendorId));
    expect(await codeOf('DescribeDevices', { Offset: 0, Limit: 101 })).toBe(
      'InvalidParameterValue.InvalidParameter',
    );
  });
});

describe('filters', () => {
  const idsOf = async (params: Row): Promise<unknown[]> =>
    rowsIn(await askModern('DescribeLoadBalancers', { Limit: 100, ...params }), 'LoadBalancerSet').map(
      (row) => row['LoadBalancerId'],
    );
  const all = truth().loadBalancers;
  const idsWhere = (isMeant: (row: (typeof all)[number]) => boolean): string[] =>
    all.filter(isMeant).map(({ vendorId }) => vendorId);

  it('of load balancers each leave what matches', async () => {
    const { vendorId, addresses, networkId, name } = present(all.find((row) => row.name !== null));
    const [address = ''] = addresses;
    expect(await idsOf({ LoadBalancerIds: [vendorId, 'lb-none'] })).toEqual([vendorId]);
    expect(await idsOf({ LoadBalancerVips: [address] })).toEqual([vendorId]);
    expect(await idsOf({ SearchKey: address })).toEqual([vendorId]);
    expect(await idsOf({ LoadBalancerName: name })).toEqual(idsWhere((row) => row.name === name));
    expect(await idsOf({ VpcId: networkId })).toEqual(idsWhere((row) => row.networkId === networkId));
    const isPrivate = (row: (typeof all)[number]): boolean => row.scheme === 'PRIVATE';
    expect(await idsOf({ LoadBalancerType: 'internal' })).toEqual(idsWhere(isPrivate));
    for (const field of ['ProjectId', 'Exclusive', 'TgwSetType'])
      for (const value of new Set(all.map((row) => row.vendorFields[field])))
        expect(await idsOf({ [field]: value })).toEqual(idsWhere((row) => row.vendorFields[field] === value));
  });

  it('of load balancers by a shared configuration, or by any', async () => {
    const tuned = idsWhere((row) => row.vendorFields['ConfId'] !== '');
    expect(tuned.length).toBeGreaterThan(0);
    expect(tuned.length).toBeLessThan(all.length);
    expect(await idsOf({ QueryType: 'CONFLIST' })).toEqual(tuned);
    const { ConfId } = present(all.find(({ vendorId }) => vendorId === tuned[0])).vendorFields;
    expect(await idsOf({ QueryType: 'CONFID', ConfId })).toEqual(
      idsWhere((row) => row.vendorFields['ConfId'] === ConfId),
    );
  });

  it('sort load balancers in both directions', async () => {
    const times = all.map(({ vendorId, createdAt }) => ({ vendorId, at: Date.parse(createdAt ?? '') }));
    const newest = [...times].sort((a, b) => b.at - a.at).map(({ vendorId }) => vendorId);
    expect(await idsOf({ OrderBy: 'createTime', OrderType: 1 })).toEqual(newest);
    expect(await idsOf({ OrderBy: 'createTime' })).toEqual(newest.toReversed());
  });

  it('of machines each leave what matches', async () => {
    const machines = truth().instances;
    const found = async (params: Row): Promise<unknown[]> =>
      rowsIn(await askModern('DescribeDevices', { Offset: 0, Limit: 100, ...params }), 'DeviceInfoSet').map(
        (row) => row['InstanceId'],
      );
    const where = (isMeant: (row: (typeof machines)[number]) => boolean): string[] =>
      machines.filter(isMeant).map(({ vendorId }) => vendorId);
    const one = present(machines.find((row) => row.publicAddresses.length > 0 && row.name !== null));
    const [lan = ''] = one.privateAddresses;
    const [wan = ''] = one.publicAddresses;
    expect(await found({ InstanceIds: [one.vendorId, 'cpm-none'] })).toEqual([one.vendorId]);
    expect(await found({ LanIps: [lan] })).toEqual(where((row) => row.privateAddresses.includes(lan)));
    expect(await found({ WanIps: [wan] })).toEqual([one.vendorId]);
    expect(await found({ VagueIp: wan.slice(2) })).toEqual([one.vendorId]);
    expect(await found({ Alias: one.name })).toEqual(
      where((row) => row.name?.includes(one.name ?? '') === true),
    );
    for (const field of ['VpcId', 'SubnetId', 'DeviceClassCode', 'AutoRenewFlag', 'MaintainStatus']) {
      const values = new Set(machines.map((row) => row.vendorFields[field]));
      for (const value of values)
        if (value !== null)
          expect(await found({ [field]: value })).toEqual(where((row) => row.vendorFields[field] === value));
    }
    const tagged = where((row) => (row.vendorFields['Tags'] as Row[]).length > 0);
    expect(tagged.length).toBeGreaterThan(0);
    expect(await found({ Tags: [{ TagKey: 'team', TagValues: ['', 'web'] }] })).toEqual(tagged);
    expect(await found({ Tags: [{ TagKey: 'team', TagValues: ['none'] }] })).toEqual([]);
    expect(await found({ IsLuckyDevice: 1 })).toEqual([]);
    const ends = machines.map((row) => String(row.vendorFields['Deadline'])).sort();
    const [DeadlineStartTime = '', DeadlineEndTime = ''] = [ends[3], ends[9]];
    expect(await found({ DeadlineStartTime, DeadlineEndTime })).toHaveLength(7);
  });

  it('of listeners and backends find by name, domain, machine, address and pair', async () => {
    const [named] = ownBackends(layer4).filter(({ target }) => target.__typename === 'Instance');
    const { target, port: Port } = present(named);
    const InstanceId = target.__typename === 'Instance' ? target.vendorId : '';
    const pair = rowsIn(
      await askModern('DescribeL4Backends', { ...ofLayer4, BackendSet: [{ InstanceId, Port }] }),
      'BackendSet',
    );
    expect(pair.map((row) => [row['InstanceId'], row['Port']])).toEqual([[InstanceId, Port]]);
    const idsIn = async (action: string, params: Row): Promise<unknown[]> =>
      rowsIn(await askModern(action, { LoadBalancerId, ...params }), 'ListenerSet').map(
        (row) => row['ListenerId'],
      );
    const holds = (row: (typeof loadBalancer.listeners)[number]): boolean =>
      row.backends.some((row) => 'vendorId' in row.target && row.target.vendorId === InstanceId);
    const layerOf = (type: string) =>
      loadBalancer.listeners.filter((row) => row.vendorFields['ListenerType'] === type);
    for (const [action, type] of [
      ['DescribeL4ListenerInfo', 'L4Listener'],
      ['DescribeL7ListenerInfo', 'L7Listener'],
    ] as const)
      expect(await idsIn(action, { InstanceIds: [InstanceId] })).toEqual(
        layerOf(type)
          .filter(holds)
          .map(({ vendorId }) => vendorId),
      );
    expect(await idsIn('DescribeL7ListenerInfo', { SearchKey: 'www.example' })).toContain(layer7.vendorId);
    expect(await idsIn('DescribeL7ListenerInfo', { SearchKey: 'nothing-like-it' })).toEqual([]);
    expect(await idsIn('DescribeL4ListenerInfo', { SearchKey: 'nothing-like-it' })).toEqual([]);
  });
});

describe('a call under other names', () => {
  it('is taken under the own host names and the received one, with and without port', async () => {
    const port = new URL(url).port;
    for (const host of ['bmlb.tencentcloudapi.com', 'bmlb.ap-beijing.tencentcloudapi.com'])
      for (const signedHost of [host, `${host}:${port}`])
        expect(
          await codeOf('DescribeLoadBalancers', { Limit: 1 }, { host: `${host}:${port}`, signedHost }),
        ).toBeUndefined();
    expect(await codeOf('DescribeLoadBalancers', {}, { host: 'bm.tencentcloudapi.com' })).toBeDefined();
  });

  it('with a token, by a temporary key', async () => {
    expect(await codeOf('DescribeLoadBalancers', { Limit: 1 }, { token: 'temporary' })).toBeUndefined();
    expect(
      simulator
        .calls()
        .calls.map((row) => JSON.stringify(row))
        .join(),
    ).not.toContain('temporary');
  });

  it('is refused with a wrong key, an unknown one and a stale stamp', async () => {
    expect(await codeOf('DescribeLoadBalancers', {}, { key: 'wrong' })).toBe('AuthFailure.SignatureFailure');
    expect(await codeOf('DescribeLoadBalancers', {}, { id: 'AKIDnobody' })).toBe(
      'AuthFailure.SecretIdNotFound',
    );
    const time = Date.now() - 301_000;
    expect(await codeOf('DescribeLoadBalancers', {}, { time })).toBe('AuthFailure.SignatureExpire');
    expect(client('bm').id).toMatch(/^AKID/);
  });
});
