import type { Topology } from '../src/simulator/simulator.js';

export type Account = Topology['accounts'][number];

/** What is read: a product, and where it has several the version of its API. */
export interface Fleet {
  readonly name: string;
  readonly provider: string;
  /** An account with so many load balancers of one listener each, and on average so many backends at each. */
  readonly account: (id: string, loadBalancers: number, backendsEach: number) => Account;
}

/** Few enough machines that they are no part of what grows. */
const machines = 200;

function fleet(
  provider: string,
  api: string,
  region: string,
  own: (loadBalancers: number) => Partial<Account> = () => ({}),
): Fleet {
  return {
    name: api === 'v3' ? `${provider}, API 3.0` : provider,
    provider,
    account: (id, loadBalancers, backendsEach) => ({
      ...{ id, provider, api, regions: [region], instances: machines },
      ...{ loadBalancers, listeners: loadBalancers, backends: loadBalancers * backendsEach },
      ...own(loadBalancers),
    }),
  };
}

/** Half of them classic, half application load balancers. */
const clb = (loadBalancers: number): Partial<Account> => ({
  profile: 'cn-2018',
  application: Math.floor(loadBalancers / 2),
});

export const fleets: readonly Fleet[] = [
  fleet('QINGCLOUD', 'v1', 'pek3'),
  fleet('ZENLAYER_BMC', 'v2', 'HKG-A'),
  fleet('ZENLAYER_ZLB', 'v2', 'asia-east-1'),
  fleet('TENCENT_CLB', 'v2', 'ap-guangzhou', clb),
  fleet('TENCENT_CLB', 'v3', 'ap-guangzhou', clb),
  fleet('TENCENT_BMLB', 'v2', 'ap-guangzhou'),
  fleet('TENCENT_BMLB', 'v3', 'ap-guangzhou'),
];
