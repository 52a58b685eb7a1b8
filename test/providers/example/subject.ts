import type { ConformanceSubject } from '../conformance.js';
import { acme } from './provider/definition.js';
import { acme as acmeTwin } from './twin/acme.js';

/** The made-up vendor of `docs/add-a-provider.md`. It is in no registry, so that its SDL stands here. */
export const example: ConformanceSubject = {
  definition: acme,
  vendor: acmeTwin,
  account: { api: 'v1', regions: ['north'] },
  sdl: `extend enum Provider {
    "Acme Balance, a made-up vendor. Listeners cost one call for each load balancer; backends one call for each 25 of a listener, health included."
    ACME
  }`,
};
