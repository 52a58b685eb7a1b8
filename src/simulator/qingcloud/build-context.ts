import { createBuildClock, type BuildClock } from '../build-clock.js';
import { createIdSource, createRandom, type Random } from '../random.js';
import type { TopologyAccount } from '../topology-account.js';

/** What every builder of one region draws from. */
export interface BuildContext {
  readonly account: TopologyAccount;
  readonly region: string;
  readonly random: Random;
  readonly newId: (prefix: string) => string;
  readonly clock: BuildClock;
  readonly publicAddress: () => string;
  readonly privateAddress: () => string;
  /** The same clock and no id twice, but a random stream of its own: drawing from it changes nothing else. */
  readonly fork: (name: string) => BuildContext;
}

const FIRST_CREATION = Date.UTC(2023, 0, 9, 2, 15, 0);
const STEP_MS = 7 * 60_000;
const ID_LENGTH = 8;

export function createBuildContext(account: TopologyAccount, region: string, seed: number): BuildContext {
  const clock = createBuildClock(FIRST_CREATION, STEP_MS);
  const taken = new Set<string>();
  const over = (stream: string): BuildContext => {
    const random = createRandom(stream);
    return {
      account,
      region,
      random,
      newId: createIdSource(random, ID_LENGTH, taken),
      clock,
      publicAddress: () => `139.198.${random.int(1, 250)}.${random.int(2, 250)}`,
      privateAddress: () => `192.168.${random.int(0, 250)}.${random.int(2, 250)}`,
      fork: (name) => over(`${stream}/${name}`),
    };
  };
  return over(`${seed}/${account.id}/${region}`);
}
