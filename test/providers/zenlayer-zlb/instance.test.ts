import { expect, test } from 'vitest';
import { asOf, decode, harvest, source } from './setup.js';

/** Fields as the vendor's own clients declare them; the values are made up. */
const row = {
  instanceId: 'ins-1',
  instanceName: 'web-1',
  zoneId: 'asia-east-1a',
  instanceType: 'z2a.cpu.1',
  cpu: 2,
  memory: 4,
  imageId: 'img-1',
  imageName: 'Debian',
  timeZone: 'Asia/Hong_Kong',
  nicNetworkType: 'Auto',
  status: 'RUNNING',
  systemDisk: {
    diskId: 'disk-1',
    diskSize: 40,
    diskCategory: 'Standard NVMe SSD',
    burstingEnabled: true,
    x: 1,
  },
  dataDisks: [{ diskId: 'disk-2' }],
  publicIpAddresses: ['128.14.1.9'],
  privateIpAddresses: ['10.0.0.9', '10.0.1.9'],
  keyId: null,
  subnetId: 'subnet-1',
  securityGroupId: 'sg-1',
  enableAgent: true,
  enableAgentMonitor: false,
  enableIpForward: false,
  createTime: '2025-05-01T00:00:00Z',
  expiredTime: null,
  resourceGroupId: 'rg-1',
  resourceGroupName: 'default',
  nics: [{ nicId: 'nic-1', primaryIpv4: '10.0.0.9' }],
  tags: { tags: [] },
  loadBalancerIds: ['lb-1'],
  placementGroupId: 'pg-1',
  instanceOptions: { nestedVirtualization: false },
  loginPassword: 'never to be shown',
};

test('a row becomes a virtual machine, with the documented fields and no others', () => {
  const { instanceId, instanceName, zoneId, status, publicIpAddresses, privateIpAddresses, ...rest } = row;
  const { createTime: _time, loginPassword: _password, systemDisk, ...vendorFields } = rest;
  const { x: _x, ...documentedDisk } = systemDisk;
  expect(decode('instances', row)).toEqual({
    item: {
      kind: 'instance',
      source,
      asOf,
      instanceKind: 'VIRTUAL_MACHINE',
      vendorId: instanceId,
      zone: zoneId,
      name: instanceName,
      status: 'RUNNING',
      vendorStatus: status,
      privateAddresses: privateIpAddresses,
      publicAddresses: publicIpAddresses,
      createdAt: '2025-05-01T00:00:00.000Z',
      vendorFields: { ...vendorFields, systemDisk: documentedDisk },
    },
  });
});

test.each([
  ['DEPLOYING', 'PENDING'],
  ['REBUILDING', 'PENDING'],
  ['REBOOT', 'REBOOTING'],
  ['RUNNING', 'RUNNING'],
  ['STOPPED', 'STOPPED'],
  ['BOOTING', 'STARTING'],
  ['RELEASING', 'TERMINATED'],
  ['STOPPING', 'STOPPING'],
  ['RECYCLE', 'TERMINATED'],
  ['RECYCLING', 'TERMINATED'],
  ['CREATE_FAILED', 'FAILED'],
  ['IMAGING', 'MAINTENANCE'],
  ['RESIZING', 'UNKNOWN'],
  ['running', 'RUNNING'],
])('status %s is %s', (vendorStatus, status) => {
  expect(harvest('instances', { ...row, status: vendorStatus }).item).toMatchObject({ status, vendorStatus });
});

test('a row with no more than its id is a machine of which nothing is known', () => {
  expect(harvest('instances', { instanceId: 'ins-1' }).item).toMatchObject({
    ...{ zone: null, name: null, status: 'UNKNOWN', vendorStatus: null, createdAt: null, vendorFields: {} },
    ...{ privateAddresses: [], publicAddresses: [] },
  });
});

test('a row without an id is malformed', () => {
  expect(decode('instances', { ...row, instanceId: null })).toBe('malformed');
});

test('by id, only what was asked for is taken', () => {
  expect(decode('instancesById', row, 'ins-2', 'ins-1')).toMatchObject({ item: { vendorId: 'ins-1' } });
  expect(decode('instancesById', row, 'ins-2')).toBe('foreign');
});
