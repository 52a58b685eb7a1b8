import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFleet, type Fleet } from '../../support/gateway.js';
import { answered } from './setup.js';

/** How many machines the accounts have, each account named after that: around whole pages of 100. */
const counts = [0, 1, 99, 100, 101, 240];

let fleet: Fleet;
beforeAll(async () => {
  const none = { loadBalancers: 0, listeners: 0, backends: 0 };
  const accounts = counts.map((instances) => ({
    ...{ id: `n${instances}`, provider: 'TENCENT_BMLB', api: 'v3', regions: ['ap-guangzhou'] },
    ...{ ...none, instances },
  }));
  // Nothing is kept, so that every question is answered by the vendor.
  fleet = await startFleet({ seed: 3, accounts }, { cache: { enabled: false } });
});
afterAll(() => fleet.stop());

interface Machines {
  readonly instances: {
    readonly totalCount: number | null;
    readonly coverage: { readonly exact: boolean };
    readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
    readonly nodes: readonly { readonly vendorId: string }[];
  };
}

async function ask(count: number, args: string, filter: Readonly<Record<string, unknown>> = {}) {
  fleet.calls();
  const { data, errors } = await fleet.query<Machines>(
    `query Machines($filter: InstanceFilter) { instances(${args}, filter: $filter) {
      totalCount coverage { exact } pageInfo { hasNextPage hasPreviousPage } nodes { vendorId } } }`,
    { filter: { ...filter, account: [`n${count}`] } },
  );
  expect(errors).toEqual([]);
  const { nodes, totalCount, coverage, pageInfo } = data.instances;
  const ids = nodes.map(({ vendorId }) => vendorId);
  return { ids, totalCount, exact: coverage.exact, ...pageInfo, calls: fleet.calls() };
}

function machinesOf(count: number) {
  const machines = fleet.simulator.inventory(`n${count}`).accounts[0]?.instances ?? [];
  expect(machines).toHaveLength(count);
  return machines;
}

describe.each(['matches', 'page'])('where the count of machines is that of the %s', (machineTotal) => {
  beforeAll(() => {
    fleet.simulator.putSettings({ 'tencent-bmlb-v3.machine-total': machineTotal });
  });

  test.each(counts)('%i of them are all found and counted', async (count) => {
    const ids = machinesOf(count).map(({ vendorId }) => vendorId);
    const whole = { totalCount: count, exact: true };
    expect(await ask(count, 'first: 1000')).toMatchObject({ ...whole, ids, hasNextPage: false });
    const hasMore = count > 5;
    expect(await ask(count, 'first: 5')).toMatchObject({
      ...{ ...whole, ids: ids.slice(0, 5), hasNextPage: hasMore },
    });
    expect(await ask(count, 'last: 5')).toMatchObject({
      ...{ ...whole, ids: ids.slice(-5), hasPreviousPage: hasMore },
    });
    expect(await ask(count, 'first: 0')).toMatchObject({ ...whole, ids: [] });
  });

  test('what a filter leaves is no less, also of as many ids as a page has rows', async () => {
    const machines = machinesOf(240);
    const named = machines.slice(70, 170).map(({ vendorId }) => vendorId);
    const isWhole = { exact: true, hasNextPage: false };
    expect(await ask(240, 'first: 1000', { vendorId: named })).toMatchObject({
      ...{ ...isWhole, ids: named, totalCount: 100, calls: 1 },
    });
    const running = machines.filter(({ status }) => status === 'RUNNING').map(({ vendorId }) => vendorId);
    expect(running.length).toBeGreaterThan(100);
    expect(await ask(240, 'first: 1000', { status: ['RUNNING'] })).toMatchObject({
      ...{ ...isWhole, ids: running },
    });
  });
});

test('of machines that are counted, a few cost a call, and one more where a full page may be all there is', async () => {
  fleet.simulator.putSettings({ 'tencent-bmlb-v3.machine-total': 'matches' });
  const calls = [];
  for (const count of [99, 100, 101, 240]) calls.push((await ask(count, 'first: 5')).calls);
  expect(calls).toEqual([1, 2, 1, 1]);
});

// Behind 200 rows, of which `setup.ts` asks for 100.
test.each([
  ['more than its rows is that of all machines', 300, 100, 300],
  ['as many as its rows may be that of the page', 100, 100, null],
  ['as many as its rows is none of all, also where it is the last one', 40, 40, null],
])('of a later page, a count of %s', (_what, TotalCount, rows, total) => {
  const DeviceInfoSet = Array.from({ length: rows }, () => ({}));
  expect(answered('instances', { TotalCount, DeviceInfoSet, RequestId: 'r' })).toMatchObject({ total });
});

test('a count beside named machines is taken as it comes', () => {
  const answer = { TotalCount: 1, DeviceInfoSet: [{}], RequestId: 'r' };
  expect(answered('instancesById', answer, 'cpm-1')).toMatchObject({ total: 1 });
});
