import { startGateway, startVendors, type Vendors } from '../support/gateway.js';
import { identify } from './fault-ids.js';
import { lookUpsOf, type LookUps } from './fault-look-ups.js';
import { topologyFor } from './fault-topologies.js';
import { truthOf, wholeQuery, type TrueAnswer } from './fault-truth.js';

/** The vendors of one subject with what they hold, used case after case. */
export interface World {
  readonly vendors: Vendors;
  readonly truths: Readonly<Record<'whole' | 'withoutHealth', TrueAnswer>>;
  readonly lookUps: LookUps;
  readonly now: () => number;
  /** Lets everything at hand grow too old. */
  readonly expire: () => void;
  readonly close: () => Promise<void>;
}

export async function openWorld(subject: string, topology = topologyFor(subject)): Promise<World> {
  let time = Date.parse('2026-03-01T00:00:00.000Z');
  const now = () => time;
  const vendors = await startVendors(topology, { now });
  const { simulator, accounts } = vendors;
  const gateway = await startGateway(accounts, { now });
  const truth = async (health: boolean) => {
    const { data } = await gateway.query(wholeQuery, { health });
    return identify(truthOf(simulator, health), data);
  };
  const truths = { whole: await truth(true), withoutHealth: await truth(false) };
  await gateway.stop();
  return {
    vendors,
    truths,
    lookUps: lookUpsOf(truths.whole),
    now,
    expire: () => {
      time += 3_600_000;
    },
    close: () => simulator.close(),
  };
}

/** Worlds that are lent to one user at a time: opening one takes as long as a case. */
export interface Worlds {
  readonly lend: <Result>(subject: string, use: (world: World) => Promise<Result>) => Promise<Result>;
  readonly close: () => Promise<void>;
}

export function createWorlds(open: (subject: string) => Promise<World> = openWorld): Worlds {
  const idle = new Map<string, World[]>();
  const idleOf = (subject: string) => {
    const worlds = idle.get(subject) ?? [];
    idle.set(subject, worlds);
    return worlds;
  };
  return {
    lend: async (subject, use) => {
      const world = idleOf(subject).pop() ?? (await open(subject));
      try {
        return await use(world);
      } finally {
        idleOf(subject).push(world);
      }
    },
    close: async () => {
      for (const world of [...idle.values()].flat()) await world.close();
      idle.clear();
    },
  };
}
