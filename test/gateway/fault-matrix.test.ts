import { expect, test } from 'vitest';
import { faultKinds } from '../../src/simulator/fault-kinds.js';
import { outcomes } from './fault-kinds.js';
import { describeCase, runCases, sampleCase } from './fault-matrix.js';

test('the simulator knows exactly the kinds of the contract', () => {
  expect([...faultKinds.keys()].sort()).toEqual(Object.keys(outcomes).sort());
});

const sample = Object.keys(outcomes).map(sampleCase);

test.each(sample.map((one) => [describeCase(one), one] as const))('%s', async (_, one) => {
  expect(await runCases([one])).toEqual([]);
});
