import { Keyv } from 'keyv';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createCalls } from '../../src/inventory/calls.js';
import { createFreshness } from '../../src/inventory/freshness.js';
import { createInventory } from '../../src/inventory/inventory.js';
import { createPageCache, type CallResult } from '../../src/inventory/page-cache.js';
import { createRecordStore, type RecordStore } from '../../src/inventory/record-store.js';
import { openSource } from '../../src/inventory/open-source.js';
import { emptySelection } from '../../src/model/selection.js';
import type { Source } from '../../src/model/source.js';
import type { Demand } from '../../src/providers/provider.js';
import { qingcloud } from '../../src/providers/qingcloud/definition.js';
import { createAccountHealth } from '../../src/upstream/account-health.js';
import { createUpstreamClient } from '../../src/upstream/client.js';
import { createTransport } from '../../src/upstream/transport.js';
import { callQingcloud } from '../simulator/qingcloud-client.js';
import { qingcloudAccount, startSimulator } from '../simulator/start-simulator.js';
import { secretsIn } from './spellings.js';
import { createReader } from '../support/reader.js';

const { url, client } = await startSimulator({ topology: { seed: 2, accounts: [qingcloudAccount()] } });
const ttlMs = {
  loadBalancer: 60_000,
  listener: 60_000,
  rule: 60_000,
  instance: 60_000,
  router: 60_000,
  backend: 60_000,
  health: 60_000,
  missing: 60_000,
};
const fields = new Set(['name', 'status', 'createdAt', 'vendorFields']);

test('passwords in rows of machines are kept neither as records nor as pages', async () => {
  const { id, key } = client('qing');
  const answered = await callQingcloud(client('qing'), {
    action: 'DescribeInstances',
    zone: 'pek3',
    limit: 100,
    verbose: 1,
  });
  const passwords = [...answered.text.matchAll(/"\w+_passwd":"([^"]+)"/g)].map(
    ([, password = '']) => password,
  );
  expect(passwords.length).toBeGreaterThan(50);

  const transport = createTransport(url);
  const upstream = createUpstreamClient({
    account: 'qing',
    provider: qingcloud.id,
    credentials: { id, key },
    transport,
    health: createAccountHealth(null),
    maxConcurrentCalls: 4,
    upstreamTimeoutMs: 10_000,
    now: Date.now,
    random: () => 0,
    log: pino({ level: 'silent' }),
  });
  const provider = qingcloud.create({ api: 'v1', site: null, options: {} });
  const source: Source = { account: 'qing', region: 'pek3' };
  const pages = new Map<string, unknown>();
  const cache = createPageCache(new Keyv<CallResult>({ store: pages }), () => {});
  const records: unknown[] = [];
  const kept = createRecordStore(64);
  const store: RecordStore = {
    ...kept,
    putRecord: (of, at, record) => {
      records.push(record);
      kept.putRecord(of, at, record);
    },
  };
  const calls = createCalls({ providerId: qingcloud.id, provider, client: upstream, cache, ttlMs });
  const inventory = createInventory([openSource({ source, provider, calls, store })]);
  const scope = {
    viewer: { accounts: new Set(['qing']) },
    freshness: createFreshness(Date.now(), ttlMs),
    reader: createReader(),
    searchPages: 2,
    signal: new AbortController().signal,
  };
  const demand: Demand = {
    type: 'rows',
    segment: { of: { list: 'instances', source }, segment: '' },
    window: { offset: 0, limit: 100 },
    selection: { ...emptySelection, fields },
  };
  expect(await inventory.settle(scope, source, [demand])).toEqual([null]);
  await transport.close();

  expect(records).toHaveLength(qingcloudAccount().instances);
  expect(pages.size).toBe(1);
  const held = JSON.stringify([records, [...pages]]);
  expect(held).toContain('instance_type');
  expect(secretsIn(held, passwords)).toEqual([]);
});
