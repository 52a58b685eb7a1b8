import { queries } from './queries.js';
import { startBench, type ColdExplanations, type CostRow } from './run.js';
import { topologies } from './topologies.js';

const coldExplanations: ColdExplanations = new Map();

process.on('disconnect', () => process.exit());

/** Measures the fleets whose numbers come in, one after the other, in a process of its own. */
process.on('message', (index: number) => {
  void measureFleet(index).then((rows) => process.send?.(rows));
});

async function measureFleet(index: number): Promise<readonly CostRow[]> {
  const topology = topologies[index];
  if (topology === undefined) throw new Error(`There is no fleet ${index}.`);
  const bench = await startBench(topology, coldExplanations);
  const rows: CostRow[] = [];
  for (const query of queries) {
    if (query.where?.(bench.subject) ?? true) rows.push(...(await bench.measure(query)));
  }
  await bench.stop();
  return rows;
}
