import { expect, test } from 'vitest';
import { asOf, contextOf, createZenlayer, formOf, source } from './setup.js';

/** The documentation's example row, shortened as in the sheet. */
const row = {
  instanceId: 'instanceId',
  zoneId: 'HKG-A',
  instanceName: 'TEST',
  hostname: 'M7D-HKG-A-01',
  instanceTypeId: 'M7D',
  imageName: 'Ubuntu18.04-x86_64',
  instanceChargeType: 'POSTPAID',
  bandwidthOutMbps: 0,
  internetChargeType: 'ByClusterBandwidth95',
  period: null,
  primaryPublicIpAddress: '1.1.1.1',
  publicIpAddresses: ['1.1.1.1', '2.2.2.2'],
  privateIpAddresses: ['10.0.0.1'],
  ipv6Addresses: ['2602:ffe4:1:11::1'],
  subnetIds: ['subnetId'],
  createTime: '2023-01-01T00:00:00Z',
  expiredTime: null,
  resourceGroupId: 'resourceGroupId',
  instanceStatus: 'RUNNING',
};
const provider = createZenlayer();

function itemOf(changes: object, form = 'bmInstances') {
  const harvest = formOf(provider, form).decode({ ...row, ...changes }, contextOf());
  return typeof harvest === 'string' ? harvest : harvest.item;
}

test('the documentation’s row becomes a machine', () => {
  expect(itemOf({})).toEqual({
    kind: 'instance',
    source,
    asOf,
    instanceKind: 'BARE_METAL',
    vendorId: 'instanceId',
    zone: 'HKG-A',
    name: 'TEST',
    status: 'RUNNING',
    vendorStatus: 'RUNNING',
    privateAddresses: ['10.0.0.1'],
    publicAddresses: ['1.1.1.1', '2.2.2.2', '2602:ffe4:1:11::1'],
    createdAt: '2023-01-01T00:00:00.000Z',
    vendorFields: {
      hostname: 'M7D-HKG-A-01',
      subnetIds: ['subnetId'],
      instanceTypeId: 'M7D',
      imageName: 'Ubuntu18.04-x86_64',
      instanceChargeType: 'POSTPAID',
      bandwidthOutMbps: 0,
      internetChargeType: 'ByClusterBandwidth95',
      period: null,
      expiredTime: null,
      resourceGroupId: 'resourceGroupId',
    },
  });
});

test('a virtual machine has its own fields', () => {
  const vm = {
    instanceId: 'vm-1',
    zoneId: 'SEL-A',
    instanceName: null,
    instanceType: 'z2a.cpu.1',
    cpuCount: 4,
    memory: 8,
    publicIpAddresses: null,
    publicIpv6Addresses: ['2001:db8::2', 'x'],
    privateIpAddresses: ['10.0.0.9'],
    subnetId: 'subnet-1',
    instanceStatus: 'IMAGING',
    hostname: 'not listed for vm',
  };
  expect(formOf(provider, 'vmInstances').decode(vm, contextOf())).toMatchObject({
    item: {
      instanceKind: 'VIRTUAL_MACHINE',
      zone: 'SEL-A',
      name: null,
      status: 'MAINTENANCE',
      privateAddresses: ['10.0.0.9'],
      publicAddresses: ['2001:db8::2'],
      createdAt: null,
    },
  });
  expect(formOf(provider, 'vmInstances').decode(vm, contextOf())).toHaveProperty('item.vendorFields', {
    instanceType: 'z2a.cpu.1',
    cpuCount: 4,
    memory: 8,
    subnetId: 'subnet-1',
  });
});

test.each([
  ['PENDING', 'PENDING'],
  ['CREATING', 'PENDING'],
  ['INSTALLING', 'PENDING'],
  ['DEPLOYING', 'PENDING'],
  ['REBUILDING', 'PENDING'],
  ['running', 'RUNNING'],
  ['BOOTING', 'STARTING'],
  ['REBOOT', 'REBOOTING'],
  ['STOPPING', 'STOPPING'],
  ['STOPPED', 'STOPPED'],
  ['CREATE_FAILED', 'FAILED'],
  ['INSTALL_FAILED', 'FAILED'],
  ['IMAGING', 'MAINTENANCE'],
  ['RELEASING', 'TERMINATED'],
  ['RECYCLE', 'TERMINATED'],
  ['RECYCLING', 'TERMINATED'],
  ['MELTING', 'UNKNOWN'],
  ['constructor', 'UNKNOWN'],
  [null, 'UNKNOWN'],
])('status %s is %s', (vendorStatus, status) => {
  expect(itemOf({ instanceStatus: vendorStatus })).toMatchObject({ status, vendorStatus });
});

test('addresses: each list in its order, then the primary one, IPv6 last', () => {
  const changes = {
    publicIpAddresses: ['2.2.2.2', '', null],
    primaryPublicIPv6Address: '2001:db8::3',
    ipv6Addresses: null,
  };
  expect(itemOf(changes)).toMatchObject({ publicAddresses: ['2.2.2.2', '1.1.1.1', '2001:db8::3'] });
});

test('the model is an object on bare metal and never makes a row malformed', () => {
  expect(itemOf({ instanceType: { cpuCoreCount: 8 } })).toMatchObject({
    vendorFields: { instanceType: { cpuCoreCount: 8 } },
  });
});

test.each([
  ['no id', { instanceId: undefined }],
  ['addresses that are a text', { publicIpAddresses: '1.1.1.1' }],
  ['a name that is a list', { instanceName: [] }],
])('%s: malformed', (_, changes) => {
  expect(itemOf(changes)).toBe('malformed');
});

test.each(['bmInstancesById', 'vmInstancesById'])(
  '%s: a machine that was not asked for is foreign',
  (name) => {
    const form = formOf(provider, name);
    expect(form.decode(row, contextOf('other'))).toBe('foreign');
    expect(form.decode(row, contextOf('instanceId'))).toMatchObject({ item: { vendorId: 'instanceId' } });
  },
);
