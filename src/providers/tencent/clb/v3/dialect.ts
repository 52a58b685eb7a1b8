import type { Dialect } from '../dialect.js';
import { unpaged } from '../forms.js';
import type { ActionName } from './actions.js';
import { filterPrefix, toAnswer, toRequest } from './envelope.js';
import { decodeInstance } from './instance.js';
import { rows } from './rows.js';

const actions = {
  loadBalancers: 'DescribeLoadBalancers',
  classicListeners: 'DescribeClassicalLBListeners',
  applicationListeners: 'DescribeListeners',
  bound: 'DescribeClassicalLBTargets',
  applicationBackends: 'DescribeTargets',
  classicHealth: 'DescribeClassicalLBHealthStatus',
  applicationHealth: 'DescribeTargetHealth',
  instances: 'DescribeInstances',
} as const satisfies Dialect['actions'] & Readonly<Record<string, ActionName>>;

/** By the site of an account. */
const domains: Readonly<Record<string, string>> = {
  cn: 'tencentcloudapi.com',
  intl: 'intl.tencentcloudapi.com',
};

/** API 3.0: `clb` and `cvm`, each with a host of its own for each site. */
export function createV3(site: string | null): Dialect {
  const domain = domains[site ?? 'cn'] ?? 'tencentcloudapi.com';
  return {
    actions,
    parameters: {
      loadBalancerId: 'LoadBalancerId',
      loadBalancerIds: 'LoadBalancerIds',
      instanceIds: 'InstanceIds',
      privateAddresses: 'BackendPrivateIps',
      // "BackendPublicIps" and "BackendPrivateIps" are those of machines: an interface or another address is not found by them.
      publicAddresses: null,
    },
    // Both kinds come where `Forward` is left out.
    listed: { OrderBy: 'CreateTime', OrderType: 0 },
    // "InvalidInstanceId.Malformed".
    machineId: /^ins-/,
    classicPaging: unpaged,
    rows,
    decodeInstance,
    filters: {
      loadBalancerIds: 'LoadBalancerIds',
      loadBalancerVips: 'LoadBalancerVips',
      loadBalancerName: 'LoadBalancerName',
      withTargets: 'WithRs',
      scheme: { parameter: 'LoadBalancerType', words: { PUBLIC: 'OPEN', PRIVATE: 'INTERNAL' } },
      instanceIds: 'InstanceIds',
      // Private and public ones are filters of their own, which combine with "and".
      instanceAddresses: null,
      instanceName: `${filterPrefix}instance-name`,
      instanceStatus: {
        parameter: `${filterPrefix}instance-state`,
        // Where one word alone stands for it.
        words: {
          PENDING: 'PENDING',
          FAILED: 'LAUNCH_FAILED',
          RUNNING: 'RUNNING',
          STARTING: 'STARTING',
          STOPPING: 'STOPPING',
          STOPPED: 'STOPPED',
          REBOOTING: 'REBOOTING',
        },
      },
    },
    toRequest: (call, signing) => toRequest(call, signing, domain),
    toAnswer,
  };
}
