import type { Topology } from './topology.js';

/** The fleet behind a start without configuration: small, mixed, without faults, always the same. */
export const sandboxTopology: Topology = {
  seed: 20,
  accounts: [
    {
      id: 'qing-production',
      provider: 'QINGCLOUD',
      api: 'v1',
      regions: ['pek3', 'gd2'],
      loadBalancers: 5,
      listeners: 11,
      backends: 34,
      instances: 12,
      routers: 1,
    },
    {
      id: 'qing-staging',
      provider: 'QINGCLOUD',
      api: 'v1',
      regions: ['sh1'],
      loadBalancers: 3,
      listeners: 5,
      backends: 9,
      instances: 5,
      routers: 1,
    },
    {
      id: 'zen-edge',
      provider: 'ZENLAYER_BMC',
      api: 'v2',
      regions: ['HKG-A', 'SEL-A'],
      loadBalancers: 6,
      listeners: 12,
      backends: 32,
      instances: 14,
    },
    {
      id: 'zen-metal',
      provider: 'ZENLAYER_BMC',
      api: 'v2',
      regions: ['FRA-A'],
      profile: 'bm-only',
      loadBalancers: 4,
      listeners: 7,
      backends: 16,
      instances: 6,
    },
  ],
};
