import { describe, expect, it } from 'vitest';
import type { InventoryListener, VendorFields } from '../../src/simulator/inventory.js';
import * as qingcloudFields from './qingcloud-vendor-fields.js';
import * as zenlayerFields from './zenlayer-vendor-fields.js';
import { callQingcloud, rowsOf } from './qingcloud-client.js';
import { present, qingcloudAccount, startSimulator, zenlayerAccount } from './start-simulator.js';
import { callZenlayer } from './zenlayer-client.js';

const topology = {
  accounts: [
    qingcloudAccount({ loadBalancers: 90, listeners: 99, backends: 400, instances: 99 }),
    zenlayerAccount({ loadBalancers: 90, listeners: 180, instances: 90 }),
  ],
};
const { simulator, client } = await startSimulator({ topology, seed: 11 });
const qing = present(simulator.inventory('qing').accounts[0]);
const zen = present(simulator.inventory('zen').accounts[0]);

type Row = Record<string, unknown>;

const qingcloudRows = async (
  action: string,
  set: string,
  id: string,
  verbose = 0,
): Promise<Map<unknown, Row>> => {
  const params = { action, zone: 'pek3', limit: 100, verbose };
  const { json } = await callQingcloud(client('qing'), params);
  return new Map(rowsOf(json, set).map((row) => [row[id], row]));
};

const zenlayerRows = async (
  action: string,
  id: string,
  service: 'bmc' | 'vm' = 'bmc',
): Promise<Map<unknown, Row>> => {
  const { response } = await callZenlayer({ ...client('zen'), service }, action, { pageSize: 1000 });
  return new Map(rowsOf(response, 'dataSet').map((row) => [row[id], row]));
};

/** Keys from the list only, values as on the wire. */
function expectFields(fields: VendorFields, list: readonly string[], row: Row): void {
  expect(Object.keys(fields).filter((key) => !list.includes(key))).toEqual([]);
  for (const [key, value] of Object.entries(fields)) expect({ [key]: value }).toEqual({ [key]: row[key] });
}

describe('QingCloud rows say what the inventory says', () => {
  it('of load balancers', async () => {
    const rows = await qingcloudRows('DescribeLoadBalancers', 'loadbalancer_set', 'loadbalancer_id');
    const statuses: Record<string, string> = {
      pending: 'CREATING',
      active: 'ACTIVE',
      stopped: 'STOPPED',
      suspended: 'SUSPENDED',
    };
    for (const item of qing.loadBalancers) {
      const row = present(rows.get(item.vendorId));
      const entries = [...rowsOf(row, 'eips'), ...rowsOf(row, 'cluster')];
      const addresses = entries.map((entry) => entry['eip_addr']).filter((address) => address !== '');
      const vxnet = row['vxnet'] as Row | undefined;
      expect(item.addresses).toEqual(vxnet ? [...addresses, vxnet['private_ip']] : addresses);
      expect(item.scheme).toBe(addresses.length > 0 ? 'PUBLIC' : 'PRIVATE');
      expect(item.status).toBe(statuses[String(row['status'])]);
      expect(item.name).toBe(row['loadbalancer_name'] === '' ? null : row['loadbalancer_name']);
      expect(item.networkId).toBe(row['vxnet_id']);
      expect(Date.parse(present(item.createdAt))).toBe(Date.parse(String(row['create_time'])));
      expectFields(item.vendorFields, qingcloudFields.loadBalancerVendorFields, row);
    }
  });

  it('of listeners', async () => {
    const rows = await qingcloudRows(
      'DescribeLoadBalancerListeners',
      'loadbalancer_listener_set',
      'loadbalancer_listener_id',
    );
    const listeners = qing.loadBalancers.flatMap((item) => item.listeners);
    for (const item of listeners) {
      const row = present(rows.get(item.vendorId));
      expect(item.protocol).toBe(
        { http: 'HTTP', https: 'HTTPS', tcp: 'TCP', udp: 'UDP', ssl: 'TCP_SSL' }[
          String(row['listener_protocol'])
        ],
      );
      expect(item.ports[0]?.from).toBe(row['listener_port']);
      const modes: Row = { roundrobin: 'ROUND_ROBIN', leastconn: 'LEAST_CONNECTIONS', source: 'SOURCE_IP' };
      expect(item.scheduler).toBe(modes[String(row['balance_mode'])] ?? 'UNKNOWN');
      expect(item.status).toBe(
        'disabled' in row ? (row['disabled'] === 1 ? 'DISABLED' : 'ACTIVE') : 'UNKNOWN',
      );
      expectFields(item.vendorFields, qingcloudFields.listenerVendorFields, row);
      const [interval, timeout, fall, rise] = String(row['healthy_check_option']).split('|').map(Number);
      expect(item.healthCheck).toMatchObject({
        intervalSeconds: interval,
        timeoutSeconds: timeout,
        unhealthyThreshold: fall,
        healthyThreshold: rise,
      });
    }
  });

  it.each([
    ['insert|3600', { type: 'COOKIE_INSERT', cookieName: null, timeoutSeconds: 3600 }],
    ['insert|', { type: 'COOKIE_INSERT', cookieName: null, timeoutSeconds: null }],
    ['insert|sk|3600', { type: 'COOKIE_INSERT', cookieName: 'sk', timeoutSeconds: 3600 }],
    ['prefix|sk', { type: 'COOKIE_PREFIX', cookieName: 'sk', timeoutSeconds: null }],
    ['rewrite|sk', { type: 'COOKIE_REWRITE', cookieName: 'sk', timeoutSeconds: null }],
    ['backend|sk|3600', { type: 'COOKIE_APPLICATION', cookieName: 'sk', timeoutSeconds: 3600 }],
    ['', null],
  ])('of the session persistence %j', async (sticky, expected) => {
    const rows = await qingcloudRows(
      'DescribeLoadBalancerListeners',
      'loadbalancer_listener_set',
      'loadbalancer_listener_id',
    );
    const listeners = qing.loadBalancers.flatMap((item) => item.listeners);
    const found = listeners.filter((item) => rows.get(item.vendorId)?.['session_sticky'] === sticky);
    expect(found.length).toBeGreaterThan(0);
    for (const { sessionPersistence } of found) expect(sessionPersistence).toEqual(expected);
  });

  it('of backends', async () => {
    const rows = await qingcloudRows(
      'DescribeLoadBalancerBackends',
      'loadbalancer_backend_set',
      'loadbalancer_backend_id',
      2,
    );
    const backends = qing.loadBalancers.flatMap(({ listeners }) =>
      listeners.flatMap((item) => item.backends),
    );
    for (const item of backends.slice(0, 100)) {
      const row = present(rows.get(item.vendorId));
      const known: Row = { up: 'UP', down: 'DOWN', abnormal: 'ABNORMAL' };
      expect(item.health).toBe(known[String(row['status'])] ?? 'UNKNOWN');
      expect(item.vendorHealth).toBe(row['status'] ?? null);
      expect([item.port, item.weight]).toEqual([row['port'], row['weight']]);
      const resource = String(row['resource_id']);
      const kind = resource.startsWith('i-')
        ? 'Instance'
        : resource.startsWith('rtr-')
          ? 'Router'
          : 'IpTarget';
      expect(item.target.__typename).toBe(kind);
      expect(item.addresses).toEqual(kind === 'IpTarget' ? [resource] : null);
      expectFields(item.vendorFields, qingcloudFields.backendVendorFields, row);
    }
  });

  it('of instances, whose secrets are on the wire alone', async () => {
    const rows = await qingcloudRows('DescribeInstances', 'instance_set', 'instance_id', 1);
    for (const item of qing.instances) {
      const row = present(rows.get(item.vendorId));
      expect(item.privateAddresses).toEqual(rowsOf(row, 'vxnets').map((vxnet) => vxnet['private_ip']));
      const eip = row['eip'] as Row | undefined;
      expect(item.publicAddresses).toEqual(eip ? [eip['eip_addr']] : []);
      expect(item.zone).toBe(row['zone_id']);
      const { image, ...fields } = item.vendorFields;
      expectFields(fields, qingcloudFields.instanceVendorFields, row);
      expect(row['image']).toEqual({
        ...(image as Row),
        default_passwd: expect.stringContaining('planted') as string,
      });
      expect(row['graphics_passwd']).toContain('planted');
      expect(qingcloudFields.instanceVendorFields).toEqual(
        expect.arrayContaining(Object.keys(item.vendorFields)),
      );
    }
    expect(JSON.stringify(simulator.inventory())).not.toContain('planted');
    expect(JSON.stringify(simulator.inventory())).not.toContain('"wire"');
  });
});

describe('Zenlayer rows say what the inventory says', () => {
  const status = (row: Row): string => (row['status'] === 'Available' ? 'ACTIVE' : 'UNKNOWN');

  it('of load balancers and listeners', async () => {
    const rows = await zenlayerRows('DescribeLoadBalancers', 'loadBalancerId');
    const listenerRows = await zenlayerRows('DescribeListeners', 'listenerId');
    for (const item of zen.loadBalancers) {
      const row = present(rows.get(item.vendorId));
      expect(item.addresses).toEqual(rowsOf(row, 'vipList').map((vip) => vip['ipAddress']));
      expect([item.status, item.vendorStatus]).toEqual([status(row), row['status']]);
      expect([item.zone, item.region, item.scheme, item.networkId]).toEqual([
        row['zoneId'],
        null,
        'UNKNOWN',
        null,
      ]);
      expect(Date.parse(present(item.createdAt))).toBe(Date.parse(`${String(row['createTime'])}Z`));
      expectFields(item.vendorFields, zenlayerFields.loadBalancerVendorFields, row);
      for (const listener of item.listeners)
        expectListener(listener, present(listenerRows.get(listener.vendorId)));
    }
  });

  function expectListener(item: InventoryListener, row: Row): void {
    expect(item.protocol).toBe({ TCP: 'TCP', UDP: 'UDP', TCPSSL: 'TCP_SSL' }[String(row['protocol'])]);
    expect(String(item.port)).toBe(row['port']);
    const schedulers: Row = {
      rr: 'ROUND_ROBIN',
      wrr: 'WEIGHTED_ROUND_ROBIN',
      lc: 'LEAST_CONNECTIONS',
      wlc: 'WEIGHTED_LEAST_CONNECTIONS',
    };
    expect(item.scheduler).toBe(schedulers[String(row['scheduler'])]);
    const check = row['healthCheck'] as Row | null;
    expect(item.healthCheck === null).toBe(check === null);
    if (item.healthCheck && check) {
      const type = String(check['checkType']).toUpperCase();
      expect(item.healthCheck.protocol).toBe(
        type === 'TCP' ? 'TCP' : type.startsWith('HTTP') ? 'HTTP' : 'UNKNOWN',
      );
      expect(item.healthCheck.enabled).toBe(check['checkEnabled'] ?? null);
      expect(item.healthCheck.path).toBe(check['httpCheckPath'] ?? null);
      expect(item.healthCheck.port ?? 0).toBe(check['checkPort']);
    }
    expectFields(item.vendorFields, zenlayerFields.listenerVendorFields, row);
  }

  it('of backends', async () => {
    const item = present(zen.loadBalancers[0]?.listeners[1]);
    const args = { listenerId: item.vendorId, pageSize: 1000 };
    const metal = await callZenlayer(client('zen'), 'DescribeBackends', args);
    const virtual = await callZenlayer(client('zen'), 'DescribeBackends', { ...args, instanceType: 'VM' });
    const rows = [...rowsOf(metal.response, 'dataSet'), ...rowsOf(virtual.response, 'dataSet')];
    expect(rows).toHaveLength(item.backends.length);
    item.backends.forEach((backend, index) => {
      const row = present(rows[index]);
      expect([backend.vendorId, String(backend.port), backend.weight]).toEqual([
        row['backendId'],
        row['port'],
        row['weight'],
      ]);
      expect([backend.status, backend.vendorStatus, backend.health]).toEqual([
        status(row),
        row['status'],
        'UNKNOWN',
      ]);
      expect(backend.target).toEqual({ __typename: 'Instance', vendorId: row['instanceId'] });
      expectFields(backend.vendorFields, zenlayerFields.backendVendorFields, row);
    });
  });

  it('of bare metal and virtual machines', async () => {
    const metal = await zenlayerRows('DescribeInstances', 'instanceId');
    const virtual = await zenlayerRows('DescribeInstances', 'instanceId', 'vm');
    expect(metal.size + virtual.size).toBe(zen.instances.length);
    for (const item of zen.instances) {
      const isMetal = item.kind === 'BARE_METAL';
      const row = present((isMetal ? metal : virtual).get(item.vendorId));
      expect([item.vendorStatus, item.zone]).toEqual([row['instanceStatus'], row['zoneId']]);
      expect(item.privateAddresses).toEqual(row['privateIpAddresses']);
      expect(item.publicAddresses).toEqual(row['publicIpAddresses']);
      const list = isMetal ? zenlayerFields.bareMetalVendorFields : zenlayerFields.virtualMachineVendorFields;
      expectFields(item.vendorFields, list, row);
    }
  });
});
