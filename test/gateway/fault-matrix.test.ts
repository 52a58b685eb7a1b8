import { afterAll, expect, test } from 'vitest';
import { faultKinds } from '../../src/simulator/fault-kinds.js';
import { actionsOf } from './fault-actions.js';
import { describeCase, sampleCases, type FaultCase } from './fault-cases.js';
import { outcomes } from './fault-kinds.js';
import { runCases } from './fault-matrix.js';
import { createWorlds } from './fault-worlds.js';

const worlds = createWorlds();

afterAll(() => worlds.close());

const kinds = Object.keys(outcomes);

test('the simulator knows exactly the kinds of the contract', () => {
  expect([...faultKinds.keys()].sort()).toEqual(kinds.toSorted());
});

const { 'QINGCLOUD v1': qingcloud = [], 'ZENLAYER_BMC v2': zenlayer = [], ...others } = actionsOf;
/** What takes seconds of waiting, the long tests have. */
const waits = new Set(['hang', 'http429']);
const sample = [
  ...sampleCases(
    kinds.filter((kind) => !waits.has(kind)),
    [...qingcloud, ...zenlayer],
  ).map(
    // What becomes of a call that failed does not depend on why: one kind shows all of it.
    (one): FaultCase =>
      outcomes[one.kind]?.type === 'failed' && one.kind !== 'http500' ? { ...one, steps: 'brief' } : one,
  ),
  // Of what stands below load balancers, where vendors differ most.
  ...Object.values(others)
    .flatMap((targets) => sampleCases(['wrong-type', 'missing-field', 'foreign-row'], targets.slice(1)))
    .map((one): FaultCase => ({ ...one, steps: 'brief' })),
];

test.each(sample.map((one) => [describeCase(one), one] as const))('%s', async (_, one) => {
  expect(await runCases([one], worlds)).toEqual([]);
});
