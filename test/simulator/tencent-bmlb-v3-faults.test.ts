import { afterEach, describe, expect, it } from 'vitest';
import { ownBackends } from './listener-places.js';
import { present } from './start-simulator.js';
import { mixed, rowsIn, type Row } from './tencent-bmlb-setup.js';
import type { ModernReply } from './tencent-bmlb-v3-client.js';
import { startModernBmlb } from './tencent-bmlb-v3-setup.js';

const { simulator, callModern, askModern, ask, truth } = await startModernBmlb({
  account: { regions: ['ap-beijing'] },
});
const { loadBalancers, instances } = truth();
const loadBalancer = mixed(loadBalancers);
const LoadBalancerId = loadBalancer.vendorId;
const layer4 = present(loadBalancer.listeners.find((row) => ownBackends(row).length > 1));
const layer7 = present(loadBalancer.listeners.find(({ rules }) => rules.length > 0));
const machine = present(layer4.backends.find(({ target }) => target.__typename === 'Instance'));
const machineId = machine.target.__typename === 'Instance' ? machine.target.vendorId : '';

const leavesOf = (row: Row, ...keys: readonly string[]): Row[] =>
  keys.reduce<Row[]>((level, key) => level.flatMap((each) => rowsIn(each, key)), [row]);

interface Listing {
  readonly action: string;
  readonly params: Row;
  /** The rows that the call is about: the innermost ones. */
  readonly rowsOf: (response: Row) => Row[];
  readonly id: string;
  /** Fields that `unknown-enum` and `missing-field` change. */
  readonly changed: readonly [string, string];
  readonly isTotalled?: boolean;
  /** Parameters that name rows, so that another one can be told from them. */
  readonly narrow?: Row;
}

const listing: readonly Listing[] = [
  {
    action: 'DescribeLoadBalancers',
    params: {},
    rowsOf: (row) => leavesOf(row, 'LoadBalancerSet'),
    id: 'LoadBalancerId',
    changed: ['Status', 'LoadBalancerName'],
    isTotalled: true,
    narrow: { LoadBalancerIds: [LoadBalancerId] },
  },
  ...(['DescribeL4Listeners', 'DescribeL7Listeners'] as const).map((action) => ({
    action,
    params: { LoadBalancerId },
    rowsOf: (row: Row) => leavesOf(row, 'ListenerSet'),
    id: 'ListenerId',
    changed: ['Status', 'ListenerName'] as const,
    narrow: { ListenerIds: [layer4.vendorId, layer7.vendorId] },
  })),
  ...(['DescribeLoadBalancerPortInfo', 'DescribeL4ListenerInfo'] as const).map((action) => ({
    action,
    params: { LoadBalancerId },
    rowsOf: (row: Row) => leavesOf(row, 'ListenerSet'),
    id: 'ListenerId',
    changed: ['Status', 'ListenerName'] as const,
  })),
  {
    action: 'DescribeL7Rules',
    params: { LoadBalancerId, ListenerId: layer7.vendorId },
    rowsOf: (row) => leavesOf(row, 'RuleSet', 'LocationSet'),
    id: 'LocationId',
    changed: ['Status', 'Url'],
  },
  {
    action: 'DescribeL7ListenerInfo',
    params: { LoadBalancerId },
    rowsOf: (row) => leavesOf(row, 'ListenerSet', 'RuleSet', 'LocationSet'),
    id: 'LocationId',
    changed: ['Status', 'Url'],
  },
  {
    action: 'DescribeL7ListenerInfo',
    params: { LoadBalancerId, IfGetBackendInfo: 1 },
    rowsOf: (row) => leavesOf(row, 'ListenerSet', 'RuleSet', 'LocationSet', 'BackendSet'),
    id: 'InstanceId',
    changed: ['Status', 'Weight'],
  },
  {
    action: 'DescribeL4Backends',
    params: { LoadBalancerId, ListenerId: layer4.vendorId },
    rowsOf: (row) => leavesOf(row, 'BackendSet'),
    id: 'InstanceId',
    changed: ['Status', 'Weight'],
    narrow: { BackendSet: [{ InstanceId: machineId, Port: machine.port }] },
  },
  {
    action: 'DescribeL7Backends',
    params: { LoadBalancerId, ListenerId: layer7.vendorId, QueryType: 'all' },
    rowsOf: (row) => leavesOf(row, 'BackendSet'),
    id: 'InstanceId',
    changed: ['Status', 'Weight'],
  },
  {
    action: 'DescribeDevicesBindInfo',
    params: { VpcId: loadBalancer.networkId, InstanceIds: [machineId] },
    rowsOf: (row) => [
      ...leavesOf(row, 'LoadBalancerSet', 'L4ListenerSet', 'BackendSet'),
      ...leavesOf(row, 'LoadBalancerSet', 'L7ListenerSet', 'RuleSet', 'LocationSet', 'BackendSet'),
    ],
    id: 'InstanceId',
    changed: ['Status', 'Port'],
    narrow: {},
  },
  {
    action: 'DescribeDevices',
    params: { Offset: 0, Limit: 100 },
    rowsOf: (row) => leavesOf(row, 'DeviceInfoSet'),
    id: 'InstanceId',
    changed: ['DeviceStatus', 'Alias'],
    isTotalled: true,
    narrow: { InstanceIds: [present(instances[0]).vendorId] },
  },
];

const FAILURES: Readonly<Record<string, readonly [number, unknown]>> = {
  http500: [500, undefined],
  http429: [429, undefined],
  'vendor-throttle': [200, 'RequestLimitExceeded'],
  'vendor-internal': [200, 'InternalError'],
  auth: [200, 'AuthFailure.SignatureFailure'],
  clock: [200, 'AuthFailure.SignatureExpire'],
};

const call = ({ action, params }: Listing, more: Row = {}): Promise<ModernReply> =>
  callModern(action, { ...params, ...more });
async function under(kind: string, of: Listing, more: Row = {}): Promise<ModernReply> {
  simulator.setFaults([{ kind, ms: kind === 'latency' ? 1 : 3_600_000 }]);
  const reply = await call(of, more);
  simulator.setFaults([]);
  return reply;
}

afterEach(() => {
  simulator.setFaults([]);
  simulator.clearCalls();
});

describe.each(listing)('$action $params.IfGetBackendInfo', (of) => {
  const { rowsOf, id, changed, isTotalled = false, narrow } = of;

  it('fails in each way, in the words of its own dialect', async () => {
    for (const [kind, outcome] of Object.entries(FAILURES)) {
      const { status, response } = await under(kind, of);
      expect([kind, status, (response['Error'] as Row | undefined)?.['Code']]).toEqual([kind, ...outcome]);
    }
    for (const kind of ['garbage', 'empty-body', 'html']) {
      const { status, text } = await under(kind, of);
      expect(status).toBe(200);
      expect(() => JSON.parse(text) as unknown).toThrow();
    }
    for (const kind of ['reset', 'truncate']) await expect(under(kind, of)).rejects.toThrow();
  });

  it('has its innermost rows altered, and nothing else', async () => {
    const plain = (await call(of)).response;
    const rows = rowsOf(plain);
    expect(rows.length).toBeGreaterThan(0);
    const differences = async (kind: string): Promise<string[]> =>
      rowsOf((await under(kind, of)).response).flatMap((row, index) =>
        Object.keys({ ...rows[index], ...row }).filter(
          (name) => JSON.stringify(row[name]) !== JSON.stringify(rows[index]?.[name]),
        ),
      );
    expect(await differences('wrong-type')).toEqual([id]);
    expect(await differences('unknown-enum')).toEqual([changed[0]]);
    expect(await differences('missing-field')).toEqual([changed[1]]);

    const short = (await under('short-page', of)).response;
    expect([rowsOf(short).length, short['TotalCount']]).toEqual([rows.length - 1, plain['TotalCount']]);
    expect(rowsOf((await under('duplicate-row', of)).response)).toHaveLength(rows.length + 1);
    const { TotalCount } = (await under('total-mismatch', of)).response;
    expect(TotalCount).toBe(isTotalled ? Number(plain['TotalCount']) + 2 : undefined);
  });

  it('gets a foreign row only where rows are named', async () => {
    const plain = (await call(of, narrow)).response;
    const known = rowsOf(plain).map((row) => row[id]);
    const added = rowsOf((await under('foreign-row', of, narrow)).response)
      .map((row) => row[id])
      .filter((value) => !known.includes(value));
    expect(added).toEqual(narrow ? ['foreign-0000'] : []);
  });
});

describe('a fault', () => {
  it('that names an action strikes that dialect alone', async () => {
    simulator.setFaults([{ kind: 'vendor-internal', action: 'DescribeLoadBalancers' }]);
    expect((await ask('DescribeBmLoadBalancers'))['code']).toBe(0);
    expect((await askModern('DescribeLoadBalancers'))['Error']).toBeDefined();
  });

  it('of a page strikes the calls for that page', async () => {
    simulator.setFaults([{ kind: 'vendor-internal', page: 2 }]);
    const first = await askModern('DescribeDevices', { Offset: 0, Limit: 10 });
    const second = await askModern('DescribeDevices', { Offset: 10, Limit: 10 });
    expect([first['Error'], second['Error'] !== undefined]).toEqual([undefined, true]);
  });

  it('in all dialects is spelled as each spells it', async () => {
    simulator.setFaults([{ kind: 'vendor-throttle' }]);
    expect((await ask('DescribeBmLoadBalancers'))['code']).toBe(4400);
    expect((await askModern('DescribeLoadBalancers'))['Error']).toMatchObject({
      Code: 'RequestLimitExceeded',
    });
  });
});

describe('the log', () => {
  it('shows account, region, action and documented parameters, and no secret', async () => {
    await callModern('DescribeL4Listeners', { LoadBalancerId, ListenerIds: [layer4.vendorId] });
    await callModern('DescribeDevices', { Offset: 0, Limit: 5, Undocumented: 'hush' }, { token: 'tok-en' });
    const { calls } = simulator.calls();
    expect(calls.map(({ at: _at, ...row }) => row)).toEqual([
      {
        ...{ account: 'bm', provider: 'TENCENT_BMLB', region: 'ap-beijing', action: 'DescribeL4Listeners' },
        params: {
          ...{ Region: 'ap-beijing', Version: '2018-06-25' },
          ...{ LoadBalancerId, ListenerIds: [layer4.vendorId] },
        },
        ...{ status: 200, code: null, rows: 1 },
      },
      {
        ...{ account: 'bm', provider: 'TENCENT_BMLB', region: 'ap-beijing', action: 'DescribeDevices' },
        params: { Region: 'ap-beijing', Version: '2018-04-23', Offset: 0, Limit: 5 },
        ...{ status: 200, code: 'UnknownParameter', rows: 0 },
      },
    ]);
    for (const secret of ['hush', 'tok-en', simulator.accounts[0]?.credentials.id ?? ''])
      expect(JSON.stringify(calls)).not.toContain(secret);
  });
});
