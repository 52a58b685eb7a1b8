import { z } from 'zod';
import { LbgraphError } from '../../../errors.js';
import type { ListName } from '../../../model/list.js';
import type { Provider, ProviderDefinition } from '../../provider.js';
import { regionName } from '../regions.js';
import type { Dialect } from './dialect.js';
import { createFilters } from './filters.js';
import { createForms } from './forms.js';
import { layers } from './places.js';
import { plan } from './plan.js';
import { createReverse } from './reverse.js';
import { v2 } from './v2/dialect.js';
import { v3 } from './v3/dialect.js';

const segments: Readonly<Record<ListName, readonly string[]>> = {
  loadBalancers: [''],
  listeners: layers,
  rules: [''],
  backends: [''],
  reached: [],
  members: [],
  bindings: [''],
  instances: [''],
};

function createProvider(dialect: Dialect): Provider {
  const forms = createForms(dialect);
  return {
    instanceKinds: ['BARE_METAL'],
    // It comes with every row of a backend.
    hasHealth: true,
    imagine: (item, segment) =>
      item.kind === 'listener' ? { ...item, protocol: segment === 'l7' ? 'HTTP' : 'TCP' } : item,
    batched: { records: 'source' },
    // Nothing is bound at a load balancer itself.
    segments: (of) => (of.list === 'backends' && of.listenerId === null ? [] : segments[of.list]),
    filters: createFilters(dialect),
    reverse: createReverse(dialect),
    forms,
    plan: (demands, view) => plan(forms, demands, view),
    toRequest: dialect.toRequest,
    toAnswer: dialect.toAnswer,
  };
}

/** By the value of `api`. */
const providers: ReadonlyMap<string, Provider> = new Map([
  ['v2', createProvider(v2)],
  ['v3', createProvider(v3)],
]);

/** Tencent Cloud's load balancers for bare metal (黑石), in API 2.0 and 3.0: two products, each with a host of its own. All accounts are alike. */
export const tencentBmlb: ProviderDefinition = {
  id: 'TENCENT_BMLB',
  apis: [...providers.keys()],
  hasRegions: true,
  regionName,
  // "Common request parameters": `Token`, in API 3.0 the header `X-TC-Token`.
  hasTemporaryKeys: true,
  options: z.strictObject({}).default({}),
  // Pages of API 2.0 tell of a quota, and no figure; those of API 3.0 tell of calls a second for each action.
  quota: null,
  maxConcurrentCalls: 10,
  create: ({ api }) => {
    const provider = providers.get(api);
    if (provider === undefined)
      throw new LbgraphError('INTERNAL_SERVER_ERROR', 'An account has an API that there is not.');
    return provider;
  },
};
