import { setMaxListeners } from 'node:events';
import { LbgraphError } from '../../../src/errors.js';
import { createCalls } from '../../../src/inventory/calls.js';
import { createFreshness, type TtlMs } from '../../../src/inventory/freshness.js';
import { createInventory } from '../../../src/inventory/inventory.js';
import { createRecordStore } from '../../../src/inventory/record-store.js';
import { openSource as openInventorySource } from '../../../src/inventory/open-source.js';
import type { Backend } from '../../../src/model/backend.js';
import type { Instance } from '../../../src/model/instance.js';
import type { ItemKind } from '../../../src/model/record.js';
import { itemOf, type ItemOf } from '../../../src/model/item-of.js';
import type { ListRef, Segment } from '../../../src/model/list.js';
import type { LoadBalancer } from '../../../src/model/load-balancer.js';
import { emptySelection } from '../../../src/model/selection.js';
import type { Source } from '../../../src/model/source.js';
import type { Provider, ProviderDefinition } from '../../../src/providers/provider.js';
import { createSettings } from '../../../src/simulator/settings.js';
import type { TopologyAccount } from '../../../src/simulator/topology-account.js';
import type { InventoryAccount } from '../../../src/simulator/inventory.js';
import type { Vendor } from '../../../src/simulator/vendor.js';
import type { UpstreamClient } from '../../../src/upstream/client.js';
import { createReader } from '../../support/reader.js';

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

export interface ReadList<K extends ItemKind> {
  readonly items: readonly ItemOf<K>[];
  readonly exact: boolean;
  /** How many calls it took. */
  readonly calls: number;
}

/** One region of a simulated account, read by the provider's own plans and forms, with neither sockets nor a server. */
export interface SimulatedSource {
  readonly source: Source;
  readonly provider: Provider;
  readonly truth: InventoryAccount;
  /** All of some segments, of which a row may stand in several; each is read once. */
  readonly read: <K extends ItemKind>(kind: K, segments: readonly Segment[]) => Promise<ReadList<K>>;
  /** The list as a whole. */
  readonly whole: <K extends ItemKind>(kind: K, of: ListRef) => Promise<ReadList<K>>;
  /** Everything bound behind some load balancers, by the lists that it stands in. */
  readonly boundBehind: (loadBalancers: readonly LoadBalancer[]) => Promise<readonly Backend[]>;
  readonly loadBalancers: () => Promise<readonly LoadBalancer[]>;
  readonly instances: () => Promise<readonly Instance[]>;
}

export interface SimulatedParts {
  readonly definition: ProviderDefinition;
  readonly vendor: Vendor;
  readonly account: TopologyAccount;
  readonly settings?: Readonly<Record<string, string>>;
}

/** Times and nonces go on from source to source. */
let nonce = 0;

export function openSource({
  definition,
  vendor,
  account,
  settings: chosen = {},
}: SimulatedParts): SimulatedSource {
  const twin = vendor.open([account], 11);
  const settings = createSettings(vendor.settings);
  settings.put(chosen);
  const [made] = twin.accounts;
  if (made === undefined) throw new Error('no account was made');
  const source: Source = { account: account.id, region: account.regions[0] ?? null };
  const provider = definition.create({ api: account.api, site: null, options: {} });
  const now = Date.parse('2026-03-01T00:00:00.000Z');
  let calls = 0;
  const client: UpstreamClient = {
    call: ({ toRequest, toAnswer }) => {
      calls += 1;
      nonce += 1;
      const signed = toRequest({ credentials: made.credentials, nowMs: now, nonce });
      const { method, origin, path, body } = signed;
      const [head = '', query = ''] = path.split('?');
      const headers = { ...signed.headers, host: new URL(origin).host };
      const request = { method, path: head, query, headers, body: Buffer.from(body ?? '') };
      const reply = twin.answer(request, { now, settings, admit: () => true });
      const text = reply.kind === 'page' ? JSON.stringify(reply.wrap(reply.rows, reply.total)) : reply.body;
      const answer = toAnswer({ status: 200, headers: {}, body: text });
      if (!answer.ok) return Promise.reject(new LbgraphError('UPSTREAM_REJECTED', answer.failure.message));
      return Promise.resolve({ ...answer, asOf: now });
    },
  };
  const store = createRecordStore(64);
  const listed = createCalls({ providerId: definition.id, provider, client, cache: null, ttlMs });
  const inventory = createInventory([openInventorySource({ source, provider, calls: listed, store })]);
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const scope = {
    viewer: { accounts: new Set([account.id]) },
    freshness: createFreshness(now, ttlMs),
    reader: createReader(),
    searchPages: 2,
    signal,
  };
  const take = 100_000;

  const read: SimulatedSource['read'] = async (kind, segments) => {
    calls = 0;
    const outcomes = await inventory.settle(
      scope,
      source,
      segments.map((segment) => ({
        type: 'rows',
        segment,
        window: { offset: 0, limit: take },
        selection: emptySelection,
      })),
    );
    for (const outcome of outcomes) if (outcome !== null) throw outcome;
    const lists = segments.map((segment) => {
      const ask = { direction: 'forward', from: null, take } as const;
      const reading = inventory.readList(scope, source, segment, ask, emptySelection);
      if (reading.type !== 'rows') throw new Error(`a list is ${reading.type}`);
      return reading;
    });
    const items = lists.flatMap(({ rows }) => rows.flatMap(({ item }) => itemOf(kind)(item) ?? []));
    return { items, exact: lists.every(({ exact }) => exact), calls };
  };

  const segmentsOf = (of: ListRef): readonly Segment[] =>
    provider.segments(of).map((segment) => ({ of, segment }));
  const whole: SimulatedSource['whole'] = (kind, of) => read(kind, segmentsOf(of));
  const itemsOf = async <K extends ItemKind>(kind: K, of: readonly ListRef[]) =>
    (await read(kind, of.flatMap(segmentsOf))).items;

  const backendsOf = (loadBalancerId: string, listenerId: string | null, ruleId: string | null): ListRef => ({
    list: 'backends',
    source,
    loadBalancerId,
    listenerId,
    ruleId,
  });

  return {
    source,
    provider,
    truth: twin.inventory(made, settings),
    read,
    whole,
    loadBalancers: () => itemsOf('loadBalancer', [{ list: 'loadBalancers', source }]),
    instances: () => itemsOf('instance', [{ list: 'instances', source }]),
    boundBehind: async (loadBalancers) => {
      const ids = loadBalancers.map(({ vendorId }) => vendorId);
      const listeners = await itemsOf(
        'listener',
        ids.map((loadBalancerId) => ({ list: 'listeners', source, loadBalancerId })),
      );
      const below = listeners.map(({ loadBalancerId, vendorId: listenerId }) => ({
        source,
        loadBalancerId,
        listenerId,
      }));
      const rules = await itemsOf(
        'rule',
        below.map((each) => ({ list: 'rules', ...each })),
      );
      return itemsOf('backend', [
        ...ids.map((loadBalancerId) => backendsOf(loadBalancerId, null, null)),
        ...below.map(({ loadBalancerId, listenerId }) => backendsOf(loadBalancerId, listenerId, null)),
        ...rules.map((rule) => backendsOf(rule.loadBalancerId, rule.listenerId, rule.vendorId)),
      ]);
    },
  };
}
