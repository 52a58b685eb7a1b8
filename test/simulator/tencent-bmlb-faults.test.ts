import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { ownBackends } from './listener-places.js';
import { present } from './start-simulator.js';
import { dataOf, list, mixed, rowsIn, startBmlb, type Row } from './tencent-bmlb-setup.js';
import { callTencent } from './tencent-client.js';

const { simulator, client, truth } = await startBmlb({ account: { regions: ['gz'] } });
const { loadBalancers, instances, byIdOnly } = truth();
const loadBalancer = mixed(loadBalancers);
const loadBalancerId = loadBalancer.vendorId;
const layer4 = present(loadBalancer.listeners.find((row) => ownBackends(row).length > 1));
const layer7 = present(loadBalancer.listeners.find(({ rules }) => rules.length > 0));
const [machine] = layer4.backends.flatMap(({ target }) =>
  target.__typename === 'Instance' ? target.vendorId : [],
);

const leavesOf = (rows: readonly Row[], ...keys: readonly string[]): Row[] =>
  keys.reduce<Row[]>((level, key) => level.flatMap((row) => rowsIn(row, key)), [...rows]);

interface Listing {
  readonly action: string;
  readonly params: Record<string, string | number>;
  /** The rows that the call is about: the innermost ones. */
  readonly rowsOf: (json: Row) => Row[];
  readonly id: string;
  /** Fields that `unknown-enum` and `missing-field` change. */
  readonly changed: readonly [string, string];
  /** Where the total stands. */
  readonly totalOf?: (json: Row) => unknown;
  /** Parameters that name rows, so that another one can be told from them. */
  readonly narrow?: Record<string, string | number>;
}

const total = (json: Row): unknown => json['totalCount'];
const deviceTotal = (json: Row): unknown => dataOf(json)['totalNum'];
const listeners = (json: Row): Row[] => rowsIn(json, 'listenerSet');
const data = (json: Row): Row[] => rowsIn(json, 'data');
const devices = (json: Row): Row[] => rowsIn(dataOf(json), 'deviceList');

const ofListener = { loadBalancerId, listenerId: layer4.vendorId };
const listing: readonly Listing[] = [
  {
    action: 'DescribeBmLoadBalancers',
    params: {},
    rowsOf: (json) => rowsIn(json, 'loadBalancerSet'),
    id: 'loadBalancerId',
    changed: ['status', 'loadBalancerName'],
    totalOf: total,
    narrow: list('loadBalancerIds', [loadBalancerId]),
  },
  ...(['DescribeBmListeners', 'DescribeBmForwardListeners'] as const).map((action) => ({
    action,
    params: { loadBalancerId },
    rowsOf: listeners,
    id: 'listenerId',
    changed: ['status', 'listenerName'] as const,
    totalOf: total,
    narrow: list('listenerIds', [layer4.vendorId, layer7.vendorId]),
  })),
  {
    action: 'DescribeBmVportInfo',
    params: { loadBalancerId },
    rowsOf: listeners,
    id: 'listenerId',
    changed: ['status', 'listenerName'],
    totalOf: total,
  },
  {
    action: 'DescribeBmListenerInfo',
    params: { loadBalancerId },
    rowsOf: listeners,
    id: 'listenerId',
    changed: ['status', 'listenerName'],
  },
  {
    action: 'DescribeBmForwardRules',
    params: { loadBalancerId, listenerId: layer7.vendorId },
    rowsOf: (json) => leavesOf([json], 'ruleSet', 'locations'),
    id: 'locationId',
    changed: ['status', 'url'],
    totalOf: total,
  },
  {
    action: 'DescribeBmForwardListenerInfo',
    params: { loadBalancerId },
    rowsOf: (json) => leavesOf([json], 'listenerSet', 'ruleSet', 'locations'),
    id: 'locationId',
    changed: ['status', 'url'],
    totalOf: total,
  },
  {
    action: 'DescribeBmForwardListenerInfo',
    params: { loadBalancerId, ifGetRsInfo: 1 },
    rowsOf: (json) => leavesOf([json], 'listenerSet', 'ruleSet', 'locations', 'rsList'),
    id: 'instanceId',
    changed: ['status', 'weight'],
    totalOf: total,
  },
  {
    action: 'DescribeBmL4ListenerBackends',
    params: ofListener,
    rowsOf: data,
    id: 'instanceId',
    changed: ['status', 'weight'],
    narrow: {
      ...ofListener,
      'backends.0.instanceId': present(machine),
      'backends.0.port': layer4.backends[0]?.port ?? 0,
    },
  },
  {
    action: 'DescribeBmBindInfo',
    params: { unVpcId: present(loadBalancer.networkId), ...list('instanceIds', [present(machine)]) },
    rowsOf: (json) => [
      ...leavesOf([json], 'loadBalancerSet', 'L4ListenerSet', 'rsList'),
      ...leavesOf([json], 'loadBalancerSet', 'L7ListenerSet', 'ruleSet', 'locations', 'rsList'),
    ],
    id: 'instanceId',
    changed: ['status', 'rsPort'],
    totalOf: total,
    narrow: {},
  },
  {
    action: 'DescribeDevice',
    params: {},
    rowsOf: devices,
    id: 'instanceId',
    changed: ['deviceStatus', 'alias'],
    totalOf: deviceTotal,
    narrow: list('instanceIds', [present(instances[0]).vendorId]),
  },
  {
    action: 'DescribeDeviceTrash',
    params: {},
    rowsOf: devices,
    id: 'instanceId',
    changed: ['deviceStatus', 'alias'],
    totalOf: deviceTotal,
    narrow: list('instanceIds', [present(byIdOnly.instances[0]).vendorId]),
  },
];

const FAILURES: Readonly<Record<string, readonly [number, unknown]>> = {
  http500: [500, undefined],
  http429: [429, undefined],
  'vendor-throttle': [200, 4400],
  'vendor-internal': [200, 6000],
  auth: [200, 4100],
  clock: [200, 4500],
};

const ask = ({ action, params }: Listing, more: Record<string, string | number> = {}) =>
  callTencent({ ...client('bm'), region: 'gz' }, action, { ...params, ...more });
const under = async (kind: string, of: Listing, more: Record<string, string | number> = {}) => {
  simulator.setFaults([{ kind, ms: kind === 'latency' ? 1 : 3_600_000 }]);
  const reply = await ask(of, more);
  simulator.setFaults([]);
  return reply;
};

afterEach(() => simulator.setFaults([]));

describe.each(listing)('$action $params.ifGetRsInfo', (of) => {
  const { rowsOf, id, changed, totalOf, narrow } = of;

  it('fails in each way', async () => {
    for (const [kind, outcome] of Object.entries(FAILURES)) {
      const { status, json } = await under(kind, of);
      expect([kind, status, json['code']]).toEqual([kind, ...outcome]);
    }
    for (const kind of ['garbage', 'empty-body', 'html']) {
      const { status, text } = await under(kind, of);
      expect(status).toBe(200);
      expect(() => JSON.parse(text) as unknown).toThrow();
    }
    for (const kind of ['reset', 'truncate']) await expect(under(kind, of)).rejects.toThrow();
    simulator.setFaults([{ kind: 'hang' }]);
    const hanging = ask(of).catch(() => ({}));
    expect(await Promise.race([hanging, sleep(20, 'hanging')])).toBe('hanging');
    const { json } = await under('latency', of);
    expect(rowsOf(json)).toEqual(rowsOf((await ask(of)).json));
  });

  it('has its innermost rows altered, and nothing else', async () => {
    const plain = (await ask(of)).json;
    const rows = rowsOf(plain);
    expect(rows.length).toBeGreaterThan(0);
    const differences = async (kind: string): Promise<string[]> =>
      rowsOf((await under(kind, of)).json).flatMap((row, index) =>
        Object.keys({ ...rows[index], ...row }).filter(
          (name) => JSON.stringify(row[name]) !== JSON.stringify(rows[index]?.[name]),
        ),
      );
    expect(await differences('wrong-type')).toEqual([id]);
    expect(await differences('unknown-enum')).toEqual([changed[0]]);
    expect(await differences('missing-field')).toEqual([changed[1]]);

    const short = (await under('short-page', of)).json;
    expect([rowsOf(short).length, totalOf?.(short)]).toEqual([rows.length - 1, totalOf?.(plain)]);
    const twice = (await under('duplicate-row', of)).json;
    expect(rowsOf(twice)).toHaveLength(rows.length + 1);
    expect(rowsOf(twice).filter((row) => JSON.stringify(row) === JSON.stringify(rows[0])).length).toBe(
      rows.filter((row) => JSON.stringify(row) === JSON.stringify(rows[0])).length + 1,
    );
    const { json } = await under('total-mismatch', of);
    if (totalOf) expect(totalOf(json)).toBe(Number(totalOf(plain)) + 2);
    else expect(json).toEqual(plain);
  });

  it('gets a foreign row only where rows are named', async () => {
    const plain = (await ask(of, narrow)).json;
    const foreign = rowsOf((await under('foreign-row', of, narrow)).json);
    const known = rowsOf(plain).map((row) => row[id]);
    const added = foreign.map((row) => row[id]).filter((value) => !known.includes(value));
    expect(added).toEqual(narrow ? ['foreign-0000'] : []);
  });
});
