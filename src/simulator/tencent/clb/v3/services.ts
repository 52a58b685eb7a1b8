import type { Service, Services } from '../../v3/action.js';
import { listClassicHealth, listClassicListeners, listClassicTargets } from './list-classic.js';
import { listInstances } from './list-instances.js';
import { listListeners } from './list-listeners.js';
import { listLoadBalancers } from './list-load-balancers.js';
import { listByAddress, listClassicByInstance } from './list-reverse.js';
import { listTargetHealth } from './list-target-health.js';
import { listTargets } from './list-targets.js';
import type { ClbRegion } from './region.js';

const clb: Service<ClbRegion> = {
  version: '2018-03-17',
  codes: { length: 'InvalidParameterValue.Length', range: 'InvalidParameterValue.Range' },
  actions: new Map([
    ['DescribeLoadBalancers', listLoadBalancers],
    ['DescribeListeners', listListeners],
    ['DescribeTargets', listTargets],
    ['DescribeTargetHealth', listTargetHealth],
    ['DescribeLBListeners', listByAddress],
    ['DescribeClassicalLBListeners', listClassicListeners],
    ['DescribeClassicalLBTargets', listClassicTargets],
    ['DescribeClassicalLBHealthStatus', listClassicHealth],
    ['DescribeClassicalLBByInstanceId', listClassicByInstance],
  ]),
};

const cvm: Service<ClbRegion> = {
  version: '2017-03-12',
  codes: {
    length: 'InvalidParameterValue.LimitExceeded',
    range: 'InvalidParameterValue.LimitExceeded',
  },
  actions: new Map([['DescribeInstances', listInstances]]),
};

/** The read actions of API 3.0, by service. */
export const services: Services<ClbRegion> = new Map([
  ['clb', clb],
  ['cvm', cvm],
]);
