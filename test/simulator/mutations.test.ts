import { beforeEach, describe, expect, it } from 'vitest';
import type { InventoryAccount } from '../../src/simulator/inventory.js';
import { createSimulator, type Mutation, type Topology } from '../../src/simulator/simulator.js';
import { callQingcloud, rowsOf } from './qingcloud-client.js';
import { present, qingcloudAccount, startSimulator, zenlayerAccount } from './start-simulator.js';
import { callZenlayer } from './zenlayer-client.js';

const small = { loadBalancers: 5, listeners: 8, backends: 20, instances: 12 };
const topology: Topology = {
  accounts: [qingcloudAccount({ ...small, regions: ['pek3', 'gd2'] }), zenlayerAccount(small)],
};
const { simulator, url, client } = await startSimulator({ topology });

type Row = Record<string, unknown>;
type Fields = NonNullable<Mutation['fields']>;

const truth = (account: string): InventoryAccount => present(simulator.inventory(account).accounts[0]);
const inPek3 = <T extends { region: string | null }>(rows: readonly T[]): T[] =>
  rows.filter(({ region }) => region === 'pek3');
const idsOf = (rows: readonly { vendorId: string | null }[]): string[] =>
  rows.map(({ vendorId }) => present(vendorId));
const row = <T extends { vendorId: string | null }>(rows: readonly T[], id: string): T =>
  present(rows.find(({ vendorId }) => vendorId === id));

/** Of the region pek3 of the one, and of the other, which has no regions. */
const where = { qing: { account: 'qing', region: 'pek3' }, zen: { account: 'zen' } } as const;
const change = (
  account: 'qing' | 'zen',
  op: Mutation['op'],
  kind: Mutation['kind'],
  rest: Partial<Mutation> = {},
): string => simulator.mutate({ op, kind, ...where[account], ...rest }).vendorId;

const qing = async (action: string, params: Record<string, string | number> = {}): Promise<Row> =>
  (await callQingcloud(client('qing'), { action, zone: 'pek3', limit: 100, ...params })).json;
const zen = async (action: string, args: Row = {}, service: 'bmc' | 'vm' = 'bmc'): Promise<Row[]> => {
  const { response } = await callZenlayer({ ...client('zen'), service }, action, { pageSize: 1000, ...args });
  return rowsOf(response, 'dataSet');
};

const alive = { 'status.1': 'active', 'status.2': 'stopped', 'status.3': 'pending', 'status.4': 'suspended' };

/** The rows of a kind as the vendor lists them, ids and truth side by side. */
const qingLoadBalancers = async (): Promise<unknown[]> =>
  rowsOf(await qing('DescribeLoadBalancers', alive), 'loadbalancer_set').map((r) => r['loadbalancer_id']);

const firstListener = (account: 'qing' | 'zen') => present(truth(account).loadBalancers[0]?.listeners[0]);

describe('insert', () => {
  it('puts a complete new row at the end, or at the place that is asked for', async () => {
    const before = idsOf(inPek3(truth('qing').loadBalancers));
    const last = change('qing', 'insert', 'loadBalancer');
    const third = change('qing', 'insert', 'loadBalancer', { index: 2, fields: { name: 'canary' } });
    const expected = [...before.slice(0, 2), third, ...before.slice(2), last];
    expect(idsOf(inPek3(truth('qing').loadBalancers))).toEqual(expected);
    expect(await qingLoadBalancers()).toEqual(expected);
    const made = row(truth('qing').loadBalancers, third);
    const plain = row(truth('qing').loadBalancers, present(before[0]));
    expect(made.name).toBe('canary');
    expect(Object.keys(made)).toEqual(Object.keys(plain));
    expect(Object.keys(made.vendorFields)).toEqual(Object.keys(plain.vendorFields));
  });

  it('counts places without rows that are deleted', async () => {
    const all = rowsOf(await qing('DescribeLoadBalancers'), 'loadbalancer_set');
    expect(all[2]?.['status']).toBe('deleted');
    const beforeThird = change('qing', 'insert', 'loadBalancer', { index: 2 });
    expect((await qingLoadBalancers())[2]).toBe(beforeThird);
  });

  it.each(['qing', 'zen'] as const)('into %s gives no id twice and later creation times', (account) => {
    const listener = firstListener(account);
    const known = JSON.stringify(truth(account));
    const times = [...known.matchAll(/"(?:createdAt|create_time|createTime)":"([^"]+)"/g)].map(([, time]) =>
      Date.parse(/Z$/.test(time ?? '') ? (time ?? '') : `${time}Z`),
    );
    const ids: string[] = [];
    for (const kind of ['loadBalancer', 'instance'] as const) ids.push(change(account, 'insert', kind));
    for (let count = 0; count < 3; count += 1)
      ids.push(change(account, 'insert', 'backend', { parentId: listener.vendorId }));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(known).not.toContain(id);
    const { loadBalancers, instances } = truth(account);
    const made = [...loadBalancers, ...instances, ...firstListener(account).backends].filter(({ vendorId }) =>
      ids.includes(present(vendorId)),
    );
    expect(made).toHaveLength(ids.length);
    for (const { createdAt } of made)
      expect(Date.parse(present(createdAt))).toBeGreaterThan(Math.max(...times));
  });

  it('of a listener and a backend is seen in flat and in inlined lists alike', async () => {
    const parent = present(truth('qing').loadBalancers[0]).vendorId;
    const listener = change('qing', 'insert', 'listener', {
      parentId: parent,
      index: 0,
      fields: { name: 'probe', protocol: 'HTTPS', ports: [{ from: 7000, to: 7009 }], status: 'DISABLED' },
    });
    const target = { __typename: 'IpTarget', address: '10.9.8.7' };
    const backend = change('qing', 'insert', 'backend', {
      parentId: listener,
      fields: { target, port: 7001, weight: 42, health: 'DOWN', status: 'ACTIVE' },
    });
    const json = await qing('DescribeLoadBalancerListeners', { loadbalancer: parent, verbose: 1 });
    const [wire] = rowsOf(json, 'loadbalancer_listener_set');
    expect(wire).toMatchObject({
      loadbalancer_listener_id: listener,
      loadbalancer_listener_name: 'probe',
      listener_protocol: 'https',
      backend_protocol: 'https',
      listener_port: 7000,
      listener_port_end: 7009,
      disabled: 1,
      backends: [{ loadbalancer_backend_id: backend, resource_id: '10.9.8.7', port: 7001, weight: 42 }],
    });
    const flat = await qing('DescribeLoadBalancerBackends', { loadbalancer_listener: listener });
    expect(rowsOf(flat, 'loadbalancer_backend_set')).toMatchObject([{ status: 'down', disabled: 0 }]);
    const made = present(truth('qing').loadBalancers[0]?.listeners[0]);
    expect(made).toMatchObject({ vendorId: listener, port: null, vendorStatus: '1', status: 'DISABLED' });
    expect(made.backends[0]).toMatchObject({ target, addresses: ['10.9.8.7'], vendorHealth: 'down' });
  });

  it('keeps bare metal before virtual machines, as the two services of Zenlayer list them', async () => {
    const virtual = change('zen', 'insert', 'instance', { index: 0, fields: { kind: 'VIRTUAL_MACHINE' } });
    const metal = change('zen', 'insert', 'instance');
    const bare = (await zen('DescribeInstances')).map((r) => r['instanceId']);
    const machines = (await zen('DescribeInstances', {}, 'vm')).map((r) => r['instanceId']);
    expect([bare.at(-1), machines[0]]).toEqual([metal, virtual]);
    expect(idsOf(truth('zen').instances)).toEqual([...bare, ...machines]);
    const parentId = firstListener('zen').vendorId;
    const target = { __typename: 'Instance', vendorId: virtual };
    const backend = change('zen', 'insert', 'backend', { parentId, index: 0, fields: { target } });
    const rows = await zen('DescribeBackends', { listenerId: parentId, instanceType: 'VM' });
    expect(rows[0]).toMatchObject({ backendId: backend, instanceId: virtual, instanceType: 'VM' });
  });

  it('of a router is for QingCloud alone', async () => {
    const id = change('qing', 'insert', 'router', { fields: { vendorStatus: 'poweroffed' } });
    const rows = rowsOf(await qing('DescribeRouters', { 'routers.1': id }), 'router_set');
    expect(rows).toMatchObject([{ router_id: id, status: 'poweroffed' }]);
    expect(() => change('zen', 'insert', 'router')).toThrow(
      'kind: ZENLAYER_BMC has no router; it has loadBalancer, listener, backend, instance',
    );
  });

  it('is refused where the vendor takes no more', () => {
    const parentId = change('qing', 'insert', 'loadBalancer');
    for (let count = 0; count < 50; count += 1) change('qing', 'insert', 'listener', { parentId });
    expect(() => change('qing', 'insert', 'listener', { parentId })).toThrow('parentId: has 50 listeners');
    const ports = row(truth('qing').loadBalancers, parentId).listeners.map(
      ({ ports: [range] }) => range?.from,
    );
    expect(new Set(ports).size).toBe(50);
  });
});

describe('remove', () => {
  it('takes listeners and backends along', async () => {
    const gone = present(truth('zen').loadBalancers[0]);
    expect(change('zen', 'remove', 'loadBalancer', { id: gone.vendorId })).toBe(gone.vendorId);
    const text = JSON.stringify([
      truth('zen'),
      await zen('DescribeLoadBalancers'),
      await zen('DescribeListeners'),
    ]);
    for (const listener of gone.listeners)
      for (const id of [gone.vendorId, listener.vendorId, ...idsOf(listener.backends)])
        expect(text).not.toContain(id);
  });

  it.each(['qing', 'zen'] as const)('of an instance of %s leaves backends that name it', async (account) => {
    const { instances, loadBalancers } = truth(account);
    const known = new Set(idsOf(instances));
    const vendorId = present(
      loadBalancers
        .flatMap(({ listeners }) => listeners.flatMap(({ backends }) => backends))
        .flatMap(({ target }) => (target.__typename === 'IpTarget' ? [] : [target.vendorId]))
        .find((id) => known.has(id)),
    );
    change(account, 'remove', 'instance', { id: vendorId });
    expect(idsOf(truth(account).instances)).not.toContain(vendorId);
    const found =
      account === 'qing'
        ? rowsOf(await qing('DescribeInstances', { 'instances.1': vendorId }), 'instance_set')
        : await zen('DescribeInstances', { instanceIds: [vendorId] });
    expect(found).toEqual([]);
    expect(JSON.stringify(truth(account).loadBalancers)).toContain(vendorId);
  });
});

describe('update', () => {
  it.each([
    [{ status: 'STOPPED' }, 'stopped', 'STOPPED', ''],
    [{ status: 'CREATING' }, 'pending', 'CREATING', 'creating'],
    [{ vendorStatus: 'Suspended' }, 'Suspended', 'SUSPENDED', ''],
    [{ vendorStatus: 'frozen' }, 'frozen', 'UNKNOWN', ''],
    [{ status: 'DELETED', vendorStatus: 'ceased' }, 'ceased', 'DELETED', ''],
  ])('of a load balancer with %j', async (fields: Fields, wire, status, transition) => {
    const id = change('qing', 'insert', 'loadBalancer');
    change('qing', 'update', 'loadBalancer', { id, fields });
    const json = await qing('DescribeLoadBalancers', { 'loadbalancers.1': id });
    expect(rowsOf(json, 'loadbalancer_set')).toMatchObject([{ status: wire, transition_status: transition }]);
    const { loadBalancers, byIdOnly } = truth('qing');
    const listed = status === 'DELETED' ? byIdOnly.loadBalancers : loadBalancers;
    expect(row(listed, id)).toMatchObject({ status, vendorStatus: wire });
    expect(idsOf(loadBalancers).includes(id)).toBe(status !== 'DELETED');
  });

  it.each([
    [{ status: 'REBOOTING' }, 'running', 'REBOOTING', 'restarting'],
    [{ vendorStatus: 'stopped' }, 'stopped', 'STOPPED', ''],
    [{ status: 'STARTING', vendorStatus: 'stopped' }, 'stopped', 'STARTING', 'starting'],
  ])('of a QingCloud instance with %j', async (fields: Fields, wire, status, transition) => {
    const id = present(inPek3(truth('qing').instances)[0]).vendorId;
    change('qing', 'update', 'instance', { id, fields });
    const json = await qing('DescribeInstances', { 'instances.1': id });
    expect(rowsOf(json, 'instance_set')).toMatchObject([{ status: wire, transition_status: transition }]);
    expect(row(truth('qing').instances, id)).toMatchObject({ status, vendorStatus: wire });
  });

  it('of a QingCloud life cycle or health with what its row does not tell', async () => {
    const parentId = firstListener('qing').vendorId;
    const fields = { status: 'UNKNOWN', health: 'UNKNOWN' };
    const id = change('qing', 'insert', 'backend', { parentId, fields });
    const json = await qing('DescribeLoadBalancerBackends', { 'loadbalancer_backends.1': id });
    const [wire] = rowsOf(json, 'loadbalancer_backend_set');
    expect(wire).not.toHaveProperty('status');
    expect(wire).not.toHaveProperty('disabled');
  });

  it('of a Zenlayer row gives status, names and addresses everywhere they stand', async () => {
    const { instances, loadBalancers } = truth('zen');
    const named = present(instances[0]).vendorId;
    change('zen', 'update', 'instance', { id: named, fields: { name: 'renamed', status: 'STARTING' } });
    expect((await zen('DescribeInstances', { instanceIds: [named] }))[0]).toMatchObject({
      instanceName: 'renamed',
      instanceStatus: 'BOOTING',
    });
    const loadBalancer = present(loadBalancers[1]);
    const fields = {
      status: 'UNKNOWN',
      addresses: ['192.0.2.1', '192.0.2.2'],
      tags: [{ key: 'a', value: 'b' }],
    };
    change('zen', 'update', 'loadBalancer', { id: loadBalancer.vendorId, fields });
    const [wire] = await zen('DescribeLoadBalancers', { loadBalancerIds: [loadBalancer.vendorId] });
    expect(wire).toMatchObject({ status: 'Reconfiguring', tags: { tags: fields.tags } });
    expect(rowsOf(present(wire), 'vipList').map((vip) => vip['ipAddress'])).toEqual(fields.addresses);
    const id = present(firstListener('zen').backends[0]?.vendorId);
    const target = { __typename: 'Instance', vendorId: named };
    change('zen', 'update', 'backend', { id, fields: { target, vendorStatus: 'AVAILABLE' } });
    const listenerId = firstListener('zen').vendorId;
    const rows = await zen('DescribeBackends', { listenerId, backendIds: [id] });
    expect(rows).toMatchObject([{ instanceId: named, instanceName: 'renamed', status: 'AVAILABLE' }]);
    expect(row(firstListener('zen').backends, id)).toMatchObject({ status: 'ACTIVE', target });
  });
});

describe('move', () => {
  it.each([0, 2, 4])('puts a row at place %i of its list', async (index) => {
    const parentId = change('qing', 'insert', 'loadBalancer');
    const ids = Array.from({ length: 5 }, () => change('qing', 'insert', 'listener', { parentId }));
    const moved = present(ids[1]);
    change('qing', 'move', 'listener', { id: moved, index });
    const others = ids.filter((id) => id !== moved);
    const expected = [...others.slice(0, index), moved, ...others.slice(index)];
    const json = await qing('DescribeLoadBalancerListeners', { loadbalancer: parentId });
    expect(rowsOf(json, 'loadbalancer_listener_set').map((r) => r['loadbalancer_listener_id'])).toEqual(
      expected,
    );
    expect(idsOf(row(truth('qing').loadBalancers, parentId).listeners)).toEqual(expected);
  });
});

describe('mutations', () => {
  const list = (listener: string): Mutation[] => [
    { op: 'insert', kind: 'loadBalancer', ...where.qing, index: 1 },
    { op: 'insert', kind: 'instance', ...where.zen },
    { op: 'insert', kind: 'backend', ...where.zen, parentId: listener, fields: { weight: 7 } },
  ];

  it('give the same rows for the same seed and order, and do not change the others', () => {
    const run = (extra: boolean): unknown => {
      const own = createSimulator({ topology, seed: 9 });
      const listener = present(own.inventory('zen').accounts[0]?.loadBalancers[0]?.listeners[0]).vendorId;
      const refused: Mutation = {
        op: 'insert',
        kind: 'instance',
        account: 'zen',
        fields: { status: 'TIRED' },
      };
      if (extra) expect(() => own.mutate(refused)).toThrow('fields.status');
      const made = list(listener).map((mutation) => own.mutate(mutation).vendorId);
      return [made, own.inventory()];
    };
    expect(run(true)).toEqual(run(false));
    const own = createSimulator({ topology, seed: 9 });
    const before = present(own.inventory('qing').accounts[0]);
    const { vendorId: id } = own.mutate({ op: 'insert', kind: 'loadBalancer', ...where.qing });
    own.mutate({ op: 'remove', kind: 'loadBalancer', ...where.qing, id });
    expect(own.inventory('qing').accounts[0]).toEqual(before);
    expect(own.mutate({ op: 'insert', kind: 'loadBalancer', ...where.qing }).vendorId).not.toBe(id);
  });
});

describe('POST mutations', () => {
  const post = async (body: unknown): Promise<{ status: number; json: unknown }> => {
    const reply = await fetch(`${url}/_simulator/mutations`, { method: 'POST', body: JSON.stringify(body) });
    return { status: reply.status, json: await reply.json() };
  };
  let before = '';
  beforeEach(() => {
    before = JSON.stringify(simulator.inventory());
  });

  it('answers the vendorId', async () => {
    const { status, json } = await post({ op: 'insert', kind: 'loadBalancer', account: 'zen', region: null });
    expect(status).toBe(200);
    const { vendorId } = json as { vendorId: string };
    expect(idsOf(truth('zen').loadBalancers).at(-1)).toBe(vendorId);
  });

  const insert = { op: 'insert', account: 'qing', region: 'pek3', kind: 'loadBalancer' };
  const id = present(inPek3(truth('qing').loadBalancers)[0]).vendorId;
  it.each<[string, unknown, ...string[]]>([
    ['a shape', { op: 'paint', kind: 'cloud', account: 1 }, 'op: ', 'kind: ', 'account: '],
    ['an unknown key', { ...insert, place: 1 }, 'place'],
    ['an account', { ...insert, account: 'nobody' }, 'account: unknown account "nobody"'],
    ['a region', { ...insert, region: 'ap2a' }, 'region: must be one of pek3, gd2'],
    ['no region', { ...insert, region: undefined }, 'region: must be one of pek3, gd2'],
    ['a region too many', { ...insert, account: 'zen' }, 'region: ZENLAYER_BMC has no regions'],
    ['a kind that is to come', { ...insert, kind: 'rule' }, 'kind: QINGCLOUD has no rule'],
    ['an index', { ...insert, index: 999 }, 'index: at most'],
    ['no parent', { ...insert, kind: 'listener' }, 'parentId: insert of a listener needs the vendorId'],
    ['a parent', { ...insert, kind: 'backend', parentId: 'lbl-x' }, 'parentId: unknown listener "lbl-x"'],
    ['a parent too many', { ...insert, parentId: id }, 'parentId: a loadBalancer has no parent'],
    ['an id', { ...insert, op: 'remove', id: 'lb-x' }, 'id: unknown loadBalancer "lb-x"'],
    ['no id, index', { ...insert, op: 'move' }, 'id: move needs it', 'index: move needs it'],
    [
      'what does not matter',
      { ...insert, op: 'remove', id, index: 0, fields: {} },
      'index: not for',
      'fields: not',
    ],
    [
      'fields',
      { ...insert, fields: { colour: 1, name: 2, status: 'TIRED', createdAt: 'today' } },
      'fields.colour: cannot be set; these can: name',
      'fields.name: ',
      'fields.status: must be one of CREATING, ACTIVE, STOPPED',
      'fields.createdAt: must be a UTC time',
    ],
    [
      'words that do not go together',
      { ...insert, fields: { status: 'ACTIVE', vendorStatus: 'stopped' } },
      'fields.status: ACTIVE is not what vendorStatus "stopped" means',
    ],
    [
      'a target of another look',
      {
        ...insert,
        kind: 'backend',
        parentId: firstListener('qing').vendorId,
        fields: { target: { __typename: 'Router', vendorId: 'i-1' }, vendorStatus: '7' },
      },
      'fields.target: must start with "rtr-"',
      'fields.vendorStatus: must be one of 0, 1, null',
    ],
  ])('refuses %s by every mistake and changes nothing', async (_what, body, ...messages) => {
    const { status, json } = await post(body);
    expect(status).toBe(400);
    for (const message of messages) expect((json as { error: string }).error).toContain(message);
    expect(JSON.stringify(simulator.inventory())).toBe(before);
  });
});
