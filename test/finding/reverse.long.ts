import fc from 'fast-check';
import { describe, test } from 'vitest';
import { expectBehind, expectLookUps } from './ask-reverse.js';
import { halves } from './fleets.js';
import type { Subject } from './found-lists.js';
import { allLookUps, inParts } from './look-ups.js';
import { seed } from './runs.js';
import { openSubject } from './subject.js';

const sizes = fc.sample(
  fc.record({
    fleetSeed: fc.integer({ min: 1, max: 9999 }),
    loadBalancers: fc.integer({ min: 1, max: 4 }),
    instances: fc.integer({ min: 6, max: 16 }),
  }),
  { seed, numRuns: halves.length },
);
const fleets = sizes.map((size, at) => ({ ...size, accounts: halves[at] ?? [] }));

describe.each(fleets)('fleet of seed $fleetSeed with $accounts.0', ({ fleetSeed, ...size }) => {
  test('everything that sends traffic to something is found, whichever accounts fail', async () => {
    const subject = await openSubject(fleetSeed, size);
    try {
      await readEverything(subject);
      await failSubsets(subject);
    } finally {
      await subject.fleet.stop();
    }
  });
});

async function readEverything(subject: Subject): Promise<void> {
  const { fleet, clock, rows } = subject;
  for (const [at, filters] of inParts(allLookUps(rows, fleet.simulator), 25).entries()) {
    if (at % 3 === 0) clock.forget();
    await expectLookUps(subject, filters);
  }
  for (const machines of inParts(rows.machines, 60)) {
    clock.forget();
    await expectBehind(subject, machines);
  }
}

/** Each account alone, all but each, and some at random. */
async function failSubsets(subject: Subject): Promise<void> {
  const { fleet, clock, rows } = subject;
  const accounts = [...new Set(rows.sources.map(({ account }) => account))];
  const plain = allLookUps(rows, fleet.simulator).filter((filter) => Object.keys(filter).length === 1);
  const subsets = [
    ...accounts.map((account) => [account]),
    ...accounts.map((account) => accounts.filter((other) => other !== account)),
    ...fc.sample(fc.subarray(accounts, { minLength: 1 }), { seed, numRuns: 6 }),
  ];
  for (const [at, failing] of subsets.entries()) {
    clock.forget();
    const kind = at % 3 === 0 ? 'http500' : 'auth';
    fleet.simulator.setFaults(failing.map((account) => ({ account, kind })));
    await expectLookUps(
      subject,
      plain.filter((_filter, place) => (place + at) % 25 === 0),
      failing,
    );
  }
}
