import { describe, expect, test } from 'vitest';
import sheetDeep from '../fixtures/sheets/tencent-bmlb/DescribeBmForwardListenerInfo.json' with { type: 'json' };
import sheetAddress from '../fixtures/sheets/tencent-bmlb/DescribeBmL4ListenerBackends-address.json' with { type: 'json' };
import sheetBackends from '../fixtures/sheets/tencent-bmlb/DescribeBmL4ListenerBackends.json' with { type: 'json' };
import sheetDevices from '../fixtures/sheets/tencent-bmlb/DescribeDevice.json' with { type: 'json' };
import type { ReplayLine } from './replay-server.js';
import { list, now, short, wholeUntold, whole, type ReplayAccount } from './replay.js';
import { shareReplay } from './shared-replay.js';
import {
  bareMetal,
  devices,
  layer4Row,
  layer7Row,
  loadBalancerRow,
  returnedDevices,
  sheet,
  type Fields,
} from './tencent-bmlb-script.js';
import { bmlb, line, loosely, refusal, replayed, rows, signatureOf, type Action } from './tencent-script.js';

/** What the calls about each test's own load balancers are answered. */
const script: ReplayLine[] = [];
/** Accounts of their own for what is asked of a whole region. */
const others = new Map<string, { account: ReplayAccount; script: ReplayLine[] }>();

function other(id: string, ...lines: ReplayLine[]): string {
  others.set(id, { account: { ...bmlb, id }, script: lines });
  return id;
}

const { ask, calls, actions } = shareReplay(() => [
  replayed(bmlb, script),
  ...[...others.values()].map((each) => replayed(each.account, each.script)),
]);

const one = (vendorId: string, selection: string) =>
  `{ loadBalancer(account: "bm", region: "ap-beijing", vendorId: "${vendorId}") { ${selection} } }`;

const loadBalancerFields = `provider region zone vendorId name status vendorStatus scheme addresses domain networkId createdAt
  vendorFields asOf`;
const checkFields = `enabled protocol path host port intervalSeconds timeoutSeconds healthyThreshold unhealthyThreshold`;
const listenerFields = `vendorId name protocol ports { from to } port scheduler status vendorStatus asOf vendorFields
  sessionPersistence { type cookieName timeoutSeconds } healthCheck { ${checkFields} }`;
const ruleFields = `vendorId domain path status vendorStatus asOf healthCheck { ${checkFields} }`;
const targetFields = `target { __typename ... on Instance { vendorId } ... on IpTarget { address } }`;
const backendFields = `vendorId port weight status vendorStatus health vendorHealth healthAsOf addresses createdAt vendorFields asOf
  loadBalancer { vendorId } listener { vendorId } rule { vendorId } ${targetFields}`;
const instanceFields = `vendorId region zone name kind status vendorStatus privateAddresses publicAddresses createdAt vendorFields asOf`;

const toDevices = () => actions().filter((action) => action.startsWith('bm '));
const toBackends = () => calls().filter(({ call }) => call === 'bmlb DescribeBmL4ListenerBackends');

describe('load balancers', () => {
  other('bm-list', {
    ...line('bmlb DescribeBmLoadBalancers', {}, sheet('DescribeBmLoadBalancers')),
    page: { offset: '0', limit: '100', orderBy: 'createTime', orderType: '0' },
  });

  test('the example: one call of the largest page, the oldest first', async () => {
    const { data, errors } = await ask(
      `{ account(id: "bm-list") { provider api regions simulated }
         loadBalancers(filter: { account: ["bm-list"] }) { ${list} nodes { account { id } ${loadBalancerFields} } } }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      // Configured as `bj`: one region has one name.
      account: { provider: 'TENCENT_BMLB', api: 'v2', regions: ['ap-beijing'], simulated: true },
      loadBalancers: whole([
        {
          account: { id: 'bm-list' },
          provider: 'TENCENT_BMLB',
          region: 'ap-beijing',
          zone: null,
          vendorId: 'lb-abcdefgh',
          name: 'XXX',
          status: 'ACTIVE',
          vendorStatus: '1',
          scheme: 'PUBLIC',
          addresses: ['115.115.115.115'],
          domain: 'abc.hslb.myqcloud.com',
          networkId: 'vpc-abcdefgh',
          // Local text is Beijing time.
          createdAt: '2017-03-08T07:38:00.000Z',
          vendorFields: {
            statusTime: '2017-04-25 21:03:40',
            unSubnetId: '0',
            vpcId: 1000,
            subnetId: 0,
            projectId: 0,
            latestPayMode: 'flow',
            payMode: 'flow',
            bandwidth: 0,
            tgwSetType: 'fullnat',
          },
          asOf: now,
        },
      ]),
    });
    expect(actions()).toEqual(['bmlb DescribeBmLoadBalancers']);
  });

  other(
    'bm-untidy',
    line(
      'bmlb DescribeBmLoadBalancers',
      {},
      rows('bmlb DescribeBmLoadBalancers', [
        // As while it is being created.
        loadBalancerRow('lb-0', { status: 0, loadBalancerType: '', loadBalancerVips: [''], domain: '' }),
        loadBalancerRow('lb-1', { status: '1', loadBalancerType: 'internal', loadBalancerName: '' }),
        loadBalancerRow('lb-2', { status: 2, loadBalancerType: 'Open', unVpcId: '' }),
        loadBalancerRow('lb-3', { status: null, unVpcId: null, createTime: '0000-00-00 00:00:00' }),
      ]),
    ),
  );

  test('each status and type of the value map, and what is empty or not listed there', async () => {
    const { data, errors } = await ask(
      '{ loadBalancers(filter: { account: ["bm-untidy"] }) { coverage { exact } nodes { vendorId name status vendorStatus scheme addresses domain networkId createdAt } } }',
    );
    expect(errors).toEqual([]);
    const row = {
      name: 'XXX',
      status: 'ACTIVE',
      vendorStatus: '1',
      scheme: 'PUBLIC',
      addresses: ['115.115.115.115'],
      domain: 'abc.hslb.myqcloud.com',
      networkId: 'vpc-abcdefgh',
      createdAt: '2017-03-08T07:38:00.000Z',
    };
    expect(data).toEqual({
      loadBalancers: {
        coverage: { exact: true },
        nodes: [
          {
            ...row,
            vendorId: 'lb-0',
            status: 'CREATING',
            vendorStatus: '0',
            scheme: 'UNKNOWN',
            addresses: [],
            domain: null,
          },
          { ...row, vendorId: 'lb-1', name: null, scheme: 'PRIVATE' },
          { ...row, vendorId: 'lb-2', status: 'UNKNOWN', vendorStatus: '2', networkId: null },
          {
            ...row,
            vendorId: 'lb-3',
            status: 'UNKNOWN',
            vendorStatus: null,
            networkId: null,
            createdAt: null,
          },
        ],
      },
    });
  });
});

/** How the vendor may say that a load balancer does not exist: which public code goes with the module's is not documented. */
const notExisting = {
  'public code 5000': refusal(5000, 'resource not found'),
  '11041 within 5000': refusal(5000, '(11041)LB does not exist', 'InvalidParameter.CCDBLBNotExist'),
  '11041 within 4000': refusal(4000, '(11041)LB does not exist', 'InvalidParameter.CCDBLBNotExist'),
  '11041 within 4000 as text, without codeDesc': refusal('4000', '(11041)LB does not exist'),
  '11041 as the code itself': refusal(11041, 'LB does not exist', 'InvalidParameter.CCDBLBNotExist'),
};

describe('what does not exist', () => {
  const emptied = {
    totalCount: null,
    coverage: { answered: 1, seen: 0, exact: false, failures: [] },
    nodes: [],
  };
  const nothing = 'totalCount coverage { answered seen exact failures { code } } nodes { vendorId }';
  for (const [at, [form, answer]] of Object.entries(notExisting).entries()) {
    const [unknown, gone, lean, silent] = ['unknown', 'gone', 'lean', 'silent'].map(
      (kind) => `lb-${kind}${at}`,
    );
    script.push(
      line('bmlb DescribeBmLoadBalancers', { loadBalancerIds: [unknown] }, answer),
      ...bareMetal(gone ?? '', { listeners: answer }),
      ...bareMetal(lean ?? '', { listeners: answer }),
      ...bareMetal(silent ?? '', {
        layer4: [layer4Row('lbl-abcdefgh')],
        backends: { 'lbl-abcdefgh': answer },
      }),
    );

    test(`${form}: a load balancer by its id is null; lists below one that has gone meanwhile are empty and not exact`, async () => {
      const queries = {
        unknown: one(unknown ?? '', 'vendorId'),
        gone: one(gone ?? '', `listeners { ${nothing} }`),
        lean: one(lean ?? '', `listeners { totalCount nodes { vendorId name } }`),
        silent: one(silent ?? '', `listeners { nodes { backends { ${nothing} } } }`),
      };
      const answers: Record<string, unknown> = {};
      for (const [name, query] of Object.entries(queries)) {
        const { data, errors } = await ask(query);
        expect(errors).toEqual([]);
        answers[name] = data['loadBalancer'];
      }
      expect(answers).toEqual({
        unknown: null,
        gone: { listeners: emptied },
        lean: { listeners: { totalCount: null, nodes: [] } },
        silent: { listeners: { nodes: [{ backends: emptied }] } },
      });
    });
  }

  script.push(
    line(
      'bmlb DescribeBmLoadBalancers',
      { loadBalancerIds: ['lb-empty000'] },
      rows('bmlb DescribeBmLoadBalancers', []),
    ),
  );

  test('an empty answer to a load balancer’s id is null as well', async () => {
    const { data, errors } = await ask(one('lb-empty000', 'vendorId'));
    expect({ data, errors }).toEqual({ data: { loadBalancer: null }, errors: [] });
  });
});

const layer4 = {
  vendorId: 'lbl-abcdefgh',
  name: 'test-tcp',
  protocol: 'TCP',
  ports: [{ from: 1234, to: 1234 }],
  port: 1234,
  scheduler: 'UNKNOWN',
  status: 'ACTIVE',
  vendorStatus: '1',
  sessionPersistence: { type: 'UNKNOWN', cookieName: null, timeoutSeconds: 900 },
  healthCheck: {
    enabled: true,
    protocol: 'UNKNOWN',
    path: null,
    host: null,
    port: null,
    intervalSeconds: 5,
    timeoutSeconds: 2,
    healthyThreshold: 3,
    unhealthyThreshold: 3,
  },
  asOf: now,
  vendorFields: {
    bandwidth: 0,
    listenerType: 'L4Listener',
    customHealthSwitch: 0,
    inputType: '',
    lineSeparatorType: 0,
    healthRequest: '',
    healthResponse: '',
    toaFlag: 0,
    addTimestamp: '2017-04-19 22:07:11',
  },
};
const layer7 = {
  vendorId: 'lbl-abcdefge',
  name: 'test-http',
  protocol: 'HTTP',
  ports: [{ from: 80, to: 80 }],
  port: 80,
  scheduler: 'UNKNOWN',
  status: 'ACTIVE',
  vendorStatus: '1',
  // Both belong to the locations.
  sessionPersistence: null,
  healthCheck: null,
  asOf: now,
  vendorFields: {
    bandwidth: 0,
    listenerType: 'L7Listener',
    SSLMode: 0,
    certId: '',
    certCaId: '',
    addTimestamp: '2017-03-09 19:34:45',
  },
};
const rule = {
  vendorId: 'loc-abcdefgh',
  domain: 'www.a.com',
  path: '/',
  status: 'ACTIVE',
  vendorStatus: '1',
  asOf: now,
  healthCheck: {
    enabled: true,
    protocol: 'HTTP',
    path: '/',
    host: null,
    port: null,
    intervalSeconds: 30,
    timeoutSeconds: null,
    healthyThreshold: 3,
    unhealthyThreshold: 5,
  },
};

describe('listeners and rules', () => {
  script.push(
    ...bareMetal('lb-lean', {}).filter(({ call }) => call !== 'bmlb DescribeBmVportInfo'),
    line('bmlb DescribeBmVportInfo', { loadBalancerId: 'lb-lean' }, sheet('DescribeBmVportInfo')),
  );

  test('the example of ports: what it tells costs one call, and nothing else is asked', async () => {
    const { data, errors } = await ask(
      one('lb-lean', `listeners { ${list} nodes { id vendorId name protocol port status } }`),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        listeners: whole([
          {
            id: expect.any(String) as string,
            vendorId: 'lbl-abcdefgh',
            name: 'xxx',
            protocol: 'HTTP',
            port: 1234,
            status: 'ACTIVE',
          },
        ]),
      },
    });
    expect(actions()).toEqual(['bmlb DescribeBmLoadBalancers', 'bmlb DescribeBmVportInfo']);
  });

  const leanRow = (listenerId: string, protocol: string, loadBalancerPort: number) => ({
    ...{ listenerId, listenerName: '', protocol, loadBalancerPort, bandwidth: 0, status: 1 },
  });
  const inAnyOrder = [
    leanRow('lbl-1', 'https', 443),
    leanRow('lbl-2', 'udp', 53),
    leanRow('lbl-3', 'http', 80),
    leanRow('lbl-4', 'tcp', 443),
  ];
  script.push(
    ...bareMetal('lb-lean-mixed', {}).filter(({ call }) => call !== 'bmlb DescribeBmVportInfo'),
    line(
      'bmlb DescribeBmVportInfo',
      { loadBalancerId: 'lb-lean-mixed' },
      rows('bmlb DescribeBmVportInfo', inAnyOrder),
    ),
  );

  test('ports of both layers in any order: layer 4 first, as in the full lists', async () => {
    const { data, errors } = await ask(
      one('lb-lean-mixed', 'listeners { totalCount nodes { vendorId protocol port } }'),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        listeners: {
          totalCount: 4,
          nodes: [
            { vendorId: 'lbl-2', protocol: 'UDP', port: 53 },
            { vendorId: 'lbl-4', protocol: 'TCP', port: 443 },
            { vendorId: 'lbl-1', protocol: 'HTTPS', port: 443 },
            { vendorId: 'lbl-3', protocol: 'HTTP', port: 80 },
          ],
        },
      },
    });
  });

  script.push(
    ...bareMetal('lb-layers', { layer4: [layer4Row('lbl-abcdefgh')], layer7: [layer7Row('lbl-abcdefge')] }),
  );

  test('the examples of both layers: layer 4 first, one call each; the rule is a location', async () => {
    const { data, errors } = await ask(
      one(
        'lb-layers',
        `listeners { ${list} nodes { ${listenerFields} loadBalancer { vendorId } rules { nodes { ${ruleFields} listener { vendorId } } } } }`,
      ),
    );
    expect(errors).toEqual([]);
    const loadBalancer = { vendorId: 'lb-layers' };
    expect(data).toEqual({
      loadBalancer: {
        listeners: whole([
          { ...layer4, loadBalancer, rules: { nodes: [] } },
          {
            ...layer7,
            loadBalancer,
            rules: { nodes: [{ ...rule, listener: { vendorId: 'lbl-abcdefge' } }] },
          },
        ]),
      },
    });
    expect(actions()).toEqual([
      'bmlb DescribeBmForwardListenerInfo',
      'bmlb DescribeBmListeners',
      'bmlb DescribeBmLoadBalancers',
    ]);
  });

  const variants: readonly (Fields & { readonly listenerId: string })[] = [
    layer4Row('lbl-0', { protocol: 'udp', sessionExpire: 0, healthSwitch: 0, status: 0 }),
    layer4Row('lbl-1', { loadBalancerPort: '1234', sessionExpire: '900', status: '1', timeOut: '2' }),
    layer4Row('lbl-2', { status: 2, listenerName: '' }),
    layer4Row('lbl-3', { status: 3, protocol: 'sctp', loadBalancerPort: 0 }),
    layer4Row('lbl-4', { status: 4 }),
    layer4Row('lbl-5', { status: 9 }),
  ];
  const custom = [
    'customHealthSwitch',
    'inputType',
    'lineSeparatorType',
    'healthRequest',
    'healthResponse',
    'toaFlag',
  ];
  const old = Object.fromEntries(
    Object.entries(layer4Row('lbl-6')).filter(([name]) => !custom.includes(name)),
  );
  script.push(...bareMetal('lb-variants', { layer4: [...variants, { ...old, listenerId: 'lbl-6' }] }));

  test('every status, numbers in strings, what is switched off, and the old edition without custom checks', async () => {
    const { data, errors } = await ask(
      one('lb-variants', `listeners { coverage { exact } nodes { ${listenerFields} } }`),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        listeners: {
          coverage: { exact: true },
          nodes: [
            {
              ...layer4,
              vendorId: 'lbl-0',
              protocol: 'UDP',
              status: 'CREATING',
              vendorStatus: '0',
              sessionPersistence: null,
              healthCheck: { ...layer4.healthCheck, enabled: false },
            },
            { ...layer4, vendorId: 'lbl-1' },
            { ...layer4, vendorId: 'lbl-2', name: null, status: 'FAILED', vendorStatus: '2' },
            {
              ...layer4,
              vendorId: 'lbl-3',
              protocol: 'UNKNOWN',
              status: 'DELETING',
              vendorStatus: '3',
              ports: null,
              port: null,
            },
            { ...layer4, vendorId: 'lbl-4', status: 'FAILED', vendorStatus: '4' },
            { ...layer4, vendorId: 'lbl-5', status: 'UNKNOWN', vendorStatus: '9' },
            {
              ...layer4,
              vendorId: 'lbl-6',
              vendorFields: {
                bandwidth: 0,
                listenerType: 'L4Listener',
                addTimestamp: '2017-04-19 22:07:11',
              },
            },
          ],
        },
      },
    });
  });

  const [sheetRule] = sheetDeep.listenerSet[0]?.ruleSet ?? [];
  const [sheetLocation] = sheetRule?.locations ?? [];
  const location = (locationId: string, url: string, fields: Fields = {}) => ({
    ...sheetLocation,
    locationId,
    url,
    rsList: [],
    ...fields,
  });
  const ruleSet = [
    {
      ...sheetRule,
      domain: '_',
      domainId: 'dm-1',
      locations: [
        location('loc-1', '~* ^/a', { status: 0, httpCheckDomain: 'check.a.com' }),
        location('loc-2', '/', { status: '3', healthSwitch: 0, intervalTime: '5' }),
      ],
    },
    {
      ...sheetRule,
      domain: '*.b.com',
      domainId: 'dm-2',
      locations: [location('loc-3', '/', { status: 4 })],
    },
    { ...sheetRule, domain: 'none.com', domainId: 'dm-3', locations: [] },
  ];
  script.push(
    ...bareMetal('lb-locations', {
      layer7: [layer7Row('lbl-1', { ruleSet }), layer7Row('lbl-2', { ruleSet: [], protocol: 'https' })],
    }),
  );

  test('a rule for each location, domain after domain, with the host that is checked; no total is told', async () => {
    const { data, errors } = await ask(
      one(
        'lb-locations',
        `listeners { nodes { vendorId protocol rules { ${list} nodes { ${ruleFields} } } } }`,
      ),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        listeners: {
          nodes: [
            {
              vendorId: 'lbl-1',
              protocol: 'HTTP',
              rules: wholeUntold([
                {
                  ...rule,
                  vendorId: 'loc-1',
                  domain: '_',
                  path: '~* ^/a',
                  status: 'CREATING',
                  vendorStatus: '0',
                  healthCheck: { ...rule.healthCheck, host: 'check.a.com' },
                },
                {
                  ...rule,
                  vendorId: 'loc-2',
                  domain: '_',
                  status: 'DELETING',
                  vendorStatus: '3',
                  healthCheck: { ...rule.healthCheck, enabled: false, intervalSeconds: 5 },
                },
                { ...rule, vendorId: 'loc-3', domain: '*.b.com', status: 'FAILED', vendorStatus: '4' },
              ]),
            },
            { vendorId: 'lbl-2', protocol: 'HTTPS', rules: wholeUntold([]) },
          ],
        },
      },
    });
  });
});

const [machineRow] = sheetBackends.data;
const [addressRow] = sheetAddress.data;
const backendRows = (set: readonly unknown[]) => rows('bmlb DescribeBmL4ListenerBackends', set);
const bound = (instanceId: string, fields: Fields = {}) => ({ ...machineRow, instanceId, ...fields });

/** What the sheet's row of a machine says; a binding has neither an id nor a status of its own. */
const dead = {
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
  vendorFields: { bindType: 0, operates: machineRow?.operates },
  asOf: now,
  listener: { vendorId: 'lbl-abcdefgh' },
  rule: null,
  target: { __typename: 'Instance', vendorId: 'cpm-abcdefgh' },
};
/** What the sheet's row of a virtual machine's address says. */
const address = {
  ...dead,
  port: 8080,
  weight: 0,
  health: 'UP',
  vendorHealth: 'Alive',
  addresses: ['10.0.8.7'],
  vendorFields: { bindType: 1 },
  target: { __typename: 'IpTarget', address: '10.0.8.7' },
};

describe('backends', () => {
  script.push(
    ...bareMetal('lb-kinds', {
      layer4: [layer4Row('lbl-abcdefgh'), layer4Row('lbl-address'), layer4Row('lbl-none')],
      backends: {
        'lbl-abcdefgh': sheet('DescribeBmL4ListenerBackends'),
        'lbl-address': sheet('DescribeBmL4ListenerBackends-address'),
      },
    }),
  );

  test('the examples of layer 4: a machine, a bare address, and nothing; one call for each listener, none to the machines', async () => {
    const own = `${list} nodes { ${backendFields} instance { vendorId name kind region account { id } privateAddresses } }`;
    const { data, errors } = await ask(
      one('lb-kinds', `backends { ${own} } listeners { nodes { vendorId backends { ${own} } } }`),
    );
    expect(errors).toEqual([]);
    const loadBalancer = { vendorId: 'lb-kinds' };
    const machine = {
      ...dead,
      loadBalancer,
      instance: {
        vendorId: 'cpm-abcdefgh',
        name: 'XXX',
        kind: 'BARE_METAL',
        region: 'ap-beijing',
        account: { id: 'bm' },
        privateAddresses: ['1.1.1.1'],
      },
    };
    const virtual = { ...address, loadBalancer, listener: { vendorId: 'lbl-address' }, instance: null };
    expect(data).toEqual({
      loadBalancer: {
        backends: wholeUntold([machine, virtual]),
        listeners: {
          nodes: [
            { vendorId: 'lbl-abcdefgh', backends: wholeUntold([machine]) },
            { vendorId: 'lbl-address', backends: wholeUntold([virtual]) },
            { vendorId: 'lbl-none', backends: wholeUntold([]) },
          ],
        },
      },
    });
    expect(
      toBackends()
        .map(({ params }) => params['listenerId'])
        .sort(),
    ).toEqual(['lbl-abcdefgh', 'lbl-address', 'lbl-none']);
    expect(toDevices()).toEqual([]);
  });

  script.push(
    ...bareMetal('lb-odd', {
      layer4: [layer4Row('lbl-abcdefgh')],
      backends: {
        'lbl-abcdefgh': backendRows([
          bound('cpm-1', { status: '' }),
          bound('cpm-1', { status: 'ALIVE', rsPort: '1235', weight: '7' }),
          bound('cpm-2', { status: 'Unknown', weight: ' 0 ', rsPort: ' 80' }),
          bound('cpm-3', { status: null, alias: '', operates: [] }),
          // As the newer API writes what is absent here.
          { ...addressRow, instanceId: '', alias: '', operates: [], status: 'Dead' },
          { ...addressRow, lanIp: '10.0.8.8', bindType: '1', instanceId: null },
          { ...machineRow, bindType: 2, instanceId: 'chm-abcdefgh' },
        ]),
      },
    }),
  );

  test('each health and what is not one; numbers in strings, with blanks; what is absent, null or empty alike; a kind that nobody knows', async () => {
    const { data, errors } = await ask(
      one(
        'lb-odd',
        `backends { ${list} nodes { port weight health vendorHealth addresses vendorFields ${targetFields} instance { vendorId } } }`,
      ),
    );
    expect(errors).toEqual([]);
    const row = (vendorId: string) => ({
      port: 1234,
      weight: 10,
      health: 'UNKNOWN',
      vendorHealth: null,
      addresses: ['1.1.1.1'],
      vendorFields: dead.vendorFields,
      target: { __typename: 'Instance', vendorId },
      instance: { vendorId },
    });
    const { port, weight, health, vendorHealth, addresses, target } = address;
    const bare = { port, weight, health, vendorHealth, addresses, target, instance: null };
    expect(data).toEqual({
      loadBalancer: {
        backends: wholeUntold([
          row('cpm-1'),
          { ...row('cpm-1'), port: 1235, weight: 7, health: 'UP', vendorHealth: 'ALIVE' },
          { ...row('cpm-2'), port: 80, weight: 0, vendorHealth: 'Unknown' },
          { ...row('cpm-3'), vendorFields: { bindType: 0, operates: [] } },
          {
            ...bare,
            health: 'DOWN',
            vendorHealth: 'Dead',
            vendorFields: { bindType: 1, operates: [] },
          },
          {
            ...bare,
            addresses: ['10.0.8.8'],
            vendorFields: { bindType: '1' },
            target: { __typename: 'IpTarget', address: '10.0.8.8' },
          },
          {
            ...row('chm-abcdefgh'),
            health: 'DOWN',
            vendorHealth: 'Dead',
            vendorFields: { bindType: 2, operates: machineRow?.operates },
            target: { __typename: 'UnknownTarget' },
            instance: null,
          },
        ]),
      },
    });
  });

  script.push(
    ...bareMetal('lb-deep', {
      layer4: [layer4Row('lbl-abcdefgh')],
      layer7: [layer7Row('lbl-abcdefge')],
      backends: { 'lbl-abcdefgh': sheet('DescribeBmL4ListenerBackends-address') },
    }),
  );

  test('the example of layer 7: backends come inside the deep list, below their rule; layer 4 stands first', async () => {
    const own = `${list} nodes { ${backendFields} instance { vendorId name kind privateAddresses } }`;
    const { data, errors } = await ask(
      one(
        'lb-deep',
        `backends { ${own} } listeners { nodes { vendorId backends { ${own} } rules { nodes { vendorId backends { ${own} } } } } }`,
      ),
    );
    expect(errors).toEqual([]);
    const loadBalancer = { vendorId: 'lb-deep' };
    const virtual = { ...address, loadBalancer, instance: null };
    const machine = {
      ...dead,
      loadBalancer,
      listener: { vendorId: 'lbl-abcdefge' },
      rule: { vendorId: 'loc-abcdefgh' },
      port: 80,
      // The example leaves `bindType` out: what has a machine's id is one.
      vendorFields: {},
      instance: {
        vendorId: 'cpm-abcdefgh',
        name: 'xxx',
        kind: 'BARE_METAL',
        privateAddresses: ['1.1.1.1'],
      },
    };
    expect(data).toEqual({
      loadBalancer: {
        backends: wholeUntold([virtual, machine]),
        listeners: {
          nodes: [
            { vendorId: 'lbl-abcdefgh', backends: wholeUntold([virtual]), rules: { nodes: [] } },
            {
              vendorId: 'lbl-abcdefge',
              backends: wholeUntold([machine]),
              rules: { nodes: [{ vendorId: 'loc-abcdefgh', backends: wholeUntold([machine]) }] },
            },
          ],
        },
      },
    });
    expect(actions()).toEqual([
      'bmlb DescribeBmForwardListenerInfo',
      'bmlb DescribeBmL4ListenerBackends',
      'bmlb DescribeBmLoadBalancers',
      'bmlb DescribeBmVportInfo',
    ]);
  });

  const [sheetRule] = sheetDeep.listenerSet[0]?.ruleSet ?? [];
  const [sheetLocation] = sheetRule?.locations ?? [];
  const [sheetRs] = sheetLocation?.rsList ?? [];
  const location = (locationId: string, rsList: readonly unknown[]) => ({
    ...sheetLocation,
    ...{ locationId, url: `/${locationId}`, rsList },
  });
  const withoutList = { ...sheetLocation, locationId: 'loc-4', url: '/none', rsList: undefined };
  script.push(
    ...bareMetal('lb-everywhere', {
      layer7: [
        layer7Row('lbl-1', {
          ruleSet: [
            {
              ...sheetRule,
              domainId: 'dm-1',
              locations: [
                location('loc-1', [
                  { ...sheetRs, weight: 1, status: 'Alive' },
                  { bindType: 1, lanIp: '10.0.8.7', rsPort: 80, weight: 5, status: 'Alive' },
                ]),
                location('loc-2', [{ ...sheetRs, bindType: 0, weight: 2, mgtIp: '2.2.2.2' }]),
              ],
            },
            {
              ...sheetRule,
              domainId: 'dm-2',
              locations: [location('loc-3', [{ ...sheetRs, weight: 3, status: '' }]), withoutList],
            },
          ],
        }),
      ],
    }),
  );

  test('one machine and port below several rules is a backend in each, with weight and health of its own', async () => {
    const { data, errors } = await ask(
      one(
        'lb-everywhere',
        `backends { ${list} nodes { rule { vendorId } weight health vendorHealth vendorFields ${targetFields} } }`,
      ),
    );
    expect(errors).toEqual([]);
    const machine = { __typename: 'Instance', vendorId: 'cpm-abcdefgh' };
    const seen = (at: number, weight: number, health: string, vendorHealth: string | null) => ({
      rule: { vendorId: `loc-${at}` },
      weight,
      health,
      vendorHealth,
      vendorFields: {},
      target: machine,
    });
    expect(data).toEqual({
      loadBalancer: {
        backends: wholeUntold([
          seen(1, 1, 'UP', 'Alive'),
          {
            ...seen(1, 5, 'UP', 'Alive'),
            vendorFields: { bindType: 1 },
            target: { __typename: 'IpTarget', address: '10.0.8.7' },
          },
          { ...seen(2, 2, 'DOWN', 'Dead'), vendorFields: { bindType: 0, mgtIp: '2.2.2.2' } },
          seen(3, 3, 'UNKNOWN', null),
        ]),
      },
    });
    expect(toBackends()).toEqual([]);
  });

  script.push(
    ...bareMetal('lb-half', {
      layer4: [layer4Row('lbl-abcdefgh'), layer4Row('lbl-address')],
      backends: {
        'lbl-abcdefgh': refusal(6000, '(11060)gateway abnormal', 'InternalError.TGWAbnormal'),
        'lbl-address': sheet('DescribeBmL4ListenerBackends-address'),
      },
    }),
  );

  test('the gateway that tells health is down (11060): that listener’s backends are null under one error, its sibling’s are whole', async () => {
    const { data, errors } = await ask(
      one('lb-half', `listeners { nodes { vendorId backends { ${list} nodes { port } } } }`),
    );
    expect(data).toEqual({
      loadBalancer: {
        listeners: {
          nodes: [
            { vendorId: 'lbl-abcdefgh', backends: null },
            { vendorId: 'lbl-address', backends: wholeUntold([{ port: 8080 }]) },
          ],
        },
      },
    });
    expect(errors).toMatchObject([
      {
        path: ['loadBalancer', 'listeners', 'nodes', 0, 'backends'],
        message: expect.stringContaining('gateway abnormal') as string,
        extensions: {
          code: 'UPSTREAM_UNAVAILABLE',
          account: 'bm',
          provider: 'TENCENT_BMLB',
          region: 'ap-beijing',
          action: 'DescribeBmL4ListenerBackends',
          retryable: true,
          vendorRequestId: null,
        },
      },
    ]);
    const flat = await ask(one('lb-half', 'backends { nodes { port } }'));
    expect(flat.data).toEqual({ loadBalancer: { backends: null } });
    expect(flat.errors).toHaveLength(1);
  });

  script.push(
    ...bareMetal('lb-unreadable', {
      layer4: [layer4Row('lbl-abcdefgh')],
      backends: {
        'lbl-abcdefgh': backendRows([
          bound('cpm-1'),
          bound('cpm-2', { rsPort: { is: 'wrong' } }),
          bound('cpm-3'),
        ]),
      },
    }),
  );

  test('a row that cannot be read is dropped, and the list says that it is not exact', async () => {
    const { data, errors } = await ask(
      one('lb-unreadable', `backends { ${list} nodes { target { ... on Instance { vendorId } } } }`),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      loadBalancer: {
        backends: short(null, [{ target: { vendorId: 'cpm-1' } }, { target: { vendorId: 'cpm-3' } }]),
      },
    });
  });
});

const [gateway, server] = sheetDevices.data.deviceList;

describe('machines', () => {
  const machine = { region: 'ap-beijing', zone: 'ap-beijing-bls-1', kind: 'BARE_METAL', asOf: now };
  /** Whether the zone's number stands here as well, beside its name as `zone`, is left open. */
  const fieldsOf = (fields: Fields) => expect.objectContaining(fields) as Fields;
  other('bm-machines', {
    ...line('bm DescribeDevice', {}, sheet('DescribeDevice')),
    page: { offset: '0', limit: '100' },
  });

  test('the example: numbers in strings, an empty public address, zones by their names', async () => {
    const { data, errors } = await ask(
      `{ instances(filter: { account: ["bm-machines"] }) { ${list} nodes { ${instanceFields} } } }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      instances: whole([
        {
          ...machine,
          vendorId: 'cpm-d1y5rcex3',
          name: 'gateway',
          status: 'RUNNING',
          vendorStatus: '4',
          privateAddresses: ['10.6.10.67'],
          publicAddresses: [],
          createdAt: '2016-05-10T09:54:48.000Z',
          vendorFields: fieldsOf({
            subnetId: '3',
            vpcId: '1025',
            unVpcId: 'vpc-8e0ypm3z',
            unSubnetId: 'subnet-34xt45as',
            operateStatus: '1',
            osTypeId: '1',
            raidId: '1',
            appId: '1251000000',
            projectId: '0',
            deadline: '2018-05-10 00:00:00',
            isVpcGateway: '1',
            autoRenewFlag: '1',
            deviceClass: 'M10',
            deviceClassCode: 'PS100v1',
            tagDetail: [],
          }),
        },
        {
          ...machine,
          vendorId: 'cpm-lad4pu06',
          name: 'server',
          status: 'RUNNING',
          vendorStatus: '4',
          privateAddresses: ['10.6.10.73'],
          publicAddresses: ['115.159.240.23'],
          createdAt: '2016-05-17T10:23:24.000Z',
          vendorFields: fieldsOf({
            subnetId: '4',
            vpcId: '1025',
            operateStatus: '1',
            appId: '1251001002',
            deadline: '2017-03-18 22:40:09',
            isVpcGateway: '0',
            autoRenewFlag: '0',
            deviceClass: 'TS60',
            deviceClassCode: 'PI102v1',
            tagDetail: [
              { key: 'test05', value: 'test05' },
              { key: 'TEST07', value: '' },
            ],
          }),
        },
      ]),
    });
    expect(actions()).toEqual(['bm DescribeDevice']);
  });

  const states = [
    [4, 1, 'RUNNING'],
    ['4', '11', 'RUNNING'],
    ['4', '12', 'RUNNING'],
    ['4', '13', 'RUNNING'],
    ['4', '14', 'RUNNING'],
    ['4', '15', 'RUNNING'],
    ['4', '3', 'STOPPED'],
    ['4', '2', 'MAINTENANCE'],
    ['4', '5', 'MAINTENANCE'],
    [4, 7, 'MAINTENANCE'],
    ['4', '9', 'MAINTENANCE'],
    ['4', '4', 'UNKNOWN'],
    ['4', '6', 'UNKNOWN'],
    ['4', '23', 'UNKNOWN'],
    ['1', '1', 'PENDING'],
    ['2', '3', 'PENDING'],
    ['3', '1', 'FAILED'],
    ['5', '1', 'FAILED'],
    [6, 1, 'FAILED'],
    ['7', '1', 'SUSPENDED'],
    ['8', '1', 'SUSPENDED'],
    ['9', '1', 'UNKNOWN'],
    ['10', '1', 'SUSPENDED'],
    ['11', '1', 'UNKNOWN'],
    ['12', '1', 'TERMINATED'],
    ['13', '3', 'TERMINATED'],
    ['14', '1', 'SUSPENDED'],
    ['16', '1', 'UNKNOWN'],
  ] as const;
  other(
    'bm-states',
    line(
      'bm DescribeDevice',
      {},
      rows(
        'bm DescribeDevice',
        states.map(([deviceStatus, operateStatus], at) => ({
          ...gateway,
          ...{ instanceId: `cpm-${at}`, deviceStatus, operateStatus },
        })),
      ),
    ),
  );

  test('every pair of the value map and others that it does not list, as numbers and as text', async () => {
    const { data, errors } = await ask(
      '{ instances(first: 100, filter: { account: ["bm-states"] }) { coverage { exact } nodes { status vendorStatus } } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      instances: {
        coverage: { exact: true },
        nodes: states.map(([vendorStatus, , status]) => ({ status, vendorStatus: String(vendorStatus) })),
      },
    });
  });

  const zones = [
    ['1000100003', 'ap-guangzhou-bls-1'],
    ['1000400001', 'ap-shanghai-bls-1'],
    [1000800001, 'ap-beijing-bls-1'],
    ['1000800002', 'ap-beijing-bls-2'],
    ['1000999999', '1000999999'],
    [null, null],
  ] as const;
  other(
    'bm-zones',
    line(
      'bm DescribeDevice',
      {},
      rows(
        'bm DescribeDevice',
        zones.map(([zoneId], at) => ({
          ...gateway,
          ...{ instanceId: `cpm-${at}`, zoneId, alias: '', lanIp: '', deliverTime: '0000-00-00 00:00:00' },
        })),
      ),
    ),
  );

  test('zones by the names that the sheet knows, others by their numbers; what is empty is null or none', async () => {
    const { data, errors } = await ask(
      '{ instances(filter: { account: ["bm-zones"] }) { nodes { zone name createdAt privateAddresses } } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      instances: {
        nodes: zones.map(([, zone]) => ({ zone, name: null, createdAt: null, privateAddresses: [] })),
      },
    });
  });

  const returned = {
    ...server,
    instanceId: 'cpm-returned',
    deviceStatus: '12',
    autoRenewFlag: 0,
    vpcName: 'net',
    subnetName: 'sub',
    vpcCidrBlock: '10.0.0.0/8',
    subnetCidrBlock: '10.6.0.0/16',
    osName: 'centos',
    osNameDisplay: 'CentOS 7',
    raid: 'RAID1',
    raidDisplay: 'RAID 1',
    operates: ['offlineDevice'],
  };
  const [sheetRule] = sheetDeep.listenerSet[0]?.ruleSet ?? [];
  const [sheetLocation] = sheetRule?.locations ?? [];
  const [sheetRs] = sheetLocation?.rsList ?? [];
  script.push(
    ...bareMetal('lb-machines', {
      layer4: [layer4Row('lbl-abcdefgh')],
      layer7: [
        layer7Row('lbl-abcdefge', {
          ruleSet: [
            {
              ...sheetRule,
              locations: [{ ...sheetLocation, rsList: [{ ...sheetRs, instanceId: 'cpm-lad4pu06' }] }],
            },
          ],
        }),
      ],
      backends: {
        'lbl-abcdefgh': backendRows([
          bound('cpm-nowhere', { alias: 'gone' }),
          bound('cpm-d1y5rcex3'),
          bound('cpm-returned'),
          addressRow,
        ]),
      },
    }),
    // By id, whatever the order and the number of rows.
    devices(['cpm-nowhere', 'cpm-d1y5rcex3', 'cpm-returned', 'cpm-lad4pu06'], sheet('DescribeDevice')),
    returnedDevices(['cpm-nowhere', 'cpm-returned'], rows('bm DescribeDeviceTrash', [returned])),
  );

  test('machines behind both layers in one call; those not in use in one more; nowhere is NOT_FOUND', async () => {
    const { data, errors } = await ask(
      one(
        'lb-machines',
        'backends { nodes { instance { vendorId name status vendorStatus zone publicAddresses createdAt asOf vendorFields } } }',
      ),
    );
    expect(errors).toEqual([]);
    const found = {
      status: 'RUNNING',
      vendorStatus: '4',
      zone: 'ap-beijing-bls-1',
      publicAddresses: ['115.159.240.23'],
      createdAt: '2016-05-17T10:23:24.000Z',
      asOf: now,
    };
    expect(data).toEqual({
      loadBalancer: {
        backends: {
          nodes: [
            {
              instance: {
                vendorId: 'cpm-nowhere',
                name: 'gone',
                status: 'NOT_FOUND',
                vendorStatus: null,
                zone: null,
                publicAddresses: null,
                createdAt: null,
                asOf: now,
                vendorFields: null,
              },
            },
            {
              instance: {
                ...found,
                vendorId: 'cpm-d1y5rcex3',
                // By the backend's row, as its price is nothing.
                name: 'XXX',
                publicAddresses: [],
                createdAt: '2016-05-10T09:54:48.000Z',
                vendorFields: fieldsOf({ deviceClass: 'M10' }),
              },
            },
            {
              instance: {
                ...found,
                vendorId: 'cpm-returned',
                name: 'XXX',
                status: 'TERMINATED',
                vendorStatus: '12',
                vendorFields: fieldsOf({
                  autoRenewFlag: 0,
                  vpcName: 'net',
                  subnetName: 'sub',
                  vpcCidrBlock: '10.0.0.0/8',
                  subnetCidrBlock: '10.6.0.0/16',
                  osName: 'centos',
                  osNameDisplay: 'CentOS 7',
                  raid: 'RAID1',
                  raidDisplay: 'RAID 1',
                  operates: ['offlineDevice'],
                }),
              },
            },
            { instance: null },
            {
              instance: {
                ...found,
                vendorId: 'cpm-lad4pu06',
                name: 'xxx',
                vendorFields: fieldsOf({ deviceClass: 'TS60' }),
              },
            },
          ],
        },
      },
    });
    expect(toDevices()).toEqual(['bm DescribeDevice', 'bm DescribeDeviceTrash']);
    const [lookUp, second] = calls().filter(({ call }) => call.startsWith('bm '));
    // The default of 20 holds however many ids are named.
    expect(Number(lookUp?.page['limit'])).toBeGreaterThanOrEqual(4);
    expect(Number(second?.page['limit'])).toBeGreaterThanOrEqual(2);
    expect([lookUp?.host, second?.host]).toEqual(['bm.api.qcloud.com', 'bm.api.qcloud.com']);
  });

  script.push(devices(['cpm-lad4pu06'], sheet('DescribeDevice')));

  test('one by its id, and one that is nowhere', async () => {
    const byId = (id: string) =>
      `{ instance(account: "bm", region: "ap-beijing", vendorId: "${id}") { vendorId status } }`;
    expect(await ask(byId('cpm-lad4pu06'))).toMatchObject({
      data: { instance: { vendorId: 'cpm-lad4pu06', status: 'RUNNING' } },
      errors: [],
    });
    expect(await ask(byId('cpm-00000000'))).toMatchObject({ data: { instance: null }, errors: [] });
  });
});

describe.concurrent('errors inside HTTP 200', () => {
  const anyUpstream = expect.stringMatching(/^UPSTREAM_/) as string;
  interface Refused {
    readonly action: Action;
    readonly outer: number | string;
    readonly text: string;
    readonly codeDesc?: string;
    readonly code: string;
    readonly retryable?: boolean;
  }
  const ours = { code: 'UPSTREAM_REJECTED', retryable: false };
  const theirs = { code: 'UPSTREAM_UNAVAILABLE', retryable: true };
  const loadBalancers = 'bmlb DescribeBmLoadBalancers';
  const machines = 'bm DescribeDevice';
  const refusals: readonly Refused[] = [
    { action: loadBalancers, outer: 5100, text: '(100004)projectId…', code: anyUpstream },
    {
      action: loadBalancers,
      outer: 4000,
      text: '(9003)offset is wrong',
      codeDesc: 'InvalidParameter',
      ...ours,
    },
    { action: loadBalancers, outer: 9003, text: 'offset is wrong', codeDesc: 'InvalidParameter', ...ours },
    {
      action: loadBalancers,
      outer: 6000,
      text: '(9006)store is down',
      codeDesc: 'InternalError.CCDBAbnormal',
      ...theirs,
    },
    {
      action: loadBalancers,
      outer: '9006',
      text: 'store is down',
      codeDesc: 'InternalError.CCDBAbnormal',
      ...theirs,
    },
    {
      action: loadBalancers,
      outer: 4100,
      text: 'Authentication failed.',
      codeDesc: 'AuthFailure',
      code: 'UPSTREAM_UNAUTHENTICATED',
      retryable: false,
    },
    { action: loadBalancers, outer: 6200, text: 'maintenance', ...theirs },
    {
      action: machines,
      outer: 6000,
      text: '(9001)database error',
      codeDesc: 'InternalError.DbError',
      ...theirs,
    },
    { action: machines, outer: 4000, text: '(10001)limit is wrong', codeDesc: 'InvalidParameter', ...ours },
  ];

  for (const [at, { action, outer, text, codeDesc, code, retryable }] of refusals.entries()) {
    const account = other(`bm-refused-${at}`, line(action, {}, refusal(outer, text, codeDesc)));
    const field = action === machines ? 'instances' : 'loadBalancers';
    test(`${outer} ${text} to ${action}: no edges, one failure, one coded error`, async () => {
      const { status, data, errors } = await ask(
        `{ ${field}(filter: { account: ["${account}"] }) { ${list} nodes { vendorId } } }`,
      );
      expect(status).toBe(200);
      const about = {
        account,
        provider: 'TENCENT_BMLB',
        region: 'ap-beijing',
        action: action.split(' ')[1],
        code,
        retryable: retryable ?? (expect.any(Boolean) as boolean),
      };
      // With the module's code in front of it or without.
      const said = expect.stringContaining(text.replace(/^\(\d+\)/, '')) as string;
      expect(data).toEqual({
        [field]: {
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
      expect(errors).toMatchObject([
        { path: [field], message: said, extensions: { ...about, vendorRequestId: null, retryAfterMs: null } },
      ]);
    });
  }
});

describe('signing', () => {
  other(
    'bm-signed',
    line(
      'bmlb DescribeBmLoadBalancers',
      {},
      rows('bmlb DescribeBmLoadBalancers', [loadBalancerRow('lb-signed01')]),
    ),
    ...bareMetal('lb-signed01', {
      layer4: [layer4Row('lbl-abcdefgh')],
      layer7: [layer7Row('lbl-abcdefge')],
      backends: { 'lbl-abcdefgh': sheet('DescribeBmL4ListenerBackends') },
    }),
  );

  test('each call of a whole tree goes to its product’s host and is signed for it', async () => {
    const { errors } = await ask(
      `{ loadBalancers(filter: { account: ["bm-signed"] }) { nodes { listeners { nodes { status vendorFields } } backends { nodes { health instance { createdAt } } } } } }`,
    );
    expect(errors).toEqual([]);
    expect([...new Set(actions())]).toEqual([
      'bm DescribeDevice',
      'bm DescribeDeviceTrash',
      'bmlb DescribeBmForwardListenerInfo',
      'bmlb DescribeBmL4ListenerBackends',
      'bmlb DescribeBmListeners',
      'bmlb DescribeBmLoadBalancers',
    ]);
    for (const call of calls()) {
      const product = call.call.split(' ')[0] ?? '';
      expect(call).toMatchObject({
        host: `${product}.api.qcloud.com`,
        path: '/v2/index.php',
        signedAt: Date.parse(now),
        sent: { SecretId: 'secretIdFoo', Signature: signatureOf(call, 'secretKeyBar') },
      });
      expect(['bj', 'ap-beijing']).toContain(call.sent['Region']);
      expect(call.sent['Nonce']).toMatch(/^[1-9]\d*$/);
    }
  });
});

describe('node ids', () => {
  script.push(
    ...bareMetal('lb-node0001', {
      layer4: [layer4Row('lbl-abcdefgh'), layer4Row('lbl-address')],
      layer7: [layer7Row('lbl-abcdefge')],
      backends: {
        'lbl-abcdefgh': sheet('DescribeBmL4ListenerBackends'),
        'lbl-address': sheet('DescribeBmL4ListenerBackends-address'),
      },
    }),
    devices(['cpm-d1y5rcex3'], sheet('DescribeDevice')),
  );
  const fresh = shareReplay(() => [loosely(replayed(bmlb, script))]);

  const fields = {
    LoadBalancer: `id ${loadBalancerFields}`,
    Listener: `id ${listenerFields}`,
    ListenerRule: `id ${ruleFields} listener { id }`,
    Backend: `id name ${backendFields} instance { id vendorId name kind }`,
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
    readonly tree: { readonly listeners: Nodes; readonly backends: Nodes };
    readonly rules: { readonly listeners: Nodes<{ readonly rules: Nodes }> };
    readonly machine: Node;
  }
  const place = `loadBalancer(account: "bm", region: "ap-beijing", vendorId: "lb-node0001")`;

  test('everything is the same by its node id, in a gateway that knows nothing', async () => {
    const { data, errors } = await ask<Tree>(`{
      own: ${place} { __typename ${fields.LoadBalancer} }
      tree: ${place} { listeners { nodes { __typename ${fields.Listener} } } backends { nodes { __typename ${fields.Backend} } } }
      rules: ${place} { listeners { nodes { rules { nodes { __typename ${fields.ListenerRule} } } } } }
      machine: instance(account: "bm", region: "ap-beijing", vendorId: "cpm-d1y5rcex3") { __typename ${fields.Instance} } }`);
    expect(errors).toEqual([]);
    const { own, tree, rules, machine } = data;
    const objects = [
      own,
      ...tree.listeners.nodes,
      ...rules.listeners.nodes.flatMap((listener) => listener.rules.nodes),
      ...tree.backends.nodes,
      machine,
    ];
    expect(objects.map((object) => object.__typename)).toEqual([
      'LoadBalancer',
      'Listener',
      'Listener',
      'Listener',
      'ListenerRule',
      'Backend',
      'Backend',
      'Backend',
      'Instance',
    ]);
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
});
