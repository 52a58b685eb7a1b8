import { describe, expect, test } from 'vitest';
import { listenerSubject } from '../../../src/providers/qingcloud/wire.js';
import { asOf, decodeBy, harvestOf, source } from './asking.js';
import { inlinedBackends, listenerWithBackends, liveListener } from './sheet-rows.js';

const loadBalancer = 'lb-bnq972ht';

function listenerOf(fields: object) {
  return harvestOf('listenersOf', { ...listenerWithBackends, ...fields }, [loadBalancer]).item;
}

describe('a listener', () => {
  test("is read from the sheet's row", () => {
    expect(harvestOf('listenersOf', listenerWithBackends, [loadBalancer]).item).toEqual({
      kind: 'listener',
      source,
      asOf,
      loadBalancerId: 'lb-bnq972ht',
      vendorId: 'lbl-r3c8ys2a',
      name: null,
      protocol: 'HTTP',
      ports: [{ from: 80, to: 80 }],
      scheduler: 'ROUND_ROBIN',
      sessionPersistence: { type: 'COOKIE_INSERT', cookieName: null, timeoutSeconds: 3600 },
      healthCheck: {
        enabled: true,
        protocol: 'TCP',
        path: null,
        host: null,
        port: null,
        intervalSeconds: 2,
        timeoutSeconds: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 2,
      },
      status: 'UNKNOWN',
      vendorStatus: null,
      vendorFields: {
        backend_protocol: 'http',
        forwardfor: 1,
        listener_option: 2,
        create_time: '2013-09-30T07:34:07Z',
      },
    });
  });

  test('is read from the live row of 2019', () => {
    const { item, lists, facts } = harvestOf('listenersOf', liveListener, ['lb-hmaw5591']);
    expect(item).toEqual({
      kind: 'listener',
      source,
      asOf,
      loadBalancerId: 'lb-hmaw5591',
      vendorId: 'lbl-b02v7jco',
      name: 'apiserver',
      protocol: 'TCP',
      ports: [{ from: 6443, to: 6443 }],
      scheduler: 'ROUND_ROBIN',
      sessionPersistence: { type: 'COOKIE_INSERT', cookieName: null, timeoutSeconds: 3600 },
      healthCheck: {
        enabled: true,
        protocol: 'TCP',
        path: null,
        host: null,
        port: null,
        intervalSeconds: 10,
        timeoutSeconds: 5,
        healthyThreshold: 5,
        unhealthyThreshold: 2,
      },
      status: 'ACTIVE',
      vendorStatus: '0',
      vendorFields: {
        backend_protocol: 'tcp',
        forwardfor: 0,
        listener_option: 0,
        timeout: 50,
        tunnel_timeout: 3600,
        server_certificate_id: [],
        disabled: 0,
        create_time: '2019-03-18T02:56:56Z',
      },
    });
    expect(lists).toBeUndefined();
    expect(facts).toEqual({ inlinedBackends: false });
  });

  test.each([
    [0, 'ACTIVE', '0'],
    ['1', 'DISABLED', '1'],
    [2, 'UNKNOWN', '2'],
    [null, 'UNKNOWN', null],
  ])('with disabled %s is %s', (disabled, status, vendorStatus) => {
    expect(listenerOf({ disabled })).toMatchObject({ status, vendorStatus });
  });

  test.each([
    ['http', 'HTTP'],
    ['https', 'HTTPS'],
    ['tcp', 'TCP'],
    ['udp', 'UDP'],
    ['ssl', 'TCP_SSL'],
    ['HTTP', 'HTTP'],
    ['sctp', 'UNKNOWN'],
    [null, 'UNKNOWN'],
  ])('with listener_protocol %s speaks %s', (listener_protocol, protocol) => {
    expect(listenerOf({ listener_protocol })).toMatchObject({ protocol });
  });

  test.each([
    ['roundrobin', 'ROUND_ROBIN'],
    ['leastconn', 'LEAST_CONNECTIONS'],
    ['source', 'SOURCE_IP'],
    ['random', 'UNKNOWN'],
    [undefined, 'UNKNOWN'],
  ])('with balance_mode %s has scheduler %s', (balance_mode, scheduler) => {
    expect(listenerOf({ balance_mode })).toMatchObject({ scheduler });
  });

  test.each([
    [80, 0, [{ from: 80, to: 80 }]],
    ['80', undefined, [{ from: 80, to: 80 }]],
    [80, '', [{ from: 80, to: 80 }]],
    [3306, 3315, [{ from: 3306, to: 3315 }]],
    ['3306', '3315', [{ from: 3306, to: 3315 }]],
    [80, 22, null],
    [65_536, 0, null],
    [-1, 0, null],
    ['http', 0, null],
    [null, 0, null],
  ])('from port %s to %s', (listener_port, listener_port_end, ports) => {
    expect(listenerOf({ listener_port, listener_port_end })).toMatchObject({ ports });
  });

  test.each([
    ['', null],
    [null, null],
    ['insert|3600', { type: 'COOKIE_INSERT', cookieName: null, timeoutSeconds: 3600 }],
    ['insert|', { type: 'COOKIE_INSERT', cookieName: null, timeoutSeconds: null }],
    ['insert|sk|3600', { type: 'COOKIE_INSERT', cookieName: 'sk', timeoutSeconds: 3600 }],
    ['insert|sk', { type: 'COOKIE_INSERT', cookieName: 'sk', timeoutSeconds: null }],
    ['prefix|sk', { type: 'COOKIE_PREFIX', cookieName: 'sk', timeoutSeconds: null }],
    ['Rewrite|sk', { type: 'COOKIE_REWRITE', cookieName: 'sk', timeoutSeconds: null }],
    ['backend|sk|3600', { type: 'COOKIE_APPLICATION', cookieName: 'sk', timeoutSeconds: 3600 }],
    ['backend|sk|0', { type: 'COOKIE_APPLICATION', cookieName: 'sk', timeoutSeconds: 0 }],
    ['sticky|sk|3600', { type: 'UNKNOWN', cookieName: null, timeoutSeconds: null }],
  ])('with session_sticky %s', (session_sticky, sessionPersistence) => {
    expect(listenerOf({ session_sticky })).toMatchObject({ sessionPersistence });
  });

  test.each([
    ['tcp', { protocol: 'TCP', path: null, host: null, enabled: true }],
    ['udp', { protocol: 'UDP', path: null, host: null, enabled: true }],
    ['http|/index.html', { protocol: 'HTTP', path: '/index.html', host: null, enabled: true }],
    ['http|/a|vhost.example.com', { protocol: 'HTTP', path: '/a', host: 'vhost.example.com', enabled: true }],
    ['icmp', { protocol: 'UNKNOWN', path: null, host: null, enabled: true }],
    [null, { protocol: 'UNKNOWN', path: null, host: null, enabled: null }],
  ])('with healthy_check_method %s', (healthy_check_method, healthCheck) => {
    expect(listenerOf({ healthy_check_method, healthy_check_option: '10|5|2|5' })).toMatchObject({
      healthCheck: {
        ...healthCheck,
        intervalSeconds: 10,
        timeoutSeconds: 5,
        unhealthyThreshold: 2,
        healthyThreshold: 5,
      },
    });
  });

  test('tells of no health check when its row does not', () => {
    expect(listenerOf({ healthy_check_method: null, healthy_check_option: '' })).toMatchObject({
      healthCheck: null,
    });
    expect(listenerOf({ healthy_check_option: null })).toMatchObject({
      healthCheck: { protocol: 'TCP', intervalSeconds: null, healthyThreshold: null },
    });
  });

  test.each([
    ['no id', { loadbalancer_listener_id: undefined }],
    ['an id of null', { loadbalancer_listener_id: null }],
    ['a number for its parent', { loadbalancer_id: 12 }],
    ['a list for a port', { listener_port: [80] }],
    ['an object for backends', { backends: {} }],
  ])('is malformed with %s', (_, fields) => {
    expect(decodeBy('listenersOf', { ...listenerWithBackends, ...fields }, [loadBalancer])).toBe('malformed');
  });

  test('of another load balancer than the one asked about is foreign', () => {
    expect(decodeBy('listenersOf', listenerWithBackends, ['lb-other'])).toBe('foreign');
  });

  test.each([null, undefined, ''])('without a parent (%s) is of the one asked about', (loadbalancer_id) => {
    expect(listenerOf({ loadbalancer_id })).toMatchObject({ loadBalancerId: loadBalancer });
  });
});

describe('a listener by id', () => {
  const subject = listenerSubject(loadBalancer, 'lbl-r3c8ys2a');

  test.each([
    ['another listener', [listenerSubject(loadBalancer, 'lbl-other')], 'foreign'],
    ['another load balancer', [listenerSubject('lb-other', 'lbl-r3c8ys2a')], 'changed'],
    ['an id that merely appears in it', [listenerSubject('lbl-r3c8ys2a', 'lbl-other')], 'foreign'],
  ])('is dropped when the subject names %s', (_, subjects, why) => {
    expect(decodeBy('listenersById', listenerWithBackends, subjects)).toBe(why);
  });

  test('is found among subjects that name it under several load balancers', () => {
    const subjects = [listenerSubject('lb-other', 'lbl-r3c8ys2a'), subject];
    expect(harvestOf('listenersById', listenerWithBackends, subjects).item).toMatchObject({
      loadBalancerId: loadBalancer,
    });
  });

  test('without a parent is of the load balancer that its subject names', () => {
    const row = { ...listenerWithBackends, loadbalancer_id: null };
    expect(harvestOf('listenersById', row, [subject]).item).toMatchObject({ loadBalancerId: loadBalancer });
  });
});

describe('the backends inside a listener', () => {
  const of = {
    list: 'backends',
    source,
    loadBalancerId: loadBalancer,
    listenerId: 'lbl-r3c8ys2a',
    ruleId: null,
  };

  test('are its whole list, without health when no row carries it', () => {
    const { lists, records, parent, facts } = harvestOf('listenersOf', listenerWithBackends, [loadBalancer]);
    expect(parent).toEqual({ of: { list: 'listeners', source, loadBalancerId: loadBalancer }, segment: '' });
    expect(lists).toMatchObject([
      {
        segment: { of, segment: '' },
        items: [
          {
            kind: 'backend',
            vendorId: 'lbb-z0k2bggx',
            target: { type: 'Instance', id: 'i-6rxncvy1' },
            port: 80,
          },
          {
            kind: 'backend',
            vendorId: 'lbb-zumc7oze',
            target: { type: 'Instance', id: 'i-u1szvwkh' },
            port: 80,
          },
        ],
        exact: true,
      },
    ]);
    expect(records?.map(({ kind }) => kind)).toEqual(['backend', 'backend']);
    expect(facts).toEqual({ inlinedBackends: true, inlinedWithoutHealth: true });
  });

  test('tell the health of all once one row carries it', () => {
    const backends = [{ ...inlinedBackends[0], status: 'down' }, inlinedBackends[1]];
    const { records, facts } = harvestOf('listenersOf', { ...listenerWithBackends, backends }, [
      loadBalancer,
    ]);
    expect(records?.filter(({ kind }) => kind === 'health')).toMatchObject([
      { health: 'DOWN', vendorHealth: 'down', of: expect.stringContaining('lbb-z0k2bggx') as string },
      { health: 'UNKNOWN', vendorHealth: null, of: expect.stringContaining('lbb-zumc7oze') as string },
    ]);
    expect(facts).toEqual({ inlinedBackends: true, inlinedHealth: true });
  });

  test('may be none, which tells nothing of health', () => {
    const { lists, facts } = harvestOf('listenersOf', { ...listenerWithBackends, backends: [] }, [
      loadBalancer,
    ]);
    expect(lists).toEqual([{ segment: { of, segment: '' }, items: [], exact: true }]);
    expect(facts).toEqual({ inlinedBackends: true });
  });

  test('leave out strangers and repeats, and are not exact with one that cannot be read', () => {
    const [first] = inlinedBackends;
    const withStranger = [first, { ...first, loadbalancer_listener_id: 'lbl-other' }, first];
    const withUnreadable = [first, { ...first, weight: 'heavy' }];
    const listOf = (backends: unknown) =>
      harvestOf('listenersOf', { ...listenerWithBackends, backends }, [loadBalancer]).lists?.[0];
    expect(listOf(withStranger)).toMatchObject({ items: [{ vendorId: 'lbb-z0k2bggx' }], exact: true });
    expect(listOf(withStranger)?.items).toHaveLength(1);
    expect(listOf(withUnreadable)).toMatchObject({ items: [{ vendorId: 'lbb-z0k2bggx' }], exact: false });
  });
});
