import { toAnswer } from '../../v3/envelope.js';
import { toSignedRequest } from '../../v3/signer.js';
import type { Answer, Call } from '../../../provider.js';
import type { Dialect } from '../dialect.js';
import { shapeOf, versions, type ActionName } from './actions.js';
import { rows } from './rows.js';

const instanceIds = 'InstanceIds';

/**
 * "TotalCount" of "DescribeDevices" is declared as a "returned number": of all machines that match, or of those of the page. One that a
 * page alone explains is left out, unless it shows the end of the list either way; named machines are no more than their page holds.
 */
function withCertainTotal(
  answer: Extract<Answer, { ok: true }>,
  { form, source, subjects, page: { offset, limit } }: Call,
): Answer {
  const { total, rows } = answer;
  const isOfAll = total !== null && total > rows.length;
  const isWhole = offset === 0 && rows.length < limit;
  return isOfAll || isWhole || instanceIds in form.params(subjects, source)
    ? answer
    : { ...answer, total: null };
}

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
    instanceIds,
    lanIps: 'LanIps',
    alias: 'Alias',
  },
  // Its declaration spells the values of `OrderBy` with a small letter.
  inOrder: { OrderBy: 'createTime', OrderType: 0 },
  withBackends: { IfGetBackendInfo: 1 },
  networkOfInstance: 'VpcId',
  rows,
  mayCountPages: true,
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
  toAnswer: (call, response) => {
    const shape = shapeOf(call.form.action);
    const answer = toAnswer(response, shape);
    if (!answer.ok) return answer;
    return shape.layFlat?.(answer) ?? (call.form.mayLackTotal ? withCertainTotal(answer, call) : answer);
  },
} as const satisfies Dialect;
