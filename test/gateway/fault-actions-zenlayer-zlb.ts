import type { ActionUnderTest } from './fault-actions.js';

/**
 * What the fact sheet of Zenlayer's ZLB says of each action (its section 10). What stands below a load balancer is neither paged nor
 * counted, and does not name it; rows of backends name their listeners. Health comes by the one of two calls that is asked where it is
 * selected.
 */
const shared = { subject: 'ZENLAYER_ZLB v2', provider: 'ZENLAYER_ZLB' } as const;
const backends = {
  ...shared,
  noun: 'backend',
  places: ['Listener.backends', 'LoadBalancer.backends', 'LoadBalancer.instances', 'Node.backend'],
  absent: { backend: { weight: null } },
  tellsTotal: false,
  namesParent: true,
  // Rows name listeners, not the load balancer that has these.
  unnamedAt: ['LoadBalancer.backends', 'LoadBalancer.instances'],
  perLoadBalancer: true,
} as const;

export const zlbActions: readonly ActionUnderTest[] = [
  {
    ...shared,
    action: 'DescribeLoadBalancers',
    noun: 'loadBalancer',
    places: ['Query.loadBalancers', 'Account.loadBalancers', 'Node.loadBalancer'],
    enumerated: ['status', 'vendorStatus'],
    tellsTotal: true,
    namesParent: true,
  },
  {
    ...shared,
    action: 'DescribeListeners',
    noun: 'listener',
    places: ['LoadBalancer.listeners', 'Node.listener'],
    enumerated: ['scheduler', null],
    enumeratedField: 'scheduler',
    tellsTotal: false,
    namesParent: false,
    perLoadBalancer: true,
  },
  {
    ...backends,
    action: 'DescribeBackendHealth',
    enumerated: ['health', 'vendorHealth'],
  },
  {
    ...backends,
    action: 'DescribeBackends',
    // The protocol of the listener, which its own row tells.
    enumerated: null,
    withoutHealth: true,
  },
  {
    ...shared,
    action: 'DescribeInstances',
    noun: 'instance',
    places: ['Query.instances', 'Account.instances', 'Backend.instance', 'Node.instance'],
    enumerated: ['status', 'vendorStatus'],
    tellsTotal: true,
    namesParent: true,
  },
];
