import { afterEach, describe, expect, it } from 'vitest';
import { createSimulator } from '../../src/simulator/simulator.js';
import { present, startSimulator, type TopologyAccount } from './start-simulator.js';
import { bmlbAccount } from './tencent-bmlb-setup.js';
import { callTencent } from './tencent-client.js';
import { tencentClbAccount } from './tencent-clb-account.js';

const accounts = [
  tencentClbAccount({ regions: ['gz', 'ap-beijing'] }),
  bmlbAccount({ regions: ['gz', 'ap-beijing'] }),
];
const { simulator, client } = await startSimulator({ topology: { accounts } });
const listings: Readonly<Record<string, string>> = {
  TENCENT_CLB: 'DescribeLoadBalancers',
  TENCENT_BMLB: 'DescribeBmLoadBalancers',
};

const inventoryOf = (account: TopologyAccount) =>
  present(createSimulator({ topology: { accounts: [account] } }).inventory(account.id).accounts[0]);

afterEach(() => {
  simulator.setFaults([]);
  simulator.clearCalls();
});

describe.each(accounts)('a region of $provider', (account) => {
  const { id, provider } = account;
  const truth = () => present(simulator.inventory(id).accounts[0]);
  const statusOf = async (region: string): Promise<number> =>
    (await callTencent({ ...client(id), region }, present(listings[provider]))).status;

  it('has its long name in the inventory, whichever code the topology says', () => {
    const { regions, loadBalancers, instances } = truth();
    expect(regions).toEqual(['gz', 'ap-beijing']);
    for (const rows of [loadBalancers, instances])
      expect(new Set(rows.map(({ region }) => region))).toEqual(new Set(['ap-guangzhou', 'ap-beijing']));
  });

  it('holds the same rows whichever code the topology says', () => {
    const { regions: short, ...byShort } = inventoryOf({ ...account, regions: ['gz'] });
    const { regions: long, ...byLong } = inventoryOf({ ...account, regions: ['ap-guangzhou'] });
    expect([short, long]).toEqual([['gz'], ['ap-guangzhou']]);
    expect(byShort).toEqual(byLong);
  });

  it.each([
    ['gz', 'ap-guangzhou'],
    ['ap-guangzhou', 'ap-guangzhou'],
    ['bj', 'ap-beijing'],
    ['ap-beijing', 'ap-beijing'],
  ])('is found by a mutation as %s', (region, name) => {
    const { vendorId } = simulator.mutate({ op: 'insert', account: id, region, kind: 'loadBalancer' });
    const made = truth().loadBalancers.find((row) => row.vendorId === vendorId);
    expect(made?.region).toBe(name);
    simulator.mutate({ op: 'remove', account: id, region, kind: 'loadBalancer', id: vendorId });
  });

  it('that the account does not have is refused in a mutation, by the names that it has', () => {
    const insert = (region?: string) => () =>
      simulator.mutate({ op: 'insert', account: id, ...(region && { region }), kind: 'loadBalancer' });
    for (const region of ['sh', 'ap-shanghai', undefined])
      expect(insert(region)).toThrow('region: must be one of ap-guangzhou, ap-beijing');
  });

  it.each(['gz', 'ap-guangzhou'])('named %s in a fault is struck in calls by either code', async (region) => {
    simulator.setFaults([{ kind: 'http500', region }]);
    const statuses = ['gz', 'ap-guangzhou', 'bj', 'ap-beijing'].map(statusOf);
    expect(await Promise.all(statuses)).toEqual([500, 500, 200, 200]);
  });

  it('is logged by its long name, beside the code that the call said', async () => {
    for (const region of ['gz', 'ap-guangzhou', 'sh', 'mars']) await statusOf(region);
    expect(simulator.calls().calls.map(({ region, params }) => [region, params['Region']])).toEqual([
      ['ap-guangzhou', 'gz'],
      ['ap-guangzhou', 'ap-guangzhou'],
      ['ap-shanghai', 'sh'],
      ['mars', 'mars'],
    ]);
  });
});
