import type { Service } from '../product.js';
import type { FleetIndex } from './fleet-index.js';
import { listBackendHealth, listBackends } from './list-backends.js';
import { listInstances } from './list-instances.js';
import { listListeners } from './list-listeners.js';
import { listLoadBalancers } from './list-load-balancers.js';
import { listRegions } from './list-regions.js';
import type { Fleet } from './records.js';

/** By path. */
export const services: ReadonlyMap<string, Service<Fleet, FleetIndex>> = new Map([
  [
    '/api/v2/zlb',
    {
      versions: ['2025-04-01'],
      actions: new Map([
        ['DescribeLoadBalancers', listLoadBalancers],
        ['DescribeListeners', listListeners],
        ['DescribeBackends', listBackends],
        ['DescribeBackendHealth', listBackendHealth],
        ['DescribeLoadBalancerRegions', listRegions],
      ]),
    },
  ],
  ['/api/v2/zec', { versions: ['2025-09-01'], actions: new Map([['DescribeInstances', listInstances]]) }],
]);
