import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFleet, type Fleet } from '../support/gateway.js';
import { answeredTree, trueTree } from '../support/truth.js';
import { createWalkClock, fleetOf, nestedLists, topLists, walkBothWays, type WalkClock } from './paging.js';

describe.each([
  [0, 1],
  [12, 4],
])('%d load balancers an account, seed %d', (loadBalancers, seed) => {
  let fleet: Fleet;
  let clock: WalkClock;

  beforeAll(async () => {
    clock = createWalkClock();
    fleet = await startFleet(fleetOf(loadBalancers, seed), { now: clock.now });
  });
  afterAll(() => fleet.stop());

  test.each([1, 7, 100, 1000])('load balancers of all accounts, %d a page', async (size) => {
    for (const list of topLists(fleet.simulator).slice(0, 1)) await walkBothWays(fleet, clock, list, size);
  });

  test('machines of all accounts, and both lists of each account, 7 a page', async () => {
    for (const list of topLists(fleet.simulator).slice(1)) await walkBothWays(fleet, clock, list, 7);
  });

  test.each([
    ['q2', 7],
    ['z1', 100],
    ['b1', 100],
  ])('lists under a load balancer of %s and its listeners, %d a page', async (account, size) => {
    const lists = await nestedLists(fleet, fleet.simulator, account, (index) => index === 0);
    for (const list of lists) await walkBothWays(fleet, clock, list, size);
  });

  test.each([
    ['t1', 1000],
    ['t2', 40],
    ['t3', 100],
  ] as const)(
    'lists under load balancers of %s, their listeners and rules, %d a page',
    async (account, size) => {
      // They take turns where there are both; the last classic one but one has no listener.
      const places = { t1: [0, 1], t2: [0, loadBalancers - 2], t3: [1] }[account];
      const lists = await nestedLists(fleet, fleet.simulator, account, (index) => places.includes(index));
      for (const list of lists) await walkBothWays(fleet, clock, list, size);
    },
  );

  test('the whole tree', async () => {
    for (const { id } of fleet.simulator.accounts) {
      expect(await answeredTree(fleet, id)).toEqual(trueTree(fleet.simulator, id));
    }
  });
});

describe('the fleets', () => {
  test('have what is hard: 100 backends under a listener, more under a load balancer, none, and deleted rows', async () => {
    const fleet = await startFleet(fleetOf(12, 4));
    try {
      for (const { id, provider } of fleet.simulator.accounts) {
        const tree = trueTree(fleet.simulator, id);
        const counts = tree.map(({ listeners }) => listeners.map(({ backends }) => backends.length));
        const [account] = fleet.simulator.inventory(id).accounts;
        expect((account?.byIdOnly.loadBalancers.length ?? 0) > 0).toBe(provider === 'QINGCLOUD');
        if (provider === 'TENCENT_CLB') {
          const bare = tree.filter(({ listeners }) => listeners.length === 0);
          expect(bare.flatMap(({ backends }) => backends).length).toBeGreaterThan(0);
        }
        // The small account; at Tencent's classic load balancers each listener reaches all that is bound.
        if (id === 't1') continue;
        expect(counts.flat()).toContain(id === 't2' ? 101 : 100);
        if (provider !== 'TENCENT_CLB') expect(counts.flat()).toContain(0);
        expect(
          Math.max(...counts.map((each) => each.reduce((sum, count) => sum + count, 0))),
        ).toBeGreaterThan(100);
      }
    } finally {
      await fleet.stop();
    }
  });
});
