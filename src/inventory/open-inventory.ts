import { accountSources, type Account } from '../model/account.js';
import type { Provider } from '../providers/provider.js';
import type { UpstreamClient } from '../upstream/client.js';
import { createCalls } from './calls.js';
import type { TtlMs } from './freshness.js';
import { createForecast, type Forecast, type ForecastOptions } from './forecast/forecast.js';
import { createInventory, type Inventory } from './inventory.js';
import { openSource } from './open-source.js';
import { createMemoryPages, createPageCache } from './page-cache.js';
import { createRecordStore } from './record-store.js';

/** An account with all that its sources are read with. */
export interface OpenAccount {
  readonly account: Account;
  readonly provider: Provider;
  readonly client: UpstreamClient;
}

export interface InventoryOptions {
  /** All zero when caching is off: then a request is served only what was read since it began. */
  readonly ttlMs: TtlMs;
  readonly maxMemoryMb: number;
  readonly onStoreError: (error: unknown) => void;
}

/** What is known of some accounts, and what is expected. */
export interface OpenInventory {
  readonly inventory: Inventory;
  /** How many records and lists are at hand, whatever their age. */
  readonly size: () => number;
  /** A view of what would be read, for one request: no call is made through it. */
  readonly forecast: (options: ForecastOptions) => Forecast;
}

/** The inventory over some accounts, with its stores in this process's memory. */
export function openInventory(accounts: readonly OpenAccount[], options: InventoryOptions): OpenInventory {
  const { ttlMs, maxMemoryMb, onStoreError } = options;
  const store = createRecordStore(maxMemoryMb);
  const caching = Object.values(ttlMs).some((ttl) => ttl > 0);
  const cache = caching ? createPageCache(createMemoryPages(), onStoreError) : null;
  const sources = accounts.flatMap(({ account, provider, client }) => {
    const calls = createCalls({ providerId: account.provider, provider, client, cache, ttlMs });
    return accountSources(account).map((source) => openSource({ source, provider, calls, store }));
  });
  return {
    inventory: createInventory(sources),
    size: store.size,
    forecast: (forecastOptions) => createForecast(sources, forecastOptions),
  };
}
