import { test } from 'vitest';
import { startFleet } from '../support/gateway.js';
import { describeWalks } from './paging-fleets.js';
import { createWalkClock, fleetOf, topLists, walkBothWays } from './paging.js';

/**
 * Fleets around a vendor's page of 100 and above: below it, at it and behind it a page of as many rows and one of more. What is under a
 * load balancer is alike from 50 of them on, so there every size is tried in one fleet.
 */
describeWalks([
  { loadBalancers: 99, seed: 11, sizes: [100], nestedSizes: [100] },
  { loadBalancers: 100, seed: 12, sizes: [7, 100], nestedSizes: [] },
  { loadBalancers: 101, seed: 13, sizes: [100, 1000], nestedSizes: [] },
  { loadBalancers: 200, seed: 14, sizes: [100], nestedSizes: [1000] },
  { loadBalancers: 333, seed: 15, sizes: [1000], nestedSizes: [] },
  { loadBalancers: 500, seed: 16, sizes: [100], nestedSizes: [7] },
]);

test.each([7])('500 load balancers an account in one list, %d a page', async (size) => {
  const clock = createWalkClock();
  const fleet = await startFleet(fleetOf(500, 17), { now: clock.now });
  try {
    for (const list of topLists(fleet.simulator).slice(0, 1)) await walkBothWays(fleet, clock, list, size);
  } finally {
    await fleet.stop();
  }
});
