import type { Pushdown } from '../../../../src/providers/provider.js';

/** Sheet "Actions": `GetBalancers` alone filters, by one `label`, to the letter. That more parameters combine is not told. */
export const filters: Pushdown = {
  loadBalancers: {
    vendorId: 'computed',
    name: {
      takes: 'exact',
      params: (wanted) => {
        const [label, ...others] = new Set(wanted);
        return label === undefined || label === '' || others.length > 0 ? null : { label };
      },
    },
    nameContains: 'computed',
    status: 'computed',
    scheme: 'computed',
    address: 'computed',
    tag: 'computed',
    hasUnhealthyBackends: 'computed',
    hasNoBackends: 'computed',
  },
  listeners: { protocol: 'computed', port: 'computed', status: 'computed' },
  backends: {
    instance: 'computed',
    targetId: 'computed',
    targetKind: 'computed',
    address: 'computed',
    port: 'computed',
    vendorId: 'computed',
    name: 'computed',
    nameContains: 'computed',
    health: 'computed',
    weightZero: 'computed',
  },
  instances: {
    vendorId: 'computed',
    name: 'computed',
    nameContains: 'computed',
    status: 'computed',
    kind: { takes: 'exact', keeps: (_segment, wanted) => wanted.includes('VIRTUAL_MACHINE') },
    address: 'computed',
  },
  combines: false,
};
