import { expect, test } from 'vitest';
import { queries } from '../../bench/cost/queries.js';
import { topologies } from '../../bench/cost/topologies.js';
import { checkRows } from './check-rows.js';

/** A query of each kind; the whole table is that of `npm run bench -- cost`. */
const some = new Set([
  'page of 20 and totalCount',
  'totalCount alone',
  'last 20',
  'machines: page of 20',
  'page of 101',
  'listeners of 20',
  'tree of 20',
  'tree of 20 with health',
  'first listener, first backends',
  'filter: status',
  'one load balancer with its tree',
  'node: backend with health',
]);

const small = [
  'QINGCLOUD 6/14/40',
  'ZENLAYER_BMC 6/14/40',
  'TENCENT_CLB 3 classic, 3 application',
  'TENCENT_BMLB 6/10 + 5 × 2',
];

test('each query of the cost table has a name of its own, and there are at least 40', () => {
  expect(new Set(queries.map(({ name }) => name)).size).toBe(queries.length);
  expect(queries.length).toBeGreaterThanOrEqual(40);
});

test.each(topologies.filter(({ provider, name }) => small.includes(`${provider} ${name}`)))(
  '$provider, $name: no more calls than needed, and as many as explained',
  async (topology) => {
    await checkRows(topology, (name) => some.has(name), ['cold', 'expired']);
  },
);
