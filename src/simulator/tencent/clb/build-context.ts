import { createBuildClock, type BuildClock } from '../../build-clock.js';
import { createIdSource, createRandom, type Random } from '../../random.js';
import type { TopologyAccount } from '../../topology-account.js';
import { editionOf, type ClbEdition } from './editions.js';

/** What every builder of one region draws from. */
export interface BuildContext {
  readonly account: TopologyAccount;
  readonly region: string;
  readonly edition: ClbEdition;
  readonly random: Random;
  readonly newId: (prefix: string) => string;
  /** A prefix and 32 hexadecimal digits. */
  readonly legacyId: (prefix: string) => string;
  readonly clock: BuildClock;
  readonly publicAddress: () => string;
  /** Never the same twice in a region: health is told by address. */
  readonly privateAddress: () => string;
  /** The same clock and no id twice, but a random stream of its own: drawing from it changes nothing else. */
  readonly fork: (name: string) => BuildContext;
}

const FIRST_CREATION = Date.UTC(2016, 6, 15, 9, 29, 23);
const STEP_MS = 11 * 60_000;
const ID_LENGTH = 8;

export function createBuildContext(account: TopologyAccount, region: string, seed: number): BuildContext {
  const clock = createBuildClock(FIRST_CREATION, STEP_MS);
  const taken = new Set<string>();
  let addresses = 0;
  const privateAddress = (): string => {
    addresses += 1;
    return `10.${104 + (addresses >> 16)}.${(addresses >> 8) & 255}.${addresses & 255}`;
  };
  const over = (stream: string): BuildContext => {
    const random = createRandom(stream);
    return {
      account,
      region,
      edition: editionOf(account),
      random,
      newId: createIdSource(random, ID_LENGTH, taken),
      legacyId: (prefix) => prefix + random.text(32, '0123456789abcdef'),
      clock,
      publicAddress: () => `119.28.${random.int(1, 250)}.${random.int(2, 250)}`,
      privateAddress,
      fork: (name) => over(`${stream}/${name}`),
    };
  };
  return over(`${seed}/${account.id}/${region}`);
}
