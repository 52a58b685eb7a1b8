import { createFreshness, type TtlMs } from '../../src/inventory/freshness.js';
import { openInventory } from '../../src/inventory/open-inventory.js';
import { createLoaders } from '../../src/loaders/loaders.js';
import { vendorList } from '../../src/loaders/part-list.js';
import { readSequencePage } from '../../src/loaders/sequence-page.js';
import type { ListRef, Segment } from '../../src/model/list.js';
import type { Item } from '../../src/model/record.js';
import { emptySelection } from '../../src/model/selection.js';
import type { Source } from '../../src/model/source.js';
import type { Call, FilterTakes, Provider, ProviderDefinition } from '../../src/providers/provider.js';
import { providers } from '../../src/providers/registry.js';
import type { InventoryAccount } from '../../src/simulator/inventory.js';
import { vendors } from '../../src/simulator/registry.js';
import { createSettings, type SettingView } from '../../src/simulator/settings.js';
import type { Topology } from '../../src/simulator/simulator.js';
import type { Vendor } from '../../src/simulator/vendor.js';
import { UpstreamRefusal } from '../../src/upstream/client.js';
import type { UpstreamClient } from '../../src/upstream/client.js';
import type { WireRequest, WireResponse } from '../../src/upstream/wire.js';
import { narrowList } from './narrowing.js';
import { createReader } from '../support/reader.js';

const lifeMs = 60_000;
const ttlMs: TtlMs = {
  loadBalancer: lifeMs,
  listener: lifeMs,
  rule: lifeMs,
  instance: lifeMs,
  router: lifeMs,
  backend: lifeMs,
  health: lifeMs,
  missing: lifeMs,
};

/** What one request reads of a list, with nothing at hand before. */
export interface Reading {
  readonly items: readonly Item[];
  readonly total: number | null;
  readonly exact: boolean;
  readonly calls: number;
}

/** One simulated account, each call really signed, answered and decoded, without a socket. */
export interface NarrowedAccount {
  readonly provider: Provider;
  readonly source: Source;
  readonly truth: () => InventoryAccount;
  readonly settings: readonly SettingView[];
  /** All settings as they are at first, but for these. */
  readonly set: (values: Readonly<Record<string, string>>) => void;
  /** The first, or last, `count` rows. */
  readonly read: (
    segments: readonly Segment[],
    page?: { direction: 'forward' | 'backward'; count: number },
  ) => Promise<Reading>;
  readonly wholeOf: (of: ListRef) => readonly Segment[];
  readonly narrowedOf: <F extends object>(
    of: ListRef,
    takes: FilterTakes<F>,
    filter: F,
  ) => ReturnType<typeof narrowList<F>>;
}

export function openNarrowedAccount(
  topology: Topology['accounts'][number],
  options: Readonly<Record<string, unknown>> = {},
  {
    vendor = vendors.find(({ provider }) => provider === topology.provider),
    definition = providers.find(({ id }) => id === topology.provider),
  }: { readonly vendor?: Vendor | undefined; readonly definition?: ProviderDefinition | undefined } = {},
): NarrowedAccount {
  const twin = vendor?.open([topology], 7);
  const account = twin?.accounts[0];
  if (!vendor || !definition || !twin || !account) throw new Error('no such provider');
  const settings = createSettings(vendor.settings);
  const { id, api } = account;
  const parsed = definition.options.parse(options);
  const provider = definition.create({ api, site: null, options: parsed });
  const regions = definition.hasRegions ? account.regions : [];
  const source: Source = { account: id, region: regions[0] ?? null };
  const now = Date.parse('2026-03-01T00:00:00.000Z');
  let nonce = 0;

  const answer = (request: WireRequest): WireResponse => {
    const { host } = new URL(request.origin);
    const [path = '', query = ''] = request.path.split('?');
    const headers = { ...request.headers, host };
    const body = Buffer.from(request.body ?? '');
    const reply = twin.answer(
      { method: request.method, path, query, headers, body },
      { now, settings, admit: () => true },
    );
    if (reply.kind === 'answer') return { status: reply.status, headers: reply.headers, body: reply.body };
    const page = JSON.stringify(reply.wrap(reply.rows, reply.total));
    return { status: 200, headers: reply.headers ?? {}, body: page };
  };

  const read: NarrowedAccount['read'] = async (segments, page = { direction: 'forward', count: 5000 }) => {
    let calls = 0;
    let call: Call | null = null;
    const watched: Provider = {
      ...provider,
      toRequest: (next, signing) => {
        call = next;
        return provider.toRequest(next, signing);
      },
    };
    const client: UpstreamClient = {
      call: ({ toRequest }) => {
        calls++;
        const request = toRequest({ credentials: account.credentials, nowMs: now, nonce: ++nonce });
        if (call === null) throw new Error('a call was not signed');
        const read = provider.toAnswer(call, answer(request));
        if (read.ok) return Promise.resolve({ ...read, asOf: now });
        return Promise.reject(new UpstreamRefusal(read.failure, read.failure.message, {}, now));
      },
    };
    const opened = { id, name: id, provider: topology.provider, api, site: null, regions, simulated: true };
    const onStoreError = (error: unknown) => {
      throw error;
    };
    const { inventory } = openInventory([{ account: opened, provider: watched, client }], {
      ttlMs,
      maxMemoryMb: 64,
      onStoreError,
    });
    const loaders = createLoaders(inventory, {
      viewer: { accounts: new Set([id]) },
      freshness: createFreshness(now, ttlMs),
      reader: createReader(),
      searchPages: 2,
      signal: new AbortController().signal,
    });
    const { entries, total, exact } = await readSequencePage(loaders, {
      parts: segments.map((segment) => ({
        id: segment.segment,
        source,
        list: vendorList(loaders, source, segment, emptySelection),
      })),
      page: { ...page, from: null },
      wants: { total: true, more: true, near: true },
      together: false,
      partial: false,
    });
    return { items: entries.map(({ item }) => item), total, exact, calls };
  };

  return {
    provider,
    source,
    truth: () => twin.inventory(account, settings),
    settings: settings.list(),
    set: (values) => {
      settings.put(Object.fromEntries(vendor.settings.map(({ name, values: [first] }) => [name, first])));
      settings.put(values);
    },
    read,
    wholeOf: (of) => provider.segments(of).map((segment) => ({ of, segment })),
    narrowedOf: (of, takes, filter) => narrowList(provider, of, takes, filter),
  };
}
