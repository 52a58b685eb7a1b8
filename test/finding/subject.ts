import { createWalkClock } from '../gateway/paging.js';
import { startFleet } from '../support/gateway.js';
import { addEmptyOnes, dressNames, findingFleet, shareAddresses, type FleetSize } from './fleets.js';
import type { Subject } from './found-lists.js';
import { labelFleet } from './labelled-fleet.js';

export const providers = [
  'QINGCLOUD',
  'ZENLAYER_BMC',
  'ZENLAYER_ZLB',
  'TENCENT_CLB',
  'TENCENT_BMLB',
] as const;

/** A fleet with hard names and repeated addresses, read once; nothing of that is fresh any more. */
export async function openSubject(seed: number, size: FleetSize): Promise<Subject> {
  const clock = createWalkClock();
  const fleet = await startFleet(findingFleet(seed, size), { now: clock.now });
  addEmptyOnes(fleet.simulator);
  dressNames(fleet.simulator, seed);
  shareAddresses(fleet.simulator);
  const rows = await labelFleet(fleet);
  clock.forget();
  return { fleet, clock, rows };
}
