import { describe, expect, test } from 'vitest';
import sheetInstances from '../fixtures/sheets/qingcloud/DescribeInstances.json' with { type: 'json' };
import sheetBackends from '../fixtures/sheets/qingcloud/DescribeLoadBalancerBackends.json' with { type: 'json' };
import sheetListeners from '../fixtures/sheets/qingcloud/DescribeLoadBalancerListeners.json' with { type: 'json' };
import sheetLoadBalancers from '../fixtures/sheets/qingcloud/DescribeLoadBalancers.json' with { type: 'json' };
import instance2021 from '../fixtures/sheets/qingcloud/instance-2021.json' with { type: 'json' };
import listener2019 from '../fixtures/sheets/qingcloud/listener-2019.json' with { type: 'json' };
import { account, line, listedInstances, listedLoadBalancers, rows } from './qingcloud-script.js';
import type { ReplayAnswer } from './replay-server.js';
import { fixture, list, now, startReplay, whole, wholeUntold } from './replay.js';

function sheet(name: string): ReplayAnswer {
  return { body: fixture(`sheets/qingcloud/${name}.json`) };
}

const [loadBalancerRow] = sheetLoadBalancers.loadbalancer_set;
const [listenerRow] = sheetListeners.loadbalancer_listener_set;
const [backendRow] = sheetBackends.loadbalancer_backend_set;
const [instanceRow] = sheetInstances.instance_set;

/** The sheet's load balancer row under another id and with other fields; its listeners are not told. */
function loadBalancerOf(loadbalancer_id: string, fields: Readonly<Record<string, unknown>> = {}) {
  const { listeners: _listeners, ...row } = loadBalancerRow ?? {};
  return { ...row, loadbalancer_id, ...fields };
}

/** Look-ups of one load balancer and its listeners, by the ids that the sheet's rows name. */
function parents(loadBalancerId: string, listeners: readonly unknown[]) {
  return [
    line(
      'DescribeLoadBalancers',
      { loadbalancers: [loadBalancerId] },
      rows('DescribeLoadBalancers', [loadBalancerOf(loadBalancerId)]),
    ),
    line(
      'DescribeLoadBalancerListeners',
      { loadbalancer: loadBalancerId },
      rows('DescribeLoadBalancerListeners', listeners),
    ),
  ];
}

const one = (vendorId: string, selection: string) =>
  `{ loadBalancer(account: "qing", region: "pek3", vendorId: "${vendorId}") { ${selection} } }`;

const loadBalancerFields = `provider region zone vendorId name status vendorStatus scheme addresses domain networkId createdAt
  tags { key value } vendorFields asOf`;
const listenerFields = `vendorId name protocol ports { from to } port scheduler status vendorStatus asOf
  sessionPersistence { type cookieName timeoutSeconds }
  healthCheck { enabled protocol path host port intervalSeconds timeoutSeconds healthyThreshold unhealthyThreshold }`;
const instanceFields = `vendorId region zone name kind status vendorStatus privateAddresses publicAddresses createdAt vendorFields asOf`;

/** What the sheet's load balancer row says. */
const loadBalancer = {
  provider: 'QINGCLOUD',
  region: 'pek3',
  // No `zone_id` in the row.
  zone: null,
  vendorId: 'lb-1234abcd',
  name: null,
  status: 'ACTIVE',
  vendorStatus: 'active',
  // `cluster` holds a public address; `private_ips` are its nodes'.
  scheme: 'PUBLIC',
  addresses: ['139.198.11.67'],
  domain: null,
  networkId: 'vxnet-0',
  createdAt: '2013-09-24T15:41:49.000Z',
  tags: null,
  vendorFields: {
    description: null,
    transition_status: '',
    is_applied: 0,
    private_ips: ['198.19.0.100'],
    loadbalancer_type: 0,
    security_group_id: '',
    status_time: '2013-09-24T15:41:49Z',
  },
  asOf: now,
};

/** `10|5|2|5`: every 10 s, 5 s to answer, down after 2, up after 5. */
const tcpCheck = {
  enabled: true,
  protocol: 'TCP',
  path: null,
  host: null,
  port: null,
  intervalSeconds: 10,
  timeoutSeconds: 5,
  healthyThreshold: 5,
  unhealthyThreshold: 2,
};

describe('load balancers', () => {
  test('the sheet’s page, its listener inside: one call, null names, a public address out of `cluster`', async () => {
    const { ask, actions } = await startReplay(account, [
      line('DescribeLoadBalancers', listedLoadBalancers, sheet('DescribeLoadBalancers')),
    ]);
    const { data, errors } = await ask(`{ loadBalancers { ${list} nodes { ${loadBalancerFields}
      account { id name provider api site regions simulated }
      listeners { ${list} nodes { ${listenerFields} rules { ${list} nodes { vendorId } } loadBalancer { vendorId } } } } } }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancers: whole([
        {
          ...loadBalancer,
          account: {
            id: 'qing',
            name: 'Replayed QingCloud',
            provider: 'QINGCLOUD',
            api: 'v1',
            site: null,
            regions: ['pek3'],
            simulated: true,
          },
          listeners: wholeUntold([
            {
              vendorId: 'lbl-1234abcd',
              name: null,
              protocol: 'HTTP',
              ports: [{ from: 80, to: 80 }],
              port: 80,
              scheduler: 'ROUND_ROBIN',
              // `disabled` is absent.
              status: 'UNKNOWN',
              vendorStatus: null,
              asOf: now,
              sessionPersistence: null,
              healthCheck: tcpCheck,
              rules: whole([]),
              loadBalancer: { vendorId: 'lb-1234abcd' },
            },
          ]),
        },
      ]),
    });
    expect(actions()).toEqual(['iaas DescribeLoadBalancers']);
  });

  test('every status of the value map, one that nobody knows, and a row without any', async () => {
    const statuses = ['pending', 'active', 'stopped', 'suspended', 'ACTIVE', 'hibernating', null];
    const { ask } = await startReplay(account, [
      line(
        'DescribeLoadBalancers',
        listedLoadBalancers,
        rows(
          'DescribeLoadBalancers',
          statuses.map((status, index) => loadBalancerOf(`lb-0000000${index}`, { status })),
        ),
      ),
    ]);
    const { data, errors } = await ask(
      '{ loadBalancers { coverage { exact } nodes { status vendorStatus } } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancers: {
        coverage: { exact: true },
        nodes: [
          { status: 'CREATING', vendorStatus: 'pending' },
          { status: 'ACTIVE', vendorStatus: 'active' },
          { status: 'STOPPED', vendorStatus: 'stopped' },
          { status: 'SUSPENDED', vendorStatus: 'suspended' },
          { status: 'ACTIVE', vendorStatus: 'ACTIVE' },
          { status: 'UNKNOWN', vendorStatus: 'hibernating' },
          { status: 'UNKNOWN', vendorStatus: null },
        ],
      },
    });
  });

  test('a private one has its address from `vxnet`; `eips` make one public; the row’s zone is not the region', async () => {
    const eip = { eip_id: 'eip-amorzjgv', eip_name: 'demo', eip_addr: '121.201.5.5' };
    const { ask } = await startReplay(account, [
      line(
        'DescribeLoadBalancers',
        listedLoadBalancers,
        rows('DescribeLoadBalancers', [
          loadBalancerOf('lb-private0', {
            loadbalancer_name: 'inner',
            cluster: [{ eip_id: '', eip_name: '', eip_addr: '', instances: [] }],
            vxnet: { vxnet_id: 'vxnet-phgzwim', private_ip: '192.168.8.3' },
            vxnet_id: 'vxnet-phgzwim',
            zone_id: 'pek3b',
          }),
          loadBalancerOf('lb-public00', { cluster: [], eips: [eip], vxnet_id: '', tags: [] }),
          loadBalancerOf('lb-bare0000', { cluster: [], eips: null, private_ips: [] }),
        ]),
      ),
    ]);
    const { data, errors } = await ask(
      '{ loadBalancers { nodes { vendorId name scheme addresses networkId region zone tags { key } } } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancers: {
        nodes: [
          {
            vendorId: 'lb-private0',
            name: 'inner',
            scheme: 'PRIVATE',
            addresses: ['192.168.8.3'],
            networkId: 'vxnet-phgzwim',
            region: 'pek3',
            zone: 'pek3b',
            tags: null,
          },
          {
            vendorId: 'lb-public00',
            name: null,
            scheme: 'PUBLIC',
            addresses: ['121.201.5.5'],
            networkId: null,
            region: 'pek3',
            zone: null,
            tags: [],
          },
          {
            vendorId: 'lb-bare0000',
            name: null,
            scheme: 'UNKNOWN',
            addresses: [],
            networkId: 'vxnet-0',
            region: 'pek3',
            zone: null,
            tags: null,
          },
        ],
      },
    });
  });

  test('by id: deleted and ceased ones are DELETED, an unknown id is null, in either way the vendor may say so', async () => {
    const byId = (id: string, answer: ReplayAnswer) =>
      line('DescribeLoadBalancers', { loadbalancers: [id] }, answer);
    const { ask } = await startReplay(account, [
      byId(
        'lb-deleted0',
        rows('DescribeLoadBalancers', [loadBalancerOf('lb-deleted0', { status: 'deleted' })]),
      ),
      byId(
        'lb-ceased00',
        rows('DescribeLoadBalancers', [loadBalancerOf('lb-ceased00', { status: 'ceased' })]),
      ),
      byId('lb-unknown0', rows('DescribeLoadBalancers', [])),
      byId('lb-refused0', { body: '{"message":null,"ret_code":2100}' }),
    ]);
    const field = (alias: string, id: string) =>
      `${alias}: loadBalancer(account: "qing", region: "pek3", vendorId: "${id}") { status vendorStatus }`;
    const queries = [
      field('deleted', 'lb-deleted0'),
      field('ceased', 'lb-ceased00'),
      field('unknown', 'lb-unknown0'),
      field('refused', 'lb-refused0'),
    ];
    const answers: unknown[] = [];
    for (const query of queries) {
      const { data, errors } = await ask(`{ ${query} }`);
      expect(errors).toEqual([]);
      answers.push(data);
    }
    expect(answers).toEqual([
      { deleted: { status: 'DELETED', vendorStatus: 'deleted' } },
      { ceased: { status: 'DELETED', vendorStatus: 'ceased' } },
      { unknown: null },
      { refused: null },
    ]);
  });
});

describe('listeners', () => {
  test('the sheet’s listener, its two backends inside: nothing but its own call brings them', async () => {
    const { ask, actions } = await startReplay(account, [
      ...parents('lb-bnq972ht', []).slice(0, 1),
      line(
        'DescribeLoadBalancerListeners',
        { loadbalancer: 'lb-bnq972ht' },
        sheet('DescribeLoadBalancerListeners'),
      ),
    ]);
    const { data, errors } = await ask(
      one(
        'lb-bnq972ht',
        `listeners { ${list} nodes { ${listenerFields} vendorFields backends { ${list} nodes {
          vendorId name port weight status vendorStatus addresses createdAt vendorFields asOf
          target { __typename ... on Instance { vendorId } } instance { vendorId kind } } } } }`,
      ),
    );
    expect(errors).toEqual([]);
    const backend = (vendorId: string, machine: string) => ({
      vendorId,
      name: null,
      port: 80,
      weight: 5,
      status: 'UNKNOWN',
      vendorStatus: null,
      addresses: null,
      createdAt: '2013-09-30T23:13:01.000Z',
      vendorFields: {},
      asOf: now,
      target: { __typename: 'Instance', vendorId: machine },
      instance: { vendorId: machine, kind: 'VIRTUAL_MACHINE' },
    });
    expect(data).toEqual({
      loadBalancer: {
        listeners: whole([
          {
            vendorId: 'lbl-r3c8ys2a',
            name: null,
            protocol: 'HTTP',
            ports: [{ from: 80, to: 80 }],
            port: 80,
            scheduler: 'ROUND_ROBIN',
            status: 'UNKNOWN',
            vendorStatus: null,
            asOf: now,
            sessionPersistence: { type: 'COOKIE_INSERT', cookieName: null, timeoutSeconds: 3600 },
            // `2|5|2|2`
            healthCheck: {
              ...tcpCheck,
              intervalSeconds: 2,
              timeoutSeconds: 5,
              unhealthyThreshold: 2,
              healthyThreshold: 2,
            },
            vendorFields: {
              backend_protocol: 'http',
              forwardfor: 1,
              listener_option: 2,
              create_time: '2013-09-30T07:34:07Z',
            },
            backends: wholeUntold([
              backend('lbb-z0k2bggx', 'i-6rxncvy1'),
              backend('lbb-zumc7oze', 'i-u1szvwkh'),
            ]),
          },
        ]),
      },
    });
    expect(actions()).toEqual(['iaas DescribeLoadBalancerListeners', 'iaas DescribeLoadBalancers']);
  });

  test('the live row of 2019: an enabled TCP listener with a name', async () => {
    const { ask } = await startReplay(account, parents('lb-hmaw5591', [listener2019]));
    const { data, errors } = await ask(
      one('lb-hmaw5591', `listeners { ${list} nodes { ${listenerFields} vendorFields } }`),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        listeners: whole([
          {
            vendorId: 'lbl-b02v7jco',
            name: 'apiserver',
            protocol: 'TCP',
            // `listener_port_end` 0 means none.
            ports: [{ from: 6443, to: 6443 }],
            port: 6443,
            scheduler: 'ROUND_ROBIN',
            status: 'ACTIVE',
            vendorStatus: '0',
            asOf: now,
            sessionPersistence: { type: 'COOKIE_INSERT', cookieName: null, timeoutSeconds: 3600 },
            healthCheck: tcpCheck,
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
          },
        ]),
      },
    });
  });

  test('numbers in strings, port ranges, every protocol and scheduler, HTTP checks, all ways of stickiness', async () => {
    const variant = (index: number, fields: Readonly<Record<string, unknown>>) => ({
      ...listener2019,
      loadbalancer_listener_id: `lbl-0000000${index}`,
      loadbalancer_listener_name: '',
      ...fields,
    });
    const { ask } = await startReplay(
      account,
      parents('lb-hmaw5591', [
        variant(0, {
          listener_port: '443',
          listener_protocol: 'HTTPS',
          balance_mode: 'leastconn',
          disabled: '1',
          session_sticky: 'insert|',
          healthy_check_method: 'http|/status|example.com',
          healthy_check_option: '60|300|10|9',
        }),
        variant(1, {
          listener_port: 8000,
          listener_port_end: 8010,
          listener_protocol: 'udp',
          balance_mode: 'source',
          session_sticky: '',
          healthy_check_method: 'udp',
        }),
        variant(2, {
          listener_protocol: 'ssl',
          balance_mode: 'wlc',
          session_sticky: 'prefix|sk',
          healthy_check_method: 'http|/url',
        }),
        variant(3, {
          listener_protocol: 'quic2',
          session_sticky: 'rewrite|sk',
          healthy_check_method: null,
          healthy_check_option: null,
        }),
        variant(4, { session_sticky: 'backend|sk|0', server_certificate_id: '' }),
        variant(5, { session_sticky: 'insert|sk|3600' }),
      ]),
    );
    const { data, errors } = await ask(
      one('lb-hmaw5591', `listeners { coverage { exact } nodes { ${listenerFields} } }`),
    );
    expect(errors).toEqual([]);
    const row = {
      name: null,
      protocol: 'TCP',
      ports: [{ from: 6443, to: 6443 }],
      port: 6443,
      scheduler: 'ROUND_ROBIN',
      status: 'ACTIVE',
      vendorStatus: '0',
      asOf: now,
      healthCheck: tcpCheck,
    };
    const cookie = (type: string, cookieName: string | null, timeoutSeconds: number | null) => ({
      type: `COOKIE_${type}`,
      cookieName,
      timeoutSeconds,
    });
    expect(data).toEqual({
      loadBalancer: {
        listeners: {
          coverage: { exact: true },
          nodes: [
            {
              ...row,
              vendorId: 'lbl-00000000',
              protocol: 'HTTPS',
              ports: [{ from: 443, to: 443 }],
              port: 443,
              scheduler: 'LEAST_CONNECTIONS',
              status: 'DISABLED',
              vendorStatus: '1',
              sessionPersistence: cookie('INSERT', null, null),
              healthCheck: {
                enabled: true,
                protocol: 'HTTP',
                path: '/status',
                host: 'example.com',
                port: null,
                intervalSeconds: 60,
                timeoutSeconds: 300,
                unhealthyThreshold: 10,
                healthyThreshold: 9,
              },
            },
            {
              ...row,
              vendorId: 'lbl-00000001',
              protocol: 'UDP',
              ports: [{ from: 8000, to: 8010 }],
              port: null,
              scheduler: 'SOURCE_IP',
              sessionPersistence: null,
              healthCheck: { ...tcpCheck, protocol: 'UDP' },
            },
            {
              ...row,
              vendorId: 'lbl-00000002',
              protocol: 'TCP_SSL',
              scheduler: 'UNKNOWN',
              sessionPersistence: cookie('PREFIX', 'sk', null),
              healthCheck: { ...tcpCheck, protocol: 'HTTP', path: '/url' },
            },
            {
              ...row,
              vendorId: 'lbl-00000003',
              protocol: 'UNKNOWN',
              sessionPersistence: cookie('REWRITE', 'sk', null),
              healthCheck: null,
            },
            {
              ...row,
              vendorId: 'lbl-00000004',
              // 0 means never, which is not "the vendor's default".
              sessionPersistence: cookie('APPLICATION', 'sk', 0),
            },
            { ...row, vendorId: 'lbl-00000005', sessionPersistence: cookie('INSERT', 'sk', 3600) },
          ],
        },
      },
    });
  });

  test('a listener of a load balancer that was not asked for is dropped', async () => {
    const { ask } = await startReplay(account, [
      ...parents('lb-hmaw5591', []).slice(0, 1),
      line(
        'DescribeLoadBalancerListeners',
        { loadbalancer: 'lb-hmaw5591' },
        rows('DescribeLoadBalancerListeners', [listenerRow, listener2019], 1),
      ),
      line(
        'DescribeLoadBalancerBackends',
        { loadbalancer: 'lb-hmaw5591', loadbalancer_listener: 'lbl-b02v7jco' },
        rows('DescribeLoadBalancerBackends', []),
      ),
    ]);
    const { data, errors } = await ask(
      one('lb-hmaw5591', `listeners { ${list} nodes { vendorId } } backends { ${list} nodes { vendorId } }`),
    );
    expect(errors).toEqual([]);
    // The live row was read without `backends`: a call of their own shows that there are none.
    expect(data).toEqual({
      loadBalancer: { listeners: whole([{ vendorId: 'lbl-b02v7jco' }]), backends: whole([]) },
    });
  });
});

/** The sheet's load balancer and listener around backends that the flat call brings. */
function aroundBackends(backends: readonly unknown[]) {
  return [
    ...parents('lb-1234abcd', [
      { ...listener2019, loadbalancer_id: 'lb-1234abcd', loadbalancer_listener_id: 'lbl-8y72dig0' },
    ]),
    line(
      'DescribeLoadBalancerBackends',
      { loadbalancer: 'lb-1234abcd', loadbalancer_listener: 'lbl-8y72dig0' },
      rows('DescribeLoadBalancerBackends', backends),
    ),
  ];
}

const machineLine = (ids: readonly string[], answer: ReplayAnswer) =>
  line('DescribeInstances', { instances: ids }, answer);
/** Nodes of AppCenter applications are found by a second question only: there is none of these here. */
const noClusterNode = (ids: readonly string[]) =>
  line('DescribeInstances', { instances: ids, is_cluster_node: '1' }, rows('DescribeInstances', []));

describe('backends', () => {
  test('health by `status`, life cycle by `disabled`, numbers in strings, and each kind of target', async () => {
    const variant = (index: number, fields: Readonly<Record<string, unknown>>) => ({
      ...backendRow,
      loadbalancer_backend_id: `lbb-0000000${index}`,
      ...fields,
    });
    const { ask, actions } = await startReplay(
      account,
      aroundBackends([
        variant(0, { status: 'up', disabled: 0, port: '80', weight: '5', loadbalancer_backend_name: 'web' }),
        variant(1, { status: 'down', disabled: 1, loadbalancer_policy_id: 'lbp-12345678' }),
        variant(2, { status: 'abnormal', resource_id: '192.168.8.3', loadbalancer_backend_name: '' }),
        variant(3, { status: 'draining', disabled: '0', resource_id: '2001:db8::7' }),
        variant(4, { status: null, resource_id: 'rtr-b0u6sdj6' }),
        variant(5, { status: '', resource_id: 'vpn-12345678', port: 65536 }),
        variant(6, { resource_id: 'I-NOTLOWER' }),
      ]),
    );
    const { data, errors } = await ask(
      one(
        'lb-1234abcd',
        `backends { ${list} nodes { vendorId name port weight status vendorStatus health vendorHealth addresses vendorFields
          target { __typename ... on Instance { vendorId } ... on Router { vendorId } ... on IpTarget { address } ... on UnknownTarget { vendorId } }
          instance { vendorId } } }`,
      ),
    );
    expect(errors).toEqual([]);
    const row = {
      name: null,
      port: 80,
      weight: 1,
      status: 'UNKNOWN',
      vendorStatus: null,
      health: 'UNKNOWN',
      vendorHealth: null,
      addresses: null,
      vendorFields: {},
      target: { __typename: 'Instance', vendorId: 'i-q9k5xmsl' },
      instance: { vendorId: 'i-q9k5xmsl' },
    };
    expect(data).toEqual({
      loadBalancer: {
        backends: whole([
          {
            ...row,
            vendorId: 'lbb-00000000',
            name: 'web',
            weight: 5,
            status: 'ACTIVE',
            vendorStatus: '0',
            health: 'UP',
            vendorHealth: 'up',
            vendorFields: { disabled: 0 },
          },
          {
            ...row,
            vendorId: 'lbb-00000001',
            status: 'DISABLED',
            vendorStatus: '1',
            health: 'DOWN',
            vendorHealth: 'down',
            vendorFields: { disabled: 1, loadbalancer_policy_id: 'lbp-12345678' },
          },
          {
            ...row,
            vendorId: 'lbb-00000002',
            health: 'ABNORMAL',
            vendorHealth: 'abnormal',
            addresses: ['192.168.8.3'],
            target: { __typename: 'IpTarget', address: '192.168.8.3' },
            instance: null,
          },
          {
            ...row,
            vendorId: 'lbb-00000003',
            status: 'ACTIVE',
            vendorStatus: '0',
            health: 'UNKNOWN',
            vendorHealth: 'draining',
            addresses: ['2001:db8::7'],
            vendorFields: { disabled: '0' },
            target: { __typename: 'IpTarget', address: '2001:db8::7' },
            instance: null,
          },
          {
            ...row,
            vendorId: 'lbb-00000004',
            target: { __typename: 'Router', vendorId: 'rtr-b0u6sdj6' },
            instance: null,
          },
          {
            ...row,
            vendorId: 'lbb-00000005',
            port: null,
            target: { __typename: 'UnknownTarget', vendorId: 'vpn-12345678' },
            instance: null,
          },
          {
            ...row,
            vendorId: 'lbb-00000006',
            // Ids are no status words: they are compared to the letter.
            target: { __typename: 'UnknownTarget', vendorId: 'I-NOTLOWER' },
            instance: null,
          },
        ]),
      },
    });
    expect(actions()).toEqual([
      'iaas DescribeLoadBalancerBackends',
      'iaas DescribeLoadBalancerListeners',
      'iaas DescribeLoadBalancers',
    ]);
  });

  test('the machines of the sheet’s inlined backends are looked up in one call; one that is gone is NOT_FOUND', async () => {
    const ids = ['i-6rxncvy1', 'i-u1szvwkh'];
    const { ask, actions } = await startReplay(account, [
      ...parents('lb-bnq972ht', []).slice(0, 1),
      line(
        'DescribeLoadBalancerListeners',
        { loadbalancer: 'lb-bnq972ht' },
        sheet('DescribeLoadBalancerListeners'),
      ),
      machineLine(
        ids,
        rows('DescribeInstances', [{ ...instanceRow, instance_id: 'i-u1szvwkh', zone_id: 'pek3c' }]),
      ),
      noClusterNode(['i-6rxncvy1']),
    ]);
    const machines = `nodes { vendorId region zone name kind status vendorStatus privateAddresses publicAddresses createdAt asOf }`;
    const { data, errors } = await ask(
      one(
        'lb-bnq972ht',
        `instances { ${list} ${machines} } listeners { nodes { backends { nodes { instance { vendorId status } } } } }`,
      ),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        // Inside a row backends have no total.
        instances: wholeUntold([
          {
            vendorId: 'i-6rxncvy1',
            region: 'pek3',
            zone: null,
            name: null,
            kind: 'VIRTUAL_MACHINE',
            status: 'NOT_FOUND',
            vendorStatus: null,
            privateAddresses: null,
            publicAddresses: null,
            createdAt: null,
            asOf: now,
          },
          {
            vendorId: 'i-u1szvwkh',
            region: 'pek3',
            zone: 'pek3c',
            name: null,
            kind: 'VIRTUAL_MACHINE',
            status: 'RUNNING',
            vendorStatus: 'running',
            privateAddresses: ['10.50.13.54'],
            publicAddresses: ['121.201.5.5'],
            createdAt: '2013-08-28T14:26:03.000Z',
            asOf: now,
          },
        ]),
        listeners: {
          nodes: [
            {
              backends: {
                nodes: [
                  { instance: { vendorId: 'i-6rxncvy1', status: 'NOT_FOUND' } },
                  { instance: { vendorId: 'i-u1szvwkh', status: 'RUNNING' } },
                ],
              },
            },
          ],
        },
      },
    });
    expect(actions().filter((action) => action === 'iaas DescribeLoadBalancerListeners')).toHaveLength(1);
  });

  test('a failed look-up of the machine: what the row tells stays, the rest is null under an error with the vendor’s code', async () => {
    const { ask } = await startReplay(account, [
      ...aroundBackends([backendRow]),
      machineLine(['i-q9k5xmsl'], sheet('error-1400')),
    ]);
    const { data, errors } = await ask(
      one(
        'lb-1234abcd',
        'backends { nodes { port health instance { vendorId kind account { id } createdAt } } }',
      ),
    );
    expect(data).toEqual({
      loadBalancer: {
        backends: {
          nodes: [
            {
              port: 80,
              health: 'UNKNOWN',
              instance: {
                vendorId: 'i-q9k5xmsl',
                kind: 'VIRTUAL_MACHINE',
                account: { id: 'qing' },
                createdAt: null,
              },
            },
          ],
        },
      },
    });
    expect(errors.map(({ path, extensions }) => ({ path, extensions }))).toEqual([
      {
        path: ['loadBalancer', 'backends', 'nodes', 0, 'instance', 'createdAt'],
        extensions: {
          code: 'UPSTREAM_FORBIDDEN',
          account: 'qing',
          provider: 'QINGCLOUD',
          region: 'pek3',
          action: 'DescribeInstances',
          vendorCode: 1400,
          vendorRequestId: null,
          retryable: false,
          retryAfterMs: null,
          requestId: expect.any(String) as string,
        },
      },
    ]);
  });
});

describe('instances', () => {
  test('the sheet’s instance', async () => {
    const { ask } = await startReplay(account, [
      line('DescribeInstances', listedInstances, sheet('DescribeInstances')),
    ]);
    const { data, errors } = await ask(
      `{ instances { ${list} nodes { ${instanceFields} account { id } } } }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      instances: whole([
        {
          vendorId: 'i-ogbndull',
          region: 'pek3',
          zone: null,
          name: null,
          kind: 'VIRTUAL_MACHINE',
          status: 'RUNNING',
          vendorStatus: 'running',
          privateAddresses: ['10.50.13.54'],
          publicAddresses: ['121.201.5.5'],
          createdAt: '2013-08-28T14:26:03.000Z',
          vendorFields: {
            description: null,
            transition_status: '',
            instance_type: 'small_b',
            vcpus_current: 1,
            memory_current: 1024,
            status_time: '2013-08-28T14:26:03Z',
            volume_ids: ['vol-g7xy7d6g', 'vol-jg7326gy'],
            keypair_ids: ['kp-bn2n77ow'],
            security_group: { is_default: 1, security_group_id: 'sg-z13kokni' },
            image: {
              image_id: 'centos64x64',
              image_name: 'CentOS 6.4 64bit',
              image_size: 20,
              platform: 'linux',
              os_family: 'centos',
              processor_type: '64bit',
              provider: 'system',
            },
          },
          asOf: now,
          account: { id: 'qing' },
        },
      ]),
    });
  });

  test('the live row of 2021: asked for in a region, answered with a zone, its passwords never shown', async () => {
    const secret = 'c0ns0le-passw0rd';
    const row = {
      ...instance2021,
      graphics_passwd: secret,
      image: { image_id: 'centos76x64', image_name: 'CentOS 7.6', default_passwd: secret },
    };
    const { ask } = await startReplay({ ...account, regions: ['sh1'] }, [
      {
        call: 'iaas DescribeInstances',
        params: { zone: 'sh1', verbose: '1', instances: ['i-ets7af6q'] },
        answer: rows('DescribeInstances', [row]),
      },
    ]);
    const { data, errors } = await ask(
      `{ instance(account: "qing", region: "sh1", vendorId: "i-ets7af6q") { ${instanceFields} } }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      instance: {
        vendorId: 'i-ets7af6q',
        region: 'sh1',
        zone: 'sh1b',
        name: null,
        kind: 'VIRTUAL_MACHINE',
        status: 'UNKNOWN',
        vendorStatus: null,
        privateAddresses: ['192.168.8.3'],
        publicAddresses: [],
        createdAt: '2020-09-08T02:29:49.000Z',
        vendorFields: {
          instance_type: 's1.large.r1',
          instance_class: 101,
          status_time: '2021-04-20T03:23:50Z',
          image: { image_id: 'centos76x64', image_name: 'CentOS 7.6' },
        },
        asOf: now,
      },
    });
    expect(JSON.stringify(data)).not.toContain(secret);
  });

  test('what an instance is going through outranks its status; unknown words are UNKNOWN', async () => {
    const states = [
      ['running', 'restarting', 'REBOOTING'],
      ['stopped', 'starting', 'STARTING'],
      ['running', 'stopping', 'STOPPING'],
      ['pending', 'creating', 'PENDING'],
      ['suspended', 'resuming', 'PENDING'],
      ['terminated', 'recovering', 'PENDING'],
      ['stopped', 'resetting', 'MAINTENANCE'],
      ['running', 'suspending', 'SUSPENDED'],
      ['running', 'terminating', 'TERMINATED'],
      ['pending', '', 'PENDING'],
      ['stopped', null, 'STOPPED'],
      ['suspended', '', 'SUSPENDED'],
      ['ceased', '', 'TERMINATED'],
      ['terminated', '', 'TERMINATED'],
      ['running', 'migrating', 'RUNNING'],
      ['hibernated', '', 'UNKNOWN'],
    ] as const;
    const { ask } = await startReplay(account, [
      line(
        'DescribeInstances',
        listedInstances,
        rows(
          'DescribeInstances',
          states.map(([status, transition_status], index) => ({
            ...instanceRow,
            instance_id: `i-000000${10 + index}`,
            status,
            transition_status,
          })),
        ),
      ),
    ]);
    const { data, errors } = await ask('{ instances { nodes { status vendorStatus } } }');
    expect(errors).toEqual([]);
    expect(data).toEqual({
      instances: { nodes: states.map(([vendorStatus, , status]) => ({ status, vendorStatus })) },
    });
  });

  test('behind the end of a list that shrank: the sheet’s empty page, with the true total, then what is left', async () => {
    const six = ['1', '2', '3', '4', '5', '6'].map((digit) => ({
      ...instanceRow,
      instance_id: `i-0000000${digit}`,
    }));
    const listed = (count: number) => rows('DescribeInstances', six.slice(0, count));
    const first = await startReplay(account, [line('DescribeInstances', listedInstances, listed(6))]);
    interface Page {
      readonly instances: { readonly pageInfo: { readonly endCursor: string } };
    }
    const { data } = await first.ask<Page>('{ instances { pageInfo { endCursor } } }');
    const behind = { ...line('DescribeInstances', listedInstances, sheet('past-the-end')) };
    const fresh = await startReplay(account, [
      // Two rows of lead, and the one that the cursor names.
      { ...behind, page: { offset: '3', limit: '100' } },
      { ...line('DescribeInstances', listedInstances, listed(3)), page: { offset: '0', limit: '100' } },
    ]);
    const answer = await fresh.ask(
      `query ($after: String) { instances(after: $after) { ${list} nodes { vendorId } } }`,
      { after: data.instances.pageInfo.endCursor },
    );
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({
      instances: {
        totalCount: 3,
        pageInfo: { hasNextPage: false, hasPreviousPage: true },
        coverage: { sources: 1, answered: 1, expected: 3, seen: 0, exact: true, failures: [] },
        nodes: [],
      },
    });
  });
});

describe('errors inside HTTP 200', () => {
  const key = 'BADKEY';
  const refusals = [
    {
      name: 'permission denied (1400)',
      answer: sheet('error-1400'),
      code: 'UPSTREAM_FORBIDDEN',
      vendorCode: 1400,
      retryable: false,
      message: 'PermissionDenied, instance [i-2aypaijz] is not running, can not be stopped',
    },
    {
      name: 'a wrong signature (1200)',
      answer: sheet('error-1200-signature'),
      code: 'UPSTREAM_UNAUTHENTICATED',
      vendorCode: 1200,
      retryable: false,
      message: 'AuthFailure, signature not matched',
    },
    {
      name: 'an unknown key (1200), which the message must not repeat',
      answer: sheet('error-1200-key'),
      code: 'UPSTREAM_UNAUTHENTICATED',
      vendorCode: 1200,
      retryable: false,
      message: 'AuthFailure, illegal access key [***]',
    },
    {
      name: 'a missing parameter (1100): our own mistake',
      answer: sheet('error-1100'),
      code: 'UPSTREAM_REJECTED',
      vendorCode: 1100,
      retryable: false,
      message: 'InvailidRequestFormat, missing parameter [zone]',
    },
    {
      name: 'no such resource (2100), where none was named: no empty list',
      answer: { body: '{"message":"ResourceNotFound","ret_code":2100}' },
      code: 'UPSTREAM_REJECTED',
      vendorCode: 2100,
      retryable: false,
      message: 'ResourceNotFound',
    },
    {
      name: 'the quota (2500)',
      answer: { body: '{"message":"QuotaExceeded, too many calls","ret_code":2500}' },
      code: 'UPSTREAM_RATE_LIMITED',
      vendorCode: 2500,
      retryable: true,
      message: 'QuotaExceeded, too many calls',
    },
    {
      name: 'an internal error (5000)',
      answer: { body: '{"message":"InternalError","ret_code":5000}' },
      code: 'UPSTREAM_UNAVAILABLE',
      vendorCode: 5000,
      retryable: true,
      message: 'InternalError',
    },
    {
      name: 'busy (5100), without a message',
      answer: { body: '{"message":null,"ret_code":5100}' },
      code: 'UPSTREAM_UNAVAILABLE',
      vendorCode: 5100,
      retryable: true,
      message: expect.any(String) as string,
    },
    {
      name: 'HTML in place of JSON',
      answer: { body: '<html>' },
      code: 'UPSTREAM_INVALID_RESPONSE',
      vendorCode: null,
      retryable: true,
      message: expect.any(String) as string,
    },
  ];

  for (const { name, answer, code, vendorCode, retryable, message } of refusals) {
    test(`${name}: no edges, one failure, one coded error`, async () => {
      const { ask } = await startReplay({ ...account, credentials: { id: key, key: 'SECRETACCESSKEY' } }, [
        line('DescribeLoadBalancers', listedLoadBalancers, answer),
      ]);
      const { status, data, errors } = await ask(`{ loadBalancers { ${list} nodes { vendorId } } }`);
      expect(status).toBe(200);
      const about = {
        account: 'qing',
        provider: 'QINGCLOUD',
        region: 'pek3',
        action: 'DescribeLoadBalancers',
      };
      expect(data).toEqual({
        loadBalancers: {
          totalCount: null,
          pageInfo: { hasNextPage: true, hasPreviousPage: false },
          coverage: {
            sources: 1,
            answered: 0,
            expected: null,
            seen: 0,
            exact: false,
            failures: [{ ...about, code, message, retryable, staleAsOf: null }],
          },
          nodes: [],
        },
      });
      expect(errors.map(({ path, message: said, extensions }) => ({ path, said, extensions }))).toEqual([
        {
          path: ['loadBalancers'],
          said: message,
          extensions: {
            ...about,
            code,
            vendorCode,
            vendorRequestId: null,
            retryable,
            retryAfterMs: null,
            requestId: expect.any(String) as string,
          },
        },
      ]);
      expect(JSON.stringify([data, errors])).not.toContain(key);
    });
  }
});

describe('node ids', () => {
  test('each object of the sheet is the same by its node id, in a gateway that knows nothing', async () => {
    const fields = {
      LoadBalancer: `id ${loadBalancerFields}`,
      Listener: `id ${listenerFields} vendorFields`,
      Instance: `id ${instanceFields}`,
    };
    const listener = { ...listener2019, loadbalancer_id: 'lb-1234abcd' };
    const loadBalancers = rows('DescribeLoadBalancers', [loadBalancerOf('lb-1234abcd')]);
    const listed = await startReplay(account, [
      line('DescribeLoadBalancers', listedLoadBalancers, loadBalancers),
      ...parents('lb-1234abcd', [listener]).slice(1),
      line('DescribeInstances', listedInstances, sheet('DescribeInstances')),
    ]);
    interface Node {
      readonly id: string;
      readonly listeners?: { readonly nodes: readonly Node[] };
    }
    interface Lists {
      readonly loadBalancers: { readonly nodes: readonly Node[] };
      readonly instances: { readonly nodes: readonly Node[] };
    }
    const { data, errors } = await listed.ask<Lists>(`{
      loadBalancers { nodes { ${fields.LoadBalancer} listeners { nodes { ${fields.Listener} } } } }
      instances { nodes { ${fields.Instance} } } }`);
    expect(errors).toEqual([]);
    const objects = [
      ...data.loadBalancers.nodes.map(({ listeners: _listeners, ...own }) => own),
      ...data.loadBalancers.nodes.flatMap(({ listeners }) => listeners?.nodes ?? []),
      ...data.instances.nodes,
    ];
    expect(objects).toHaveLength(3);
    const fresh = await startReplay(account, [
      line('DescribeLoadBalancers', { loadbalancers: ['lb-1234abcd'] }, loadBalancers),
      line(
        'DescribeLoadBalancerListeners',
        { loadbalancer_listeners: ['lbl-b02v7jco'] },
        rows('DescribeLoadBalancerListeners', [listener]),
      ),
      machineLine(['i-ogbndull'], sheet('DescribeInstances')),
    ]);
    for (const [index, [type, selection]] of Object.entries(fields).entries()) {
      const object = objects[index];
      const again = await fresh.ask(
        `query ($id: ID!) { node(id: $id) { ... on ${type} { ${selection} } } }`,
        { id: object?.id },
      );
      expect(again.errors).toEqual([]);
      expect(again.data).toEqual({ node: object });
    }
  });
});
