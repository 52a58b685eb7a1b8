import { z } from 'zod';
import type { ProviderConfigRules } from '../../src/config.js';

/** Two providers that differ in all that the configuration asks of one. */
export const providers: readonly ProviderConfigRules[] = [
  {
    id: 'WITH_REGIONS',
    apis: ['v1', 'v2'],
    sites: ['here', 'there'],
    hasRegions: true,
    regionName: { pattern: /^[a-z]/, otherwise: 'Begin it with a small letter.' },
    contains: (region, other) => other.startsWith(`${region}-`),
    options: z.strictObject({ depth: z.int().default(3) }),
  },
  { id: 'WITHOUT_REGIONS', apis: ['v2'], hasRegions: false, options: z.strictObject({}) },
];

/** An account of one of them, as the simulator would announce it. */
export const simulated = {
  id: 's1',
  provider: 'WITHOUT_REGIONS',
  api: 'v2',
  site: null,
  regions: ['zone-1'],
  credentials: { id: 'AK', key: 'SK' },
  endpoint: 'http://127.0.0.1:4100',
};
