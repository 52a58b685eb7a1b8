import { describe, expect, test } from 'vitest';
import { startFleet } from '../support/gateway.js';
import { answeredTree, trueTree } from '../support/truth.js';
import { bmlbAccount, clbAccounts } from './tencent-accounts.js';

describe('the answer is the inventory, value by value, for many fleets', () => {
  const seeds = Array.from({ length: 40 }, (_, index) => 100 + index);

  test.each(seeds)('seed %d', async (seed) => {
    const loadBalancers = 1 + ((seed * 7) % 26);
    const listeners = Math.min(loadBalancers * (1 + (seed % 5)), 400);
    const totals = { loadBalancers, listeners, backends: listeners * (seed % 9), instances: 1 + (seed % 60) };
    const fleet = await startFleet({
      seed,
      accounts: [
        {
          id: 'q1',
          provider: 'QINGCLOUD',
          api: 'v1',
          regions: ['pek3', 'gd2'],
          routers: seed % 3,
          ...totals,
        },
        { id: 'z1', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A', 'SEL-A'], ...totals },
        { id: 'z2', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['FRA-A'], profile: 'bm-only', ...totals },
        ...clbAccounts(loadBalancers, {
          backends: loadBalancers * (seed % 9),
          // A classic load balancer binds a machine once.
          instances: 10 + ((seed * 11) % 120),
          rulesPerL7Listener: seed % 4,
          regions: seed % 2 === 0 ? ['gz', 'ap-shanghai'] : ['na-siliconvalley'],
        }),
        bmlbAccount('bm', loadBalancers, {
          backends: loadBalancers * (seed % 9),
          instances: 1 + (seed % 60),
          regions: seed % 2 === 0 ? ['gz', 'ap-shanghai'] : ['bj'],
        }),
      ],
    });
    try {
      for (const { id } of fleet.simulator.accounts) {
        expect(await answeredTree(fleet, id)).toEqual(trueTree(fleet.simulator, id));
      }
    } finally {
      await fleet.stop();
    }
  });
});
