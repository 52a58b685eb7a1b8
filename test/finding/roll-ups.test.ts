import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectNumbers, faultLists, partNames } from './ask-numbers.js';
import { smallFleet } from './fleets.js';
import type { Subject } from './found-lists.js';
import { numberParts } from './number-queries.js';
import { runs } from './runs.js';
import { openSubject } from './subject.js';

let subject: Subject;
beforeAll(async () => {
  subject = await openSubject(13, smallFleet);
});
afterAll(() => subject.fleet.stop());

describe('numbers', () => {
  test.each(Object.keys(numberParts))('are those of the inventory: %s', async (name) => {
    await expectNumbers(subject, [name]);
  });

  test('are right, or missing with a reason, whichever calls fail', async () => {
    await expectNumbers(subject, Object.keys(numberParts));
    const property = fc.asyncProperty(partNames, faultLists(subject), (names, faults) =>
      expectNumbers(subject, names, faults),
    );
    await fc.assert(property, runs(6));
  });
});

test('a roll-up costs no call where its backends and their health are read anyway', async () => {
  const { fleet, clock } = subject;
  const tree = (
    extra: string,
  ) => `{ loadBalancers(first: 1000) { nodes { ${extra} listeners(first: 1000) { nodes {
    ${extra} rules(first: 1000) { nodes { ${extra} } } backends(first: 1000) { nodes { weight health } } } }
    backends(first: 1000) { nodes { weight health } } } } }`;
  const costOf = async (extra: string) => {
    clock.forget();
    fleet.calls();
    const { data, errors } = await fleet.query(tree(extra));
    expect(errors).toEqual([]);
    return { calls: fleet.calls(), answer: JSON.stringify(data) };
  };
  const { calls, answer } = await costOf('health { total up weightUp }');
  expect(answer).toContain('"weightUp":');
  expect(calls).toBe((await costOf('id')).calls);
});
