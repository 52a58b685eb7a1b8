import { z } from 'zod';
import { isLoopback } from './config/loopback.js';
import { toProblems, type Problem } from './config/problem.js';

/** What the process is told by environment variables. */
export interface Environment {
  readonly host: string;
  readonly port: number;
  /** The configuration file's path; null asks for the sandbox. */
  readonly configPath: string | null;
  readonly logLevel: LogLevel;
  /** Whether LBGRAPH_SANDBOX=1 is set: open access is meant, wherever it listens. */
  readonly sandbox: boolean;
}

export type LogLevel = (typeof logLevels)[number];

export type ReadEnvironment =
  | { readonly ok: true; readonly environment: Environment }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const portMessage = 'Must be a port number, 0 to 65535.';

const variables = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, portMessage)
    .transform(Number)
    .refine((port) => port <= 65_535, portMessage)
    .default(4000),
  LBGRAPH_CONFIG: z.string().optional(),
  LOG_LEVEL: z.enum(logLevels, `Must be one of ${logLevels.join(', ')}.`).default('info'),
  LBGRAPH_SANDBOX: z.enum(['0', '1'], 'Must be 1, 0 or unset.').default('0'),
});

/** Decodes the environment. Every mistake at once; a variable that is empty counts as unset. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): ReadEnvironment {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const decoded = variables.safeParse(set);
  const { HOST = '127.0.0.1', LBGRAPH_CONFIG, LBGRAPH_SANDBOX } = set;
  const problems = [
    ...(decoded.success ? [] : toProblems(decoded.error.issues, set)),
    ...(LBGRAPH_CONFIG === undefined && LBGRAPH_SANDBOX !== '1' && !isLoopback(HOST) ? [openSandbox] : []),
  ];
  if (!decoded.success || problems.length > 0) return { ok: false, problems };
  const { data } = decoded;
  return {
    ok: true,
    environment: {
      host: data.HOST,
      port: data.PORT,
      configPath: data.LBGRAPH_CONFIG ?? null,
      logLevel: data.LOG_LEVEL,
      sandbox: data.LBGRAPH_SANDBOX === '1',
    },
  };
}

const openSandbox: Problem = {
  path: 'LBGRAPH_CONFIG',
  message:
    'There is no configuration, and the sandbox is not opened to other machines unasked. ' +
    'Name a YAML file here, or set LBGRAPH_SANDBOX=1, or set HOST=127.0.0.1.',
};
