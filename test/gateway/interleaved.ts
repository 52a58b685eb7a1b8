import { expect } from 'vitest';
import { startFleet } from '../support/gateway.js';
import { loadBalancersOf, makeKeys, topology } from './callers.js';

interface Answer {
  readonly accounts: readonly { readonly id: string }[];
  readonly loadBalancers: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly vendorId: string; readonly account: { readonly id: string } }[];
    readonly coverage: { readonly sources: number };
  };
}

const query = `query Interleaved($first: Int) {
  accounts { id }
  loadBalancers(first: $first) { totalCount nodes { vendorId account { id } } coverage { sources } }
}`;

const callers = ['north', 'south'] as const;
/** Requests that begin in one tick, of both callers in turns and all with the same arguments. */
const together = 100;
/** After so many ticks' requests everything has to be read anew. */
const ticksAlive = 5;

/**
 * Lets two callers with different grants ask in the same ticks, and compares each answer with the truth of who asked.
 * Each time that records have expired, each source is read once, however many ask and whoever they are.
 */
export async function interleave(requests: number): Promise<void> {
  let now = Date.parse('2026-11-01T00:00:00Z');
  const { keys, auth } = makeKeys();
  const fleet = await startFleet(topology, { auth, now: () => now });
  const ask = { north: fleet.as(keys.north), south: fleet.as(keys.south) };
  try {
    const { accounts } = fleet.simulator.inventory();
    const truth = new Map(
      accounts.map(({ id, loadBalancers }) => [id, loadBalancers.map(({ vendorId }) => vendorId)] as const),
    );
    const granted = (caller: (typeof callers)[number]) =>
      topology.accounts.map(({ id }) => id).filter((id) => id === 'shared' || id.endsWith(caller));
    let answered = 0;
    for (let tick = 0; answered < requests; tick += 1) {
      if (tick % ticksAlive === 0) now += 3_600_000;
      fleet.calls();
      // Page sizes around both counts, so that a page ends within sources and between them.
      const first = 1 + ((tick * 7) % 24);
      const asked = Array.from({ length: together }, (_, index) => callers[index % 2] ?? 'north');
      const answers = await Promise.all(
        asked.map(async (caller) => ({ caller, answer: await ask[caller]<Answer>(query, { first }) })),
      );
      for (const { caller, answer } of answers) {
        const own = granted(caller);
        const rows = own.flatMap((id) =>
          (truth.get(id) ?? []).map((vendorId) => ({ vendorId, account: { id } })),
        );
        expect(answer).toEqual({
          status: 200,
          errors: [],
          data: {
            accounts: own.map((id) => ({ id })),
            loadBalancers: {
              totalCount: loadBalancersOf[caller],
              nodes: rows.slice(0, first),
              coverage: { sources: own.length },
            },
          },
        });
      }
      answered += answers.length;
      expect([tick, fleet.calls()]).toEqual([tick, tick % ticksAlive === 0 ? topology.accounts.length : 0]);
    }
    expect(answered).toBe(requests);
  } finally {
    await fleet.stop();
  }
}
