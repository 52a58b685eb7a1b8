import type { Topology } from '../../src/simulator/simulator.js';

type Account = Topology['accounts'][number];

/** What of an account is as its vendor has it. */
type Own = Partial<Account> & Pick<Account, 'provider' | 'api' | 'regions'>;

/** Three classic load balancers, one of them without listeners, and two application ones, one of them with rules only. */
const bothKinds = {
  loadBalancers: 5,
  application: 2,
  listeners: 3,
  l7Listeners: 3,
  rulesPerL7Listener: 2,
  backends: 18,
} as const;

/** Two accounts of each subject, struck alone or together. */
const struck: Readonly<Record<string, readonly [Own, Own]>> = {
  'QINGCLOUD v1': [
    { provider: 'QINGCLOUD', api: 'v1', regions: ['pek3', 'gd2'] },
    { provider: 'QINGCLOUD', api: 'v1', regions: ['gd2'], loadBalancers: 3 },
  ],
  'ZENLAYER_BMC v2': [
    { provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A', 'SEL-A'] },
    { provider: 'ZENLAYER_BMC', api: 'v2', regions: ['SEL-A'], loadBalancers: 3 },
  ],
  'ZENLAYER_ZLB v2': [
    { provider: 'ZENLAYER_ZLB', api: 'v2', regions: ['asia-east-1', 'europe-central-1'], backends: 14 },
    { provider: 'ZENLAYER_ZLB', api: 'v2', regions: ['asia-east-1'], loadBalancers: 3 },
  ],
  'TENCENT_BMLB v3': [
    {
      ...{ provider: 'TENCENT_BMLB', api: 'v3', regions: ['ap-guangzhou'], loadBalancers: 3, vmIps: 2 },
      ...{ listeners: 4, l7Listeners: 3, rulesPerL7Listener: 2, backends: 20 },
    },
    {
      ...{ provider: 'TENCENT_BMLB', api: 'v3', regions: ['ap-shanghai'], vmIps: 1 },
      ...{ listeners: 3, l7Listeners: 1, rulesPerL7Listener: 2, backends: 9 },
    },
  ],
  'TENCENT_CLB v2': [
    {
      provider: 'TENCENT_CLB',
      api: 'v2',
      profile: 'cn-2018',
      regions: ['ap-guangzhou'],
      ...bothKinds,
    },
    // Classic ones, one of them with two listeners.
    {
      provider: 'TENCENT_CLB',
      api: 'v2',
      profile: 'cn-2014',
      regions: ['ap-shanghai'],
      listeners: 3,
      backends: 7,
    },
  ],
  'TENCENT_CLB v3': [
    {
      provider: 'TENCENT_CLB',
      api: 'v3',
      regions: ['ap-guangzhou'],
      ...bothKinds,
    },
    { provider: 'TENCENT_CLB', api: 'v3', regions: ['ap-shanghai'], listeners: 3, backends: 7 },
  ],
};

/** An account that is never struck. */
const bystanders: readonly Own[] = [
  { provider: 'ZENLAYER_BMC', api: 'v2', regions: ['FRA-A'] },
  { provider: 'QINGCLOUD', api: 'v1', regions: ['sh1'] },
];

/** Two accounts of the subject that is struck, and one of another provider that never is. */
export function topologyFor(subject: string): Topology {
  const [first, second] = struck[subject] ?? [];
  const bystander = bystanders.find((one) => one.provider !== first?.provider);
  if (first === undefined || second === undefined || bystander === undefined)
    throw new Error(`no accounts of ${subject}`);
  const totals = { loadBalancers: 2, listeners: 3, backends: 9, instances: 5 };
  return {
    seed: 31,
    accounts: [
      { id: 'a1', ...totals, ...first },
      { id: 'b', loadBalancers: 1, listeners: 2, backends: 3, instances: 4, ...bystander },
      { id: 'a2', ...totals, ...second },
    ],
  };
}
