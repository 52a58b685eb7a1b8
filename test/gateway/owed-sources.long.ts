import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFleet, type Fleet } from '../support/gateway.js';
import { topology } from './callers.js';

/** Nothing is kept between requests, so that each page meets the sources as they are then. */
let fleet: Fleet;
beforeAll(async () => {
  fleet = await startFleet(topology, { cache: { enabled: false } });
});
afterAll(() => fleet.stop());

interface Answer {
  readonly loadBalancers: {
    readonly nodes: readonly { readonly id: string; readonly vendorId: string }[];
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly startCursor: string | null;
      readonly endCursor: string | null;
    };
  };
}

const pageFields = 'nodes { id vendorId } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const forward = `query Page($count: Int, $cursor: String) { loadBalancers(first: $count, after: $cursor) { ${pageFields} } }`;
const backward = `query Page($count: Int, $cursor: String) { loadBalancers(last: $count, before: $cursor) { ${pageFields} } }`;

const accounts = topology.accounts.map(({ id }) => id);
const subsets = Array.from({ length: 2 ** accounts.length - 1 }, (_, bits) =>
  accounts.filter((_account, index) => ((bits + 1) >> index) & 1),
);

async function readPage(query: string, cursor: string | null): Promise<Answer['loadBalancers']> {
  const { data } = await fleet.query<Answer>(query, { count: 4, cursor });
  return data.loadBalancers;
}

/** Scrolls to the end; on one page some accounts fail. */
async function scroll(direction: 'forward' | 'backward', failing: readonly string[], onPage: number) {
  const seen: string[] = [];
  let cursor: string | null = null;
  for (let turn = 0; turn < 30; turn += 1) {
    const struck = turn === onPage ? failing : [];
    fleet.simulator.setFaults(struck.map((account) => ({ account, kind: 'auth' })));
    const query = direction === 'forward' ? forward : backward;
    const { nodes, pageInfo } = await readPage(query, cursor);
    seen.push(...nodes.map(({ vendorId }) => vendorId));
    const isForward = direction === 'forward';
    cursor = isForward ? pageInfo.endCursor : pageInfo.startCursor;
    if (!(isForward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return seen;
  }
  throw new Error('the scroll has no end');
}

describe('whichever accounts fail on a page and come back, a scroll gives each row once', () => {
  const truth = () =>
    fleet.simulator
      .inventory()
      .accounts.flatMap(({ loadBalancers }) => loadBalancers.map(({ vendorId }) => vendorId))
      .sort();

  test.each([
    ['forward', 0],
    ['forward', 2],
    ['backward', 1],
  ] as const)('%s, page %i', async (direction, onPage) => {
    for (const failing of subsets) {
      const seen = await scroll(direction, failing, onPage);
      expect([failing, [...seen].sort()]).toEqual([failing, truth()]);
    }
  });
});

test('what was owed comes first on the next page, and what follows goes on where it was', async () => {
  fleet.simulator.setFaults([{ account: 'z-north', kind: 'auth' }]);
  const first = await fleet.query<Answer>(forward, { count: 6, cursor: null });
  expect(first.errors).toMatchObject([{ path: ['loadBalancers'], extensions: { account: 'z-north' } }]);
  fleet.simulator.setFaults([]);
  const { endCursor, hasNextPage } = first.data.loadBalancers.pageInfo;
  expect(hasNextPage).toBe(true);
  const second = await fleet.query<Answer>(forward, { count: 6, cursor: endCursor });
  const [north, zenlayer, shared] = fleet.simulator.inventory().accounts;
  const idsOf = (account: typeof north) => account?.loadBalancers.map(({ vendorId }) => vendorId) ?? [];
  const shown = (answer: typeof first) => answer.data.loadBalancers.nodes.map(({ vendorId }) => vendorId);
  expect(shown(first)).toEqual([...idsOf(north), ...idsOf(shared).slice(0, 2)]);
  expect(shown(second)).toEqual([...idsOf(zenlayer), ...idsOf(shared).slice(2)]);
});
