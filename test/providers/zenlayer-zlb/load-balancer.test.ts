import { expect, test } from 'vitest';
import { asOf, decode, harvest, source } from './setup.js';

/** Every field that the vendor's own clients declare; the values are made up. */
const row = {
  regionId: 'asia-east-1',
  loadBalancerId: 'lb-1',
  loadBalancerName: 'web',
  vpcId: 'vpc-1',
  status: 'RUNNING',
  publicIpAddress: ['128.14.1.1'],
  privateIpAddress: ['10.0.0.2', '10.0.0.3'],
  healthCheckPrivateIps: ['10.0.0.4'],
  listenerCount: 2,
  createTime: '2025-04-01T02:40:12Z',
  resourceGroup: { resourceGroupId: 'rg-1', resourceGroupName: 'default', somethingNew: 1 },
  tags: { tags: [{ key: 'team', value: 'web' }] },
  securityGroupId: 'sg-1',
};

function itemOf(changes: object) {
  const { item } = harvest('loadBalancers', { ...row, ...changes });
  return item;
}

test('a row becomes a load balancer: its region is the zone, its network the VPC, public addresses come first', () => {
  expect(decode('loadBalancers', row)).toEqual({
    item: {
      kind: 'loadBalancer',
      source,
      asOf,
      vendorId: 'lb-1',
      zone: 'asia-east-1',
      name: 'web',
      status: 'ACTIVE',
      vendorStatus: 'RUNNING',
      scheme: 'PUBLIC',
      addresses: ['128.14.1.1', '10.0.0.2', '10.0.0.3'],
      domain: null,
      networkId: 'vpc-1',
      createdAt: '2025-04-01T02:40:12.000Z',
      tags: [{ key: 'team', value: 'web' }],
      vendorFields: {
        healthCheckPrivateIps: ['10.0.0.4'],
        listenerCount: 2,
        securityGroupId: 'sg-1',
        resourceGroup: { resourceGroupId: 'rg-1', resourceGroupName: 'default' },
      },
    },
  });
});

test.each([
  ['CREATING', 'CREATING'],
  ['RUNNING', 'ACTIVE'],
  ['RECYCLED', 'DELETED'],
  ['running', 'ACTIVE'],
  ['CREATE_FAILED', 'UNKNOWN'],
  ['RELEASING', 'UNKNOWN'],
  ['NEW_WORD', 'UNKNOWN'],
])('status %s is %s, with the vendor’s word beside it', (vendorStatus, status) => {
  expect(itemOf({ status: vendorStatus })).toMatchObject({ status, vendorStatus });
});

test.each([
  [['128.14.1.1'], [], 'PUBLIC'],
  [['128.14.1.1'], ['10.0.0.2'], 'PUBLIC'],
  [[], ['10.0.0.2'], 'PRIVATE'],
  [null, ['10.0.0.2'], 'PRIVATE'],
  [[], [], 'UNKNOWN'],
  [null, null, 'UNKNOWN'],
  [['no address'], ['10.0.0.2'], 'PRIVATE'],
])('public addresses %j and private ones %j: %s', (publicIpAddress, privateIpAddress, scheme) => {
  expect(itemOf({ publicIpAddress, privateIpAddress })).toMatchObject({ scheme });
});

test('a row with no more than its id is a load balancer of which nothing is known', () => {
  expect(harvest('loadBalancers', { loadBalancerId: 'lb-1' }).item).toMatchObject({
    ...{ vendorId: 'lb-1', zone: null, name: null, status: 'UNKNOWN', vendorStatus: null, scheme: 'UNKNOWN' },
    ...{ addresses: [], networkId: null, createdAt: null, tags: null, vendorFields: {} },
  });
});

test.each([
  ['no id', { loadBalancerId: undefined }],
  ['a name that is an object', { loadBalancerName: {} }],
  ['addresses that are no list', { publicIpAddress: '128.14.1.1' }],
])('%s: malformed', (_, changes) => {
  expect(decode('loadBalancers', { ...row, ...changes })).toBe('malformed');
});

test('by id, only what was asked for is taken', () => {
  expect(decode('loadBalancersById', row, 'lb-2', 'lb-1')).toMatchObject({ item: { vendorId: 'lb-1' } });
  expect(decode('loadBalancersById', row, 'lb-2')).toBe('foreign');
});
