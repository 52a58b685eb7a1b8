import type { Action } from './action.js';
import { listBackends } from './list-backends.js';
import { listBareMetal, listVirtualMachines } from './list-instances.js';
import { listListeners } from './list-listeners.js';
import { listLoadBalancers } from './list-load-balancers.js';
import { listLoadBalancerSpecs, listLoadBalancerZones, listZones } from './list-zones.js';

export interface Service {
  /** Newest first. */
  readonly versions: readonly [string, ...string[]];
  readonly actions: ReadonlyMap<string, Action>;
}

export const OLD_BMC_VERSION = '2022-11-20';

/** The services by path; read actions only, anything else is no action. */
export const services: ReadonlyMap<string, Service> = new Map([
  [
    '/api/v2/bmc',
    {
      versions: ['2026-02-01', OLD_BMC_VERSION],
      actions: new Map([
        ['DescribeLoadBalancers', listLoadBalancers],
        ['DescribeListeners', listListeners],
        ['DescribeBackends', listBackends],
        ['DescribeInstances', listBareMetal],
        ['DescribeZones', listZones],
        ['DescribeLoadBalancerZones', listLoadBalancerZones],
        ['DescribeLoadBalancerSpecs', listLoadBalancerSpecs],
      ]),
    },
  ],
  [
    '/api/v2/vm',
    { versions: ['2026-04-01'], actions: new Map([['DescribeInstances', listVirtualMachines]]) },
  ],
]);
