import { describe, expect, test } from 'vitest';
import { line as qingcloudLine, rows as qingcloudRows, account as qingcloud } from './qingcloud-script.js';
import type { ReplayLine } from './replay-server.js';
import { list, now, pageAnswer, startReplay, whole } from './replay.js';
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
