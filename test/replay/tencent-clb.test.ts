import { describe, expect, test } from 'vitest';
import chinaPage from '../fixtures/pages/tencent-clb-china.json' with { type: 'json' };
import sheetForwardBackends2016 from '../fixtures/sheets/tencent-clb/DescribeForwardLBBackends-2016.json' with { type: 'json' };
import sheetForwardBackends2018 from '../fixtures/sheets/tencent-clb/DescribeForwardLBBackends-2018.json' with { type: 'json' };
import sheetForwardBackendsTcp from '../fixtures/sheets/tencent-clb/DescribeForwardLBBackends-tcp.json' with { type: 'json' };
import sheetForwardListeners from '../fixtures/sheets/tencent-clb/DescribeForwardLBListeners.json' with { type: 'json' };
import sheetInstances2014 from '../fixtures/sheets/tencent-clb/DescribeInstances-2014.json' with { type: 'json' };
import sheetInstances2016 from '../fixtures/sheets/tencent-clb/DescribeInstances-2016.json' with { type: 'json' };
import sheetMoving from '../fixtures/sheets/tencent-clb/DescribeLoadBalancerBackends-moving.json' with { type: 'json' };
import sheetListeners2014 from '../fixtures/sheets/tencent-clb/DescribeLoadBalancerListeners-2014.json' with { type: 'json' };
import sheetListeners2016 from '../fixtures/sheets/tencent-clb/DescribeLoadBalancerListeners-2016.json' with { type: 'json' };
import sheetListeners2018 from '../fixtures/sheets/tencent-clb/DescribeLoadBalancerListeners-2018.json' with { type: 'json' };
import sheetListenersTcp from '../fixtures/sheets/tencent-clb/DescribeLoadBalancerListeners-tcp.json' with { type: 'json' };
import tcpListener from '../fixtures/sheets/tencent-clb/forward-listener-tcp.json' with { type: 'json' };
import type { ReplayAnswer, ReplayLine } from './replay-server.js';
import { fixture, list, now, short, wholeUntold, whole, type ReplayAccount } from './replay.js';
import { shareReplay } from './shared-replay.js';
import {
  application,
  classic,
  classicRow,
  firstPage,
  listedLoadBalancers,
  machines,
  sheet,
  type Fields,
} from './tencent-clb-script.js';
import { clb, line, loosely, refusal, replayed, rows, signatureOf } from './tencent-script.js';

/** What the calls about each test's own load balancers are answered. */
const script: ReplayLine[] = [];
/** Accounts of their own for what is asked of a whole region. */
const others = new Map<string, { account: ReplayAccount; script: ReplayLine[] }>();

function other(id: string, ...lines: ReplayLine[]): string {
  others.set(id, { account: { ...clb, id }, script: lines });
  return id;
}

const { ask, calls, actions } = shareReplay(() => [
  replayed(clb, script),
  ...[...others.values()].map((each) => replayed(each.account, each.script)),
]);

const one = (vendorId: string, selection: string, account = 'clb') =>
  `{ loadBalancer(account: "${account}", region: "ap-guangzhou", vendorId: "${vendorId}") { ${selection} } }`;

const loadBalancerFields = `provider region zone vendorId name status vendorStatus scheme addresses domain networkId createdAt
  vendorFields asOf`;
const checkFields = `enabled protocol path host port intervalSeconds timeoutSeconds healthyThreshold unhealthyThreshold`;
const listenerFields = `vendorId name protocol ports { from to } port scheduler status vendorStatus asOf vendorFields
  sessionPersistence { type cookieName timeoutSeconds } healthCheck { ${checkFields} }`;
const ruleFields = `vendorId domain path status vendorStatus asOf healthCheck { ${checkFields} }`;
const targetFields = `target { __typename ... on Instance { vendorId } ... on UnknownTarget { vendorId } }`;
const backendFields = `vendorId name port weight status vendorStatus addresses createdAt vendorFields asOf
  loadBalancer { vendorId } listener { vendorId } rule { vendorId } ${targetFields}`;
const instanceFields = `vendorId region zone name kind status vendorStatus privateAddresses publicAddresses createdAt vendorFields asOf`;

/** What all load balancers of the sheet have in common. */
const loadBalancer = {
  provider: 'TENCENT_CLB',
  // Configured as `gz`: one region has one name.
  region: 'ap-guangzhou',
  zone: null,
  status: 'ACTIVE',
  vendorStatus: '1',
  scheme: 'PUBLIC',
  asOf: now,
};

/** What all backends have in common: a binding has neither an id nor a name nor a status of its own. */
const backend = {
  vendorId: null,
  name: null,
  status: 'UNKNOWN',
  vendorStatus: null,
  createdAt: null,
  asOf: now,
  rule: null,
};

const check = {
  enabled: true,
  protocol: 'UNKNOWN',
  path: null,
  host: null,
  port: null,
  intervalSeconds: 5,
  timeoutSeconds: 2,
  healthyThreshold: 3,
  unhealthyThreshold: 3,
};

describe('load balancers', () => {
  other('clb-2014', {
    ...line('lb DescribeLoadBalancers', listedLoadBalancers, sheet('DescribeLoadBalancers-2014')),
    page: firstPage,
  });

  test('the example of 2014, without codeDesc and forward: classic ones, by one call of the largest page, the oldest first', async () => {
    const { data, errors } = await ask(
      `{ account(id: "clb-2014") { provider api regions simulated }
         loadBalancers(filter: { account: ["clb-2014"] }) { ${list} nodes { account { id } ${loadBalancerFields} } } }`,
    );
    expect(errors).toEqual([]);
    const old = { ...loadBalancer, account: { id: 'clb-2014' }, networkId: null };
    expect(data).toEqual({
      account: { provider: 'TENCENT_CLB', api: 'v2', regions: ['ap-guangzhou'], simulated: true },
      loadBalancers: whole([
        {
          ...old,
          vendorId: 'lb-abcdefgh',
          name: 'my-lb-name1',
          addresses: ['203.195.179.123'],
          domain: 'LB607.clb.myqcloud.com',
          // Local text is Beijing time.
          createdAt: '2014-07-29T07:08:39.000Z',
          vendorFields: {
            loadBalancerId: 'my-lb-id1',
            loadBalancerType: 2,
            statusTime: '2014-08-29 15:08:39',
            sessionExpire: 0,
          },
        },
        {
          ...old,
          vendorId: 'lb-xxxxx2',
          name: 'my-lb-name2',
          addresses: ['203.195.179.124'],
          domain: 'LB608.clb.myqcloud.com',
          createdAt: '2014-07-29T07:08:39.000Z',
          vendorFields: {
            loadBalancerId: 'my-lb-id2',
            loadBalancerType: 2,
            statusTime: '2014-08-29 15:08:39',
            sessionExpire: 1000,
            projectId: 0,
            vpcId: 0,
            subnetId: 0,
          },
        },
      ]),
    });
    expect(actions()).toEqual(['lb DescribeLoadBalancers']);
  });

  const editions = {
    '2016': {
      vendorId: 'lb-6efswuxa',
      name: 'fasfs',
      addresses: ['112.90.8.180'],
      domain: 'hebfda.gz.1351000042.clb.myqcloud.com',
      networkId: null,
      createdAt: '2016-07-15T09:29:23.000Z',
      vendorFields: {
        loadBalancerId: 'qlb8e2fe70327928898848ac1def05fcd51',
        loadBalancerType: 2,
        forward: 1,
        statusTime: '2016-10-22 14:28:42',
        projectId: 0,
        vpcId: 20,
        subnetId: 0,
        openBgp: false,
      },
    },
    '2017': {
      vendorId: 'lb-hc1vni0f',
      name: 'cls-qbesvs66_ng1',
      addresses: ['111.230.83.36'],
      domain: 'cls-qbesvs66-ng1.gz.1251707795.clb.myqcloud.com',
      networkId: 'vpc-b2h3xykt',
      createdAt: '2017-11-30T06:28:45.000Z',
      vendorFields: {
        loadBalancerId: 'lb-hc1vni0f',
        loadBalancerType: 2,
        forward: 0,
        statusTime: '2017-11-30 14:29:11',
        projectId: 0,
        vpcId: 2968,
        subnetId: 1,
        openBgp: 0,
        snat: false,
        isolation: 0,
        log: '',
      },
    },
    '2018': {
      vendorId: 'lb-cjcymkw5',
      name: '59b25ffb-0',
      addresses: ['119.28.168.196'],
      domain: '20de02-0.gz.1251000011.clb.myqcloud.com',
      // "" means the basic network.
      networkId: null,
      createdAt: '2017-09-08T09:16:42.000Z',
      vendorFields: {
        loadBalancerId: 'lb-cjcymkw5',
        loadBalancerType: 2,
        forward: 0,
        statusTime: '2017-09-20 13:37:55',
        projectId: 1005621,
        vpcId: 0,
        subnetId: 0,
        openBgp: 0,
        snat: false,
        isolation: 0,
        log: '',
      },
    },
  };
  for (const [edition, expected] of Object.entries(editions)) {
    const account = other(
      `clb-${edition}`,
      line('lb DescribeLoadBalancers', listedLoadBalancers, sheet(`DescribeLoadBalancers-${edition}`)),
    );
    test(`the example that was made in ${edition}`, async () => {
      const { data, errors } = await ask(
        `{ loadBalancers(filter: { account: ["${account}"] }) { ${list} nodes { ${loadBalancerFields} } } }`,
      );
      expect(errors).toEqual([]);
      expect(data).toEqual({ loadBalancers: whole([{ ...loadBalancer, ...expected }]) });
    });
  }

  const untidy = {
    code: '0',
    msg: 'ok',
    totalCount: '5',
    loadBalancerSet: [
      classicRow('lb-0', { status: 0, loadBalancerType: 1 }),
      classicRow('lb-1', { status: '1', loadBalancerType: 3, loadBalancerName: '', domain: '' }),
      classicRow('lb-2', { status: 2, loadBalancerType: 9, createTime: '0000-00-00 00:00:00' }),
      classicRow('lb-3', {
        status: null,
        loadBalancerType: '2',
        loadBalancerVips: ['not an address', '10.0.0.3'],
      }),
      classicRow('lb-4', { status: 1, loadBalancerVips: [], domain: null, createTime: null }),
    ],
  };
  other(
    'clb-untidy',
    line('lb DescribeLoadBalancers', listedLoadBalancers, { body: JSON.stringify(untidy) }),
  );

  test('the code as text and `msg` for `message`; every status and type of the value map, and values that nobody knows', async () => {
    const { data, errors } = await ask(
      '{ loadBalancers(filter: { account: ["clb-untidy"] }) { coverage { exact } totalCount nodes { vendorId name status vendorStatus scheme addresses domain createdAt } } }',
    );
    expect(errors).toEqual([]);
    const row = {
      name: '59b25ffb-0',
      addresses: ['119.28.168.196'],
      domain: '20de02-0.gz.1251000011.clb.myqcloud.com',
      createdAt: '2017-09-08T09:16:42.000Z',
    };
    expect(data).toEqual({
      loadBalancers: {
        coverage: { exact: true },
        totalCount: 5,
        nodes: [
          { ...row, vendorId: 'lb-0', status: 'CREATING', vendorStatus: '0', scheme: 'PUBLIC' },
          {
            ...row,
            vendorId: 'lb-1',
            name: null,
            status: 'ACTIVE',
            vendorStatus: '1',
            scheme: 'PRIVATE',
            domain: null,
          },
          {
            ...row,
            vendorId: 'lb-2',
            status: 'UNKNOWN',
            vendorStatus: '2',
            scheme: 'UNKNOWN',
            createdAt: null,
          },
          {
            ...row,
            vendorId: 'lb-3',
            status: 'UNKNOWN',
            vendorStatus: null,
            scheme: 'PUBLIC',
            addresses: ['10.0.0.3'],
          },
          {
            ...row,
            vendorId: 'lb-4',
            status: 'ACTIVE',
            vendorStatus: '1',
            scheme: 'PUBLIC',
            addresses: [],
            domain: null,
            createdAt: null,
          },
        ],
      },
    });
  });

  const unknown = {
    'lb-empty000': rows('lb DescribeLoadBalancers', []),
    'lb-refused0': refusal(5000, 'resource not found'),
    'lb-refused1': refusal('5000', '(5000)resource not found', 'ResourceNotFound'),
  };
  for (const [id, answer] of Object.entries(unknown)) {
    script.push(line('lb DescribeLoadBalancers', { forward: '-1', loadBalancerIds: [id] }, answer));
    test(`${id} is null without an error, in whatever way the vendor says that there is none`, async () => {
      const { data, errors } = await ask(one(id, 'vendorId status'));
      expect({ data, errors }).toEqual({ data: { loadBalancer: null }, errors: [] });
    });
  }

  other(
    'clb-none',
    line('lb DescribeLoadBalancers', listedLoadBalancers, refusal(5000, 'resource not found')),
  );

  test('5000 to a list of the whole region is a failure, not an empty list', async () => {
    const { data, errors } = await ask(
      '{ loadBalancers(filter: { account: ["clb-none"] }) { totalCount coverage { answered exact } nodes { vendorId } } }',
    );
    expect(data).toEqual({
      loadBalancers: { totalCount: null, coverage: { answered: 0, exact: false }, nodes: [] },
    });
    expect(errors).toHaveLength(1);
  });
});

describe('listeners of classic load balancers', () => {
  const httpsCheck = { ...check, protocol: 'HTTP', path: '/' };
  const editions: Readonly<Record<string, { readonly answer: ReplayAnswer; readonly expected: object }>> = {
    '2014': {
      answer: sheet('DescribeLoadBalancerListeners-2014'),
      expected: {
        vendorId: 'lbl-6hkiqc6c',
        name: 'teaa',
        protocol: 'HTTPS',
        ports: [{ from: 80, to: 80 }],
        port: 80,
        scheduler: 'SOURCE_IP',
        status: 'ACTIVE',
        vendorStatus: '1',
        sessionPersistence: { type: 'UNKNOWN', cookieName: null, timeoutSeconds: 1000 },
        healthCheck: { ...httpsCheck, intervalSeconds: 6, timeoutSeconds: 6 },
        vendorFields: {
          listenerId: 'qlba4f89771ea5c1a99d69f5edbf9af0bf3_4_80',
          instancePort: 80,
          httpCode: 15,
          SSLMode: 'mutual',
          certId: '4b9fc92b',
          certCaId: 'ee4c5590',
        },
      },
    },
    '2016': {
      answer: sheet('DescribeLoadBalancerListeners-2016'),
      expected: {
        vendorId: 'lbl-6wv071ba',
        name: null,
        protocol: 'HTTPS',
        ports: [{ from: 777, to: 777 }],
        port: 777,
        scheduler: 'WEIGHTED_ROUND_ROBIN',
        status: 'ACTIVE',
        vendorStatus: '1',
        sessionPersistence: null,
        healthCheck: httpsCheck,
        vendorFields: {
          instancePort: 798,
          httpCode: 31,
          SSLMode: 'mutual',
          certId: 'e2b6d555',
          certCaId: 'dcda0a22',
        },
      },
    },
    '2018': {
      answer: sheet('DescribeLoadBalancerListeners-2018'),
      expected: {
        vendorId: 'lbl-6wv071ba',
        name: null,
        protocol: 'HTTPS',
        ports: [{ from: 777, to: 777 }],
        port: 777,
        scheduler: 'WEIGHTED_ROUND_ROBIN',
        status: 'ACTIVE',
        vendorStatus: '1',
        sessionPersistence: null,
        healthCheck: httpsCheck,
        vendorFields: {
          // The first row's id, as the vendor's example has it.
          listenerId: 'lbl-6hkiqc6c',
          instancePort: 798,
          httpCode: 31,
          SSLMode: 'mutual',
          certId: 'e2b6d555',
          certCaId: 'dcda0a22',
        },
      },
    },
    tcp: {
      answer: sheet('DescribeLoadBalancerListeners-tcp'),
      expected: {
        vendorId: 'lbl-1a2b3c4d',
        name: 'tcp-22',
        protocol: 'TCP',
        ports: [{ from: 2222, to: 2222 }],
        port: 2222,
        scheduler: 'WEIGHTED_ROUND_ROBIN',
        status: 'CREATING',
        vendorStatus: '0',
        sessionPersistence: null,
        healthCheck: { ...check, enabled: false },
        vendorFields: { instancePort: 22 },
      },
    },
  };
  for (const [edition, { answer, expected }] of Object.entries(editions)) {
    const id = `lb-listen-${edition}`;
    script.push(...classic(id, { listeners: answer }));
    test(`the example of ${edition}`, async () => {
      const { data, errors } = await ask(
        one(
          id,
          `listeners { ${list} nodes { ${listenerFields} loadBalancer { vendorId } rules { nodes { vendorId } } } }`,
        ),
      );
      expect(errors).toEqual([]);
      expect(data).toEqual({
        loadBalancer: {
          listeners: whole([
            { ...expected, asOf: now, loadBalancer: { vendorId: id }, rules: { nodes: [] } },
          ]),
        },
      });
    });
  }

  const [first] = sheetListeners2014.listenerSet;
  const [second] = sheetListeners2018.listenerSet;
  script.push(
    ...classic('lb-same-id', {
      listeners: rows('lb DescribeLoadBalancerListeners', [{ ...first, listenerId: 'lbl-6hkiqc6c' }, second]),
    }),
  );

  test('a second row that repeats the first one’s listenerId is a listener of its own', async () => {
    const { data, errors } = await ask(one('lb-same-id', `listeners { ${list} nodes { vendorId port } }`));
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        listeners: whole([
          { vendorId: 'lbl-6hkiqc6c', port: 80 },
          { vendorId: 'lbl-6wv071ba', port: 777 },
        ]),
      },
    });
  });

  const [tcp] = sheetListenersTcp.listenerSet;
  const variants: readonly Fields[] = [
    { protocol: 1, httpHash: 'least_conn', scheduler: undefined, sessionExpire: '30' },
    { protocol: '3', scheduler: 'least_conn', loadBalancerPort: '53', httpCheckPath: '' },
    { protocol: 5, scheduler: '', httpHash: '' },
    { protocol: 2, scheduler: 'random', status: 7, loadBalancerPort: 65536 },
  ].map((fields, at) => ({ ...tcp, unListenerId: `lbl-variant${at}`, ...fields }));
  script.push(...classic('lb-variants', { listeners: rows('lb DescribeLoadBalancerListeners', variants) }));

  test('each protocol and scheduler, numbers in strings, and values that nobody knows', async () => {
    const { data, errors } = await ask(
      one(
        'lb-variants',
        `listeners { coverage { exact } nodes { protocol ports { from to } port scheduler status vendorStatus
          sessionPersistence { type cookieName timeoutSeconds } healthCheck { protocol } } }`,
      ),
    );
    expect(errors).toEqual([]);
    const row = {
      ports: [{ from: 2222, to: 2222 }],
      port: 2222,
      status: 'CREATING',
      vendorStatus: '0',
      sessionPersistence: null,
      healthCheck: { protocol: 'UNKNOWN' },
    };
    expect(data).toEqual({
      loadBalancer: {
        listeners: {
          coverage: { exact: true },
          nodes: [
            {
              ...row,
              protocol: 'HTTP',
              scheduler: 'LEAST_CONNECTIONS',
              sessionPersistence: { type: 'UNKNOWN', cookieName: null, timeoutSeconds: 30 },
            },
            {
              ...row,
              protocol: 'UDP',
              scheduler: 'LEAST_CONNECTIONS',
              ports: [{ from: 53, to: 53 }],
              port: 53,
            },
            { ...row, protocol: 'UNKNOWN', scheduler: 'UNKNOWN' },
            {
              ...row,
              protocol: 'TCP',
              scheduler: 'UNKNOWN',
              status: 'UNKNOWN',
              vendorStatus: '7',
              ports: null,
              port: null,
            },
          ],
        },
      },
    });
  });

  script.push(...classic('lb-gone', { listeners: refusal(5000, 'resource not found') }));

  test('5000 means that the load balancer has gone meanwhile: an empty list that is not exact, no error', async () => {
    const { data, errors } = await ask(
      one(
        'lb-gone',
        'listeners { totalCount coverage { answered seen exact failures { code } } nodes { vendorId } }',
      ),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        listeners: {
          totalCount: null,
          coverage: { answered: 1, seen: 0, exact: false, failures: [] },
          nodes: [],
        },
      },
    });
  });
});

const [chinaFirst, chinaSecond] = chinaPage.response.backendSet;
const chinaRows = [chinaFirst, chinaSecond];
const [movingRow] = sheetMoving.backendSet;
const [https] = sheetListeners2016.listenerSet;
const [tcp] = sheetListenersTcp.listenerSet;
const bound = (unInstanceId: string, fields: Fields = {}) => ({ ...movingRow, unInstanceId, ...fields });
const boundTo = (id: string, answer: ReplayAnswer, listeners: readonly unknown[] = [tcp]) =>
  classic(id, { listeners: rows('lb DescribeLoadBalancerListeners', listeners), backends: answer });

describe('backends of classic load balancers', () => {
  script.push(
    ...classic('lb-moving', {
      listeners: sheet('DescribeLoadBalancerListeners-tcp'),
      backends: sheet('DescribeLoadBalancerBackends-moving'),
    }),
  );

  test('a machine without public address that is being moved, of weight 0: all from its row, nothing of health is asked', async () => {
    const { data, errors } = await ask(
      one(
        'lb-moving',
        `backends { ${list} nodes { ${backendFields}
          instance { vendorId name kind status region account { id } privateAddresses publicAddresses } } }`,
      ),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        backends: whole([
          {
            ...backend,
            port: 22,
            weight: 0,
            addresses: ['10.0.0.9'],
            vendorFields: { instanceId: 'qcvm00000000000000000000000000000001' },
            loadBalancer: { vendorId: 'lb-moving' },
            listener: { vendorId: 'lbl-1a2b3c4d' },
            target: { __typename: 'Instance', vendorId: 'ins-00000001' },
            instance: {
              vendorId: 'ins-00000001',
              name: 'no-eip',
              kind: 'VIRTUAL_MACHINE',
              status: 'MAINTENANCE',
              region: 'ap-guangzhou',
              account: { id: 'clb' },
              privateAddresses: ['10.0.0.9'],
              publicAddresses: [],
            },
          },
        ]),
      },
    });
    expect(actions()).toEqual([
      'lb DescribeLoadBalancerBackends',
      'lb DescribeLoadBalancerListeners',
      'lb DescribeLoadBalancers',
    ]);
  });

  script.push(
    ...classic('lb-idle', {
      listeners: sheet('DescribeLoadBalancerListeners-tcp'),
      backends: sheet('DescribeLoadBalancerBackends-none'),
    }),
  );

  test('nothing bound: empty lists, whole', async () => {
    const { data, errors } = await ask(
      one(
        'lb-idle',
        `backends { ${list} nodes { id } } listeners { nodes { backends { ${list} nodes { id } } } }`,
      ),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: { backends: whole([]), listeners: { nodes: [{ backends: whole([]) }] } },
    });
  });

  script.push(
    ...boundTo('lb-grid', rows('lb DescribeLoadBalancerBackends', chinaRows), [
      sheetListeners2014.listenerSet[0],
      https,
    ]),
  );

  test('every listener has every bound machine, on its own port for instances, by one call', async () => {
    const { data, errors } = await ask(
      one(
        'lb-grid',
        `listeners { nodes { backends { ${list} nodes { port listener { vendorId } ${targetFields} } } } }
         backends { ${list} nodes { port listener { vendorId } ${targetFields} } }
         instances { totalCount nodes { vendorId } }`,
      ),
    );
    expect(errors).toEqual([]);
    const through = (listener: string, port: number) =>
      ['ins-123test1', 'ins-123test2'].map((vendorId) => ({
        port,
        listener: { vendorId: listener },
        target: { __typename: 'Instance', vendorId },
      }));
    const [first, second] = [through('lbl-6hkiqc6c', 80), through('lbl-6wv071ba', 798)];
    expect(data).toEqual({
      loadBalancer: {
        listeners: { nodes: [{ backends: whole(first) }, { backends: whole(second) }] },
        backends: whole([...first, ...second]),
        instances: { totalCount: 2, nodes: [{ vendorId: 'ins-123test1' }, { vendorId: 'ins-123test2' }] },
      },
    });
    expect(actions()).toEqual([
      'lb DescribeLoadBalancerBackends',
      'lb DescribeLoadBalancerListeners',
      'lb DescribeLoadBalancers',
    ]);
  });

  script.push(...boundTo('lb-unheard', rows('lb DescribeLoadBalancerBackends', chinaRows), []));

  test('without listeners each machine is listed once, on no port and through no listener', async () => {
    const { data, errors } = await ask(
      one(
        'lb-unheard',
        `listeners { nodes { vendorId } }
         backends { ${list} nodes { ${backendFields} health vendorHealth instance { vendorId name status } } }`,
      ),
    );
    expect(errors).toEqual([]);
    const unheard = (at: 1 | 2, instanceId: string) => ({
      ...backend,
      port: null,
      weight: 10,
      health: 'UNKNOWN',
      vendorHealth: null,
      addresses: [`10.10.10.${at}`, `203.195.179.${122 + at}`],
      vendorFields: { instanceId },
      loadBalancer: { vendorId: 'lb-unheard' },
      listener: null,
      target: { __typename: 'Instance', vendorId: `ins-123test${at}` },
      instance: { vendorId: `ins-123test${at}`, name: `my-backend-name${at}`, status: 'RUNNING' },
    });
    expect(data).toEqual({
      loadBalancer: {
        listeners: { nodes: [] },
        backends: whole([
          unheard(1, 'qcvm2ed56d3399a1b92f31cf0891fdba700b'),
          unheard(2, 'qcvm1ed56d3399a1b92f31cf0891fdba700b'),
        ]),
      },
    });
  });

  const states = {
    1: 'FAILED',
    2: 'RUNNING',
    3: 'PENDING',
    4: 'STOPPED',
    5: 'TERMINATED',
    6: 'TERMINATED',
    7: 'REBOOTING',
    8: 'STARTING',
    9: 'STOPPING',
    10: 'MAINTENANCE',
    11: 'MAINTENANCE',
    12: 'MAINTENANCE',
    13: 'MAINTENANCE',
    14: 'MAINTENANCE',
    19: 'MAINTENANCE',
    21: 'MAINTENANCE',
  };
  const inStates = (prefix: string, values: readonly unknown[]) =>
    rows(
      'lb DescribeLoadBalancerBackends',
      values.map((instanceStatus, at) => bound(`ins-${prefix}${at}`, { instanceStatus })),
    );
  const untoldStates = [0, -1, 15, 16, 17, 18, 20, 99, null];
  script.push(
    ...boundTo('lb-states', inStates('told', [...Object.keys(states).map(Number), '2'])),
    ...boundTo('lb-untold-states', inStates('untold', untoldStates)),
  );

  test('each documented instanceStatus is the machine’s status at no call, also in a string', async () => {
    const { data, errors } = await ask(
      one('lb-states', 'backends(first: 100) { nodes { instance { status vendorStatus } } }'),
    );
    expect(errors).toEqual([]);
    const expected = [...Object.entries(states), ['2', 'RUNNING'] as const];
    expect(data).toEqual({
      loadBalancer: {
        backends: {
          nodes: expected.map(([vendorStatus, status]) => ({ instance: { status, vendorStatus } })),
        },
      },
    });
    expect(actions()).not.toContain('cvm DescribeInstances');
  });

  test('of other values of instanceStatus nothing is believed: the machines are asked, in one call', async () => {
    const { data, errors } = await ask(
      one('lb-untold-states', 'backends(first: 100) { nodes { instance { name status } } }'),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        backends: { nodes: untoldStates.map(() => ({ instance: { name: 'no-eip', status: 'NOT_FOUND' } })) },
      },
    });
    const lookUps = calls().filter(({ call }) => call === 'cvm DescribeInstances');
    expect(lookUps.map(({ params }) => params)).toEqual([
      { instanceIds: expect.toSatisfy((ids: string[]) => ids.length === untoldStates.length) as string[] },
    ]);
  });

  const { wanIpSet: _none, ...withoutPublic } = bound('ins-hidden00');
  script.push(
    ...boundTo('lb-hidden', rows('lb DescribeLoadBalancerBackends', [withoutPublic])),
    machines(
      ['ins-hidden00'],
      rows('cvm DescribeInstances', [
        { ...sheetInstances2016.instanceSet[0], unInstanceId: 'ins-hidden00', wanIpSet: ['123.207.32.83'] },
      ]),
    ),
  );

  test('a row without wanIpSet does not tell of public addresses: the machine does', async () => {
    const { data, errors } = await ask(
      one('lb-hidden', 'backends { nodes { addresses instance { privateAddresses publicAddresses } } }'),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        backends: {
          nodes: [
            {
              addresses: ['10.0.0.9'],
              instance: { privateAddresses: ['10.0.0.9'], publicAddresses: ['123.207.32.83'] },
            },
          ],
        },
      },
    });
  });
});

describe('editions of the backends’ call', () => {
  const many = Array.from({ length: 150 }, (_, at) =>
    bound(`ins-${String(at).padStart(8, '0')}`, { lanIp: `10.0.${Math.floor(at / 100)}.${at % 100}` }),
  );
  const ids = many.map(({ unInstanceId: vendorId }) => ({ target: { vendorId } }));
  const query = (id: string) =>
    one(id, `backends(first: 1000) { ${list} nodes { target { ... on Instance { vendorId } } } }`);
  const asked = () => calls().filter(({ call }) => call === 'lb DescribeLoadBalancerBackends');
  const answer = (set: readonly unknown[]) => rows('lb DescribeLoadBalancerBackends', set, many.length);

  const ofPaged = (offset: number, set: readonly unknown[]): ReplayLine => ({
    call: 'lb DescribeLoadBalancerBackends',
    params: { loadBalancerId: 'lb-paged' },
    page: { offset: String(offset), limit: '100' },
    answer: answer(set),
  });
  script.push(
    ofPaged(0, many.slice(0, 100)),
    ofPaged(100, many.slice(100)),
    ...boundTo('lb-paged', answer([])),
    ...boundTo('lb-unpaged', answer(many)),
    ...boundTo('lb-stuck', answer(many.slice(0, 100))),
    ...boundTo('lb-twice', rows('lb DescribeLoadBalancerBackends', [...chinaRows, ...chinaRows], 2)),
  );

  test('one that heeds offset and limit is read page by page', async () => {
    const { data, errors } = await ask(query('lb-paged'));
    expect(errors).toEqual([]);
    expect(data).toEqual({ loadBalancer: { backends: whole(ids) } });
    expect(asked().map(({ page }) => page['offset'])).toEqual(['0', '100']);
  });

  test('one that gives everything at once is asked once, and is whole', async () => {
    const { data, errors } = await ask(query('lb-unpaged'));
    expect(errors).toEqual([]);
    expect(data).toEqual({ loadBalancer: { backends: whole(ids) } });
    expect(asked().map(({ page }) => page)).toEqual([{ offset: '0', limit: '100' }]);
  });

  test('one that gives the same page whatever the offset is noticed: what it gave, once, and not exact', async () => {
    const { data, errors } = await ask(query('lb-stuck'));
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      loadBalancer: {
        backends: {
          totalCount: null,
          coverage: { answered: 1, seen: 100, exact: false, failures: [] },
          nodes: ids.slice(0, 100),
        },
      },
    });
    expect(asked().length).toBeLessThanOrEqual(3);
  });

  test('a row that comes twice is one backend', async () => {
    const { data, errors } = await ask(query('lb-twice'));
    expect(errors).toEqual([]);
    const twice = ['ins-123test1', 'ins-123test2'].map((vendorId) => ({ target: { vendorId } }));
    expect(data).toEqual({ loadBalancer: { backends: whole(twice) } });
  });
});

describe('health of classic load balancers', () => {
  const on8001 = { ...tcp, loadBalancerPort: 8001, instancePort: 8001 };
  const query = (id: string) =>
    one(id, 'listeners { nodes { backends { nodes { port health vendorHealth healthAsOf } } } }');
  const checked = (id: string, health: ReplayAnswer, boundRows: readonly unknown[]) =>
    classic(id, {
      listeners: rows('lb DescribeLoadBalancerListeners', [on8001, https]),
      backends: rows('lb DescribeLoadBalancerBackends', boundRows),
      health,
    });

  for (const [edition, name] of [
    ['with codeDesc', 'DescribeLBHealthStatus'],
    ['with msg in the place of message and no codeDesc', 'DescribeLBHealthStatus-msg'],
  ] as const) {
    const id = name.endsWith('msg') ? 'lb-ill-msg' : 'lb-ill';
    script.push(...checked(id, sheet(name), [bound('ins-ill00000', { lanIp: '10.2.3.0' })]));
    test(`the example ${edition}: down where port, protocol and address fit, unknown elsewhere`, async () => {
      const { data, errors } = await ask(query(id));
      expect(errors).toEqual([]);
      expect(data).toEqual({
        loadBalancer: {
          listeners: {
            nodes: [
              { backends: { nodes: [{ port: 8001, health: 'DOWN', vendorHealth: '0', healthAsOf: now }] } },
              {
                backends: { nodes: [{ port: 798, health: 'UNKNOWN', vendorHealth: null, healthAsOf: now }] },
              },
            ],
          },
        },
      });
      expect(actions().filter((action) => action === 'lb DescribeLBHealthStatus')).toHaveLength(1);
    });
  }

  const entry = (ip: string, protocol: string, vport: number, healthStatus: unknown) => ({
    ...{ ip, protocol, port: vport === 777 ? 798 : vport, vport, healthStatus },
  });
  script.push(
    ...checked(
      'lb-joined',
      rows('lb DescribeLBHealthStatus', [
        entry('10.2.3.2', 'TCP', 8001, 0),
        entry('10.2.3.1', 'tcp', 8001, '1'),
        entry('10.2.3.1', 'HTTPS', 777, -1),
        entry('10.2.3.2', 'HTTP', 777, 1),
        entry('10.2.3.3', 'HTTPS', 777, 1),
        entry('10.2.3.3', 'TCP', 8002, 0),
      ]),
      [1, 2, 3].map((at) => bound(`ins-join000${at}`, { lanIp: `10.2.3.${at}` })),
    ),
  );

  test('each value, joined by the listener’s port, the protocol in any case, and the private address', async () => {
    const { data, errors } = await ask(query('lb-joined'));
    expect(errors).toEqual([]);
    const told = (port: number, health: string, vendorHealth: string | null) => ({
      port,
      health,
      vendorHealth,
      healthAsOf: now,
    });
    expect(data).toEqual({
      loadBalancer: {
        listeners: {
          nodes: [
            {
              backends: {
                nodes: [told(8001, 'UP', '1'), told(8001, 'DOWN', '0'), told(8001, 'UNKNOWN', null)],
              },
            },
            {
              backends: {
                nodes: [told(798, 'UNKNOWN', '-1'), told(798, 'UNKNOWN', null), told(798, 'UP', '1')],
              },
            },
          ],
        },
      },
    });
  });

  script.push(...checked('lb-unchecked', sheet('error-4100-signature'), [bound('ins-unchecked')]));

  test('a health call that fails takes the list with it, under errors that name it; without health it is not made', async () => {
    const { data, errors } = await ask(one('lb-unchecked', 'backends { nodes { port health } }'));
    expect(data).toEqual({ loadBalancer: { backends: null } });
    expect(new Set(errors.map(({ extensions }) => extensions['action']))).toEqual(
      new Set(['DescribeLBHealthStatus']),
    );
    const without = await ask(one('lb-unchecked', 'backends { nodes { port } }'));
    expect(without.errors).toEqual([]);
    expect(without.data).toEqual({
      loadBalancer: { backends: { nodes: [{ port: 8001 }, { port: 798 }] } },
    });
    expect(actions().filter((action) => action === 'lb DescribeLBHealthStatus')).toHaveLength(1);
  });
});

const [httpListener, httpsListener] = sheetForwardListeners.listenerSet;
const [ruleRow] = httpListener?.rules ?? [];
const forwardListener = (listenerId: string, rules: readonly Fields[], fields: Fields = {}) => ({
  ...httpListener,
  listenerId,
  rules: rules.map((rule) => ({ ...ruleRow, ...rule })),
  ...fields,
});
const [tcpPlace] = sheetForwardBackendsTcp.data;
const [tcpBackend] = tcpPlace?.backends ?? [];
const forwardRow = (unInstanceId: string, lanIp: string, port: number, fields: Fields = {}) => ({
  ...tcpBackend,
  unInstanceId,
  lanIp,
  port,
  ...fields,
});
const place = (listenerId: string, fields: Fields) => ({
  listenerId,
  protocol: 1,
  protocolType: 'http',
  ...fields,
});

describe('listeners and rules of application load balancers', () => {
  script.push(...application('lb-forward', { listeners: sheet('DescribeForwardLBListeners') }));

  test('the example: two listeners, one with two rules, one without that key; no total is told', async () => {
    const { data, errors } = await ask(
      one(
        'lb-forward',
        `listeners { ${list} nodes { ${listenerFields}
          rules { ${list} nodes { ${ruleFields} listener { vendorId } } } } }`,
      ),
    );
    expect(errors).toEqual([]);
    const listener = {
      name: null,
      scheduler: 'UNKNOWN',
      status: 'UNKNOWN',
      vendorStatus: null,
      sessionPersistence: null,
      healthCheck: null,
      asOf: now,
    };
    const rule = {
      domain: 'www.tencent.com',
      status: 'UNKNOWN',
      vendorStatus: null,
      asOf: now,
      listener: { vendorId: 'lbl-20cxbf40' },
    };
    expect(data).toEqual({
      loadBalancer: {
        listeners: wholeUntold([
          {
            ...listener,
            vendorId: 'lbl-20cxbf40',
            protocol: 'HTTP',
            ports: [{ from: 7, to: 7 }],
            port: 7,
            vendorFields: { protocolType: 'http' },
            rules: wholeUntold([
              {
                ...rule,
                vendorId: 'loc-mpoupana',
                path: '/good',
                healthCheck: { ...check, enabled: false, protocol: 'HTTP', path: '/', intervalSeconds: 35 },
              },
              {
                ...rule,
                vendorId: 'loc-fcr98aw2',
                path: '/first',
                healthCheck: { ...check, protocol: 'HTTP', path: '/' },
              },
            ]),
          },
          {
            ...listener,
            vendorId: 'lbl-7honivdy',
            protocol: 'HTTPS',
            ports: [{ from: 9999, to: 9999 }],
            port: 9999,
            vendorFields: { protocolType: 'https', SSLMode: 'unidirectional', certId: 'cb5fb6cd' },
            rules: wholeUntold([]),
          },
        ]),
      },
    });
    expect(actions()).toEqual(['lb DescribeForwardLBListeners', 'lb DescribeLoadBalancers']);
  });

  script.push(
    ...application('lb-forward-tcp', {
      listeners: rows('lb DescribeForwardLBListeners', [tcpListener]),
      backends: sheet('DescribeForwardLBBackends-tcp'),
    }),
  );

  test('a layer-4 listener: a check and a scheduler of its own, no rules, its backends', async () => {
    const { data, errors } = await ask(
      one(
        'lb-forward-tcp',
        `listeners { ${list} nodes { ${listenerFields} rules { nodes { vendorId } }
          backends { ${list} nodes { ${backendFields} instance { vendorId name kind status privateAddresses publicAddresses } } } } }`,
      ),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        listeners: wholeUntold([
          {
            vendorId: 'lbl-0a0a0a0a',
            name: 'tcp',
            protocol: 'TCP',
            ports: [{ from: 888, to: 888 }],
            port: 888,
            scheduler: 'WEIGHTED_ROUND_ROBIN',
            status: 'UNKNOWN',
            vendorStatus: null,
            sessionPersistence: null,
            healthCheck: check,
            vendorFields: { protocolType: 'tcp' },
            asOf: now,
            rules: { nodes: [] },
            backends: wholeUntold([
              {
                ...backend,
                port: 666,
                weight: 40,
                addresses: ['172.16.0.12'],
                createdAt: '2019-07-12T08:22:54.000Z',
                vendorFields: {},
                loadBalancer: { vendorId: 'lb-forward-tcp' },
                listener: { vendorId: 'lbl-0a0a0a0a' },
                target: { __typename: 'Instance', vendorId: 'ins-19425y2y' },
                instance: {
                  vendorId: 'ins-19425y2y',
                  name: 'a',
                  kind: 'VIRTUAL_MACHINE',
                  status: 'RUNNING',
                  privateAddresses: ['172.16.0.12'],
                  publicAddresses: [],
                },
              },
            ]),
          },
        ]),
      },
    });
    expect(actions()).toEqual([
      'lb DescribeForwardLBBackends',
      'lb DescribeForwardLBListeners',
      'lb DescribeLoadBalancers',
    ]);
  });

  script.push(...application('lb-forward-gone', { listeners: refusal(5000, 'resource not found') }));

  test('5000 means that the load balancer has gone meanwhile: an empty list that is not exact, no error', async () => {
    const { data, errors } = await ask(
      one(
        'lb-forward-gone',
        'listeners { totalCount coverage { seen exact failures { code } } nodes { vendorId } }',
      ),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        listeners: { totalCount: null, coverage: { seen: 0, exact: false, failures: [] }, nodes: [] },
      },
    });
  });

  const numbered = (from: number, to: number, protocol: number) =>
    Array.from({ length: to - from }, (_, at) => ({
      ...tcpListener,
      listenerId: `lbl-${String(from + at).padStart(8, '0')}`,
      loadBalancerPort: 1000 + from + at,
      protocol,
    }));
  const byProtocol = (id: string, found: Readonly<Record<string, readonly unknown[]>>) =>
    ['1', '2', '3', '4'].map((protocol) =>
      line(
        'lb DescribeForwardLBListeners',
        { loadBalancerId: id, protocol },
        rows('lb DescribeForwardLBListeners', found[protocol] ?? []),
      ),
    );
  const twenty = [...numbered(0, 10, 2), ...numbered(10, 20, 3)];
  script.push(
    ...application('lb-nineteen', {
      listeners: rows('lb DescribeForwardLBListeners', twenty.slice(1)),
    }),
    ...application('lb-twenty', { listeners: rows('lb DescribeForwardLBListeners', twenty) }),
    ...byProtocol('lb-twenty', { 2: numbered(0, 10, 2), 3: numbered(10, 20, 3) }),
    ...application('lb-more', { listeners: rows('lb DescribeForwardLBListeners', twenty) }),
    ...byProtocol('lb-more', { 2: numbered(0, 10, 2), 3: numbered(10, 22, 3) }),
  );
  interface Counted {
    readonly loadBalancer: {
      readonly listeners: {
        readonly coverage: { readonly exact: boolean };
        readonly nodes: readonly unknown[];
      };
    };
  }
  const countedQuery = (id: string) =>
    one(id, 'listeners(first: 100) { coverage { exact } nodes { vendorId } }');

  test('nineteen listeners raise no suspicion: one call', async () => {
    const { data, errors } = await ask<Counted>(countedQuery('lb-nineteen'));
    expect(errors).toEqual([]);
    expect(data.loadBalancer.listeners.coverage).toEqual({ exact: true });
    expect(data.loadBalancer.listeners.nodes).toHaveLength(19);
    expect(actions()).toEqual(['lb DescribeForwardLBListeners', 'lb DescribeLoadBalancers']);
  });

  test('exactly twenty, which may be a first page, and are all when asked for by protocol', async () => {
    const { data, errors } = await ask<Counted>(countedQuery('lb-twenty'));
    expect(errors).toEqual([]);
    expect(data.loadBalancer.listeners.nodes).toHaveLength(20);
  });

  test('exactly twenty, and more when asked for by protocol: never a short list that claims to be exact', async () => {
    const { data, errors } = await ask<Counted>(countedQuery('lb-more'));
    expect(errors).toEqual([]);
    const { coverage, nodes } = data.loadBalancer.listeners;
    expect({ exact: coverage.exact, count: nodes.length }).not.toEqual({ exact: true, count: 20 });
  });
});

describe('backends of application load balancers', () => {
  const forwardMachine = {
    kind: 'VIRTUAL_MACHINE',
    vendorId: 'ins-42lrdi7x',
    name: 'probe',
    privateAddresses: ['10.212.199.17'],
  };
  const editions = {
    '2018': {
      answer: sheetForwardBackends2018,
      rule: { vendorId: 'loc-7w5sp6wf', domain: 'www.baidu.com', path: '/second' },
      expected: [
        {
          port: 80,
          addresses: ['10.212.199.17', '45.113.71.7'],
          vendorFields: { uniqEniId: 'eni-abcdefgh', targetType: 'cvm' },
        },
        {
          // Named as a network interface, and a machine all the same, since the row has its id.
          port: 443,
          addresses: ['10.212.199.17'],
          vendorFields: { uniqEniId: 'eni-bbcdefgh', targetType: 'eni' },
        },
      ],
    },
    '2016': {
      answer: sheetForwardBackends2016,
      rule: { vendorId: 'loc-3n8v5v5b', domain: 'www.baidu.com', path: '/first' },
      expected: [{ port: 80, addresses: ['10.212.199.17', '45.113.71.7'], vendorFields: {} }],
    },
  };
  for (const [edition, { answer, rule, expected }] of Object.entries(editions)) {
    const id = `lb-rules-${edition}`;
    script.push(
      ...application(id, {
        listeners: rows('lb DescribeForwardLBListeners', [
          forwardListener('lbl-fh7o7bgt', [
            { locationId: rule.vendorId, domain: rule.domain, url: rule.path },
          ]),
        ]),
        backends: { body: JSON.stringify(answer) },
      }),
    );
    test(`the example of ${edition}: below the rule, the listener and the load balancer alike, at no call to the machines`, async () => {
      const own = `${list} nodes { ${backendFields.replace('rule { vendorId }', 'rule { vendorId domain path }')}
        instance { vendorId name kind privateAddresses } }`;
      const { data, errors } = await ask(
        one(
          id,
          `backends { ${own} } listeners { nodes { backends { ${own} } rules { nodes { vendorId backends { ${own} } } } } }`,
        ),
      );
      expect(errors).toEqual([]);
      const backends = wholeUntold(
        expected.map((each) => ({
          ...backend,
          ...each,
          weight: 10,
          createdAt: '2016-11-03T03:21:38.000Z',
          loadBalancer: { vendorId: id },
          listener: { vendorId: 'lbl-fh7o7bgt' },
          rule,
          target: { __typename: 'Instance', vendorId: 'ins-42lrdi7x' },
          instance: forwardMachine,
        })),
      );
      expect(data).toEqual({
        loadBalancer: {
          backends,
          listeners: { nodes: [{ backends, rules: { nodes: [{ vendorId: rule.vendorId, backends }] } }] },
        },
      });
      expect(actions()).toEqual([
        'lb DescribeForwardLBBackends',
        'lb DescribeForwardLBListeners',
        'lb DescribeLoadBalancers',
      ]);
    });
  }

  script.push(
    machines(
      ['ins-42lrdi7x'],
      rows('cvm DescribeInstances', [
        {
          ...sheetInstances2016.instanceSet[1],
          unInstanceId: 'ins-42lrdi7x',
          instanceName: 'another name',
          wanIpSet: ['45.113.71.8'],
        },
      ]),
    ),
  );

  test('an instanceStatus of 0 is none, and a missing wanIpSet tells nothing: both come from one look-up of the machine', async () => {
    const { data, errors } = await ask(
      one('lb-rules-2018', 'backends { nodes { port instance { name status publicAddresses } } }'),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        backends: {
          nodes: [
            { port: 80, instance: { name: 'probe', status: 'RUNNING', publicAddresses: ['45.113.71.7'] } },
            { port: 443, instance: { name: 'probe', status: 'RUNNING', publicAddresses: ['45.113.71.8'] } },
          ],
        },
      },
    });
    const lookUps = calls().filter(({ call }) => call === 'cvm DescribeInstances');
    expect(lookUps.map(({ params }) => params)).toEqual([{ instanceIds: ['ins-42lrdi7x'] }]);
  });

  const { unInstanceId: _machine, instanceName: _name, ...interfaceRow } = forwardRow('', '172.16.0.13', 666);
  script.push(
    ...application('lb-interface', {
      listeners: rows('lb DescribeForwardLBListeners', [tcpListener]),
      backends: rows('lb DescribeForwardLBBackends', [
        place('lbl-0a0a0a0a', {
          backends: [
            {
              ...interfaceRow,
              uniqEniId: 'eni-abcdefgh',
              targetType: 'eni',
              weight: '7',
              wanIpSet: ['45.113.71.9'],
            },
          ],
        }),
      ]),
    }),
  );

  test('a network interface without a machine is an unknown target, named by its own id', async () => {
    const { data, errors } = await ask(
      one(
        'lb-interface',
        `backends { ${list} nodes { port weight addresses vendorFields ${targetFields} instance { vendorId } } }`,
      ),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        backends: wholeUntold([
          {
            port: 666,
            weight: 7,
            addresses: ['172.16.0.13', '45.113.71.9'],
            vendorFields: { uniqEniId: 'eni-abcdefgh', targetType: 'eni' },
            target: { __typename: 'UnknownTarget', vendorId: 'eni-abcdefgh' },
            instance: null,
          },
        ]),
      },
    });
  });

  const mixed = [
    forwardListener('lbl-web00000', [
      { locationId: 'loc-00000001', url: '/1' },
      { locationId: 'loc-00000002', url: '/2' },
    ]),
    { ...tcpListener, listenerId: 'lbl-tcp00000' },
    httpsListener,
  ];
  script.push(
    ...application('lb-mixed', {
      listeners: rows('lb DescribeForwardLBListeners', mixed),
      // In another order than the listeners' call.
      backends: rows('lb DescribeForwardLBBackends', [
        place('lbl-tcp00000', { backends: [forwardRow('ins-1', '10.0.0.1', 9)] }),
        place('lbl-web00000', {
          rules: [
            { locationId: 'loc-00000002', backends: [forwardRow('ins-1', '10.0.0.1', 80)] },
            {
              locationId: 'loc-00000001',
              backends: [forwardRow('ins-2', '10.0.0.2', 80), forwardRow('ins-1', '10.0.0.1', 80)],
            },
          ],
        }),
      ]),
    }),
  );

  test('listener after listener and rule after rule, in the order of the call that lists them all; the same machine and port in each is a backend', async () => {
    const through = `port listener { vendorId } rule { vendorId } target { ... on Instance { vendorId } }`;
    const { data, errors } = await ask(
      one(
        'lb-mixed',
        `backends { ${list} nodes { ${through} } } listeners { nodes { vendorId backends { totalCount } rules { nodes { vendorId backends { totalCount } } } } }`,
      ),
    );
    expect(errors).toEqual([]);
    const seen = (vendorId: string, port: number, listener: string, rule: string | null) => ({
      port,
      listener: { vendorId: listener },
      rule: rule === null ? null : { vendorId: rule },
      target: { vendorId },
    });
    expect(data).toEqual({
      loadBalancer: {
        backends: wholeUntold([
          seen('ins-1', 9, 'lbl-tcp00000', null),
          seen('ins-1', 80, 'lbl-web00000', 'loc-00000002'),
          seen('ins-2', 80, 'lbl-web00000', 'loc-00000001'),
          seen('ins-1', 80, 'lbl-web00000', 'loc-00000001'),
        ]),
        listeners: {
          nodes: [
            {
              vendorId: 'lbl-web00000',
              backends: { totalCount: 3 },
              rules: {
                nodes: [
                  { vendorId: 'loc-00000001', backends: { totalCount: 2 } },
                  { vendorId: 'loc-00000002', backends: { totalCount: 1 } },
                ],
              },
            },
            { vendorId: 'lbl-tcp00000', backends: { totalCount: 1 }, rules: { nodes: [] } },
            { vendorId: 'lbl-7honivdy', backends: { totalCount: 0 }, rules: { nodes: [] } },
          ],
        },
      },
    });
    expect(actions().filter((action) => action.endsWith('Backends'))).toHaveLength(1);
  });
});

describe('health of application load balancers', () => {
  const healths = `backends { nodes { port health vendorHealth healthAsOf listener { vendorId } rule { vendorId path } } }`;
  const sheetRules = [
    { locationId: 'loc-3n8v5uy6', domain: '*.alibaba.com', url: '/second' },
    { locationId: 'loc-pt6nsy2q', domain: '~^.domain.edu.cn$', url: '/1234&#' },
  ];
  script.push(
    ...application('lb-6efswuxa', {
      listeners: rows('lb DescribeForwardLBListeners', [
        forwardListener('lbl-fh7o7b9o', sheetRules, { loadBalancerPort: 9090 }),
      ]),
      backends: rows('lb DescribeForwardLBBackends', [
        place('lbl-fh7o7b9o', {
          rules: sheetRules.map((rule) => ({ ...rule, backends: [forwardRow('ins-1', '172.17.8.4', 80)] })),
        }),
      ]),
      health: sheet('DescribeForwardLBHealthStatus'),
    }),
  );

  test('the example, with its key `listener`: both up, under a wildcard and a regular expression', async () => {
    const { data, errors } = await ask(
      one('lb-6efswuxa', `${healths} listeners { nodes { rules { nodes { domain path } } } }`),
    );
    expect(errors).toEqual([]);
    const up = { port: 80, health: 'UP', vendorHealth: '1', healthAsOf: now };
    expect(data).toEqual({
      loadBalancer: {
        backends: {
          nodes: sheetRules.map(({ locationId: vendorId, url: path }) => ({
            ...up,
            listener: { vendorId: 'lbl-fh7o7b9o' },
            rule: { vendorId, path },
          })),
        },
        listeners: {
          nodes: [{ rules: { nodes: sheetRules.map(({ domain, url: path }) => ({ domain, path })) } }],
        },
      },
    });
    expect(actions().filter((action) => action.endsWith('HealthStatus'))).toEqual([
      'lb DescribeForwardLBHealthStatus',
    ]);
  });

  const threeRules = ['loc-00000001', 'loc-00000002', 'loc-00000003'].map((locationId) => ({
    locationId,
    url: `/${locationId}`,
  }));
  const healthOf = (id: string, listener: readonly unknown[]) =>
    rows('lb DescribeForwardLBHealthStatus', [
      { loadBalancerName: 'x', loadBalancerId: id, unLoadBalancerId: id, listener },
    ]);
  script.push(
    ...application('lb-by-rule', {
      listeners: rows('lb DescribeForwardLBListeners', [forwardListener('lbl-web00000', threeRules)]),
      backends: rows('lb DescribeForwardLBBackends', [
        place('lbl-web00000', {
          rules: threeRules.map(({ locationId }) => ({
            locationId,
            backends: [forwardRow('ins-1', '10.0.0.1', 80), forwardRow('ins-1', '10.0.0.1', 81)],
          })),
        }),
      ]),
      health: healthOf('lb-by-rule', [
        {
          listenerId: 'lbl-web00000',
          rules: [
            {
              locationId: 'loc-00000002',
              backends: [{ ip: '10.0.0.1', port: 80, healthStatus: 0 }],
            },
            {
              locationId: 'loc-00000001',
              backends: [
                { ip: '10.0.0.1', port: '81', healthStatus: '0' },
                { ip: '10.0.0.1', port: 80, healthStatus: 1 },
              ],
            },
          ],
        },
        {
          listenerId: 'lbl-another0',
          rules: [{ locationId: 'loc-00000003', backends: [{ ip: '10.0.0.1', port: 80, healthStatus: 1 }] }],
        },
      ]),
    }),
  );

  test('the same machine and port in several rules: each by its own listener, rule, address and port', async () => {
    const { data, errors } = await ask(
      one('lb-by-rule', 'backends { nodes { port health vendorHealth rule { vendorId } } }'),
    );
    expect(errors).toEqual([]);
    const told = (rule: number, port: number, health: string, vendorHealth: string | null) => ({
      port,
      health,
      vendorHealth,
      rule: { vendorId: `loc-0000000${rule}` },
    });
    expect(data).toEqual({
      loadBalancer: {
        backends: {
          nodes: [
            told(1, 80, 'UP', '1'),
            told(1, 81, 'DOWN', '0'),
            told(2, 80, 'DOWN', '0'),
            told(2, 81, 'UNKNOWN', null),
            told(3, 80, 'UNKNOWN', null),
            told(3, 81, 'UNKNOWN', null),
          ],
        },
      },
    });
  });

  const found = [
    { ip: '10.0.0.1', port: 80, healthStatus: 1 },
    { ip: '10.0.0.2', port: 80, healthStatus: 0 },
  ];
  const forms = {
    pseudo: { rules: [{ locationId: 'loc-ewygg6i0', domain: null, url: null, backends: found }] },
    bare: { rules: [{ backends: found }] },
    direct: { backends: found },
  };
  for (const [form, fields] of Object.entries(forms)) {
    const id = `lb-l4-${form}`;
    script.push(
      ...application(id, {
        listeners: rows('lb DescribeForwardLBListeners', [tcpListener]),
        backends: rows('lb DescribeForwardLBBackends', [
          place('lbl-0a0a0a0a', {
            backends: [1, 2, 3].map((at) => forwardRow(`ins-${at}`, `10.0.0.${at}`, 80)),
          }),
        ]),
        health: healthOf(id, [{ listenerId: 'lbl-0a0a0a0a', protocol: 2, ...fields }]),
      }),
    );
    test(`a layer-4 listener’s health in the ${form} form`, async () => {
      const { data, errors } = await ask(
        one(id, 'backends { nodes { health vendorHealth rule { vendorId } } }'),
      );
      expect(errors).toEqual([]);
      expect(data).toEqual({
        loadBalancer: {
          backends: {
            nodes: [
              { health: 'UP', vendorHealth: '1', rule: null },
              { health: 'DOWN', vendorHealth: '0', rule: null },
              { health: 'UNKNOWN', vendorHealth: null, rule: null },
            ],
          },
        },
      });
    });
  }

  const pair = ['lb-pair0001', 'lb-pair0002'];
  other(
    'clb-pair',
    line(
      'lb DescribeLoadBalancers',
      listedLoadBalancers,
      rows(
        'lb DescribeLoadBalancers',
        pair.map((id) => ({ ...classicRow(id), forward: 1 })),
      ),
    ),
    ...pair.flatMap((id) =>
      application(id, {
        listeners: rows('lb DescribeForwardLBListeners', [{ ...tcpListener, listenerId: `lbl-${id}` }]),
        backends: rows('lb DescribeForwardLBBackends', [
          place(`lbl-${id}`, { backends: [forwardRow('ins-1', '10.0.0.1', 80)] }),
        ]),
      }).filter(({ call }) => call !== 'lb DescribeForwardLBHealthStatus'),
    ),
    line(
      'lb DescribeForwardLBHealthStatus',
      { loadBalancerIds: pair },
      rows(
        'lb DescribeForwardLBHealthStatus',
        pair.map((id, healthStatus) => ({
          loadBalancerId: id,
          unLoadBalancerId: id,
          listener: [{ listenerId: `lbl-${id}`, backends: [{ ip: '10.0.0.1', port: 80, healthStatus }] }],
        })),
      ),
    ),
  );

  test('several load balancers are one health call, and the same address in each is told apart', async () => {
    const { data, errors } = await ask(
      '{ loadBalancers(filter: { account: ["clb-pair"] }) { nodes { vendorId backends { nodes { health } } } } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancers: {
        nodes: [
          { vendorId: 'lb-pair0001', backends: { nodes: [{ health: 'DOWN' }] } },
          { vendorId: 'lb-pair0002', backends: { nodes: [{ health: 'UP' }] } },
        ],
      },
    });
    expect(actions().filter((action) => action.endsWith('HealthStatus'))).toHaveLength(1);
  });
});

describe('instances', () => {
  const instance2016 = {
    region: 'ap-guangzhou',
    zone: null,
    kind: 'VIRTUAL_MACHINE',
    asOf: now,
  };
  const [stopped, running] = sheetInstances2016.instanceSet;
  const expected2016 = [
    {
      ...instance2016,
      vendorId: 'ins-gsbuwc26',
      name: 'image-test',
      status: 'STOPPED',
      vendorStatus: '4',
      privateAddresses: ['10.104.37.58'],
      publicAddresses: ['123.207.32.83'],
      createdAt: '2016-12-01T16:22:40.000Z',
      vendorFields: {
        instanceId: 'qcvmfd57f3113bc6fd6f0c8ce381f5433539',
        uuid: '9bd7331d-fb7d-4013-bcb1-65a0d4b46873',
        deviceClass: 'VSELF',
        os: 'Xserver V8.1_64',
        unImgId: 'img-0vbqvzfn',
        imageId: 6,
        imageType: 'Public image',
        zoneId: 100002,
        zoneName: 'Guangzhou Zone 2',
        Region: 'gz',
        cpu: 1,
        mem: 1,
        bandwidth: 1,
        projectId: 0,
        statusTime: '2016-12-02 12:28:09',
        deadlineTime: '2017-01-02 00:22:48',
        autoRenew: 0,
        cvmPayMode: 1,
        networkPayMode: 2,
        vpcId: 0,
        subnetId: 0,
        isVpcGateway: 0,
        // An object, though documented as a list.
        diskInfo: { rootType: 2, rootId: 'disk-4rnslbwq', rootSize: 50 },
      },
    },
    {
      ...instance2016,
      vendorId: 'ins-r8hr2upy',
      name: 'jupyter',
      status: 'RUNNING',
      vendorStatus: '2',
      privateAddresses: ['10.104.249.153'],
      publicAddresses: ['123.207.115.47'],
      createdAt: '2016-11-24T01:22:18.000Z',
      vendorFields: {
        instanceId: 'qcvm0c7dca6b0244fde9b36d7cbc986274a5',
        uuid: 'a952c786-a1ee-4d0a-8c45-2640ea70e704',
        deviceClass: 'VSELF_2',
        os: 'centos7.2x86_64',
        unImgId: 'img-31tjrtph',
        imageId: 53,
        imageType: 'Public image',
        zoneId: 100003,
        zoneName: 'Guangzhou Zone 3',
        Region: 'gz',
        cpu: 8,
        mem: 16,
        bandwidth: 1,
        projectId: 0,
        statusTime: '2016-11-30 10:48:24',
        deadlineTime: '2017-01-24 09:22:25',
        autoRenew: 0,
        cvmPayMode: 1,
        networkPayMode: 1,
        vpcId: 0,
        subnetId: 0,
        isVpcGateway: 0,
        diskInfo: {
          rootType: 2,
          rootId: 'disk-hq2agvi8',
          rootSize: 50,
          storageType: 2,
          storageId: 'disk-fegdogdg',
          storageSize: 100,
        },
      },
    },
  ];
  other('cvm-2016', {
    ...line('cvm DescribeInstances', {}, sheet('DescribeInstances-2016')),
    page: { offset: '0', limit: '100' },
  });

  test('the example as a list: two rows of a promised fourteen, which is not exact', async () => {
    const { data, errors } = await ask(
      `{ instances(filter: { account: ["cvm-2016"] }) { ${list} nodes { ${instanceFields} } } }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ instances: short(14, expected2016) });
    expect(actions()).toEqual(['cvm DescribeInstances']);
  });

  script.push(
    ...classic('lb-fourteen', {
      listeners: rows('lb DescribeLoadBalancerListeners', [tcp]),
      backends: rows('lb DescribeLoadBalancerBackends', [
        bound('ins-gsbuwc26', { lanIp: stopped?.lanIp, instanceStatus: 4 }),
        bound('ins-r8hr2upy', { lanIp: running?.lanIp, instanceStatus: 2 }),
      ]),
    }),
    machines(['ins-gsbuwc26', 'ins-r8hr2upy'], sheet('DescribeInstances-2016')),
  );

  test('the example as a look-up of its two machines: both are found, whatever total it tells', async () => {
    const { data, errors } = await ask(
      one('lb-fourteen', 'backends { nodes { instance { vendorId createdAt asOf vendorFields } } }'),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        backends: {
          nodes: expected2016.map(({ vendorId, createdAt, asOf, vendorFields }) => ({
            instance: { vendorId, createdAt, asOf, vendorFields },
          })),
        },
      },
    });
    const lookUps = calls().filter(({ call }) => call === 'cvm DescribeInstances');
    expect(lookUps.map(({ host, path }) => [host, path])).toEqual([['cvm.api.qcloud.com', '/v2/index.php']]);
    expect(Number(lookUps[0]?.page['limit'])).toBeGreaterThanOrEqual(2);
  });

  script.push(
    machines(['ins-flp1test'], sheet('DescribeInstances-2014')),
    machines(['ins-00000000'], sheet('DescribeInstances-none')),
    machines(['ins-refused0'], refusal('5000', 'resource not found')),
    machines(
      ['ins-undated0'],
      rows('cvm DescribeInstances', [
        {
          ...sheetInstances2014.instanceSet[0],
          unInstanceId: 'ins-undated0',
          instanceName: '',
          createTime: '0000-00-00 00:00:00',
          deadlineTime: '0000-00-00 00:00',
          wanIpSet: null,
          lanIp: '',
        },
      ]),
    ),
  );
  const machineById = (id: string) =>
    `{ instance(account: "clb", region: "ap-guangzhou", vendorId: "${id}") { ${instanceFields} } }`;

  test('the example of 2014 by its id: no codeDesc, networks named, a number for a disk’s id, no deadline', async () => {
    const { data, errors } = await ask(machineById('ins-flp1test'));
    expect(errors).toEqual([]);
    expect(data).toEqual({
      instance: {
        ...instance2016,
        vendorId: 'ins-flp1test',
        name: 't1',
        status: 'RUNNING',
        vendorStatus: '2',
        privateAddresses: ['10.0.0.1'],
        publicAddresses: ['168.0.0.1'],
        createdAt: '2014-07-29T07:08:39.000Z',
        vendorFields: {
          instanceId: 'qcvm12345',
          uuid: '00049c1d-b817-4ce8-b96e-3ffff23606a0',
          deviceClass: 'VSELF',
          unImgId: 'img-d4tetest',
          imageId: 2,
          zoneId: 800001,
          zoneName: 'Guangzhou Zone 1',
          Region: 'gz',
          cpu: 2,
          mem: 16,
          bandwidth: 100,
          statusTime: '2014-08-05 17:37:56',
          deadlineTime: '0000-00-00 00:00:00',
          autoRenew: 1,
          vpcId: 'gz_vpc_1',
          subnetId: 'gz_subnet_24',
          isVpcGateway: 0,
          diskInfo: { storageSize: 0, storageType: 1, storageId: 0 },
        },
      },
    });
  });

  test('a date of zeros is none; null and empty addresses are none', async () => {
    const { data, errors } = await ask(machineById('ins-undated0'));
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      instance: {
        name: null,
        createdAt: null,
        privateAddresses: [],
        publicAddresses: [],
        vendorFields: { deadlineTime: '0000-00-00 00:00' },
      },
    });
  });

  for (const id of ['ins-00000000', 'ins-refused0']) {
    test(`${id} is null without an error, in whatever way the vendor says that there is none`, async () => {
      expect(await ask(machineById(id))).toMatchObject({ data: { instance: null }, errors: [] });
    });
  }

  const states = [
    [-1, 'UNKNOWN'],
    [1, 'FAILED'],
    [2, 'RUNNING'],
    [3, 'PENDING'],
    [4, 'STOPPED'],
    [5, 'TERMINATED'],
    [6, 'TERMINATED'],
    [7, 'REBOOTING'],
    [8, 'STARTING'],
    ['9', 'STOPPING'],
    [10, 'MAINTENANCE'],
    [11, 'MAINTENANCE'],
    [12, 'MAINTENANCE'],
    [13, 'MAINTENANCE'],
    [14, 'MAINTENANCE'],
    [15, 'UNKNOWN'],
    [18, 'UNKNOWN'],
    [19, 'MAINTENANCE'],
    [20, 'UNKNOWN'],
    [21, 'MAINTENANCE'],
    [99, 'UNKNOWN'],
  ] as const;
  other(
    'cvm-states',
    line(
      'cvm DescribeInstances',
      {},
      rows(
        'cvm DescribeInstances',
        states.map(([status], at) => ({ ...running, unInstanceId: `ins-${at}`, status })),
      ),
    ),
  );

  test('every status of the value map, and values that it does not list', async () => {
    const { data, errors } = await ask(
      '{ instances(first: 100, filter: { account: ["cvm-states"] }) { coverage { exact } nodes { status vendorStatus } } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      instances: {
        coverage: { exact: true },
        nodes: states.map(([vendorStatus, status]) => ({ status, vendorStatus: String(vendorStatus) })),
      },
    });
  });
});

describe.concurrent('errors inside HTTP 200', () => {
  const anyUpstream = expect.stringMatching(/^UPSTREAM_/) as string;
  const refusals = [
    {
      name: 'the documented 5100 as text, without codeDesc',
      answer: sheet('error-5100'),
      code: anyUpstream,
      vendorCode: '5100',
      message: 'projectId invalid',
    },
    {
      name: 'the documented wrong signature',
      answer: sheet('error-4100-signature'),
      code: 'UPSTREAM_UNAUTHENTICATED',
      vendorCode: '4100',
      retryable: false,
      message: 'Authentication failed. Please refer to …',
    },
    {
      name: 'the documented unknown key',
      answer: sheet('error-4100-key'),
      code: 'UPSTREAM_UNAUTHENTICATED',
      vendorCode: '4100',
      retryable: false,
      message: 'Authentication failed. SecretId does not exist',
    },
    {
      name: 'the documented busy load balancer: 4000, and yet worth another try',
      answer: sheet('error-4000-busy'),
      code: anyUpstream,
      retryable: true,
      message: 'load balancer is executing another operation',
    },
    {
      name: 'the documented quota',
      answer: sheet('error-4400'),
      code: 'UPSTREAM_RATE_LIMITED',
      vendorCode: '4400',
      retryable: true,
      message: 'request quota exceeded, retry later',
    },
    {
      name: 'a parameter that is wrong (4000): our own mistake',
      answer: refusal(4000, 'offset invalid', 'InvalidParameter'),
      code: 'UPSTREAM_REJECTED',
      retryable: false,
      message: 'offset invalid',
    },
    ...['4101', '4102', '4103'].map((code) => ({
      name: `no right to it (${code})`,
      answer: refusal(code, 'not permitted'),
      code: 'UPSTREAM_FORBIDDEN',
      vendorCode: code,
      retryable: false,
      message: 'not permitted',
    })),
    {
      name: 'a key that is unknown or disabled (4104)',
      answer: refusal(4104, 'SecretId not found'),
      code: 'UPSTREAM_UNAUTHENTICATED',
      vendorCode: '4104',
      retryable: false,
      message: 'SecretId not found',
    },
    {
      name: 'an internal error (6000)',
      answer: refusal(6000, 'internal error'),
      code: 'UPSTREAM_UNAVAILABLE',
      vendorCode: '6000',
      retryable: true,
      message: 'internal error',
    },
    {
      name: 'maintenance (6200), without a message',
      answer: refusal('6200', ''),
      code: 'UPSTREAM_UNAVAILABLE',
      vendorCode: '6200',
      retryable: true,
      message: '',
    },
    {
      name: 'the English page’s answer with its stray comma, which is no JSON',
      answer: { body: fixture('sheets/tencent-clb/DescribeLoadBalancers-2017.json').replace(/\}\]/, '},]') },
      code: 'UPSTREAM_INVALID_RESPONSE',
      retryable: true,
      message: '',
    },
  ];

  for (const [at, { name, answer, code, vendorCode, retryable, message }] of refusals
    .map((each) => ({ vendorCode: undefined, retryable: undefined, ...each }))
    .entries()) {
    const account = other(`clb-refused-${at}`, line('lb DescribeLoadBalancers', listedLoadBalancers, answer));
    test(`${name}: no edges, one failure, one coded error`, async () => {
      const { status, data, errors } = await ask(
        `{ loadBalancers(filter: { account: ["${account}"] }) { ${list} nodes { vendorId } } }`,
      );
      expect(status).toBe(200);
      const about = {
        account,
        provider: 'TENCENT_CLB',
        region: 'ap-guangzhou',
        action: 'DescribeLoadBalancers',
        code,
        retryable: retryable ?? (expect.any(Boolean) as boolean),
      };
      const said =
        message === '' ? (expect.any(String) as string) : (expect.stringContaining(message) as string);
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
            failures: [{ ...about, message: said, staleAsOf: null }],
          },
          nodes: [],
        },
      });
      expect(errors.map(({ path, message: text, extensions }) => ({ path, text, extensions }))).toEqual([
        {
          path: ['loadBalancers'],
          text: said,
          extensions: {
            ...about,
            vendorCode: expect.toSatisfy(
              (told: unknown) => vendorCode === undefined || String(told) === vendorCode,
            ) as string,
            // The vendor's answers have none.
            vendorRequestId: null,
            retryAfterMs: null,
            requestId: expect.any(String) as string,
          },
        },
      ]);
    });
  }
});

describe('signing', () => {
  other(
    'clb-signed',
    line(
      'lb DescribeLoadBalancers',
      listedLoadBalancers,
      rows('lb DescribeLoadBalancers', [
        classicRow('lb-signed01'),
        { ...classicRow('lb-signed02'), forward: 1 },
      ]),
    ),
    ...boundTo('lb-signed01', rows('lb DescribeLoadBalancerBackends', chinaRows)),
    ...application('lb-signed02', {
      listeners: rows('lb DescribeForwardLBListeners', [tcpListener]),
      backends: sheet('DescribeForwardLBBackends-tcp'),
    }),
  );

  test('each call of a whole tree goes to its product’s host and is signed for it, by the section on signatures', async () => {
    const { errors } = await ask(
      `{ loadBalancers(filter: { account: ["clb-signed"] }) { nodes { listeners { nodes { name } } backends { nodes { health instance { createdAt } } } } } }`,
    );
    expect(errors).toEqual([]);
    const made = calls();
    expect([...new Set(actions())]).toEqual([
      'cvm DescribeInstances',
      'lb DescribeForwardLBBackends',
      'lb DescribeForwardLBHealthStatus',
      'lb DescribeForwardLBListeners',
      'lb DescribeLBHealthStatus',
      'lb DescribeLoadBalancerBackends',
      'lb DescribeLoadBalancerListeners',
      'lb DescribeLoadBalancers',
    ]);
    for (const call of made) {
      const product = call.call.split(' ')[0] ?? '';
      expect(call).toMatchObject({
        host: `${product}.api.qcloud.com`,
        path: '/v2/index.php',
        signedAt: Date.parse(now),
        sent: { SecretId: 'secretIdFoo', Signature: signatureOf(call, 'secretKeyBar') },
      });
      expect(['gz', 'ap-guangzhou']).toContain(call.sent['Region']);
      expect(call.sent['Nonce']).toMatch(/^[1-9]\d*$/);
      // The other dialect of the machines' host.
      expect(call.params).not.toHaveProperty('Version');
    }
    expect(new Set(made.map(({ sent }) => sent['Nonce'])).size).toBe(made.length);
  });

  const tenMinutes = 600_000;
  other(
    'clb-late',
    {
      ...line('lb DescribeLoadBalancers', listedLoadBalancers, {
        ...refusal(4500, 'request expired'),
        headers: { date: new Date(Date.parse(now) + tenMinutes).toUTCString() },
      }),
      times: 1,
    },
    line('lb DescribeLoadBalancers', listedLoadBalancers, sheet('DescribeLoadBalancers-2018')),
  );

  test('a time stamp that the vendor finds too old is mended by the vendor’s clock, with another nonce', async () => {
    const { data, errors } = await ask(
      '{ loadBalancers(filter: { account: ["clb-late"] }) { nodes { vendorId asOf } } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ loadBalancers: { nodes: [{ vendorId: 'lb-cjcymkw5', asOf: now }] } });
    const [first, second] = calls();
    expect(calls()).toHaveLength(2);
    expect(second?.signedAt).toBe(Date.parse(now) + tenMinutes);
    expect(second?.sent['Nonce']).not.toBe(first?.sent['Nonce']);
  });
});

describe('node ids', () => {
  script.push(
    ...classic('lb-node0001', {
      listeners: sheet('DescribeLoadBalancerListeners-2016'),
      backends: rows('lb DescribeLoadBalancerBackends', chinaRows),
    }),
    ...classic('lb-node0002', { backends: rows('lb DescribeLoadBalancerBackends', chinaRows) }),
    ...application('lb-node0003', {
      listeners: rows('lb DescribeForwardLBListeners', [
        forwardListener('lbl-fh7o7bgt', [{ locationId: 'loc-7w5sp6wf', url: '/second' }]),
        tcpListener,
      ]),
      backends: rows('lb DescribeForwardLBBackends', [
        ...sheetForwardBackends2018.data,
        ...sheetForwardBackendsTcp.data,
      ]),
    }),
  );
  /** Where the listener sends its traffic to another port meanwhile. */
  const moved = classic('lb-node0001', {
    listeners: rows('lb DescribeLoadBalancerListeners', [{ ...https, instancePort: 799 }]),
    backends: rows('lb DescribeLoadBalancerBackends', chinaRows),
  });
  const fresh = shareReplay(() => [loosely(replayed(clb, script))]);
  const moving = shareReplay(() => [loosely(replayed(clb, [...moved, ...script]))]);

  const fields = {
    LoadBalancer: `id ${loadBalancerFields}`,
    Listener: `id ${listenerFields}`,
    ListenerRule: `id ${ruleFields} listener { id }`,
    Backend: `id ${backendFields} health vendorHealth healthAsOf instance { id vendorId name kind }`,
    Instance: `id ${instanceFields}`,
  };
  interface Node {
    readonly __typename: keyof typeof fields;
    readonly id: string;
  }
  interface Nodes<T = Node> {
    readonly nodes: readonly T[];
  }
  interface Tree {
    readonly own: Node;
    readonly tree: {
      readonly listeners: Nodes<Node & { readonly rules?: Nodes }>;
      readonly backends: Nodes;
    };
    readonly rules: { readonly listeners: Nodes<{ readonly rules: Nodes }> };
  }
  const place = (id: string) => `loadBalancer(account: "clb", region: "ap-guangzhou", vendorId: "${id}")`;
  const treeOf = (id: string) => `{
    own: ${place(id)} { __typename ${fields.LoadBalancer} }
    tree: ${place(id)} { listeners { nodes { __typename ${fields.Listener} } } backends { nodes { __typename ${fields.Backend} } } }
    rules: ${place(id)} { listeners { nodes { rules { nodes { __typename ${fields.ListenerRule} } } } } } }`;
  const objectsOf = ({ own, tree, rules }: Tree) => [
    own,
    ...tree.listeners.nodes,
    ...rules.listeners.nodes.flatMap((listener) => listener.rules.nodes),
    ...tree.backends.nodes,
  ];

  for (const [id, count] of [
    ['lb-node0001', 1 + 1 + 2],
    ['lb-node0002', 1 + 2],
    ['lb-node0003', 1 + 2 + 1 + 3],
  ] as const) {
    test(`everything of ${id} is the same by its node id, in a gateway that knows nothing`, async () => {
      const { data, errors } = await ask<Tree>(treeOf(id));
      expect(errors).toEqual([]);
      const objects = objectsOf(data);
      expect(objects).toHaveLength(count);
      expect(new Set(objects.map((object) => object.id)).size).toBe(count);
      for (const object of objects) {
        const type = object.__typename;
        const again = await fresh.ask(
          `query ($id: ID!) { node(id: $id) { __typename ... on ${type} { ${fields[type]} } } }`,
          { id: object.id },
        );
        expect(again.errors).toEqual([]);
        expect(again.data).toEqual({ node: object });
      }
    });
  }

  test('a machine is the same by its node id', async () => {
    const query = `{ instance(account: "clb", region: "ap-guangzhou", vendorId: "ins-flp1test") { __typename ${fields.Instance} } }`;
    const { data } = await ask<{ readonly instance: Node }>(query);
    const again = await fresh.ask(
      `query ($id: ID!) { node(id: $id) { __typename ... on Instance { ${fields.Instance} } } }`,
      { id: data.instance.id },
    );
    expect(again.errors).toEqual([]);
    expect(again.data).toEqual({ node: data.instance });
  });

  test('one id never has two ports: once the listener’s port for instances is another, it is gone', async () => {
    const ids = `${place('lb-node0001')} { backends { nodes { __typename id port } } }`;
    interface Ids {
      readonly loadBalancer: { readonly backends: Nodes<Node & { readonly port: number }> };
    }
    const before = await ask<Ids>(`{ ${ids} }`);
    const after = await moving.ask<Ids>(`{ ${ids} }`);
    const [old] = before.data.loadBalancer.backends.nodes;
    const [replaced] = after.data.loadBalancer.backends.nodes;
    expect([old?.port, replaced?.port]).toEqual([798, 799]);
    expect(old?.id).not.toBe(replaced?.id);
    const answer = await moving.ask('query ($id: ID!) { node(id: $id) { ... on Backend { port } } }', {
      id: old?.id,
    });
    expect(answer).toMatchObject({ data: { node: null }, errors: [] });
  });
});
