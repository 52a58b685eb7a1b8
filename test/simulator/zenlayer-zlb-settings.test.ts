import { beforeEach, describe, expect, it } from 'vitest';
import { present } from './start-simulator.js';
import { startZlb, type Row } from './zenlayer-zlb-setup.js';

const { simulator, call, rows, truth } = await startZlb({ seed: 7 });
const { loadBalancers } = truth();
const owner = present(loadBalancers[0]);
const loadBalancerId = owner.vendorId;
const below = { loadBalancerId };

const first = async (action: string, args: Row = {}): Promise<Row> => present((await rows(action, args))[0]);
const codeOf = async (action: string, args: Row = {}): Promise<unknown> => {
  const { status, json } = await call(action, args);
  return status === 200 ? 200 : json['code'];
};
const plain = async (): Promise<Row> =>
  present(
    (await rows('DescribeBackends', below)).find((row) => String(row['privateIpAddress']).startsWith('172.')),
  );
const following = async (): Promise<unknown> =>
  (await rows('DescribeBackends', below)).at(-1)?.['backendPort'];
const unchecked = async (): Promise<unknown> => (await rows('DescribeListeners', below))[1]?.['healthCheck'];
const idsOf = async (args: Row): Promise<unknown[]> =>
  (await rows('DescribeLoadBalancers', args)).map((row) => row['loadBalancerId']);
const all = loadBalancers.map(({ vendorId }) => vendorId);

beforeEach(() =>
  simulator.putSettings(
    Object.fromEntries(simulator.settings().map(({ name, values }) => [name, values[0] ?? ''])),
  ),
);

type Case = readonly [string, string, () => Promise<unknown>, unknown, unknown];

/** By setting: its value, what is asked, what that gives, and what it gives by default. */
const own: readonly Case[] = [
  [
    'unknown-load-balancer',
    'empty',
    async () => (await call('DescribeBackends', { loadBalancerId: 'lb-x' })).response['backends'],
    [],
    undefined,
  ],
  [
    'unknown-load-balancer',
    'empty',
    () => codeOf('DescribeListeners', { loadBalancerId: 'lb-x' }),
    200,
    'OPERATION_FAILED_RESOURCE_NOT_FOUND',
  ],
  [
    'unknown-listener',
    'OPERATION_FAILED_RESOURCE_NOT_FOUND',
    () => codeOf('DescribeBackends', { ...below, listenerId: 'lsn-x' }),
    'OPERATION_FAILED_RESOURCE_NOT_FOUND',
    'INVALID_LB_LISTENER_NOT_FOUND',
  ],
  [
    'unknown-listener',
    'empty',
    () => codeOf('DescribeBackendHealth', { ...below, listenerId: 'lsn-x' }),
    200,
    'INVALID_LB_LISTENER_NOT_FOUND',
  ],
  [
    'recycled-load-balancers',
    'hidden',
    async () => (await rows('DescribeLoadBalancers')).map(({ status }) => status).includes('RECYCLED'),
    false,
    true,
  ],
  ['disabled-check', 'flag', unchecked, { enabled: false }, expect.objectContaining({ checkHttpGetUrl: '' })],
  ['disabled-check', 'none', unchecked, null, expect.objectContaining({ enabled: false })],
  [
    'health-detail',
    'absent',
    async () => 'healthStatusDetail' in (await first('DescribeBackendHealth', below)),
    false,
    true,
  ],
  ['word-case', 'lower', async () => (await first('DescribeLoadBalancers'))['status'], 'running', 'RUNNING'],
  [
    'word-case',
    'lower',
    async () => (await first('DescribeBackendHealth', below))['healthStatus'],
    'alive',
    'Alive',
  ],
  [
    'word-case',
    'upper',
    async () => Object.values((await rows('DescribeListeners', below))[0] ?? {}).includes('tcp'),
    false,
    false,
  ],
  [
    'word-case',
    'upper',
    async () => /^[A-Z]+$/.test(String((await first('DescribeListeners', below))['scheduler'])),
    true,
    false,
  ],
  ['absent-instance', 'empty', async () => (await plain())['instanceId'], '', null],
  ['absent-port', 'zero', following, 0, null],
  [
    'absent-port',
    'zero',
    async () => ((await first('DescribeListeners', below))['healthCheck'] as Row)['checkPort'],
    0,
    null,
  ],
  [
    'instance-status-filter',
    'ignored',
    async () => (await call('DescribeInstances', { status: 'NONE' })).response['totalCount'],
    40,
    0,
  ],
  [
    'instance-load-balancers',
    'absent',
    async () => 'loadBalancerIds' in (await first('DescribeInstances')),
    false,
    true,
  ],
];

/** What both products of the vendor leave open, on lists of this one. */
const shared: readonly Case[] = [
  ['optional-fields', 'absent', async () => 'instanceId' in (await plain()), false, true],
  [
    'unknown-id',
    '404',
    () => codeOf('DescribeListeners', { ...below, listenerIds: ['lsn-x'] }),
    'OPERATION_FAILED_RESOURCE_NOT_FOUND',
    200,
  ],
  [
    'unknown-id',
    '404',
    () => codeOf('DescribeInstances', { instanceIds: ['ins-x'] }),
    'OPERATION_FAILED_RESOURCE_NOT_FOUND',
    200,
  ],
  [
    'empty-data-set',
    'null',
    async () => (await call('DescribeListeners', { ...below, listenerIds: ['lsn-x'] })).response['listeners'],
    null,
    [],
  ],
  [
    'empty-id-list',
    'nothing',
    async () => (await rows('DescribeListeners', { ...below, listenerIds: [] })).length,
    0,
    owner.listeners.length,
  ],
  [
    'past-the-end',
    '400',
    () => codeOf('DescribeInstances', { pageNum: 9 }),
    'INVALID_PARAMETER_EXCEED_MAXIMUM',
    200,
  ],
  [
    'missing-version',
    'refused',
    async () => (await call('DescribeLoadBalancers', {}, { version: '' })).json['code'],
    'MISSING_PARAMETER',
    undefined,
  ],
  [
    'ids-maximum',
    'everywhere',
    () => codeOf('DescribeListeners', { ...below, listenerIds: Array.from({ length: 101 }, String) }),
    'INVALID_PARAMETER_EXCEED_LENGTH',
    200,
  ],
  [
    'ids-with-filters',
    'ids-only',
    () => idsOf({ loadBalancerIds: [loadBalancerId], vpcId: 'vpc-x' }),
    [loadBalancerId],
    [],
  ],
  ['row-order', 'newest-first', () => idsOf({}), all.toReversed(), all],
  ['row-order', 'by-id', () => idsOf({}), all.toSorted(), all],
  [
    'tag-shape',
    'list',
    async () => (await first('DescribeLoadBalancers'))['tags'],
    owner.tags,
    { tags: owner.tags },
  ],
];

describe('what is not told of ZLB', () => {
  it.each(own)('%s may be %s', async (name, value, ask, expected, byDefault) => {
    expect(await ask()).toEqual(byDefault);
    simulator.putSettings({ [`zenlayer-zlb.${name}`]: value });
    expect(await ask()).toEqual(expected);
  });

  it('is tried here in every value', () => {
    const tried = new Set(own.map(([name, value]) => `zenlayer-zlb.${name}=${value}`));
    const settings = simulator.settings().filter(({ name }) => name.startsWith('zenlayer-zlb.'));
    expect(settings.length).toBeGreaterThan(5);
    for (const { name, values } of settings)
      for (const value of values.slice(1)) expect(tried).toContain(`${name}=${value}`);
  });

  it.each(shared)(
    '%s, which BMC leaves open too, may be %s',
    async (name, value, ask, expected, byDefault) => {
      expect(await ask()).toEqual(byDefault);
      simulator.putSettings({ [`zenlayer.${name}`]: value });
      expect(await ask()).toEqual(expected);
    },
  );
});
