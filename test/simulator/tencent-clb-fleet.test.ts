import { afterEach, describe, expect, it } from 'vitest';
import type { InventoryAccount } from '../../src/simulator/inventory.js';
import { createSimulator, type Mutation } from '../../src/simulator/simulator.js';
import { placesOf } from './listener-places.js';
import { present, startSimulator, type TopologyAccount } from './start-simulator.js';
import { callTencent, type TencentParams } from './tencent-client.js';
import { oldClbAccount, tencentClbAccount } from './tencent-clb-account.js';
import { walkRegion } from './tencent-clb-walk.js';

type Row = Record<string, unknown>;

const small = {
  loadBalancers: 8,
  application: 4,
  listeners: 14,
  l7Listeners: 5,
  backends: 60,
  instances: 12,
};
const { simulator, client } = await startSimulator({
  topology: { accounts: [tencentClbAccount(small)] },
  seed: 8,
});
const truth = (): InventoryAccount => present(simulator.inventory('clb').accounts[0]);
const rulesOf = ({ loadBalancers }: InventoryAccount) =>
  loadBalancers.flatMap(({ listeners }) => listeners.flatMap(({ rules }) => rules));

afterEach(() => simulator.setFaults([]));

describe('a fleet', () => {
  const made = (account: TopologyAccount): InventoryAccount =>
    present(
      createSimulator({ topology: { accounts: [account] }, seed: 2 }).inventory(account.id).accounts[0],
    );

  it.each([tencentClbAccount(), oldClbAccount()])(
    'has machines of one private address in two networks: $profile',
    (account) => {
      const { loadBalancers, instances } = made(account);
      const pair = instances.filter(({ vendorId, privateAddresses: [address] }) =>
        instances.some((row) => row.vendorId !== vendorId && row.privateAddresses[0] === address),
      );
      expect(pair).toHaveLength(2);
      expect(new Set(pair.map(({ vendorFields }) => vendorFields['vpcId'])).size).toBe(2);
      const owners = pair.map(({ vendorId }) =>
        loadBalancers.filter(({ backends, listeners }) =>
          [...backends, ...listeners.flatMap((listener) => placesOf(listener).flat())].some(
            ({ target }) => target.__typename === 'Instance' && target.vendorId === vendorId,
          ),
        ),
      );
      // Behind one load balancer an address is one machine.
      expect(new Set(owners.flat()).size).toBe(owners.flat().length);
      expect(owners.map(({ length }) => length > 0)).toEqual([true, true]);
    },
  );

  /** Rows as the vendor counts them: a machine at a classic load balancer is one, whatever listeners there are. */
  const boundAt = (row: InventoryAccount['loadBalancers'][number]): number =>
    row.vendorFields['forward'] === 1
      ? row.listeners.reduce((sum, listener) => sum + placesOf(listener).flat().length, 0)
      : (row.listeners[0]?.backends ?? row.backends).length;

  it.each([
    tencentClbAccount(),
    tencentClbAccount(small),
    oldClbAccount(),
    tencentClbAccount({ regions: ['gz', 'ap-beijing'] }),
  ])('of $id has the totals of its topology in each region', (account) => {
    const all = made(account);
    const times = account.regions.length;
    const listeners = all.loadBalancers.flatMap((row) => row.listeners);
    expect(all.loadBalancers).toHaveLength(account.loadBalancers * times);
    expect(all.loadBalancers.filter(({ vendorFields }) => vendorFields['forward'] === 1)).toHaveLength(
      (account.application ?? 0) * times,
    );
    expect(listeners).toHaveLength((account.listeners + (account.l7Listeners ?? 0)) * times);
    expect(rulesOf(all)).toHaveLength((account.l7Listeners ?? 0) * (account.rulesPerL7Listener ?? 0) * times);
    expect(all.loadBalancers.reduce((sum, row) => sum + boundAt(row), 0)).toBe(account.backends * times);
    expect(all.instances).toHaveLength(account.instances * times);
  });

  it.each([tencentClbAccount(), oldClbAccount()])('of $id that is large has the special cases', (account) => {
    const all = made(account);
    const lists = all.loadBalancers.flatMap(({ listeners }) =>
      listeners.flatMap(({ backends, rules }) =>
        rules.length > 0 ? rules.map((rule) => rule.backends) : [backends],
      ),
    );
    expect(Math.max(...all.loadBalancers.map(boundAt))).toBeGreaterThan(100);
    expect(lists.some(({ length }) => length >= 100)).toBe(true);
    expect(lists.some(({ length }) => length === 0)).toBe(true);
    const bare = all.loadBalancers.filter(({ listeners }) => listeners.length === 0);
    expect(
      bare.some(({ backends }) => backends.length > 0 && backends.every(({ port }) => port === null)),
    ).toBe(true);
    expect(all.loadBalancers.map(({ status }) => status)).toContain('UNKNOWN');
    expect(all.instances.map(({ status }) => status)).toContain('UNKNOWN');
    const targets = lists.flat().map(({ target }) => target);
    expect(targets.some(({ __typename }) => __typename === 'UnknownTarget')).toBe(
      account.application !== undefined,
    );
    const known = new Set(all.instances.map(({ vendorId }) => vendorId));
    const gone = targets.filter((target) => target.__typename === 'Instance' && !known.has(target.vendorId));
    expect(gone.length).toBeGreaterThan(0);
    const healths = new Set(lists.flat().map(({ vendorHealth }) => vendorHealth));
    expect(healths).toEqual(new Set(['0', '1', '-1', '2', null]));
  });

  it.each([tencentClbAccount(), oldClbAccount()])('of $id binds nothing twice in one place', (account) => {
    for (const { listeners } of made(account).loadBalancers)
      for (const listener of listeners)
        for (const list of placesOf(listener)) {
          const keys = list.map(({ target, port }) => JSON.stringify([target, port]));
          expect(new Set(keys).size).toBe(keys.length);
        }
  });

  it('lists what is bound at a rule under its listener, too, rule after rule', () => {
    const web = made(tencentClbAccount())
      .loadBalancers.flatMap(({ listeners }) => listeners)
      .filter(({ rules }) => rules.length > 1 && rules.every(({ backends }) => backends.length > 0));
    expect(web.length).toBeGreaterThan(0);
    for (const { backends, rules } of web) expect(backends).toEqual(rules.flatMap((rule) => rule.backends));
  });

  it('spreads listeners evenly, but for one classic load balancer without any', () => {
    const [classic, application] = [5, 6];
    const { loadBalancers } = made(
      tencentClbAccount({
        loadBalancers: classic + application,
        application,
        listeners: 3 * (classic + application - 1),
        l7Listeners: 2 * application,
        rulesPerL7Listener: 5,
      }),
    );
    const layoutsOf = (forward: number): number[][] =>
      loadBalancers
        .filter(({ vendorFields }) => vendorFields['forward'] === forward)
        .map(({ listeners }) => listeners.map(({ rules }) => rules.length));
    expect(layoutsOf(1)).toEqual(Array.from({ length: application }, () => [0, 0, 0, 5, 5]));
    expect(layoutsOf(0).sort((a, b) => a.length - b.length)).toEqual([
      [],
      ...Array.from({ length: classic - 1 }, () => [0, 0, 0]),
    ]);
  });

  it('is the same for the same seed and another one for another', () => {
    const bySeed = (seed: number) =>
      createSimulator({ topology: { accounts: [tencentClbAccount()] }, seed }).inventory();
    expect(bySeed(4)).toEqual(bySeed(4));
    expect(bySeed(4)).not.toEqual(bySeed(5));
  });

  it.each([
    ['a region that is none', { regions: ['mars'] }, 'regions[0]: is no region'],
    [
      'a region in both spellings',
      { regions: ['gz', 'ap-guangzhou'] },
      'regions[1]: "ap-guangzhou" is the same region as "gz"',
    ],
    ['more application load balancers than any', { application: 15 }, 'application: at most 14'],
    ['application ones in 2014', { profile: 'cn-2014' }, 'application: the edition of 2014'],
    ['layer 7 without application ones', { application: 0 }, 'l7Listeners: only application'],
    ['a profile', { profile: 'cn-1999' }, 'profile: must be one of cn-2014, cn-2018, intl-2018'],
    ['a router', { routers: 1 }, 'routers: TENCENT_CLB has none'],
    ['an address of a virtual machine', { vmIps: 1 }, 'vmIps: TENCENT_CLB has none'],
    [
      'machines bound twice',
      { application: 0, l7Listeners: 0, loadBalancers: 2, backends: 9, instances: 4 },
      'backends: too many',
    ],
  ])('with %s is refused by its path', (_what, changes, message) => {
    expect(() => made(tencentClbAccount(changes))).toThrow(`accounts[0].${message}`);
  });
});

describe('a mutation', () => {
  const change = (op: Mutation['op'], kind: Mutation['kind'], rest: Partial<Mutation> = {}): string =>
    simulator.mutate({ op, kind, account: 'clb', region: 'gz', ...rest }).vendorId;
  const walk = () => walkRegion(client('clb'));
  const isTold = async (): Promise<void> => {
    const walked = await walk();
    expect(walked.loadBalancers).toEqual(truth().loadBalancers);
    expect(walked.instances).toEqual(truth().instances);
  };
  const find = (id: string) => present(truth().loadBalancers.find(({ vendorId }) => vendorId === id));
  const classic = present(
    truth().loadBalancers.find((row) => row.vendorFields['forward'] === 0 && row.listeners.length > 0),
  );
  const rule = present(rulesOf(truth()).find(({ backends }) => backends.length > 1));

  it('puts and moves load balancers to a place that the order by creation time shows', async () => {
    const third = change('insert', 'loadBalancer', {
      index: 2,
      fields: { name: 'canary', status: 'CREATING' },
    });
    expect(truth().loadBalancers[2]).toMatchObject({ vendorId: third, name: 'canary', vendorStatus: '0' });
    await isTold();
    change('move', 'loadBalancer', { id: third, index: 5 });
    expect(truth().loadBalancers[5]?.vendorId).toBe(third);
    await isTold();
    change('move', 'loadBalancer', { id: third, index: 0 });
    await isTold();
    change('remove', 'loadBalancer', { id: third });
    await isTold();
  });

  it('binds a machine at a classic load balancer, seen through each listener', async () => {
    const before = present(classic.listeners[0]).backends.length;
    const id = change('insert', 'backend', {
      parentId: classic.vendorId,
      fields: { weight: 7, health: 'DOWN' },
    });
    expect(id.startsWith(`${classic.vendorId}/ins-`)).toBe(true);
    for (const { backends } of find(classic.vendorId).listeners) {
      expect(backends).toHaveLength(before + 1);
      expect(backends.at(-1)?.weight).toBe(7);
    }
    await isTold();
    change('update', 'backend', { id, fields: { weight: 8 } });
    change('remove', 'backend', { id });
    await isTold();
  });

  it('changes the port on which machines are reached through a classic listener', async () => {
    const [listener] = classic.listeners;
    const id = present(listener).vendorId;
    change('update', 'listener', { id, fields: { instancePort: 8123 } });
    const seen = find(classic.vendorId).listeners.map(
      ({ backends }) => new Set(backends.map(({ port }) => port)),
    );
    expect(seen[0]).toEqual(new Set([8123]));
    for (const ports of seen.slice(1)) expect(ports.has(8123)).toBe(false);
    await isTold();
  });

  it('adds, changes and removes listeners, rules, their backends and machines', async () => {
    const application = present(truth().loadBalancers.find((row) => row.vendorFields['forward'] === 1));
    const parentId = application.vendorId;
    const listener = change('insert', 'listener', { parentId, fields: { protocol: 'HTTP', name: 'probe' } });
    const made = change('insert', 'rule', {
      parentId: listener,
      fields: { domain: 'a.example', path: '/x' },
    });
    const bound = change('insert', 'backend', { parentId: made, fields: { port: 8123 } });
    expect(bound).toMatch(/^loc-\w+\/ins-\w+:8123$/);
    expect(find(parentId).listeners.at(-1)).toMatchObject({
      protocol: 'HTTP',
      name: 'probe',
      rules: [{ vendorId: made, domain: 'a.example', path: '/x', backends: [{ port: 8123 }] }],
    });
    const machine = change('insert', 'instance', { fields: { name: 'fresh', status: 'STOPPED' } });
    change('update', 'backend', {
      id: bound,
      fields: { target: { __typename: 'Instance', vendorId: machine } },
    });
    await isTold();
    change('remove', 'instance', { id: machine });
    change('remove', 'rule', { id: made });
    change('remove', 'listener', { id: listener });
    await isTold();
    change('move', 'rule', { id: rule.vendorId, index: 0 });
    await isTold();
  });

  it('that does not fit is refused', () => {
    expect(() => change('insert', 'backend', { parentId: 'lb-none' })).toThrow('parentId: unknown');
    expect(() => change('update', 'backend', { id: 'lbl-x/ins-y:1', fields: { weight: 1 } })).toThrow(
      'id: unknown',
    );
    expect(() =>
      change('update', 'loadBalancer', { id: classic.vendorId, fields: { vendorStatus: '9' } }),
    ).toThrow('vendorStatus');
  });
});

describe('a fault', () => {
  const application = present(
    truth().loadBalancers.find(({ listeners }) =>
      listeners.some(({ rules }) => rules.some(({ backends }) => backends.length > 0)),
    ),
  );
  const classic = present(
    truth().loadBalancers.find(
      (row) => row.vendorFields['forward'] === 0 && (row.listeners[0]?.backends.length ?? 0) > 1,
    ),
  );
  const ofClassic = { loadBalancerId: classic.vendorId };
  const ofApplication = { loadBalancerId: application.vendorId };
  /** Every object that stands in a list, however deep. */
  const inside = (json: Row): Row[] =>
    Object.values(json)
      .flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : []))
      .flatMap((value) =>
        typeof value === 'object' && value !== null ? [value as Row, ...inside(value as Row)] : [],
      );

  const listings: readonly (readonly [string, TencentParams, string, string, string])[] = [
    ['DescribeLoadBalancers', { forward: -1 }, 'unLoadBalancerId', 'status', 'loadBalancerName'],
    ['DescribeLoadBalancerListeners', ofClassic, 'unListenerId', 'status', 'listenerName'],
    ['DescribeLoadBalancerBackends', ofClassic, 'unInstanceId', 'instanceStatus', 'instanceName'],
    ['DescribeLBHealthStatus', ofClassic, 'ip', 'healthStatus', 'port'],
    ['DescribeForwardLBBackends', ofApplication, 'unInstanceId', 'instanceStatus', 'instanceName'],
    [
      'DescribeForwardLBHealthStatus',
      { 'loadBalancerIds.0': application.vendorId },
      'ip',
      'healthStatus',
      'healthStatus',
    ],
    ['DescribeLoadBalancersByInstances', {}, 'unLoadBalancerId', 'status', 'loadBalancerName'],
    ['DescribeInstances', {}, 'unInstanceId', 'status', 'instanceName'],
  ];

  const under = async (kind: string, action: string, params: TencentParams): Promise<Row> => {
    simulator.setFaults([{ kind, ms: 3_600_000 }]);
    const { json } = await callTencent(client('clb'), action, params).finally(() => simulator.setFaults([]));
    return json;
  };

  it.each(listings)(
    'of rows strikes %s on the innermost rows',
    async (action, params, id, enumerated, optional) => {
      const plain = inside((await callTencent(client('clb'), action, params)).json);
      const rowsWith = (rows: readonly Row[]): number => rows.filter((row) => id in row).length;
      const wrong = inside(await under('wrong-type', action, params));
      expect(wrong.filter((row) => typeof row[id] === 'object')).toHaveLength(1);
      const odd = inside(await under('unknown-enum', action, params));
      expect(odd.filter((row) => row[enumerated] === 'a-value-nobody-knows')).toHaveLength(1);
      const missing = inside(await under('missing-field', action, params));
      expect(missing.filter((row) => optional in row)).toHaveLength(
        plain.filter((row) => optional in row).length - 1,
      );
      expect(rowsWith(inside(await under('duplicate-row', action, params)))).toBe(rowsWith(plain) + 1);
      const totalOf = (json: Row): unknown => json['totalCount'];
      const total = totalOf((await callTencent(client('clb'), action, params)).json);
      const mismatch = totalOf(await under('total-mismatch', action, params));
      expect(mismatch).toBe(typeof total === 'number' ? total + 2 : undefined);
      if (params['loadBalancerId'] === undefined && params['loadBalancerIds.0'] === undefined) return;
      const foreign = inside(await under('foreign-row', action, params));
      expect(foreign.filter((row) => row[id] === 'foreign-0000')).toHaveLength(1);
    },
  );

  it('strikes rules as well as listeners of DescribeForwardLBListeners', async () => {
    const struck = new Set<string>();
    for (let seed = 0; seed < 12; seed += 1) {
      simulator.setFaults([{ kind: 'wrong-type', seed }]);
      const { json } = await callTencent(client('clb'), 'DescribeForwardLBListeners', ofApplication);
      for (const row of inside(json))
        for (const name of ['listenerId', 'locationId']) if (typeof row[name] === 'object') struck.add(name);
    }
    expect(struck).toEqual(new Set(['listenerId', 'locationId']));
  });

  it('of the whole call is spelled as the vendor does', async () => {
    const code = async (kind: string): Promise<unknown> =>
      (await under(kind, 'DescribeInstances', {}))['code'];
    expect([
      await code('vendor-throttle'),
      await code('vendor-internal'),
      await code('auth'),
      await code('clock'),
    ]).toEqual([4400, 6000, 4100, 4500]);
    const modern = await under('vendor-throttle', 'DescribeInstances', { Version: '2017-03-12' });
    expect(modern['Response']).toMatchObject({ Error: { Code: 'InvalidRequest.LimitExceeded' } });
    for (const kind of ['http500', 'http429']) {
      simulator.setFaults([{ kind }]);
      expect((await callTencent(client('clb'), 'DescribeInstances')).status).toBe(Number(kind.slice(4)));
    }
  });
});
