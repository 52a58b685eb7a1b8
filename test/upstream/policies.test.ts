import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waitBefore } from '../../src/upstream/policies.js';
import type { Repeat } from '../../src/upstream/wire.js';

const none = () => 0;

test.each<readonly [Repeat, number, number | null, number | null]>([
  ['soon', 0, null, 100],
  ['soon', 1, null, 200],
  ['soon', 2, null, null],
  ['later', 0, null, 500],
  ['later', 1, null, 1000],
  ['later', 2, null, null],
  ['signed-again', 0, null, 0],
  ['never', 0, null, null],
  ['never', 0, 10, null],
  // What the vendor asks for counts, unless it is less than what a repeat of that kind takes anyway.
  ['later', 0, 3000, 3000],
  ['soon', 0, 20, 100],
  ['later', 0, 5000, 5000],
  ['later', 0, 5001, null],
])('%s after %i repeats, asked to wait %s: %s', (repeat, repeats, retryAfterMs, expected) => {
  expect(waitBefore({ repeat, retryAfterMs }, repeats, none)).toBe(expected);
});

test('chance makes a wait longer by up to a half, and never decides whether there is one', () => {
  const repeat = fc.constantFrom<Repeat>('soon', 'later', 'signed-again', 'never');
  const asked = fc.option(fc.integer({ min: 0, max: 10_000 }));
  const chance = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(repeat, asked, fc.nat(3), chance, (kind, retryAfterMs, repeats, random) => {
      const failure = { repeat: kind, retryAfterMs };
      const least = waitBefore(failure, repeats, none);
      const wait = waitBefore(failure, repeats, () => random);
      if (least === null || wait === null) expect(wait).toBe(least);
      else {
        expect(wait).toBeGreaterThanOrEqual(least);
        expect(wait).toBeLessThanOrEqual(least * 1.5);
      }
    }),
  );
});
