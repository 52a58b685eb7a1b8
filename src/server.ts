import { responsePathAsArray } from 'graphql';
import type { Logger } from 'pino';
import type { AccountConfig, Config } from './config.js';
import { createApollo } from './graphql/apollo.js';
import type { ReportingContext } from './graphql/errors-plugin.js';
import { createSchema } from './graphql/schema.js';
import { loadTypeDefs } from './graphql/type-defs.js';
import type { HttpRequestContext } from './http/graphql-route.js';
import { createMetrics, type Metrics } from './http/metrics.js';
import { mount } from './http/mount.js';
import { createFreshness } from './inventory/freshness.js';
import { openInventory, type OpenAccount } from './inventory/open-inventory.js';
import { createLoaders } from './loaders/loaders.js';
import { createRequestDeadline } from './loaders/request-deadline.js';
import type { Account } from './model/account.js';
import type { ProviderDefinition } from './providers/provider.js';
import { providers as registered } from './providers/registry.js';
import { createAccountHealth, type AccountHealthRecorder } from './upstream/account-health.js';
import { createUpstreamClient } from './upstream/client.js';
import { createTransport, type Transport } from './upstream/transport.js';

/** What a gateway is made of besides its configuration. */
export interface ServerOptions {
  readonly config: Config;
  readonly host: string;
  readonly port: number;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  /** From 0 to 1. */
  readonly random?: () => number;
  /** Opens an account's sockets; to its endpoint, where it has one. */
  readonly openTransport?: (endpoint: string | null) => Transport;
  /** The providers that accounts may name; the registered ones unless told. */
  readonly providers?: readonly ProviderDefinition[];
  /** The schema; all files under schema/ unless told. */
  readonly sdl?: string;
}

export interface Server {
  /** Where GraphQL is served. */
  readonly url: string;
  /** Takes no new work, lets what runs finish for `graceMs` (12 seconds unless told), ends the rest, closes. */
  readonly stop: (options?: { readonly graceMs?: number }) => Promise<void>;
}

/** The composition root: every clock, socket and store comes in here. */
export async function startServer({
  config,
  host,
  port,
  log,
  now = Date.now,
  random = Math.random,
  openTransport = createTransport,
  providers = registered,
  sdl = loadTypeDefs(),
}: ServerOptions): Promise<Server> {
  const metrics = createMetrics();
  const opened = config.accounts.map((account) =>
    openAccount(account, { providers, config, metrics, log, now, random, openTransport }),
  );
  const { cache, limits } = config;
  const ttlMs = cache.enabled
    ? cache.ttlMs
    : { loadBalancer: 0, listener: 0, rule: 0, instance: 0, router: 0, backend: 0, health: 0, missing: 0 };
  const inventory = openInventory(opened, {
    ttlMs,
    maxMemoryMb: cache.maxMemoryMb,
    onStoreError: (err) => log.warn({ err }, 'the page store failed'),
  });
  const healthOf = new Map(opened.map(({ account, health }) => [account.id, health]));
  const accounts: ReportingContext['accounts'] = {
    all: opened.map(({ account }) => account),
    health: (id) => (healthOf.get(id) ?? createAccountHealth(null)).read(now()),
  };
  // Without authentication everybody sees every account.
  const viewer = { accounts: new Set(accounts.all.map(({ id }) => id)) };

  const context = ({ requestId, signal }: HttpRequestContext): ReportingContext => {
    const reported: { error: ReportingContext['reported'][number]['error']; path: (string | number)[] }[] =
      [];
    const deadline = createRequestDeadline(signal, limits.requestDeadlineMs);
    const scope = { viewer, freshness: createFreshness(now(), ttlMs), signal: deadline.signal };
    const loaders = createLoaders(inventory, scope);
    return {
      requestId,
      viewer,
      grants: { introspect: true, trace: true },
      accounts,
      loaders,
      limits,
      answered: () => {
        deadline.clear();
        metrics.cacheRead(loaders.reads);
      },
      reported,
      report: (error, path) => reported.push({ error, path: responsePathAsArray(path) }),
    };
  };

  const apollo = createApollo({ schema: createSchema(sdl), log, limits, onErrors: metrics.graphqlFailed });
  const mounted = await mount(apollo, {
    context,
    host,
    port,
    ide: true,
    sdl,
    metrics: metrics.read,
    cacheControl: 'private, no-cache',
    stampErrors: true,
    onFinished: (request) => {
      metrics.requestFinished(request);
      log.info({ ...request, durationMs: Math.round(request.durationMs) }, 'request');
    },
    onUnexpectedError: (err, requestId) => log.error({ err, requestId }, 'unexpected error'),
  });
  return {
    url: mounted.url,
    stop: async (stopping) => {
      await mounted.stop(stopping);
      await Promise.all(opened.map(({ transport }) => transport.close()));
    },
  };
}

interface OpenedAccount extends OpenAccount {
  readonly transport: Transport;
  readonly health: AccountHealthRecorder;
}

type AccountDeps = Required<Omit<ServerOptions, 'host' | 'port' | 'sdl'>> & { readonly metrics: Metrics };

function openAccount(
  config: AccountConfig,
  { providers, config: { limits }, metrics, log, now, random, openTransport }: AccountDeps,
): OpenedAccount {
  const definition = providers.find(({ id }) => id === config.provider);
  if (definition === undefined)
    throw new Error(`the configuration names no known provider: ${config.provider}`);
  const { id, name, api, site, regions, simulated, endpoint, options } = config;
  const account: Account = { id, name, provider: definition.id, api, site, regions, simulated };
  const transport = openTransport(endpoint);
  const health = createAccountHealth(definition.quota);
  const { token, ...keys } = config.credentials;
  const client = createUpstreamClient({
    account: id,
    provider: definition.id,
    credentials: token === null ? keys : { ...keys, token },
    transport,
    health,
    maxConcurrentCalls: definition.maxConcurrentCalls,
    upstreamTimeoutMs: limits.upstreamTimeoutMs,
    now,
    random,
    log,
    onCall: (call) => metrics.upstreamCalled({ account: id, provider: definition.id, ...call }),
  });
  return { account, provider: definition.create({ api, site, options }), client, transport, health };
}
