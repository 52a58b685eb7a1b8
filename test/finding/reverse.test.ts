import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectBehind, expectLookUps } from './ask-reverse.js';
import { bindOneMore, sharedAddress, smallFleet } from './fleets.js';
import type { Subject } from './found-lists.js';
import { allLookUps, inParts } from './look-ups.js';
import { labelFleet } from './labelled-fleet.js';
import { findBackends } from './oracle/reverse.js';
import { backendsOfAll } from './oracle/rows.js';
import { runs } from './runs.js';
import { openSubject } from './subject.js';

interface Found {
  readonly backends: { readonly nodes: readonly { readonly id: string }[] };
}

let subject: Subject;
beforeAll(async () => {
  subject = await openSubject(11, smallFleet);
});
afterEach(() => subject.fleet.simulator.setFaults([]));
afterAll(() => subject.fleet.stop());

describe('what sends traffic to something', () => {
  test('is found, all of it and nothing else, for everything that the inventory names', async () => {
    const parts = inParts(allLookUps(subject.rows, subject.fleet.simulator), 25);
    for (const [at, filters] of parts.entries()) {
      if (at % 4 === 0) subject.clock.forget();
      await expectLookUps(subject, filters);
    }
  });

  test('is the same from the machine itself, with the load balancers in front of it', async () => {
    subject.clock.forget();
    for (const machines of inParts(subject.rows.machines, 60)) await expectBehind(subject, machines);
  });

  test('is told apart where two networks have one address, and found in both by that address', async () => {
    const { rows } = subject;
    const shared = findBackends(rows, { address: [sharedAddress] });
    const machines = [...new Set(shared.map(({ machine }) => machine))];
    // Machines of one account and region among them, and of several accounts.
    expect(new Set(shared.map(({ account }) => account)).size).toBeGreaterThan(2);
    const places = machines.map((id) => rows.machines.find((one) => one.id === id));
    expect(new Set(places.map((one) => `${one?.account} ${one?.region}`)).size).toBeLessThan(places.length);
    // Where the vendor looks machines up network by network, in two of them.
    const ofBareMetal = shared
      .filter(({ account }) => account === 'b1')
      .map(({ loadBalancer }) => loadBalancer);
    const networks = rows.loadBalancers
      .filter(({ id }) => ofBareMetal.includes(id))
      .map(({ row }) => row.networkId);
    expect(new Set(networks).size).toBe(2);
    subject.clock.forget();
    await expectLookUps(subject, [
      { address: [sharedAddress] },
      ...machines.flatMap((id) => (id === null ? [] : [{ instance: [id] }])),
      ...machines.flatMap((id) => (id === null ? [] : [{ instance: [id], address: [sharedAddress] }])),
    ]);
  });
});

test('what is bound later is found once the records have aged', async () => {
  const { fleet, clock, rows } = subject;
  clock.forget();
  await expectLookUps(subject, [{ instance: rows.machines.map(({ id }) => id) }]);
  bindOneMore(fleet.simulator);
  clock.forget();
  const found = await fleet.query<Found>(
    'query Found($ids: [ID!]!) { backends(first: 1000, filter: { instance: $ids }) { nodes { id } } }',
    { ids: rows.machines.map(({ id }) => id) },
  );
  const before = new Set(backendsOfAll(rows).map(({ id }) => id));
  const added = found.data.backends.nodes.filter(({ id }) => !before.has(id));
  // Reached through every listener of a classic load balancer, else once.
  expect(added.length).toBeGreaterThanOrEqual(new Set(rows.sources.map(({ account }) => account)).size);
  subject = { ...subject, rows: await labelFleet(fleet) };
  await expectLookUps(subject, [{ instance: subject.rows.machines.map(({ id }) => id) }]);
  await expectBehind(subject, subject.rows.machines.slice(0, 60));
});

describe('while some accounts fail', () => {
  test('what is found is right for the others, and never exact', async () => {
    const { fleet, clock, rows } = subject;
    const accounts = [...new Set(rows.sources.map(({ account }) => account))];
    // Of several fields one may leave nothing at a vendor, which then need not be asked.
    const plain = allLookUps(rows, fleet.simulator).filter((filter) => Object.keys(filter).length === 1);
    const property = fc.asyncProperty(
      fc.subarray(accounts, { minLength: 1 }),
      fc.constantFrom('http500', 'auth'),
      fc.subarray([...plain], { minLength: 4, maxLength: 8 }),
      async (failing, kind, filters) => {
        clock.forget();
        fleet.simulator.setFaults(failing.map((account) => ({ account, kind })));
        await expectLookUps(subject, filters, failing);
      },
    );
    await fc.assert(property, runs(8));
  });
});
