import { afterEach, describe, expect, test } from 'vitest';
import { startFleet, type Fleet } from '../support/gateway.js';
import { clbAccount } from './tencent-accounts.js';

let fleet: Fleet | undefined;

afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

interface Row {
  readonly id: string;
  readonly vendorId: string;
  readonly listeners: { readonly nodes: readonly { readonly id: string }[] };
  readonly backends: { readonly nodes: readonly { readonly id: string }[] };
}

describe('a load balancer that is gone, of which it is remembered what it was', () => {
  test.each(['InvalidParameter.LBIdNotFound', 'ResourceNotFound', 'empty'])(
    'it and all that was below it are null, and no error, where the vendor says %s',
    async (answer) => {
      let now = Date.UTC(2026, 5, 1);
      const account = {
        ...clbAccount('t', 'cn-2018', { classic: 2, application: 2, backends: 20, instances: 10 }),
        api: 'v3',
      };
      fleet = await startFleet({ seed: 3, accounts: [account] }, { now: () => now });
      fleet.simulator.putSettings({ 'tencent-clb-v3.unknown-parent': answer });
      const { data } = await fleet.query<{ readonly loadBalancers: { readonly nodes: readonly Row[] } }>(
        '{ loadBalancers { nodes { id vendorId listeners { nodes { id } } backends { nodes { id } } } } }',
      );
      const rows = data.loadBalancers.nodes.filter(({ backends }) => backends.nodes.length > 0);
      expect(rows.length).toBeGreaterThan(2);
      for (const { vendorId } of rows) {
        fleet.simulator.mutate({
          op: 'remove',
          account: 't',
          region: 'ap-guangzhou',
          kind: 'loadBalancer',
          id: vendorId,
        });
      }
      now += 600_000;
      const ids = rows.flatMap(({ id, listeners, backends }) =>
        [id, listeners.nodes[0]?.id, backends.nodes[0]?.id].filter((each) => each !== undefined),
      );
      const gone = await fleet.query<{ readonly nodes: readonly unknown[] }>(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Backend { health weight } } }',
        { ids },
      );
      expect(gone.errors).toEqual([]);
      expect(gone.data.nodes).toEqual(ids.map(() => null));
    },
  );
});
