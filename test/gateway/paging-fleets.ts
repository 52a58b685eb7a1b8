import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFleet, type Fleet } from '../support/gateway.js';
import { answeredTree, trueTree } from '../support/truth.js';
import { createWalkClock, fleetOf, nestedLists, topLists, walkBothWays } from './paging.js';

/** A fleet, and by which page sizes its lists are walked. */
export interface WalkedFleet {
  /** In each account. */
  readonly loadBalancers: number;
  readonly seed: number;
  /** Of lists at the root and under accounts. */
  readonly sizes: readonly number[];
  /** Of lists under some load balancers and listeners. */
  readonly nestedSizes: readonly number[];
}

/** Walks the lists of fleets, each from both ends; every test of a fleet starts with nothing fresh at hand. */
export function describeWalks(fleets: readonly WalkedFleet[]): void {
  describe.each(fleets.map((fleet) => [fleet.loadBalancers, fleet.seed, fleet] as const))(
    '%d load balancers an account, seed %d',
    (loadBalancers, seed, { sizes, nestedSizes }) => {
      const clock = createWalkClock();
      let fleet: Fleet;
      beforeAll(async () => {
        fleet = await startFleet(fleetOf(loadBalancers, seed), { now: clock.now });
      });
      afterAll(() => fleet.stop());

      test('the whole tree', async () => {
        for (const { id } of fleet.simulator.accounts) {
          expect(await answeredTree(fleet, id)).toEqual(trueTree(fleet.simulator, id));
        }
      });

      test.each(sizes)('lists at the root and of accounts, %d a page', async (size) => {
        for (const list of topLists(fleet.simulator)) await walkBothWays(fleet, clock, list, size);
      });

      test.each(nestedSizes)('lists under load balancers and listeners, %d a page', async (size) => {
        const pick = (index: number, count: number) =>
          count <= 3 ||
          index === 0 ||
          (count < 200 && index === Math.floor(count / 2)) ||
          index === count - 1;
        for (const { id } of fleet.simulator.accounts) {
          clock.forget();
          const lists = await nestedLists(fleet, fleet.simulator, id, pick);
          for (const list of lists) await walkBothWays(fleet, clock, list, size);
        }
      });
    },
  );
}
