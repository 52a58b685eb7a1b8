import type { ActionUnderTest } from './fault-actions.js';

/**
 * What the declarations of API 3.0 say of each action of Tencent Cloud's load balancers: whether an answer tells how many rows there are,
 * and whether a row that was not asked for shows it. What the actions are called for is the same as in API 2.0.
 */
const shared = { subject: 'TENCENT_CLB v3', provider: 'TENCENT_CLB' } as const;
const classic = { ...shared, variant: 'classic', perLoadBalancer: true } as const;
const application = { ...shared, variant: 'application', perLoadBalancer: true } as const;

export const clbActionsV3: readonly ActionUnderTest[] = [
  {
    ...shared,
    action: 'DescribeLoadBalancers',
    noun: 'loadBalancer',
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
    action: 'DescribeClassicalLBListeners',
    noun: 'listener',
    places: [
      'LoadBalancer.listeners',
      'LoadBalancer.backends',
      'LoadBalancer.instances',
      'Node.listener',
      'Node.backend',
    ],
    enumerated: ['status', 'vendorStatus'],
    tellsTotal: false,
    namesParent: false,
    decidesBound: true,
  },
  {
    ...classic,
    action: 'DescribeClassicalLBTargets',
    noun: 'backend',
    places: ['Listener.backends', 'LoadBalancer.backends', 'LoadBalancer.instances', 'Node.backend'],
    // The state of the machine.
    enumerated: null,
    absent: {},
    carried: ['name', 'status'],
    tellsTotal: false,
    namesParent: false,
  },
  {
    ...classic,
    action: 'DescribeClassicalLBHealthStatus',
    noun: 'health',
    places: ['Listener.backends', 'LoadBalancer.backends', 'Node.backend'],
    enumerated: ['health', 'vendorHealth'],
    // The port of the machine, which the listener tells.
    absent: {},
    tellsTotal: false,
    namesParent: false,
  },
  {
    ...application,
    action: 'DescribeListeners',
    noun: 'listener',
    places: [
      'LoadBalancer.listeners',
      'Listener.rules',
      'Listener.backends',
      'LoadBalancer.backends',
      'LoadBalancer.instances',
      'Node.listener',
      'Node.rule',
    ],
    // Of a rule its scheduler, which no field shows.
    enumerated: ['protocol', null],
    // Of listeners.
    tellsTotal: true,
    uncounted: [
      'Listener.rules',
      'Listener.backends',
      'LoadBalancer.backends',
      'LoadBalancer.instances',
      'Node.rule',
    ],
    namesParent: false,
  },
  {
    ...application,
    action: 'DescribeTargets',
    noun: 'backend',
    places: [
      'ListenerRule.backends',
      'Listener.backends',
      'LoadBalancer.backends',
      'LoadBalancer.instances',
      'Node.backend',
    ],
    enumerated: null,
    enumeratedField: 'Type',
    absent: {},
    carried: ['name'],
    tellsTotal: false,
    namesParent: true,
  },
  {
    ...application,
    action: 'DescribeTargetHealth',
    noun: 'health',
    places: ['ListenerRule.backends', 'Listener.backends', 'LoadBalancer.backends', 'Node.backend'],
    enumerated: ['health', 'vendorHealth'],
    // `HealthStatus` is left, which calls unhealthy what was not checked yet, too.
    absent: {
      backend: {
        health: (health: unknown) => (health === 'UP' ? health : 'DOWN'),
        vendorHealth: (word: unknown) => String(word === 'Alive'),
      },
    },
    tellsTotal: false,
    namesParent: true,
    // A call is about up to thirty.
    perLoadBalancer: false,
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
