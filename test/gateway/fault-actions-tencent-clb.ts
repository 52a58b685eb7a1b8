import type { ActionUnderTest } from './fault-actions.js';

/**
 * What the fact sheet of Tencent Cloud's load balancers says of each action (its sections 4 to 8): whether an answer tells how many rows
 * there are, and whether a row that was not asked for shows it. Rows about one load balancer never name it; those of backends of
 * application load balancers stand under their listeners and rules, and rows of load balancers and machines have ids of their own.
 */
const shared = { subject: 'TENCENT_CLB v2', provider: 'TENCENT_CLB' } as const;
const classic = { ...shared, variant: 'classic' } as const;
const application = { ...shared, variant: 'application' } as const;
const unknownHealth = { backend: { health: 'UNKNOWN', vendorHealth: null } } as const;

export const clbActions: readonly ActionUnderTest[] = [
  {
    ...shared,
    action: 'DescribeLoadBalancers',
    noun: 'loadBalancer',
    // Which calls tell what stands under a load balancer, its kind decides, which its own row tells.
    places: [
      'Query.loadBalancers',
      'Account.loadBalancers',
      'Node.loadBalancer',
      'Node.listener',
      'Node.rule',
      'Node.backend',
    ],
    enumerated: ['status', 'vendorStatus'],
    tellsTotal: true,
    namesParent: true,
  },
  {
    ...classic,
    action: 'DescribeLoadBalancerListeners',
    noun: 'listener',
    // A machine that is bound is seen through the listeners.
    places: [
      'LoadBalancer.listeners',
      'LoadBalancer.backends',
      'LoadBalancer.instances',
      'Node.listener',
      'Node.backend',
    ],
    enumerated: ['status', 'vendorStatus'],
    tellsTotal: true,
    namesParent: false,
    decidesBound: true,
    perLoadBalancer: true,
  },
  {
    ...classic,
    action: 'DescribeLoadBalancerBackends',
    noun: 'backend',
    places: ['Listener.backends', 'LoadBalancer.backends', 'LoadBalancer.instances', 'Node.backend'],
    // The state of the machine.
    enumerated: null,
    absent: {},
    carried: ['name', 'status', 'vendorStatus'],
    tellsTotal: true,
    namesParent: false,
    perLoadBalancer: true,
  },
  {
    ...classic,
    action: 'DescribeLBHealthStatus',
    noun: 'health',
    places: ['Listener.backends', 'LoadBalancer.backends', 'Node.backend'],
    enumerated: ['health', 'vendorHealth'],
    // The port of the machine, which the listener tells.
    absent: {},
    tellsTotal: false,
    // A port, a protocol and an address.
    namesParent: false,
    perLoadBalancer: true,
  },
  {
    ...application,
    action: 'DescribeForwardLBListeners',
    noun: 'listener',
    // Its rules stand inside a listener.
    places: [
      'LoadBalancer.listeners',
      'Listener.rules',
      'Listener.backends',
      'LoadBalancer.backends',
      'LoadBalancer.instances',
      'Node.listener',
      'Node.rule',
    ],
    // `protocol`, beside which `protocolType` says the same; of a rule `httpHash`, which no field shows.
    enumerated: ['protocol', null],
    absent: { listener: { name: null }, rule: { healthCheck: { path: null, protocol: 'UNKNOWN' } } },
    tellsTotal: false,
    namesParent: false,
    perLoadBalancer: true,
  },
  {
    ...application,
    action: 'DescribeForwardLBBackends',
    noun: 'backend',
    places: [
      'ListenerRule.backends',
      'Listener.backends',
      'LoadBalancer.backends',
      'LoadBalancer.instances',
      'Node.backend',
    ],
    // The state of the machine, which is 0 here and tells nothing.
    enumerated: null,
    absent: {},
    carried: ['name'],
    tellsTotal: false,
    namesParent: true,
    perLoadBalancer: true,
  },
  {
    ...application,
    action: 'DescribeForwardLBHealthStatus',
    noun: 'health',
    places: ['ListenerRule.backends', 'Listener.backends', 'LoadBalancer.backends', 'Node.backend'],
    enumerated: ['health', 'vendorHealth'],
    absent: unknownHealth,
    tellsTotal: false,
    namesParent: true,
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
