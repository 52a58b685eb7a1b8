import type { Topology } from '../src/simulator/simulator.js';

export type Account = Topology['accounts'][number];

/** An account with so many load balancers of one listener each, and on average so many backends at each. */
export const accountOf: Readonly<
  Record<string, (id: string, loadBalancers: number, backendsEach: number) => Account>
> = {
  QINGCLOUD: (id, loadBalancers, each) => ({
    ...{ id, provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'] },
    ...plain(loadBalancers, each),
  }),
  ZENLAYER_BMC: (id, loadBalancers, each) => ({
    ...{ id, provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A'] },
    ...plain(loadBalancers, each),
  }),
  // Half of them classic, half application load balancers.
  TENCENT_CLB: (id, loadBalancers, each) => ({
    ...{ id, provider: 'TENCENT_CLB', api: 'v2', profile: 'cn-2018', regions: ['ap-guangzhou'] },
    ...plain(loadBalancers, each),
    application: Math.floor(loadBalancers / 2),
  }),
  TENCENT_BMLB: (id, loadBalancers, each) => ({
    ...{ id, provider: 'TENCENT_BMLB', api: 'v2', regions: ['ap-guangzhou'] },
    ...plain(loadBalancers, each),
  }),
};

/** Few enough machines that they are no part of what grows. */
const machines = 200;

const plain = (loadBalancers: number, backendsEach: number) => ({
  loadBalancers,
  listeners: loadBalancers,
  backends: loadBalancers * backendsEach,
  instances: machines,
});
