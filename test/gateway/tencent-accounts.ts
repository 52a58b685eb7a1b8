import type { Topology } from '../../src/simulator/simulator.js';

export type Account = Topology['accounts'][number];
export type ClbProfile = 'cn-2014' | 'cn-2018' | 'intl-2018';

/** The editions of the documentation; the first one knows classic load balancers only. */
export const clbProfiles: readonly ClbProfile[] = ['cn-2014', 'cn-2018', 'intl-2018'];

/** How many load balancers of each kind, and what stands below them. */
export interface ClbTotals {
  readonly classic: number;
  readonly application: number;
  /** Bindings: a machine at a classic load balancer is one, however many listeners there are. */
  readonly backends: number;
  readonly instances?: number;
  readonly rulesPerL7Listener?: number;
  readonly regions?: readonly string[];
}

/** Three listeners of layer 4 each, but for one classic load balancer without any, and two of layer 7 at each application one. */
export function clbAccount(
  id: string,
  profile: ClbProfile,
  { classic, application, backends, instances = 130, rulesPerL7Listener = 5, regions }: ClbTotals,
): Account {
  const loadBalancers = classic + application;
  const account = {
    id,
    provider: 'TENCENT_CLB',
    api: 'v2',
    ...(profile === 'intl-2018' ? { site: 'intl' } : {}),
    profile,
    regions: [...(regions ?? ['ap-guangzhou'])],
    loadBalancers,
    listeners: 3 * (classic >= 3 ? loadBalancers - 1 : loadBalancers),
    backends,
    instances,
  };
  if (application === 0) return account;
  return { ...account, application, l7Listeners: 2 * application, rulesPerL7Listener };
}

/** One account of every edition: half of the load balancers are application ones where the edition knows them. */
export function clbAccounts(
  loadBalancers: number,
  totals: Omit<ClbTotals, 'classic' | 'application'>,
): readonly Account[] {
  return clbProfiles.map((profile) => {
    const application = profile === 'cn-2014' ? 0 : Math.floor(loadBalancers / 2);
    return clbAccount(`t-${profile}`, profile, {
      ...totals,
      classic: loadBalancers - application,
      application,
    });
  });
}

/** Bare metal load balancers: two listeners of layer 4 and one of layer 7 each, some targets mere addresses. */
export function bmlbAccount(
  id: string,
  loadBalancers: number,
  { backends, instances, regions }: Pick<ClbTotals, 'backends' | 'instances' | 'regions'>,
): Account {
  return {
    ...{ id, provider: 'TENCENT_BMLB', api: 'v2', regions: [...(regions ?? ['ap-guangzhou'])] },
    ...{ loadBalancers, listeners: 2 * loadBalancers, l7Listeners: loadBalancers, rulesPerL7Listener: 2 },
    ...{ backends, instances: instances ?? 30, vmIps: Math.min(2, backends) },
  };
}
