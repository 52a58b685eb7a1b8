import { readFileSync } from 'node:fs';
import { parseCommandLine, UsageError } from './command-line.js';
import { vendors } from './registry.js';
import { sandboxTopology } from './sandbox-topology.js';
import { createSimulator } from './simulator.js';
import { parseTopology, TopologyError, type Topology } from './topology.js';
import { writeConfig } from './write-config.js';

const BAD_USAGE = 2;

async function run(args: readonly string[]): Promise<void> {
  const { port, topologyFile, seed, latencyMs, budgets, configFile } = parseCommandLine(args);
  const topology = topologyFile === undefined ? sandboxTopology : readTopology(topologyFile);
  const simulator = createSimulator({
    topology,
    budgets,
    ...(seed === undefined ? {} : { seed }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
  });
  const { url, accounts } = await simulator.listen(port);
  try {
    if (configFile !== undefined)
      writeConfig(configFile, url, accounts, (id) => simulator.gatewayOptions(id));
  } catch (error) {
    await simulator.close();
    throw new UsageError(`--write-config: ${error instanceof Error ? error.message : String(error)}`);
  }
  console.log(JSON.stringify({ url, accounts }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
}

function readTopology(file: string): Topology {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return parseTopology(value, vendors);
  } catch (error) {
    if (error instanceof TopologyError) throw new UsageError(`${file}:\n${error.message}`);
    throw new UsageError(`--topology: ${error instanceof Error ? error.message : String(error)}`);
  }
}

run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof UsageError ? BAD_USAGE : 1;
});
