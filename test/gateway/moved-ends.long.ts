import { expect, test } from 'vitest';
import { startFleet } from '../support/gateway.js';

const sizes = { loadBalancers: 130, listeners: 130, backends: 130, instances: 20 };
const accounts = {
  QINGCLOUD: { api: 'v1', regions: ['pek3'] },
  TENCENT_CLB: { api: 'v2', regions: ['ap-guangzhou'], profile: 'cn-2018', application: 60 },
};

interface Page {
  readonly loadBalancers: {
    readonly nodes: readonly { readonly vendorId: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
  };
}

const last = '{ loadBalancers(last: 20) { nodes { vendorId } pageInfo { hasNextPage hasPreviousPage } } }';

test.each(
  Object.entries(accounts).flatMap(([provider, account]) =>
    [-40, -1, 1, 40].map((grown) => ({ provider, account, grown })),
  ),
)(
  '$provider: the last 20 are the last 20, after $grown more than are remembered',
  async ({ provider, account, grown }) => {
    let now = Date.parse('2026-03-01T00:00:00.000Z');
    const [region = ''] = account.regions;
    const fleet = await startFleet(
      { seed: 5, accounts: [{ id: 'a', provider, ...account, ...sizes }] },
      { now: () => now },
    );
    try {
      const shown = () =>
        (fleet.simulator.inventory().accounts[0]?.loadBalancers ?? []).map(({ vendorId }) => vendorId);
      const ends = async () => {
        const { data, errors } = await fleet.query<Page>(last);
        expect(errors).toEqual([]);
        return data.loadBalancers;
      };
      const before = await ends();
      expect(before.nodes.map(({ vendorId }) => vendorId)).toEqual(shown().slice(-20));
      for (let left = Math.abs(grown); left > 0; left--) {
        const place = { account: 'a', region, kind: 'loadBalancer' } as const;
        const end = shown().at(-1) ?? '';
        fleet.simulator.mutate(grown < 0 ? { op: 'remove', ...place, id: end } : { op: 'insert', ...place });
      }
      now += 3_600_000;
      const after = await ends();
      expect(shown()).toHaveLength(sizes.loadBalancers + grown);
      expect(after.nodes.map(({ vendorId }) => vendorId)).toEqual(shown().slice(-20));
      expect(after.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: true });
    } finally {
      await fleet.stop();
    }
  },
);
