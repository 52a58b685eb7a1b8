import { describe, expect, it } from 'vitest';
import type { Mutation } from '../../src/simulator/simulator.js';
import { ownBackends } from './listener-places.js';
import { present } from './start-simulator.js';
import { dataOf, list, mixed, rowsIn, startBmlb, type Row } from './tencent-bmlb-setup.js';

const { simulator, ask, truth } = await startBmlb({
  account: {
    loadBalancers: 8,
    listeners: 9,
    l7Listeners: 4,
    rulesPerL7Listener: 3,
    backends: 40,
    instances: 12,
  },
});

const change = (op: Mutation['op'], kind: Mutation['kind'], rest: Partial<Mutation> = {}): string =>
  simulator.mutate({ op, kind, account: 'bm', region: 'bj', ...rest }).vendorId;

const owner = () => mixed(truth().loadBalancers);
const layer4 = () => present(owner().listeners.find((row) => ownBackends(row).length > 0));
const layer7 = () => present(owner().listeners.find(({ rules }) => rules.length > 0));

const deep = async (): Promise<Row[]> =>
  rowsIn(
    await ask('DescribeBmForwardListenerInfo', { loadBalancerId: owner().vendorId, ifGetRsInfo: 1 }),
    'listenerSet',
  );
const locations = (listeners: readonly Row[]): Row[] =>
  listeners
    .flatMap((listener) => rowsIn(listener, 'ruleSet'))
    .flatMap((domain) => rowsIn(domain, 'locations').map((row) => ({ ...row, domain: domain['domain'] })));
const layer4Rows = async (): Promise<Row[]> => {
  const params = { loadBalancerId: owner().vendorId, listenerId: layer4().vendorId };
  return rowsIn(await ask('DescribeBmL4ListenerBackends', params), 'data');
};

describe('insert', () => {
  it('adds a load balancer where it is told', async () => {
    const id = change('insert', 'loadBalancer', { index: 1, fields: { name: 'canary', vendorStatus: '0' } });
    const [, row] = rowsIn(await ask('DescribeBmLoadBalancers'), 'loadBalancerSet');
    expect(row).toMatchObject({ loadBalancerId: id, loadBalancerName: 'canary', status: 0 });
    expect(truth().loadBalancers[1]).toMatchObject({ vendorId: id, name: 'canary', status: 'CREATING' });
  });

  it('keeps listeners of layer 4 before those of layer 7, which their protocol decides', async () => {
    const parentId = owner().vendorId;
    const web = change('insert', 'listener', { parentId, index: 0, fields: { protocol: 'HTTP' } });
    const udp = change('insert', 'listener', { parentId, fields: { protocol: 'UDP' } });
    const { listeners } = owner();
    const isWeb = listeners.map(({ protocol }) => protocol.startsWith('HTTP'));
    expect(isWeb).toEqual([...isWeb].sort());
    expect(listeners.find(({ vendorId }) => vendorId === web)?.protocol).toBe('HTTP');
    const rows = rowsIn(await ask('DescribeBmListeners', { loadBalancerId: parentId }), 'listenerSet');
    expect(rows.find((row) => row['listenerId'] === udp)).toMatchObject({ protocol: 'udp' });
    change('remove', 'listener', { id: web });
    change('remove', 'listener', { id: udp });
  });

  it('adds a location under a named domain, old or new, and a backend under the location', async () => {
    const parentId = layer7().vendorId;
    const known = present(layer7().rules[0]?.domain);
    const first = change('insert', 'rule', { parentId, fields: { domain: known, path: '/new' } });
    const second = change('insert', 'rule', { parentId, fields: { domain: 'new.example.com' } });
    const backend = change('insert', 'backend', { parentId: second, fields: { weight: 33 } });
    expect(backend.split('/')[0]).toBe(second);
    const rows = locations(await deep());
    expect(rows.find((row) => row['locationId'] === first)).toMatchObject({ domain: known, url: '/new' });
    const made = present(rows.find((row) => row['locationId'] === second));
    expect(made['domain']).toBe('new.example.com');
    expect(rowsIn(made, 'rsList')).toMatchObject([{ weight: 33 }]);
    expect(rows.map((row) => row['locationId'])).toEqual(
      owner().listeners.flatMap(({ rules }) => rules.map(({ vendorId }) => vendorId)),
    );
  });

  it.each([
    ['rule', () => layer4().vendorId, {}, 'a listener of layer 4 has no rules'],
    ['backend', () => layer7().vendorId, {}, 'parentId: unknown'],
    ['listener', () => owner().vendorId, { protocol: 'QUIC' }, 'fields.protocol'],
    [
      'listener',
      () => present(truth().loadBalancers.find(({ scheme }) => scheme === 'PRIVATE')).vendorId,
      { protocol: 'HTTPS' },
      'HTTP alone',
    ],
    [
      'listener',
      () =>
        present(truth().loadBalancers.find(({ vendorFields }) => vendorFields['tgwSetType'] === 'dnat'))
          .vendorId,
      { protocol: 'HTTP' },
      'layer 4 alone',
    ],
  ] as const)('refuses a %s that the vendor does not take', (kind, parentOf, fields, message) => {
    const before = truth();
    expect(() => change('insert', kind, { parentId: parentOf(), fields })).toThrow(message);
    expect(truth()).toEqual(before);
  });

  it('refuses more than the vendor takes', () => {
    const parentId = present(truth().loadBalancers[0]).vendorId;
    const insert = () => change('insert', 'listener', { parentId });
    const made: string[] = [];
    expect(() => {
      for (;;) made.push(insert());
    }).toThrow('50 listeners of layer 4');
    for (const id of made) change('remove', 'listener', { id });
  });
});

describe('update', () => {
  it('shows in every call that tells the row', async () => {
    const rule = present(layer7().rules[0]);
    change('update', 'rule', { id: rule.vendorId, fields: { path: '/moved', status: 'DELETING' } });
    const row = locations(await deep()).find(({ locationId }) => locationId === rule.vendorId);
    expect(row).toMatchObject({ url: '/moved', status: 3 });
    change('update', 'listener', { id: layer4().vendorId, fields: { name: null, port: 4444 } });
    const params = { loadBalancerId: owner().vendorId, ...list('listenerIds', [layer4().vendorId]) };
    const [listener] = rowsIn(await ask('DescribeBmListeners', params), 'listenerSet');
    expect(listener).toMatchObject({ loadBalancerPort: 4444 });
    expect(['', null]).toContain(listener?.['listenerName']);
  });

  it('finds a binding by parent, target and port, and renames it with its machine', async () => {
    const [first] = await layer4Rows();
    const target = String(first?.['instanceId'] ?? first?.['lanIp']);
    const id = `${layer4().vendorId}/${target}:${String(first?.['rsPort'])}`;
    const machine = present(truth().instances[1]);
    change('update', 'backend', {
      ...{
        id,
        fields: { weight: 77, target: { __typename: 'Instance', vendorId: machine.vendorId }, port: 7777 },
      },
    });
    const [bound] = await layer4Rows();
    expect(bound).toMatchObject({ bindType: 0, instanceId: machine.vendorId, weight: 77, rsPort: 7777 });
    expect(bound?.['lanIp']).toBe(machine.privateAddresses[0]);
    change('update', 'instance', { id: machine.vendorId, fields: { name: 'renamed' } });
    expect((await layer4Rows())[0]?.['alias']).toBe('renamed');
    const moved = `${layer4().vendorId}/${machine.vendorId}:7777`;
    change('update', 'backend', {
      id: moved,
      fields: { target: { __typename: 'IpTarget', address: '10.9.9.9' } },
    });
    const [virtual] = await layer4Rows();
    expect(virtual).toMatchObject({ bindType: 1, lanIp: '10.9.9.9' });
    for (const name of ['instanceId', 'alias', 'operates']) expect(virtual).not.toHaveProperty(name);
  });

  it('changes both statuses of a machine', async () => {
    const { vendorId: id } = present(truth().instances[0]);
    change('update', 'instance', { id, fields: { status: 'STOPPED' } });
    const json = await ask('DescribeDevice', list('instanceIds', [id]));
    const [row] = rowsIn(dataOf(json), 'deviceList');
    expect(row).toMatchObject({ deviceStatus: '4', operateStatus: '3' });
    expect(truth().instances[0]).toMatchObject({ status: 'STOPPED', vendorStatus: '4' });
  });
});

describe('remove and move', () => {
  it('take away and put elsewhere', async () => {
    const ids = truth().loadBalancers.map(({ vendorId }) => vendorId);
    change('move', 'loadBalancer', { id: present(ids[0]), index: 2 });
    change('remove', 'loadBalancer', { id: present(ids.at(-1)) });
    const rows = rowsIn(await ask('DescribeBmLoadBalancers'), 'loadBalancerSet');
    const wanted = [ids[1], ids[2], ids[0], ...ids.slice(3, -1)];
    expect(rows.map((row) => row['loadBalancerId'])).toEqual(wanted);
    expect((await ask('DescribeBmListeners', { loadBalancerId: present(ids.at(-1)) }))['code']).toBe(5000);
  });

  it('leave a domain that has no location any more in the tree', async () => {
    const [rule] = layer7().rules.slice(-1);
    const siblings = layer7().rules.filter(({ domain }) => domain === rule?.domain);
    for (const { vendorId: id } of siblings) change('remove', 'rule', { id });
    const domains = (await deep()).flatMap((listener) => rowsIn(listener, 'ruleSet'));
    expect(domains.find(({ domain }) => domain === rule?.domain)?.['locations']).toEqual([]);
  });
});
