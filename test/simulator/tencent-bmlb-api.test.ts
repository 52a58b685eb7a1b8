import { beforeEach, describe, expect, it } from 'vitest';
import { present } from './start-simulator.js';
import { dataOf, list, mixed, rowsIn, startBmlb, type Row } from './tencent-bmlb-setup.js';
import { callTencent, sendTencent, signTencent, type TencentClientOptions } from './tencent-client.js';

const { simulator, client, url, ask, truth } = await startBmlb({ seed: 7 });
const loadBalancer = mixed(truth().loadBalancers);
const loadBalancerId = loadBalancer.vendorId;
const layer4 = present(loadBalancer.listeners.find(({ rules }) => rules.length === 0));
const layer7 = present(loadBalancer.listeners.find(({ rules }) => rules.length > 0));

const HOST = 'bmlb.api.qcloud.com';
const call = (more: Partial<TencentClientOptions> = {}, action = 'DescribeBmLoadBalancers') =>
  callTencent({ ...client('bm'), region: 'bj', ...more }, action);
const codeOf = async (...args: Parameters<typeof call>): Promise<unknown> =>
  (await call(...args)).json['code'];

describe('identity', () => {
  it('takes GET and POST, both digests and none named', async () => {
    for (const method of ['GET', 'POST'] as const)
      for (const signatureMethod of ['HmacSHA256', 'HmacSHA1', null] as const)
        expect(await codeOf({ method, signatureMethod })).toBe(0);
  });

  it('takes a signature over the received host or its own name, with and without port', async () => {
    const { host } = new URL(url);
    const port = host.replace(/.*:/, '');
    for (const signedHost of [host, '127.0.0.1', HOST, `${HOST}:${port}`])
      expect(await codeOf({ signedHost })).toBe(0);
    for (const received of [HOST, `${HOST}:${port}`, HOST.toUpperCase()])
      expect(await codeOf({ host: received, signedHost: HOST })).toBe(0);
    expect(await codeOf({ signedHost: 'bm.api.qcloud.com' })).toBe(4100);
    expect(await codeOf({ signedHost: 'bm.api.qcloud.com' }, 'DescribeDevice')).toBe(0);
  });

  it('refuses a wrong key, an unknown one, a stale stamp and a nonce that was used', async () => {
    const wrong = await call({ key: 'wrong' });
    expect([wrong.status, wrong.json['code'], wrong.json['codeDesc']]).toEqual([200, 4100, 'AuthFailure']);
    expect(Object.keys(wrong.json).sort()).toEqual(['code', 'codeDesc', 'message']);
    expect(await codeOf({ id: 'AKIDnobody' })).toBe(4104);
    expect(await codeOf({ time: Date.now() - 600_000 })).toBe(4500);
    expect(await codeOf({ time: Date.now() + 600_000 })).toBe(4500);
    const time = Date.now();
    expect(await codeOf({ nonce: 99, time })).toBe(0);
    expect(await codeOf({ nonce: 99, time })).toBe(4500);
  });

  it('reads only the body of a POST', async () => {
    const options = { ...client('bm'), region: 'bj', method: 'POST' as const };
    const body = signTencent(options, 'DescribeBmLoadBalancers', { limit: 1 });
    const { json } = await sendTencent(options, '?Action=DescribeDevice&limit=7', body);
    expect(rowsIn(json, 'loadBalancerSet')).toHaveLength(1);
  });

  it('knows each action under its own host alone', async () => {
    expect(await codeOf({ host: 'bm.api.qcloud.com' })).toBe(6100);
    expect(await codeOf({ host: HOST }, 'DescribeDevice')).toBe(6100);
    expect(await codeOf({ host: 'bm.api.qcloud.com' }, 'DescribeDevice')).toBe(0);
    expect(await codeOf({ host: HOST }, 'DescribeBmL4Listeners')).toBe(6100);
  });

  it('takes both spellings of a region, and refuses none and another one', async () => {
    expect(await codeOf({ region: 'ap-beijing' })).toBe(0);
    expect(await codeOf({ region: 'gz' })).toBe(4000);
    expect(await codeOf({ region: null })).toBe(4000);
  });

  it('logs documented parameters, and nothing that tells who called', async () => {
    simulator.clearCalls();
    await ask('DescribeBmListeners', {
      loadBalancerId,
      ...list('listenerIds', ['lbl-x']),
      secret: 'planted-text',
    });
    const [entry] = simulator.calls().calls;
    expect(entry).toMatchObject({
      account: 'bm',
      provider: 'TENCENT_BMLB',
      region: 'bj',
      action: 'DescribeBmListeners',
      params: { loadBalancerId, 'listenerIds.0': 'lbl-x' },
      code: 0,
    });
    for (const secret of [client('bm').id, client('bm').key, 'planted-text', 'Signature'])
      expect(JSON.stringify(entry)).not.toContain(secret);
  });
});

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

describe('narrowing', () => {
  const idsOf = (json: Row): unknown[] => rowsIn(json, 'loadBalancerSet').map((row) => row['loadBalancerId']);

  it('filters load balancers by each documented parameter', async () => {
    const all = truth().loadBalancers;
    const expectIds = async (
      params: Record<string, string | number>,
      isMeant: (row: (typeof all)[number]) => boolean,
    ) => {
      const wanted = all.filter(isMeant).map(({ vendorId }) => vendorId);
      expect(wanted.length).toBeGreaterThan(0);
      expect(idsOf(await ask('DescribeBmLoadBalancers', params))).toEqual(wanted);
    };
    const one = present(all.find(({ addresses, domain, name }) => addresses[0] && domain && name));
    const ids = [one.vendorId, present(all[0]).vendorId];
    await expectIds(list('loadBalancerIds', ids), ({ vendorId }) => ids.includes(vendorId));
    await expectIds({ 'loadBalancerIds.1': one.vendorId }, (row) => row === one);
    await expectIds(list('loadBalancerVips', one.addresses), (row) => row === one);
    await expectIds({ loadBalancerName: one.name ?? '' }, (row) => row === one);
    await expectIds({ domain: one.domain ?? '' }, (row) => row === one);
    await expectIds({ searchKey: (one.addresses[0] ?? '').slice(4) }, (row) => row === one);
    await expectIds({ loadBalancerType: 'internal' }, ({ scheme }) => scheme === 'PRIVATE');
    await expectIds({ unVpcId: one.networkId ?? '' }, ({ networkId }) => networkId === one.networkId);
    await expectIds({ projectId: 1000123 }, ({ vendorFields }) => vendorFields['projectId'] === 1000123);
    await expectIds({ tgwSetType: 'tunnel' }, ({ vendorFields }) => vendorFields['tgwSetType'] === 'tunnel');
  });

  it('orders load balancers as it is told', async () => {
    const ids = truth().loadBalancers.map(({ vendorId }) => vendorId);
    expect(idsOf(await ask('DescribeBmLoadBalancers', { orderBy: 'createTime' }))).toEqual(ids);
    expect(idsOf(await ask('DescribeBmLoadBalancers', { orderBy: 'createTime', orderType: 1 }))).toEqual(
      [...ids].reverse(),
    );
    for (const wrong of [
      { orderBy: 'status' },
      { orderType: 2 },
      { loadBalancerType: '2' },
      { exclusive: 5 },
    ])
      expect((await ask('DescribeBmLoadBalancers', wrong))['code']).toBe(4000);
  });

  it('finds listeners by id, name, machine and address', async () => {
    const found = async (action: string, params: Row): Promise<unknown[]> =>
      rowsIn(await ask(action, { loadBalancerId, ...params }), 'listenerSet').map((row) => row['listenerId']);
    expect(
      await found('DescribeBmListeners', list('listenerIds', [layer4.vendorId, layer7.vendorId])),
    ).toEqual([layer4.vendorId]);
    expect(await found('DescribeBmForwardListeners', list('listenerIds', [layer7.vendorId]))).toEqual([
      layer7.vendorId,
    ]);
    const targets = layer4.backends.map(({ target }) =>
      target.__typename === 'IpTarget' ? target.address : target.vendorId,
    );
    for (const target of [
      targets.find((text) => text.startsWith('cpm-')),
      targets.find((text) => /^10\./.test(text)),
    ])
      expect(await found('DescribeBmListenerInfo', { 'instanceIds.0': present(target) })).toContain(
        layer4.vendorId,
      );
    expect(await found('DescribeBmListenerInfo', { 'instanceIds.0': 'cpm-none' })).toEqual([]);
    expect(await found('DescribeBmForwardListenerInfo', { searchKey: 'example' })).toContain(layer7.vendorId);
    expect(await found('DescribeBmForwardListenerInfo', { searchKey: 'no-such-domain' })).toEqual([]);
  });

  it('finds the named pairs of target and port among backends', async () => {
    const params = { loadBalancerId, listenerId: layer4.vendorId };
    const all = (await ask('DescribeBmL4ListenerBackends', params))['data'] as Row[];
    const machine = present(all.find((row) => row['bindType'] === 0));
    const virtual = present(all.find((row) => row['bindType'] === 1));
    const pairs = {
      'backends.0.instanceId': String(machine['instanceId']),
      'backends.0.port': Number(machine['rsPort']),
      'backends.1.instanceId': String(virtual['lanIp']),
      'backends.1.port': Number(virtual['rsPort']),
      'backends.2.instanceId': 'cpm-none',
      'backends.2.port': 1,
    };
    const named = (await ask('DescribeBmL4ListenerBackends', { ...params, ...pairs }))['data'];
    expect(named).toEqual(all.filter((row) => row === machine || row === virtual));
    for (const half of [{ 'backends.0.port': 80 }, { 'backends.0.instanceId': 'cpm-none' }])
      expect((await ask('DescribeBmL4ListenerBackends', { ...params, ...half }))['code']).toBe(4000);
  });

  it('finds machines by address, network and name, and returned ones in the recycle bin alone', async () => {
    const { instances, byIdOnly } = truth();
    const one = present(instances.find(({ name }) => name));
    const ids = async (action: string, params: Record<string, string>): Promise<unknown[]> =>
      rowsIn(dataOf(await ask(action, { limit: 100, ...params })), 'deviceList').map(
        (row) => row['instanceId'],
      );
    expect(await ids('DescribeDevice', list('lanIps', one.privateAddresses))).toEqual([one.vendorId]);
    expect(await ids('DescribeDevice', { alias: one.name ?? '' })).toEqual([one.vendorId]);
    const network = String(one.vendorFields['unVpcId']);
    expect(await ids('DescribeDevice', { unVpcId: network })).toEqual(
      instances
        .filter(({ vendorFields }) => vendorFields['unVpcId'] === network)
        .map(({ vendorId }) => vendorId),
    );
    const trashed = byIdOnly.instances.map(({ vendorId }) => vendorId);
    expect(trashed.length).toBe(2);
    expect(await ids('DescribeDevice', list('instanceIds', trashed))).toEqual([]);
    expect(await ids('DescribeDeviceTrash', list('instanceIds', trashed))).toEqual(trashed);
    expect(await ids('DescribeDeviceTrash', {})).toEqual(trashed);
  });
});

describe('what does not exist', () => {
  it('is an unknown load balancer with 11041, an unknown listener with 9003', async () => {
    const unknown = { loadBalancerId: 'lb-none' };
    for (const action of [
      ...[
        'DescribeBmListeners',
        'DescribeBmListenerInfo',
        'DescribeBmVportInfo',
        'DescribeBmForwardListeners',
      ],
      ...['DescribeBmForwardListenerInfo', 'DescribeBmL4ListenerBackends', 'DescribeBmForwardRules'],
    ])
      expect(await ask(action, { ...unknown, listenerId: layer4.vendorId })).toMatchObject({
        code: 5000,
        codeDesc: 'InvalidParameter.CCDBLBNotExist',
        message: expect.stringMatching(/^\(11041\)/) as string,
      });
    for (const action of ['DescribeBmL4ListenerBackends', 'DescribeBmForwardRules'])
      expect((await ask(action, { loadBalancerId, listenerId: 'lbl-none' }))['message']).toMatch(/^\(9003\)/);
    expect((await ask('DescribeBmListeners'))['message']).toMatch(/^\(9003\)/);
  });

  it('is a listener of the other layer, too', async () => {
    const wrong = { loadBalancerId, listenerId: layer7.vendorId };
    expect((await ask('DescribeBmL4ListenerBackends', wrong))['code']).toBe(4000);
    const other = { loadBalancerId, listenerId: layer4.vendorId };
    expect((await ask('DescribeBmForwardRules', other))['code']).toBe(4000);
  });
});

describe('the reverse look-up', () => {
  beforeEach(() => simulator.clearCalls());

  it('leads from machines and addresses to every place of theirs in the network', async () => {
    const { loadBalancers } = truth();
    const network = present(loadBalancers[0]?.networkId);
    const inNetwork = loadBalancers.filter(({ networkId }) => networkId === network);
    const places = inNetwork.flatMap(({ vendorId, listeners }) =>
      listeners.flatMap((listener) => [
        ...listener.backends.map((backend) => ({ path: [vendorId, listener.vendorId], backend })),
        ...listener.rules.flatMap((rule) =>
          rule.backends.map((backend) => ({ path: [vendorId, listener.vendorId, rule.vendorId], backend })),
        ),
      ]),
    );
    const keyOf = ({ backend: { target } }: (typeof places)[number]): string =>
      target.__typename === 'IpTarget' ? target.address : target.vendorId;
    const ids = [present(places.map(keyOf).find((key) => key.startsWith('10.'))), keyOf(present(places[0]))];
    const wanted = places.filter((place) => ids.includes(keyOf(place)));
    const json = await ask('DescribeBmBindInfo', { unVpcId: network, ...list('instanceIds', ids) });
    const found = rowsIn(json, 'loadBalancerSet').flatMap((owner) => [
      ...rowsIn(owner, 'L4ListenerSet').flatMap((listener) =>
        rowsIn(listener, 'rsList').map((rs) => [owner['loadBalancerId'], listener['listenerId'], rs]),
      ),
      ...rowsIn(owner, 'L7ListenerSet').flatMap((listener) =>
        rowsIn(listener, 'ruleSet')
          .flatMap((domain) => rowsIn(domain, 'locations'))
          .flatMap((location) =>
            rowsIn(location, 'rsList').map((rs) => [
              ...[owner['loadBalancerId'], listener['listenerId'], location['locationId'], rs],
            ]),
          ),
      ),
    ]);
    expect(found).toEqual(
      wanted.map((place) => [...place.path, { instanceId: keyOf(place), rsPort: place.backend.port }]),
    );
    expect(json['totalCount']).toBe(new Set(wanted.map(({ path }) => path[0])).size);
    const owner = present(rowsIn(json, 'loadBalancerSet')[0]);
    expect(Object.keys(owner).sort()).toEqual(
      [
        ...['loadBalancerId', 'appId', 'projectId', 'vpcId', 'unVpcId', 'vip', 'tgwSetType', 'exclusive'],
        ...['L4ListenerSet', 'L7ListenerSet'],
      ].sort(),
    );
  });

  it('needs ids and a network, and finds nothing for what is not bound', async () => {
    const network = present(loadBalancer.networkId);
    expect((await ask('DescribeBmBindInfo', { unVpcId: network }))['code']).toBe(4000);
    expect((await ask('DescribeBmBindInfo', { 'instanceIds.0': 'cpm-none' }))['code']).toBe(4000);
    const none = await ask('DescribeBmBindInfo', { unVpcId: network, 'instanceIds.0': 'cpm-none' });
    expect(none).toMatchObject({ code: 0, totalCount: 0, loadBalancerSet: [] });
  });
});
