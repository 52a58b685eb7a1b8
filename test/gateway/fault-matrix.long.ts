import { afterAll, expect, test } from 'vitest';
import { actions } from './fault-actions.js';
import { allCases } from './fault-cases.js';
import { outcomes } from './fault-kinds.js';
import { runCases, runDeadline } from './fault-matrix.js';
import { createWorlds } from './fault-worlds.js';

const worlds = createWorlds();
afterAll(() => worlds.close());

const failing = Object.keys(outcomes).filter((kind) => outcomes[kind]?.type === 'failed');

test.each(failing)('%s, on every action, always and sometimes, on one account and on two', async (kind) => {
  expect(await runCases(allCases(kind), worlds)).toEqual([]);
});

test.each(actions.map((target) => [target.provider, target.action, target] as const))(
  'what hangs beyond the deadline of the request, on %s %s',
  async (provider, _, target) => {
    const found = await worlds.lend(provider, async (world) => {
      world.expire();
      return runDeadline(world, target);
    });
    expect(found).toEqual([]);
  },
);
