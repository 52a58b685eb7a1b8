import { test } from 'vitest';
import { states } from '../../bench/cost/run.js';
import { topologies } from '../../bench/cost/topologies.js';
import { checkRows } from './check-rows.js';

/** What API 3.0 takes is planned by the same rules as API 2.0: the table has both. */
const leftOut = /200|150|40|50|API 3\.0/;

test.each(topologies.filter(({ name }) => !leftOut.test(name.replace('6/14/40', ''))))(
  '$provider, $name: no query makes more calls than needed, and each as many as explained',
  async (topology) => {
    await checkRows(topology, () => true, states);
  },
);
