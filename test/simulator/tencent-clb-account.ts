import type { TopologyAccount } from './start-simulator.js';

export function tencentClbAccount(changes: Partial<TopologyAccount> = {}): TopologyAccount {
  return {
    id: 'clb',
    provider: 'TENCENT_CLB',
    api: 'v2',
    regions: ['gz'],
    loadBalancers: 14,
    application: 7,
    listeners: 30,
    l7Listeners: 9,
    rulesPerL7Listener: 2,
    backends: 400,
    instances: 120,
    ...changes,
  };
}

/** Of the edition of 2014, which has no application load balancers. */
export function oldClbAccount(changes: Partial<TopologyAccount> = {}): TopologyAccount {
  const { application: _a, l7Listeners: _l, rulesPerL7Listener: _r, ...rest } = tencentClbAccount();
  return { ...rest, id: 'clb-2014', profile: 'cn-2014', ...changes };
}
