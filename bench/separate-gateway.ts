import { fork } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'undici';
import type { SandboxAccount } from '../src/config/sandbox-config.js';
import type { GatewayOptions } from '../test/support/gateway.js';

/** What the process is told; it answers each order with one message. */
export type Order =
  | {
      readonly type: 'start';
      readonly accounts: readonly SandboxAccount[];
      readonly limits: NonNullable<GatewayOptions['limits']>;
    }
  | { readonly type: 'reset' | 'usage' };

/** What the gateway's process took since it was last reset; RSS since it began. */
export interface GatewayUsage {
  readonly cpuMs: number;
  readonly heapPeakMb: number;
  readonly rssPeakMb: number;
}

export interface SeparateGateway {
  readonly query: <Data>(query: string, variables?: Readonly<Record<string, unknown>>) => Promise<Data>;
  readonly reset: () => Promise<void>;
  readonly usage: () => Promise<GatewayUsage>;
  readonly stop: () => Promise<void>;
}

const endless = 3_600_000;

/** What is measured is how long it takes, not what is refused by default. */
const limits = {
  upstreamTimeoutMs: endless,
  requestDeadlineMs: endless,
  upstreamBudget: Number.MAX_SAFE_INTEGER,
  connectionNodes: Number.MAX_SAFE_INTEGER,
  maxAnswerValues: Number.MAX_SAFE_INTEGER,
};

export async function startSeparateGateway(accounts: readonly SandboxAccount[]): Promise<SeparateGateway> {
  const flags = process.execArgv.filter((flag) => !flag.startsWith('--cpu-prof'));
  const profile = process.env['BENCH_CPU_PROFILE'];
  const child = fork('bench/gateway-process.ts', {
    env: { ...process.env, NODE_ENV: 'production' },
    execArgv: [...flags, ...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`])],
  });
  const tell = async (order: Order): Promise<unknown> => {
    const answered = once(child, 'message');
    child.send(order);
    const [answer] = (await answered) as [unknown];
    return answer;
  };
  const { url } = (await tell({ type: 'start', accounts, limits })) as { url: string };
  return {
    query: async <Data>(query: string, variables: Readonly<Record<string, unknown>> = {}) => {
      const answer = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
        headersTimeout: endless,
        bodyTimeout: endless,
      });
      const { data, errors } = (await answer.body.json()) as { data: Data; errors?: readonly unknown[] };
      if (errors !== undefined) throw new Error(`The query failed: ${JSON.stringify(errors[0])}`);
      return data;
    },
    reset: async () => {
      await tell({ type: 'reset' });
    },
    usage: async () => (await tell({ type: 'usage' })) as GatewayUsage,
    stop: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
