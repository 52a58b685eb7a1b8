import { pino, type Logger } from 'pino';
import { request } from 'undici';
import type { Config } from '../../src/config.js';
import { sandboxConfig, type SandboxAccount } from '../../src/config/sandbox-config.js';
import { providers } from '../../src/providers/registry.js';
import type { UpstreamTrace } from '../../src/upstream/call-tally.js';
import { startServer, type Server, type ServerOptions } from '../../src/server.js';
import {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
  type Topology,
} from '../../src/simulator/simulator.js';

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

/** What came over HTTP; tests say what they expect of it, so the data's type is theirs. */
export interface GraphqlAnswer<Data> {
  readonly status: number;
  readonly data: Data;
  readonly errors: readonly GraphqlError[];
  /** Of an answer to `with` a trace header. */
  readonly extensions?: { readonly upstream?: UpstreamTrace };
}

export interface Gateway {
  readonly url: string;
  readonly query: <Data = Readonly<Record<string, unknown>>>(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    signal?: AbortSignal,
  ) => Promise<GraphqlAnswer<Data>>;
  /** The same, as the caller that a key or token belongs to. */
  readonly as: (token: string) => Gateway['query'];
  /** The same, with these headers. */
  readonly with: (headers: Readonly<Record<string, string>>) => Gateway['query'];
  readonly stop: Server['stop'];
}

export interface GatewayOptions {
  readonly limits?: Partial<Config['limits']>;
  readonly cache?: Partial<Config['cache']>;
  readonly auth?: Config['auth'];
  readonly log?: Logger;
  readonly now?: () => number;
  /** What the server is made of besides; its own defaults unless told. */
  readonly parts?: Pick<ServerOptions, 'providers' | 'sdl' | 'openTransport'>;
}

/** Adds up the traces of a gateway's answers. */
interface TraceSum {
  readonly made: () => number;
  /** Whether every request since the last time had its answer, and was asked for its trace. */
  readonly isWhole: () => boolean;
  readonly clear: () => void;
  /** Sends a request, which gets these headers too, and reads the trace of its answer. */
  readonly of: <T extends { readonly extensions?: GraphqlAnswer<unknown>['extensions'] }>(
    send: (headers: Readonly<Record<string, string>>) => Promise<T>,
  ) => Promise<T>;
}

/** @param isOn whether callers may ask for traces */
function createTraceSum(isOn: boolean): TraceSum {
  let made = 0;
  let open = 0;
  let isWhole = isOn;
  return {
    made: () => made,
    isWhole: () => isWhole && open === 0,
    clear: () => {
      made = 0;
      isWhole = isOn && open === 0;
    },
    of: async (send) => {
      open++;
      try {
        const answer = await send(isOn ? { 'x-upstream-trace': 'summary' } : {});
        made += answer.extensions?.upstream?.made ?? 0;
        return answer;
      } catch (error) {
        // What became of it nobody knows.
        isWhole = false;
        throw error;
      } finally {
        open--;
      }
    },
  };
}

/** Tests read whole fleets in one query, of large pages or many look-ups; the limits are tested where they are set. */
const wholeTrees = {
  connectionNodes: Number.MAX_SAFE_INTEGER,
  upstreamBudget: Number.MAX_SAFE_INTEGER,
  maxAliases: 1000,
  maxRootFields: 1000,
};

/** The whole gateway on a free port, over accounts that are answered at an endpoint. */
export function startGateway(
  accounts: readonly SandboxAccount[],
  options: GatewayOptions = {},
): Promise<Gateway> {
  return startTracing(accounts, options, createTraceSum(false));
}

async function startTracing(
  accounts: readonly SandboxAccount[],
  { limits, cache, auth, now, log = pino({ level: 'silent' }), parts = {} }: GatewayOptions,
  traces: TraceSum,
): Promise<Gateway> {
  const defaults = sandboxConfig(accounts, parts.providers ?? providers);
  const config: Config = {
    ...defaults,
    limits: { ...defaults.limits, ...wholeTrees, ...limits },
    cache: { ...defaults.cache, ...cache },
    auth: auth ?? defaults.auth,
  };
  const server = await startServer({
    config,
    host: '127.0.0.1',
    port: 0,
    log,
    ...(now === undefined ? {} : { now }),
    ...parts,
  });
  const asking =
    (headers: Readonly<Record<string, string>>): Gateway['query'] =>
    async (query, variables, signal) => {
      const { status, body } = await traces.of(async (tracing) => {
        const answer = await request(server.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...tracing, ...headers },
          body: JSON.stringify({ query, variables }),
          signal: signal ?? null,
        });
        const read = (await answer.body.json()) as Partial<GraphqlAnswer<never>>;
        return { status: answer.statusCode, body: read, extensions: read.extensions ?? {} };
      });
      const { data, errors = [], extensions = {} } = body;
      const isWanted = 'x-upstream-trace' in headers;
      return { status, data: data as never, errors, ...(isWanted ? { extensions } : {}) };
    };
  return {
    url: server.url,
    query: asking({}),
    as: (token) => asking({ authorization: `Bearer ${token}` }),
    with: asking,
    stop: server.stop,
  };
}

export interface Fleet extends Gateway {
  readonly simulator: Simulator;
  /**
   * How many calls the simulator has seen since it was last asked.
   * @throws when the traces of the queries that were sent meanwhile do not tell of as many
   */
  readonly calls: () => number;
}

export interface FleetOptions extends GatewayOptions {
  readonly seed?: number;
  readonly latencyMs?: number;
  /** Stands for both clocks, the vendors' and the gateway's. */
  readonly now?: () => number;
  /** Whether all queries are sent by the fleet's own functions, so that the sum of their traces is that of all calls; yes unless told. */
  readonly tracesAll?: boolean;
  /** The vendors that the simulator plays; the registered ones unless told. */
  readonly vendors?: SimulatorOptions['vendors'];
  /** Providers' own options, by account id. */
  readonly options?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A simulated fleet, and its accounts as a gateway is told of them. */
export interface Vendors {
  readonly simulator: Simulator;
  readonly accounts: readonly SandboxAccount[];
}

export async function startVendors(topology: Topology, options: FleetOptions = {}): Promise<Vendors> {
  const { seed, latencyMs, now, vendors } = options;
  const simulator = createSimulator({
    topology,
    ...(seed === undefined ? {} : { seed }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(now === undefined ? {} : { clock: now }),
    ...(vendors === undefined ? {} : { vendors }),
  });
  const { url, accounts } = await simulator.listen(0);
  return {
    simulator,
    accounts: accounts.map((account) => ({
      ...account,
      endpoint: url,
      options: options.options?.[account.id] ?? simulator.gatewayOptions(account.id),
    })),
  };
}

/** A trace costs its query once more, to tell what was saved: so not every run asks for all of them. */
const tracesUnlessTold = process.env['LBGRAPH_TEST_TRACES'] === 'on';

/** A gateway over a simulated fleet, joined by real signed HTTP. */
export async function startFleet(topology: Topology, options: FleetOptions = {}): Promise<Fleet> {
  const { simulator, accounts } = await startVendors(topology, options);
  const traces = createTraceSum(
    (options.tracesAll ?? tracesUnlessTold) && (options.auth?.mode ?? 'none') === 'none',
  );
  const gateway = await startTracing(accounts, options, traces);
  const clearCalls = () => {
    simulator.clearCalls();
    traces.clear();
  };
  return {
    ...gateway,
    simulator: { ...simulator, clearCalls },
    calls: () => {
      const { total } = simulator.calls();
      const isWhole = traces.isWhole();
      const made = traces.made();
      clearCalls();
      if (isWhole && made !== total) {
        throw new Error(`the traces tell of ${made} upstream calls, the simulator saw ${total}`);
      }
      return total;
    },
    stop: async (stopping) => {
      await gateway.stop(stopping);
      await simulator.close();
    },
  };
}
