import { expect, test } from 'vitest';
import { asOf, decode, harvest, source } from './setup.js';

const healthCheck = {
  enabled: true,
  checkType: 'HTTP_GET',
  checkPort: 8081,
  checkDelayLoop: 3,
  checkConnTimeout: 2,
  checkRetry: 4,
  checkDelayTry: 5,
  checkHttpGetUrl: '/alive',
  checkHttpStatusCode: 204,
  failOpen: false,
};

/** Every field that the vendor's own clients declare; the values are made up. */
const row = {
  listenerId: 'lsn-1',
  listenerName: 'web',
  protocol: 'TCP',
  port: '80',
  healthCheck,
  scheduler: 'wrr',
  kind: 'FNAT',
  createTime: '2025-04-01T03:16:16Z',
  persistent: 300,
  idleTimeout: 900,
};

function itemOf(changes: object) {
  return harvest('listenersOf', { ...row, ...changes }, 'lb-1').item;
}

test('a row becomes a listener of the load balancer that was asked for; nothing tells a status', () => {
  expect(decode('listenersOf', row, 'lb-1')).toEqual({
    item: {
      kind: 'listener',
      source,
      asOf,
      loadBalancerId: 'lb-1',
      vendorId: 'lsn-1',
      name: 'web',
      protocol: 'TCP',
      ports: [{ from: 80, to: 80 }],
      scheduler: 'WEIGHTED_ROUND_ROBIN',
      sessionPersistence: { type: 'UNKNOWN', cookieName: null, timeoutSeconds: 300 },
      healthCheck: {
        enabled: true,
        protocol: 'HTTP',
        path: '/alive',
        host: null,
        port: 8081,
        intervalSeconds: 3,
        timeoutSeconds: 2,
        healthyThreshold: null,
        unhealthyThreshold: null,
      },
      status: 'UNKNOWN',
      vendorStatus: null,
      vendorFields: {
        scheduler: 'wrr',
        kind: 'FNAT',
        createTime: '2025-04-01T03:16:16Z',
        idleTimeout: 900,
      },
    },
    parent: { of: { list: 'listeners', source, loadBalancerId: 'lb-1' }, segment: '' },
  });
});

test.each([
  ['80', [[80, 80]]],
  [80, [[80, 80]]],
  [
    '8080-9000,8000',
    [
      [8080, 9000],
      [8000, 8000],
    ],
  ],
  ['0', [[1, 65_535]]],
  [0, [[1, 65_535]]],
])('port %j is read', (port, ranges) => {
  const item = itemOf({ port });
  expect(item).toMatchObject({ ports: ranges.map(([from, to]) => ({ from, to })) });
  expect(item).not.toHaveProperty('vendorFields.port');
});

test.each(['0,80', '90-80', '70000', 'all', '80,'])('port %j is shown as it came', (port) => {
  expect(itemOf({ port })).toMatchObject({ ports: null, vendorFields: { port } });
});

test.each([
  ['rr', 'ROUND_ROBIN'],
  ['wrr', 'WEIGHTED_ROUND_ROBIN'],
  ['lc', 'LEAST_CONNECTIONS'],
  ['wlc', 'WEIGHTED_LEAST_CONNECTIONS'],
  ['sh', 'SOURCE_IP'],
  ['SH', 'SOURCE_IP'],
  ['mh', 'UNKNOWN'],
  ['dh', 'UNKNOWN'],
])('scheduler %s is %s, with the vendor’s word in vendorFields', (word, scheduler) => {
  expect(itemOf({ scheduler: word })).toMatchObject({ scheduler, vendorFields: { scheduler: word } });
});

test.each([
  ['udp', 'UDP'],
  ['QUIC', 'UNKNOWN'],
])('protocol %s is %s', (word, protocol) => {
  expect(itemOf({ protocol: word })).toMatchObject({ protocol });
});

test.each([0, null, undefined])('persistent %j is no session persistence', (persistent) => {
  expect(itemOf({ persistent })).toMatchObject({ sessionPersistence: null });
});

test.each([
  ['TCP', 'TCP'],
  ['HTTP_GET', 'HTTP'],
  ['PING_CHECK', 'UNKNOWN'],
])('a check of type %s is one by %s', (checkType, protocol) => {
  expect(itemOf({ healthCheck: { ...healthCheck, checkType } })).toMatchObject({ healthCheck: { protocol } });
});

test.each([
  ['with members of null', { enabled: false, checkType: null, checkPort: null, checkHttpGetUrl: '' }],
  ['with a flag alone', { enabled: false }],
  ['with port 0', { enabled: false, checkPort: 0 }],
])('a check that is off, %s, is one of which no more is known', (_, off) => {
  expect(itemOf({ healthCheck: off })).toMatchObject({
    healthCheck: { enabled: false, protocol: 'UNKNOWN', path: null, port: null, intervalSeconds: null },
  });
});

test.each([null, undefined])('a check of %j is none that is known', (none) => {
  expect(itemOf({ healthCheck: none })).toMatchObject({ healthCheck: null });
});

test.each([
  ['no id', { listenerId: '' }],
  ['a port that is a list', { port: ['80'] }],
])('%s: malformed', (_, changes) => {
  expect(decode('listenersOf', { ...row, ...changes }, 'lb-1')).toBe('malformed');
});
