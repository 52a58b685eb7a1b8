import { z } from 'zod';
import type { Provider, ProviderDefinition } from '../../provider.js';
import { toAnswer } from '../envelope.js';
import { createFilters } from './filters.js';
import { createForms } from './forms.js';
import { createPlan } from './plan.js';
import { toRequest } from '../request.js';
import { instanceType, kindOfType } from './wire.js';

/**
 * `instanceTypes`: the kinds of machine that the account has; one that is left out is never asked for. `embedded: trust` takes
 * the listeners and backends inside load balancers' rows for complete, which is documented nowhere.
 */
const optionsSchema = z
  .strictObject({
    instanceTypes: z
      .array(instanceType)
      .min(1)
      .refine((types) => new Set(types).size === types.length, 'names a type twice')
      .default(['BM', 'VM']),
    embedded: z.enum(['ignore', 'trust']).default('ignore'),
  })
  .prefault({});

/** Zenlayer bare metal cloud load balancing, Cloud API 2.0. */
export const zenlayerBmc: ProviderDefinition = {
  id: 'ZENLAYER_BMC',
  apis: ['v2'],
  hasRegions: false,
  options: optionsSchema,
  quota: null,
  maxConcurrentCalls: 16,
  create: ({ options }) => createProvider(optionsSchema.parse(options)),
};

function createProvider({ instanceTypes, embedded }: z.output<typeof optionsSchema>): Provider {
  const segments = {
    loadBalancers: [''],
    listeners: [''],
    rules: [],
    backends: instanceTypes,
    instances: instanceTypes,
    reached: [],
    members: [],
    bindings: [],
  };
  return {
    instanceKinds: instanceTypes.map((type) => kindOfType[type]),
    hasHealth: false,
    batched: { listeners: 'source', records: 'source' },
    // Nothing is bound at a load balancer itself, nor under a rule.
    segments: (of) =>
      of.list === 'backends' && (of.listenerId === null || of.ruleId !== null) ? [] : segments[of.list],
    filters: createFilters(instanceTypes),
    forms: createForms(embedded === 'trust' ? instanceTypes : null),
    plan: createPlan(embedded === 'trust'),
    toRequest,
    toAnswer,
  };
}
