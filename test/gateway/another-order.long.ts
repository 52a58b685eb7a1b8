import { expect, test } from 'vitest';
import { startFleet } from '../support/gateway.js';

const accountOf = (loadBalancers: number) => ({
  id: 'q',
  provider: 'QINGCLOUD',
  api: 'v1',
  regions: ['pek3'],
  loadBalancers,
  listeners: 0,
  backends: 0,
  instances: 0,
});

const query = `query Page($first: Int, $after: String, $last: Int, $before: String) {
  loadBalancers(first: $first, after: $after, last: $last, before: $before) {
    coverage { exact reordered } pageInfo { hasNextPage endCursor } edges { cursor node { vendorId } }
  }
}`;

interface Answer {
  readonly loadBalancers: {
    readonly coverage: { readonly exact: boolean; readonly reordered: boolean };
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly vendorId: string } }[];
  };
}

test('last/before shows the row that came right in front of the cursor', async () => {
  const fleet = await startFleet({ seed: 3, accounts: [accountOf(12)] }, { cache: { enabled: false } });
  try {
    const { edges } = (await fleet.query<Answer>(query, { first: 12 })).data.loadBalancers;
    fleet.simulator.mutate({ op: 'insert', account: 'q', region: 'pek3', kind: 'loadBalancer', index: 8 });
    const truth =
      fleet.simulator.inventory('q').accounts[0]?.loadBalancers.map(({ vendorId }) => vendorId) ?? [];
    const { data } = await fleet.query<Answer>(query, { last: 3, before: edges[8]?.cursor });
    expect(data.loadBalancers.edges.map(({ node }) => node.vendorId)).toEqual(truth.slice(6, 9));
  } finally {
    await fleet.stop();
  }
});

test.each([5, 10, 17, 20, 21, 22, 23, 24, 25, 32])(
  'another order (by id) after a first page of %s: reordered, or nothing skipped',
  async (first) => {
    let elapsed = 0;
    const fleet = await startFleet(
      { seed: 3, accounts: [accountOf(130)] },
      { now: () => Date.now() + elapsed },
    );
    try {
      const one = (await fleet.query<Answer>(query, { first })).data.loadBalancers;
      const truth =
        fleet.simulator.inventory('q').accounts[0]?.loadBalancers.map(({ vendorId }) => vendorId) ?? [];
      fleet.simulator.putSettings({ 'qingcloud.row-order': 'by-id' });
      elapsed += 120_000;
      const shown = new Set(one.edges.map(({ node }) => node.vendorId));
      const coverages: Answer['loadBalancers']['coverage'][] = [];
      let after = one.pageInfo.endCursor;
      for (let more = true; more;) {
        const next: Answer['loadBalancers'] = (await fleet.query<Answer>(query, { first: 25, after })).data
          .loadBalancers;
        coverages.push(next.coverage);
        next.edges.forEach(({ node }) => shown.add(node.vendorId));
        after = next.pageInfo.endCursor;
        more = next.pageInfo.hasNextPage;
      }
      expect({ skipped: truth.filter((id) => !shown.has(id)).length, coverage: coverages[0] }).toEqual({
        skipped: 0,
        coverage: { exact: false, reordered: true },
      });
    } finally {
      await fleet.stop();
    }
  },
);
