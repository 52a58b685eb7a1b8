import { test } from 'vitest';
import { states } from '../../bench/cost/run.js';
import { topologies } from '../../bench/cost/topologies.js';
import { checkRows } from './check-rows.js';

const large = /200|150|40|50/;

test.each(topologies.filter(({ name }) => !large.test(name.replace('6/14/40', ''))))(
  '$provider, $name: no query makes more calls than needed, and each as many as explained',
  async (topology) => {
    await checkRows(topology, () => true, states);
  },
);
