import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SandboxAccount } from '../src/config/sandbox-config.js';
import type { Topology } from '../src/simulator/simulator.js';

/** A simulator in a process of its own, so that what is measured is the gateway alone. */
export interface SimulatedFleet {
  readonly url: string;
  readonly accounts: readonly SandboxAccount[];
  readonly stop: () => Promise<void>;
}

interface Announcement {
  readonly url: string;
  readonly accounts: readonly Omit<SandboxAccount, 'endpoint'>[];
}

export async function startSimulatedFleet(topology: Topology): Promise<SimulatedFleet> {
  const folder = await mkdtemp(join(tmpdir(), 'lbgraph-bench-'));
  const file = join(folder, 'topology.json');
  await writeFile(file, JSON.stringify(topology));
  const args = ['--import', 'tsx', 'src/simulator/main.ts', '--port', '0', '--topology', file];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const { url, accounts } = JSON.parse(line) as Announcement;
    return {
      url,
      accounts: accounts.map((account) => ({ ...account, endpoint: url })),
      stop: async () => {
        child.kill();
        await rm(folder, { recursive: true, force: true });
      },
    };
  }
  throw new Error('The simulator ended before it said where it listens.');
}
