import { beforeEach, describe, expect, it } from 'vitest';
import { rowsOf } from './qingcloud-client.js';
import { present, startSimulator, zenlayerAccount } from './start-simulator.js';
import { callZenlayer } from './zenlayer-client.js';
import { startZlb, zlbAccount } from './zenlayer-zlb-setup.js';

const { call, rows, truth } = await startZlb({ seed: 7 });
const { loadBalancers, instances } = truth();
const owner = present(loadBalancers[0]);
const loadBalancerId = owner.vendorId;
const other = present(loadBalancers[1]);
const idsOf = async (action: string, id: string, args: Record<string, unknown> = {}): Promise<unknown[]> =>
  (await rows(action, args)).map((row) => row[id]);

describe('the envelope', () => {
  it('carries one request id twice, rows and, where there are pages, a total', async () => {
    const { status, json, response } = await call('DescribeLoadBalancers', { pageSize: 1 });
    expect(status).toBe(200);
    expect(json['requestId']).toMatch(/^T[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    expect(response['requestId']).toBe(json['requestId']);
    expect(response['totalCount']).toBe(12);
    expect(response['dataSet']).toHaveLength(1);
    const listeners = await call('DescribeListeners', { loadBalancerId });
    expect(Object.keys(listeners.response).sort()).toEqual(['listeners', 'requestId']);
  });

  it('is flat, without response, on a failure', async () => {
    const { status, json } = await call('DescribeListeners');
    expect([status, json['code']]).toEqual([400, 'MISSING_PARAMETER']);
    expect(Object.keys(json).sort()).toEqual(['code', 'message', 'requestId']);
  });
});

describe('refusals', () => {
  it.each([
    ['a stale stamp', { time: Date.now() - 310_000 }, 'AUTHFAILURE_SIGNATURE_EXPIRED'],
    ['an unknown key', { id: 'nobody' }, 'AUTHFAILURE_SIGNATURE_FAILURE'],
    ['a wrong secret', { key: 'wrong' }, 'AUTHFAILURE_SIGNATURE_FAILURE'],
    ['another version', { version: '2022-11-20' }, 'AUTHFAILURE_UNAUTHORIZED_OPERATION'],
    ['an action of the other service', { service: 'zec' } as const, 'AUTHFAILURE_UNAUTHORIZED_OPERATION'],
  ])('of %s', async (_what, more, code) => {
    const { status, json } = await call('DescribeLoadBalancers', {}, more);
    expect([status, json['code']]).toEqual([401, code]);
  });

  it.each([
    ['DescribeLoadBalancers', { pageSize: 1001 }, 'INVALID_PARAMETER_EXCEED_MAXIMUM'],
    ['DescribeLoadBalancers', { pageNum: 0 }, 'INVALID_PARAMETER_LESS_MINIMUM'],
    [
      'DescribeLoadBalancers',
      { loadBalancerIds: Array.from({ length: 101 }, String) },
      'INVALID_PARAMETER_EXCEED_LENGTH',
    ],
    [
      'DescribeLoadBalancers',
      { tags: [{ key: 'k', value: 'v'.repeat(65) }] },
      'INVALID_PARAMETER_EXCEED_LENGTH',
    ],
    ['DescribeListeners', { loadBalancerId, protocol: 'HTTP' }, 'INVALID_PARAMETER_VALUE'],
    ['DescribeListeners', { loadBalancerId: '' }, 'MISSING_PARAMETER'],
    ['DescribeBackends', {}, 'MISSING_PARAMETER'],
    ['DescribeBackends', { loadBalancerId: [loadBalancerId] }, 'INVALID_PARAMETER_TYPE'],
    ['DescribeBackendHealth', {}, 'MISSING_PARAMETER'],
    [
      'DescribeInstances',
      { instanceIds: Array.from({ length: 101 }, String) },
      'INVALID_PARAMETER_EXCEED_LENGTH',
    ],
  ])('of %s with %j', async (action, args, code) => {
    const { status, json } = await call(action, args);
    expect([status, json['code']]).toEqual([400, code]);
  });

  it('of what stands below a load balancer, or a listener, that is not there', async () => {
    for (const action of ['DescribeListeners', 'DescribeBackends', 'DescribeBackendHealth']) {
      const { status, json } = await call(action, { loadBalancerId: 'lb-x' });
      expect([status, json['code']]).toEqual([404, 'OPERATION_FAILED_RESOURCE_NOT_FOUND']);
    }
    const listenerId = present(other.listeners[0]).vendorId;
    const { status, json } = await call('DescribeBackends', { loadBalancerId, listenerId });
    expect([status, json['code']]).toEqual([404, 'INVALID_LB_LISTENER_NOT_FOUND']);
  });
});

describe('load balancers', () => {
  const ids = (args: Record<string, unknown>) => idsOf('DescribeLoadBalancers', 'loadBalancerId', args);
  const those = (matches: (row: (typeof loadBalancers)[number]) => boolean): string[] =>
    loadBalancers.filter(matches).map(({ vendorId }) => vendorId);

  it('are listed for all regions or one, in pages', async () => {
    expect(await ids({})).toEqual(those(() => true));
    expect(await ids({ pageSize: 5, pageNum: 3 })).toEqual(those(() => true).slice(10));
    expect(await ids({ pageNum: 2 })).toEqual([]);
    expect(await ids({ regionId: 'europe-central-1' })).toEqual(
      those(({ zone }) => zone === 'europe-central-1'),
    );
    expect(await ids({ regionId: 'nowhere-1' })).toEqual([]);
  });

  it('are found by id, network, tag and group, and by what all of these say', async () => {
    expect(await ids({ loadBalancerIds: [other.vendorId, 'lb-x', loadBalancerId] })).toEqual([
      loadBalancerId,
      other.vendorId,
    ]);
    expect(await ids({ vpcId: owner.networkId })).toEqual([loadBalancerId]);
    expect(await ids({ vpcId: owner.networkId, loadBalancerIds: [other.vendorId] })).toEqual([]);
    expect(await ids({ tagKeys: ['team'] })).toEqual(those(({ tags }) => (tags ?? []).length > 0));
    expect(await ids({ tags: owner.tags })).toContain(loadBalancerId);
    expect(await ids({ resourceGroupId: 'rg-default' })).toHaveLength(12);
    expect(await ids({ resourceGroupId: 'rg-other' })).toEqual([]);
    const group = owner.vendorFields['securityGroupId'];
    expect(await ids({ securityGroupId: group })).toEqual([loadBalancerId]);
  });

  it('are found by their whole name, or by a part of it with a star behind', async () => {
    const name = present(owner.name);
    expect(await ids({ loadBalancerName: name })).toEqual([loadBalancerId]);
    expect(await ids({ loadBalancerName: name.slice(0, 4) })).toEqual([]);
    expect(await ids({ loadBalancerName: `${name.slice(0, 4)}*` })).toContain(loadBalancerId);
  });

  it('may be had in some regions', async () => {
    expect(await idsOf('DescribeLoadBalancerRegions', 'regionId')).toEqual([
      'asia-east-1',
      'europe-central-1',
    ]);
  });
});

describe('what stands below a load balancer', () => {
  const listenerIds = owner.listeners.map(({ vendorId }) => vendorId);

  it('is its listeners, by id and protocol where asked', async () => {
    const ids = (args: Record<string, unknown>) =>
      idsOf('DescribeListeners', 'listenerId', { loadBalancerId, ...args });
    expect(await ids({})).toEqual(listenerIds);
    expect(await ids({ listenerIds: [] })).toEqual(listenerIds);
    const named = [present(listenerIds[1]), present(other.listeners[0]).vendorId];
    expect(await ids({ listenerIds: named })).toEqual([listenerIds[1]]);
    expect(await ids({ protocol: 'UDP' })).toEqual(
      owner.listeners.filter(({ protocol }) => protocol === 'UDP').map(({ vendorId }) => vendorId),
    );
  });

  it('is all backends in one answer, or those of one listener', async () => {
    const all = owner.listeners.flatMap(({ vendorId, backends }) => backends.map(() => vendorId));
    expect(all.length).toBeGreaterThan(100);
    expect(await idsOf('DescribeBackends', 'listenerId', { loadBalancerId })).toEqual(all);
    const [listenerId] = listenerIds;
    const own = await idsOf('DescribeBackends', 'listenerId', { loadBalancerId, listenerId });
    expect(own).toEqual(all.filter((id) => id === listenerId));
  });

  it('has health in rows that are otherwise the same', async () => {
    const plain = await rows('DescribeBackends', { loadBalancerId });
    const withHealth = await rows('DescribeBackendHealth', { loadBalancerId });
    const rest = withHealth.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('healthStatus'))),
    );
    expect(rest).toEqual(plain);
    for (const row of withHealth) {
      const detail = row['healthStatusDetail'] as { healthStatus: unknown }[];
      if (!['Alive', 'Dead'].includes(String(row['healthStatus']))) expect(detail).toEqual([]);
      else
        expect(new Set(detail.map(({ healthStatus }) => healthStatus))).toEqual(
          new Set([row['healthStatus']]),
        );
    }
  });
});

describe('instances', () => {
  const ids = (args: Record<string, unknown>) => idsOf('DescribeInstances', 'instanceId', args);
  const those = (matches: (row: (typeof instances)[number]) => boolean): string[] =>
    instances.filter(matches).map(({ vendorId }) => vendorId);
  const [first] = instances;

  it('come in pages of 20, up to 1000', async () => {
    expect(await ids({})).toHaveLength(20);
    expect(await ids({ pageSize: 1000 })).toEqual(those(() => true));
  });

  it('are found by id, zone, status, address, tag and part of a name', async () => {
    const wanted = instances.slice(3, 5).map(({ vendorId }) => vendorId);
    expect(await ids({ instanceIds: [...wanted, 'ins-x'].reverse() })).toEqual(wanted);
    expect(await ids({ zoneId: 'asia-east-1a', pageSize: 1000 })).toEqual(
      those(({ zone }) => zone === 'asia-east-1a'),
    );
    expect(await ids({ status: 'RUNNING', pageSize: 1000 })).toEqual(
      those(({ vendorStatus }) => vendorStatus === 'RUNNING'),
    );
    const [address] = present(first).privateAddresses;
    expect(await ids({ ipv4Address: address })).toEqual(
      those(({ privateAddresses }) => privateAddresses.includes(present(address))),
    );
    expect(await ids({ ipv6Address: '2001:db8::1' })).toEqual([]);
    expect(await ids({ tagKeys: ['role'], pageSize: 1000 })).toEqual(
      those(({ vendorFields }) => JSON.stringify(vendorFields['tags']).includes('role')),
    );
    expect(await ids({ name: 'frontend', pageSize: 1000 })).toEqual(
      those(({ name }) => name?.includes('frontend') ?? false),
    );
  });

  it('tell the load balancers that they stand behind', async () => {
    const expected = new Map(
      instances.map(({ vendorId }) => [
        vendorId,
        loadBalancers
          .filter(({ listeners }) =>
            listeners.some(({ backends }) =>
              backends.some(({ target }) => 'vendorId' in target && target.vendorId === vendorId),
            ),
          )
          .map((row) => row.vendorId),
      ]),
    );
    const told = await rows('DescribeInstances', { pageSize: 1000 });
    expect(new Map(told.map((row) => [row['instanceId'], row['loadBalancerIds']]))).toEqual(expected);
  });
});

describe('two products of one vendor', async () => {
  const both = await startSimulator({ topology: { accounts: [zenlayerAccount(), zlbAccount()] } });
  const providers = () => both.simulator.calls().calls.map(({ provider, account }) => [provider, account]);
  const ask = (account: string, service: 'bmc' | 'zlb' | 'zec', host?: string) =>
    callZenlayer(
      { ...both.client(account), service, ...(host === undefined ? {} : { host }) },
      service === 'zec' ? 'DescribeInstances' : 'DescribeLoadBalancers',
    );

  beforeEach(() => both.simulator.clearCalls());

  it.each([undefined, 'console.zenlayer.com'])(
    'are told apart by the path, under the host name %s',
    async (host) => {
      const metal = await ask('zen', 'bmc', host);
      const elastic = await ask('zlb', 'zlb', host);
      const machines = await ask('zlb', 'zec', host);
      expect(rowsOf(metal.response, 'dataSet')[0]).toHaveProperty('zoneId');
      expect(rowsOf(elastic.response, 'dataSet')[0]).toHaveProperty('regionId');
      expect(machines.response['totalCount']).toBe(40);
      expect(providers()).toEqual([
        ['ZENLAYER_BMC', 'zen'],
        ['ZENLAYER_ZLB', 'zlb'],
        ['ZENLAYER_ZLB', 'zlb'],
      ]);
    },
  );

  it('know each their own keys alone', async () => {
    expect((await ask('zen', 'zlb')).json['code']).toBe('AUTHFAILURE_SIGNATURE_FAILURE');
    expect((await ask('zlb', 'bmc')).json['code']).toBe('AUTHFAILURE_SIGNATURE_FAILURE');
  });

  it('answer a path that is none of theirs as nobody’s', async () => {
    const reply = await fetch(`${both.url}/api/v2/nothing`, { method: 'POST', body: '{}' });
    expect(reply.status).toBe(404);
  });

  it('log arguments that are documented, and no others', async () => {
    await callZenlayer({ ...both.client('zlb'), service: 'zlb' }, 'DescribeListeners', {
      loadBalancerId: 'lb-1',
      password: 'hunter22hunter22',
    });
    expect(both.simulator.calls().calls[0]).toMatchObject({
      action: 'DescribeListeners',
      region: null,
      params: { loadBalancerId: 'lb-1' },
    });
    expect(JSON.stringify(both.simulator.calls())).not.toContain('hunter22');
  });
});
