import type { Logger } from 'pino';
import type { AccountConfig, Config } from '../config.js';
import type { Metrics } from '../http/metrics.js';
import type { OpenAccount } from '../inventory/open-inventory.js';
import type { Account } from '../model/account.js';
import type { ProviderDefinition } from '../providers/provider.js';
import { createAccountHealth, type AccountHealthRecorder } from '../upstream/account-health.js';
import { createUpstreamClient } from '../upstream/client.js';
import type { Transport } from '../upstream/transport.js';

/** An account with all that it is read with, and what has to be closed with it. */
export interface OpenedAccount extends OpenAccount {
  readonly transport: Transport;
  readonly health: AccountHealthRecorder;
}

export interface AccountDeps {
  readonly providers: readonly ProviderDefinition[];
  readonly limits: Config['limits'];
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly openTransport: (endpoint: string | null) => Transport;
}

/** Opens an account's way to its vendor; nothing is sent yet. */
export function openAccount(
  config: AccountConfig,
  { providers, limits, metrics, log, now, random, openTransport }: AccountDeps,
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
