import { z } from 'zod';
import type { ListRef } from '../../../../src/model/list.js';
import type { ProviderDefinition } from '../../../../src/providers/provider.js';
import { toAnswer } from './envelope.js';
import { filters } from './filters.js';
import { forms } from './forms.js';
import { plan } from './plan.js';
import { toRequest } from './signer.js';

/** Acme Balance: load balancers of one made-up vendor. */
export const acme: ProviderDefinition = {
  id: 'ACME',
  apis: ['v1'],
  hasRegions: true,
  options: z.strictObject({}).default({}),
  quota: { calls: 10, windowMs: 1000 },
  maxConcurrentCalls: 5,
  create: () => ({
    instanceKinds: ['VIRTUAL_MACHINE'],
    hasHealth: true,
    batched: {},
    segments,
    filters,
    forms,
    plan,
    toRequest,
    toAnswer,
  }),
};

/** Every list is one segment; there are no rules, and nothing is bound at a load balancer itself. */
function segments(of: ListRef): readonly string[] {
  const isForeign = of.list === 'backends' && (of.listenerId === null || of.ruleId !== null);
  return of.list === 'rules' || isForeign ? [] : [''];
}
