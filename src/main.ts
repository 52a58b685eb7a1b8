import { readFileSync } from 'node:fs';
import { pino, type Logger } from 'pino';
import { hostProblems, loadConfig, type Config, type Problem } from './config.js';
import { sandboxConfig } from './config/sandbox-config.js';
import { readEnvironment, type Environment } from './environment.js';
import { providers } from './providers/registry.js';
import { startServer } from './server.js';
import { sandboxTopology } from './simulator/sandbox-topology.js';
import { createSimulator } from './simulator/simulator.js';

/** After a signal the process ends by then, whatever still hangs: who runs it kills it at 15 seconds. */
const stopWithinMs = 14_500;

/** A configuration, and what has to be closed with it. */
interface Opened {
  readonly config: Config;
  readonly close: () => Promise<void>;
}

class StartRefusedError extends Error {
  override readonly name = 'StartRefusedError';
}

function refuse(problems: readonly Problem[]): never {
  throw new StartRefusedError(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}

/** Simulated accounts of every provider, over real signed HTTP on loopback. */
async function openSandbox(): Promise<Opened> {
  const simulator = createSimulator({ topology: sandboxTopology });
  const { url, accounts } = await simulator.listen(0);
  const config = sandboxConfig(
    accounts.map((account) => ({ ...account, endpoint: url, options: simulator.gatewayOptions(account.id) })),
    providers,
  );
  return { config, close: () => simulator.close() };
}

function openFile(path: string): Opened {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return refuse([{ path: 'LBGRAPH_CONFIG', message: 'Names a file that cannot be read.' }]);
  }
  const read = { env: process.env, readFile: (file: string) => readFileSync(file, 'utf8') };
  const loaded = loadConfig({ text, source: path, providers, read });
  return loaded.ok ? { config: loaded.config, close: () => Promise.resolve() } : refuse(loaded.problems);
}

/** LBGRAPH_SANDBOX=1 says what `allowNonLoopback` says. */
function openToAll(config: Config): Config {
  return config.auth.mode === 'none'
    ? { ...config, auth: { ...config.auth, allowNonLoopback: true } }
    : config;
}

function environment(): Environment {
  const result = readEnvironment(process.env);
  return result.ok ? result.environment : refuse(result.problems);
}

function createLog(level: string): Logger {
  return pino({ level, redact: ['*.credentials', 'credentials', '*.authorization', 'headers', '*.headers'] });
}

function isAddressInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

async function start(): Promise<void> {
  const { host, port, configPath, logLevel, sandbox } = environment();
  const log = createLog(logLevel);
  const opened = configPath === null ? await openSandbox() : openFile(configPath);
  const problems = hostProblems(opened.config, { host, sandbox });
  if (problems.length > 0) {
    await opened.close();
    refuse(problems);
  }
  const server = await startServer({
    config: sandbox ? openToAll(opened.config) : opened.config,
    host,
    port,
    log,
  }).catch(async (error: unknown) => {
    await opened.close();
    throw isAddressInUse(error)
      ? new StartRefusedError(`PORT: ${port} on ${host} is taken. Name another one.`)
      : error;
  });
  process.stdout.write(`lbgraph serves ${server.url}\n`);
  if (configPath === null)
    process.stdout.write('All accounts are simulated: set LBGRAPH_CONFIG for real ones.\n');

  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.warn('stopping took too long');
      process.exit(0);
    }, stopWithinMs).unref();
    server
      .stop()
      .then(() => opened.close())
      .then(
        () => process.exit(0),
        (err: unknown) => {
          log.fatal({ err }, 'stopping failed');
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

start().catch((error: unknown) => {
  const refused = error instanceof StartRefusedError;
  process.stderr.write(`lbgraph cannot start.\n${refused ? error.message : String(error)}\n`);
  process.exit(1);
});
