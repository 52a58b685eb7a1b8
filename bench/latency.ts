import { fleets, type Fleet } from './fleets.js';
import { measure } from './measure.js';
import { hasHealthCalls, unavoidable } from './rounds.js';
import { startSeparateGateway } from './separate-gateway.js';
import { startSimulatedFleet } from './simulated-fleet.js';
import { toTable } from './table.js';

const latencyMs = 80;
const sizes = [1, 50, 500];
const backendsEach = 10;
const warmUp = { id: 'warm', loadBalancers: 40 };

const treeOf = (fields: string) => `query Tree($account: [ID!]) {
  loadBalancers(first: 1000, filter: { account: $account }) {
    nodes { name listeners(first: 50) { nodes { port backends(first: 200) { nodes { ${fields} } } } } }
  }
}`;

interface Row {
  readonly name: string;
  readonly cells: readonly string[];
}

async function readFleet(
  { name, provider, account }: Fleet,
  loadBalancers: number,
  withHealth: boolean,
): Promise<Row> {
  const accounts = [
    account('fleet', loadBalancers, backendsEach),
    account(warmUp.id, warmUp.loadBalancers, backendsEach),
  ];
  const vendors = await startSimulatedFleet({ accounts }, ['--latency-ms', String(latencyMs)]);
  const gateway = await startSeparateGateway(vendors.accounts);
  try {
    const tree = treeOf(withHealth ? 'port weight health' : 'port weight');
    await gateway.query(tree, { account: [warmUp.id] });
    await vendors.calls();
    await gateway.reset();
    const { seconds } = await measure(() => gateway.query(tree, { account: ['fleet'] }));
    const { cpuMs } = await gateway.usage();
    const calls = await vendors.calls();
    const least = unavoidable(provider, {
      ...{ loadBalancers, backends: loadBalancers * backendsEach, withHealth },
    });
    const leastMs = least.rounds * latencyMs;
    return {
      name: `${name} ${loadBalancers}${withHealth ? ', health' : ''}`,
      cells: [
        `${calls} (${least.calls})`,
        String(least.rounds),
        String(leastMs),
        (seconds * 1000).toFixed(0),
        ((seconds * 1000) / leastMs).toFixed(2),
        cpuMs.toFixed(0),
      ],
    };
  } finally {
    await gateway.stop();
    await vendors.stop();
  }
}

/**
 * What a cold query of the whole tree takes where each call takes 80 ms, against the rounds of calls that nobody can avoid. The code has
 * run before, over another account; of this one nothing is known, nor is a connection open.
 */
export async function latency(): Promise<readonly string[]> {
  const rows: Row[] = [];
  for (const fleet of fleets)
    for (const withHealth of hasHealthCalls.has(fleet.provider) ? [false, true] : [false])
      for (const size of sizes) rows.push(await readFleet(fleet, size, withHealth));
  return toTable([
    ['tree of', 'calls (least)', 'rounds', 'x 80 ms', 'took, ms', 'ratio', 'CPU ms'],
    ...rows.map(({ name, cells }) => [name, ...cells]),
  ]);
}
