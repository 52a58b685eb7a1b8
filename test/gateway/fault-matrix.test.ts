import { afterAll, expect, test } from 'vitest';
import { faultKinds } from '../../src/simulator/fault-kinds.js';
import { actionsOf } from './fault-actions.js';
import { describeCase, sampleCases } from './fault-cases.js';
import { outcomes } from './fault-kinds.js';
import { runCases } from './fault-matrix.js';
import { createWorlds } from './fault-worlds.js';

const worlds = createWorlds();

afterAll(() => worlds.close());

const kinds = Object.keys(outcomes);

test('the simulator knows exactly the kinds of the contract', () => {
  expect([...faultKinds.keys()].sort()).toEqual(kinds.toSorted());
});

const { QINGCLOUD: qingcloud = [], ZENLAYER_BMC: zenlayer = [], ...others } = actionsOf;
/** What vendors may answer differently to: of the rest any of them shows as much. */
const ofRows = [
  'unknown-enum',
  'wrong-type',
  'foreign-row',
  'auth',
  'short-page',
  'missing-field',
  'wrong-type',
  'http500',
];
const sample = [
  ...sampleCases(kinds, [...qingcloud, ...zenlayer]),
  ...Object.values(others).flatMap((targets) => sampleCases(ofRows, targets)),
];

test.each(sample.map((one) => [describeCase(one), one] as const))('%s', async (_, one) => {
  expect(await runCases([one], worlds)).toEqual([]);
});
