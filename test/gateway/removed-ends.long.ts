import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Mutation } from '../../src/simulator/simulator.js';
import { startFleet, type Fleet } from '../support/gateway.js';
import { connectionFields, readPage, type ConnectionPlace } from './connection-fields.js';
import { expectPage } from './connection-laws.js';

/** Nine of everything in each list. */
const nine = { loadBalancers: 9, backends: 0, instances: 9 };
const layered = { ...nine, listeners: 72, l7Listeners: 9, rulesPerL7Listener: 9 };
const accounts = [
  { id: 'qing', provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'], ...nine, listeners: 81 },
  { id: 'zen', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A'], ...nine, listeners: 81 },
  {
    ...{ id: 'clb', provider: 'TENCENT_CLB', api: 'v2', regions: ['ap-guangzhou'] },
    ...{ ...layered, application: 9 },
  },
  { id: 'bmlb', provider: 'TENCENT_BMLB', api: 'v2', regions: ['ap-beijing'], ...layered },
];

/** Nothing is kept between requests, so that each page meets the vendors as they are then. */
let fleet: Fleet;
beforeEach(async () => {
  fleet = await startFleet({ seed: 5, accounts }, { cache: { enabled: false } });
});
afterEach(() => fleet.stop());

const placeOf = (name: string, id: string | null): ConnectionPlace => {
  const of = connectionFields().find((field) => field.name === name);
  if (of === undefined) throw new Error(`there is no ${name}`);
  return { of, id, accounts: null };
};

async function readAll(place: ConnectionPlace) {
  const { edges } = await readPage(fleet.query, place, { first: 1000 });
  return { ids: edges.map(({ node }) => node.id), cursors: edges.map(({ cursor }) => cursor) };
}

type Kind = Mutation['kind'];

/** Finds one list of a kind of rows at an account, with the vendor's ids of its rows. */
async function findList(account: string, kind: Kind) {
  interface Row {
    readonly id: string;
    readonly vendorId: string;
    readonly listeners: { readonly nodes: readonly Row[] };
    readonly rules: { readonly nodes: readonly Row[] };
  }
  const { data, errors } = await fleet.query<{
    readonly account: Record<'loadBalancers' | 'instances', { readonly nodes: readonly Row[] }>;
  }>(
    `query Rows($account: ID!) { account(id: $account) {
      loadBalancers { nodes { id vendorId listeners { nodes { id vendorId rules { nodes { id vendorId } } } } } }
      instances { nodes { id vendorId } } } }`,
    { account },
  );
  expect(errors).toEqual([]);
  const { loadBalancers, instances } = data.account;
  const [loadBalancer] = loadBalancers.nodes;
  const listener = loadBalancer?.listeners.nodes.find(({ rules }) => rules.nodes.length > 0);
  const lists: Partial<Record<Kind, readonly [field: string, id: string, rows: readonly Row[]]>> = {
    loadBalancer: ['Account.loadBalancers', account, loadBalancers.nodes],
    instance: ['Account.instances', account, instances.nodes],
    listener: ['LoadBalancer.listeners', loadBalancer?.id ?? '', loadBalancer?.listeners.nodes ?? []],
    rule: ['Listener.rules', listener?.id ?? '', listener?.rules.nodes ?? []],
  };
  const [field = '', id = '', rows = []] = lists[kind] ?? [];
  return { place: placeOf(field, id), vendorIds: rows.map(({ vendorId }) => vendorId) };
}

function remove(account: string, kind: Kind, id = ''): void {
  const region = fleet.simulator.inventory(account).accounts[0]?.loadBalancers[0]?.region ?? null;
  fleet.simulator.mutate({ op: 'remove', account, region, kind, id });
}

const kinds: readonly (readonly [Kind, readonly string[]])[] = [
  ['loadBalancer', ['qing', 'zen', 'clb', 'bmlb']],
  ['instance', ['qing', 'zen', 'clb', 'bmlb']],
  ['listener', ['qing', 'zen', 'clb', 'bmlb']],
  ['rule', ['clb', 'bmlb']],
];

describe.each(kinds.flatMap(([kind, ids]) => ids.map((account) => [kind, account] as const)))(
  'a %s of %s that a cursor stands on',
  (kind, account) => {
    test('was the first row and is gone: the page behind it starts the list, and says so', async () => {
      const { place, vendorIds } = await findList(account, kind);
      const { ids, cursors } = await readAll(place);
      remove(account, kind, vendorIds[0]);
      const asked = { first: 3, after: cursors[0] ?? '' };
      expectPage(await readPage(fleet.query, place, asked), ids.slice(1), 0, 3, asked);
    });

    test('was the last row and is gone: the page in front of it ends the list, and says so', async () => {
      const { place, vendorIds } = await findList(account, kind);
      const { ids, cursors } = await readAll(place);
      remove(account, kind, vendorIds.at(-1));
      const asked = { last: 3, before: cursors.at(-1) ?? '' };
      const left = ids.slice(0, -1);
      expectPage(await readPage(fleet.query, place, asked), left, left.length - 3, left.length, asked);
    });
  },
);

describe('the first row of an account in the list of all, gone when its cursor comes back', () => {
  const place = placeOf('Query.loadBalancers', null);
  const vendorIds = (account: string) =>
    fleet.simulator.inventory(account).accounts[0]?.loadBalancers.map(({ vendorId }) => vendorId) ?? [];

  test('has the accounts in front of it before the page', async () => {
    const { ids, cursors } = await readAll(place);
    remove('zen', 'loadBalancer', vendorIds('zen')[0]);
    const asked = { first: 3, after: cursors[9] ?? '' };
    const left = ids.filter((_, index) => index !== 9);
    expectPage(await readPage(fleet.query, place, asked), left, 9, 12, asked);
  });

  test('has nothing before the page when they have no rows any more', async () => {
    const { ids, cursors } = await readAll(place);
    remove('zen', 'loadBalancer', vendorIds('zen')[0]);
    for (const id of vendorIds('qing')) remove('qing', 'loadBalancer', id);
    const asked = { first: 3, after: cursors[9] ?? '' };
    expectPage(await readPage(fleet.query, place, asked), ids.slice(10), 0, 3, asked);
  });
});
