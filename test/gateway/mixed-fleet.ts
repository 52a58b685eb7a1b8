import type { Topology } from '../../src/simulator/simulator.js';

/** Accounts of several vendors and regions, small enough to be read whole many times. */
export const mixed: Topology = {
  seed: 11,
  accounts: [
    {
      id: 'q1',
      provider: 'QINGCLOUD',
      api: 'v1',
      regions: ['pek3', 'gd2'],
      loadBalancers: 12,
      listeners: 30,
      backends: 160,
      instances: 130,
    },
    {
      id: 'q2',
      provider: 'QINGCLOUD',
      api: 'v1',
      regions: ['sh1'],
      loadBalancers: 5,
      listeners: 9,
      backends: 20,
      instances: 10,
    },
    {
      id: 'z1',
      provider: 'ZENLAYER_BMC',
      api: 'v2',
      regions: ['HKG-A', 'SEL-A'],
      loadBalancers: 8,
      listeners: 16,
      backends: 60,
      instances: 40,
    },
  ],
};
