import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFleet, type Fleet } from '../support/gateway.js';

const region = 'ap-guangzhou';
const account = {
  ...{ id: 'bm', provider: 'TENCENT_BMLB', api: 'v2', regions: [region] },
  ...{ loadBalancers: 3, listeners: 6, l7Listeners: 4, rulesPerL7Listener: 3, backends: 70, instances: 20 },
};

let now = Date.parse('2026-03-01T00:00:00.000Z');
let fleet: Fleet;

beforeEach(async () => {
  fleet = await startFleet({ seed: 7, accounts: [account] }, { now: () => now });
});

afterEach(() => fleet.stop());

interface Page {
  readonly loadBalancer: {
    readonly backends: {
      readonly totalCount?: number;
      readonly pageInfo: {
        readonly startCursor: string | null;
        readonly endCursor: string | null;
        readonly hasNextPage: boolean;
        readonly hasPreviousPage: boolean;
      };
      readonly nodes: readonly { readonly id: string }[];
    };
  };
}

const paging = `query Page($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
  loadBalancer(account: "bm", region: "${region}", vendorId: $id) {
    backends(first: $first, after: $after, last: $last, before: $before) {
      pageInfo { startCursor endCursor hasNextPage hasPreviousPage } nodes { id }
    }
  }
}`;

async function pageOf(
  variables: Readonly<Record<string, unknown>>,
): Promise<Page['loadBalancer']['backends']> {
  const { data, errors } = await fleet.query<Page>(paging, variables);
  expect(errors).toEqual([]);
  return data.loadBalancer.backends;
}

/** A load balancer with listeners of both layers, and its backends as one page shows them. */
async function mixed() {
  const [truth] = fleet.simulator.inventory().accounts;
  const found = truth?.loadBalancers.find(({ listeners }) => {
    const [first] = listeners;
    return (
      (first?.backends.length ?? 0) > 2 && first?.rules.length === 0 && listeners.at(-1)?.rules.length !== 0
    );
  });
  if (found === undefined)
    throw new Error('no load balancer begins with a listener of layer 4 and ends with one of layer 7');
  const { nodes } = await pageOf({ id: found.vendorId, first: 200 });
  expect(nodes.length).toBe(found.listeners.flatMap(({ backends }) => backends).length);
  now += 3_600_000;
  fleet.simulator.clearCalls();
  return { id: found.vendorId, all: nodes.map((node) => node.id) };
}

function rulesRead(): number {
  const { calls } = fleet.simulator.calls();
  return calls.filter(({ action }) => action === 'DescribeBmForwardListenerInfo').length;
}

test('rules are read only once a page comes as far as them', async () => {
  const { id, all } = await mixed();
  const page = await pageOf({ id, first: 2 });
  expect(page.nodes.map((node) => node.id)).toEqual(all.slice(0, 2));
  expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  expect(rulesRead()).toBe(0);
  await pageOf({ id, first: 200 });
  expect(rulesRead()).toBe(1);
});

test.each(['forward', 'backward'] as const)(
  'pages of three, %s, show every backend once, though nothing is at hand for any of them',
  async (direction) => {
    const { id, all } = await mixed();
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let more = true; more;) {
      now += 3_600_000;
      const page: Page['loadBalancer']['backends'] = await pageOf(
        direction === 'forward' ? { id, first: 3, after: cursor } : { id, last: 3, before: cursor },
      );
      const ids = page.nodes.map((node) => node.id);
      if (direction === 'forward') seen.push(...ids);
      else seen.unshift(...ids);
      const { endCursor, startCursor, hasNextPage, hasPreviousPage } = page.pageInfo;
      cursor = direction === 'forward' ? endCursor : startCursor;
      more = direction === 'forward' ? hasNextPage : hasPreviousPage;
    }
    expect(seen).toEqual(all);
  },
);

test('what a page does not come as far as cannot spoil it; its total is told by all, or not at all', async () => {
  const { id, all } = await mixed();
  fleet.simulator.setFaults([{ action: 'DescribeBmForwardListenerInfo', kind: 'http500' }]);
  const page = await pageOf({ id, first: 2 });
  expect(page.nodes.map((node) => node.id)).toEqual(all.slice(0, 2));
  now += 3_600_000;
  const { data, errors } = await fleet.query(
    `{ loadBalancer(account: "bm", region: "${region}", vendorId: "${id}") { backends(first: 2) { totalCount nodes { id } } } }`,
  );
  expect(data).toEqual({ loadBalancer: { backends: null } });
  expect(errors).toMatchObject([
    { path: ['loadBalancer', 'backends'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
  ]);
});
