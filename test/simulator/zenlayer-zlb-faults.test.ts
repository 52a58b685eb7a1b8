import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { rowsOf } from './qingcloud-client.js';
import { present } from './start-simulator.js';
import { listOf, startZlb, type Row } from './zenlayer-zlb-setup.js';
import type { ZenlayerReply } from './zenlayer-client.js';

const { simulator, call, truth } = await startZlb({ seed: 7 });
const { loadBalancers, instances } = truth();
const [{ vendorId: loadBalancerId }, { vendorId: otherId }] = [
  present(loadBalancers[0]),
  present(loadBalancers[1]),
];

interface Listing {
  readonly action: string;
  readonly args: Row;
  readonly id: string;
  /** Fields that `unknown-enum` and `missing-field` change. */
  readonly changed: readonly [string, string];
  readonly isCounted: boolean;
  /** Names ids or a parent, so that a foreign row can be told; null where nothing can be named. */
  readonly narrow: Row | null;
}

const below = { args: { loadBalancerId }, isCounted: false, narrow: { loadBalancerId } };
const listings: readonly Listing[] = [
  {
    action: 'DescribeLoadBalancers',
    args: {},
    id: 'loadBalancerId',
    changed: ['status', 'loadBalancerName'],
    isCounted: true,
    narrow: { loadBalancerIds: [loadBalancerId, otherId] },
  },
  { action: 'DescribeListeners', id: 'listenerId', changed: ['scheduler', 'listenerName'], ...below },
  { action: 'DescribeBackends', id: 'instanceId', changed: ['protocol', 'weight'], ...below },
  { action: 'DescribeBackendHealth', id: 'instanceId', changed: ['healthStatus', 'weight'], ...below },
  {
    action: 'DescribeInstances',
    args: {},
    id: 'instanceId',
    changed: ['status', 'instanceName'],
    isCounted: true,
    narrow: { instanceIds: [present(instances[0]).vendorId] },
  },
  {
    action: 'DescribeLoadBalancerRegions',
    args: {},
    id: 'regionId',
    changed: ['cityCode', 'cityName'],
    isCounted: false,
    narrow: null,
  },
];

const failures: Readonly<Record<string, readonly [number, unknown]>> = {
  http500: [500, 'INTERNAL_SERVER_ERROR'],
  http429: [429, undefined],
  'vendor-throttle': [429, 'REQUEST_LIMIT_EXCEEDED'],
  'vendor-internal': [503, 'SERVICE_TEMPORARY_UNAVAILABLE'],
  auth: [401, 'AUTHFAILURE_SIGNATURE_FAILURE'],
  clock: [401, 'AUTHFAILURE_SIGNATURE_EXPIRED'],
};

const rowsIn = ({ response }: ZenlayerReply, action: string): Row[] => rowsOf(response, listOf(action));
const under = async (kind: string, { action, args }: Listing, more: Row = {}): Promise<ZenlayerReply> => {
  simulator.setFaults([{ kind, provider: 'ZENLAYER_ZLB', ms: kind === 'latency' ? 1 : 3_600_000 }]);
  const reply = await call(action, { ...args, ...more });
  simulator.setFaults([]);
  return reply;
};

afterEach(() => simulator.setFaults([]));

describe.each(listings)('$action', (listing) => {
  const { action, args, id, changed, isCounted, narrow } = listing;

  it('fails in each way', async () => {
    for (const [kind, outcome] of Object.entries(failures)) {
      const { status, json } = await under(kind, listing);
      expect([kind, status, json['code']]).toEqual([kind, ...outcome]);
    }
    for (const kind of ['garbage', 'empty-body', 'html']) {
      const { status, text } = await under(kind, listing);
      expect(status).toBe(200);
      expect(() => JSON.parse(text) as unknown).toThrow();
    }
    for (const kind of ['reset', 'truncate']) await expect(under(kind, listing)).rejects.toThrow();
    simulator.setFaults([{ kind: 'hang' }]);
    const hanging = call(action, args).catch(() => ({}));
    expect(await Promise.race([hanging, sleep(20, 'hanging')])).toBe('hanging');
    simulator.setFaults([]);
    expect(rowsIn(await under('latency', listing), action)).toEqual(rowsIn(await call(action, args), action));
  });

  it('has rows altered, and nothing else', async () => {
    const plain = await call(action, args);
    const rows = rowsIn(plain, action);
    expect(rows.length).toBeGreaterThan(0);
    const differences = async (kind: string): Promise<string[]> =>
      rowsIn(await under(kind, listing), action).flatMap((row, index) =>
        Object.keys({ ...rows[index], ...row }).filter(
          (name) => JSON.stringify(row[name]) !== JSON.stringify(rows[index]?.[name]),
        ),
      );
    expect(await differences('wrong-type')).toEqual([id]);
    expect(await differences('unknown-enum')).toEqual([changed[0]]);
    expect(await differences('missing-field')).toEqual([changed[1]]);
    const short = await under('short-page', listing);
    expect(rowsIn(short, action)).toEqual(rows.slice(0, -1));
    expect(short.response['totalCount']).toBe(plain.response['totalCount']);
    expect(rowsIn(await under('duplicate-row', listing), action)).toEqual([...rows, rows[0]]);
    const { response } = await under('total-mismatch', listing);
    expect(response['totalCount']).toBe(isCounted ? rowsTotal(plain) + 2 : undefined);
  });

  it('gets a foreign row only where something is named', async () => {
    const known = rowsIn(await call(action, { ...args, ...narrow }), action).map((row) => row[id]);
    const struck = rowsIn(await under('foreign-row', listing, narrow ?? {}), action).map((row) => row[id]);
    expect(struck.filter((value) => !known.includes(value))).toEqual(narrow ? ['foreign-0000'] : []);
  });
});

const rowsTotal = ({ response }: ZenlayerReply): number => Number(response['totalCount']);

describe('a foreign backend', () => {
  it('names a listener of no load balancer', async () => {
    const [listing] = listings.filter(({ action }) => action === 'DescribeBackends');
    const last = rowsIn(await under('foreign-row', present(listing)), 'DescribeBackends').at(-1);
    const known = loadBalancers.flatMap(({ listeners }) => listeners.map(({ vendorId }) => vendorId));
    expect(known).not.toContain(last?.['listenerId']);
  });
});
