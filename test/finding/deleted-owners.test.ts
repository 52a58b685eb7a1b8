import { expect, test } from 'vitest';
import { startFleet } from '../support/gateway.js';

const account = {
  ...{ id: 'q', provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'] },
  ...{ loadBalancers: 8, listeners: 16, backends: 60, instances: 12 },
};

interface Found {
  readonly instance: {
    readonly backends: {
      readonly totalCount: number;
      readonly nodes: readonly { readonly loadBalancer: { readonly vendorId: string } }[];
    };
    readonly loadBalancers: { readonly nodes: readonly { readonly vendorId: string }[] };
  };
}

test.each(['port', 'port health'])(
  'what lingers behind a load balancer that was deleted is not found: %s',
  async (fields) => {
    const fleet = await startFleet({ seed: 9, accounts: [account] });
    try {
      fleet.simulator.putSettings({ 'qingcloud.listeners-of-deleted': 'linger' });
      const [truth] = fleet.simulator.inventory().accounts;
      const owner = truth?.loadBalancers.find(({ listeners }) =>
        listeners.some(({ backends }) => backends.length > 0),
      );
      const machine = owner?.listeners
        .flatMap(({ backends }) => backends)
        .flatMap(({ target }) => (target.__typename === 'Instance' ? [target.vendorId] : []))[0];
      const gone = owner?.vendorId ?? '';
      const find = async () => {
        const { data, errors } = await fleet.query<Found>(
          `{ instance(account: "q", region: "pek3", vendorId: "${machine ?? ''}") {
            backends(first: 200) { totalCount nodes { ${fields} loadBalancer { vendorId } } } loadBalancers(first: 50) { nodes { vendorId } } } }`,
        );
        expect(errors).toEqual([]);
        const { backends, loadBalancers } = data.instance;
        return {
          total: backends.totalCount,
          behind: backends.nodes.map(({ loadBalancer }) => loadBalancer.vendorId),
          owners: loadBalancers.nodes.map(({ vendorId }) => vendorId),
        };
      };
      fleet.simulator.mutate({
        ...{ op: 'update', kind: 'loadBalancer', account: 'q', region: 'pek3', id: gone },
        fields: { status: 'DELETED' },
      });
      const found = await find();
      expect(found.behind).not.toContain(gone);
      expect(found.owners).not.toContain(gone);
      expect(found.total).toBe(found.behind.length);
    } finally {
      await fleet.stop();
    }
  },
);
