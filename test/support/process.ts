import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The gateway as a process of its own, as an operator runs it. */
export interface GatewayProcess {
  /** Of its GraphQL. */
  readonly url: string;
  /** All that it has written so far, to either stream. */
  readonly output: () => string;
  readonly signal: (name: NodeJS.Signals) => void;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

export interface StartOptions {
  /** The text of the configuration file. */
  readonly config: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether what was built is started, as `npm start` does, rather than the sources. */
  readonly built?: boolean;
}

/**
 * Starts the gateway with a configuration file, on a free port.
 * @throws with what it wrote, if it ends before it serves
 */
export async function startProcess({
  config,
  env = {},
  built = false,
}: StartOptions): Promise<GatewayProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'lbgraph-process-'));
  const file = join(folder, 'lbgraph.yaml');
  writeFileSync(file, config);
  const command = built ? ['dist/main.js'] : ['--import', 'tsx', 'src/main.ts'];
  const child = spawn(process.execPath, command, {
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', LBGRAPH_CONFIG: file, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const served = new Promise<string>((resolve) => {
    const read = (chunk: string) => {
      output += chunk;
      const url = /^lbgraph serves (\S+)$/m.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
  });
  // Not `exit`: what it wrote last may come after that.
  const ended = once(child, 'close').then(([code, signal]: (number | NodeJS.Signals | null)[]) => {
    rmSync(folder, { recursive: true });
    return code ?? signal ?? null;
  });
  const url = await Promise.race([served, ended.then(() => null)]);
  if (url === null) throw new Error(output);
  return { url, output: () => output, signal: (name) => void child.kill(name), ended };
}
