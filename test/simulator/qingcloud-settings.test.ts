import { beforeEach, describe, expect, it } from 'vitest';
import { callQingcloud, rowsOf } from './qingcloud-client.js';
import { present, qingcloudAccount, startSimulator } from './start-simulator.js';

const { simulator, client } = await startSimulator({
  topology: { accounts: [qingcloudAccount({ profile: 'appcenter' })] },
});
const truth = present(simulator.inventory('qing').accounts[0]);

const call = async (
  action: string,
  params: Record<string, string | number> = {},
): Promise<Record<string, unknown>> =>
  (await callQingcloud(client('qing'), { action, zone: 'pek3', ...params })).json;

beforeEach(() => {
  simulator.putSettings(
    Object.fromEntries(simulator.settings().map(({ name, values }) => [name, values[0] ?? ''])),
  );
});

describe('what the sheet leaves open', () => {
  it('inlined backends may carry status', async () => {
    simulator.putSettings({ 'qingcloud.inlined-backend-status': 'on' });
    const json = await call('DescribeLoadBalancerListeners', { verbose: 1, limit: 1 });
    const backends = rowsOf(present(rowsOf(json, 'loadbalancer_listener_set')[0]), 'backends');
    expect(backends.filter((row) => 'status' in row).length).toBeGreaterThan(backends.length / 2);
  });

  it('inlined listeners may lack listener_option', async () => {
    simulator.putSettings({ 'qingcloud.inlined-listener-option': 'absent' });
    const json = await call('DescribeLoadBalancers', { verbose: 1, limit: 1 });
    const [listener] = rowsOf(present(rowsOf(json, 'loadbalancer_set')[0]), 'listeners');
    expect(listener).toBeDefined();
    expect(listener).not.toHaveProperty('listener_option');
    const flat = await call('DescribeLoadBalancerListeners', { limit: 1 });
    expect(rowsOf(flat, 'loadbalancer_listener_set')[0]).toHaveProperty('listener_option');
  });

  it('listeners of deleted load balancers may linger', async () => {
    expect((await call('DescribeLoadBalancerListeners'))['total_count']).toBe(30);
    simulator.putSettings({ 'qingcloud.listeners-of-deleted': 'linger' });
    const json = await call('DescribeLoadBalancerListeners', { limit: 100 });
    expect(json['total_count']).toBe(32);
    const owners = rowsOf(json, 'loadbalancer_listener_set').map((row) => row['loadbalancer_id']);
    expect(owners).toContain(truth.byIdOnly.loadBalancers[0]?.vendorId);
  });

  it('a bad limit, an unknown zone, parent or router may be answered in another way', async () => {
    simulator.putSettings({
      'qingcloud.illegal-limit': 'default',
      'qingcloud.unknown-zone': 'empty',
      'qingcloud.unknown-parent': '2100',
      'qingcloud.unknown-router': 'empty',
      'qingcloud.future-time-stamp': '1300',
    });
    expect(rowsOf(await call('DescribeInstances', { limit: 0 }), 'instance_set')).toHaveLength(20);
    expect(await call('DescribeInstances', { zone: 'ap2a' })).toMatchObject({ ret_code: 0, total_count: 0 });
    expect((await call('DescribeLoadBalancerBackends', { loadbalancer: 'lb-x' }))['ret_code']).toBe(2100);
    expect(await call('DescribeRouters', { 'routers.1': 'rtr-x' })).toMatchObject({
      ret_code: 0,
      total_count: 0,
    });
    const early = await callQingcloud(
      { ...client('qing'), time: Date.now() + 90_000 },
      { action: 'DescribeZones' },
    );
    expect(early.json['ret_code']).toBe(1300);
  });
});

describe('a cluster node', () => {
  const node = present(truth.byIdOnly.instances.find(({ status }) => status === 'RUNNING'));

  it('is the target of a backend, and found only with is_cluster_node=1', async () => {
    const targets = truth.loadBalancers.flatMap(({ listeners }) =>
      listeners.flatMap(({ backends }) => backends.map(({ target }) => target)),
    );
    expect(targets).toContainEqual({ __typename: 'Instance', vendorId: node.vendorId });
    const byId = { 'instances.1': node.vendorId };
    expect((await call('DescribeInstances', byId))['total_count']).toBe(0);
    expect((await call('DescribeInstances', { ...byId, is_cluster_node: 1 }))['total_count']).toBe(1);
  });
});
