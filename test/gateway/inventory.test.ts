import { describe, expect, test } from 'vitest';
import type { Topology } from '../../src/simulator/simulator.js';
import { startFleet } from '../support/gateway.js';
import { allInstances, answeredTree, trueTree } from '../support/truth.js';
import { bmlbAccount, clbAccounts, type ClbTotals } from './tencent-accounts.js';

/** Of Tencent Cloud. From 250 bindings on, one load balancer of each kind has more than fit on a page. */
const bindings = (loadBalancers: number): Omit<ClbTotals, 'classic' | 'application'> => ({
  backends: loadBalancers < 20 ? 12 * loadBalancers : 250,
  instances: 110,
  regions: loadBalancers < 20 ? ['ap-guangzhou', 'sh'] : ['gz'],
});

/** Accounts of each vendor, several regions and zones, with a given number of load balancers each. */
function topology(loadBalancers: number, seed: number): Topology {
  const listeners = Math.min(loadBalancers * 3, 40 * loadBalancers);
  const totals = { loadBalancers, listeners, backends: listeners * 6, instances: 8 + 2 * loadBalancers };
  return {
    seed,
    accounts: [
      { id: 'q1', provider: 'QINGCLOUD', api: 'v1', regions: ['pek3', 'gd2'], ...totals, routers: 2 },
      { id: 'q2', provider: 'QINGCLOUD', api: 'v1', regions: ['sh1'], ...totals },
      { id: 'z1', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A', 'SEL-A'], ...totals },
      { id: 'z2', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['FRA-A'], ...totals },
      ...clbAccounts(loadBalancers, bindings(loadBalancers)),
      bmlbAccount('bm', loadBalancers, bindings(loadBalancers)),
    ],
  };
}

describe('the answer is the inventory, value by value', () => {
  for (const [loadBalancers, seed] of [
    [1, 1],
    [2, 2],
    [7, 3],
  ] as const) {
    test(`${loadBalancers} load balancers an account and region, seed ${seed}`, async () => {
      const fleet = await startFleet(topology(loadBalancers, seed));
      try {
        for (const { id } of fleet.simulator.accounts) {
          expect(await answeredTree(fleet, id)).toEqual(trueTree(fleet.simulator, id));
        }
      } finally {
        await fleet.stop();
      }
    });
  }

  test('machines, page by page', async () => {
    const fleet = await startFleet(topology(30, 8));
    try {
      for (const { id } of fleet.simulator.accounts) {
        const seen: unknown[] = [];
        let after: string | null = null;
        for (;;) {
          interface Page {
            readonly instances: {
              readonly totalCount: number;
              readonly nodes: readonly unknown[];
              readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
            };
          }
          const { data, errors }: Awaited<ReturnType<typeof fleet.query<Page>>> = await fleet.query<Page>(
            allInstances,
            {
              account: [id],
              first: 7,
              after,
            },
          );
          expect(errors).toEqual([]);
          seen.push(...data.instances.nodes);
          if (!data.instances.pageInfo.hasNextPage) break;
          after = data.instances.pageInfo.endCursor;
        }
        expect(seen).toEqual(fleet.simulator.inventory(id).accounts[0]?.instances);
      }
    } finally {
      await fleet.stop();
    }
  });
});
