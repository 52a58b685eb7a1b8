import { createCallLog } from './call-log.js';
import { answerControl, CONTROL_PREFIX, type SimulatorControl } from './control-api.js';
import { createFaults } from './faults.js';
import { handleCall, type CallDependencies, type RunningVendor } from './handle-call.js';
import { startHttpServer, type HttpServer, type Outcome } from './http-server.js';
import type { InventoryAccount } from './inventory.js';
import { mutate } from './mutations.js';
import { createRateLimit, type CallBudget } from './rate-limit.js';
import { vendors as registered } from './registry.js';
import { createSettings } from './settings.js';
import { parseTopology, type Topology } from './topology.js';
import type { SimulatedAccount, Vendor, WireRequest } from './vendor.js';

export type { Mutation } from './mutations.js';
export type { Topology } from './topology.js';
export type { SimulatedAccount } from './vendor.js';

export interface SimulatorOptions {
  readonly topology: Topology;
  /** Stands in for the topology's own seed. */
  readonly seed?: number;
  /** Added to every vendor call. */
  readonly latencyMs?: number;
  /** The vendors' clock, epoch milliseconds. */
  readonly clock?: () => number;
  /** By provider: what one account may call in a second, or in a longer time; more is throttled. */
  readonly budgets?: ReadonlyMap<string, readonly CallBudget[]>;
  /** The vendors to play; the registered ones unless told. */
  readonly vendors?: readonly Vendor[];
}

export interface Simulator extends SimulatorControl {
  readonly accounts: readonly SimulatedAccount[];
  /** What a gateway has to be told of an account's kind besides its keys: the provider's own options. */
  gatewayOptions(account: string): Readonly<Record<string, unknown>>;
  /** Calls that are not ended yet: neither answered nor left by their client. */
  unended(): number;
  /** Serves on 127.0.0.1; port 0 takes any free one. */
  listen(port: number): Promise<{ url: string; accounts: SimulatedAccount[] }>;
  /** Drops open sockets at once. */
  close(): Promise<void>;
}

const DEFAULT_SEED = 1;

/** The vendors' APIs over one inventory, made at once; throws a TopologyError that names every mistake. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const vendors = options.vendors ?? registered;
  const topology = parseTopology(options.topology, vendors);
  const seed = options.seed ?? topology.seed ?? DEFAULT_SEED;
  const running = vendors.map((vendor): RunningVendor => ({
    vendor,
    twin: vendor.open(
      topology.accounts.filter(({ provider }) => provider === vendor.provider),
      seed,
    ),
  }));
  const owners = new Map(
    running.flatMap(({ twin }) => twin.accounts.map((account) => [account.id, { account, twin }] as const)),
  );
  const accounts = topology.accounts.flatMap(({ id }) => owners.get(id)?.account ?? []);
  const regionName = (provider: string, code: string): string =>
    vendors.find((vendor) => vendor.provider === provider)?.regionName?.(code) ?? code;
  const dependencies: CallDependencies = {
    log: createCallLog(),
    faults: createFaults({
      providers: vendors.map(({ provider }) => provider),
      accounts: accounts.map(({ id }) => id),
      regionName,
    }),
    settings: createSettings(vendors.flatMap(({ settings }) => settings)),
    secrets: [...owners.values()].flatMap(({ account: { credentials } }) => [
      credentials.id,
      credentials.key,
    ]),
    admit: createRateLimit(options.budgets ?? new Map<string, readonly CallBudget[]>()),
    clock: options.clock ?? Date.now,
    latencyMs: options.latencyMs ?? 0,
  };
  const { log, faults, settings } = dependencies;

  const inventoryOf = (id: string): InventoryAccount => {
    const owner = owners.get(id);
    if (!owner) throw new RangeError(`unknown account "${id}"`);
    return owner.twin.inventory(owner.account, settings);
  };
  const control: SimulatorControl = {
    calls: () => log.view(),
    clearCalls: () => log.clear(),
    inventory: (account) => ({
      accounts: (account === undefined ? accounts.map(({ id }) => id) : [account]).map(inventoryOf),
    }),
    mutate: (mutation) =>
      mutate(mutation, (id) => {
        const owner = owners.get(id);
        if (!owner) return undefined;
        const { account, twin } = owner;
        return {
          account,
          fleets: twin.editable?.(account) ?? new Map(),
          regionName: (code) => regionName(account.provider, code),
        };
      }),
    faults: () => faults.list(),
    setFaults: (list) => faults.set(list),
    settings: () => settings.list(),
    putSettings: (values) => settings.put(values),
  };

  const handle = async (request: WireRequest, left: AbortSignal): Promise<Outcome> => {
    if (request.path.startsWith(CONTROL_PREFIX)) {
      return { kind: 'answer', answer: answerControl(control, request) };
    }
    const target = findVendor(running, request);
    return target ? handleCall(target, request, left, dependencies) : { kind: 'answer', answer: NOBODY };
  };

  let server: HttpServer | undefined;
  return {
    ...control,
    accounts,
    gatewayOptions(id) {
      const made = topology.accounts.find((account) => account.id === id);
      return (made && vendors.find(({ provider }) => provider === made.provider)?.gatewayOptions(made)) ?? {};
    },
    unended: () => server?.unended() ?? 0,
    async listen(port) {
      server = await startHttpServer(port, handle);
      return { url: `http://127.0.0.1:${server.port}`, accounts };
    },
    async close() {
      await server?.close();
      server = undefined;
    },
  };
}

const NOBODY = {
  status: 404,
  headers: { 'content-type': 'text/plain' },
  body: 'no simulated vendor has this host name or path\n',
};

/** By the name in the Host header, else by path and action; these also tell products apart that share a name. */
function findVendor(running: readonly RunningVendor[], request: WireRequest): RunningVendor | undefined {
  const host = (request.headers['host'] ?? '').replace(/:\d+$/, '').toLowerCase();
  const named = running.filter(({ vendor }) => vendor.hosts.includes(host));
  const possible = named.length > 0 ? named : running;
  return possible.find(({ vendor }) => vendor.claims(request)) ?? named[0];
}
