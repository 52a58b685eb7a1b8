import { afterAll, expect, test } from 'vitest';
import { allCases, thoroughActions } from './fault-cases.js';
import { outcomes } from './fault-kinds.js';
import { runCases, runDeadline } from './fault-matrix.js';
import { createWorlds } from './fault-worlds.js';

const worlds = createWorlds();
afterAll(() => worlds.close());

const failing = Object.keys(outcomes).filter((kind) => outcomes[kind]?.type === 'failed');

test.each(failing)('%s, on every action, always and sometimes, on one account and on two', async (kind) => {
  expect(await runCases(allCases(kind), worlds)).toEqual([]);
});

test.each(thoroughActions.map((target) => [target.subject, target.action, target] as const))(
  'what hangs beyond the deadline of the request, on %s %s',
  async (subject, _, target) => {
    const found = await worlds.lend(subject, async (world) => {
      world.expire();
      return runDeadline(world, target);
    });
    expect(found).toEqual([]);
  },
);
