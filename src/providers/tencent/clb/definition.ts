import { z } from 'zod';
import type { Provider, ProviderDefinition } from '../../provider.js';
import { toAnswer, toRequest } from './envelope.js';
import { regionName } from '../regions.js';
import { filters } from './filters.js';
import { forms } from './forms.js';
import { imagineLoadBalancer, listsMembers, listsReached } from './load-balancer.js';
import { plan } from './plan.js';
import { reverse } from './reverse.js';

const provider: Provider = {
  instanceKinds: ['VIRTUAL_MACHINE'],
  hasHealth: true,
  batched: { backends: 'loadBalancer', health: 'source', records: 'source' },
  imagine: (item, _segment, takes) =>
    item.kind === 'loadBalancer' ? imagineLoadBalancer(item, takes) : item,
  listsReached,
  listsMembers,
  segments: () => [''],
  filters,
  reverse,
  forms,
  plan,
  toRequest,
  toAnswer,
};

/**
 * Tencent Cloud's load balancers, API 2.0: classic ones, whose machines are bound at the load balancer, and application ones, whose
 * machines are bound at layer-4 listeners and layer-7 rules. All accounts are alike: one client reads every edition of the pages.
 */
export const tencentClb: ProviderDefinition = {
  id: 'TENCENT_CLB',
  apis: ['v2'],
  sites: ['cn', 'intl'],
  hasRegions: true,
  // "Common request parameters": `Token`.
  hasTemporaryKeys: true,
  regionName,
  options: z.strictObject({}).default({}),
  // "Introduction" of the CVM API: 100 calls a minute for one action. For load balancers no figure is documented.
  quota: null,
  maxConcurrentCalls: 8,
  create: () => provider,
};
