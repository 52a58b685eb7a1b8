import { describe, expect, it } from 'vitest';
import { ownBackends } from './listener-places.js';
import { present } from './start-simulator.js';
import { dataOf, list, mixed, rowsIn, startBmlb, type Row } from './tencent-bmlb-setup.js';

const { ask, truth } = await startBmlb({ seed: 7 });
const loadBalancer = mixed(truth().loadBalancers);
const loadBalancerId = loadBalancer.vendorId;
const layer4 = present(loadBalancer.listeners.find(({ rules }) => rules.length === 0));
const layer7 = present(loadBalancer.listeners.find(({ rules }) => rules.length > 0));

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
  it('leads from machines and addresses to every place of theirs in the network', async () => {
    const { loadBalancers } = truth();
    const network = present(loadBalancers[0]?.networkId);
    const inNetwork = loadBalancers.filter(({ networkId }) => networkId === network);
    const places = inNetwork.flatMap(({ vendorId, listeners }) =>
      listeners.flatMap((listener) => [
        ...ownBackends(listener).map((backend) => ({ path: [vendorId, listener.vendorId], backend })),
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
