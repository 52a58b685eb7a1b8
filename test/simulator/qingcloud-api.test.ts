import { describe, expect, it } from 'vitest';
import { callQingcloud, rowsOf, toTimeStamp } from './qingcloud-client.js';
import { present, qingcloudAccount, startSimulator } from './start-simulator.js';

const { simulator, client } = await startSimulator({ topology: { accounts: [qingcloudAccount()] }, seed: 7 });
const options = client('qing');
const truth = present(simulator.inventory('qing').accounts[0]);
const zone = 'pek3';

const call = (action: string, params: Record<string, string | number> = {}) =>
  callQingcloud(options, { action, zone, ...params });

describe('the order of checks', () => {
  it('refuses an unknown key by its id', async () => {
    const { status, json } = await callQingcloud({ ...options, id: 'BADKEY' }, { action: 'Nonsense' });
    expect(status).toBe(200);
    expect(json).toEqual({ message: 'AuthFailure, illegal access key [BADKEY]', ret_code: 1200 });
  });

  it('refuses a wrong secret before looking at the action', async () => {
    const { json } = await callQingcloud({ ...options, key: 'wrong' }, { action: 'Nonsense' });
    expect(json).toEqual({ message: 'AuthFailure, signature not matched', ret_code: 1200 });
  });

  it('refuses a stamp older than 60 s, unless it expires later', async () => {
    const late = { ...options, time: Date.now() - 90_000 };
    expect((await callQingcloud(late, { action: 'Nonsense' })).json['ret_code']).toBe(1300);
    const expires = toTimeStamp(Date.now() + 600_000);
    const params = { action: 'DescribeLoadBalancers', zone, expires };
    expect((await callQingcloud(late, params)).json['ret_code']).toBe(0);
  });

  it('then asks for a known action, then for a zone', async () => {
    expect((await callQingcloud(options, { action: 'DeleteLoadBalancers' })).json['ret_code']).toBe(1101);
    expect((await callQingcloud(options, { action: 'DescribeLoadBalancers' })).json).toEqual({
      message: 'InvailidRequestFormat, missing parameter [zone]',
      ret_code: 1100,
    });
    expect((await callQingcloud(options, { action: 'DescribeZones' })).json['zone_set']).toEqual([
      { zone_id: 'pek3', status: 'active' },
    ]);
  });

  it('takes GET and POST, both paths, both digests, and does not ask for a version', async () => {
    const params = { action: 'DescribeLoadBalancers', zone };
    for (const method of ['GET', 'POST'] as const) {
      for (const path of ['/iaas/', '/iaas']) {
        const { json } = await callQingcloud(
          { ...options, method, path },
          { ...params, signature_method: 'HmacSHA1' },
        );
        expect(json['ret_code']).toBe(0);
      }
    }
  });

  it('verifies decoded parameters, so that special characters pass', async () => {
    const { json } = await call('DescribeInstances', {
      search_word: "web 前端~*'()!+/",
      'instances.10': 'i-x',
    });
    expect(json).toEqual({
      action: 'DescribeInstancesResponse',
      total_count: 0,
      instance_set: [],
      ret_code: 0,
    });
  });
});

describe('paging', () => {
  it('defaults to 20 rows, clamps to 100 and counts all', async () => {
    const plain = await call('DescribeLoadBalancerBackends');
    expect(rowsOf(plain.json, 'loadbalancer_backend_set')).toHaveLength(20);
    expect(plain.json['total_count']).toBe(250);
    const large = await call('DescribeLoadBalancerBackends', { limit: 1000 });
    expect(rowsOf(large.json, 'loadbalancer_backend_set')).toHaveLength(100);
  });

  it('is empty past the end, with the true total', async () => {
    const { json } = await call('DescribeLoadBalancerBackends', { offset: 250, limit: 100 });
    expect(json).toMatchObject({ ret_code: 0, total_count: 250, loadbalancer_backend_set: [] });
  });

  it('pages id queries too, and leaves out unknown ids', async () => {
    const ids = Object.fromEntries(
      truth.instances.map(({ vendorId }, index) => [`instances.${index + 1}`, vendorId]),
    );
    const { json } = await call('DescribeInstances', { ...ids, 'instances.99': 'i-unknown' });
    expect(rowsOf(json, 'instance_set')).toHaveLength(20);
    expect(json['total_count']).toBe(40);
  });

  it('refuses a limit below 1 or not a number with 1100', async () => {
    expect((await call('DescribeInstances', { limit: 0 })).json['ret_code']).toBe(1100);
    expect((await call('DescribeInstances', { limit: 'many' })).json['ret_code']).toBe(1100);
  });

  it('keeps a stable order over pages', async () => {
    const ids: unknown[] = [];
    for (let offset = 0; offset < 250; offset += 100) {
      const { json } = await call('DescribeLoadBalancerBackends', { offset, limit: 100 });
      ids.push(...rowsOf(json, 'loadbalancer_backend_set').map((row) => row['loadbalancer_backend_id']));
    }
    const expected = truth.loadBalancers.flatMap(({ listeners }) =>
      listeners.flatMap(({ backends }) => backends.map(({ vendorId }) => vendorId)),
    );
    expect(ids).toEqual(expected);
  });
});

describe('statuses', () => {
  const wanted = {
    'status.1': 'pending',
    'status.2': 'active',
    'status.3': 'stopped',
    'status.4': 'suspended',
  };

  it('lists deleted rows where no status is asked for, and only then', async () => {
    const all = await call('DescribeLoadBalancers', { limit: 100 });
    const statuses = rowsOf(all.json, 'loadbalancer_set').map((row) => row['status']);
    expect(statuses).toContain('deleted');
    expect(statuses).toContain('ceased');
    expect(all.json['total_count']).toBe(14);
    const live = await call('DescribeLoadBalancers', { limit: 100, ...wanted });
    expect(live.json['total_count']).toBe(12);
    expect(rowsOf(live.json, 'loadbalancer_set').map((row) => row['loadbalancer_id'])).toEqual(
      truth.loadBalancers.map(({ vendorId }) => vendorId),
    );
  });

  it('finds a deleted row by its id', async () => {
    const deleted = present(truth.byIdOnly.loadBalancers[0]);
    expect(deleted.status).toBe('DELETED');
    const { json } = await call('DescribeLoadBalancers', { 'loadbalancers.1': deleted.vendorId });
    expect(json['total_count']).toBe(1);
  });

  it('refuses a status it does not know', async () => {
    expect((await call('DescribeLoadBalancers', { 'status.1': 'broken' })).json['ret_code']).toBe(1100);
  });
});

describe('verbose', () => {
  const loadBalancer = present(truth.loadBalancers[0]);
  const byId = { 'loadbalancers.1': loadBalancer.vendorId };
  const byParent = { loadbalancer: loadBalancer.vendorId, limit: 100 };

  it('adds listeners to load balancers, without backends', async () => {
    const plain = present(rowsOf((await call('DescribeLoadBalancers', byId)).json, 'loadbalancer_set')[0]);
    expect(plain).not.toHaveProperty('listeners');
    const { json } = await call('DescribeLoadBalancers', { ...byId, verbose: 1 });
    const listeners = rowsOf(present(rowsOf(json, 'loadbalancer_set')[0]), 'listeners');
    expect(listeners).toHaveLength(loadBalancer.listeners.length);
    expect(listeners[0]).not.toHaveProperty('backends');
    expect(listeners[0]).toHaveProperty('listener_option');
  });

  it('adds all backends to listeners, also 100 of them, without status', async () => {
    const plain = await call('DescribeLoadBalancerListeners', byParent);
    expect(rowsOf(plain.json, 'loadbalancer_listener_set')[0]).not.toHaveProperty('backends');
    const { json } = await call('DescribeLoadBalancerListeners', { ...byParent, verbose: 1 });
    const backends = rowsOf(present(rowsOf(json, 'loadbalancer_listener_set')[0]), 'backends');
    expect(backends).toHaveLength(100);
    expect(backends.every((row) => !('status' in row))).toBe(true);
  });

  it('has status on most flat backend rows, and private_ip from level 2 on', async () => {
    const { json } = await call('DescribeLoadBalancerBackends', { ...byParent, verbose: 1 });
    const rows = rowsOf(json, 'loadbalancer_backend_set');
    const withStatus = rows.filter((row) => 'status' in row);
    expect(withStatus.length).toBeGreaterThan(rows.length / 2);
    expect(withStatus.length).toBeLessThan(rows.length);
    expect(rows[0]).not.toHaveProperty('private_ip');
    const second = await call('DescribeLoadBalancerBackends', { ...byParent, verbose: 2 });
    expect(rowsOf(second.json, 'loadbalancer_backend_set')[0]).toHaveProperty('private_ip');
  });

  it('adds security group, volumes and key pairs to instances, and vxnets to routers', async () => {
    const names = ['security_group', 'volume_ids', 'keypair_ids'];
    const [plain] = rowsOf((await call('DescribeInstances')).json, 'instance_set');
    const [detailed] = rowsOf((await call('DescribeInstances', { verbose: 1 })).json, 'instance_set');
    for (const name of names) {
      expect(plain).not.toHaveProperty(name);
      expect(detailed).toHaveProperty(name);
    }
    expect(rowsOf((await call('DescribeRouters')).json, 'router_set')[0]).not.toHaveProperty('vxnets');
    expect(rowsOf((await call('DescribeRouters', { verbose: 1 })).json, 'router_set')[0]).toHaveProperty(
      'vxnets',
    );
  });
});

describe('narrowing', () => {
  it('lists the backends of one listener, or of one load balancer', async () => {
    const loadBalancer = present(truth.loadBalancers[0]);
    const listener = present(loadBalancer.listeners[1]);
    const ofListener = await call('DescribeLoadBalancerBackends', {
      loadbalancer_listener: listener.vendorId,
    });
    expect(ofListener.json['total_count']).toBe(listener.backends.length);
    const ofBoth = await call('DescribeLoadBalancerBackends', { loadbalancer: loadBalancer.vendorId });
    expect(ofBoth.json['total_count']).toBeGreaterThan(100);
  });

  it('answers an unknown parent with nothing, an unknown router with an error', async () => {
    const { json } = await call('DescribeLoadBalancerListeners', { loadbalancer: 'lb-unknown1' });
    expect(json).toMatchObject({ ret_code: 0, total_count: 0 });
    expect((await call('DescribeRouters', { 'routers.1': 'rtr-unknown' })).json['ret_code']).toBe(2100);
  });

  it('gives what ids name in the order of the list, and of those what has a status', async () => {
    const [first, second, third] = truth.loadBalancers.map(({ vendorId }) => vendorId);
    const ids = {
      'loadbalancers.1': third ?? '',
      'loadbalancers.2': first ?? '',
      'loadbalancers.3': second ?? '',
    };
    const idsOf = async (params: Record<string, string>) =>
      rowsOf((await call('DescribeLoadBalancers', params)).json, 'loadbalancer_set').map(
        (row) => row['loadbalancer_id'],
      );
    expect(await idsOf(ids)).toEqual([first, second, third]);
    const active = truth.loadBalancers.slice(0, 3).filter(({ vendorStatus }) => vendorStatus === 'active');
    expect(await idsOf({ ...ids, 'status.1': 'active' })).toEqual(active.map(({ vendorId }) => vendorId));
    expect(await idsOf({ ...ids, 'status.1': 'suspended' })).toEqual([]);
  });

  it('takes characters of a search word as they are', async () => {
    const totals = ['*', '%', '_', '.*'].map(async (word) => {
      const { json } = await call('DescribeLoadBalancers', { search_word: word });
      return json['total_count'];
    });
    expect(await Promise.all(totals)).toEqual([0, 0, 0, 0]);
  });

  it('searches by part of the name', async () => {
    const { json } = await call('DescribeLoadBalancers', { search_word: 'gateway', limit: 100 });
    const names = rowsOf(json, 'loadbalancer_set').map((row) => row['loadbalancer_name']);
    expect(names).toEqual(['api-gateway']);
  });
});
