import { describe, expect, test } from 'vitest';
import bareMetalPage from '../fixtures/pages/tencent-bmlb.json' with { type: 'json' };
import bareMetalListeners from '../fixtures/sheets/tencent-bmlb/DescribeBmListeners.json' with { type: 'json' };
import bareMetalMachines from '../fixtures/sheets/tencent-bmlb/DescribeDevice.json' with { type: 'json' };
import classicMachines from '../fixtures/sheets/tencent-clb/DescribeInstances-2016.json' with { type: 'json' };
import oldLoadBalancers from '../fixtures/sheets/tencent-clb/DescribeLoadBalancers-2014.json' with { type: 'json' };
import { line as qingcloudLine, rows as qingcloudRows, account as qingcloud } from './qingcloud-script.js';
import type { ReplayLine } from './replay-server.js';
import { list, now, pageAnswer, short, startReplay, wholeUntold, whole } from './replay.js';
import { shareReplay } from './shared-replay.js';
import { bareMetal as bareMetalLines, devices, returnedDevices } from './tencent-bmlb-script.js';
import { classic, firstPage, machines, sheet } from './tencent-clb-script.js';
import { bmlb, clb, loosely, replayed, rows as tencentRows } from './tencent-script.js';
import { bareMetal, line as zenlayerLine, rows as zenlayerRows } from './zenlayer-script.js';

const backendFields = `
  id vendorId name port weight status vendorStatus health vendorHealth healthAsOf addresses createdAt vendorFields asOf
  loadBalancer { vendorId } listener { vendorId } rule { vendorId }
  target { __typename ... on Instance { vendorId } ... on Router { vendorId } }
  instance { vendorId name kind status region account { id } privateAddresses publicAddresses createdAt asOf }`;

const backendsById = `query ($id: ID!) { node(id: $id) { __typename ... on Listener { vendorId backends { ${list} nodes { ${backendFields} } } } } }`;

/** Every field of the backends that both ways of listing and `node` must agree on, with nothing that ages. */
const sameFields = `id vendorId name port weight status vendorStatus health vendorHealth addresses createdAt vendorFields
  loadBalancer { id vendorId } listener { id vendorId }
  target { __typename ... on Instance { id vendorId } ... on Router { vendorId } } instance { id vendorId kind }`;

interface Node {
  readonly id: string;
  readonly vendorId: string;
}

interface Nodes<T> {
  readonly nodes: readonly T[];
}

type Listener = Node & { readonly backends: Nodes<Node> };

interface Parents {
  readonly loadBalancer: Node & { readonly listeners: Nodes<Listener>; readonly backends: Nodes<Node> };
}

/** The listener's node id, out of a gateway that has asked for nothing but the made-up parents. */
async function listenerId(
  account: typeof qingcloud,
  parents: readonly ReplayLine[],
  [region, loadBalancer, listener]: readonly [string | null, string, string],
): Promise<string> {
  const { ask } = await startReplay(account, parents);
  const { data, errors } = await ask<Parents>(
    'query ($account: ID!, $region: String, $loadBalancer: ID!) { loadBalancer(account: $account, region: $region, vendorId: $loadBalancer) { listeners { nodes { id vendorId } } } }',
    { account: account.id, region, loadBalancer },
  );
  expect(errors).toEqual([]);
  const found = data.loadBalancer.listeners.nodes.find(({ vendorId }) => vendorId === listener);
  if (found === undefined) throw new Error(`${listener} is not among the listeners`);
  return found.id;
}

describe('the QingCloud page: two backends, one of them a router, no status', () => {
  const page = { body: pageAnswer('qingcloud') };
  const madeUpLoadBalancer = {
    loadbalancer_id: 'lb-1234abcd',
    loadbalancer_name: 'made up',
    status: 'active',
    vxnet_id: 'vxnet-0',
    create_time: '2013-10-09T08:00:00Z',
  };
  const madeUpListener = {
    loadbalancer_listener_id: 'lbl-8y72dig0',
    loadbalancer_listener_name: null,
    loadbalancer_id: 'lb-1234abcd',
    listener_port: 80,
    listener_protocol: 'http',
    balance_mode: 'roundrobin',
    create_time: '2013-10-09T08:10:00Z',
  };
  const parents = [
    qingcloudLine(
      'DescribeLoadBalancers',
      { loadbalancers: ['lb-1234abcd'] },
      qingcloudRows('DescribeLoadBalancers', [madeUpLoadBalancer]),
    ),
    qingcloudLine(
      'DescribeLoadBalancerListeners',
      { loadbalancer: 'lb-1234abcd' },
      qingcloudRows('DescribeLoadBalancerListeners', [madeUpListener]),
    ),
    qingcloudLine(
      'DescribeLoadBalancerListeners',
      { loadbalancer_listeners: ['lbl-8y72dig0'] },
      qingcloudRows('DescribeLoadBalancerListeners', [madeUpListener]),
    ),
  ];
  const ofListener = qingcloudLine(
    'DescribeLoadBalancerBackends',
    { loadbalancer: 'lb-1234abcd', loadbalancer_listener: 'lbl-8y72dig0' },
    page,
  );
  const place = ['pek3', 'lb-1234abcd', 'lbl-8y72dig0'] as const;

  const instanceLine = (found: readonly unknown[]) =>
    qingcloudLine(
      'DescribeInstances',
      { instances: ['i-q9k5xmsl'] },
      qingcloudRows('DescribeInstances', found),
    );
  /** Nodes of AppCenter applications are found by a second question only: there is none of these here. */
  const noClusterNode = qingcloudLine(
    'DescribeInstances',
    { instances: ['i-q9k5xmsl'], is_cluster_node: '1' },
    qingcloudRows('DescribeInstances', []),
  );

  const common = {
    id: expect.any(String) as string,
    name: null,
    weight: 1,
    // `disabled` is absent, and so is the page's `status`, which would be health.
    status: 'UNKNOWN',
    vendorStatus: null,
    health: 'UNKNOWN',
    vendorHealth: null,
    healthAsOf: now,
    addresses: null,
    createdAt: '2013-10-09T08:14:39.000Z',
    vendorFields: {},
    asOf: now,
    loadBalancer: { vendorId: 'lb-1234abcd' },
    listener: { vendorId: 'lbl-8y72dig0' },
    rule: null,
  };
  const machineBackend = {
    ...common,
    vendorId: 'lbb-zkwqbfu9',
    port: 80,
    target: { __typename: 'Instance', vendorId: 'i-q9k5xmsl' },
  };
  const routerBackend = {
    ...common,
    vendorId: 'lbb-wm7xquyx',
    port: 8081,
    target: { __typename: 'Router', vendorId: 'rtr-auehirx5' },
    instance: null,
  };
  const machine = {
    vendorId: 'i-q9k5xmsl',
    kind: 'VIRTUAL_MACHINE',
    region: 'pek3',
    account: { id: 'qing' },
  };

  test('by the listener’s node id, the machine gone: NOT_FOUND without an error', async () => {
    const id = await listenerId(qingcloud, parents, place);
    const { ask } = await startReplay(qingcloud, [...parents, ofListener, instanceLine([]), noClusterNode]);
    const { status, data, errors } = await ask(backendsById, { id });
    expect(errors).toEqual([]);
    expect(status).toBe(200);
    const gone = {
      ...machine,
      name: null,
      status: 'NOT_FOUND',
      privateAddresses: null,
      publicAddresses: null,
      createdAt: null,
      // When the vendor said that there is none.
      asOf: now,
    };
    expect(data).toEqual({
      node: {
        __typename: 'Listener',
        vendorId: 'lbl-8y72dig0',
        backends: whole([{ ...machineBackend, instance: gone }, routerBackend]),
      },
    });
  });

  test('by the listener’s node id, with an answer to the machine', async () => {
    const id = await listenerId(qingcloud, parents, place);
    const { ask, actions } = await startReplay(qingcloud, [
      ...parents,
      ofListener,
      instanceLine([
        {
          instance_id: 'i-q9k5xmsl',
          instance_name: 'made up',
          status: 'running',
          transition_status: 'restarting',
          vxnets: [{ vxnet_id: 'vxnet-0', private_ip: '10.50.13.54' }],
          eip: { eip_id: 'eip-1', eip_addr: '121.201.5.5', bandwidth: '50' },
          create_time: '2013-08-28T14:26:03Z',
        },
      ]),
    ]);
    const { data, errors } = await ask(backendsById, { id });
    expect(errors).toEqual([]);
    const found = {
      ...machine,
      name: 'made up',
      status: 'REBOOTING',
      privateAddresses: ['10.50.13.54'],
      publicAddresses: ['121.201.5.5'],
      createdAt: '2013-08-28T14:26:03.000Z',
      asOf: now,
    };
    expect(data).toEqual({
      node: {
        __typename: 'Listener',
        vendorId: 'lbl-8y72dig0',
        backends: whole([{ ...machineBackend, instance: found }, routerBackend]),
      },
    });
    expect(actions()).toEqual([
      'iaas DescribeInstances',
      'iaas DescribeLoadBalancerBackends',
      'iaas DescribeLoadBalancerListeners',
      'iaas DescribeLoadBalancers',
    ]);
  });

  test('what the row tells of the machine costs no instance call', async () => {
    const id = await listenerId(qingcloud, parents, place);
    const { ask, actions } = await startReplay(qingcloud, [...parents, ofListener]);
    const { data, errors } = await ask(
      'query ($id: ID!) { node(id: $id) { ... on Listener { backends { nodes { health target { __typename } instance { vendorId kind region account { id } } } } } } }',
      { id },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      node: {
        backends: {
          nodes: [
            { health: 'UNKNOWN', target: { __typename: 'Instance' }, instance: machine },
            { health: 'UNKNOWN', target: { __typename: 'Router' }, instance: null },
          ],
        },
      },
    });
    expect(actions()).toEqual(['iaas DescribeLoadBalancerBackends', 'iaas DescribeLoadBalancerListeners']);
  });

  test('asOf and healthAsOf tell when the call was sent, by the running clock', async () => {
    const id = await listenerId(qingcloud, parents, place);
    const { ask, calls } = await startReplay(qingcloud, [...parents, ofListener], Date.now);
    interface Backends {
      readonly node: { readonly backends: Nodes<{ readonly asOf: string; readonly healthAsOf: string }> };
    }
    const before = Date.now();
    const { data } = await ask<Backends>(
      'query ($id: ID!) { node(id: $id) { ... on Listener { backends { nodes { asOf health healthAsOf } } } } }',
      { id },
    );
    const call = calls.find((made) => made.call === 'iaas DescribeLoadBalancerBackends');
    if (call === undefined) throw new Error('the page was not asked for');
    expect(call.host).toBe('api.qingcloud.com');
    expect(data.node.backends.nodes).toHaveLength(2);
    for (const { asOf, healthAsOf } of data.node.backends.nodes) {
      expect(healthAsOf).toBe(asOf);
      expect(Date.parse(asOf)).toBeGreaterThanOrEqual(before);
      expect(Date.parse(asOf)).toBeLessThanOrEqual(call.receivedAt);
      // The signed time has no fraction.
      expect(call.signedAt).toBe(Math.floor(Date.parse(asOf) / 1000) * 1000);
    }
  });

  /** With a second listener that has none, all backends are asked for at once: the page's own request, to the letter. */
  const wholeLoadBalancer = [
    ...parents.slice(0, 1),
    qingcloudLine(
      'DescribeLoadBalancerListeners',
      { loadbalancer: 'lb-1234abcd' },
      qingcloudRows('DescribeLoadBalancerListeners', [
        madeUpListener,
        { ...madeUpListener, loadbalancer_listener_id: 'lbl-empty000', listener_port: 81 },
      ]),
    ),
    qingcloudLine('DescribeLoadBalancerBackends', { loadbalancer: 'lb-1234abcd' }, page),
  ];
  const bothLists = `{ loadBalancer(account: "qing", region: "pek3", vendorId: "lb-1234abcd") {
    id vendorId listeners { nodes { id vendorId backends { nodes { ${sameFields} } } } } backends { ${list} nodes { ${sameFields} } } } }`;

  test('the load balancer’s backends are its listeners’ backends, by the page’s own request', async () => {
    const { ask, calls } = await startReplay(qingcloud, wholeLoadBalancer);
    const { data, errors } = await ask<Parents>(bothLists);
    expect(errors).toEqual([]);
    const { listeners, backends } = data.loadBalancer;
    expect(listeners.nodes.map(({ vendorId, backends: own }) => [vendorId, own.nodes.length])).toEqual([
      ['lbl-8y72dig0', 2],
      ['lbl-empty000', 0],
    ]);
    expect(backends).toEqual(whole(listeners.nodes.flatMap((listener) => listener.backends.nodes)));
    expect(backends.nodes.map(({ vendorId }) => vendorId)).toEqual(['lbb-zkwqbfu9', 'lbb-wm7xquyx']);
    expect(calls.filter(({ call }) => call.endsWith('Backends')).map(({ params }) => params)).toEqual([
      { zone: 'pek3', verbose: '1', loadbalancer: 'lb-1234abcd' },
    ]);
  });

  for (const vendorId of ['lbb-zkwqbfu9', 'lbb-wm7xquyx']) {
    test(`${vendorId} by its node id equals the listed one`, async () => {
      const first = await startReplay(qingcloud, wholeLoadBalancer);
      const { data } = await first.ask<Parents>(bothLists);
      const listed = data.loadBalancer.backends.nodes.find((backend) => backend.vendorId === vendorId);
      if (listed === undefined) throw new Error(`${vendorId} is not listed`);
      const fresh = await startReplay(qingcloud, [
        ...parents,
        qingcloudLine('DescribeLoadBalancerBackends', { loadbalancer_backends: [vendorId] }, page),
      ]);
      const again = await fresh.ask(
        `query ($id: ID!) { node(id: $id) { ... on Backend { ${sameFields} } } }`,
        { id: listed.id },
      );
      expect(again.errors).toEqual([]);
      expect(again.data).toEqual({ node: listed });
    });
  }
});

describe('the Zenlayer page: bare metal, ten promised and one row, a time without a zone', () => {
  const page = { body: pageAnswer('zenlayer-bmc') };
  const madeUpLoadBalancer = {
    loadBalancerId: 'lb-1',
    zoneId: 'HKG-A',
    loadBalancerName: 'made up',
    status: 'Available',
    vipList: [],
    createTime: '2022-08-31 11:10:00',
  };
  const madeUpListener = {
    loadBalancerId: 'lb-1',
    listenerId: 'xxx',
    listenerName: 'made up',
    status: 'Available',
    port: '80',
    protocol: 'TCP',
    scheduler: 'rr',
  };
  const parents = [
    zenlayerLine(
      'bmc DescribeLoadBalancers',
      { loadBalancerIds: ['lb-1'] },
      zenlayerRows([madeUpLoadBalancer]),
    ),
    zenlayerLine('bmc DescribeListeners', { loadBalancerIds: ['lb-1'] }, zenlayerRows([madeUpListener])),
    zenlayerLine(
      'bmc DescribeListeners',
      { listenerIds: ['xxx'], loadBalancerIds: ['lb-1'] },
      zenlayerRows([madeUpListener]),
    ),
  ];
  const ofListener = zenlayerLine('bmc DescribeBackends', { listenerId: 'xxx', instanceType: 'BM' }, page);
  const place = [null, 'lb-1', 'xxx'] as const;

  const oneOfTen = <T>(node: T) => ({
    totalCount: null,
    pageInfo: { hasNextPage: false, hasPreviousPage: false },
    coverage: { sources: 1, answered: 1, expected: 10, seen: 1, exact: false, failures: [] },
    nodes: [node],
  });
  const machine = {
    vendorId: 'xxxx',
    // From the backend's row.
    name: 'xxxx',
    kind: 'BARE_METAL',
    region: null,
    account: { id: 'zen' },
  };
  const backend = {
    id: expect.any(String) as string,
    vendorId: 'xxx',
    name: 'xxxx',
    port: 80,
    weight: 100,
    status: 'ACTIVE',
    vendorStatus: 'Available',
    health: 'UNKNOWN',
    vendorHealth: null,
    // There is no health call.
    healthAsOf: null,
    addresses: null,
    createdAt: '2022-08-31T11:13:17.000Z',
    vendorFields: { instanceName: 'xxxx' },
    asOf: now,
    loadBalancer: { vendorId: 'lb-1' },
    listener: { vendorId: 'xxx' },
    rule: null,
    target: { __typename: 'Instance', vendorId: 'xxxx' },
  };
  const answered = (instance: Readonly<Record<string, unknown>>) => ({
    node: {
      __typename: 'Listener',
      vendorId: 'xxx',
      backends: oneOfTen({ ...backend, instance: { ...machine, ...instance } }),
    },
  });
  const gone = {
    status: 'NOT_FOUND',
    privateAddresses: null,
    publicAddresses: null,
    createdAt: null,
    // When the vendor said that there is none.
    asOf: now,
  };

  test('by the listener’s node id, the machine gone: NOT_FOUND without an error, its name from the row', async () => {
    const id = await listenerId(bareMetal, parents, place);
    const { ask } = await startReplay(bareMetal, [
      ...parents,
      ofListener,
      zenlayerLine('bmc DescribeInstances', { instanceIds: ['xxxx'] }, zenlayerRows(null)),
    ]);
    const { status, data, errors } = await ask(backendsById, { id });
    expect(errors).toEqual([]);
    expect(status).toBe(200);
    expect(data).toEqual(answered(gone));
  });

  test('by the listener’s node id, with an answer to the machine', async () => {
    const id = await listenerId(bareMetal, parents, place);
    const { ask, actions } = await startReplay(bareMetal, [
      ...parents,
      ofListener,
      zenlayerLine(
        'bmc DescribeInstances',
        { instanceIds: ['xxxx'] },
        zenlayerRows([
          {
            instanceId: 'xxxx',
            instanceName: 'xxxx',
            instanceStatus: 'BOOTING',
            privateIpAddresses: ['10.0.0.1'],
            publicIpAddresses: ['1.1.1.1'],
            createTime: '2022-08-01T00:00:00Z',
          },
        ]),
      ),
    ]);
    const { data, errors } = await ask(backendsById, { id });
    expect(errors).toEqual([]);
    expect(data).toEqual(
      answered({
        status: 'STARTING',
        privateAddresses: ['10.0.0.1'],
        publicAddresses: ['1.1.1.1'],
        createdAt: '2022-08-01T00:00:00.000Z',
        asOf: now,
      }),
    );
    expect(actions()).toEqual([
      'bmc DescribeBackends',
      'bmc DescribeInstances',
      'bmc DescribeListeners',
      'bmc DescribeLoadBalancers',
    ]);
  });

  test('the machine’s name comes from the row, at no instance call', async () => {
    const id = await listenerId(bareMetal, parents, place);
    const { ask, actions } = await startReplay(bareMetal, [...parents, ofListener]);
    const { data, errors } = await ask(
      'query ($id: ID!) { node(id: $id) { ... on Listener { backends { nodes { port health healthAsOf target { __typename ... on Instance { name } } instance { vendorId name kind region account { id } } } } } } }',
      { id },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      node: {
        backends: {
          nodes: [
            {
              port: 80,
              health: 'UNKNOWN',
              healthAsOf: null,
              target: { __typename: 'Instance', name: 'xxxx' },
              instance: machine,
            },
          ],
        },
      },
    });
    expect(actions()).toEqual(['bmc DescribeBackends', 'bmc DescribeListeners']);
  });

  test('asOf tells when the call was sent, by the running clock', async () => {
    const id = await listenerId(bareMetal, parents, place);
    const { ask, calls } = await startReplay(bareMetal, [...parents, ofListener], Date.now);
    interface Backends {
      readonly node: { readonly backends: Nodes<{ readonly asOf: string }> };
    }
    const before = Date.now();
    const { data } = await ask<Backends>(
      'query ($id: ID!) { node(id: $id) { ... on Listener { backends { nodes { asOf } } } } }',
      { id },
    );
    const call = calls.find((made) => made.call === 'bmc DescribeBackends');
    if (call === undefined) throw new Error('the page was not asked for');
    expect(call.host).toBe('console.zenlayer.com');
    expect(data.node.backends.nodes).toHaveLength(1);
    for (const { asOf } of data.node.backends.nodes) {
      expect(Date.parse(asOf)).toBeGreaterThanOrEqual(before);
      expect(Date.parse(asOf)).toBeLessThanOrEqual(call.receivedAt);
      expect(call.signedAt).toBe(Math.floor(Date.parse(asOf) / 1000) * 1000);
    }
  });

  const bothLists = `{ loadBalancer(account: "zen", vendorId: "lb-1") {
    id vendorId listeners { nodes { id vendorId backends { nodes { ${sameFields} } } } } backends { ${list} nodes { ${sameFields} } } } }`;

  test('the load balancer’s backends are its listeners’ backends, and as little exact', async () => {
    const { ask } = await startReplay(bareMetal, [...parents, ofListener]);
    const { data, errors } = await ask<Parents>(bothLists);
    expect(errors).toEqual([]);
    const { listeners, backends } = data.loadBalancer;
    const [listed] = listeners.nodes.flatMap((listener) => listener.backends.nodes);
    expect(listed?.vendorId).toBe('xxx');
    expect(backends).toEqual(oneOfTen(listed));
  });

  test('the backend by its node id equals the listed one', async () => {
    const first = await startReplay(bareMetal, [...parents, ofListener]);
    const { data } = await first.ask<Parents>(bothLists);
    const [listed] = data.loadBalancer.backends.nodes;
    if (listed === undefined) throw new Error('the backend is not listed');
    const byId = { listenerId: 'xxx', instanceType: 'BM', backendIds: ['xxx'] };
    const fresh = await startReplay(bareMetal, [
      ...parents,
      zenlayerLine('bmc DescribeBackends', byId, page),
    ]);
    const again = await fresh.ask(`query ($id: ID!) { node(id: $id) { ... on Backend { ${sameFields} } } }`, {
      id: listed.id,
    });
    expect(again.errors).toEqual([]);
    expect(again.data).toEqual({ node: listed });
  });
});

/** What the row tells, which must cost no look-up; `name` is left to what is said of each product. */
const rowFields = `id vendorId port weight status vendorStatus health vendorHealth healthAsOf addresses createdAt vendorFields asOf
  loadBalancer { vendorId } listener { vendorId } rule { vendorId }
  target { __typename ... on Instance { vendorId } ... on IpTarget { address } }`;

describe('the Tencent pages of classic load balancers', () => {
  const china = replayed(clb, [
    ...classic('lb-abcdefgh', {
      row: oldLoadBalancers.loadBalancerSet[0] ?? {},
      listeners: sheet('DescribeLoadBalancerListeners-2014'),
      backends: { body: pageAnswer('tencent-clb-china') },
    }),
    machines(
      ['ins-123test1', 'ins-123test2'],
      tencentRows('cvm DescribeInstances', [
        { ...classicMachines.instanceSet[0], unInstanceId: 'ins-123test2' },
      ]),
    ),
  ]);
  const international = replayed({ ...clb, id: 'clb-intl', regions: ['ap-guangzhou'] }, [
    ...classic('lb-byhpduqt', {
      listeners: sheet('DescribeLoadBalancerListeners-2016'),
      backends: { body: pageAnswer('tencent-clb-international') },
      health: sheet('DescribeLBHealthStatus-unknown'),
    }),
  ]);
  const { ask, calls, actions } = shareReplay(() => [china, international]);
  const fresh = shareReplay(() => [loosely(china), loosely(international)]);

  const one = (account: string, vendorId: string, selection: string) =>
    `{ loadBalancer(account: "${account}", region: "ap-guangzhou", vendorId: "${vendorId}") { ${selection} } }`;
  const carried = `instance { vendorId name kind status region account { id } privateAddresses publicAddresses }`;
  const tree = `id vendorId region listeners { nodes { id vendorId backends { ${list} nodes { name ${rowFields} ${carried} } } } }`;
  const bothLists = `id vendorId listeners { nodes { id vendorId backends { nodes { ${sameFields} } } } } backends { ${list} nodes { ${sameFields} } }`;

  const backend = {
    id: expect.any(String) as string,
    // A binding has neither an id nor a name nor a status of its own.
    vendorId: null,
    name: null,
    status: 'UNKNOWN',
    vendorStatus: null,
    health: 'UNKNOWN',
    vendorHealth: null,
    healthAsOf: now,
    createdAt: null,
    asOf: now,
    rule: null,
  };
  const machine = { kind: 'VIRTUAL_MACHINE', region: 'ap-guangzhou' };
  const chinaBackend = (at: 1 | 2, legacyId: string) => {
    const [lanIp, wanIp] = [`10.10.10.${at}`, `203.195.179.${122 + at}`];
    return {
      ...backend,
      port: 80,
      weight: 10,
      addresses: [lanIp, wanIp],
      vendorFields: { instanceId: legacyId },
      loadBalancer: { vendorId: 'lb-abcdefgh' },
      listener: { vendorId: 'lbl-6hkiqc6c' },
      target: { __typename: 'Instance', vendorId: `ins-123test${at}` },
      instance: {
        ...machine,
        vendorId: `ins-123test${at}`,
        name: `my-backend-name${at}`,
        status: 'RUNNING',
        account: { id: 'clb' },
        privateAddresses: [lanIp],
        publicAddresses: [wanIp],
      },
    };
  };

  test('China edition: two running backends of weight 10, at no call to the machines', async () => {
    const { status, data, errors } = await ask(one('clb', 'lb-abcdefgh', tree));
    expect(errors).toEqual([]);
    expect(status).toBe(200);
    expect(data).toEqual({
      loadBalancer: {
        id: expect.any(String) as string,
        vendorId: 'lb-abcdefgh',
        region: 'ap-guangzhou',
        listeners: {
          nodes: [
            {
              id: expect.any(String) as string,
              vendorId: 'lbl-6hkiqc6c',
              backends: whole([
                chinaBackend(1, 'qcvm2ed56d3399a1b92f31cf0891fdba700b'),
                chinaBackend(2, 'qcvm1ed56d3399a1b92f31cf0891fdba700b'),
              ]),
            },
          ],
        },
      },
    });
    expect(actions()).toEqual([
      'lb DescribeLBHealthStatus',
      'lb DescribeLoadBalancerBackends',
      'lb DescribeLoadBalancerListeners',
      'lb DescribeLoadBalancers',
    ]);
    const page = calls().find(({ call }) => call === 'lb DescribeLoadBalancerBackends');
    expect(page).toMatchObject({
      host: 'lb.api.qcloud.com',
      path: '/v2/index.php',
      params: { loadBalancerId: 'lb-abcdefgh' },
      page: { offset: firstPage.offset, limit: firstPage.limit },
      signedAt: Date.parse(now),
    });
  });

  test('China edition: what the rows do not tell of the machines is looked up in one call; one that is gone has nothing', async () => {
    const { data, errors } = await ask(
      one(
        'clb',
        'lb-abcdefgh',
        'listeners { nodes { backends { nodes { instance { vendorId name createdAt asOf } } } } }',
      ),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        listeners: {
          nodes: [
            {
              backends: {
                nodes: [
                  {
                    instance: {
                      vendorId: 'ins-123test1',
                      name: 'my-backend-name1',
                      createdAt: null,
                      asOf: now,
                    },
                  },
                  {
                    instance: {
                      vendorId: 'ins-123test2',
                      name: 'my-backend-name2',
                      createdAt: '2016-12-01T16:22:40.000Z',
                      asOf: now,
                    },
                  },
                ],
              },
            },
          ],
        },
      },
    });
    expect(actions()).toContain('cvm DescribeInstances');
    const [lookUp, ...others] = calls().filter(({ call }) => call === 'cvm DescribeInstances');
    expect(others).toEqual([]);
    // Without it the default of 20 holds, however many ids are named.
    expect(Number(lookUp?.page['limit'])).toBeGreaterThanOrEqual(2);
  });

  test('international edition: one backend of weight 44, shut down, its health not told', async () => {
    const { status, data, errors } = await ask(one('clb-intl', 'lb-byhpduqt', tree));
    expect(errors).toEqual([]);
    expect(status).toBe(200);
    expect(data).toEqual({
      loadBalancer: {
        id: expect.any(String) as string,
        vendorId: 'lb-byhpduqt',
        region: 'ap-guangzhou',
        listeners: {
          nodes: [
            {
              id: expect.any(String) as string,
              vendorId: 'lbl-6wv071ba',
              backends: whole([
                {
                  ...backend,
                  // The listener's port for instances, not the one it listens on.
                  port: 798,
                  weight: 44,
                  health: 'UNKNOWN',
                  vendorHealth: '-1',
                  addresses: ['10.104.222.152', '193.112.93.144'],
                  vendorFields: { instanceId: 'qcvmed9e93b0bb2784b043c983761e624639' },
                  loadBalancer: { vendorId: 'lb-byhpduqt' },
                  listener: { vendorId: 'lbl-6wv071ba' },
                  target: { __typename: 'Instance', vendorId: 'ins-9o9ex9s0' },
                  instance: {
                    ...machine,
                    vendorId: 'ins-9o9ex9s0',
                    name: 'test_k8s_1',
                    status: 'STOPPED',
                    account: { id: 'clb-intl' },
                    privateAddresses: ['10.104.222.152'],
                    publicAddresses: ['193.112.93.144'],
                  },
                },
              ]),
            },
          ],
        },
      },
    });
    expect(actions()).not.toContain('cvm DescribeInstances');
  });

  for (const [account, vendorId, count] of [
    ['clb', 'lb-abcdefgh', 2],
    ['clb-intl', 'lb-byhpduqt', 1],
  ] as const) {
    test(`${account}: both lists are the same, and each object by its node id equals the listed one`, async () => {
      const { data, errors } = await ask<Parents>(one(account, vendorId, bothLists));
      expect(errors).toEqual([]);
      const { listeners, backends } = data.loadBalancer;
      expect(backends.nodes).toHaveLength(count);
      expect(backends).toEqual(whole(listeners.nodes.flatMap((listener) => listener.backends.nodes)));
      for (const { id, vendorId: listener, backends: own } of listeners.nodes) {
        const again = await fresh.ask(
          `query ($id: ID!) { node(id: $id) { id ... on Listener { vendorId backends { nodes { ${sameFields} } } } } }`,
          { id },
        );
        expect(again.errors).toEqual([]);
        expect(again.data).toEqual({ node: { id, vendorId: listener, backends: own } });
      }
      for (const listed of backends.nodes) {
        const again = await fresh.ask(
          `query ($id: ID!) { node(id: $id) { ... on Backend { ${sameFields} } } }`,
          { id: listed.id },
        );
        expect(again.errors).toEqual([]);
        expect(again.data).toEqual({ node: listed });
      }
    });
  }
});

describe('the Tencent page of bare metal', () => {
  const [row] = bareMetalPage.response.data;
  const [template] = bareMetalPage.template.data;
  if (row === undefined || template === undefined) throw new Error('the page has no rows');
  /** As the template has it: every value in quotes, and a blank behind the one where it has a blank. */
  const quoted = Object.fromEntries(
    Object.entries(template).map(([name, placeholder]) => {
      const value = row[name as keyof typeof row];
      const blank = typeof placeholder === 'string' && placeholder.endsWith(' ') ? ' ' : '';
      return [name, Array.isArray(value) ? value : `${value}${blank}`];
    }),
  );
  const page = (account: string, body: string) =>
    replayed({ ...bmlb, id: account }, [
      ...bareMetalLines('lb-abcdefgh', {
        layer4: bareMetalListeners.listenerSet,
        backends: { 'lbl-abcdefgh': { body } },
      }),
      devices(['cpm-abcdefgh'], tencentRows('bm DescribeDevice', [])),
      returnedDevices(
        ['cpm-abcdefgh'],
        tencentRows('bm DescribeDeviceTrash', [
          {
            ...bareMetalMachines.data.deviceList[0],
            instanceId: 'cpm-abcdefgh',
            deviceStatus: '12',
          },
        ]),
      ),
    ]);
  const accounts = [
    page('bm', pageAnswer('tencent-bmlb')),
    page('bm-quoted', JSON.stringify({ ...bareMetalPage.response, data: [quoted] })),
    page('bm-template', JSON.stringify(bareMetalPage.template)),
  ];
  const { ask, calls, actions } = shareReplay(() => accounts);
  const fresh = shareReplay(() => accounts.map(loosely));

  const one = (account: string, selection: string) =>
    `{ loadBalancer(account: "${account}", region: "ap-beijing", vendorId: "lb-abcdefgh") { ${selection} } }`;
  const carried = 'instance { vendorId name kind region account { id } privateAddresses }';
  const tree = `listeners { nodes { vendorId backends { ${list} nodes { ${rowFields} ${carried} } } } }`;
  const bothLists = `id vendorId listeners { nodes { id vendorId backends { nodes { ${sameFields} } } } } backends { ${list} nodes { ${sameFields} } }`;

  const dead = (account: string, bindType: number | string) => ({
    id: expect.any(String) as string,
    vendorId: null,
    port: 1234,
    weight: 10,
    status: 'UNKNOWN',
    vendorStatus: null,
    health: 'DOWN',
    vendorHealth: 'Dead',
    healthAsOf: now,
    addresses: ['1.1.1.1'],
    createdAt: null,
    vendorFields: { bindType, operates: row.operates },
    asOf: now,
    loadBalancer: { vendorId: 'lb-abcdefgh' },
    listener: { vendorId: 'lbl-abcdefgh' },
    rule: null,
    target: { __typename: 'Instance', vendorId: 'cpm-abcdefgh' },
    instance: {
      vendorId: 'cpm-abcdefgh',
      name: 'XXX',
      kind: 'BARE_METAL',
      region: 'ap-beijing',
      account: { id: account },
      privateAddresses: ['1.1.1.1'],
    },
  });
  const answered = (backends: object) => ({
    loadBalancer: { listeners: { nodes: [{ vendorId: 'lbl-abcdefgh', backends }] } },
  });

  test('its own answer: one dead machine on port 1234, at no call to the machines', async () => {
    const { status, data, errors } = await ask(one('bm', tree));
    expect(errors).toEqual([]);
    expect(status).toBe(200);
    expect(data).toEqual(answered(wholeUntold([dead('bm', 0)])));
    expect(actions()).toContain('bmlb DescribeBmL4ListenerBackends');
    expect(actions().filter((action) => action.startsWith('bm '))).toEqual([]);
    const asked = calls().find(({ call }) => call === 'bmlb DescribeBmL4ListenerBackends');
    expect(asked).toMatchObject({
      host: 'bmlb.api.qcloud.com',
      path: '/v2/index.php',
      params: { loadBalancerId: 'lb-abcdefgh', listenerId: 'lbl-abcdefgh' },
      signedAt: Date.parse(now),
    });
  });

  test('its template with every value in quotes: the same answer', async () => {
    expect(quoted).toMatchObject({ bindType: '0', rsPort: '1234', weight: '10 ', status: 'Dead' });
    const { status, data, errors } = await ask(one('bm-quoted', tree));
    expect(errors).toEqual([]);
    expect(status).toBe(200);
    // But for the vendor's own fields, which come as they are.
    expect(data).toEqual(answered(wholeUntold([dead('bm-quoted', '0')])));
  });

  test('its template as it stands: a row of placeholders cannot be read, and the list says that it is not exact', async () => {
    const { status, data, errors } = await ask(one('bm-template', tree));
    expect(errors).toEqual([]);
    expect(status).toBe(200);
    expect(data).toEqual(answered(short(null, [])));
    const flat = await ask(one('bm-template', `backends { ${list} nodes { id } }`));
    expect(flat.errors).toEqual([]);
    expect(flat.data).toEqual({ loadBalancer: { backends: short(null, []) } });
  });

  test('a machine that is no longer in use is found in the recycle bin', async () => {
    const { data, errors } = await ask(
      one(
        'bm',
        'backends { nodes { instance { vendorId name status vendorStatus zone createdAt publicAddresses asOf } } }',
      ),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        backends: {
          nodes: [
            {
              instance: {
                vendorId: 'cpm-abcdefgh',
                // By the backend's row.
                name: 'XXX',
                status: 'TERMINATED',
                vendorStatus: '12',
                zone: 'ap-beijing-bls-1',
                createdAt: '2016-05-10T09:54:48.000Z',
                publicAddresses: [],
                asOf: now,
              },
            },
          ],
        },
      },
    });
    expect(actions().filter((action) => action.startsWith('bm '))).toEqual([
      'bm DescribeDevice',
      'bm DescribeDeviceTrash',
    ]);
  });

  test('both lists are the same, and each object by its node id equals the listed one', async () => {
    const { data, errors } = await ask<Parents>(one('bm', bothLists));
    expect(errors).toEqual([]);
    const { listeners, backends } = data.loadBalancer;
    expect(backends.nodes).toHaveLength(1);
    expect(backends).toEqual(wholeUntold(listeners.nodes.flatMap((listener) => listener.backends.nodes)));
    const [listener] = listeners.nodes;
    const [backend] = backends.nodes;
    const again = await fresh.ask(
      `query ($listener: ID!, $backend: ID!) {
        listener: node(id: $listener) { id ... on Listener { vendorId backends { nodes { ${sameFields} } } } }
        backend: node(id: $backend) { ... on Backend { ${sameFields} } } }`,
      { listener: listener?.id, backend: backend?.id },
    );
    expect(again.errors).toEqual([]);
    expect(again.data).toEqual({ listener, backend });
  });
});
