import { afterEach, describe, expect, test } from 'vitest';
import { vendors } from '../../src/simulator/registry.js';
import type { Topology } from '../../src/simulator/simulator.js';
import type { Vendor } from '../../src/simulator/vendor.js';
import { startFleet, type Fleet } from '../support/gateway.js';
import {
  connectionFields,
  measure,
  placesOf,
  readPage,
  type ConnectionPlace,
  type Page,
  type PageArguments,
} from './connection-fields.js';
import { accountsOf, connectionFleet, fleetProviders } from './connection-fleet.js';

let fleet: Fleet | undefined;
afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

async function start(...args: Parameters<typeof startFleet>): Promise<Fleet> {
  fleet = await startFleet(...args);
  return fleet;
}

const fields = connectionFields();

/** All that a page gives as cursors. */
function cursorsOf({ edges, pageInfo }: Page): readonly string[] {
  return [...edges.map(({ cursor }) => cursor), pageInfo.startCursor, pageInfo.endCursor].filter(
    (cursor) => cursor !== null,
  );
}

/** Those of pages of several sizes, at both ends of a list and in its middle. */
async function cursorsAround({ query }: Fleet, place: ConnectionPlace): Promise<readonly string[]> {
  const cursors: string[] = [];
  const take = async (asked: PageArguments) => {
    cursors.push(...cursorsOf(await readPage(query, place, asked)));
  };
  const whole = await readPage(query, place, { first: 1000 });
  cursors.push(...cursorsOf(whole));
  const middle = whole.edges[Math.floor(whole.edges.length / 2)]?.cursor;
  for (const size of [1, 7, 100]) {
    await take({ first: size });
    await take({ last: size });
    if (middle === undefined) continue;
    await take({ first: size, after: middle });
    await take({ last: size, before: middle });
  }
  return cursors;
}

/** Every text in the inventory that names something: accounts, regions, the vendors' ids, names. */
function namesIn({ simulator }: Fleet): readonly string[] {
  const names = new Set<string>();
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const isName = ['id', 'vendorId', 'name', 'region', 'regions', 'networkId'].includes(key);
      for (const text of isName ? [inner].flat() : []) if (typeof text === 'string') names.add(text);
      collect(inner);
    }
  };
  collect(simulator.inventory());
  // A shorter one may stand in anything by chance.
  return [...names].filter(({ length }) => length >= 4);
}

function expectOpaque(cursors: readonly string[], names: readonly string[]): void {
  const told = new Set<string>();
  for (const cursor of new Set(cursors)) {
    const readable = Buffer.from(cursor, 'base64url').toString('latin1');
    for (const name of names) if (readable.includes(name)) told.add(name);
  }
  expect([...told]).toEqual([]);
}

/** The sizes of the largest cursors, so that a failure shows them. */
const largest = (cursors: readonly string[]) => Math.max(0, ...cursors.map(({ length }) => length));

describe('a cursor of one source', () => {
  test('has at most 120 characters that may stand in a URL, and tells no name, on every connection at every vendor', async () => {
    const some = await start(connectionFleet);
    const names = namesIn(some);
    const seen: Record<string, number> = {};
    for (const field of fields) {
      for (const provider of fleetProviders) {
        const accounts = accountsOf(provider).filter((id) => /-(deep|short)$/.test(id));
        const measured = await measure(some, await placesOf(some, field, accounts));
        const single = measured.filter(({ accounts: of }) => (of?.length ?? 1) === 1);
        const ordered = [...single].sort((a, b) => b.length - a.length);
        for (const place of new Set([ordered[0], ordered.at(-1)])) {
          if (place === undefined || place.length === 0) continue;
          const cursors = await cursorsAround(some, place);
          seen[field.name] = Math.max(seen[field.name] ?? 0, largest(cursors));
          expect(cursors.join('')).toMatch(/^[A-Za-z0-9_-]+$/);
          // They are all made alike, and there are many names.
          expectOpaque(cursors.slice(0, 20), names);
        }
      }
    }
    expect(Object.keys(seen).sort()).toEqual(fields.map(({ name }) => name).sort());
    expect(Object.entries(seen).filter(([, length]) => length > 120)).toEqual([]);
  });

  test.each(vendors.map((vendor) => [vendor.provider, vendor] as const))(
    '%s: nor more where ids have 256 characters, and account and region 64',
    async (provider, vendor) => {
      const account = `a-${'long-'.repeat(12)}id`;
      const region = { QINGCLOUD: `zone-${'far-'.repeat(14)}a1`, ZENLAYER_BMC: 'HKG-A' }[provider];
      const totals = { loadBalancers: 30, listeners: 0, backends: 0, instances: 30 };
      const regions = [region ?? 'ap-guangzhou'];
      const [api = ''] = vendor.apis;
      const some = await start(
        { seed: 3, accounts: [{ id: account, provider, api, regions, ...totals }] },
        { vendors: [withLongIds(vendor)] },
      );
      // Under ids that the vendor does not know nothing is found.
      const own = fields.filter(
        ({ type, name }) => ['Query', 'Account'].includes(type) && name !== 'Query.backends',
      );
      for (const of of own) {
        const [place] = await placesOf(some, of, [account]);
        if (place === undefined) throw new Error('there is no list');
        const { edges } = await readPage(some.query, place, { first: 1000 });
        expect(edges).toHaveLength(30);
        const ids = edges.map(({ node }) => Buffer.from(node.id, 'base64url').toString());
        expect(Math.min(...ids.map(({ length }) => length))).toBeGreaterThan(256);
        const cursors = await cursorsAround(some, place);
        expect([of.name, largest(cursors) <= 120]).toEqual([of.name, true]);
        expectOpaque(cursors, [...namesIn(some), 'xxxx', 'long-']);
      }
    },
  );
});

/** The same vendor, with ids as long as the gateway takes them. */
function withLongIds(vendor: Vendor): Vendor {
  return {
    ...vendor,
    open: (accounts, seed) => {
      const twin = vendor.open(accounts, seed);
      return {
        ...twin,
        answer: (request, context) => {
          const reply = twin.answer(request, context);
          if (reply.kind !== 'page') return reply;
          const { id } = reply.traits;
          const rows = reply.rows.map((row) => ({ ...row, [id]: String(row[id]).padEnd(256, 'x') }));
          return { ...reply, rows };
        },
      };
    },
  };
}

describe('a page of 100 edges over 30 sources carries less than 20 kB of cursors', () => {
  const totals = (loadBalancers: number) => ({ loadBalancers, listeners: 0, backends: 0, instances: 0 });
  const numbers = Array.from({ length: 30 }, (_, index) => index);
  const accounts = (rows: number): Topology => ({
    seed: 8,
    accounts: numbers.map((index) => ({
      id: `account-${index}`,
      ...(index % 2 === 0
        ? { provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'] }
        : { provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A'] }),
      ...totals(rows),
    })),
  });
  const regions = (rows: number): Topology => ({
    seed: 8,
    accounts: [
      {
        ...{ id: 'acme', provider: 'QINGCLOUD', api: 'v1', ...totals(rows) },
        regions: numbers.map((index) => `zone${index}x`),
      },
    ],
  });
  const query = `query Page($first: Int, $after: String, $last: Int, $before: String) {
    loadBalancers(first: $first, after: $after, last: $last, before: $before) {
      pageInfo { startCursor endCursor hasNextPage hasPreviousPage } edges { cursor node { id } } } }`;

  /** Of a page, its failures aside. */
  async function readSome({ query: ask }: Fleet, variables: PageArguments): Promise<Page> {
    return (await ask<{ loadBalancers: Page }>(query, { ...variables })).data.loadBalancers;
  }
  const bytes = (page: Page) => cursorsOf(page).join('').length;

  test.each([
    ['30 accounts of 10 rows', accounts(10)],
    ['30 accounts of 40 rows', accounts(40)],
    ['30 regions of 10 rows', regions(10)],
  ])('%s', async (_, topology) => {
    const some = await start(topology);
    const first = await readSome(some, { first: 100 });
    const second = await readSome(some, { first: 100, after: first.pageInfo.endCursor });
    const last = await readSome(some, { last: 100 });
    for (const page of [first, second, last]) {
      expect(page.edges).toHaveLength(100);
      expect(bytes(page)).toBeLessThan(20_000);
    }
    expectOpaque([first, second, last].flatMap(cursorsOf), [...namesIn(some), 'acme', 'zone', 'account']);
  });

  test.each([
    ['accounts', accounts],
    ['regions', regions],
  ])('while 10 of the %s fail, on each of three pages and after they came back', async (_, topologyOf) => {
    const some = await start(topologyOf(20), { cache: { enabled: false } });
    const failing = numbers.filter((index) => index % 3 === 1);
    some.simulator.setFaults(
      topologyOf === accounts
        ? failing.map((index) => ({ account: `account-${index}`, kind: 'auth' }))
        : failing.map((index) => ({ account: 'acme', region: `zone${index}x`, kind: 'auth' })),
    );
    let page = await readSome(some, { first: 100 });
    for (let turn = 0; turn < 3; turn += 1) {
      expect(page.edges).toHaveLength(100);
      expect(bytes(page)).toBeLessThan(20_000);
      expectOpaque(cursorsOf(page), ['acme', 'zone', 'account']);
      page = await readSome(some, { first: 100, after: page.pageInfo.endCursor });
    }
    some.simulator.setFaults([]);
    const owed = await readSome(some, { first: 100, after: page.pageInfo.endCursor });
    expect(owed.edges).toHaveLength(100);
    expect(bytes(owed)).toBeLessThan(20_000);
  });
});
