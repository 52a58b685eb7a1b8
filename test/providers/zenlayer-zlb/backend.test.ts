import { describe, expect, test } from 'vitest';
import { healthKeyOf } from '../../../src/model/record.js';
import { asOf, decode, harvest, source } from './setup.js';

/** A row of the page's example of DescribeBackendHealth, with ids in place of its placeholders. */
const row = {
  listenerId: 'lsn-1',
  protocol: 'TCP',
  instanceId: 'ins-1',
  backendPort: 1,
  listenerName: 'Listener-TCP-01',
  weight: 100,
  listenerPort: '8080',
  privateIpAddress: '10.0.0.1',
  healthStatus: 'Alive',
};

function itemOf(changes: object) {
  const { item } = harvest('backendsOf', { ...row, ...changes }, 'lb-1');
  if (item.kind !== 'backend') throw new Error('it is no backend');
  return item;
}

const backend = {
  kind: 'backend',
  source,
  asOf,
  loadBalancerId: 'lb-1',
  listenerId: 'lsn-1',
  ruleId: null,
  target: { type: 'Instance', kind: 'VIRTUAL_MACHINE', id: 'ins-1' },
  port: 1,
  vendorId: null,
  name: null,
  weight: 100,
  status: 'UNKNOWN',
  vendorStatus: null,
  addresses: ['10.0.0.1'],
  createdAt: null,
  vendorFields: {},
  carried: {},
};
const listener = {
  kind: 'listener',
  source,
  asOf,
  lacks: ['scheduler', 'sessionPersistence', 'healthCheck', 'vendorFields'],
  loadBalancerId: 'lb-1',
  vendorId: 'lsn-1',
  name: 'Listener-TCP-01',
  protocol: 'TCP',
  ports: [{ from: 8080, to: 8080 }],
  scheduler: 'UNKNOWN',
  sessionPersistence: null,
  healthCheck: null,
  status: 'UNKNOWN',
  vendorStatus: null,
  vendorFields: {},
};
const parent = {
  of: { list: 'backends', source, loadBalancerId: 'lb-1', listenerId: 'lsn-1', ruleId: null },
  segment: '',
};

describe('a row', () => {
  test('of the list is a backend of its listener, of which it tells name, protocol and ports', () => {
    expect(decode('backendsOf', row, 'lb-1')).toEqual({ item: backend, parent, records: [listener] });
  });

  test('of the health call is the same backend, with its health', () => {
    const read = harvest('checkedBackendsOf', row, 'lb-1');
    expect(read).toEqual({
      item: backend,
      parent,
      records: [
        listener,
        { kind: 'health', source, asOf, of: healthKeyOf(itemOf({})), health: 'UP', vendorHealth: 'Alive' },
      ],
    });
  });
});

test.each([
  ['Alive', 'UP'],
  ['Dead', 'DOWN'],
  ['ALIVE', 'UP'],
  ['Unknown', 'UNKNOWN'],
  ['Close', 'UNKNOWN'],
  ['Slow', 'UNKNOWN'],
  [null, 'UNKNOWN'],
  [undefined, 'UNKNOWN'],
])('health %j is %s, with the vendor’s word', (healthStatus, health) => {
  const { records } = harvest('checkedBackendsOf', { ...row, healthStatus }, 'lb-1');
  expect(records).toContainEqual(expect.objectContaining({ health, vendorHealth: healthStatus ?? null }));
});

describe('its port', () => {
  test.each([
    ['its own', 9000, '80', 9000],
    ['its own in a string', '9000', '80', 9000],
    ['the listener’s, without one', null, '80', 80],
    ['the listener’s, with an empty one', '', '80', 80],
    ['the listener’s, with 0', 0, '80', 80],
    ['the listener’s, absent', undefined, '80', 80],
    ['none, of a listener with several', null, '80,443', null],
    ['none, of a listener with a range', null, '8080-9000', null],
    ['none, of a listener with all', null, '0', null],
    ['none, of a listener of which that is not told', null, null, null],
  ])('is %s', (_, backendPort, listenerPort, port) => {
    expect(itemOf({ backendPort, listenerPort })).toMatchObject({ port });
  });
});

describe('its target', () => {
  test.each([null, undefined, ''])('is the address where the machine is %j', (instanceId) => {
    expect(itemOf({ instanceId })).toMatchObject({
      target: { type: 'IpTarget', id: '10.0.0.1' },
      addresses: ['10.0.0.1'],
    });
  });

  test('is the machine where the address is not told', () => {
    expect(itemOf({ privateIpAddress: null })).toMatchObject({
      target: { type: 'Instance', id: 'ins-1' },
      addresses: null,
    });
  });
});

test('of the machine its one address says nothing: it may have others', () => {
  expect(itemOf({}).carried).toEqual({});
});

test.each([
  ['protocol', { protocol: null }],
  ['ports', { listenerPort: null }],
  ['name', { listenerName: undefined }],
])('a row without the listener’s %s brings no listener', (_, changes) => {
  expect(harvest('backendsOf', { ...row, ...changes }, 'lb-1').records).toEqual([]);
});

test('a listener without a name is brought without one', () => {
  const { records } = harvest('backendsOf', { ...row, listenerName: null }, 'lb-1');
  expect(records).toEqual([{ ...listener, name: null }]);
});

test.each([
  ['no listener', { listenerId: undefined }],
  ['neither machine nor address', { instanceId: null, privateIpAddress: null }],
  ['no machine, and what is no address', { instanceId: '', privateIpAddress: 'somewhere' }],
  ['a weight that is no number', { weight: 'heavy' }],
])('%s: malformed', (_, changes) => {
  expect(decode('backendsOf', { ...row, ...changes }, 'lb-1')).toBe('malformed');
});
