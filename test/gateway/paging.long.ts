import { test } from 'vitest';
import { startFleet } from '../support/gateway.js';
import { describeWalks } from './paging-fleets.js';
import { createWalkClock, fleetOf, topLists, walkBothWays } from './paging.js';

/**
 * Fleets whose lists all fit into a vendor's page but for a few. Every page size is tried with no, with one, and with two or three load
 * balancers, of both sorts of lists where there are any, and each seed with a small and a large size.
 */
describeWalks([
  { loadBalancers: 0, seed: 20, sizes: [1, 7, 100, 1000], nestedSizes: [] },
  { loadBalancers: 1, seed: 1, sizes: [1, 100], nestedSizes: [7, 1000] },
  { loadBalancers: 1, seed: 2, sizes: [7], nestedSizes: [100] },
  { loadBalancers: 1, seed: 3, sizes: [1000], nestedSizes: [1] },
  { loadBalancers: 2, seed: 4, sizes: [1, 100], nestedSizes: [7, 1000] },
  { loadBalancers: 3, seed: 5, sizes: [7, 1000], nestedSizes: [1, 100] },
  { loadBalancers: 7, seed: 6, sizes: [100], nestedSizes: [7] },
  { loadBalancers: 7, seed: 7, sizes: [1], nestedSizes: [] },
  { loadBalancers: 20, seed: 8, sizes: [7], nestedSizes: [100] },
  { loadBalancers: 20, seed: 9, sizes: [1000], nestedSizes: [] },
  { loadBalancers: 50, seed: 10, sizes: [100], nestedSizes: [] },
]);

test.each([7, 100])('without a cache every page is read anew, %d a page', async (size) => {
  const clock = createWalkClock();
  const fleet = await startFleet(fleetOf(30, 19), { cache: { enabled: false }, now: clock.now });
  try {
    for (const list of topLists(fleet.simulator)) await walkBothWays(fleet, clock, list, size);
  } finally {
    await fleet.stop();
  }
});
