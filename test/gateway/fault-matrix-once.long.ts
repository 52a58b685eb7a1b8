import { afterAll, expect, test } from 'vitest';
import { onceCases, otherActions } from './fault-cases.js';
import { runCases } from './fault-matrix.js';
import { createWorlds } from './fault-worlds.js';

const worlds = createWorlds();
afterAll(() => worlds.close());

test.each(otherActions.map((target) => [target.subject, target.action, target] as const))(
  '%s %s, each kind that changes rows once, and two that fail calls',
  async (_subject, _action, target) => {
    expect(await runCases(onceCases(target), worlds)).toEqual([]);
  },
);
