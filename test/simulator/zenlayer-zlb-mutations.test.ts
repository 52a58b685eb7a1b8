import { describe, expect, it } from 'vitest';
import { present } from './start-simulator.js';
import { startZlb, type Row } from './zenlayer-zlb-setup.js';
import { walk } from './zenlayer-zlb-walk.js';

const started = await startZlb({
  account: { loadBalancers: 4, listeners: 10, backends: 40, instances: 12 },
});
const { rows, truth, change } = started;

const owner = () => present(truth().loadBalancers[0]);
const single = () => present(owner().listeners.find(({ port }) => port !== null));
const several = () => present(owner().listeners.find(({ port }) => port === null));
const backendsOf = async (listenerId: string): Promise<Row[]> =>
  rows('DescribeBackends', { loadBalancerId: owner().vendorId, listenerId });
const portsOf = (listenerId: string): unknown[] =>
  present(owner().listeners.find(({ vendorId }) => vendorId === listenerId)).backends.map(({ port }) => port);
const keyOf = (backend: ReturnType<typeof single>['backends'][number], listenerId: string): string =>
  `${listenerId}/${'vendorId' in backend.target ? backend.target.vendorId : backend.target.address}/${backend.port ?? ''}`;

async function expectRowsToAgree(): Promise<void> {
  const { loadBalancers, instances } = truth();
  expect(await walk(started)).toEqual({ loadBalancers, instances });
}

describe('insert', () => {
  it('adds a load balancer where it is told', async () => {
    const fields = { name: 'canary', vendorStatus: 'CREATING', addresses: ['10.1.2.3'] };
    const id = change('insert', 'loadBalancer', { index: 1, fields });
    expect(truth().loadBalancers[1]).toMatchObject({
      vendorId: id,
      name: 'canary',
      status: 'CREATING',
      scheme: 'PRIVATE',
    });
    const [, row] = await rows('DescribeLoadBalancers');
    expect(row).toMatchObject({ loadBalancerId: id, publicIpAddress: [], privateIpAddress: ['10.1.2.3'] });
    change('remove', 'loadBalancer', { id });
  });

  it('adds listeners on ports that are free, and counts them', async () => {
    const parentId = owner().vendorId;
    const count = owner().listeners.length;
    const ids = [1, 2, 3].map(() => change('insert', 'listener', { parentId }));
    const { listeners } = owner();
    expect(new Set(listeners.map(({ ports }) => JSON.stringify(ports))).size).toBe(count + 3);
    const [row] = await rows('DescribeLoadBalancers');
    expect(row).toMatchObject({ listenerCount: count + 3 });
    await expectRowsToAgree();
    for (const id of ids) change('remove', 'listener', { id });
  });

  it('adds a backend whose server the listener does not have yet', async () => {
    const parentId = single().vendorId;
    for (let more = 0; more < 15; more += 1) change('insert', 'backend', { parentId });
    const targets = single().backends.map(({ target }) => JSON.stringify(target));
    expect(new Set(targets).size).toBe(targets.length);
    expect(single().backends.some(({ target }) => target.__typename === 'IpTarget')).toBe(true);
    await expectRowsToAgree();
  });

  it('adds a plain address, which has no instance', async () => {
    const parentId = single().vendorId;
    const target = { __typename: 'IpTarget', address: '192.0.2.7' };
    const id = change('insert', 'backend', { parentId, index: 0, fields: { target, weight: 7, port: 8080 } });
    expect(id).toBe(`${parentId}/192.0.2.7/8080`);
    const [row] = await backendsOf(parentId);
    expect(row).toMatchObject({
      instanceId: null,
      privateIpAddress: '192.0.2.7',
      weight: 7,
      backendPort: 8080,
    });
    change('remove', 'backend', { id });
    expect((await backendsOf(parentId))[0]).not.toMatchObject({ privateIpAddress: '192.0.2.7' });
  });
});

describe('update', () => {
  it('changes the life of a load balancer by either word', () => {
    const id = owner().vendorId;
    change('update', 'loadBalancer', { id, fields: { vendorStatus: 'recycled' } });
    expect(owner()).toMatchObject({ status: 'DELETED', vendorStatus: 'recycled' });
    change('update', 'loadBalancer', { id, fields: { status: 'ACTIVE' } });
    expect(owner()).toMatchObject({ status: 'ACTIVE', vendorStatus: 'RUNNING' });
  });

  it('has backends follow the port of their listener', async () => {
    const id = single().vendorId;
    change('update', 'listener', { id, fields: { port: 8088 } });
    const rowsNow = await backendsOf(id);
    expect(rowsNow.every((row) => row['listenerPort'] === '8088')).toBe(true);
    expect(portsOf(id)).toEqual(rowsNow.map((row) => row['backendPort'] ?? 8088));
    change('update', 'listener', { id, fields: { ports: [{ from: 1, to: 65_535 }] } });
    expect((await backendsOf(id)).every((row) => row['listenerPort'] === '0')).toBe(true);
    expect(portsOf(id)).toEqual(rowsNow.map((row) => row['backendPort'] ?? null));
    change('update', 'listener', { id, fields: { port: 80 } });
    await expectRowsToAgree();
  });

  it('spells several ports of a listener', async () => {
    const { vendorId: id, ports } = several();
    const wanted = [
      { from: 8000, to: 8000 },
      { from: 8080, to: 9000 },
    ];
    change('update', 'listener', { id, fields: { ports: wanted } });
    const listeners = await rows('DescribeListeners', { loadBalancerId: owner().vendorId });
    expect(listeners.find((row) => row['listenerId'] === id)).toMatchObject({ port: '8000,8080-9000' });
    change('update', 'listener', { id, fields: { ports } });
  });

  it('changes what is told of a backend', async () => {
    const { vendorId: parentId, backends } = single();
    const id = keyOf(present(backends[0]), parentId);
    change('update', 'backend', { id, parentId, fields: { weight: 0, health: 'DOWN' } });
    const [row] = await rows('DescribeBackendHealth', {
      loadBalancerId: owner().vendorId,
      listenerId: parentId,
    });
    expect(row).toMatchObject({ weight: 0, healthStatus: 'Dead' });
  });

  it('moves a backend to another address with its machine', async () => {
    const { target } = present(single().backends.find((row) => row.target.__typename === 'Instance'));
    const id = 'vendorId' in target ? target.vendorId : '';
    change('update', 'instance', { id, fields: { privateAddresses: ['10.9.9.9'], vendorStatus: 'STOPPED' } });
    const row = (await backendsOf(single().vendorId)).find(({ instanceId }) => instanceId === id);
    expect(row).toMatchObject({ privateIpAddress: '10.9.9.9' });
    const [machine] = await rows('DescribeInstances', { instanceIds: [id] });
    expect(machine).toMatchObject({ status: 'STOPPED', nics: [{ primaryIpv4: '10.9.9.9' }] });
    await expectRowsToAgree();
  });

  it.each([
    ['loadBalancer', () => owner().vendorId, { zone: 'nowhere-1' }, 'must be one of asia-east-1'],
    ['listener', () => single().vendorId, { protocol: 'HTTP' }, 'fields.protocol'],
    ['listener', () => single().vendorId, { status: 'ACTIVE' }, 'fields.status: cannot be set'],
    ['instance', () => present(truth().instances[0]).vendorId, { privateAddresses: [] }, 'privateAddresses'],
  ] as const)('refuses of a %s what the vendor cannot have', (kind, idOf, fields, message) => {
    expect(() => change('update', kind, { id: idOf(), fields })).toThrow(message);
  });
});

describe('remove and move', () => {
  it('leave backends of a machine that is gone', async () => {
    const { target } = present(single().backends.find((row) => row.target.__typename === 'Instance'));
    const id = 'vendorId' in target ? target.vendorId : '';
    change('remove', 'instance', { id });
    expect((await backendsOf(single().vendorId)).map(({ instanceId }) => instanceId)).toContain(id);
    expect(await rows('DescribeInstances', { instanceIds: [id] })).toEqual([]);
    await expectRowsToAgree();
  });

  it('take a listener with its backends, and change the order', async () => {
    const [first, second] = owner().listeners;
    change('move', 'listener', { id: present(second).vendorId, index: 0 });
    expect(owner().listeners[0]).toEqual(second);
    change('remove', 'listener', { id: present(first).vendorId });
    const told = await rows('DescribeBackends', { loadBalancerId: owner().vendorId });
    expect(told.map(({ listenerId }) => listenerId)).not.toContain(present(first).vendorId);
    await expectRowsToAgree();
  });

  it('know no region, for the vendor keeps all in one list', () => {
    expect(() => change('remove', 'loadBalancer', { id: owner().vendorId, region: 'asia-east-1' })).toThrow(
      'ZENLAYER_ZLB has no regions',
    );
  });
});
