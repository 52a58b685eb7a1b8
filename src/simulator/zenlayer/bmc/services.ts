import type { Service } from '../product.js';
import { OLD_VERSION } from './action.js';
import type { FleetIndex } from './fleet-index.js';
import { listBackends } from './list-backends.js';
import { listBareMetal, listVirtualMachines } from './list-instances.js';
import { listListeners } from './list-listeners.js';
import { listLoadBalancers } from './list-load-balancers.js';
import { listLoadBalancerSpecs, listLoadBalancerZones, listZones } from './list-zones.js';
import type { Fleet } from './records.js';

/** By path. */
export const services: ReadonlyMap<string, Service<Fleet, FleetIndex>> = new Map([
  [
    '/api/v2/bmc',
    {
      versions: ['2026-02-01', OLD_VERSION],
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
