import { describe, expect, test } from 'vitest';
import { healthKeyOf } from '../../../src/model/record.js';
import { backendsOf, listenersOf, rulesOf } from '../tencent-bmlb/setup.js';
import { decode, harvest } from './setup.js';

/** With the fields and kinds of value of the vendor's own examples; names and ids are made up. */
const loadBalancer = {
  ...{
    LoadBalancerId: 'lb-1',
    ProjectId: 0,
    LoadBalancerName: 'web',
    LoadBalancerType: 'open',
    Exclusive: 0,
  },
  ...{ TgwSetType: 'fullnat', Domain: '1.bj.0.example.com', VpcId: 'vpc-1', SubnetId: '', Status: 1 },
  ...{ PayMode: 'flow', LatestPayMode: 'flow', CreateTime: '2018-11-05 20:15:33' },
  ...{ StatusTime: '2018-11-06 11:52:13', VpcName: 'net', VpcCidrBlock: '10.10.0.0/16' },
  ...{ LoadBalancerVips: ['115.159.1.2'], SupportListenerTypes: ['L4Listener', 'L7Listener'], Bandwidth: 0 },
  ...{ ConfId: 'lbcfg-1', ConfName: 'conf', LoadBalancerVipv6s: [''], IpProtocolType: 'ipv4' },
  ...{ BzPayMode: '', BzL4Metrics: '', BzL7Metrics: '', IntVpcId: 1000, CurVips: null },
};
const l4Listener = {
  ...{ ListenerId: 'lbl-4', ListenerName: 'l4', Protocol: 'tcp', LoadBalancerPort: 1000, Bandwidth: 0 },
  ...{ ListenerType: 'L4Listener', SessionExpire: 900, HealthSwitch: 1, TimeOut: 2, IntervalTime: 5 },
  ...{ HealthNum: 2, UnhealthNum: 4, CustomHealthSwitch: 0, InputType: '', LineSeparatorType: 0 },
  ...{ HealthRequest: '', HealthResponse: '', ToaFlag: 0, Status: 1, AddTimestamp: '2018-10-22 15:10:00' },
  BalanceMode: '',
};
const machine = {
  ...{ BindType: 0, InstanceId: 'cpm-1', Alias: 'db', LanIp: '10.10.1.3', Port: 100, Weight: 88 },
  Status: 'Dead',
};
const virtual = {
  ...{ BindType: 1, InstanceId: '', Alias: '', LanIp: '10.10.1.6', Port: 66, Weight: 0, Status: 'Alive' },
};
const location = {
  ...{ Url: '/a', LocationId: 'loc-1', SessionExpire: 30, HealthSwitch: 1, HttpCheckPath: '/check' },
  ...{ HttpCheckDomain: 'e.com', IntervalTime: 60, HealthNum: 6, UnhealthNum: 5, HttpCodes: [3, 4] },
  ...{ BalanceMode: 'wrr', Status: 3, AddTimestamp: '2018-11-06 16:32:00', BackendSet: [machine, virtual] },
};
const l7Listener = {
  ...{ ListenerId: 'lbl-7', ListenerName: 'l7', Protocol: 'https', LoadBalancerPort: 81, Bandwidth: 0 },
  ...{ ListenerType: 'L7Listener', SslMode: 1, CertId: 'cert-1', CertCaId: '', Status: 2 },
  ...{ AddTimestamp: '2018-11-06 15:01:49', ForwardProtocol: 2 },
  RuleSet: [{ Domain: 'e.com', DomainId: 'dm-1', Status: 1, LocationSet: [location] }],
};
const device = {
  ...{ InstanceId: 'cpm-1', VpcId: 'vpc-1', SubnetId: 'subnet-1', DeviceStatus: 4, OperateStatus: 3 },
  ...{ OsTypeId: 6, RaidId: 2, Alias: 'db', AppId: 1251000000, Zone: 'ap-shanghai-bls-2', WanIp: '' },
  ...{ LanIp: '10.188.1.2', DeliverTime: '2017-09-28 01:11:11', Deadline: '2018-10-01 00:00:00' },
  ...{ AutoRenewFlag: 1, DeviceClassCode: 'PS001v1', CpmPayMode: 2, DhcpIp: '100.81.128.24', VpcName: 'net' },
  ...{ SubnetName: 'sub', MaintainStatus: 'Maintain', MaintainMessage: 'm', VpcCidrBlock: '10.188.0.0/16' },
  ...{ SubnetCidrBlock: '10.188.1.0/24', IsLuckyDevice: 0, Tags: [{ TagKey: 'k', TagValues: ['a', 'b'] }] },
};

/** A row without what the schema's own fields say. */
function without(row: object, ...names: readonly string[]) {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
}

describe('a load balancer', () => {
  test('is told by its row', () => {
    expect(harvest('loadBalancers', loadBalancer).item).toMatchObject({
      ...{ vendorId: 'lb-1', name: 'web', status: 'ACTIVE', vendorStatus: '1', scheme: 'PUBLIC', zone: null },
      ...{ addresses: ['115.159.1.2'], domain: '1.bj.0.example.com', networkId: 'vpc-1' },
      createdAt: '2018-11-05T12:15:33.000Z',
      vendorFields: without(
        loadBalancer,
        ...['LoadBalancerId', 'LoadBalancerName', 'LoadBalancerType', 'LoadBalancerVips'],
        ...['Domain', 'VpcId', 'Status', 'CreateTime'],
      ),
    });
  });

  test('that is being created tells neither type nor address', () => {
    const row = { ...loadBalancer, LoadBalancerType: '', Domain: '', LoadBalancerVips: [''], Status: 0 };
    expect(harvest('loadBalancers', row).item).toMatchObject({
      ...{ status: 'CREATING', scheme: 'UNKNOWN', addresses: [], domain: null },
    });
  });

  test.each([
    ['a field nobody listed', { ...loadBalancer, Password: 'x', Other: 1 }],
    ['names of the other dialect', { ...loadBalancer, loadBalancerName: 'other', unVpcId: 'vpc-9' }],
  ])('%s does not come out', (_, row) => {
    expect(harvest('loadBalancers', row).item).toEqual(harvest('loadBalancers', loadBalancer).item);
  });

  test.each([
    ['no id', without(loadBalancer, 'LoadBalancerId')],
    ['the id of the other dialect', { loadBalancerId: 'lb-1' }],
    ['nothing', null],
    ['a list', [loadBalancer]],
  ])('a row with %s is malformed', (_, row) => {
    expect(decode('loadBalancers', row)).toBe('malformed');
  });

  test('another one than was asked for is none of the answer', () => {
    expect(decode('loadBalancersById', loadBalancer, 'lb-2')).toBe('foreign');
    expect(decode('loadBalancers', loadBalancer, '{"LoadBalancerIds":["lb-2"]}')).toBe('foreign');
  });
});

describe('a listener of layer 4', () => {
  test('is told by its row, with the check and sessions', () => {
    const { item, parent, lists } = harvest('l4ListenersOf', l4Listener, '["lb"]');
    expect(item).toMatchObject({
      ...{ loadBalancerId: 'lb', vendorId: 'lbl-4', name: 'l4', protocol: 'TCP', status: 'ACTIVE' },
      ports: [{ from: 1000, to: 1000 }],
      sessionPersistence: { type: 'UNKNOWN', timeoutSeconds: 900 },
      healthCheck: {
        ...{ enabled: true, intervalSeconds: 5, timeoutSeconds: 2 },
        ...{ healthyThreshold: 2, unhealthyThreshold: 4 },
      },
      vendorFields: { ListenerType: 'L4Listener', ToaFlag: 0, BalanceMode: '', Bandwidth: 0 },
    });
    expect(parent).toEqual({ of: listenersOf('lb'), segment: 'l4' });
    expect(lists?.map(({ segment, items }) => [segment.of, items])).toEqual([[rulesOf('lb', 'lbl-4'), []]]);
  });

  test('has sessions only where they last', () => {
    const { item } = harvest('l4ListenersOf', { ...l4Listener, SessionExpire: 0 }, '["lb"]');
    expect(item).toMatchObject({ sessionPersistence: null });
  });
});

describe('a port of the common list', () => {
  const port = {
    ListenerId: 'lbl-1',
    ListenerName: 'p',
    LoadBalancerPort: 80,
    Port: 0,
    Bandwidth: 0,
    Status: 1,
  };

  test.each([
    ['tcp', 'TCP', 'l4'],
    ['udp', 'UDP', 'l4'],
    ['http', 'HTTP', 'l7'],
    ['https', 'HTTPS', 'l7'],
    ['sctp', 'UNKNOWN', 'l4'],
  ])('of %s stands in its layer, and lacks what the full list tells', (Protocol, protocol, segment) => {
    const { item, parent } = harvest('portsOf', { ...port, Protocol }, '["lb"]');
    expect(item).toMatchObject({ protocol, ports: [{ from: 80, to: 80 }], name: 'p' });
    expect(item.lacks).toEqual(['sessionPersistence', 'healthCheck', 'vendorFields']);
    expect(parent).toEqual({ of: listenersOf('lb'), segment });
  });
});

describe('a listener of layer 7', () => {
  test('brings its rules and their backends with health', () => {
    const { item, parent, records = [], lists = [] } = harvest('l7ListenersOf', l7Listener, '["lb"]');
    expect(item).toMatchObject({
      ...{ vendorId: 'lbl-7', protocol: 'HTTPS', status: 'FAILED', healthCheck: null },
      vendorFields: { SslMode: 1, CertId: 'cert-1', CertCaId: '', ForwardProtocol: 2 },
    });
    expect(parent).toEqual({ of: listenersOf('lb'), segment: 'l7' });
    const [rule, ...bound] = records;
    expect(rule).toMatchObject({
      ...{ kind: 'rule', listenerId: 'lbl-7', vendorId: 'loc-1', domain: 'e.com', path: '/a' },
      ...{ status: 'DELETING', vendorStatus: '3' },
      healthCheck: {
        ...{ enabled: true, protocol: 'HTTP', path: '/check', host: 'e.com', intervalSeconds: 60 },
        ...{ healthyThreshold: 6, unhealthyThreshold: 5 },
      },
    });
    expect(bound.map((record) => [record.kind, 'health' in record ? record.health : null])).toEqual([
      ['backend', null],
      ['health', 'DOWN'],
      ['backend', null],
      ['health', 'UP'],
    ]);
    expect(lists.map(({ segment, items, exact }) => [segment.of, items.length, exact])).toEqual([
      [rulesOf('lb', 'lbl-7'), 1, true],
      [backendsOf('lb', 'lbl-7', 'loc-1'), 2, true],
      [backendsOf('lb', 'lbl-7'), 0, true],
    ]);
  });

  test.each([
    ['no list of domains', { RuleSet: null }, [0], true],
    ['something else in its place', { RuleSet: 'none' }, [0], false],
    [
      'a location that cannot be read',
      { RuleSet: [{ Domain: 'e.com', LocationSet: [{}, location] }] },
      [1],
      false,
    ],
    ['no locations', { RuleSet: [{ Domain: 'e.com', LocationSet: null }] }, [0], true],
  ])('with %s is itself whole; its list of rules says what it is', (_, change, rules, exact) => {
    const { lists = [] } = harvest('l7ListenersOf', { ...l7Listener, ...change }, '["lb"]');
    expect([lists[0]?.items.length, lists[0]?.exact]).toEqual([...rules, exact]);
  });
});

describe('a backend of layer 4', () => {
  const subject = '["lb",["lbl-4",null]]';
  const row = { ...machine, Operates: ['bindLb'], ProbePort: -1 };

  test('is a machine, with what its row tells of that', () => {
    const { item, parent, records } = harvest('l4BackendsOf', row, subject);
    expect(item).toMatchObject({
      ...{ loadBalancerId: 'lb', listenerId: 'lbl-4', ruleId: null, port: 100, weight: 88, name: 'db' },
      target: { type: 'Instance', kind: 'BARE_METAL', id: 'cpm-1' },
      addresses: ['10.10.1.3'],
      vendorFields: { BindType: 0, Operates: ['bindLb'], ProbePort: -1 },
      carried: { name: 'db', privateAddresses: ['10.10.1.3'] },
    });
    expect(parent).toEqual({ of: backendsOf('lb', 'lbl-4'), segment: '' });
    if (item.kind !== 'backend') throw new Error('no backend');
    expect(records).toMatchObject([{ of: healthKeyOf(item), health: 'DOWN', vendorHealth: 'Dead' }]);
  });

  test.each([
    ['a virtual machine by its address', virtual, { type: 'IpTarget', id: '10.10.1.6' }],
    [
      'a colocated machine',
      { ...row, BindType: 2, InstanceId: 'chm-1' },
      { type: 'UnknownTarget', id: 'chm-1' },
    ],
  ])('is %s', (_, wire, target) => {
    expect(harvest('l4BackendsOf', wire, subject).item).toMatchObject({ target });
  });

  test.each([
    ['Alive', 'UP'],
    ['Dead', 'DOWN'],
    ['', 'UNKNOWN'],
    ['Other', 'UNKNOWN'],
  ])('whose check says %j is %s', (Status, health) => {
    expect(harvest('l4BackendsOf', { ...row, Status }, subject).records).toMatchObject([{ health }]);
  });

  test('does not carry a name that its row does not have', () => {
    const { item } = harvest('l4BackendsOf', without(row, 'Alias'), subject);
    expect(item).toMatchObject({ carried: { privateAddresses: ['10.10.1.3'] } });
    expect(item).not.toHaveProperty('carried.name');
  });
});

describe('a machine', () => {
  test('is told by its row', () => {
    expect(harvest('instances', device).item).toMatchObject({
      ...{ kind: 'instance', instanceKind: 'BARE_METAL', vendorId: 'cpm-1', zone: 'ap-shanghai-bls-2' },
      ...{ name: 'db', status: 'STOPPED', vendorStatus: '4', privateAddresses: ['10.188.1.2'] },
      ...{ publicAddresses: [], createdAt: '2017-09-27T17:11:11.000Z' },
      vendorFields: without(
        device,
        ...['InstanceId', 'DeviceStatus', 'Alias', 'Zone', 'WanIp', 'LanIp', 'DeliverTime'],
      ),
    });
  });

  test.each([
    [4, 1, 'RUNNING'],
    [4, 14, 'RUNNING'],
    [4, 7, 'MAINTENANCE'],
    [1, 1, 'PENDING'],
    [8, 3, 'SUSPENDED'],
    // Values that 3.0 adds and the schema has no word for.
    [16, 1, 'UNKNOWN'],
    [4, 19, 'UNKNOWN'],
  ])('DeviceStatus %d with OperateStatus %d is %s', (DeviceStatus, OperateStatus, status) => {
    expect(harvest('instances', { ...device, DeviceStatus, OperateStatus }).item).toMatchObject({ status });
  });

  test('another one than was asked for is none of the answer', () => {
    expect(decode('instancesById', device, 'cpm-2')).toBe('foreign');
    expect(decode('instances', device, '{"InstanceIds":["cpm-2"]}')).toBe('foreign');
  });
});
