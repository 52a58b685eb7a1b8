import type { Dialect } from '../envelope.js';
import type { Parameters } from '../signature.js';
import type { Action } from './action.js';
import { listBackends } from './list-backends.js';
import { listByInstances } from './list-by-instances.js';
import { listForwardBackends } from './list-forward-backends.js';
import { listForwardHealth } from './list-forward-health.js';
import { listForwardListeners } from './list-forward-listeners.js';
import { listHealth } from './list-health.js';
import { listInstances } from './list-instances.js';
import { listModernInstances } from './list-instances-2017.js';
import { listListeners } from './list-listeners.js';
import { listLoadBalancers } from './list-load-balancers.js';

export const HOSTS = ['lb.api.qcloud.com', 'cvm.api.qcloud.com'] as const;

/** The read actions; anything else is no action of this vendor. */
export const actions: ReadonlyMap<string, Action> = new Map([
  ['DescribeLoadBalancers', listLoadBalancers],
  ['DescribeLoadBalancerListeners', listListeners],
  ['DescribeLoadBalancerBackends', listBackends],
  ['DescribeLBHealthStatus', listHealth],
  ['DescribeForwardLBListeners', listForwardListeners],
  ['DescribeForwardLBBackends', listForwardBackends],
  ['DescribeForwardLBHealthStatus', listForwardHealth],
  ['DescribeLoadBalancersByInstances', listByInstances],
  ['DescribeInstances', listInstances],
]);

/** Actions of CVM in the dialect that `Version=2017-03-12` selects there. */
const modern: ReadonlyMap<string, Action> = new Map([['DescribeInstances', listModernInstances]]);

export function dialectOf(parameters: Parameters): Dialect {
  const ofCvm = actions.get(parameters.get('Action') ?? '')?.host === 'cvm.api.qcloud.com';
  return ofCvm && parameters.get('Version') === '2017-03-12' ? '2017-03-12' : 'classic';
}

export function actionOf(parameters: Parameters): Action | undefined {
  const name = parameters.get('Action') ?? '';
  return (dialectOf(parameters) === 'classic' ? actions : modern).get(name);
}
