import { z } from 'zod';
import { LbgraphError } from '../../../errors.js';
import type { Provider, ProviderDefinition } from '../../provider.js';
import { regionName } from '../regions.js';
import type { Dialect } from './dialect.js';
import { createFilters } from './filters.js';
import { createForms } from './forms.js';
import { imagineLoadBalancer, listsMembers, listsReached } from './load-balancer.js';
import { createPlan } from './plan.js';
import { createReverse } from './reverse.js';
import { v2 } from './v2/dialect.js';
import { createV3 } from './v3/dialect.js';

function createProvider(dialect: Dialect): Provider {
  return {
    instanceKinds: ['VIRTUAL_MACHINE'],
    hasHealth: true,
    batched: { backends: 'loadBalancer', health: 'source', records: 'source' },
    imagine: (item, _segment, takes) =>
      item.kind === 'loadBalancer' ? imagineLoadBalancer(item, takes) : item,
    listsReached,
    listsMembers,
    segments: () => [''],
    filters: createFilters(dialect),
    reverse: createReverse(dialect.parameters),
    forms: { ...createForms(dialect), ...dialect.furtherForms },
    plan: createPlan(dialect),
    toRequest: dialect.toRequest,
    toAnswer: dialect.toAnswer,
  };
}

/** By the value of `api`, each for the vendor's sites. */
const dialects: Readonly<Record<string, (site: string | null) => Dialect>> = {
  // One host serves both sites.
  v2: () => v2,
  v3: createV3,
};

/**
 * Tencent Cloud's load balancers: classic ones, whose machines are bound at the load balancer, and application ones, whose machines are
 * bound at layer-4 listeners and layer-7 rules. In API 2.0 one client reads every edition of the pages.
 */
export const tencentClb: ProviderDefinition = {
  id: 'TENCENT_CLB',
  apis: Object.keys(dialects),
  sites: ['cn', 'intl'],
  hasRegions: true,
  // "Common request parameters": `Token`, in API 3.0 the header `X-TC-Token`.
  hasTemporaryKeys: true,
  regionName,
  options: z.strictObject({}).default({}),
  // "Introduction" of the CVM API 2.0: 100 calls a minute for one action; API 3.0: 20 a second for one action. Neither is for all calls together.
  quota: null,
  maxConcurrentCalls: 8,
  create: ({ api, site }) => {
    const dialect = dialects[api]?.(site);
    if (dialect === undefined) {
      throw new LbgraphError('INTERNAL_SERVER_ERROR', 'An account has an API that there is not.');
    }
    return createProvider(dialect);
  },
};
