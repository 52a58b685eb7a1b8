import fc from 'fast-check';
import { describe, test } from 'vitest';
import { expectNumbers, faultLists, partNames, rowFaultLists } from './ask-numbers.js';
import { halves } from './fleets.js';
import { numberParts } from './number-queries.js';
import { runs } from './runs.js';
import { openSubject } from './subject.js';

describe.each([[31, { loadBalancers: 2, instances: 10 }]])(
  'numbers of a fleet of seed %d are right, or missing with a reason',
  (seed, size) => {
    test.each([
      ['calls fail', faultLists, 24, halves[0]],
      ['calls fail or rows cannot be read', rowFaultLists, 16, halves[1]],
    ])('whichever %s', async (_what, faults, count, accounts) => {
      const subject = await openSubject(seed, { ...size, accounts });
      try {
        await expectNumbers(subject, Object.keys(numberParts));
        const property = fc.asyncProperty(partNames, faults(subject), (names, list) =>
          expectNumbers(subject, names, list),
        );
        await fc.assert(property, runs(count));
      } finally {
        await subject.fleet.stop();
      }
    });
  },
);
