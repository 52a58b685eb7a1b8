import { describe, expect, test } from 'vitest';
import { startFleet, type Fleet } from '../support/gateway.js';
import { answeredTree, trueTree } from '../support/truth.js';
import { createWalkClock, fleetOf, nestedLists, topLists, walkBothWays, type WalkClock } from './paging.js';

const everySize = [1, 7, 100, 1000];

/** Load balancers an account, seed, page sizes; page sizes of nested lists. */
const fleets: readonly (readonly [number, number, readonly number[], readonly number[]])[] = [
  [0, 20, everySize, []],
  ...[1, 2, 3].map((seed) => [1, seed, everySize, everySize] as const),
  [2, 4, everySize, everySize],
  [3, 5, everySize, everySize],
  ...[6, 7].map((seed) => [7, seed, [1, 100], [7]] as const),
  ...[8, 9].map((seed) => [20, seed, [7, 1000], [100]] as const),
  [50, 10, [7, 100], [7]],
  [99, 11, [1000], [100]],
  [100, 12, [7, 100], [100]],
  [101, 13, [100, 1000], [7]],
  [200, 14, [100], [1000]],
  [333, 15, [1000], [1000]],
  ...[16, 17].map((seed) => [500, seed, [seed === 16 ? 100 : 1000], [7]] as const),
];

async function withFleet(
  [loadBalancers, seed]: readonly [number, number, ...unknown[]],
  run: (fleet: Fleet, clock: WalkClock) => Promise<void>,
): Promise<void> {
  const clock = createWalkClock();
  const fleet = await startFleet(fleetOf(loadBalancers, seed), { now: clock.now });
  try {
    await run(fleet, clock);
  } finally {
    await fleet.stop();
  }
}

describe.each(fleets)('%d load balancers an account, seed %d', (loadBalancers, seed, sizes, nestedSizes) => {
  test.each(sizes)('lists at the root and of accounts, %d a page', (size) =>
    withFleet([loadBalancers, seed], async (fleet, clock) => {
      for (const list of topLists(fleet.simulator)) await walkBothWays(fleet, clock, list, size);
    }),
  );

  test.each(nestedSizes)('lists under load balancers and listeners, %d a page', (size) =>
    withFleet([loadBalancers, seed], async (fleet, clock) => {
      const pick = (index: number, count: number) =>
        count <= 3 || index === 0 || (count < 200 && index === Math.floor(count / 2)) || index === count - 1;
      for (const { id } of fleet.simulator.accounts) {
        const lists = await nestedLists(fleet, fleet.simulator, id, pick);
        for (const list of lists) await walkBothWays(fleet, clock, list, size);
      }
    }),
  );

  test('the whole tree', () =>
    withFleet([loadBalancers, seed], async (fleet) => {
      for (const { id } of fleet.simulator.accounts) {
        expect(await answeredTree(fleet, id)).toEqual(trueTree(fleet.simulator, id));
      }
    }));
});

test.each([7])('500 load balancers an account in one list, %d a page', (size) =>
  withFleet([500, 18], async (fleet, clock) => {
    for (const list of topLists(fleet.simulator).slice(0, 1)) await walkBothWays(fleet, clock, list, size);
  }),
);

test.each([7, 100])('without a cache every page is read anew, %d a page', async (size) => {
  const clock = createWalkClock();
  const fleet = await startFleet(fleetOf(30, 19), { cache: { enabled: false }, now: clock.now });
  try {
    for (const list of topLists(fleet.simulator)) await walkBothWays(fleet, clock, list, size);
  } finally {
    await fleet.stop();
  }
});
