import type { Topology } from '../../src/simulator/simulator.js';

/** A small fleet, for tests of what happens before and after a query rather than in it. */
export const oneAccount: Topology = {
  seed: 11,
  accounts: [
    {
      id: 'q',
      provider: 'QINGCLOUD',
      api: 'v1',
      regions: ['pek3'],
      loadBalancers: 3,
      listeners: 3,
      backends: 3,
      instances: 3,
      routers: 1,
    },
  ],
};
