import { toAnswer } from '../../v3/envelope.js';
import { toSignedRequest } from '../../v3/signer.js';
import type { Dialect } from '../dialect.js';
import { shapeOf, versions, type ActionName } from './actions.js';
import { rows } from './rows.js';

/** API 3.0: `bmlb` and `bm`, each with a host of its own. */
export const v3 = {
  actions: {
    loadBalancers: 'DescribeLoadBalancers',
    loadBalancersById: 'DescribeLoadBalancers',
    portsOf: 'DescribeLoadBalancerPortInfo',
    l4ListenersOf: 'DescribeL4Listeners',
    l7ListenersOf: 'DescribeL7ListenerInfo',
    l4BackendsOf: 'DescribeL4Backends',
    bindingsOf: 'DescribeDevicesBindInfo',
    instances: 'DescribeDevices',
    instancesById: 'DescribeDevices',
  } as const satisfies Dialect['actions'] & Readonly<Record<string, ActionName>>,
  // API 3.0 has no call for the recycle bin.
  trash: null,
  parameters: {
    loadBalancerId: 'LoadBalancerId',
    loadBalancerIds: 'LoadBalancerIds',
    loadBalancerVips: 'LoadBalancerVips',
    loadBalancerName: 'LoadBalancerName',
    loadBalancerType: 'LoadBalancerType',
    listenerId: 'ListenerId',
    network: 'VpcId',
    instanceIds: 'InstanceIds',
    lanIps: 'LanIps',
    alias: 'Alias',
  },
  // Its declaration spells the values of `OrderBy` with a small letter.
  inOrder: { OrderBy: 'createTime', OrderType: 0 },
  withBackends: { IfGetBackendInfo: 1 },
  networkOfInstance: 'VpcId',
  rows,
  inferenceOfInstances:
    '"TotalCount" of "DescribeDevices" is taken for the number of all machines that match, not for that of one page.',
  toRequest: ({ form, source, subjects, page: { offset, limit } }, signing) => {
    const { service, isPaged } = shapeOf(form.action);
    const paging = isPaged ? { Offset: offset, Limit: limit } : {};
    return toSignedRequest(
      {
        ...{ service, version: versions[service], host: `${service}.tencentcloudapi.com` },
        ...{ action: form.action, region: source.region },
        body: JSON.stringify({ ...form.params(subjects, source), ...paging }),
      },
      signing,
    );
  },
  toAnswer: ({ form }, response) => {
    const shape = shapeOf(form.action);
    const answer = toAnswer(response, shape);
    return (answer.ok && shape.layFlat?.(answer)) || answer;
  },
} as const satisfies Dialect;
