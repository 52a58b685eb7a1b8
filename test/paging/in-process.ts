import { LbgraphError } from '../../src/errors.js';
import { createCursors, listMark } from '../../src/graphql/cursor.js';
import { createFreshness, type TtlMs } from '../../src/inventory/freshness.js';
import { openInventory } from '../../src/inventory/open-inventory.js';
import type { Wants } from '../../src/inventory/sequence.js';
import { createLoaders, type Loaders } from '../../src/loaders/loaders.js';
import { vendorList } from '../../src/loaders/part-list.js';
import { readSequencePage } from '../../src/loaders/sequence-page.js';
import type { Part } from '../../src/loaders/sequence-request.js';
import { emptySelection } from '../../src/model/selection.js';
import type { Call, Provider } from '../../src/providers/provider.js';
import { providers } from '../../src/providers/registry.js';
import type { UpstreamClient } from '../../src/upstream/client.js';
import { readingIds, readSample } from './decoded-rows.js';
import type { SimulatedList } from './simulated-list.js';
import { listOf, type Subject } from './subjects.js';
import { lifeMs } from './trace.js';
import { CursorLost, type ListReader } from './vendor-list.js';
import { createReader } from '../support/reader.js';

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

const cursors = createCursors('a secret of these tests');

/** What a connection wants that shows its edges, their cursors and whether there are more. */
function wantsOf(total: boolean): Wants {
  return { total, more: true, near: true };
}

export interface InProcessReaders {
  /** Each row as the vendor writes it, signed for and decoded. */
  readonly byWire: () => ListReader;
  /** Each row as its id alone, which is many times as quick; all else is the same. */
  readonly byIds: () => ListReader;
}

/**
 * Readers of one list, each over an inventory of its own, without sockets: planning, inventory, loaders and cursors are the real
 * ones, and each page is a request of its own.
 */
export function createInProcessReaders(subject: Subject, list: SimulatedList): InProcessReaders {
  const { account } = list;
  const definition = providers.find(({ id }) => id === account.provider);
  if (definition === undefined) throw new Error('no such provider');
  const created = definition.create({ api: account.api, site: null, options: definition.options.parse({}) });
  const provider = subject.adapt?.(created) ?? created;
  const source = { account: account.id, region: subject.region };
  const of = listOf(subject, source, list.parent);
  const partIds = provider.segments(of);
  const partsOf = (loaders: Loaders) =>
    partIds.map((id): Part => ({
      id,
      source,
      list: vendorList(loaders, source, { of, segment: id }, emptySelection),
    }));
  const cursorList = { mark: listMark(account.id, 'a list', [of]), partIds, partsVanish: false };
  const { signal } = new AbortController();
  // Clock and nonces go on from trace to trace: vendors refuse what they saw before.
  let now = Date.parse('2026-03-01T00:00:00.000Z');
  let nonce = 0;
  let requests = 0;

  /** The vendor's answer over the wire, without a socket. */
  const ask = (via: Provider, call: Call) => {
    const signing = { credentials: account.credentials, nowMs: now, nonce: ++nonce };
    const answer = via.toAnswer(call, list.answer(via.toRequest(call, signing), now));
    if (!answer.ok) throw new Error(`a call failed: ${answer.failure.message}`);
    return answer;
  };

  const openReader = (via: Provider, answerOf: typeof ask): ListReader => {
    let calls = 0;
    let brought: string[] = [];
    let call: Call | null = null;
    const watched: Provider = {
      ...via,
      // The client signs each call first: so it is known which one it is.
      toRequest: (next) => {
        call = next;
        return { method: 'GET', origin: 'https://nowhere.example', path: '/', headers: {}, body: null };
      },
    };
    const client: UpstreamClient = {
      call: ({ toRequest }) => {
        toRequest({ credentials: account.credentials, nowMs: now, nonce });
        if (call === null) throw new Error('a call was not signed');
        calls++;
        const { offset, limit } = call.page;
        brought.push(...list.ids().slice(offset, offset + limit));
        return Promise.resolve({ ...answerOf(via, call), asOf: now });
      },
    };
    const { id, provider: providerId, api } = account;
    const regions = subject.region === null ? [] : [subject.region];
    const opened = { id, name: id, provider: providerId, api, site: null, regions, simulated: true };
    const onStoreError = (error: unknown) => {
      throw error;
    };
    const options = { ttlMs, maxMemoryMb: 64, onStoreError };
    const { inventory } = openInventory([{ account: opened, provider: watched, client }], options);
    return {
      elapse: (ms) => {
        now += ms;
      },
      brought: () => {
        const ids = brought;
        brought = [];
        return ids;
      },
      turn: async ({ direction, count, cursor, wantsTotal }) => {
        calls = 0;
        const viewer = { accounts: new Set([id]) };
        requests += 1;
        const scope = {
          viewer,
          freshness: createFreshness(now, ttlMs),
          reader: createReader(String(requests)),
          searchPages: 2,
          signal,
        };
        try {
          const from = cursor === null ? null : cursors.decode(cursorList, cursor);
          const loaders = createLoaders(inventory, scope);
          const { entries, more } = await readSequencePage(loaders, {
            parts: partsOf(loaders),
            page: { direction, count, from },
            wants: wantsOf(wantsTotal),
            together: false,
            partial: false,
          });
          const cursorAt = (index: number): string => {
            const entry = entries[index];
            if (entry === undefined) throw new Error('a cursor of no entry');
            return cursors.encode(cursorList, entry.place());
          };
          return { ids: entries.map(({ item }) => subject.idOf(item)), cursorAt, more, calls };
        } catch (error) {
          if (error instanceof LbgraphError && error.code === 'CURSOR_LOST')
            throw new CursorLost(error.message);
          throw error;
        }
      },
    };
  };

  const sample = readSample(provider, { of, segment: partIds[0] ?? '' }, (call) => ask(provider, call));
  const ids = readingIds(provider, sample);
  return {
    byWire: () => openReader(provider, ask),
    byIds: () =>
      openReader(ids, (_, { page: { offset, limit } }) => {
        const all = list.ids();
        const rows = all.slice(offset, offset + limit);
        return { ok: true, rows, total: sample.tellsTotal ? all.length : null, vendorRequestId: null };
      }),
  };
}
