import { z } from 'zod';
import type { Provider, ProviderDefinition } from '../../provider.js';
import { toAnswer } from '../envelope.js';
import { toRequest } from '../request.js';
import { filters } from './filters.js';
import { forms } from './forms.js';
import { plan } from './plan.js';

const segments = {
  loadBalancers: [''],
  listeners: [''],
  rules: [],
  backends: [''],
  instances: [''],
  reached: [''],
  members: [],
  bindings: [],
};

const provider: Provider = {
  instanceKinds: ['VIRTUAL_MACHINE'],
  hasHealth: true,
  batched: { backends: 'loadBalancer', health: 'loadBalancer', records: 'source' },
  listsReached: () => true,
  checksAlong: true,
  // Nothing is bound at a load balancer itself, nor under a rule.
  segments: (of) =>
    of.list === 'backends' && (of.listenerId === null || of.ruleId !== null) ? [] : segments[of.list],
  filters,
  // `loadBalancerIds` of machines is no reverse look-up: that it is complete is not told, and it is as old as the machine's row.
  forms,
  plan,
  toRequest,
  toAnswer,
};

/** Zenlayer's load balancers for elastic compute, Cloud API 2.0. An account is asked about all of its regions at once. */
export const zenlayerZlb: ProviderDefinition = {
  id: 'ZENLAYER_ZLB',
  apis: ['v2'],
  hasRegions: false,
  options: z.strictObject({}).default({}),
  quota: null,
  maxConcurrentCalls: 16,
  create: () => provider,
};
