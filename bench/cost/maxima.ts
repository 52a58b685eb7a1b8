import type { Fleet } from './fleet.js';
import type { Need } from './need.js';

/** How many rows or ids one call takes, by the fact sheets; where they name none, what lbgraph sends. */
export interface Maxima {
  readonly page: number;
  readonly loadBalancerIds: number;
  readonly listenerIds: number;
  readonly backendIds: number;
  readonly machineIds: number;
  /** Load balancers whose health one call tells. */
  readonly healthIds: number;
}

const hundred = { listenerIds: 100, backendIds: 100, machineIds: 100 };

export const maxima = {
  QINGCLOUD: { page: 100, loadBalancerIds: 100, ...hundred, healthIds: 0 },
  ZENLAYER_BMC: { page: 1000, loadBalancerIds: 100, ...hundred, healthIds: 0 },
  ZENLAYER_ZLB: { page: 1000, loadBalancerIds: 100, ...hundred, healthIds: 0 },
  TENCENT_CLB: { page: 100, loadBalancerIds: 20, ...hundred, healthIds: 30 },
  TENCENT_BMLB: { page: 100, loadBalancerIds: 20, ...hundred, healthIds: 0 },
} as const satisfies Record<string, Maxima>;

export type ProviderName = keyof typeof maxima;

/** The fewest calls whose answers hold what is needed. */
export type Formula = (need: Need, fleet: Fleet, most: Maxima) => number;
