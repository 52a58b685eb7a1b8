import { beforeEach, describe, expect, it } from 'vitest';
import { rowsOf } from './qingcloud-client.js';
import { present, startSimulator, zenlayerAccount } from './start-simulator.js';
import { callZenlayer, type ZenlayerClientOptions, type ZenlayerReply } from './zenlayer-client.js';

const CLOCK = 1_800_000_000_000;
let now = CLOCK;
const { simulator, client } = await startSimulator({
  topology: { accounts: [zenlayerAccount()] },
  seed: 7,
  clock: () => now,
  budgets: new Map([['ZENLAYER_BMC', [{ calls: 20, seconds: 1 }]]]),
});

type Row = Record<string, unknown>;

const reply = (
  action: string,
  args: unknown = {},
  more: Partial<ZenlayerClientOptions> = {},
): Promise<ZenlayerReply> => callZenlayer({ ...client('zen'), time: now, ...more }, action, args);
const rows = async (action: string, args: Row = {}): Promise<Row[]> =>
  rowsOf((await reply(action, { pageSize: 1000, ...args })).response, 'dataSet');
const first = async (action: string, args: Row = {}): Promise<Row> => present((await rows(action, args))[0]);
const codeOf = async (...call: Parameters<typeof reply>): Promise<unknown> => {
  const { status, json } = await reply(...call);
  return status === 200 ? 200 : json['code'];
};

const truth = () => present(simulator.inventory('zen').accounts[0]);
const loadBalancers = truth().loadBalancers;
const listener = present(loadBalancers[0]?.listeners[0]);
const namesLike = async (loadBalancerName: string): Promise<unknown[]> =>
  (await rows('DescribeLoadBalancers', { loadBalancerName })).map((row) => row['loadBalancerName']);
const manyIds = (count: number): string[] => Array.from({ length: count }, (_, index) => `x-${index}`);

beforeEach(() => {
  now += 60_000;
  simulator.putSettings(
    Object.fromEntries(simulator.settings().map(({ name, values }) => [name, values[0] ?? ''])),
  );
});

/** By setting: its value, what is asked, what that gives, and what it gives by default. */
const table: readonly [string, string, () => Promise<unknown>, unknown, unknown][] = [
  [
    'embedded-lists',
    'off',
    async () => 'listenerList' in (await first('DescribeLoadBalancers')),
    false,
    true,
  ],
  [
    'embedded-lists',
    'truncated',
    async () => rowsOf(await first('DescribeLoadBalancers'), 'backendList').length <= 20,
    true,
    false,
  ],
  [
    'embedded-lists',
    'bm-only',
    async () =>
      rowsOf(await first('DescribeLoadBalancers'), 'backendList').some((b) => b['instanceType'] === 'VM'),
    false,
    true,
  ],
  [
    'load-balancer-times',
    'iso',
    async () => /Z$/.test(String((await first('DescribeListeners'))['createTime'])),
    true,
    false,
  ],
  [
    'instance-times',
    'zone-less',
    async () => /Z$/.test(String((await first('DescribeInstances'))['createTime'])),
    false,
    true,
  ],
  ['optional-fields', 'absent', async () => 'period' in (await first('DescribeLoadBalancers')), false, true],
  [
    'backend-instance-type',
    'absent',
    async () => 'instanceType' in (await first('DescribeBackends', { listenerId: listener.vendorId })),
    false,
    true,
  ],
  [
    'unknown-id',
    '404',
    () => codeOf('DescribeInstances', { instanceIds: ['ins-x'] }),
    'OPERATION_FAILED_RESOURCE_NOT_FOUND',
    200,
  ],
  [
    'past-the-end',
    '400',
    () => codeOf('DescribeListeners', { pageNum: 9 }),
    'INVALID_PARAMETER_EXCEED_MAXIMUM',
    200,
  ],
  [
    'empty-data-set',
    'null',
    async () => (await reply('DescribeListeners', { pageNum: 9 })).response['dataSet'],
    null,
    [],
  ],
  [
    'empty-id-list',
    'nothing',
    async () => (await rows('DescribeListeners', { listenerIds: [] })).length,
    0,
    24,
  ],
  [
    'unknown-key',
    'AUTHFAILURE_INVALID_AUTHORIZATION',
    () => codeOf('DescribeZones', {}, { id: 'nobody' }),
    'AUTHFAILURE_INVALID_AUTHORIZATION',
    'AUTHFAILURE_SIGNATURE_FAILURE',
  ],
  [
    'missing-version',
    'oldest',
    async () => {
      const args = { listenerId: listener.vendorId };
      const { response } = await reply('DescribeBackends', args, { version: '' });
      return 'instanceType' in present(rowsOf(response, 'dataSet')[0]);
    },
    false,
    true,
  ],
  [
    'missing-version',
    'refused',
    () => codeOf('DescribeZones', {}, { version: '' }),
    'MISSING_PARAMETER',
    200,
  ],
  [
    'skew-at-300',
    'reject',
    () => codeOf('DescribeZones', {}, { time: now - 300_000 }),
    'AUTHFAILURE_SIGNATURE_EXPIRED',
    200,
  ],
  [
    'page-bounds',
    'clamp',
    () => codeOf('DescribeListeners', { pageNum: 0, pageSize: 1001 }),
    200,
    'INVALID_PARAMETER_LESS_MINIMUM',
  ],
  [
    'ids-maximum',
    'none',
    () => codeOf('DescribeListeners', { listenerIds: manyIds(101) }),
    200,
    'INVALID_PARAMETER_EXCEED_LENGTH',
  ],
  [
    'ids-maximum',
    'everywhere',
    () => codeOf('DescribeBackends', { listenerId: listener.vendorId, backendIds: manyIds(101) }),
    'INVALID_PARAMETER_EXCEED_LENGTH',
    200,
  ],
  [
    'ids-with-filters',
    'ids-only',
    async () => {
      const args = {
        listenerIds: [listener.vendorId],
        loadBalancerIds: [present(loadBalancers[1]).vendorId],
      };
      return (await rows('DescribeListeners', args)).length;
    },
    1,
    0,
  ],
  ['fuzzy-names', 'start', () => namesLike('api'), ['api-gateway'], ['api-gateway', 'mobile-api']],
  ['fuzzy-names', 'any-case', () => namesLike('API'), ['api-gateway', 'mobile-api'], []],
  ['tag-case', 'any', async () => (await rows('DescribeLoadBalancers', { tagKeys: ['TEAM'] })).length, 4, 0],
  [
    'row-order',
    'newest-first',
    async () => (await first('DescribeLoadBalancers'))['loadBalancerId'],
    loadBalancers.at(-1)?.vendorId,
    loadBalancers[0]?.vendorId,
  ],
  [
    'row-order',
    'by-id',
    async () => (await first('DescribeLoadBalancers'))['loadBalancerId'],
    loadBalancers.map(({ vendorId }) => vendorId).sort()[0],
    loadBalancers[0]?.vendorId,
  ],
  [
    'row-order',
    'shifting',
    async () => {
      const pages = [1, 2, 3].map((pageNum) => rows('DescribeLoadBalancers', { pageNum, pageSize: 4 }));
      return new Set((await Promise.all(pages)).flat().map((row) => row['loadBalancerId'])).size === 12;
    },
    false,
    true,
  ],
  ['listeners-need-parents', 'required', () => codeOf('DescribeListeners'), 'MISSING_PARAMETER', 200],
  [
    'listeners-need-parents',
    'required',
    () => codeOf('DescribeListeners', { loadBalancerIds: [] }),
    'MISSING_PARAMETER',
    200,
  ],
  [
    'unknown-listener',
    'INVALID_LB_LISTENER_NOT_FOUND',
    () => {
      simulator.putSettings({ 'zenlayer.unknown-id': '404' });
      return codeOf('DescribeBackends', { listenerId: 'lis-x' });
    },
    'INVALID_LB_LISTENER_NOT_FOUND',
    'OPERATION_FAILED_RESOURCE_NOT_FOUND',
  ],
  [
    'backend-name',
    'exact',
    async () =>
      (await rows('DescribeBackends', { listenerId: listener.vendorId, backendName: 'backend-' })).length,
    0,
    expect.any(Number),
  ],
  [
    'untyped-backends',
    'all',
    async () => (await rows('DescribeBackends', { listenerId: listener.vendorId })).length,
    100,
    listener.backends.filter(({ vendorFields }) => vendorFields['instanceType'] === 'BM').length,
  ],
  ['recycled-load-balancers', 'listed', async () => (await rows('DescribeLoadBalancers')).length, 13, 12],
  [
    'tag-shape',
    'list',
    async () => (await first('DescribeLoadBalancers'))['tags'],
    loadBalancers[0]?.tags,
    { tags: loadBalancers[0]?.tags },
  ],
  [
    'port-spelling',
    'spaced',
    async () => {
      const ports = [
        { from: 80, to: 80 },
        { from: 8000, to: 8010 },
      ];
      simulator.mutate({
        op: 'update',
        account: 'zen',
        kind: 'listener',
        id: listener.vendorId,
        fields: { ports },
      });
      return (await first('DescribeListeners'))['port'];
    },
    '80, 8000-8010',
    '80,8000-8010',
  ],
  [
    'check-type',
    'HTTP',
    async () => {
      const checks = (await rows('DescribeListeners')).map((row) => Object(row['healthCheck']) as Row);
      return checks.some((check) => check['checkType'] === 'HTTP');
    },
    true,
    false,
  ],
  [
    'retry-after',
    'integer',
    async () => {
      simulator.setFaults([{ kind: 'vendor-throttle' }]);
      const { headers } = await fetch(`${client('zen').url}/api/v2/bmc`, { method: 'POST', body: '{}' });
      simulator.setFaults([{ kind: 'http429' }]);
      const edge = await fetch(`${client('zen').url}/api/v2/bmc`, { method: 'POST', body: '{}' });
      simulator.setFaults([]);
      return [headers.get('retry-after'), edge.headers.get('retry-after')];
    },
    ['1', '1'],
    [null, null],
  ],
  [
    'check-order',
    'rate-first',
    async () => {
      for (let call = 0; call < 20; call += 1) await reply('DescribeZones');
      return codeOf('DescribeZones', {}, { key: 'wrong' });
    },
    'REQUEST_LIMIT_EXCEEDED',
    'AUTHFAILURE_SIGNATURE_FAILURE',
  ],
  [
    'check-order',
    'rate-last',
    async () => {
      for (let call = 0; call < 20; call += 1) await reply('DescribeZones');
      return codeOf('DescribeBackends');
    },
    'MISSING_PARAMETER',
    'REQUEST_LIMIT_EXCEEDED',
  ],
];

describe('what the Zenlayer sheet leaves open', () => {
  it.each(table)('%s may be %s', async (name, value, ask, expected, byDefault) => {
    expect(await ask()).toEqual(byDefault);
    now += 60_000;
    simulator.putSettings({ [`zenlayer.${name}`]: value });
    expect(await ask()).toEqual(expected);
  });

  it('is tried here in every value', () => {
    const tried = new Set(table.map(([name, value]) => `zenlayer.${name}=${value}`));
    for (const { name, values } of simulator
      .settings()
      .filter((setting) => setting.name.startsWith('zenlayer.')))
      for (const value of values.slice(1)) expect(tried).toContain(`${name}=${value}`);
  });

  it('is in the inventory too where a reader would see it', () => {
    const plain = truth();
    expect(plain.loadBalancers[0]?.vendorFields).toHaveProperty('period');
    simulator.putSettings({
      'zenlayer.optional-fields': 'absent',
      'zenlayer.recycled-load-balancers': 'listed',
    });
    expect(truth().loadBalancers[0]?.vendorFields).not.toHaveProperty('period');
    expect(truth().loadBalancers.at(-1)).toMatchObject({ status: 'UNKNOWN', vendorStatus: 'Recycled' });
  });
});
