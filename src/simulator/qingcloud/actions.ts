import type { Action } from './action.js';
import { listBackends } from './list-backends.js';
import { listInstances } from './list-instances.js';
import { listListeners } from './list-listeners.js';
import { listLoadBalancers } from './list-load-balancers.js';
import { listPolicies } from './list-policies.js';
import { listRouters } from './list-routers.js';
import { listZones } from './list-zones.js';

/** The read actions; anything else is no action of this vendor. */
export const actions: ReadonlyMap<string, Action> = new Map([
  ['DescribeLoadBalancers', listLoadBalancers],
  ['DescribeLoadBalancerListeners', listListeners],
  ['DescribeLoadBalancerBackends', listBackends],
  ['DescribeLoadBalancerPolicies', listPolicies],
  ['DescribeInstances', listInstances],
  ['DescribeRouters', listRouters],
  ['DescribeZones', listZones],
]);
