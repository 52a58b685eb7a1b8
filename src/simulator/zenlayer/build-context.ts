import { createBuildClock, type BuildClock } from '../build-clock.js';
import { createIdSource, createRandom, type Random } from '../random.js';
import type { TopologyAccount } from '../topology-account.js';

/** What every builder of one account draws from. */
export interface BuildContext {
  readonly account: TopologyAccount;
  readonly random: Random;
  readonly newId: (prefix: string) => string;
  readonly clock: BuildClock;
  /** Of the account's `regions`, the one at this place of the spread. */
  readonly regionAt: (index: number) => string;
  /** The same clock and no id twice, but a random stream of its own: drawing from it changes nothing else. */
  readonly fork: (name: string) => BuildContext;
}

const STEP_MS = 9 * 60_000 + 1000;
const ID_LENGTH = 10;

export function createBuildContext(
  account: TopologyAccount,
  seed: number,
  firstCreation: number,
): BuildContext {
  const clock = createBuildClock(firstCreation, STEP_MS);
  const taken = new Set<string>();
  const over = (stream: string): BuildContext => {
    const random = createRandom(stream);
    return {
      account,
      random,
      newId: createIdSource(random, ID_LENGTH, taken),
      clock,
      regionAt: (index) => account.regions[index % account.regions.length] ?? '',
      fork: (name) => over(`${stream}/${name}`),
    };
  };
  return over(`${seed}/${account.id}`);
}
