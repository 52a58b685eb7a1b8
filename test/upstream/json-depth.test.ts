import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDeeperThan } from '../../src/upstream/json-depth.js';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

test('is exactly the depth of the value, whatever its texts hold', () => {
  const text = fc.string({ unit: fc.constantFrom('[', ']', '{', '}', '"', '\\', 'a', '\u{1f600}') });
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 6 },
      text,
      fc.integer(),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(text, tie('value'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(value, (json) => {
      const depth = depthOf(json);
      const written = JSON.stringify(json);
      expect(isDeeperThan(written, depth)).toBe(false);
      if (depth > 0) expect(isDeeperThan(written, depth - 1)).toBe(true);
    }),
  );
});

test('what is no JSON has a depth too, and an end', () => {
  for (const text of ['', '"', '"\\', ']]]]', '<html>', '\\[[[']) expect(isDeeperThan(text, 3)).toBe(false);
  expect(isDeeperThan('['.repeat(1_000_000), 64)).toBe(true);
});
