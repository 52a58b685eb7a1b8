import { afterEach, describe, expect, test } from 'vitest';
import { startGateway, startVendors, type Gateway, type Vendors } from '../support/gateway.js';
import { bmlbAccount, clbAccount } from './tencent-accounts.js';

let vendors: Vendors | undefined;
let gateways: readonly Gateway[] = [];

afterEach(async () => {
  for (const gateway of gateways) await gateway.stop();
  await vendors?.simulator.close();
  gateways = [];
  vendors = undefined;
});

const instance = 'id vendorId kind name status zone privateAddresses publicAddresses createdAt';
const check =
  'enabled protocol path host port intervalSeconds timeoutSeconds healthyThreshold unhealthyThreshold';
const backend = `id vendorId name port weight status health addresses createdAt
  target { __typename ... on IpTarget { address } ... on UnknownTarget { vendorId } ... on Instance { id } } instance { ${instance} }`;
const listener = `id vendorId name protocol ports { from to } scheduler sessionPersistence { type timeoutSeconds } status healthCheck { ${check} } health { total up down abnormal unknown }`;
const rule = `id vendorId domain path status healthCheck { ${check} }`;
const everything = `{ loadBalancers(first: 100) { totalCount coverage { sources answered expected seen exact } nodes {
  id vendorId name region zone status scheme addresses domain networkId createdAt tags { key value } health { total up down unknown }
  listeners(first: 100) { totalCount nodes { ${listener} rules(first: 100) { nodes { ${rule} backends(first: 100) { nodes { ${backend} } } } }
    backends(first: 300) { totalCount nodes { ${backend} listener { id } rule { id } } } } }
  backends(first: 500) { totalCount nodes { id } } instances(first: 500) { nodes { id } } } }
  instances(first: 500) { totalCount nodes { ${instance} } } }`;

type Owner = { readonly [name: string]: Json };
type Json = string | number | boolean | null | readonly Json[] | Owner;

interface Listed {
  readonly loadBalancers: { readonly nodes: readonly { readonly id: string }[] };
}

/** Machines of which the dialects tell different things. */
interface Machines {
  readonly recycled: ReadonlySet<unknown>;
  readonly maintained: ReadonlySet<unknown>;
}

function idsOf(rows: readonly { readonly vendorId: string }[]): ReadonlySet<unknown> {
  return new Set(rows.map(({ vendorId }) => vendorId));
}

/** The gateways of one simulated account, in either version of the API: both have the same keys. */
async function startBoth(account: Parameters<typeof startVendors>[0]['accounts'][number]) {
  const now = () => Date.UTC(2026, 5, 1);
  const started = await startVendors({ seed: 11, accounts: [account] }, { now });
  vendors = started;
  const inDialect = (api: string) =>
    startGateway(
      started.accounts.map((each) => ({ ...each, api })),
      { now },
    );
  const older = await inDialect('v2');
  const newer = await inDialect('v3');
  gateways = [older, newer];
  return { older, newer, simulator: started.simulator };
}

/** A copy without fields that one dialect alone tells: by name, or of objects that a predicate names. */
function without(value: Json, drop: (name: string, owner: Owner) => boolean): Json {
  if (Array.isArray(value)) return value.map((inner: Json) => without(inner, drop));
  if (typeof value !== 'object' || value === null) return value;
  const owner = value as Owner;
  return Object.fromEntries(
    Object.entries(owner)
      .filter(([name]) => !drop(name, owner))
      .map(([name, inner]) => [name, without(inner, drop)]),
  );
}

describe('one fleet in both versions of the API', () => {
  test.each([
    {
      product: 'TENCENT_CLB',
      account: clbAccount('t', 'cn-2018', { classic: 4, application: 4, backends: 80, instances: 30 }),
      // API 2.0 tells neither tags nor what a check speaks, API 3.0 not that a machine is being worked at.
      onlyInOne: (name: string, owner: Owner, { maintained }: Machines) =>
        name === 'tags' ||
        (name === 'protocol' && 'healthyThreshold' in owner) ||
        (name === 'status' && 'privateAddresses' in owner && maintained.has(owner['vendorId'])),
    },
    {
      product: 'TENCENT_BMLB',
      account: bmlbAccount('t', 6, { backends: 60, instances: 20 }),
      // A load balancer that is being created tells neither in API 3.0, which has no recycle bin of machines either.
      onlyInOne: (name: string, owner: Owner, { recycled }: Machines) =>
        (owner['status'] === 'CREATING' && (name === 'scheme' || name === 'domain')) ||
        (name === 'instance' && recycled.has((owner['instance'] as Owner | null)?.['vendorId'])),
    },
  ])('$product: the same answer, and the same ids', async ({ account, onlyInOne }) => {
    const { older, newer, simulator } = await startBoth(account);
    const before = await older.query<Json>(everything);
    const made = simulator.calls().total;
    const after = await newer.query<Json & Listed>(everything);
    expect([before.errors, after.errors]).toEqual([[], []]);
    expect(made).toBeGreaterThan(0);
    expect(simulator.calls().total).toBeGreaterThan(made);
    const [truth] = simulator.inventory('t').accounts;
    const isMaintained = ({ status }: { readonly status: string }) => status === 'MAINTENANCE';
    const machines: Machines = {
      recycled: idsOf(truth?.byIdOnly.instances ?? []),
      maintained: idsOf((truth?.instances ?? []).filter(isMaintained)),
    };
    const drop = (name: string, owner: Owner) => onlyInOne(name, owner, machines);
    expect(without(after.data, drop)).toEqual(without(before.data, drop));
    const ids = after.data.loadBalancers.nodes.map(({ id }) => id);
    const { data } = await older.query<{ readonly nodes: readonly unknown[] }>(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      { ids },
    );
    expect(data.nodes).toEqual(ids.map((id) => ({ id })));
  });

  test('TENCENT_CLB: an interface is found by its address, though the filter of API 3.0 knows machines only', async () => {
    const { newer } = await startBoth(
      clbAccount('t', 'cn-2018', { classic: 3, application: 3, backends: 170, instances: 130 }),
    );
    interface Found {
      readonly id: string;
      readonly addresses: readonly string[];
      readonly target: { readonly __typename: string };
    }
    const { data } = await newer.query<{
      readonly loadBalancers: {
        readonly nodes: readonly { readonly backends: { readonly nodes: readonly Found[] } }[];
      };
    }>(
      '{ loadBalancers(first: 50) { nodes { backends(first: 500) { nodes { id addresses target { __typename } } } } } }',
    );
    const all = data.loadBalancers.nodes.flatMap(({ backends }) => backends.nodes);
    const wanted = all.find(({ target }) => target.__typename === 'UnknownTarget');
    const [address = ''] = wanted?.addresses ?? [];
    expect(address).not.toBe('');
    const found = await newer.query<{ readonly backends: { readonly nodes: readonly Found[] } }>(
      'query ($address: IP!) { backends(first: 100, filter: { address: [$address] }) { nodes { id } } }',
      { address },
    );
    expect(found.errors).toEqual([]);
    expect(found.data.backends.nodes.map(({ id }) => id)).toContain(wanted?.id);
  });
});
