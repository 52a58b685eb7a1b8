import { z } from 'zod';
import type { ListName } from '../../model/list.js';
import type { Provider, ProviderDefinition } from '../provider.js';
import { toAnswer } from './envelope.js';
import { forms } from './forms.js';
import { plan } from './plan.js';
import { toRequest } from './signer.js';

const batchedLists: ReadonlySet<ListName> = new Set(['listeners', 'backends']);

const provider: Provider = {
  instanceKinds: ['VIRTUAL_MACHINE'],
  hasHealth: true,
  batchedLists,
  segments: ({ list }) => (list === 'rules' ? [] : ['']),
  forms,
  plan,
  toRequest,
  toAnswer,
};

/** QingCloud's IaaS API: one address, one action for each noun, zones as regions. All accounts are alike. */
export const qingcloud: ProviderDefinition = {
  id: 'QINGCLOUD',
  apis: ['v1'],
  hasRegions: true,
  options: z.strictObject({}).default({}),
  // "Overview" (development_docs/api/overview): 2000 calls in 3600 s for each user.
  quota: { calls: 2000, windowMs: 3_600_000 },
  maxConcurrentCalls: 8,
  create: () => provider,
};
