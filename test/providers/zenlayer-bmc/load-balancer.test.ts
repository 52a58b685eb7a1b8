import { expect, test } from 'vitest';
import { asOf, contextOf, createZenlayer, formOf, source } from './setup.js';

/** The sheet's synthetic row. */
const row = {
  loadBalancerId: 'lb-1',
  zoneId: 'HKG-A',
  loadBalancerName: 'web',
  specName: 'xxxx',
  vipList: [{ vipId: 'vip-1', ipAddress: '192.0.2.10', type: 'DEFAULT', status: 'Available' }],
  chargeType: 'POSTPAID',
  period: null,
  createTime: '2022-08-31 11:10:00',
  expiredTime: null,
  status: 'Available',
  resourceGroupId: 'rg-1',
  resourceGroupName: 'default',
  masterIp: '10.0.0.2',
  backupIp: '10.0.0.3',
  ipType: 'IPv4',
  bandwidth: 100,
  isWorking: true,
  listenerList: [],
  backendList: [],
  tags: { tags: [] },
};
const listenerRow = { loadBalancerId: 'lb-1', listenerId: 'lis-1', port: '80' };
const backendRow = { listenerId: 'lis-1', backendId: 'be-1', instanceId: 'i-1', instanceType: 'VM' };
const isWhole = { instanceTypes: ['BM', 'VM'], embedded: 'trust' };

function decode(value: unknown, options?: unknown) {
  return formOf(createZenlayer(options), 'loadBalancers').decode(value, contextOf());
}

function itemOf(changes: object) {
  const harvest = decode({ ...row, ...changes });
  return typeof harvest === 'string' ? harvest : harvest.item;
}

test('the sheet’s row becomes a load balancer', () => {
  expect(decode(row)).toEqual({
    item: {
      kind: 'loadBalancer',
      source,
      asOf,
      vendorId: 'lb-1',
      zone: 'HKG-A',
      name: 'web',
      status: 'ACTIVE',
      vendorStatus: 'Available',
      scheme: 'UNKNOWN',
      addresses: ['192.0.2.10'],
      domain: null,
      networkId: null,
      createdAt: '2022-08-31T11:10:00.000Z',
      tags: [],
      vendorFields: {
        specName: 'xxxx',
        chargeType: 'POSTPAID',
        period: null,
        expiredTime: null,
        resourceGroupId: 'rg-1',
        resourceGroupName: 'default',
        masterIp: '10.0.0.2',
        backupIp: '10.0.0.3',
        ipType: 'IPv4',
        bandwidth: 100,
        isWorking: true,
      },
    },
  });
});

test('a row of nothing but its id is a load balancer of which nothing is known', () => {
  expect(decode({ loadBalancerId: 'lb-1' })).toMatchObject({
    item: {
      zone: null,
      name: null,
      status: 'UNKNOWN',
      vendorStatus: null,
      addresses: [],
      createdAt: null,
      tags: null,
      vendorFields: {},
    },
  });
});

test.each([
  ['an unknown status', { status: 'Melting' }, { status: 'UNKNOWN', vendorStatus: 'Melting' }],
  ['a status in other letters', { status: 'AVAILABLE' }, { status: 'ACTIVE', vendorStatus: 'AVAILABLE' }],
  ['a status that is a number', { status: 7 }, { status: 'UNKNOWN', vendorStatus: '7' }],
  ['a name of null', { loadBalancerName: null }, { name: null }],
  ['an empty name', { loadBalancerName: '' }, { name: null }],
  ['a time with a zone', { createTime: '2022-08-31T11:10:00Z' }, { createdAt: '2022-08-31T11:10:00.000Z' }],
  ['a time that is none', { createTime: 'yesterday' }, { createdAt: null }],
  ['VIPs of null', { vipList: null }, { addresses: [] }],
  [
    'VIPs that are no addresses, and one twice',
    { vipList: [{ ipAddress: 'x' }, null, { ipAddress: '2001:db8::1' }, { ipAddress: '2001:db8::1' }, {}] },
    { addresses: ['2001:db8::1'] },
  ],
  [
    'tags',
    { tags: { tags: [{ key: 'a', value: 'b' }, { key: 'c', value: null }, { value: 'd' }] } },
    {
      tags: [
        { key: 'a', value: 'b' },
        { key: 'c', value: null },
      ],
    },
  ],
  ['tags of null', { tags: null }, { tags: null }],
  ['tags without a list', { tags: {} }, { tags: [] }],
  ['tags as a plain list', { tags: [{ key: 'a', value: 'b' }] }, { tags: [{ key: 'a', value: 'b' }] }],
])('%s', (_, changes, expected) => {
  expect(itemOf(changes)).toMatchObject(expected);
});

test('a field that is only in vendorFields never makes a row malformed', () => {
  expect(itemOf({ bandwidth: { a: 1 } })).toMatchObject({ vendorFields: { bandwidth: { a: 1 } } });
});

test('what is not listed is never kept', () => {
  expect(JSON.stringify(itemOf({ rootPassword: 'hunter2' }))).not.toContain('hunter2');
});

test.each([
  ['no id', { loadBalancerId: undefined }],
  ['an id of null', { loadBalancerId: null }],
  ['an empty id', { loadBalancerId: '' }],
  ['an id that is a number', { loadBalancerId: 7 }],
  ['a name that is an object', { loadBalancerName: {} }],
  ['VIPs that are an object', { vipList: {} }],
  ['tags that are a text', { tags: 'a=b' }],
])('%s: malformed', (_, changes) => {
  expect(itemOf(changes)).toBe('malformed');
});

test.each([null, 'lb-1', 7, []])('%j is no row', (value) => {
  expect(decode(value)).toBe('malformed');
});

test('by id, a row that was not asked for is foreign', () => {
  const form = formOf(createZenlayer(), 'loadBalancersById');
  expect(form.decode(row, contextOf('lb-2'))).toBe('foreign');
  expect(form.decode(row, contextOf('lb-2', 'lb-1'))).toMatchObject({ item: { vendorId: 'lb-1' } });
});

test('embedded lists are not looked at unless trusted', () => {
  const harvest = decode({ ...row, listenerList: [listenerRow], backendList: [7] });
  expect(typeof harvest === 'string' ? harvest : Object.keys(harvest)).toEqual(['item']);
});

test('trusted embedded lists are whole lists, one for each listener and instance type', () => {
  const harvest = decode(
    {
      ...row,
      listenerList: [listenerRow, { ...listenerRow, listenerId: 'lis-2' }],
      backendList: [backendRow, { listenerId: 'lis-2', backendId: 'be-2', instanceId: 'i-2' }, backendRow],
    },
    isWhole,
  );
  const vm = { type: 'Instance', kind: 'VIRTUAL_MACHINE', id: 'i-1' };
  const bm = { type: 'Instance', kind: 'BARE_METAL', id: 'i-2' };
  const listener = { kind: 'listener', source, loadBalancerId: 'lb-1' };
  const backend = { kind: 'backend', source, loadBalancerId: 'lb-1', ruleId: null, port: null };
  const list = (listenerId: string, segment: string, items: unknown[]) => ({
    segment: { of: { list: 'backends', source, loadBalancerId: 'lb-1', listenerId, ruleId: null }, segment },
    items,
    exact: true,
  });
  expect(harvest).toMatchObject({
    records: [
      { kind: 'listener', vendorId: 'lis-1', asOf },
      { kind: 'listener', vendorId: 'lis-2' },
      { kind: 'backend', vendorId: 'be-1', target: vm },
      { kind: 'backend', vendorId: 'be-2', target: bm },
    ],
  });
  expect(Object(harvest)).toHaveProperty('lists', [
    {
      segment: { of: { list: 'listeners', source, loadBalancerId: 'lb-1' }, segment: '' },
      items: [
        { ...listener, vendorId: 'lis-1' },
        { ...listener, vendorId: 'lis-2' },
      ],
      exact: true,
    },
    list('lis-1', 'BM', []),
    list('lis-1', 'VM', [{ ...backend, listenerId: 'lis-1', target: vm, vendorId: 'be-1' }]),
    list('lis-2', 'BM', [{ ...backend, listenerId: 'lis-2', target: bm, vendorId: 'be-2' }]),
    list('lis-2', 'VM', []),
  ]);
});

test.each([
  ['empty lists: no listeners', { listenerList: [], backendList: [] }, [true]],
  ['no lists: nothing reported', { listenerList: undefined, backendList: undefined }, undefined],
  ['lists of null: nothing reported', { listenerList: null, backendList: null }, undefined],
  ['no backends told: listeners only', { listenerList: [listenerRow], backendList: null }, [true]],
  ['a malformed listener', { listenerList: [listenerRow, {}], backendList: [] }, [false, true, true]],
  ['a malformed backend', { listenerList: [listenerRow], backendList: [7] }, [true, false, false]],
  [
    'foreign rows',
    {
      listenerList: [listenerRow, { ...listenerRow, loadBalancerId: 'lb-2', listenerId: 'lis-9' }],
      backendList: [{ ...backendRow, listenerId: 'lis-9' }],
    },
    [true, true, true],
  ],
])('trusted: %s', (_, changes, exact) => {
  const harvest = decode({ ...row, ...changes }, isWhole);
  expect(typeof harvest === 'string' ? harvest : harvest.lists?.map((list) => list.exact)).toEqual(exact);
});

test('trusted backends of a type that is not configured are in no list', () => {
  const harvest = decode(
    { ...row, listenerList: [listenerRow], backendList: [backendRow] },
    { instanceTypes: ['BM'], embedded: 'trust' },
  );
  expect(harvest).toMatchObject({
    records: [{ kind: 'listener' }],
    lists: [{ items: [{ kind: 'listener' }] }, { segment: { segment: 'BM' }, items: [] }],
  });
});
