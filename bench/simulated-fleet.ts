import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { request } from 'undici';
import type { SandboxAccount } from '../src/config/sandbox-config.js';
import type { Topology } from '../src/simulator/simulator.js';

/** A simulator in a process of its own, so that what is measured is the gateway alone. */
export interface SimulatedFleet {
  readonly url: string;
  readonly accounts: readonly SandboxAccount[];
  /** How many calls it has seen since it was last asked. */
  readonly calls: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

interface Announcement {
  readonly url: string;
  readonly accounts: readonly Omit<SandboxAccount, 'endpoint'>[];
}

/** `further`: more arguments of its command line. */
export async function startSimulatedFleet(
  topology: Topology,
  further: readonly string[] = [],
): Promise<SimulatedFleet> {
  const folder = await mkdtemp(join(tmpdir(), 'lbgraph-bench-'));
  const file = join(folder, 'topology.json');
  await writeFile(file, JSON.stringify(topology));
  const args = ['--import', 'tsx', 'src/simulator/main.ts', '--port', '0', '--topology', file, ...further];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const { url, accounts } = JSON.parse(line) as Announcement;
    return {
      url,
      accounts: accounts.map((account) => ({ ...account, endpoint: url })),
      calls: async () => {
        const answer = await request(`${url}/_simulator/calls`);
        const { total } = (await answer.body.json()) as { total: number };
        await (await request(`${url}/_simulator/calls`, { method: 'DELETE' })).body.dump();
        return total;
      },
      stop: async () => {
        child.kill();
        await rm(folder, { recursive: true, force: true });
      },
    };
  }
  throw new Error('The simulator ended before it said where it listens.');
}
