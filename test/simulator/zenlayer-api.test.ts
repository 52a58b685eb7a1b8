import { describe, expect, it } from 'vitest';
import { rowsOf } from './qingcloud-client.js';
import { present, startSimulator, zenlayerAccount } from './start-simulator.js';
import { callZenlayer } from './zenlayer-client.js';

const { simulator, client } = await startSimulator({ topology: { accounts: [zenlayerAccount()] }, seed: 7 });
const options = client('zen');
const truth = present(simulator.inventory('zen').accounts[0]);
const listeners = truth.loadBalancers.flatMap((row) => row.listeners);
const full = present(listeners[0]);
const call = (action: string, args: unknown = {}) => callZenlayer(options, action, args);

describe('the envelope', () => {
  it('carries one request id twice, and rows under dataSet', async () => {
    const { status, json, response } = await call('DescribeLoadBalancers', { pageSize: 1 });
    expect(status).toBe(200);
    expect(json['requestId']).toMatch(/^T[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    expect(response['requestId']).toBe(json['requestId']);
    expect(response['totalCount']).toBe(12);
    expect(response['dataSet']).toHaveLength(1);
  });

  it('is flat, without response, on a failure', async () => {
    const { status, json } = await call('DescribeBackends');
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: 'MISSING_PARAMETER' });
    expect(Object.keys(json).sort()).toEqual(['code', 'message', 'requestId']);
  });
});

describe('the order of checks', () => {
  it.each([
    [
      'no authorization',
      { headers: { authorization: 'Bearer x' } },
      401,
      'AUTHFAILURE_INVALID_AUTHORIZATION',
    ],
    ['a stale stamp', { time: Date.now() - 310_000 }, 401, 'AUTHFAILURE_SIGNATURE_EXPIRED'],
    ['a stamp of the future', { time: Date.now() + 310_000 }, 401, 'AUTHFAILURE_SIGNATURE_EXPIRED'],
    ['an unknown key', { id: 'nobody' }, 401, 'AUTHFAILURE_SIGNATURE_FAILURE'],
    ['a wrong secret', { key: 'wrong' }, 401, 'AUTHFAILURE_SIGNATURE_FAILURE'],
  ])('refuses %s', async (_what, changes, status, code) => {
    const reply = await callZenlayer({ ...options, ...changes }, 'Nonsense');
    expect(reply.status).toBe(status);
    expect(reply.json['code']).toBe(code);
  });

  it('then refuses an unknown action, also one of another service', async () => {
    const { status, json } = await call('DeleteLoadBalancer');
    expect(status).toBe(401);
    expect(json['code']).toBe('AUTHFAILURE_UNAUTHORIZED_OPERATION');
    const other = await callZenlayer({ ...options, service: 'vm' }, 'DescribeListeners');
    expect(other.json['code']).toBe('AUTHFAILURE_UNAUTHORIZED_OPERATION');
  });

  it.each([
    ['the received host', {}],
    ["the vendor's name in the Host header", { host: 'console.zenlayer.com' }],
    ["the vendor's name, signed only", { signedHost: 'console.zenlayer.com' }],
    ['a name without the port', { signedHost: '127.0.0.1' }],
    ['a content type with a charset', { contentType: 'application/json; charset=utf-8' }],
  ])('accepts a signature over %s', async (_what, changes) => {
    expect((await callZenlayer({ ...options, ...changes }, 'DescribeLoadBalancers')).status).toBe(200);
  });

  it.each([
    ['pageSize', { pageSize: 1001 }, 'INVALID_PARAMETER_EXCEED_MAXIMUM'],
    ['pageSize', { pageSize: 0 }, 'INVALID_PARAMETER_LESS_MINIMUM'],
    ['pageNum', { pageNum: 0 }, 'INVALID_PARAMETER_LESS_MINIMUM'],
    ['pageNum', { pageNum: '1' }, 'INVALID_PARAMETER_TYPE'],
    ['ids', { listenerIds: Array.from({ length: 101 }, String) }, 'INVALID_PARAMETER_EXCEED_LENGTH'],
    ['ids', { loadBalancerIds: 'lb-1' }, 'INVALID_PARAMETER_TYPE'],
    ['the body', '[]', 'INVALID_PARAMETER_TYPE'],
  ])('refuses a bad %s', async (_what, args, code) => {
    const { status, json } = await call('DescribeListeners', args);
    expect(status).toBe(400);
    expect(json['code']).toBe(code);
  });
});

describe('lists', () => {
  it('default to 20 rows, allow 1000 and are empty past the end', async () => {
    expect((await call('DescribeListeners')).response['dataSet']).toHaveLength(20);
    expect((await call('DescribeListeners', { pageSize: 1000 })).response['dataSet']).toHaveLength(24);
    expect((await call('DescribeListeners', { pageNum: 9 })).response).toMatchObject({
      totalCount: 24,
      dataSet: [],
    });
  });

  it('give the listeners of many load balancers, each naming its parent', async () => {
    const ids = truth.loadBalancers.slice(0, 3).map(({ vendorId }) => vendorId);
    const { response } = await call('DescribeListeners', { loadBalancerIds: [...ids, 'lb-unknown'] });
    const rows = rowsOf(response, 'dataSet');
    expect(rows.map((row) => row['loadBalancerId'])).toEqual(ids.flatMap((id) => [id, id]));
    expect(rows[0]?.['port']).toBe('80');
  });

  it('give the backends of one listener: bare metal by default, virtual machines when asked', async () => {
    const args = { listenerId: full.vendorId, pageSize: 1000 };
    const metal = rowsOf((await call('DescribeBackends', args)).response, 'dataSet');
    const virtual = rowsOf(
      (await call('DescribeBackends', { ...args, instanceType: 'VM' })).response,
      'dataSet',
    );
    expect([...metal, ...virtual].map((row) => row['backendId'])).toEqual(
      full.backends.map(({ vendorId }) => vendorId),
    );
    const kinds = new Map(truth.instances.map(({ vendorId, kind }) => [vendorId, kind]));
    const kindsOf = (rows: typeof metal) =>
      new Set(rows.flatMap((row) => kinds.get(String(row['instanceId'])) ?? []));
    expect(kindsOf(metal)).toEqual(new Set(['BARE_METAL']));
    expect(kindsOf(virtual)).toEqual(new Set(['VIRTUAL_MACHINE']));
    expect(metal.every((row) => row['instanceType'] === 'BM')).toBe(true);
    const old = await callZenlayer({ ...options, version: '2022-11-20' }, 'DescribeBackends', {
      ...args,
      instanceType: 'VM',
    });
    expect(old.response['totalCount']).toBe(metal.length);
    expect(rowsOf(old.response, 'dataSet')[0]).not.toHaveProperty('instanceType');
  });

  it('keep bare metal and virtual machines in two services', async () => {
    const metal = await call('DescribeInstances', { pageSize: 1000 });
    const virtual = await callZenlayer({ ...options, service: 'vm' }, 'DescribeInstances', {
      pageSize: 1000,
    });
    expect(metal.response['totalCount']).toBe(30);
    expect(virtual.response['totalCount']).toBe(10);
    const [row] = rowsOf(metal.response, 'dataSet');
    expect(typeof row?.['instanceType']).toBe('object');
    expect(row?.['createTime']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it('embed listeners and all backends in load balancers, with times without zone', async () => {
    const { response } = await call('DescribeLoadBalancers', { pageSize: 1 });
    const row = present(rowsOf(response, 'dataSet')[0]);
    const loadBalancer = present(truth.loadBalancers[0]);
    expect(row['createTime']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(rowsOf(row, 'listenerList')).toHaveLength(loadBalancer.listeners.length);
    expect(rowsOf(row, 'backendList')).toHaveLength(
      loadBalancer.listeners.reduce((total, { backends }) => total + backends.length, 0),
    );
    expect(row['tags']).toEqual({ tags: loadBalancer.tags });
  });

  it('take an empty id list for no filter', async () => {
    expect((await call('DescribeListeners', { listenerIds: [] })).response['totalCount']).toBe(24);
  });

  it('match instance names exactly, unless they end in a star', async () => {
    const name = present(truth.instances[0]?.name);
    expect((await call('DescribeInstances', { instanceName: name })).response['totalCount']).toBe(1);
    expect((await call('DescribeInstances', { instanceName: name.slice(0, 4) })).response['totalCount']).toBe(
      0,
    );
    const fuzzy = await call('DescribeInstances', { instanceName: `${name.slice(0, 4)}*` });
    expect(fuzzy.response['totalCount']).toBeGreaterThan(0);
  });

  it('take characters of names as they are, but for a star at the end of an instance’s', async () => {
    const name = present(truth.instances[0]?.name);
    const counts = ['*', '%', '_', '.*', `${name[0]}*`].map(async (loadBalancerName) => {
      const { response } = await call('DescribeLoadBalancers', { loadBalancerName });
      return response['totalCount'];
    });
    expect(await Promise.all(counts)).toEqual([0, 0, 0, 0, 0]);
    const inside = await call('DescribeInstances', { instanceName: `*${name.slice(1)}` });
    expect(inside.response['totalCount']).toBe(0);
  });

  it('give what ids name in the order of the list', async () => {
    const ids = truth.loadBalancers.slice(0, 3).map(({ vendorId }) => vendorId);
    const { response } = await call('DescribeLoadBalancers', { loadBalancerIds: ids.toReversed() });
    expect(rowsOf(response, 'dataSet').map((row) => row['loadBalancerId'])).toEqual(ids);
  });

  it('filter bare metal by status, tag and subnet', async () => {
    const metal = truth.instances.filter(({ kind }) => kind === 'BARE_METAL');
    const countOf = async (args: Record<string, unknown>) =>
      (await call('DescribeInstances', args)).response['totalCount'];
    const status = metal.filter(({ vendorStatus }) => vendorStatus === 'RUNNING').length;
    expect(await countOf({ instanceStatus: 'RUNNING' })).toBe(status);
    const tagged = metal.filter(({ vendorFields }) => JSON.stringify(vendorFields['tags']).includes('role'));
    expect(tagged.length).toBeGreaterThan(0);
    expect(await countOf({ tagKeys: ['role'] })).toBe(tagged.length);
    expect(await countOf({ tags: [{ key: 'role', value: 'edge' }] })).toBe(tagged.length);
    expect(await countOf({ tags: [{ key: 'role', value: 'core' }] })).toBe(0);
    const [subnetId] = metal[0]?.vendorFields['subnetIds'] as string[];
    expect(await countOf({ subnetId })).toBe(1);
  });

  it('filter virtual machines by nothing but their ids', async () => {
    const args = { instanceName: 'nobody', instanceStatus: 'NONE' };
    const { response } = await callZenlayer({ ...options, service: 'vm' }, 'DescribeInstances', args);
    expect(response['totalCount']).toBe(10);
  });

  it.each([
    ['an empty key', { key: '', value: 'x' }, 'INVALID_PARAMETER_LESS_LENGTH'],
    ['an empty value', { key: 'x', value: '' }, 'INVALID_PARAMETER_LESS_LENGTH'],
    ['a value of 129 characters', { key: 'x', value: 'v'.repeat(129) }, 'INVALID_PARAMETER_EXCEED_LENGTH'],
  ])('refuse a tag with %s', async (_what, tag, code) => {
    const { status, json } = await call('DescribeLoadBalancers', { tags: [tag] });
    expect([status, json['code']]).toEqual([400, code]);
  });

  it('refuse a zone that does not exist', async () => {
    const { status, json } = await call('DescribeInstances', { zoneId: 'SEL--A' });
    expect(status).toBe(404);
    expect(json).toMatchObject({
      code: 'INVALID_ZONE_NOT_FOUND',
      message: 'The specified zoneId `SEL--A` is not found',
    });
  });
});
