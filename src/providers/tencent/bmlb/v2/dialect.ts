import { toAnswer } from '../../envelope.js';
import { bmlbModuleFailures } from '../../module-failures.js';
import { toSignedRequest } from '../../signer.js';
import type { Dialect } from '../dialect.js';
import { shapeOf, type ActionName } from './actions.js';
import { rows } from './rows.js';

/** API 2.0: two hosts, one signature. */
export const v2 = {
  actions: {
    loadBalancers: 'DescribeBmLoadBalancers',
    loadBalancersById: 'DescribeBmLoadBalancers',
    portsOf: 'DescribeBmVportInfo',
    l4ListenersOf: 'DescribeBmListeners',
    l7ListenersOf: 'DescribeBmForwardListenerInfo',
    l4BackendsOf: 'DescribeBmL4ListenerBackends',
    bindingsOf: 'DescribeBmBindInfo',
    instances: 'DescribeDevice',
    instancesById: 'DescribeDevice',
  } as const satisfies Dialect['actions'] & Readonly<Record<string, ActionName>>,
  trash: 'DescribeDeviceTrash' satisfies ActionName,
  parameters: {
    loadBalancerId: 'loadBalancerId',
    loadBalancerIds: 'loadBalancerIds',
    loadBalancerVips: 'loadBalancerVips',
    loadBalancerName: 'loadBalancerName',
    loadBalancerType: 'loadBalancerType',
    listenerId: 'listenerId',
    network: 'unVpcId',
    instanceIds: 'instanceIds',
    lanIps: 'lanIps',
    alias: 'alias',
  },
  inOrder: { orderBy: 'createTime', orderType: 0 },
  withBackends: { ifGetRsInfo: 1 },
  networkOfInstance: 'unVpcId',
  mayCountPages: false,
  rows,
  toRequest: ({ form, source, subjects, page: { offset, limit } }, signing) => {
    const { host, isPaged } = shapeOf(form.action);
    const params = { ...form.params(subjects, source), ...(isPaged ? { offset, limit } : {}) };
    return toSignedRequest({ host, action: form.action, region: source.region, params }, signing);
  },
  toAnswer: ({ form }, response) => {
    const shape = shapeOf(form.action);
    const answer = toAnswer(response, shape, bmlbModuleFailures);
    return (answer.ok && shape.layFlat?.(answer)) || answer;
  },
} as const satisfies Dialect;
