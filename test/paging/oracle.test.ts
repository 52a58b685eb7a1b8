import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAnchoringReader, createCountingReader, createModelList } from './model-readers.js';
import { movedRows } from './moved-rows.js';
import { runTrace } from './run-trace.js';
import { driftingTraces, stillTraces, type Trace } from './trace.js';
import type { ListReader, VendorList } from './vendor-list.js';

function check(traces: fc.Arbitrary<Trace>, open: (list: VendorList) => ListReader, numRuns: number) {
  const list = createModelList();
  const property = fc.asyncProperty(traces, async (trace) => {
    await runTrace(trace, list, () => open(list), { style: 'offset', max: 100 });
  });
  return fc.check(property, { numRuns, endOnFailure: true });
}

describe('the judgement of traces', () => {
  test('finds no fault with a reader that holds on to its row and the rows around it', async () => {
    expect(await check(driftingTraces, createAnchoringReader, 1000)).toMatchObject({ failed: false });
  });

  test('finds fault with a reader that counts positions, unless the list stands still', async () => {
    expect(await check(stillTraces, createCountingReader, 200)).toMatchObject({ failed: false });
    expect(await check(driftingTraces, createCountingReader, 200)).toMatchObject({ failed: true });
  });
});

describe('the rows that may have moved', () => {
  const moved = (before: string, after: string) =>
    [...movedRows(Array.from(before), Array.from(after))].join('');

  test.each([
    ['abcdef', 'abcdef', ''],
    ['abcdef', 'acxdf', ''],
    // One that went past several.
    ['abcdef', 'bcdeaf', 'a'],
    ['abcdef', 'eabcdf', 'e'],
    // Two that changed places: either may be the one that moved.
    ['abcdef', 'abdcef', 'cd'],
    // As many as those that they went past.
    ['abcdef', 'acdbef', 'b'],
    ['abcdef', 'adebcf', 'bcde'],
    ['', 'abc', ''],
  ])('from %j to %j: %j', (before, after, expected) => {
    expect(moved(before, after)).toBe(expected);
  });
});
