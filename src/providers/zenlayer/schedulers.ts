import type { Scheduler } from '../../model/listener.js';

/** rr and wrr are documented for bare metal, all of them for the newer product, whose hashes by other than the source the schema does not know. */
export const schedulers: Readonly<Record<string, Scheduler>> = {
  rr: 'ROUND_ROBIN',
  wrr: 'WEIGHTED_ROUND_ROBIN',
  lc: 'LEAST_CONNECTIONS',
  wlc: 'WEIGHTED_LEAST_CONNECTIONS',
  sh: 'SOURCE_IP',
};
