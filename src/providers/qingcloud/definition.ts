import { z } from 'zod';
import type { ListName } from '../../model/list.js';
import type { Provider, ProviderDefinition } from '../provider.js';
import { everySegment } from './backend.js';
import { toAnswer } from './envelope.js';
import { filters } from './filters.js';
import { forms } from './forms.js';
import { mostBackends } from './plan-backends.js';
import { plan } from './plan.js';
import { toRequest } from './signer.js';

/** The regions that the documentation breaks down into zones: `pek3a` is none of those of `pek3`. */
const zonesOf: Readonly<Record<string, readonly string[]>> = {
  pek3: ['pek3b', 'pek3c', 'pek3d'],
  gd2: ['gd2a', 'gd2b'],
};

/**
 * Whether a zone is part of a region. Where the documentation does not tell (rows of `sh1` were seen to lie in `sh1b`), a zone is
 * taken to be named after its region with one letter more; but for those of `ap`, of which that is not known.
 */
function contains(region: string, other: string): boolean {
  const documented = Object.hasOwn(zonesOf, region) ? zonesOf[region] : undefined;
  if (documented !== undefined) return documented.includes(other);
  return !region.startsWith('ap') && /^[a-z]$/.test(other.slice(region.length)) && other.startsWith(region);
}

const unknownLists: ReadonlySet<ListName> = new Set(['rules', 'reached', 'members', 'bindings']);

const provider: Provider = {
  instanceKinds: ['VIRTUAL_MACHINE'],
  hasHealth: true,
  // "Service limits": a load balancer has at most 50 listeners, a listener 100 backends.
  mostRows: { listeners: 50, backends: mostBackends },
  batched: { listeners: 'source', backends: 'source', health: 'source', records: 'source' },
  segments: (of) => {
    // Nothing is bound at a load balancer itself, nor under a rule.
    const isForeign = of.list === 'backends' && (of.listenerId === null || of.ruleId !== null);
    return isForeign || unknownLists.has(of.list) ? [] : [''];
  },
  everything: everySegment,
  filters,
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
  // "Common parameters": `zone` is in lower case.
  regionName: { pattern: /^[^A-Z]*$/, otherwise: 'Zones are written in small letters.' },
  contains,
  options: z.strictObject({}).default({}),
  // "Overview" (development_docs/api/overview): 2000 calls in 3600 s for each user.
  quota: { calls: 2000, windowMs: 3_600_000 },
  maxConcurrentCalls: 8,
  create: () => provider,
};
