import { describe, expect, it } from 'vitest';
import { present } from './start-simulator.js';
import { dataOf, list, mixed, rowsIn, startBmlb, type Row } from './tencent-bmlb-setup.js';

const { ask, truth } = await startBmlb({ seed: 7 });
const loadBalancer = mixed(truth().loadBalancers);
const loadBalancerId = loadBalancer.vendorId;
const layer4 = present(loadBalancer.listeners.find(({ rules }) => rules.length === 0));
const layer7 = present(loadBalancer.listeners.find(({ rules }) => rules.length > 0));

/** The fields of an example answer in the sheet, with the type of each. */
const shapes: readonly [string, Row, (json: Row) => Row | undefined, Record<string, string>][] = [
  [
    'DescribeBmLoadBalancers',
    {},
    (json) => rowsIn(json, 'loadBalancerSet')[0],
    {
      loadBalancerId: 'string',
      loadBalancerName: 'string',
      loadBalancerType: 'string',
      domain: 'string',
      loadBalancerVips: 'object',
      status: 'number',
      createTime: 'string',
      statusTime: 'string',
      unVpcId: 'string',
      unSubnetId: 'string',
      vpcId: 'number',
      subnetId: 'number',
      projectId: 'number',
      latestPayMode: 'string',
      payMode: 'string',
      bandwidth: 'number',
      tgwSetType: 'string',
      ipProtocolType: 'string',
    },
  ],
  [
    'DescribeBmVportInfo',
    { loadBalancerId },
    (json) => rowsIn(json, 'listenerSet')[0],
    {
      listenerId: 'string',
      listenerName: 'string',
      protocol: 'string',
      loadBalancerPort: 'number',
      bandwidth: 'number',
      status: 'number',
    },
  ],
  [
    'DescribeBmListeners',
    { loadBalancerId },
    (json) => rowsIn(json, 'listenerSet')[0],
    {
      ...{ listenerId: 'string', listenerName: 'string', protocol: 'string', loadBalancerPort: 'number' },
      ...{ bandwidth: 'number', listenerType: 'string', sessionExpire: 'number', healthSwitch: 'number' },
      ...{ timeOut: 'number', intervalTime: 'number', healthNum: 'number', unhealthNum: 'number' },
      ...{ customHealthSwitch: 'number', inputType: 'string', lineSeparatorType: 'number' },
      ...{ healthRequest: 'string', healthResponse: 'string', toaFlag: 'number' },
      ...{ status: 'number', addTimestamp: 'string' },
    },
  ],
  [
    'DescribeBmListenerInfo',
    { loadBalancerId },
    (json) => rowsIn(json, 'listenerSet')[0],
    {
      ...{ listenerId: 'string', listenerName: 'string', protocol: 'string', loadBalancerPort: 'number' },
      ...{ bandwidth: 'number', listenerType: 'string', sessionExpire: 'number', healthSwitch: 'number' },
      ...{ timeOut: 'number', intervalTime: 'number', healthNum: 'number', unhealthNum: 'number' },
      ...{ status: 'number', addTimestamp: 'string' },
    },
  ],
  [
    'DescribeBmForwardListeners',
    { loadBalancerId },
    (json) => rowsIn(json, 'listenerSet')[0],
    {
      ...{ listenerId: 'string', listenerName: 'string', protocol: 'string', loadBalancerPort: 'number' },
      ...{ bandwidth: 'number', listenerType: 'string', SSLMode: 'number', certId: 'string' },
      ...{ certCaId: 'string', status: 'number', addTimestamp: 'string' },
    },
  ],
  [
    'DescribeBmForwardRules',
    { loadBalancerId, listenerId: layer7.vendorId },
    (json) => rowsIn(present(rowsIn(json, 'ruleSet')[0]), 'locations')[0],
    {
      ...{ url: 'string', locationId: 'string', sessionExpire: 'number', healthSwitch: 'number' },
      ...{ httpCheckPath: 'string', httpCheckDomain: 'string', intervalTime: 'number', healthNum: 'number' },
      ...{ unhealthNum: 'number', httpCode: 'number', balanceMode: 'string', status: 'number' },
      addTimestamp: 'string',
    },
  ],
  [
    'DescribeDevice',
    { limit: 1 },
    (json) => rowsIn(dataOf(json), 'deviceList')[0],
    {
      ...{ instanceId: 'string', subnetId: 'string', vpcId: 'string', unVpcId: 'string' },
      ...{ unSubnetId: 'string', lanIp: 'string', deviceStatus: 'string', operateStatus: 'string' },
      ...{ osTypeId: 'string', raidId: 'string', alias: 'string', appId: 'string', zoneId: 'string' },
      ...{ projectId: 'string', wanIp: 'string', deliverTime: 'string', deadline: 'string' },
      ...{ isVpcGateway: 'string', autoRenewFlag: 'string', deviceClass: 'string' },
      ...{ deviceClassCode: 'string', tagDetail: 'object' },
    },
  ],
];

describe('answers look like the examples', () => {
  it.each(shapes)('of %s', async (action, params, rowOf, types) => {
    const row = present(rowOf(await ask(action, params as Record<string, string>)));
    const seen = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value]));
    const named = Object.fromEntries(
      Object.entries(seen).map(([name, type]) => [name, row[name] === null ? 'string' : type]),
    );
    expect(named).toEqual(types);
  });

  it('of the envelopes', async () => {
    const start = { code: 0, message: '', codeDesc: 'Success' };
    expect(Object.keys(await ask('DescribeBmLoadBalancers')).sort()).toEqual(
      ['code', 'codeDesc', 'loadBalancerSet', 'message', 'totalCount'].sort(),
    );
    expect(await ask('DescribeBmListenerInfo', { loadBalancerId, searchKey: 'nothing-like-it' })).toEqual({
      ...start,
      listenerSet: [],
    });
    const named = { loadBalancerId, ...list('listenerIds', ['lbl-none']) };
    for (const action of ['DescribeBmListeners', 'DescribeBmForwardListeners'])
      expect(await ask(action, named)).toEqual({ ...start, totalCount: 0, listenerSet: [] });
    const machines = await ask('DescribeDevice', list('instanceIds', ['cpm-none']));
    expect(machines).toEqual({
      code: 0,
      message: 'OK',
      data: { totalNum: 0, deviceList: [], serverTimestamp: expect.any(Number) as number },
    });
  });

  it('of backends with either bindType, on both layers', async () => {
    const ofListener = { loadBalancerId, listenerId: layer4.vendorId };
    const { data, ...envelope } = await ask('DescribeBmL4ListenerBackends', ofListener);
    expect(envelope).toEqual({ code: 0, message: '', codeDesc: 'Success' });
    const rows = data as Row[];
    const machine = present(rows.find((row) => row['bindType'] === 0));
    const virtual = present(rows.find((row) => row['bindType'] === 1));
    const names = ['bindType', 'lanIp', 'rsPort', 'weight', 'status'];
    expect(Object.keys(virtual).sort()).toEqual([...names].sort());
    expect(Object.keys(machine).sort()).toEqual([...names, 'instanceId', 'alias', 'operates'].sort());

    const tree = await ask('DescribeBmForwardListenerInfo', { loadBalancerId, ifGetRsInfo: 1 });
    const listener = present(rowsIn(tree, 'listenerSet')[0]);
    const domain = present(rowsIn(listener, 'ruleSet')[0]);
    const location = present(rowsIn(domain, 'locations')[0]);
    const ofLocation = {
      loadBalancerId,
      listenerId: String(listener['listenerId']),
      domainId: String(domain['domainId']),
      locationId: String(location['locationId']),
    };
    const flat = (await ask('DescribeBmLocationBackends', ofLocation))['data'] as Row[];
    const mixedRow = present(flat.find((row) => row['bindType'] === 0));
    expect(Object.keys(mixedRow).sort()).toEqual(
      [...names, 'instanceId', 'alias', 'operates', 'mgtIp'].sort(),
    );
    expect(rowsIn(location, 'rsList')).toEqual(
      flat.map(({ operates: _operates, mgtIp: _mgtIp, ...row }) => row),
    );
  });

  it('of locations without backends unless they are asked for', async () => {
    for (const more of [{}, { ifGetRsInfo: 0 }]) {
      const tree = await ask('DescribeBmForwardListenerInfo', { loadBalancerId, ...more });
      const locations = rowsIn(tree, 'listenerSet')
        .flatMap((listener) => rowsIn(listener, 'ruleSet'))
        .flatMap((domain) => rowsIn(domain, 'locations'));
      expect(locations).toHaveLength(layer7.rules.length);
      for (const location of locations) expect(location).not.toHaveProperty('rsList');
    }
    expect((await ask('DescribeBmForwardListenerInfo', { loadBalancerId, ifGetRsInfo: 2 }))['code']).toBe(
      4000,
    );
  });
});

describe('paging', () => {
  it('defaults to 20 rows, gives at most 100, and counts all', async () => {
    const machines = dataOf(await ask('DescribeDevice'));
    expect([rowsIn(machines, 'deviceList').length, machines['totalNum']]).toEqual([20, 40]);
    const rest = dataOf(await ask('DescribeDevice', { offset: 20, limit: 100 }));
    const ids = [machines, rest]
      .flatMap((data) => rowsIn(data, 'deviceList'))
      .map((row) => row['instanceId']);
    expect(ids).toEqual(truth().instances.map(({ vendorId }) => vendorId));
    const page = await ask('DescribeBmLoadBalancers', { offset: 10, limit: 5 });
    expect([rowsIn(page, 'loadBalancerSet').length, page['totalCount']]).toEqual([2, 12]);
    const past = await ask('DescribeBmLoadBalancers', { offset: 12 });
    expect([past['code'], past['loadBalancerSet'], past['totalCount']]).toEqual([0, [], 12]);
  });

  it('refuses what is no page, in the words of each service', async () => {
    for (const wrong of [{ limit: 0 }, { limit: 101 }, { limit: 'x' }, { offset: -1 }, { offset: 'x' }]) {
      expect(await ask('DescribeBmLoadBalancers', wrong)).toMatchObject({
        code: 4000,
        codeDesc: 'InvalidParameter',
        message: expect.stringMatching(/^\(9003\)/) as string,
      });
      expect((await ask('DescribeDevice', wrong))['message']).toMatch(/^\(10001\)/);
    }
  });

  it('pages machines that are named by id, too', async () => {
    const ids = list(
      'instanceIds',
      truth().instances.map(({ vendorId }) => vendorId),
    );
    const short = dataOf(await ask('DescribeDevice', ids));
    expect([rowsIn(short, 'deviceList').length, short['totalNum']]).toEqual([20, 40]);
    expect(rowsIn(dataOf(await ask('DescribeDevice', { ...ids, limit: 40 })), 'deviceList')).toHaveLength(40);
  });

  it('pages the backends of a location where it is asked for', async () => {
    const [domain] = rowsIn(
      await ask('DescribeBmForwardRules', { loadBalancerId, listenerId: layer7.vendorId }),
      'ruleSet',
    );
    const location = {
      ...{ loadBalancerId, listenerId: layer7.vendorId, domainId: String(domain?.['domainId']) },
      locationId: present(layer7.rules[0]).vendorId,
    };
    const all = (await ask('DescribeBmLocationBackends', location))['data'] as Row[];
    expect(all.length).toBe(present(layer7.rules[0]).backends.length);
    const page = await ask('DescribeBmLocationBackends', { ...location, offset: 1, limit: 2 });
    expect(page['data']).toEqual(all.slice(1, 3));
    const { domainId: _domainId, ...partly } = location;
    expect((await ask('DescribeBmLocationBackends', partly))['code']).toBe(4000);
  });
});
