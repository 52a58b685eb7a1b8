import { expect, test } from 'vitest';
import { asOf, contextOf, createZenlayer, formOf, source } from './setup.js';

/** The documentation's example row. */
const row = {
  listenerId: 'xxxxx',
  listenerName: 'xxxx',
  status: 'Available',
  port: '80',
  protocol: 'TCP',
  backendProtocol: 'TCP',
  scheduler: 'rr',
  kind: 'DR',
  loadBalancerId: 'xxxx',
  createTime: '2022-08-31 11:11:20',
};
const provider = createZenlayer();

function itemOf(changes: object) {
  const harvest = formOf(provider, 'listenersOf').decode({ ...row, ...changes }, contextOf('xxxx'));
  return typeof harvest === 'string' ? harvest : harvest.item;
}

test('the documentation’s row becomes a listener of its load balancer', () => {
  expect(formOf(provider, 'listenersOf').decode(row, contextOf('other', 'xxxx'))).toEqual({
    item: {
      kind: 'listener',
      source,
      asOf,
      loadBalancerId: 'xxxx',
      vendorId: 'xxxxx',
      name: 'xxxx',
      protocol: 'TCP',
      ports: [{ from: 80, to: 80 }],
      scheduler: 'ROUND_ROBIN',
      sessionPersistence: null,
      healthCheck: null,
      status: 'ACTIVE',
      vendorStatus: 'Available',
      vendorFields: { backendProtocol: 'TCP', kind: 'DR', createTime: '2022-08-31 11:11:20' },
    },
    parent: { of: { list: 'listeners', source, loadBalancerId: 'xxxx' }, segment: '' },
  });
});

test.each([
  ['80', [{ from: 80, to: 80 }]],
  [80, [{ from: 80, to: 80 }]],
  ['0', null],
  ['65535', [{ from: 65535, to: 65535 }]],
  [
    '8080-9000,8000',
    [
      { from: 8080, to: 9000 },
      { from: 8000, to: 8000 },
    ],
  ],
  [
    ' 80 , 90 - 91 ',
    [
      { from: 80, to: 80 },
      { from: 90, to: 91 },
    ],
  ],
  ['65536', null],
  ['-1', null],
  ['90-80', null],
  ['80,', null],
  ['http', null],
  ['', null],
  [null, null],
  [undefined, null],
])('port %j', (port, ports) => {
  expect(itemOf({ port })).toMatchObject({ ports });
});

test.each([
  ['protocol', 'UDP', 'UDP'],
  ['protocol', 'tcp', 'TCP'],
  ['protocol', 'TCPSSL', 'TCP_SSL'],
  ['protocol', 'TCP_SSL', 'TCP_SSL'],
  ['protocol', 'SCTP', 'UNKNOWN'],
  ['protocol', null, 'UNKNOWN'],
  ['scheduler', 'wrr', 'WEIGHTED_ROUND_ROBIN'],
  ['scheduler', 'LC', 'LEAST_CONNECTIONS'],
  ['scheduler', 'wlc', 'WEIGHTED_LEAST_CONNECTIONS'],
  ['scheduler', 'sh', 'SOURCE_IP'],
  ['scheduler', 'mh', 'UNKNOWN'],
  ['scheduler', undefined, 'UNKNOWN'],
  ['status', 'Melting', 'UNKNOWN'],
  ['status', undefined, 'UNKNOWN'],
])('%s %j is %s', (field, value, expected) => {
  expect(itemOf({ [field]: value })).toMatchObject({ [field]: expected });
});

const check = {
  enabled: true,
  protocol: 'TCP',
  path: null,
  host: null,
  port: null,
  intervalSeconds: null,
  timeoutSeconds: null,
  healthyThreshold: null,
  unhealthyThreshold: null,
};

test.each([
  ['null', null, null],
  ['nothing told', {}, { ...check, enabled: null, protocol: 'UNKNOWN' }],
  [
    'times of unknown unit are not told',
    { checkEnabled: true, checkType: 'tcp', checkIntervalTime: 5, checkConnectTimeout: 3, checkRetry: 2 },
    check,
  ],
  ['port 0 is no port', { checkEnabled: true, checkType: 'TCP', checkPort: 0 }, check],
  ['a port out of range', { checkEnabled: true, checkType: 'TCP', checkPort: 70000 }, check],
  [
    'HTTP with a path and a port in a string',
    { checkEnabled: 'false', checkType: 'HTTP_GET', checkPort: '8080', httpCheckPath: '/up' },
    { ...check, enabled: false, protocol: 'HTTP', path: '/up', port: 8080 },
  ],
  ['MISC', { checkEnabled: null, checkType: 'MISC' }, { ...check, enabled: null, protocol: 'UNKNOWN' }],
])('health check: %s', (_, healthCheck, expected) => {
  expect(itemOf({ healthCheck })).toMatchObject({ healthCheck: expected });
});

test('vendorFields keep null as null, and notify as it is', () => {
  const notify = { enable: true, apiAddress: 'https://example.org' };
  expect(itemOf({ kind: null, notify })).toMatchObject({
    vendorFields: { backendProtocol: 'TCP', kind: null, notify },
  });
});

test.each([
  ['no id', { listenerId: undefined }],
  ['no load balancer', { loadBalancerId: null }],
  ['a port that is an object', { port: {} }],
  ['a health check that is a text', { healthCheck: 'on' }],
  ['a health check’s port that is no number', { healthCheck: { checkPort: 'x' } }],
])('%s: malformed', (_, changes) => {
  expect(itemOf(changes)).toBe('malformed');
});

test('a row of another load balancer is foreign', () => {
  expect(itemOf({ loadBalancerId: 'lb-9' })).toBe('foreign');
});

test('by id, only the listeners asked for are taken, with their own load balancer', () => {
  const form = formOf(provider, 'listenersById');
  expect(form.decode(row, contextOf('["xxxx","xxxxx"]'))).toMatchObject({ item: { vendorId: 'xxxxx' } });
  expect(form.decode(row, contextOf('["lb-9","xxxxx"]', '["xxxx","y"]'))).toBe('changed');
});
