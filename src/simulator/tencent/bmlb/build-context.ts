import { createBuildClock, type BuildClock } from '../../build-clock.js';
import { createIdSource, createRandom, type Random } from '../../random.js';
import type { TopologyAccount } from '../../topology-account.js';
import type { Network } from './records.js';

/** What every builder of one region draws from. */
export interface BuildContext {
  readonly account: TopologyAccount;
  readonly region: string;
  readonly random: Random;
  readonly newId: (prefix: string) => string;
  readonly clock: BuildClock;
  readonly appId: number;
  /** Never empty. A load balancer binds machines of its own network alone. */
  readonly networks: readonly Network[];
  readonly publicAddress: () => string;
  /** Not the same one twice. */
  readonly privateAddress: () => string;
  /** The same clock and no id twice, but a random stream of its own: drawing from it changes nothing else. */
  readonly fork: (name: string) => BuildContext;
}

const FIRST_CREATION = Date.UTC(2017, 2, 8, 7, 38, 0);
const STEP_MS = 7 * 60_000;
const ID_LENGTH = 8;
const SEVERAL_NETWORKS_FROM = 8;

export function createBuildContext(account: TopologyAccount, region: string, seed: number): BuildContext {
  const clock = createBuildClock(FIRST_CREATION, STEP_MS);
  const taken = new Set<string>();
  let addresses = 0;
  const base = createRandom(`${seed}/${account.id}/${region}/base`);
  const newBaseId = createIdSource(base, ID_LENGTH, taken);
  const networks = Array.from(
    { length: account.instances < SEVERAL_NETWORKS_FROM ? 1 : 2 },
    (_, index): Network => ({
      vpcId: 1000 + base.int(0, 40) * 10 + index,
      unVpcId: newBaseId('vpc-'),
      subnetId: 3 + index,
      unSubnetId: newBaseId('subnet-'),
      vpcName: index === 0 ? 'production' : 'staging',
      vpcCidrBlock: '10.6.0.0/16',
      subnetName: 'machines',
      subnetCidrBlock: '10.6.0.0/18',
    }),
  );
  const appId = createRandom(`${seed}/${account.id}/app`).int(1_251_000_000, 1_255_999_999);
  const over = (stream: string): BuildContext => {
    const random = createRandom(stream);
    return {
      account,
      region,
      random,
      newId: createIdSource(random, ID_LENGTH, taken),
      clock,
      appId,
      networks,
      publicAddress: () => `115.159.${random.int(1, 250)}.${random.int(2, 250)}`,
      privateAddress() {
        addresses += 1;
        return `10.6.${Math.floor(addresses / 240) % 256}.${(addresses % 240) + 10}`;
      },
      fork: (name) => over(`${stream}/${name}`),
    };
  };
  return over(`${seed}/${account.id}/${region}`);
}

/** The network of the index-th load balancer, machine or address: one in four stands in the second. */
export function networkAt({ networks }: BuildContext, index: number): Network {
  const network = networks[index % 4 === 3 ? 1 : 0] ?? networks[0];
  if (!network) throw new RangeError('a region has at least one network');
  return network;
}
