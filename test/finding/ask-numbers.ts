import fc from 'fast-check';
import { expect } from 'vitest';
import type { Fault } from '../../src/simulator/faults.js';
import type { Subject } from './found-lists.js';
import { createNumberJudge } from './numbers.js';
import { numberParts, numberQuery } from './number-queries.js';

const wholeCalls = ['http500', 'auth', 'garbage'];
/** Of which rows are lost, or the total is doubtful. */
const singleRows = ['wrong-type', 'total-mismatch'];

/** What may go wrong with which of the calls that a fleet was asked by. */
export function faultLists(
  { fleet, rows }: Subject,
  kinds: readonly string[] = wholeCalls,
): fc.Arbitrary<readonly Fault[]> {
  const calls = fleet.simulator
    .calls()
    .calls.map(({ account, action }) => JSON.stringify({ account, action }));
  const known = [...new Set(calls)].map((text) => JSON.parse(text) as { account: string; action: string });
  const kind = fc.constantFrom(...kinds);
  const accounts = [...new Set(rows.sources.map(({ account }) => account))];
  const ofAction = fc
    .record({
      target: fc.constantFrom(...known),
      kind,
      probability: fc.constantFrom(1, 0.5),
      skip: fc.constantFrom(0, 0, 1, 3),
      seed: fc.nat(99),
    })
    .map(({ target, ...how }): Fault => ({ ...target, ...how }));
  const ofAccount = fc.record({ account: fc.constantFrom(...accounts), kind });
  return fc.oneof(
    { weight: 3, arbitrary: fc.array(ofAction, { minLength: 1, maxLength: 4 }) },
    { weight: 1, arbitrary: fc.array(ofAccount, { minLength: 1, maxLength: accounts.length }) },
  );
}

export const rowFaultLists = (subject: Subject) => faultLists(subject, [...wholeCalls, ...singleRows]);

export const partNames = fc.subarray(Object.keys(numberParts), { minLength: 1, maxLength: 3 });

/** Asks for some parts with nothing fresh at hand, while the faults stand, and judges every number of the answer. */
export async function expectNumbers(
  { fleet, clock, rows }: Subject,
  names: readonly string[],
  faults: readonly Fault[] = [],
): Promise<void> {
  clock.forget();
  fleet.simulator.setFaults(faults);
  const { status, data, errors } = await fleet.query(numberQuery(names));
  fleet.simulator.setFaults([]);
  expect(status).toBe(200);
  const judge = createNumberJudge(errors, {
    losesRows: faults.some(({ kind }) => singleRows.includes(kind)),
  });
  for (const name of names) {
    const part = numberParts[name];
    if (part !== undefined) judge.rootList(name, part.truth(rows), data[name]);
  }
  const violations = judge.end();
  // Some are enough to see what is wrong.
  expect({ names, faults, violations: violations.slice(0, 5) }).toEqual({ names, faults, violations: [] });
}
