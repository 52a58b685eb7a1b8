import type { Dialect } from '../dialect.js';
import { paging } from '../forms.js';
import type { ActionName } from './actions.js';
import { toAnswer, toRequest } from './envelope.js';
import { decodeInstance } from './instance.js';
import { applicationListenersOfProtocol, cutAt } from './listeners-of-protocol.js';
import { rows } from './rows.js';

const actions = {
  loadBalancers: 'DescribeLoadBalancers',
  classicListeners: 'DescribeLoadBalancerListeners',
  applicationListeners: 'DescribeForwardLBListeners',
  bound: 'DescribeLoadBalancerBackends',
  applicationBackends: 'DescribeForwardLBBackends',
  classicHealth: 'DescribeLBHealthStatus',
  applicationHealth: 'DescribeForwardLBHealthStatus',
  instances: 'DescribeInstances',
} as const satisfies Dialect['actions'] & Readonly<Record<string, ActionName>>;

/** API 2.0, classic dialect: two hosts, one signature. One client reads every edition of its pages. */
export const v2: Dialect = {
  actions,
  parameters: {
    loadBalancerId: 'loadBalancerId',
    loadBalancerIds: 'loadBalancerIds',
    instanceIds: 'instanceIds',
    privateAddresses: 'backendLanIps',
    publicAddresses: 'backendWanIps',
  },
  listed: { forward: -1, orderBy: 'createTime', orderType: 0 },
  machineId: null,
  classicPaging: paging,
  rows,
  decodeInstance,
  cutAt,
  furtherForms: { applicationListenersOfProtocol },
  filters: {
    loadBalancerIds: 'loadBalancerIds',
    loadBalancerVips: 'loadBalancerVips',
    loadBalancerName: 'loadBalancerName',
    // In API 2.0 "all" is 2, in 3.0 it is -1; 0 and 1 mean the same in both.
    withTargets: 'withRs',
    // Public is 2, and in older pages 1 as well, of which a call takes one.
    scheme: { parameter: 'loadBalancerType', words: { PRIVATE: '3' } },
    instanceIds: 'instanceIds',
    // "Private or public": of which interfaces is not told, while a row shows those of one.
    instanceAddresses: 'lanIps',
    instanceName: 'searchWord',
    instanceStatus: {
      parameter: 'status',
      // Where one number alone stands for it.
      words: {
        FAILED: '1',
        RUNNING: '2',
        PENDING: '3',
        STOPPED: '4',
        REBOOTING: '7',
        STARTING: '8',
        STOPPING: '9',
      },
    },
  },
  toRequest,
  toAnswer,
};
