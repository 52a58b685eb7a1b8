import type { ActionUnderTest } from './fault-actions.js';

/**
 * What the declarations of API 3.0 say of each action of Tencent Cloud's bare metal load balancers. What stands below a load balancer is
 * not counted, and no row names it, so that a row of another one cannot be told apart: none is ever made.
 */
const shared = { subject: 'TENCENT_BMLB v3', provider: 'TENCENT_BMLB' } as const;
const below = { ...shared, tellsTotal: false, perLoadBalancer: true } as const;
const backends = {
  ...below,
  noun: 'backend',
  enumerated: ['health', 'vendorHealth'],
  absent: { backend: { weight: null } },
} as const;

export const bmlbActions: readonly ActionUnderTest[] = [
  {
    ...shared,
    action: 'DescribeLoadBalancers',
    noun: 'loadBalancer',
    places: ['Query.loadBalancers', 'Account.loadBalancers', 'Node.loadBalancer'],
    enumerated: ['status', 'vendorStatus'],
    tellsTotal: true,
  },
  {
    ...below,
    variant: 'l4',
    action: 'DescribeL4Listeners',
    noun: 'listener',
    places: ['LoadBalancer.listeners', 'LoadBalancer.backends', 'LoadBalancer.instances', 'Node.listener'],
    enumerated: ['status', 'vendorStatus'],
    // Where nothing is known of a listener, it may be of either layer.
    goesOnTo: 'DescribeL7ListenerInfo',
  },
  {
    ...backends,
    variant: 'l4',
    action: 'DescribeL4Backends',
    places: ['Listener.backends', 'LoadBalancer.backends', 'LoadBalancer.instances', 'Node.backend'],
  },
  {
    ...backends,
    variant: 'l7',
    // Listeners with their rules and the backends of these, which are the rows.
    action: 'DescribeL7ListenerInfo',
    places: [
      'LoadBalancer.listeners',
      'LoadBalancer.backends',
      'LoadBalancer.instances',
      'Listener.rules',
      'Listener.backends',
      'ListenerRule.backends',
      'Node.listener',
      'Node.rule',
      'Node.backend',
    ],
  },
  {
    ...shared,
    action: 'DescribeDevices',
    noun: 'instance',
    places: ['Query.instances', 'Account.instances', 'Backend.instance', 'Node.instance'],
    enumerated: ['status', 'vendorStatus'],
    tellsTotal: true,
  },
];
