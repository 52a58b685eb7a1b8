import { zenlayerZlb } from '../../../src/providers/zenlayer/zlb/definition.js';
import { zenlayerZlb as vendor } from '../../../src/simulator/zenlayer/zlb/zenlayer-zlb.js';
import { startFleet, type Fleet } from '../../support/gateway.js';
import { ask, still } from '../conformance/subject.js';

export const account = 'elastic';
const totals = { loadBalancers: 8, listeners: 20, backends: 160, instances: 30 };

/** A gateway over one simulated account, whose clock stands still, for as long as `use` runs. */
export async function withElastic(
  use: (fleet: Fleet) => Promise<void>,
  { settings = {}, sizes = totals }: { settings?: Record<string, string>; sizes?: typeof totals } = {},
): Promise<void> {
  const regions = ['asia-east-1', 'europe-central-1'];
  const fleet = await startFleet(
    { seed: 11, accounts: [{ id: account, provider: 'ZENLAYER_ZLB', api: 'v2', regions, ...sizes }] },
    { ...still, vendors: [vendor], parts: { providers: [zenlayerZlb] } },
  );
  try {
    fleet.simulator.putSettings(settings);
    await use(fleet);
  } finally {
    await fleet.stop();
  }
}

/** How many calls a query takes, which has no error. */
export async function callsFor(fleet: Fleet, query: string): Promise<number> {
  fleet.calls();
  await ask(fleet, query);
  return fleet.calls();
}
