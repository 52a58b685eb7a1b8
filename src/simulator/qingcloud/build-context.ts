import { createIdSource, createRandom, type Random } from '../random.js';
import type { TopologyAccount } from '../topology-account.js';

/** What every builder of one region draws from. */
export interface BuildContext {
  readonly account: TopologyAccount;
  readonly region: string;
  readonly random: Random;
  readonly newId: (prefix: string) => string;
  /** The next creation time, ISO: later with every call, so that creation order is the order of building. */
  readonly nextTime: () => string;
  readonly publicAddress: () => string;
  readonly privateAddress: () => string;
}

const FIRST_CREATION = Date.UTC(2023, 0, 9, 2, 15, 0);
const MINUTES_BETWEEN = 7;

export function createBuildContext(account: TopologyAccount, region: string, seed: number): BuildContext {
  const random = createRandom(`${seed}/${account.id}/${region}`);
  let ticks = 0;
  return {
    account,
    region,
    random,
    newId: createIdSource(random, 8),
    nextTime() {
      ticks += 1;
      return new Date(FIRST_CREATION + ticks * MINUTES_BETWEEN * 60_000).toISOString();
    },
    publicAddress: () => `139.198.${random.int(1, 250)}.${random.int(2, 250)}`,
    privateAddress: () => `192.168.${random.int(0, 250)}.${random.int(2, 250)}`,
  };
}
