import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Topology } from '../../src/simulator/simulator.js';
import { startFleet, type Fleet, type Gateway } from '../support/gateway.js';

const rowsEach = 20;
const none = { listeners: 0, backends: 0, instances: 0 };
/** 40 sources, as accounts of two vendors and regions of one account. */
const topology: Topology = {
  seed: 40,
  accounts: [
    ...Array.from({ length: 30 }, (_, index) => ({
      id: `account-${index}`,
      ...(index % 2 === 0
        ? { provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'] }
        : { provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A'] }),
      ...{ loadBalancers: rowsEach, ...none },
    })),
    {
      ...{ id: 'regions', provider: 'QINGCLOUD', api: 'v1', loadBalancers: rowsEach, ...none },
      regions: Array.from({ length: 10 }, (_, index) => `zone${index}x`),
    },
  ],
};
const sources = 40;
const total = sources * rowsEach;

interface Page {
  readonly totalCount?: number | null;
  readonly pageInfo: {
    readonly hasNextPage?: boolean;
    readonly hasPreviousPage?: boolean;
    readonly startCursor: string;
    readonly endCursor: string;
  };
  readonly nodes: readonly { readonly vendorId: string }[];
}

/** Fleets of their own for what counts calls from a start. */
async function withFleet(use: (fleet: Fleet) => Promise<void>): Promise<void> {
  const fleet = await startFleet(topology);
  try {
    await use(fleet);
  } finally {
    await fleet.stop();
  }
}

let cold: Fleet;
let truth: readonly string[];
beforeAll(async () => {
  cold = await startFleet(topology, { cache: { enabled: false } });
  truth = cold.simulator
    .inventory()
    .accounts.flatMap(({ loadBalancers }) => loadBalancers.map(({ vendorId }) => vendorId));
});
afterAll(() => cold.stop());

async function readPage(
  { query }: Pick<Gateway, 'query'>,
  page: {
    readonly first?: number;
    readonly after?: string;
    readonly last?: number;
    readonly before?: string;
  },
  selection = '',
): Promise<Page> {
  const { data, errors } = await query<{ readonly loadBalancers: Page }>(
    `query Page($first: Int, $after: String, $last: Int, $before: String) {
      loadBalancers(first: $first, after: $after, last: $last, before: $before) {
        nodes { vendorId } pageInfo { startCursor endCursor } ${selection} } }`,
    page,
  );
  expect(errors).toEqual([]);
  return data.loadBalancers;
}

const idsOf = ({ nodes }: Page) => nodes.map(({ vendorId }) => vendorId);

describe('40 sources of 20 rows', () => {
  test('the first 50 cost 3 calls, the next 50 two more, and again none', async () => {
    await withFleet(async (fleet) => {
      const first = await readPage(fleet, { first: 50 }, 'pageInfo { hasNextPage }');
      expect(idsOf(first)).toEqual(truth.slice(0, 50));
      expect(fleet.calls()).toBe(3);
      const after = first.pageInfo.endCursor;
      const second = await readPage(fleet, { first: 50, after });
      expect(idsOf(second)).toEqual(truth.slice(50, 100));
      expect(fleet.calls()).toBe(2);
      for (const again of [{ first: 50 }, { first: 50, after }]) await readPage(fleet, again);
      expect(fleet.calls()).toBe(0);
    });
  });

  test('with totalCount all are asked once, at once, and not on the next page', async () => {
    await withFleet(async (fleet) => {
      const first = await readPage(fleet, { first: 50 }, 'totalCount');
      expect(first.totalCount).toBe(total);
      expect(fleet.calls()).toBe(sources);
      const second = await readPage(fleet, { first: 50, after: first.pageInfo.endCursor }, 'totalCount');
      expect(second.totalCount).toBe(total);
      expect(idsOf(second)).toEqual(truth.slice(50, 100));
      // Those of which only the total is known by now.
      expect(fleet.calls()).toBeLessThanOrEqual(2);
    });
  });

  test.each([50, 7, 100])(
    'a scroll costs one call for each source, forward and backward, %i a page',
    async (size) => {
      await withFleet(async (fleet) => {
        const forward: string[] = [];
        for (let after: string | undefined; forward.length < total;) {
          const page = await readPage(fleet, { first: size, ...(after === undefined ? {} : { after }) });
          forward.push(...idsOf(page));
          after = page.pageInfo.endCursor;
        }
        expect(forward).toEqual(truth);
        expect(fleet.calls()).toBe(sources);
      });
      await withFleet(async (fleet) => {
        const backward: string[] = [];
        for (let before: string | undefined; backward.length < total;) {
          const page = await readPage(fleet, { last: size, ...(before === undefined ? {} : { before }) });
          backward.unshift(...idsOf(page));
          before = page.pageInfo.startCursor;
        }
        expect(backward).toEqual(truth);
        expect(fleet.calls()).toBe(sources);
      });
    },
  );
});

/** How many sources the rows of a window stand in. */
const sourcesOf = (from: number, to: number) =>
  Math.floor((Math.min(to, total) - 1) / rowsEach) - Math.floor(from / rowsEach) + 1;

describe('with nothing at hand a page costs at most a call for each source that it or its cursor stands in', () => {
  test.each([
    ['in the middle of a source', 49],
    ['at the first row of a source', 40],
    ['at the last row of a source', 59],
    ['at the last row but one', 58],
  ])('%s', async (_, at) => {
    const { pageInfo } = await readPage(cold, { first: at + 1 });
    const after = pageInfo.endCursor;
    const before = (await readPage(cold, { first: 9, after })).pageInfo.startCursor;
    for (const size of [1, 7, 20, 50]) {
      cold.calls();
      expect(idsOf(await readPage(cold, { first: size, after }))).toEqual(truth.slice(at + 1, at + 1 + size));
      expect([size, cold.calls()]).toEqual([size, expect.toSatisfy(atMost(sourcesOf(at, at + 1 + size)))]);
      expect(idsOf(await readPage(cold, { last: size, before }))).toEqual(
        truth.slice(Math.max(0, at + 1 - size), at + 1),
      );
      const touched = sourcesOf(Math.max(0, at + 1 - size), at + 2);
      expect([size, cold.calls()]).toEqual([size, expect.toSatisfy(atMost(touched))]);
    }
  });
});

function atMost(limit: number) {
  return (calls: number) => calls <= limit;
}

describe('whether there is more', () => {
  test('costs a call only where a source ends with the page, and only when selected', async () => {
    for (const [first, selection, calls] of [
      [40, '', 2],
      [40, 'pageInfo { hasNextPage }', 3],
      [39, 'pageInfo { hasNextPage }', 2],
      [41, 'pageInfo { hasNextPage }', 3],
      [40, 'pageInfo { hasPreviousPage }', 2],
    ] as const) {
      cold.calls();
      const { pageInfo } = await readPage(cold, { first }, selection);
      expect([first, selection, cold.calls()]).toEqual([first, selection, calls]);
      if (selection.includes('hasNextPage')) expect(pageInfo.hasNextPage).toBe(true);
      if (selection.includes('hasPreviousPage')) expect(pageInfo.hasPreviousPage).toBe(false);
    }
  });

  test('behind a cursor costs nothing in the direction from which the reader came', async () => {
    const { pageInfo } = await readPage(cold, { first: 50 });
    const after = pageInfo.endCursor;
    cold.calls();
    await readPage(cold, { first: 5, after });
    const plain = cold.calls();
    const page = await readPage(cold, { first: 5, after }, 'pageInfo { hasPreviousPage }');
    expect(page.pageInfo.hasPreviousPage).toBe(true);
    expect(cold.calls()).toBe(plain);
    await readPage(cold, { last: 5, before: after });
    const back = cold.calls();
    const before = await readPage(cold, { last: 5, before: after }, 'pageInfo { hasNextPage }');
    expect(before.pageInfo.hasNextPage).toBe(true);
    expect(cold.calls()).toBe(back);
  });
});

describe('an empty page with sources behind it', () => {
  test('gives a cursor from which all of them are read once they are back, in either direction', async () => {
    const failing = topology.accounts.map(({ id }) => ({ account: id, kind: 'auth' as const }));
    const query = `query Page($first: Int, $after: String, $last: Int, $before: String) {
      loadBalancers(first: $first, after: $after, last: $last, before: $before) {
        nodes { vendorId } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
    for (const count of ['first', 'last'] as const) {
      cold.simulator.setFaults(failing);
      const { data, errors } = await cold.query<{ readonly loadBalancers: Page }>(query, { [count]: 50 });
      cold.simulator.setFaults([]);
      const { nodes, pageInfo } = data.loadBalancers;
      expect([nodes, errors.length > 0]).toEqual([[], true]);
      const cursor = count === 'first' ? pageInfo.endCursor : pageInfo.startCursor;
      const isMore = count === 'first' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage;
      expect({ count, isMore, cursor }).toEqual({
        count,
        isMore: true,
        cursor: expect.any(String) as string,
      });
      const next = count === 'first' ? { first: 1000, after: cursor } : { last: 1000, before: cursor };
      expect(idsOf(await readPage(cold, next))).toEqual(truth);
    }
  });

  test('keeps its cursor behind the last row that was shown', async () => {
    const { pageInfo } = await readPage(cold, { first: 50 });
    const failing = topology.accounts.map(({ id }) => ({ account: id, kind: 'auth' as const }));
    cold.simulator.setFaults(failing);
    const { data } = await cold.query<{ readonly loadBalancers: Page }>(
      'query Page($after: String) { loadBalancers(first: 50, after: $after) { nodes { vendorId } pageInfo { hasNextPage endCursor } } }',
      { after: pageInfo.endCursor },
    );
    cold.simulator.setFaults([]);
    expect(data.loadBalancers).toMatchObject({ nodes: [], pageInfo: { hasNextPage: true } });
    const after = data.loadBalancers.pageInfo.endCursor;
    expect(idsOf(await readPage(cold, { first: 1000, after }))).toEqual(truth.slice(50));
  });
});
