import { parseArgs } from 'node:util';
import type { CallBudget } from './rate-limit.js';
import { vendors } from './registry.js';

export interface CommandLine {
  readonly port: number;
  readonly topologyFile?: string;
  readonly seed?: number;
  readonly latencyMs?: number;
  readonly budgets: ReadonlyMap<string, readonly CallBudget[]>;
  readonly configFile?: string;
}

/** A mistake of the person who typed the command. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const DEFAULT_PORT = 4100;

/** Throws a UsageError that names the option at fault. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const values = readOptions(args);
  const budgets = new Map<string, CallBudget[]>();
  const addBudget = (provider: string, budget: CallBudget): void => {
    budgets.set(provider, [...(budgets.get(provider) ?? []), budget]);
  };
  for (const text of values.rate ?? []) {
    const [provider, calls] = splitBudget('--rate', text, /^(\w+)=(\d+)$/, 'PROVIDER=PER_SECOND');
    addBudget(provider, { calls: Number(calls), seconds: 1 });
  }
  for (const text of values.quota ?? []) {
    const form = /^(\w+)=(\d+)\/(\d+)$/;
    const [provider, calls, seconds] = splitBudget('--quota', text, form, 'PROVIDER=N/SECONDS');
    addBudget(provider, { calls: Number(calls), seconds: Number(seconds) });
  }
  return {
    port: values.port === undefined ? DEFAULT_PORT : toInteger('--port', values.port, 65535),
    budgets,
    ...(values.topology === undefined ? {} : { topologyFile: values.topology }),
    ...(values.seed === undefined ? {} : { seed: toInteger('--seed', values.seed) }),
    ...(values['latency-ms'] === undefined
      ? {}
      : { latencyMs: toInteger('--latency-ms', values['latency-ms']) }),
    ...(values['write-config'] === undefined ? {} : { configFile: values['write-config'] }),
  };
}

const options = {
  port: { type: 'string' },
  topology: { type: 'string' },
  seed: { type: 'string' },
  'latency-ms': { type: 'string' },
  rate: { type: 'string', multiple: true },
  quota: { type: 'string', multiple: true },
  'write-config': { type: 'string' },
} as const;

function readOptions(
  args: readonly string[],
): ReturnType<typeof parseArgs<{ options: typeof options }>>['values'] {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function toInteger(option: string, text: string, most = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most)
    throw new UsageError(`${option} must be a whole number, not "${text}"`);
  return value;
}

/** The provider and the numbers after it, each positive. */
function splitBudget(
  option: string,
  text: string,
  form: RegExp,
  usage: string,
): readonly [string, ...string[]] {
  const [, provider, ...numbers] = form.exec(text) ?? [];
  if (provider === undefined) throw new UsageError(`${option} must be ${usage}, not "${text}"`);
  if (!vendors.some((vendor) => vendor.provider === provider)) {
    const known = vendors.map((vendor) => vendor.provider).join(', ');
    throw new UsageError(`${option}: unknown provider "${provider}"; known: ${known}`);
  }
  if (numbers.some((number) => Number(number) < 1))
    throw new UsageError(`${option}: numbers must be 1 or more`);
  return [provider, ...numbers];
}
