import { describe, expect, test } from 'vitest';
import sheetBackends from '../fixtures/sheets/zenlayer-bmc/DescribeBackends.json' with { type: 'json' };
import sheetInstances from '../fixtures/sheets/zenlayer-bmc/DescribeInstances.json' with { type: 'json' };
import sheetListeners from '../fixtures/sheets/zenlayer-bmc/DescribeListeners.json' with { type: 'json' };
import sheetLoadBalancer from '../fixtures/sheets/zenlayer-bmc/load-balancer.json' with { type: 'json' };
import type { ReplayAnswer } from './replay-server.js';
import { fixture, list, now, startReplay, whole, wholeUntold } from './replay.js';
import { account, bareMetal, line, refusal, rows } from './zenlayer-script.js';

function sheet(name: string): ReplayAnswer {
  return { body: fixture(`sheets/zenlayer-bmc/${name}.json`) };
}

const [listenerRow] = sheetListeners.response.dataSet;
const [backendRow] = sheetBackends.response.dataSet;
const [instanceRow] = sheetInstances.response.dataSet;

type Fields = Readonly<Record<string, unknown>>;

const loadBalancerOf = (loadBalancerId: string, fields: Fields = {}) => ({
  ...sheetLoadBalancer,
  loadBalancerId,
  ...fields,
});
const listenerOf = (listenerId: string, fields: Fields = {}) => ({
  ...listenerRow,
  loadBalancerId: 'lb-1',
  listenerId,
  ...fields,
});

/** Look-ups of the sheet's load balancer and its listeners. */
const parents = (listeners: readonly unknown[]) => [
  line('bmc DescribeLoadBalancers', { loadBalancerIds: ['lb-1'] }, rows([sheetLoadBalancer])),
  line('bmc DescribeListeners', { loadBalancerIds: ['lb-1'] }, rows(listeners)),
];
const one = (selection: string, vendorId = 'lb-1') =>
  `{ loadBalancer(account: "zen", vendorId: "${vendorId}") { ${selection} } }`;

const loadBalancerFields = `provider region zone vendorId name status vendorStatus scheme addresses domain networkId createdAt
  tags { key value } vendorFields asOf`;
const listenerFields = `vendorId name protocol ports { from to } port scheduler status vendorStatus asOf
  sessionPersistence { type }
  healthCheck { enabled protocol path host port intervalSeconds timeoutSeconds healthyThreshold unhealthyThreshold }`;
const backendFields = `vendorId name port weight status vendorStatus health vendorHealth healthAsOf addresses createdAt vendorFields asOf
  target { __typename ... on Instance { vendorId kind } ... on UnknownTarget { unknown: vendorId } }`;
const instanceFields = `vendorId region zone name kind status vendorStatus privateAddresses publicAddresses createdAt vendorFields asOf`;

/** What the sheet's load balancer row says. */
const loadBalancer = {
  provider: 'ZENLAYER_BMC',
  region: null,
  zone: 'HKG-A',
  vendorId: 'lb-1',
  name: 'web',
  status: 'ACTIVE',
  vendorStatus: 'Available',
  scheme: 'UNKNOWN',
  // Neither `masterIp` nor `backupIp`.
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
  asOf: now,
};

/** What the sheet's listener row says. */
const listener = {
  vendorId: 'xxxxx',
  name: 'xxxx',
  protocol: 'TCP',
  ports: [{ from: 80, to: 80 }],
  port: 80,
  scheduler: 'ROUND_ROBIN',
  status: 'ACTIVE',
  vendorStatus: 'Available',
  asOf: now,
  sessionPersistence: null,
  healthCheck: null,
};

/** What the sheet's backend row says. */
const backend = {
  vendorId: 'xxx',
  name: 'xxxx',
  port: 80,
  weight: 100,
  status: 'ACTIVE',
  vendorStatus: 'Available',
  health: 'UNKNOWN',
  vendorHealth: null,
  healthAsOf: null,
  addresses: null,
  createdAt: '2022-08-31T11:13:17.000Z',
  vendorFields: { instanceName: 'xxxx' },
  asOf: now,
  target: { __typename: 'Instance', vendorId: 'xxxx', kind: 'BARE_METAL' },
};

/** What the sheet's instance row says. */
const instance = {
  vendorId: 'instanceId',
  region: null,
  zone: 'HKG-A',
  name: 'TEST',
  kind: 'BARE_METAL',
  status: 'RUNNING',
  vendorStatus: 'RUNNING',
  privateAddresses: ['10.0.0.1'],
  publicAddresses: ['1.1.1.1', '2.2.2.2', '2602:ffe4:1:11::1'],
  createdAt: '2023-01-01T00:00:00.000Z',
  vendorFields: {
    hostname: 'M7D-HKG-A-01',
    instanceTypeId: 'M7D',
    imageName: 'Ubuntu18.04-x86_64',
    instanceChargeType: 'POSTPAID',
    bandwidthOutMbps: 0,
    internetChargeType: 'ByClusterBandwidth95',
    period: null,
    subnetIds: ['subnetId'],
    expiredTime: null,
    resourceGroupId: 'resourceGroupId',
  },
  asOf: now,
};

/** A list of which the vendor promises more rows than it gives. */
function short<Node>(expected: number, nodes: readonly Node[]) {
  const { pageInfo, coverage } = whole(nodes);
  return { totalCount: null, pageInfo, coverage: { ...coverage, expected, exact: false }, nodes };
}

describe('load balancers', () => {
  test('the sheet’s row: no region, the zone, tags out of their nesting, a time without a zone as UTC', async () => {
    const tagged = {
      tags: {
        tags: [
          { key: 'env', value: 'prod' },
          { key: 'team', value: '' },
        ],
      },
    };
    const { ask, actions } = await startReplay(account, [
      line(
        'bmc DescribeLoadBalancers',
        {},
        rows([
          sheetLoadBalancer,
          loadBalancerOf('lb-2', {
            ...tagged,
            loadBalancerName: '',
            createTime: '2022-08-31T11:10:00Z',
            vipList: [
              { vipId: 'vip-1', ipAddress: '192.0.2.11', type: 'DEFAULT', status: 'Available' },
              { vipId: 'vip-2', ipAddress: '2001:db8::1', type: 'EXTRA', status: 'Available' },
            ],
          }),
          loadBalancerOf('lb-3', {
            loadBalancerName: null,
            tags: null,
            vipList: null,
            status: 'Recycled',
            createTime: null,
          }),
        ]),
      ),
    ]);
    const { data, errors } = await ask(`{ loadBalancers { ${list} nodes { ${loadBalancerFields}
      account { id name provider api site regions simulated } } } }`);
    expect(errors).toEqual([]);
    const owner = {
      account: {
        id: 'zen',
        name: 'Replayed Zenlayer',
        provider: 'ZENLAYER_BMC',
        api: 'v2',
        site: null,
        regions: [],
        simulated: true,
      },
    };
    expect(data).toEqual({
      loadBalancers: whole([
        { ...loadBalancer, ...owner },
        {
          ...loadBalancer,
          ...owner,
          vendorId: 'lb-2',
          name: null,
          addresses: ['192.0.2.11', '2001:db8::1'],
          tags: [
            { key: 'env', value: 'prod' },
            { key: 'team', value: null },
          ],
        },
        {
          ...loadBalancer,
          ...owner,
          vendorId: 'lb-3',
          name: null,
          addresses: [],
          tags: null,
          status: 'UNKNOWN',
          vendorStatus: 'Recycled',
          createdAt: null,
        },
      ]),
    });
    expect(actions()).toEqual(['bmc DescribeLoadBalancers']);
  });

  test('a list of none may be null; an unknown id is null, also where the vendor refuses it with 404', async () => {
    const { ask } = await startReplay(account, [
      line('bmc DescribeLoadBalancers', {}, rows(null)),
      line('bmc DescribeLoadBalancers', { loadBalancerIds: ['lb-silent'] }, rows([])),
      line(
        'bmc DescribeLoadBalancers',
        { loadBalancerIds: ['lb-refused'] },
        refusal(404, 'OPERATION_FAILED_RESOURCE_NOT_FOUND', 'The resource is not found.'),
      ),
    ]);
    const lists = await ask(`{ loadBalancers { ${list} nodes { vendorId } } }`);
    expect(lists.errors).toEqual([]);
    expect(lists.data).toEqual({ loadBalancers: whole([]) });
    for (const vendorId of ['lb-silent', 'lb-refused']) {
      const { data, errors } = await ask(one('vendorId', vendorId));
      expect({ data, errors }).toEqual({ data: { loadBalancer: null }, errors: [] });
    }
  });
});

describe('listeners', () => {
  test('the sheet’s page: one row where ten are promised, so it is not exact and has no total', async () => {
    const { ask } = await startReplay(account, [
      line('bmc DescribeLoadBalancers', { loadBalancerIds: ['xxxx'] }, rows([loadBalancerOf('xxxx')])),
      line('bmc DescribeListeners', { loadBalancerIds: ['xxxx'] }, sheet('DescribeListeners')),
    ]);
    const { data, errors } = await ask(
      one(
        `listeners { ${list} nodes { ${listenerFields} vendorFields rules { nodes { vendorId } } loadBalancer { vendorId } } }`,
        'xxxx',
      ),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        listeners: short(10, [
          {
            ...listener,
            vendorFields: { backendProtocol: 'TCP', kind: 'DR', createTime: '2022-08-31 11:11:20' },
            rules: { nodes: [] },
            loadBalancer: { vendorId: 'xxxx' },
          },
        ]),
      },
    });
  });

  test('a health check null or told, several ports, schedulers and protocols known and not', async () => {
    const { ask } = await startReplay(
      account,
      parents([
        listenerOf('lis-0', { healthCheck: null, scheduler: 'wrr', protocol: 'UDP', port: 443 }),
        listenerOf('lis-1', {
          healthCheck: {
            checkEnabled: true,
            checkType: 'TCP',
            checkPort: 8080,
            checkRetry: 3,
            checkIntervalTime: 5,
            checkDelayBeforeRetry: 2,
          },
          port: '8080-9000,8000',
          scheduler: 'mh',
        }),
        listenerOf('lis-2', {
          healthCheck: { checkEnabled: false, checkType: 'HTTP', httpCheckPath: '/ok', checkPort: null },
          port: '80,a',
          protocol: 'SCTP',
          status: 'Creating',
          listenerName: '',
        }),
        listenerOf('lis-3', { healthCheck: { checkType: 'MISC' }, protocol: 'TCPSSL', status: 'AVAILABLE' }),
      ]),
    );
    const { data, errors } = await ask(one(`listeners { ${list} nodes { ${listenerFields} } }`));
    expect(errors).toEqual([]);
    // The sheet tells no units, and disagrees with itself on two meanings: so no numbers.
    const untold = {
      path: null,
      host: null,
      port: null,
      intervalSeconds: null,
      timeoutSeconds: null,
      healthyThreshold: null,
      unhealthyThreshold: null,
    };
    expect(data).toEqual({
      loadBalancer: {
        listeners: whole([
          {
            ...listener,
            vendorId: 'lis-0',
            protocol: 'UDP',
            scheduler: 'WEIGHTED_ROUND_ROBIN',
            ports: [{ from: 443, to: 443 }],
            port: 443,
          },
          {
            ...listener,
            vendorId: 'lis-1',
            scheduler: 'UNKNOWN',
            ports: [
              { from: 8080, to: 9000 },
              { from: 8000, to: 8000 },
            ],
            port: null,
            healthCheck: { ...untold, enabled: true, protocol: 'TCP', port: 8080 },
          },
          {
            ...listener,
            vendorId: 'lis-2',
            name: null,
            protocol: 'UNKNOWN',
            ports: null,
            port: null,
            status: 'UNKNOWN',
            vendorStatus: 'Creating',
            healthCheck: { ...untold, enabled: false, protocol: 'HTTP', path: '/ok' },
          },
          {
            ...listener,
            vendorId: 'lis-3',
            protocol: 'TCP_SSL',
            vendorStatus: 'AVAILABLE',
            healthCheck: { ...untold, enabled: null, protocol: 'UNKNOWN' },
          },
        ]),
      },
    });
  });
});

/** The rows of one listener by instance type. */
const backendsOf = (instanceType: 'BM' | 'VM', answer: ReplayAnswer) =>
  line('bmc DescribeBackends', { listenerId: 'lis-1', instanceType }, answer);
const backendOf = (backendId: string, fields: Fields = {}) => ({
  ...backendRow,
  listenerId: 'lis-1',
  backendId,
  ...fields,
});

describe('backends', () => {
  test('bare metal, then virtual machines; their names come from the rows at no instance call', async () => {
    const { ask, actions } = await startReplay(account, [
      ...parents([listenerOf('lis-1')]),
      backendsOf('BM', rows([backendOf('xxx'), backendOf('be-2', { instanceType: 'BM', weight: '7' })])),
      backendsOf(
        'VM',
        rows([
          backendOf('be-3', {
            backendName: null,
            instanceId: 'vm-1',
            instanceType: 'VM',
            instanceName: 'shop',
            port: '8080-8081',
            status: 'Draining',
            createTime: '2026-06-01T08:00:00Z',
          }),
        ]),
      ),
    ]);
    const { data, errors } = await ask(
      one(`backends { ${list} nodes { ${backendFields} instance { vendorId name kind account { id } } } }`),
    );
    expect(errors).toEqual([]);
    const bareMetalMachine = {
      vendorId: 'xxxx',
      name: 'xxxx',
      kind: 'BARE_METAL',
      account: { id: 'zen' },
    };
    expect(data).toEqual({
      loadBalancer: {
        backends: whole([
          { ...backend, instance: bareMetalMachine },
          {
            ...backend,
            vendorId: 'be-2',
            weight: 7,
            vendorFields: { instanceType: 'BM', instanceName: 'xxxx' },
            instance: bareMetalMachine,
          },
          {
            ...backend,
            vendorId: 'be-3',
            name: null,
            // Several ports are not one; their spelling is shown as it came.
            port: null,
            status: 'UNKNOWN',
            vendorStatus: 'Draining',
            createdAt: '2026-06-01T08:00:00.000Z',
            vendorFields: { instanceType: 'VM', instanceName: 'shop', port: '8080-8081' },
            target: { __typename: 'Instance', vendorId: 'vm-1', kind: 'VIRTUAL_MACHINE' },
            instance: {
              vendorId: 'vm-1',
              name: 'shop',
              kind: 'VIRTUAL_MACHINE',
              account: { id: 'zen' },
            },
          },
        ]),
      },
    });
    expect(actions()).toEqual([
      'bmc DescribeBackends',
      'bmc DescribeBackends',
      'bmc DescribeListeners',
      'bmc DescribeLoadBalancers',
    ]);
  });

  test('their machines are looked up in their own services; what neither has is NOT_FOUND', async () => {
    const { ask } = await startReplay(account, [
      ...parents([listenerOf('lis-1')]),
      backendsOf(
        'BM',
        rows([backendOf('be-1', { instanceId: 'instanceId' }), backendOf('be-2', { instanceId: 'bm-gone' })]),
      ),
      backendsOf(
        'VM',
        rows([
          backendOf('be-3', { instanceId: 'vm-1', instanceType: 'VM', instanceName: 'shop' }),
          backendOf('be-4', { instanceId: 'vm-gone', instanceType: 'VM', instanceName: null }),
        ]),
      ),
      line('bmc DescribeInstances', { instanceIds: ['instanceId', 'bm-gone'] }, rows([instanceRow])),
      line(
        'vm DescribeInstances',
        { instanceIds: ['vm-1', 'vm-gone'] },
        rows([
          {
            instanceId: 'vm-1',
            zoneId: 'HKG-A',
            instanceName: 'shop',
            instanceType: 'z2a.cpu.1',
            cpuCount: 2,
            memory: 4,
            imageId: 'image-1',
            imageName: 'Ubuntu',
            publicIpAddresses: ['192.0.2.20'],
            publicIpv6Addresses: ['2001:db8::20'],
            privateIpAddresses: ['10.0.0.20'],
            subnetId: 'subnet-1',
            createTime: '2026-06-01T08:00:00Z',
            expiredTime: null,
            resourceGroupId: 'rg-1',
            resourceGroupName: 'default',
            instanceStatus: 'REBUILDING',
          },
        ]),
      ),
    ]);
    const { data, errors } = await ask(
      one(`backends { nodes { vendorId instance { ${instanceFields} } } } instances { totalCount }`),
    );
    expect(errors).toEqual([]);
    const gone = {
      region: null,
      zone: null,
      status: 'NOT_FOUND',
      vendorStatus: null,
      privateAddresses: null,
      publicAddresses: null,
      createdAt: null,
      vendorFields: null,
      asOf: now,
    };
    expect(data).toEqual({
      loadBalancer: {
        instances: { totalCount: 4 },
        backends: {
          nodes: [
            // The row under the backend names it `xxxx`, as the backend's row does: that costs no call.
            { vendorId: 'be-1', instance: { ...instance, name: 'xxxx' } },
            {
              vendorId: 'be-2',
              instance: { ...gone, vendorId: 'bm-gone', kind: 'BARE_METAL', name: 'xxxx' },
            },
            {
              vendorId: 'be-3',
              instance: {
                vendorId: 'vm-1',
                region: null,
                zone: 'HKG-A',
                name: 'shop',
                kind: 'VIRTUAL_MACHINE',
                status: 'PENDING',
                vendorStatus: 'REBUILDING',
                privateAddresses: ['10.0.0.20'],
                publicAddresses: ['192.0.2.20', '2001:db8::20'],
                createdAt: '2026-06-01T08:00:00.000Z',
                vendorFields: {
                  instanceType: 'z2a.cpu.1',
                  cpuCount: 2,
                  memory: 4,
                  imageId: 'image-1',
                  imageName: 'Ubuntu',
                  subnetId: 'subnet-1',
                  expiredTime: null,
                  resourceGroupId: 'rg-1',
                  resourceGroupName: 'default',
                },
                asOf: now,
              },
            },
            {
              vendorId: 'be-4',
              instance: { ...gone, vendorId: 'vm-gone', kind: 'VIRTUAL_MACHINE', name: null },
            },
          ],
        },
      },
    });
  });

  test('a machine that the vendor refuses with 404 is NOT_FOUND too, without an error', async () => {
    const { ask } = await startReplay(bareMetal, [
      ...parents([listenerOf('lis-1')]),
      backendsOf('BM', rows([backendOf('xxx')])),
      line(
        'bmc DescribeInstances',
        { instanceIds: ['xxxx'] },
        refusal(404, 'OPERATION_FAILED_RESOURCE_NOT_FOUND', 'The resource is not found.'),
      ),
    ]);
    const { data, errors } = await ask(one('backends { nodes { instance { name status createdAt } } }'));
    expect({ data, errors }).toEqual({
      data: {
        loadBalancer: {
          backends: { nodes: [{ instance: { name: 'xxxx', status: 'NOT_FOUND', createdAt: null } }] },
        },
      },
      errors: [],
    });
  });

  test('`dataSet` null: a listener without backends; the rows of another listener are dropped', async () => {
    const { ask } = await startReplay(account, [
      ...parents([listenerOf('lis-1'), listenerOf('lis-2')]),
      backendsOf('BM', rows(null)),
      backendsOf('VM', rows(null)),
      line(
        'bmc DescribeBackends',
        { listenerId: 'lis-2', instanceType: 'BM' },
        rows([backendOf('be-foreign'), backendOf('be-own', { listenerId: 'lis-2' })], 1),
      ),
      line('bmc DescribeBackends', { listenerId: 'lis-2', instanceType: 'VM' }, rows([])),
    ]);
    const { data, errors } = await ask(
      one(`listeners { nodes { vendorId backends { ${list} nodes { vendorId } } } }`),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        listeners: {
          nodes: [
            { vendorId: 'lis-1', backends: whole([]) },
            { vendorId: 'lis-2', backends: whole([{ vendorId: 'be-own' }]) },
          ],
        },
      },
    });
  });

  test('a call that fails: that listener’s backends are null under one error, its sibling’s are whole', async () => {
    const { ask } = await startReplay(bareMetal, [
      ...parents([listenerOf('lis-1'), listenerOf('lis-2')]),
      backendsOf('BM', refusal(503, 'SERVICE_TEMPORARY_UNAVAILABLE', 'Try later.')),
      line(
        'bmc DescribeBackends',
        { listenerId: 'lis-2', instanceType: 'BM' },
        rows([backendOf('be-own', { listenerId: 'lis-2' })]),
      ),
    ]);
    const { data, errors } = await ask(
      one(`listeners { nodes { vendorId backends { ${list} nodes { vendorId } } } }`),
    );
    expect(data).toEqual({
      loadBalancer: {
        listeners: {
          nodes: [
            { vendorId: 'lis-1', backends: null },
            { vendorId: 'lis-2', backends: whole([{ vendorId: 'be-own' }]) },
          ],
        },
      },
    });
    expect(errors.map(({ path, message, extensions }) => ({ path, message, extensions }))).toEqual([
      {
        path: ['loadBalancer', 'listeners', 'nodes', 0, 'backends'],
        message: 'Try later.',
        extensions: {
          code: 'UPSTREAM_UNAVAILABLE',
          account: 'zen',
          provider: 'ZENLAYER_BMC',
          region: null,
          action: 'DescribeBackends',
          vendorCode: 'SERVICE_TEMPORARY_UNAVAILABLE',
          vendorRequestId: 'TEEFDCA5B-76FB-4E91-A18E-DF7F5D2CE41F',
          retryable: true,
          retryAfterMs: null,
          requestId: expect.any(String) as string,
        },
      },
    ]);
  });

  test('trusted embedded lists: the whole tree in one call', async () => {
    const { ask, actions } = await startReplay({ ...account, options: { embedded: 'trust' } }, [
      line(
        'bmc DescribeLoadBalancers',
        {},
        rows([
          loadBalancerOf('lb-1', {
            listenerList: [listenerOf('lis-1')],
            backendList: [
              backendOf('xxx'),
              backendOf('be-3', { instanceId: 'vm-1', instanceType: 'VM', instanceName: 'shop' }),
            ],
          }),
        ]),
      ),
    ]);
    const { data, errors } = await ask(
      `{ loadBalancers { ${list} nodes { vendorId listeners { ${list} nodes { ${listenerFields} backends { ${list} nodes { vendorId instance { name kind } } } } } } } }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancers: whole([
        {
          vendorId: 'lb-1',
          listeners: wholeUntold([
            {
              ...listener,
              vendorId: 'lis-1',
              backends: wholeUntold([
                { vendorId: 'xxx', instance: { name: 'xxxx', kind: 'BARE_METAL' } },
                { vendorId: 'be-3', instance: { name: 'shop', kind: 'VIRTUAL_MACHINE' } },
              ]),
            },
          ]),
        },
      ]),
    });
    expect(actions()).toEqual(['bmc DescribeLoadBalancers']);
  });
});

describe('instances', () => {
  test('the sheet’s page: one of six promised', async () => {
    const { ask } = await startReplay(account, [
      line('bmc DescribeInstances', {}, sheet('DescribeInstances')),
      line('vm DescribeInstances', {}, rows([])),
    ]);
    const { data, errors } = await ask(`{ instances { ${list} nodes { ${instanceFields} } } }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({ instances: short(6, [instance]) });
  });

  test('every status of the value map, of both services, and one that nobody knows', async () => {
    const states = {
      bmc: [
        ['PENDING', 'PENDING'],
        ['CREATING', 'PENDING'],
        ['INSTALLING', 'PENDING'],
        ['RUNNING', 'RUNNING'],
        ['BOOTING', 'STARTING'],
        ['STOPPING', 'STOPPING'],
        ['STOPPED', 'STOPPED'],
        ['CREATE_FAILED', 'FAILED'],
        ['INSTALL_FAILED', 'FAILED'],
        ['RECYCLE', 'TERMINATED'],
        ['RECYCLING', 'TERMINATED'],
        ['running', 'RUNNING'],
        ['HIBERNATED', 'UNKNOWN'],
        [null, 'UNKNOWN'],
      ],
      vm: [
        ['DEPLOYING', 'PENDING'],
        ['REBUILDING', 'PENDING'],
        ['REBOOT', 'REBOOTING'],
        ['RELEASING', 'TERMINATED'],
        ['IMAGING', 'MAINTENANCE'],
      ],
    } as const;
    const answer = (service: 'bmc' | 'vm') =>
      rows(
        states[service].map(([instanceStatus], index) => ({
          ...instanceRow,
          instanceId: `${service}-${index}`,
          instanceStatus,
        })),
      );
    const { ask } = await startReplay(account, [
      line('bmc DescribeInstances', {}, answer('bmc')),
      line('vm DescribeInstances', {}, answer('vm')),
    ]);
    const { data, errors } = await ask('{ instances(first: 100) { nodes { kind status vendorStatus } } }');
    expect(errors).toEqual([]);
    const nodes = (kind: string, rowStates: readonly (readonly [string | null, string])[]) =>
      rowStates.map(([vendorStatus, status]) => ({ kind, status, vendorStatus }));
    expect(data).toEqual({
      instances: { nodes: [...nodes('BARE_METAL', states.bmc), ...nodes('VIRTUAL_MACHINE', states.vm)] },
    });
  });

  test('one by its id is asked for in both services', async () => {
    const { ask, actions } = await startReplay(account, [
      line('bmc DescribeInstances', { instanceIds: ['instanceId'] }, rows([instanceRow])),
      line('vm DescribeInstances', { instanceIds: ['instanceId'] }, rows(null)),
    ]);
    const { data, errors } = await ask(
      `{ instance(account: "zen", vendorId: "instanceId") { ${instanceFields} } }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ instance });
    expect(actions()).toEqual(['bmc DescribeInstances', 'vm DescribeInstances']);
  });

  test('behind the end of a list that shrank: an empty second page, with the true total, then what is left', async () => {
    const thousand = Array.from({ length: 1000 }, (_, index) => ({ instanceId: `bm-${index}` }));
    const page = (pageNum: number, pageSize: number, answer: ReplayAnswer) => ({
      ...line('bmc DescribeInstances', {}, answer),
      page: { pageNum, pageSize },
    });
    const first = await startReplay(bareMetal, [page(1, 1000, rows(thousand))]);
    interface Page {
      readonly instances: { readonly pageInfo: { readonly endCursor: string } };
    }
    const { data } = await first.ask<Page>('{ instances(first: 1000) { pageInfo { endCursor } } }');
    const fresh = await startReplay(bareMetal, [
      // Two rows of lead, and the one that the cursor names, on a page whose number fits.
      page(2, 997, rows(null, 900)),
      page(1, 1000, rows(thousand.slice(0, 900))),
    ]);
    const answer = await fresh.ask(
      `query ($after: String) { instances(after: $after) { ${list} nodes { vendorId } } }`,
      { after: data.instances.pageInfo.endCursor },
    );
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({
      instances: {
        totalCount: 900,
        pageInfo: { hasNextPage: false, hasPreviousPage: true },
        coverage: { sources: 1, answered: 1, expected: 900, seen: 0, exact: true, failures: [] },
        nodes: [],
      },
    });
  });
});

describe('errors by HTTP status', () => {
  const requestId = 'TEEFDCA5B-76FB-4E91-A18E-DF7F5D2CE41F';
  const refusals = [
    {
      name: 'the sheet’s own: a filter that names an unknown zone (404) is no empty list',
      answer: { ...sheet('error-404'), status: 404 },
      code: 'UPSTREAM_REJECTED',
      vendorCode: 'INVALID_ZONE_NOT_FOUND',
      vendorRequestId: 'T67723B59-F4D1-42EA-BDC1-5E67167FD8CC',
      retryable: false,
      message: 'The specified zoneId `SEL--A` is not found',
    },
    {
      name: 'a wrong signature (401)',
      answer: refusal(401, 'AUTHFAILURE_SIGNATURE_FAILURE', 'Wrong signature of test-key-id.'),
      code: 'UPSTREAM_UNAUTHENTICATED',
      vendorCode: 'AUTHFAILURE_SIGNATURE_FAILURE',
      retryable: false,
      message: 'Wrong signature of ***.',
    },
    {
      name: 'not permitted (401)',
      answer: refusal(401, 'AUTHFAILURE_UNAUTHORIZED_OPERATION', 'Not permitted.'),
      code: 'UPSTREAM_FORBIDDEN',
      vendorCode: 'AUTHFAILURE_UNAUTHORIZED_OPERATION',
      retryable: false,
      message: 'Not permitted.',
    },
    {
      name: 'a missing parameter (400): our own mistake',
      answer: refusal(400, 'MISSING_PARAMETER', 'No pageNum.'),
      code: 'UPSTREAM_REJECTED',
      vendorCode: 'MISSING_PARAMETER',
      retryable: false,
      message: 'No pageNum.',
    },
    {
      name: 'the rate limit (429), with a time to wait',
      answer: {
        ...refusal(429, 'REQUEST_LIMIT_EXCEEDED', 'Too many.'),
        headers: { 'retry-after': '2' },
      },
      code: 'UPSTREAM_RATE_LIMITED',
      vendorCode: 'REQUEST_LIMIT_EXCEEDED',
      retryable: true,
      retryAfterMs: 2000,
      message: 'Too many.',
    },
    {
      name: 'the server’s fault (500)',
      answer: refusal(500, 'INTERNAL_SERVER_ERROR', 'Oh.'),
      code: 'UPSTREAM_UNAVAILABLE',
      vendorCode: 'INTERNAL_SERVER_ERROR',
      retryable: true,
      message: 'Oh.',
    },
    {
      name: 'a page of HTML under status 200',
      answer: { body: '<html>' },
      code: 'UPSTREAM_INVALID_RESPONSE',
      vendorCode: null,
      vendorRequestId: null,
      retryable: true,
      message: expect.any(String) as string,
    },
  ];

  for (const { name, answer, code, message, retryable, ...told } of refusals) {
    test(`${name}: no edges, one failure, one coded error`, async () => {
      const { ask } = await startReplay(account, [line('bmc DescribeLoadBalancers', {}, answer)]);
      const { status, data, errors } = await ask(`{ loadBalancers { ${list} nodes { vendorId } } }`);
      expect(status).toBe(200);
      const about = {
        account: 'zen',
        provider: 'ZENLAYER_BMC',
        region: null,
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
            vendorRequestId: requestId,
            retryAfterMs: null,
            ...told,
            retryable,
            requestId: expect.any(String) as string,
          },
        },
      ]);
    });
  }
});

describe('node ids', () => {
  test('each object is the same by its node id, in a gateway that knows nothing', async () => {
    const fields = {
      LoadBalancer: `id ${loadBalancerFields}`,
      Listener: `id ${listenerFields} vendorFields`,
      Backend: `id ${backendFields} instance { id name kind } listener { vendorId } loadBalancer { vendorId }`,
      Instance: `id ${instanceFields}`,
    };
    const virtual = backendOf('be-3', { instanceId: 'vm-1', instanceType: 'VM', instanceName: 'shop' });
    const listed = await startReplay(account, [
      ...parents([listenerOf('lis-1')]),
      backendsOf('BM', rows([])),
      backendsOf('VM', rows([virtual])),
      line('bmc DescribeInstances', { instanceIds: ['instanceId'] }, rows([instanceRow])),
      line('vm DescribeInstances', { instanceIds: ['instanceId'] }, rows([])),
    ]);
    interface Node {
      readonly id: string;
    }
    interface Lists {
      readonly loadBalancer: Node;
      readonly listeners: { readonly listeners: { readonly nodes: readonly Node[] } };
      readonly backends: { readonly backends: { readonly nodes: readonly Node[] } };
      readonly instance: Node;
    }
    const { data, errors } = await listed.ask<Lists>(`{
      loadBalancer(account: "zen", vendorId: "lb-1") { ${fields.LoadBalancer} }
      listeners: loadBalancer(account: "zen", vendorId: "lb-1") { listeners { nodes { ${fields.Listener} } } }
      backends: loadBalancer(account: "zen", vendorId: "lb-1") { backends { nodes { ${fields.Backend} } } }
      instance(account: "zen", vendorId: "instanceId") { ${fields.Instance} } }`);
    expect(errors).toEqual([]);
    const objects = [
      data.loadBalancer,
      ...data.listeners.listeners.nodes,
      ...data.backends.backends.nodes,
      data.instance,
    ];
    expect(objects).toMatchObject([
      { vendorId: 'lb-1' },
      { vendorId: 'lis-1' },
      { vendorId: 'be-3' },
      { vendorId: 'instanceId' },
    ]);
    const byId = { listenerId: 'lis-1', instanceType: 'VM', backendIds: ['be-3'] };
    const fresh = await startReplay(account, [
      ...parents([]).slice(0, 1),
      line(
        'bmc DescribeListeners',
        { listenerIds: ['lis-1'], loadBalancerIds: ['lb-1'] },
        rows([listenerOf('lis-1')]),
      ),
      line('bmc DescribeBackends', byId, rows([virtual])),
      line('bmc DescribeInstances', { instanceIds: ['instanceId'] }, rows([instanceRow])),
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
