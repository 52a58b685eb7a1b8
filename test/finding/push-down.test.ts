import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InventoryAccount } from '../../src/simulator/inventory.js';
import type { Simulator, Topology } from '../../src/simulator/simulator.js';
import { startGateway, startVendors, type Gateway, type Vendors } from '../support/gateway.js';
import { subjects, type Case, type Filter, type List } from './push-down-subjects.js';

interface Page {
  readonly totalCount: number | null;
  readonly coverage: { readonly exact: boolean };
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly { readonly vendorId: string; readonly name: string | null }[];
}

interface Asked {
  readonly filter?: Filter;
  readonly orderBy?: Filter;
  readonly first: number;
  readonly after?: string | null;
}

async function read({ query }: Gateway, list: List, asked: Asked): Promise<Page> {
  const noun = list === 'loadBalancers' ? 'LoadBalancer' : 'Instance';
  const { data, errors } = await query<Readonly<Record<List, Page>>>(
    `query Page($filter: ${noun}Filter, $orderBy: ${noun}Order, $first: Int!, $after: String) {
      ${list}(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
        totalCount coverage { exact } pageInfo { hasNextPage endCursor } nodes { vendorId name } } }`,
    { ...asked },
  );
  expect(errors).toEqual([]);
  return data[list];
}

const lists: readonly List[] = ['loadBalancers', 'instances'];

describe.each(Object.entries(subjects))('%s', (_name, { account, options, pageRows, refusals, casesOf }) => {
  let simulator: Simulator;
  let accounts: Vendors['accounts'];
  /** Has nothing at hand, ever. */
  let forgetful: Gateway;
  let truth: InventoryAccount;
  let cases: readonly Case[];
  /** All rows, in the vendor's order. */
  const order = new Map<List, readonly string[]>();

  const pagesOf = (rows: number) => Math.max(1, Math.ceil(rows / pageRows));
  const calls = () => {
    const { total } = simulator.calls();
    simulator.clearCalls();
    return total;
  };

  beforeAll(async () => {
    const topology: Topology = { seed: 5, accounts: [account] };
    const vendors = await startVendors(topology, { options: { a: options } });
    ({ simulator, accounts } = vendors);
    forgetful = await startGateway(vendors.accounts, { cache: { enabled: false } });
    const [own] = simulator.inventory().accounts;
    if (own === undefined) throw new Error('no account');
    truth = own;
    cases = casesOf(truth);
    for (const list of lists) {
      const ids: string[] = [];
      for (let after: string | null = null; ids.length < truth[list].length;) {
        const { nodes, pageInfo }: Page = await read(forgetful, list, { first: 1000, after });
        ids.push(...nodes.map(({ vendorId }) => vendorId));
        after = pageInfo.endCursor;
      }
      order.set(list, ids);
    }
  });
  afterAll(async () => {
    await forgetful.stop();
    await simulator.close();
  });

  const wantedIds = ({ list, isWanted }: Case) => {
    const ids = new Set(truth[list].filter(isWanted).map(({ vendorId }) => vendorId));
    return (order.get(list) ?? []).filter((id) => ids.has(id));
  };

  /** Five rows and the total of all that match, right and exact, in so many calls. */
  const expectFive = async (gateway: Gateway, each: Case, expected: number) => {
    const { list, filter } = each;
    calls();
    const { nodes, totalCount, coverage, pageInfo } = await read(gateway, list, { filter, first: 5 });
    const ids = wantedIds(each);
    expect({
      ...{ list, filter, ids: nodes.map(({ vendorId }) => vendorId), totalCount },
      ...{ ...coverage, more: pageInfo.hasNextPage, calls: calls() },
    }).toEqual({
      ...{ list, filter, ids: ids.slice(0, 5), totalCount: ids.length },
      ...{ exact: true, more: ids.length > 5, calls: expected },
    });
  };

  // What the vendor's parameter leaves to the letter is paged by what is asked for: the first page, of any size, tells the total besides.
  // Of what may be more than is wanted every page is read.
  test('five of what a filter leaves cost the pages of what the vendor leaves of the list, never the whole list', async () => {
    for (const each of cases) {
      const { list, leaves } = each;
      const cost = leaves === undefined ? 1 : pagesOf(truth[list].filter(leaves).length);
      expect(cost).toBeLessThan(pagesOf(truth[list].length));
      await expectFive(forgetful, each, cost);
    }
  });

  test('an order reads the list once; its next pages, and every filter of it, cost nothing while it is fresh', async () => {
    const fresh = await startGateway(accounts);
    try {
      for (const list of lists) {
        calls();
        const orderBy = { field: 'NAME', direction: 'DESC' };
        const names: (string | null)[] = [];
        let after: string | null = null;
        for (let page = 0; page < 3; page++) {
          const { nodes, totalCount, pageInfo }: Page = await read(fresh, list, {
            orderBy,
            first: 40,
            after,
          });
          names.push(...nodes.map(({ name }) => name));
          after = pageInfo.endCursor;
          expect([totalCount, calls()]).toEqual([
            truth[list].length,
            page === 0 ? pagesOf(truth[list].length) : 0,
          ]);
        }
        const all = truth[list].flatMap(({ name }) => name ?? []);
        expect(names).toEqual(all.sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)).slice(0, 120));
      }
      // Whether there are backends is in no row of the list.
      const told = cases.filter(({ filter }) => !('hasNoBackends' in filter));
      for (const each of told) await expectFive(fresh, each, 0);
    } finally {
      await fresh.stop();
    }
  });

  test('what the vendor refuses to narrow is answered by the whole list, right and exact', async () => {
    for (const { settings, list, ids, unknown } of refusals) {
      const named = truth[list].slice(-ids).map(({ vendorId }) => vendorId);
      const filter = { vendorId: unknown ? [...named, 'nobody'] : named };
      const each: Case = { list, filter, isWanted: ({ vendorId }) => named.includes(vendorId) };
      const before = simulator.settings();
      simulator.putSettings(settings);
      // The refusal, and every page.
      await expectFive(forgetful, each, 1 + pagesOf(truth[list].length));
      simulator.putSettings(Object.fromEntries(before.map(({ name, value }) => [name, value])));
    }
  });
});
