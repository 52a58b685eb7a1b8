import { randomBytes } from 'node:crypto';
import { responsePathAsArray } from 'graphql';
import type { Logger } from 'pino';
import { createAuthenticator } from './auth/authenticator.js';
import type { Caller } from './auth/caller.js';
import type { Config } from './config.js';
import { isLoopback } from './config/loopback.js';
import { createAnswerBudget } from './graphql/answer-budget.js';
import { createApollo, type GatewayContext } from './graphql/apollo.js';
import { createCursors } from './graphql/cursor.js';
import { createAdmission } from './graphql/explain/admission.js';
import { dryRun } from './graphql/explain/dry-run.js';
import { mayExceed } from './graphql/explain/may-exceed.js';
import type { AskedQuery } from './graphql/asked-query.js';
import { createPlacedSchema, createSchema } from './graphql/schema.js';
import { loadTypeDefs } from './graphql/type-defs.js';
import type { HttpRequestContext } from './http/graphql-route.js';
import { createMetrics } from './http/metrics.js';
import { mount } from './http/mount.js';
import { createRequestLog } from './http/request-log.js';
import { toTraceDetail, traceHeader } from './http/trace-header.js';
import { createFreshness } from './inventory/freshness.js';
import { openInventory } from './inventory/open-inventory.js';
import { accountSources } from './model/account.js';
import { createLoaders } from './loaders/loaders.js';
import { createRequestDeadline } from './loaders/request-deadline.js';
import type { ProviderDefinition } from './providers/provider.js';
import { providers as registered } from './providers/registry.js';
import { createKeySetReader } from './server/key-set-reader.js';
import { openAccount } from './server/open-account.js';
import { createAccountHealth } from './upstream/account-health.js';
import { createCallTally } from './upstream/call-tally.js';
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
  const requestLog = createRequestLog(log);
  const { cache, limits } = config;
  const opened = config.accounts.map((account) =>
    openAccount(account, { providers, limits, metrics, log, now, random, openTransport }),
  );
  const ttlMs = cache.enabled
    ? cache.ttlMs
    : { loadBalancer: 0, listener: 0, rule: 0, instance: 0, router: 0, backend: 0, health: 0, missing: 0 };
  const { inventory, forecast, size } = openInventory(opened, {
    ttlMs,
    maxMemoryMb: cache.maxMemoryMb,
    onStoreError: (err) => log.warn({ err }, 'the page store failed'),
  });
  const healthOf = new Map(opened.map(({ account, health }) => [account.id, health]));
  const accounts: GatewayContext['accounts'] = {
    all: opened.map(({ account }) => account),
    health: (id) => (healthOf.get(id) ?? createAccountHealth(null)).read(now()),
  };
  const configured = accounts.all.map(({ id }) => id);
  const keySets = openTransport(null);
  const authenticate = createAuthenticator(config.auth, {
    configured,
    now,
    readKeySet: createKeySetReader(keySets),
    onKeySetError: (err) => requestLog.warn({ err }, "the identity provider's keys cannot be read"),
  });
  const everybody: Omit<Caller, 'name' | 'seesAll'> = {
    accounts: new Set(configured),
    introspect: true,
    trace: true,
  };

  // Without a key of its own, a gateway's cursors end with it.
  const cursors = createCursors(config.server.cursorKey ?? randomBytes(32).toString('hex'));

  const dryRunner = { schema: createPlacedSchema(sdl), forecast, now };
  const sources = opened.flatMap(({ account }) => accountSources(account)).length;

  const context = ({ requestId, signal, caller, headers }: HttpRequestContext): GatewayContext => {
    const { accounts: granted, introspect, trace } = caller ?? everybody;
    const viewer = { accounts: granted };
    const reported: { error: GatewayContext['reported'][number]['error']; path: (string | number)[] }[] = [];
    const deadline = createRequestDeadline(signal, limits.requestDeadlineMs);
    const admission = createAdmission<AskedQuery>(
      limits.upstreamBudget,
      async (query) => (await dryRun(query, own, { guess: 'fewest', cached: true })).min,
      ({ document }, rows) => mayExceed(limits.upstreamBudget, { document, rows, sources, known: size() }),
    );
    const calls = createCallTally(limits.upstreamBudget, now);
    const scope = {
      viewer,
      freshness: createFreshness(now(), ttlMs),
      reader: { name: randomBytes(9).toString('base64url'), calls },
      searchPages: limits.cursorSearchPages,
      signal: deadline.signal,
      admit: admission.admit,
    };
    const loaders = createLoaders(inventory, scope);
    const own: GatewayContext = {
      requestId,
      viewer,
      grants: { introspect, trace },
      accounts,
      loaders,
      cursors,
      budget: createAnswerBudget(limits.maxAnswerValues),
      limits,
      dryRunner,
      admission,
      trace: { read: calls.read, detail: toTraceDetail(headers.get(traceHeader)), hasKept: size() > 0 },
      answered: () => {
        deadline.clear();
        calls.close();
        metrics.cacheRead(loaders.reads);
      },
      reported,
      report: (error, path) => reported.push({ error, path: responsePathAsArray(path) }),
    };
    return own;
  };

  const apollo = createApollo({ schema: createSchema(sdl), log, limits, onErrors: metrics.graphqlFailed });
  const mounted = await mount(apollo, {
    context,
    authenticate,
    host,
    port,
    ide: true,
    sdl,
    metrics: metrics.read,
    cacheControl: 'private, no-cache',
    stampErrors: true,
    bodyLimitBytes: limits.maxBodyBytes,
    deadlineMs: limits.requestDeadlineMs,
    corsOrigins: config.server.cors.origins,
    ...(isOnlyForThisMachine(config, host) ? { isAllowedHost: isLoopbackName } : {}),
    onFinished: (request) => {
      metrics.requestFinished(request);
      requestLog.finished(request);
    },
    onUnreadable: (status) => {
      metrics.unreadableRefused(status);
      requestLog.unreadable(status);
    },
    onUnexpectedError: (err, requestId) => log.error({ err, requestId }, 'unexpected error'),
  });
  return {
    url: mounted.url,
    stop: async (stopping) => {
      await mounted.stop(stopping);
      await Promise.all([keySets, ...opened.map(({ transport }) => transport)].map((each) => each.close()));
      requestLog.close();
    },
  };
}

/** Whether everybody may ask, where everybody is meant to be on this machine, for data that are not made up. */
function isOnlyForThisMachine({ auth, accounts }: Config, host: string): boolean {
  const isOpen = auth.mode === 'none' && !auth.allowNonLoopback && isLoopback(host);
  return isOpen && accounts.some(({ simulated }) => !simulated);
}

function isLoopbackName(name: string): boolean {
  return isLoopback(name) || name.endsWith('.localhost');
}
