import { beforeEach, describe, expect, it } from 'vitest';
import {
  callQingcloud,
  rowsOf,
  toTimeStamp,
  type QingcloudClientOptions,
  type QingcloudReply,
} from './qingcloud-client.js';
import { present, qingcloudAccount, startSimulator } from './start-simulator.js';

let now = Date.UTC(2027, 0, 2, 3, 4, 5);
const { simulator, client } = await startSimulator({
  topology: { accounts: [qingcloudAccount({ profile: 'appcenter', regions: ['pek3', 'gd2'] })] },
  clock: () => now,
  budgets: new Map([['QINGCLOUD', [{ calls: 20, seconds: 1 }]]]),
});
const shown = () => present(simulator.inventory('qing').accounts[0]);
const truth = shown();

type Row = Record<string, unknown>;
type Params = Record<string, string | number>;

const send = (changes: Partial<QingcloudClientOptions>, params: Params): Promise<QingcloudReply> =>
  callQingcloud({ ...client('qing'), time: now, ...changes }, params);
const call = async (action: string, params: Params = {}): Promise<Row> =>
  (await send({}, { action, zone: 'pek3', ...params })).json;
const codeOf = async (action: string, params: Params): Promise<unknown> =>
  (await call(action, params))['ret_code'];

const LISTENERS = 'DescribeLoadBalancerListeners';
const BACKENDS = 'DescribeLoadBalancerBackends';
const INSTANCES = 'DescribeInstances';

/** The rows of an answer, whatever their key. */
const list = async (action: string, params: Params = {}): Promise<Row[]> => {
  const json = await call(action, params);
  return rowsOf(json, present(Object.keys(json).find((key) => key.endsWith('_set'))));
};
const first = async (action: string, params: Params = {}): Promise<Row> =>
  present((await list(action, params))[0]);

const backendIds = truth.loadBalancers
  .filter(({ region }) => region === 'pek3')
  .flatMap(({ listeners }) => listeners.flatMap(({ backends }) => backends.map(({ vendorId }) => vendorId)));
const firstBackend = async (): Promise<unknown> => (await first(BACKENDS))['loadbalancer_backend_id'];
const shownBackend = () => shown().loadBalancers[0]?.listeners[0]?.backends[0];
const inlinedBackends = async (): Promise<Row[]> =>
  rowsOf(await first(LISTENERS, { verbose: 1 }), 'backends');
const statuses = async (): Promise<unknown[]> => [(await first(BACKENDS))['status'], shownBackend()?.health];
const certificateForms = async (): Promise<string[]> => {
  const rows = await list(LISTENERS, { limit: 100 });
  const forms = rows.map((row) => (Array.isArray(row['server_certificate_id']) ? 'list' : 'string'));
  return [...new Set(forms)].sort();
};
const emptyNames = async (): Promise<unknown[]> => {
  const rows = await list(INSTANCES, { limit: 100 });
  return [...new Set(rows.map((row) => row['instance_name']).filter((name) => !name))].sort();
};
const named = (ids: readonly string[]): Params =>
  Object.fromEntries(ids.map((id, index) => [`instances.${index + 1}`, id]));
const manyInstances = (count: number): Params =>
  named(
    truth.instances
      .filter(({ region }) => region === 'pek3')
      .slice(0, count)
      .map(({ vendorId }) => vendorId),
  );
const unknownInstances = (count: number): Params =>
  named(Array.from({ length: count }, (_, index) => `i-x${index}`));

beforeEach(() => {
  now += 60_000;
  simulator.setFaults([]);
  simulator.putSettings(
    Object.fromEntries(simulator.settings().map(({ name, values }) => [name, values[0] ?? ''])),
  );
});

/** By setting: its value, what is asked, what that gives, and what it gives by default. */
const table: readonly [string, string, () => unknown, unknown, unknown][] = [
  [
    'inlined-backend-status',
    'on',
    async () => (await inlinedBackends()).some((row) => 'status' in row),
    true,
    false,
  ],
  [
    'inlined-listener-option',
    'absent',
    async () => {
      const [row] = rowsOf(await call('DescribeLoadBalancers', { verbose: 1 }), 'loadbalancer_set');
      return 'listener_option' in present(rowsOf(present(row), 'listeners')[0]);
    },
    false,
    true,
  ],
  ['listeners-of-deleted', 'linger', async () => (await call(LISTENERS))['total_count'], 32, 30],
  [
    'backend-private-ip',
    'verbose-1',
    async () => 'private_ip' in (await first(BACKENDS, { verbose: 1 })),
    true,
    false,
  ],
  [
    'backend-private-ip',
    'absent',
    async () => 'private_ip' in (await first(BACKENDS, { verbose: 2 })),
    false,
    true,
  ],
  ['instance-detail', 'always', async () => 'volume_ids' in (await first(INSTANCES)), true, false],
  ['illegal-limit', 'default', () => codeOf(INSTANCES, { limit: 0 }), 0, 1100],
  [
    'future-time-stamp',
    '1300',
    async () => (await send({ time: now + 90_000 }, { action: 'DescribeZones' })).json['ret_code'],
    1300,
    0,
  ],
  ['unknown-parent', '2100', () => codeOf(BACKENDS, { loadbalancer: 'lb-x' }), 2100, 0],
  ['unknown-router', 'empty', () => codeOf('DescribeRouters', { 'routers.1': 'rtr-x' }), 0, 2100],
  ['unknown-zone', 'empty', () => codeOf(INSTANCES, { zone: 'ap2a' }), 0, 1100],
  [
    'error-status',
    '400-500',
    async () => {
      simulator.setFaults([{ kind: 'vendor-internal', count: 1 }]);
      const failed = await send({}, { action: 'DescribeZones' });
      return [failed.status, (await send({}, { action: 'Nonsense' })).status];
    },
    [500, 400],
    [200, 200],
  ],
  [
    'error-message',
    'null',
    async () => (await send({}, { action: 'Nonsense' })).json,
    { message: null, ret_code: 1101 },
    { message: 'InvalidAction, no such action [Nonsense]', ret_code: 1101 },
  ],
  ...['4096', '2048'].map((most): [string, string, () => unknown, unknown, unknown] => [
    'url-limit',
    most,
    async () => {
      const long = { action: INSTANCES, zone: 'pek3', search_word: 'x'.repeat(Number(most)) };
      return [(await send({}, long)).status, (await send({ method: 'POST' }, long)).status];
    },
    [414, 200],
    [200, 200],
  ]),
  [
    'expires',
    'ignored',
    async () => {
      const expires = toTimeStamp(now + 600_000);
      return (await send({ time: now - 90_000 }, { action: 'DescribeZones', expires })).json['ret_code'];
    },
    1300,
    0,
  ],
  [
    'check-order',
    'quota-first',
    async () => {
      for (let made = 0; made < 20; made += 1) await call('DescribeZones');
      return (await send({ key: 'wrong' }, { action: 'DescribeZones' })).json['ret_code'];
    },
    2500,
    1200,
  ],
  ['limit-values', 'listed', () => codeOf(INSTANCES, { limit: 7 }), 1100, 0],
  ['limit-values', 'listed', () => codeOf(INSTANCES, { limit: 100 }), 0, 0],
  [
    'total-count',
    'absent',
    async () => {
      const answers = await Promise.all(
        ['DescribeLoadBalancers', BACKENDS, LISTENERS].map((name) => call(name)),
      );
      return answers.map((json) => 'total_count' in json);
    },
    [false, false, true],
    [true, true, true],
  ],
  ['empty-set', 'null', async () => (await call(INSTANCES, { offset: 999 }))['instance_set'], null, []],
  ['row-order', 'newest-first', () => firstBackend(), backendIds.at(-1), backendIds[0]],
  ['row-order', 'by-id', () => firstBackend(), [...backendIds].sort()[0], backendIds[0]],
  [
    'row-order',
    'shifting',
    async () => {
      const pages = [0, 10, 20, 30].map((offset) =>
        call(INSTANCES, { offset, limit: 10, 'status.1': 'running' }),
      );
      const rows = (await Promise.all(pages)).flatMap((json) => rowsOf(json, 'instance_set'));
      return new Set(rows.map((row) => row['instance_id'])).size === rows.length;
    },
    false,
    true,
  ],
  ['id-paging', 'whole', async () => (await list(INSTANCES, manyInstances(30))).length, 30, 20],
  ['ids-maximum', '100', () => codeOf(INSTANCES, unknownInstances(101)), 1100, 0],
  ['ids-maximum', '50', () => codeOf(INSTANCES, unknownInstances(51)), 1100, 0],
  [
    'ids-with-filters',
    'ids-only',
    async () => {
      const [deleted] = present(shown().byIdOnly).loadBalancers;
      const [live] = truth.loadBalancers;
      const params = {
        'loadbalancers.1': present(deleted).vendorId,
        'loadbalancers.2': present(live).vendorId,
        'status.1': 'active',
      };
      const [id] = backendIds;
      const elsewhere = { 'loadbalancer_backends.1': present(id), loadbalancer: present(deleted).vendorId };
      return [
        (await list('DescribeLoadBalancers', params)).length,
        (await list(INSTANCES, { ...manyInstances(3), search_word: 'nobody' })).length,
        (await list(BACKENDS, elsewhere)).length,
      ];
    },
    [2, 3, 1],
    [1, 0, 0],
  ],
  ['unknown-id', '2100', () => codeOf(INSTANCES, unknownInstances(1)), 2100, 0],
  ['unknown-id', '2100', () => codeOf(LISTENERS, { 'loadbalancer_listeners.1': 'lbl-x' }), 2100, 0],
  [
    'other-zone-id',
    'found',
    async () => {
      const far = present(truth.loadBalancers.find(({ region }) => region === 'gd2'));
      const byId = await list('DescribeLoadBalancers', { 'loadbalancers.1': far.vendorId });
      const byParent = await list(LISTENERS, { loadbalancer: far.vendorId });
      return [byId.length, byParent.length];
    },
    [1, 3],
    [0, 0],
  ],
  ['inlined-lists', 'first-20', async () => (await inlinedBackends()).length, 20, 100],
  [
    'cluster-nodes',
    'besides',
    async () => (await call(INSTANCES, { is_cluster_node: 1 }))['total_count'],
    42,
    1,
  ],
  ['cluster-nodes', 'always', async () => (await call(INSTANCES))['total_count'], 42, 41],
  [
    'load-balancer-zone',
    'present',
    async () => [(await first('DescribeLoadBalancers'))['zone_id'], shown().loadBalancers[0]?.zone],
    ['pek3b', 'pek3b'],
    [undefined, null],
  ],
  [
    'instance-eips',
    'present',
    async () => (await list(INSTANCES)).map((row) => 'eip' in row || 'eips' in row).includes(false),
    false,
    true,
  ],
  ['backend-status', 'absent', async () => statuses(), [undefined, 'UNKNOWN'], ['up', 'UP']],
  ['backend-status', 'null', async () => statuses(), [null, 'UNKNOWN'], ['up', 'UP']],
  [
    'backend-disabled',
    'absent',
    async () => ['disabled' in (await first(BACKENDS)), shownBackend()?.status, shownBackend()?.vendorStatus],
    [false, 'UNKNOWN', null],
    [true, 'ACTIVE', '0'],
  ],
  ['certificate-id', 'text', () => certificateForms(), ['string'], ['list', 'string']],
  ['certificate-id', 'list', () => certificateForms(), ['list'], ['list', 'string']],
  [
    'numbers',
    'string',
    async () => [
      (await first(BACKENDS))['weight'],
      present((await inlinedBackends())[0])['port'],
      shownBackend()?.vendorFields['disabled'],
    ],
    [expect.any(String), expect.any(String), '0'],
    [expect.any(Number), expect.any(Number), 0],
  ],
  ['empty-text', 'null', () => emptyNames(), [null], ['', null]],
  ['empty-text', 'empty', () => emptyNames(), [''], ['', null]],
  ['empty-text', 'absent', () => emptyNames(), [undefined], ['', null]],
];

describe('what the QingCloud sheet leaves open', () => {
  it.each(table)('%s may be %s', async (name, value, ask, expected, byDefault) => {
    expect(await ask()).toEqual(byDefault);
    now += 60_000;
    simulator.putSettings({ [`qingcloud.${name}`]: value });
    expect(await ask()).toEqual(expected);
  });

  it('is tried here in every value', () => {
    const tried = new Set(table.map(([name, value]) => `qingcloud.${name}=${value}`));
    const own = simulator.settings().filter(({ name }) => name.startsWith('qingcloud.'));
    for (const { name, values } of own)
      for (const value of values.slice(1)) expect(tried).toContain(`${name}=${value}`);
  });
});

describe('a cluster node', () => {
  const node = present(truth.byIdOnly.instances.find(({ status }) => status === 'RUNNING'));

  it('is the target of a backend, and found only with is_cluster_node=1', async () => {
    const targets = truth.loadBalancers.flatMap(({ listeners }) =>
      listeners.flatMap(({ backends }) => backends.map(({ target }) => target)),
    );
    expect(targets).toContainEqual({ __typename: 'Instance', vendorId: node.vendorId });
    const byId = { 'instances.1': node.vendorId };
    expect((await call('DescribeInstances', byId))['total_count']).toBe(0);
    expect((await call('DescribeInstances', { ...byId, is_cluster_node: 1 }))['total_count']).toBe(1);
  });
});
