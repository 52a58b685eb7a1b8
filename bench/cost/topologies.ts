import type { Topology } from '../../src/simulator/simulator.js';
import type { VendorTraits } from './fleet.js';
import type { ProviderName } from './maxima.js';

/** One fleet of one provider, as the table names it. */
export interface CostTopology {
  readonly name: string;
  readonly provider: ProviderName;
  readonly topology: Topology;
  /** What the account's own settings change of the vendor. */
  readonly setting: Partial<VendorTraits>;
  readonly options?: Readonly<Record<string, unknown>>;
}

type Sizes = Omit<Topology['accounts'][number], 'id' | 'provider' | 'api' | 'regions'> & {
  readonly api?: string;
};

const apis: Readonly<Record<ProviderName, string>> = {
  QINGCLOUD: 'v1',
  ZENLAYER_BMC: 'v2',
  ZENLAYER_ZLB: 'v2',
  TENCENT_CLB: 'v2',
  TENCENT_BMLB: 'v2',
};
const regions: Readonly<Record<ProviderName, string>> = {
  QINGCLOUD: 'pek3',
  ZENLAYER_BMC: 'HKG-A',
  ZENLAYER_ZLB: 'asia-east-1',
  TENCENT_CLB: 'ap-guangzhou',
  TENCENT_BMLB: 'ap-beijing',
};

function fleet(
  provider: ProviderName,
  name: string,
  sizes: Sizes,
  setting: Partial<VendorTraits> = {},
  options?: CostTopology['options'],
): CostTopology {
  const account = { id: 'cost', provider, api: apis[provider], regions: [regions[provider]], ...sizes };
  return {
    ...{ name, provider, setting },
    topology: { seed: 7, accounts: [account] },
    ...(options === undefined ? {} : { options }),
  };
}

const clb2014 = { profile: 'cn-2014' };
const clb2018 = { profile: 'cn-2018' };

/** Few of everything, something in the middle, and the fleets of the design's cost table. */
export const topologies: readonly CostTopology[] = [
  fleet('QINGCLOUD', '6/14/40', {
    ...{ loadBalancers: 6, listeners: 14, backends: 40, instances: 20, routers: 1 },
  }),
  fleet('QINGCLOUD', '60/140/420', {
    ...{ loadBalancers: 60, listeners: 140, backends: 420, instances: 130, routers: 2 },
  }),
  fleet('QINGCLOUD', '200/500/2000', { loadBalancers: 200, listeners: 500, backends: 2000, instances: 250 }),
  // More backends each than is presumed of listeners of which nobody knows.
  fleet('QINGCLOUD', '50/50/500', { loadBalancers: 50, listeners: 50, backends: 500, instances: 120 }),
  fleet('ZENLAYER_BMC', '6/14/40', { loadBalancers: 6, listeners: 14, backends: 40, instances: 20 }),
  fleet(
    ...(['ZENLAYER_BMC', '6/14/40, embedded: trust'] as const),
    { loadBalancers: 6, listeners: 14, backends: 40, instances: 20 },
    { embeds: true },
    { embedded: 'trust' },
  ),
  fleet('ZENLAYER_BMC', '150/300', { loadBalancers: 150, listeners: 300, backends: 900, instances: 120 }),
  fleet(
    ...(['ZENLAYER_BMC', '150/300, BM only'] as const),
    { loadBalancers: 150, listeners: 300, backends: 900, instances: 120, profile: 'bm-only' },
    { kinds: ['BM'] },
    { instanceTypes: ['BM'] },
  ),
  fleet('TENCENT_CLB', '3 classic, 3 application', {
    ...clb2018,
    ...{ loadBalancers: 6, application: 3, listeners: 8, l7Listeners: 3, rulesPerL7Listener: 2 },
    ...{ backends: 30, instances: 14 },
  }),
  fleet(
    ...(['TENCENT_CLB', '6 classic, cn-2014'] as const),
    {
      ...clb2014,
      ...{ loadBalancers: 6, listeners: 11, backends: 30, instances: 14 },
    },
    { pagesBindings: true },
  ),
  fleet('TENCENT_CLB', '40 classic, 80 application', {
    ...clb2018,
    ...{ loadBalancers: 120, application: 80, listeners: 160, l7Listeners: 60, rulesPerL7Listener: 2 },
    ...{ backends: 600, instances: 150 },
  }),
  fleet('TENCENT_BMLB', '6/10 + 5 × 2', {
    ...{ loadBalancers: 6, listeners: 10, l7Listeners: 5, rulesPerL7Listener: 2 },
    ...{ backends: 50, instances: 20, vmIps: 3 },
  }),
  fleet('TENCENT_BMLB', '40 × (3 + 2 × 5)', {
    ...{ loadBalancers: 40, listeners: 120, l7Listeners: 80, rulesPerL7Listener: 5 },
    ...{ backends: 1040, instances: 150, vmIps: 10 },
  }),
  fleet(
    ...(['TENCENT_CLB', '3 classic, 3 application, API 3.0'] as const),
    {
      ...{ api: 'v3', loadBalancers: 6, application: 3, listeners: 8, l7Listeners: 3 },
      ...{ rulesPerL7Listener: 2, backends: 30, instances: 14 },
    },
    { findsAddresses: false, namesMachines: 'named' },
  ),
  fleet(
    ...(['TENCENT_CLB', '40 classic, 80 application, API 3.0'] as const),
    {
      ...{ api: 'v3', loadBalancers: 120, application: 80, listeners: 160, l7Listeners: 60 },
      ...{ rulesPerL7Listener: 2, backends: 600, instances: 150 },
    },
    { findsAddresses: false, namesMachines: 'named' },
  ),
  fleet(
    ...(['TENCENT_BMLB', '6/10 + 5 × 2, API 3.0'] as const),
    {
      ...{ api: 'v3', loadBalancers: 6, listeners: 10, l7Listeners: 5, rulesPerL7Listener: 2 },
      ...{ backends: 50, instances: 20, vmIps: 3 },
    },
    { hasSecondPlace: false },
  ),
  fleet(
    ...(['TENCENT_BMLB', '40 × (3 + 2 × 5), API 3.0'] as const),
    {
      ...{ api: 'v3', loadBalancers: 40, listeners: 120, l7Listeners: 80, rulesPerL7Listener: 5 },
      ...{ backends: 1040, instances: 150, vmIps: 10 },
    },
    { hasSecondPlace: false },
  ),
  fleet('ZENLAYER_ZLB', '6/14/40', { loadBalancers: 6, listeners: 14, backends: 40, instances: 20 }),
  fleet('ZENLAYER_ZLB', '150/300', { loadBalancers: 150, listeners: 300, backends: 900, instances: 220 }),
];
