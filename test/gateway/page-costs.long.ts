import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Simulator, Topology } from '../../src/simulator/simulator.js';
import { startFleet, startGateway, startVendors, type Gateway, type Vendors } from '../support/gateway.js';
import { createWalkClock } from './paging.js';

/** A vendor that pages by offset and one that pages by number, and the most rows of a page. */
const vendors = [
  { provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'], max: 100 },
  { provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A'], max: 1000 },
] as const;

const topologyOf = ({ provider, api, regions }: (typeof vendors)[number], rows: number): Topology => ({
  seed: 12,
  accounts: [
    {
      ...{ id: 'acme', provider, api, regions: [...regions] },
      ...{ loadBalancers: rows, listeners: 0, backends: 0, instances: 0 },
    },
  ],
});

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly vendorId: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string;
    readonly endCursor: string;
  };
}

type Asked = Readonly<Record<'first' | 'last', number | null> & Record<'after' | 'before', string | null>>;
const asking = (part: Partial<Asked>): Asked => ({
  ...{ first: null, last: null, after: null, before: null },
  ...part,
});

const pageInfo = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

async function readPage(query: Gateway['query'], part: Partial<Asked>): Promise<Page> {
  const { data, errors } = await query<{ readonly loadBalancers: Page }>(
    `query Page($first: Int, $after: String, $last: Int, $before: String) {
      loadBalancers(first: $first, after: $after, last: $last, before: $before) {
        edges { cursor node { vendorId } } ${pageInfo} } }`,
    asking(part),
  );
  expect(errors).toEqual([]);
  return data.loadBalancers;
}

const idsOf = ({ edges }: Page) => edges.map(({ node }) => node.vendorId);

function truthOf(simulator: Simulator): readonly string[] {
  return simulator.inventory().accounts[0]?.loadBalancers.map(({ vendorId }) => vendorId) ?? [];
}

/** The fewest aligned pages of at most `max` rows that cover the rows from one to another. */
function fewestAlignedPages(from: number, to: number, max: number): number {
  let reached = from;
  for (let pages = 0; ; pages += 1) {
    if (reached >= to) return pages;
    const ends = Array.from(
      { length: max },
      (_, index) => (Math.floor(reached / (index + 1)) + 1) * (index + 1),
    );
    reached = Math.max(...ends);
  }
}

const rows = 1050;

describe.each(vendors)('$provider: a page behind a cursor with nothing at hand', (vendor) => {
  let made: Vendors;
  /** Not the one that gave the cursors, with the same key. */
  let gateway: Gateway;
  let cursors: readonly string[];
  let truth: readonly string[];
  beforeAll(async () => {
    made = await startVendors(topologyOf(vendor, rows));
    const { accounts, simulator } = made;
    truth = truthOf(simulator);
    const other = await startGateway(accounts);
    const first = await readPage(other.query, { first: 1000 });
    const rest = await readPage(other.query, { first: 1000, after: first.pageInfo.endCursor });
    await other.stop();
    cursors = [...first.edges, ...rest.edges].map(({ cursor }) => cursor);
    expect(cursors).toHaveLength(rows);
    gateway = await startGateway(accounts, { cache: { enabled: false } });
  });
  afterAll(async () => {
    await gateway.stop();
    await made.simulator.close();
  });

  const callsOf = () => {
    const { total } = made.simulator.calls();
    made.simulator.clearCalls();
    return total;
  };

  const anchors = [0, 99, 100, 333, 799];

  test.each([7, 99, 100, 250])(
    'first: %i costs no more calls than the rows and the one of the cursor need',
    async (first) => {
      for (const at of anchors) {
        callsOf();
        const page = await readPage(gateway.query, { first, after: cursors[at] ?? '' });
        const calls = callsOf();
        expect(idsOf(page)).toEqual(truth.slice(at + 1, at + 1 + first));
        expect(page.pageInfo).toMatchObject({ hasNextPage: at + 1 + first < rows, hasPreviousPage: true });
        const most =
          vendor.provider === 'QINGCLOUD'
            ? Math.ceil((first + 1) / vendor.max)
            : fewestAlignedPages(at, at + 1 + first, vendor.max);
        expect({ at, calls, within: calls <= most }).toEqual({ at, calls, within: true });
      }
    },
  );

  test.each([7, 99, 100, 250])('last: %i, in front of a cursor: the same', async (last) => {
    for (const at of anchors) {
      callsOf();
      const page = await readPage(gateway.query, { last, before: cursors[at] ?? '' });
      const calls = callsOf();
      const from = Math.max(0, at - last);
      expect(idsOf(page)).toEqual(truth.slice(from, at));
      expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: from > 0 });
      const most =
        vendor.provider === 'QINGCLOUD'
          ? Math.ceil((at - from + 1) / vendor.max)
          : fewestAlignedPages(from, at + 1, vendor.max);
      expect({ at, calls, within: calls <= most }).toEqual({ at, calls, within: true });
    }
  });
});

/** Small pages of a vendor who sends all in two calls show nothing more, and take long. */
const scrolls = vendors.flatMap((vendor) =>
  [
    { length: 350, sizes: vendor.max === 100 ? [1, 7, 99, 100, 1000] : [7, 99, 100, 1000] },
    { length: 1050, sizes: vendor.max === 100 ? [7, 99, 100, 1000] : [99, 100, 1000] },
  ].flatMap(({ length, sizes }) =>
    sizes.map((size) => ({ vendor, provider: vendor.provider, length, size })),
  ),
);

describe.each(scrolls)(
  '$provider: a scroll of $length rows by $size while they are fresh',
  ({ vendor, length, size }) => {
    const most = Math.ceil(length / (vendor.max - 1)) + 1;

    test.each(['forward', 'backward'] as const)(
      `%s costs at most ${most} calls, and none again`,
      async (direction) => {
        const fleet = await startFleet(topologyOf(vendor, length), { now: createWalkClock().now });
        try {
          const isForward = direction === 'forward';
          const seen: string[] = [];
          const pages: Partial<Asked>[] = [];
          let cursor: string | null = null;
          for (let isMore = true; isMore;) {
            const asked: Partial<Asked> = isForward
              ? { first: size, after: cursor }
              : { last: size, before: cursor };
            const page: Page = await readPage(fleet.query, asked);
            pages.push(asked);
            if (isForward) seen.push(...idsOf(page));
            else seen.unshift(...idsOf(page));
            cursor = isForward ? page.pageInfo.endCursor : page.pageInfo.startCursor;
            isMore = isForward ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage;
          }
          expect(pages).toHaveLength(Math.ceil(length / size));
          expect(seen).toEqual(truthOf(fleet.simulator));
          const calls = fleet.calls();
          expect({ calls, within: calls <= most }).toEqual({ calls, within: true });
          for (const asked of pages.filter((_, index) => index % 20 === 0 || index === pages.length - 1)) {
            await readPage(fleet.query, asked);
          }
          expect(fleet.calls()).toBe(0);
        } finally {
          await fleet.stop();
        }
      },
    );
  },
);
