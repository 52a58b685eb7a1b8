import { createIdSource, createRandom, type Random } from '../random.js';
import type { TopologyAccount } from '../topology-account.js';

/** What every builder of one account draws from. */
export interface BuildContext {
  readonly account: TopologyAccount;
  readonly random: Random;
  readonly newId: (prefix: string) => string;
  /** The next creation time, ISO: later with every call, so that creation order is the order of building. */
  readonly nextTime: () => string;
  /** The zone at this place of the spread. */
  readonly zoneAt: (index: number) => string;
}

const FIRST_CREATION = Date.UTC(2022, 7, 31, 11, 10, 0);
const MINUTES_BETWEEN = 9;

export function createBuildContext(account: TopologyAccount, seed: number): BuildContext {
  const random = createRandom(`${seed}/${account.id}`);
  let ticks = 0;
  return {
    account,
    random,
    newId: createIdSource(random, 10),
    nextTime() {
      ticks += 1;
      return new Date(FIRST_CREATION + ticks * MINUTES_BETWEEN * 60_000 + ticks * 1000).toISOString();
    },
    zoneAt: (index) => account.regions[index % account.regions.length] ?? '',
  };
}
