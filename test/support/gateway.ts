import { pino, type Logger } from 'pino';
import { request } from 'undici';
import type { Config } from '../../src/config.js';
import { sandboxConfig, type SandboxAccount } from '../../src/config/sandbox-config.js';
import { providers } from '../../src/providers/registry.js';
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

/** Tests read whole fleets in one query, of large pages or many look-ups; the limits are tested where they are set. */
const wholeTrees = { connectionNodes: Number.MAX_SAFE_INTEGER, maxAliases: 1000, maxRootFields: 1000 };

/** The whole gateway on a free port, over accounts that are answered at an endpoint. */
export async function startGateway(
  accounts: readonly SandboxAccount[],
  { limits, cache, auth, now, log = pino({ level: 'silent' }), parts = {} }: GatewayOptions = {},
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
      const answer = await request(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
        signal: signal ?? null,
      });
      const body = (await answer.body.json()) as { data?: unknown; errors?: GraphqlError[] };
      return { status: answer.statusCode, data: body.data as never, errors: body.errors ?? [] };
    };
  return {
    url: server.url,
    query: asking({}),
    as: (token) => asking({ authorization: `Bearer ${token}` }),
    stop: server.stop,
  };
}

export interface Fleet extends Gateway {
  readonly simulator: Simulator;
  /** How many calls the simulator has seen since it was last asked. */
  readonly calls: () => number;
}

export interface FleetOptions extends GatewayOptions {
  readonly seed?: number;
  readonly latencyMs?: number;
  /** Stands for both clocks, the vendors' and the gateway's. */
  readonly now?: () => number;
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

/** A gateway over a simulated fleet, joined by real signed HTTP. */
export async function startFleet(topology: Topology, options: FleetOptions = {}): Promise<Fleet> {
  const { simulator, accounts } = await startVendors(topology, options);
  const gateway = await startGateway(accounts, options);
  return {
    ...gateway,
    simulator,
    calls: () => {
      const { total } = simulator.calls();
      simulator.clearCalls();
      return total;
    },
    stop: async (stopping) => {
      await gateway.stop(stopping);
      await simulator.close();
    },
  };
}
