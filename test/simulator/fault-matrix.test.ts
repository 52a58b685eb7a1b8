import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { callQingcloud, rowsOf } from './qingcloud-client.js';
import { present, qingcloudAccount, startSimulator, zenlayerAccount } from './start-simulator.js';
import { callZenlayer } from './zenlayer-client.js';

const { simulator, client } = await startSimulator({
  topology: { accounts: [qingcloudAccount(), zenlayerAccount()] },
});
const qing = present(simulator.inventory('qing').accounts[0]);
const zen = present(simulator.inventory('zen').accounts[0]);
const idOf = (row: { vendorId: string } | undefined): string => present(row).vendorId;

type Row = Record<string, unknown>;

interface Listing {
  readonly action: string;
  /** Where the rows stand. */
  readonly set: string;
  readonly id: string;
  /** Fields that `unknown-enum` and `missing-field` may change. */
  readonly changed: readonly string[];
  /** Fields that name what a row stands under. */
  readonly parents?: readonly string[];
  /** The call that names ids or a parent, and one that so finds nothing; absent where rows cannot be named. */
  readonly narrow?: Row;
  readonly nothing?: Row;
  readonly service?: 'bmc' | 'vm';
  readonly args?: Row;
}

const qingcloud: readonly Listing[] = [
  {
    action: 'DescribeLoadBalancers',
    set: 'loadbalancer_set',
    id: 'loadbalancer_id',
    changed: ['status', 'loadbalancer_name'],
    narrow: { 'loadbalancers.1': idOf(qing.loadBalancers[0]) },
    nothing: { 'loadbalancers.1': 'lb-x' },
  },
  {
    action: 'DescribeLoadBalancerListeners',
    set: 'loadbalancer_listener_set',
    id: 'loadbalancer_listener_id',
    changed: ['balance_mode', 'loadbalancer_listener_name'],
    parents: ['loadbalancer_id'],
    narrow: { loadbalancer: idOf(qing.loadBalancers[0]) },
    nothing: { loadbalancer: 'lb-x' },
  },
  {
    action: 'DescribeLoadBalancerBackends',
    set: 'loadbalancer_backend_set',
    id: 'loadbalancer_backend_id',
    changed: ['status', 'loadbalancer_backend_name'],
    parents: ['loadbalancer_id', 'loadbalancer_listener_id'],
    narrow: { loadbalancer: idOf(qing.loadBalancers[0]) },
    nothing: { loadbalancer_listener: 'lbl-x' },
  },
  {
    action: 'DescribeInstances',
    set: 'instance_set',
    id: 'instance_id',
    changed: ['status', 'instance_name'],
    narrow: { 'instances.1': idOf(qing.instances[0]) },
    nothing: { 'instances.1': 'i-x' },
  },
  {
    action: 'DescribeRouters',
    set: 'router_set',
    id: 'router_id',
    changed: ['status', 'router_name'],
    narrow: { 'routers.1': idOf(qing.routers[0]) },
  },
  {
    action: 'DescribeZones',
    set: 'zone_set',
    id: 'zone_id',
    changed: ['status'],
    narrow: { 'zones.1': 'pek3' },
    nothing: { 'zones.1': 'gd2' },
  },
];

const zenlayer: readonly Listing[] = [
  {
    action: 'DescribeLoadBalancers',
    set: 'dataSet',
    id: 'loadBalancerId',
    changed: ['status', 'loadBalancerName'],
    narrow: { loadBalancerIds: [idOf(zen.loadBalancers[0])] },
    nothing: { loadBalancerIds: ['lb-x'] },
  },
  {
    action: 'DescribeListeners',
    set: 'dataSet',
    id: 'listenerId',
    changed: ['status', 'listenerName'],
    parents: ['loadBalancerId'],
    narrow: { loadBalancerIds: [idOf(zen.loadBalancers[0])] },
    nothing: { listenerIds: ['lis-x'] },
  },
  {
    action: 'DescribeBackends',
    set: 'dataSet',
    id: 'backendId',
    changed: ['status', 'backendName'],
    parents: ['listenerId'],
    args: { listenerId: idOf(zen.loadBalancers[0]?.listeners[0]) },
    narrow: {},
    nothing: { listenerId: 'lis-x' },
  },
  {
    action: 'DescribeInstances',
    set: 'dataSet',
    id: 'instanceId',
    changed: ['instanceStatus', 'instanceName'],
    narrow: { instanceIds: [idOf(zen.instances[0])] },
    nothing: { instanceIds: ['ins-x'] },
  },
  {
    action: 'DescribeInstances',
    service: 'vm',
    set: 'dataSet',
    id: 'instanceId',
    changed: ['instanceStatus', 'instanceName'],
    narrow: { instanceIds: [idOf(zen.instances.at(-1))] },
    nothing: { instanceIds: ['ins-x'] },
  },
  { action: 'DescribeZones', set: 'zoneSet', id: 'zoneId', changed: ['zoneName', 'cityName'] },
];

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly code: unknown;
  readonly rows: Row[];
  readonly total: unknown;
}

const askQingcloud = async ({ action, set, args }: Listing, more: Row = {}): Promise<Reply> => {
  const params = { action, zone: 'pek3', ...args, ...more } as Record<string, string>;
  const { status, text, json } = await callQingcloud(client('qing'), params);
  return { status, text, code: json['ret_code'], rows: rowsOf(json, set), total: json['total_count'] };
};
const askZenlayer = async ({ action, set, args, service }: Listing, more: Row = {}): Promise<Reply> => {
  const options = { ...client('zen'), ...(service ? { service } : {}) };
  const { status, text, json, response } = await callZenlayer(options, action, { ...args, ...more });
  return { status, text, code: json['code'], rows: rowsOf(response, set), total: response['totalCount'] };
};

afterEach(() => simulator.setFaults([]));

describe.each([
  { vendor: 'QingCloud', listings: qingcloud, ask: askQingcloud },
  { vendor: 'Zenlayer', listings: zenlayer, ask: askZenlayer },
])('$vendor', ({ vendor, listings, ask }) => {
  const failures: Readonly<Record<string, readonly [number, unknown]>> =
    vendor === 'QingCloud'
      ? {
          http500: [500, undefined],
          http429: [429, undefined],
          'vendor-throttle': [200, 2500],
          'vendor-internal': [200, 5000],
          auth: [200, 1200],
          clock: [200, 1300],
        }
      : {
          http500: [500, 'INTERNAL_SERVER_ERROR'],
          http429: [429, undefined],
          'vendor-throttle': [429, 'REQUEST_LIMIT_EXCEEDED'],
          'vendor-internal': [503, 'SERVICE_TEMPORARY_UNAVAILABLE'],
          auth: [401, 'AUTHFAILURE_SIGNATURE_FAILURE'],
          clock: [401, 'AUTHFAILURE_SIGNATURE_EXPIRED'],
        };

  const under = async (kind: string, listing: Listing, more: Row = {}): Promise<Reply> => {
    simulator.setFaults([{ kind, ms: kind === 'latency' ? 1 : 3_600_000 }]);
    const reply = await ask(listing, more);
    simulator.setFaults([]);
    return reply;
  };

  it.each(listings)('fails $action $service in each way', async (listing) => {
    for (const [kind, outcome] of Object.entries(failures)) {
      const { status, code } = await under(kind, listing);
      expect([kind, status, code]).toEqual([kind, ...outcome]);
    }
    for (const kind of ['garbage', 'empty-body', 'html']) {
      const { status, text } = await under(kind, listing);
      expect(status).toBe(200);
      expect(() => JSON.parse(text) as unknown).toThrow();
    }
    for (const kind of ['reset', 'truncate']) await expect(under(kind, listing)).rejects.toThrow();
    simulator.setFaults([{ kind: 'hang' }]);
    const hanging = ask(listing).catch(() => ({}));
    expect(await Promise.race([hanging, sleep(20, 'hanging')])).toBe('hanging');
    expect((await under('latency', listing)).rows).toEqual((await ask(listing)).rows);
  });

  it.each(listings)('alters rows of $action $service', async (listing) => {
    const { id, changed, parents = [], narrow, nothing } = listing;
    const plain = await ask(listing);
    expect(plain.rows.length).toBeGreaterThan(0);
    const differences = async (kind: string): Promise<string[]> =>
      (await under(kind, listing)).rows.flatMap((row, index) =>
        Object.keys({ ...plain.rows[index], ...row }).filter(
          (name) => JSON.stringify(row[name]) !== JSON.stringify(plain.rows[index]?.[name]),
        ),
      );
    expect(await differences('wrong-type')).toEqual([id]);
    expect(await differences('unknown-enum')).toEqual([changed[0]]);
    expect(await differences('missing-field')).toEqual([changed.at(-1)]);

    const short = await under('short-page', listing);
    expect([short.rows, short.total]).toEqual([plain.rows.slice(0, -1), plain.total]);
    const twice = await under('duplicate-row', listing);
    expect([twice.rows, twice.total]).toEqual([[...plain.rows, plain.rows[0]], plain.total]);
    const { total } = await under('total-mismatch', listing);
    if (plain.total !== undefined) expect(total).toBe(Number(plain.total) + 2);

    if (!narrow) return;
    const asked = await ask(listing, narrow);
    for (const more of [narrow, ...(nothing ? [nothing] : [])]) {
      const foreign = present((await under('foreign-row', listing, more)).rows.at(-1));
      for (const name of [id, ...parents])
        expect(asked.rows.map((row) => row[name])).not.toContain(foreign[name]);
    }
    if (!nothing) return;
    for (const kind of ['short-page', 'duplicate-row', 'wrong-type', 'unknown-enum', 'missing-field'])
      expect((await under(kind, listing, nothing)).rows).toEqual([]);
  });
});
