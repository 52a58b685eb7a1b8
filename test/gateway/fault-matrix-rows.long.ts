import { afterAll, describe, expect, test } from 'vitest';
import type { Topology } from '../../src/simulator/simulator.js';
import { actionsOf } from './fault-actions.js';
import { allCases } from './fault-cases.js';
import { outcomes } from './fault-kinds.js';
import { runCases } from './fault-matrix.js';
import { createWorlds, openWorld } from './fault-worlds.js';

const worlds = createWorlds();
afterAll(() => worlds.close());

const answered = Object.keys(outcomes).filter((kind) => outcomes[kind]?.type !== 'failed');

test.each(answered)('%s, on every action, always and sometimes, on one account and on two', async (kind) => {
  expect(await runCases(allCases(kind), worlds)).toEqual([]);
});

describe.each<[string, readonly string[], Topology['accounts'][number]]>([
  [
    'QINGCLOUD v1',
    [
      'DescribeLoadBalancers',
      'DescribeLoadBalancerListeners',
      'DescribeLoadBalancerBackends',
      'DescribeInstances',
    ],
    {
      id: 'a1',
      provider: 'QINGCLOUD',
      api: 'v1',
      regions: ['pek3'],
      loadBalancers: 104,
      listeners: 110,
      backends: 230,
      instances: 210,
    },
  ],
  [
    'TENCENT_CLB v2',
    ['DescribeLoadBalancerBackends', 'DescribeInstances'],
    {
      id: 'a1',
      provider: 'TENCENT_CLB',
      api: 'v2',
      // The edition that knows pages.
      profile: 'cn-2014',
      regions: ['ap-guangzhou'],
      loadBalancers: 2,
      listeners: 3,
      backends: 260,
      instances: 210,
    },
  ],
])('where lists of %s take several pages', (subject, names, account) => {
  const topology: Topology = { seed: 32, accounts: [account] };
  const paged = createWorlds((one) => openWorld(one, topology));
  afterAll(() => paged.close());
  const pagedActions = (actionsOf[subject] ?? []).filter(({ action }) => names.includes(action));
  const pagedKinds = [
    'http500',
    'wrong-type',
    'short-page',
    'total-mismatch',
    'duplicate-row',
    'unknown-enum',
  ];

  test.each(pagedKinds)('%s, on some of the pages', async (kind) => {
    const way = { probability: 0.5, seed: 5, struck: ['a1'], steps: 'cold' } as const;
    const cases = pagedActions.map((target) => ({ kind, target, ...way }));
    expect(await runCases(cases, paged)).toEqual([]);
  });
});
