import { fleets, type Fleet } from './fleets.js';
import { measure } from './measure.js';
import { startSeparateGateway, type GatewayUsage, type SeparateGateway } from './separate-gateway.js';
import { startSimulatedFleet } from './simulated-fleet.js';
import { toTable } from './table.js';

const sizes = [10, 100, 1000, 5000];
/** What the growth is told against. */
const base = 100;
const backendsEach = 10;

/** Read by the same code before anything is measured. */
const warmUp = { id: 'warm', loadBalancers: 40 };

interface Page {
  readonly loadBalancers: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly nodes: readonly { readonly listeners: { readonly nodes: readonly Backends[] } }[];
  };
}
interface Backends {
  readonly backends: { readonly nodes: readonly unknown[] };
}

const tree = `query Tree($account: [ID!], $after: String) {
  loadBalancers(first: 1000, after: $after, filter: { account: $account }) {
    pageInfo { hasNextPage endCursor }
    nodes { name listeners(first: 50) { nodes { port backends(first: 200) { nodes { port weight } } } } }
  }
}`;

const count = `query Count($account: [ID!]) {
  loadBalancers(first: 0, filter: { account: $account, nameContains: ["1"] }) { totalCount }
}`;

/** Reads an account's whole tree in pages of 1000 load balancers; gives how many backends it holds. */
async function readTree(gateway: SeparateGateway, account: string): Promise<number> {
  let backends = 0;
  let after: string | null = null;
  do {
    const page: Page = await gateway.query<Page>(tree, { account: [account], after });
    const { nodes, pageInfo } = page.loadBalancers;
    const listeners = nodes.flatMap((node) => node.listeners.nodes);
    backends += listeners.reduce((sum, listener) => sum + listener.backends.nodes.length, 0);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return backends;
}

interface Row extends GatewayUsage {
  readonly loadBalancers: number;
  readonly calls: number;
  readonly seconds: number;
  readonly countCpuMs: number;
}

async function readFleet({ account }: Fleet, loadBalancers: number): Promise<Row> {
  const vendors = await startSimulatedFleet({
    accounts: [
      account('fleet', loadBalancers, backendsEach),
      account(warmUp.id, warmUp.loadBalancers, backendsEach),
    ],
  });
  const gateway = await startSeparateGateway(vendors.accounts);
  try {
    await readTree(gateway, warmUp.id);
    await gateway.query(count, { account: [warmUp.id] });
    await vendors.calls();
    await gateway.reset();
    let backends = 0;
    const { seconds } = await measure(async () => {
      backends = await readTree(gateway, 'fleet');
    });
    const usage = await gateway.usage();
    const calls = await vendors.calls();
    // Classic load balancers show each of theirs through every listener, and one has none.
    if (backends < loadBalancers * (backendsEach - 1))
      throw new Error(`Only ${backends} backends were read.`);
    await gateway.reset();
    await gateway.query(count, { account: ['fleet'] });
    const { cpuMs: countCpuMs } = await gateway.usage();
    return { ...usage, loadBalancers, calls, seconds, countCpuMs };
  } finally {
    await gateway.stop();
    await vendors.stop();
  }
}

/**
 * What the whole tree of a fleet takes, cold, fleet by fleet: calls, time, and CPU and memory of the gateway's own process; the client
 * and the vendors are in others. Growth is CPU for each load balancer against that in the fleet of 100. `count`: the CPU of one total over
 * a filter that is computed, after the tree.
 */
export async function scale(): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const fleet of fleets) {
    const rows: Row[] = [];
    for (const size of sizes) rows.push(await readFleet(fleet, size));
    const reference = rows.find(({ loadBalancers }) => loadBalancers === base);
    const growth = (row: Row, of: (row: Row) => number) =>
      reference === undefined
        ? '-'
        : (of(row) / row.loadBalancers / (of(reference) / reference.loadBalancers)).toFixed(2);
    lines.push(
      ...toTable([
        [
          fleet.name,
          'calls',
          'growth',
          's',
          'growth',
          'CPU ms',
          'growth',
          'heap MB',
          'RSS MB',
          'count, CPU ms',
        ],
        ...rows.map((row) => [
          String(row.loadBalancers),
          String(row.calls),
          growth(row, ({ calls }) => calls),
          row.seconds.toFixed(2),
          growth(row, ({ seconds }) => seconds),
          row.cpuMs.toFixed(0),
          growth(row, ({ cpuMs }) => cpuMs),
          row.heapPeakMb.toFixed(0),
          row.rssPeakMb.toFixed(0),
          row.countCpuMs.toFixed(0),
        ]),
      ]),
      '',
    );
  }
  return lines;
}
