/** What the documentation tells of one action: where it is asked, and what its answer says of itself. */
export interface ClbAction {
  readonly host: 'lb.api.qcloud.com' | 'cvm.api.qcloud.com';
  /** Where the rows stand in the answer. */
  readonly rows: readonly string[];
  /** Where the total of all rows stands; null where none is told: then rows that are missing are not noticed. */
  readonly total: readonly string[] | null;
  /** Whether rows name what they stand under; where they do not, a foreign one is not noticed. */
  readonly namesParent: boolean;
  /** Whether `offset` and `limit` are sent, which some editions of the documentation list and others do not. */
  readonly paged: boolean;
}

const lb = { host: 'lb.api.qcloud.com', namesParent: false } as const;

/** Every action that is ever asked. "Load balancer API" and "CVM API" of Tencent Cloud's API 2.0, classic dialect. */
export const actions = {
  DescribeLoadBalancers: { ...lb, rows: ['loadBalancerSet'], total: ['totalCount'], paged: true },
  DescribeLoadBalancerListeners: { ...lb, rows: ['listenerSet'], total: ['totalCount'], paged: true },
  DescribeLoadBalancerBackends: { ...lb, rows: ['backendSet'], total: ['totalCount'], paged: true },
  DescribeLBHealthStatus: { ...lb, rows: ['data'], total: null, paged: false },
  DescribeForwardLBListeners: { ...lb, rows: ['listenerSet'], total: null, paged: false },
  DescribeForwardLBBackends: { ...lb, rows: ['data'], total: null, paged: false },
  DescribeForwardLBHealthStatus: { ...lb, rows: ['data'], total: null, namesParent: true, paged: false },
  DescribeInstances: {
    host: 'cvm.api.qcloud.com',
    rows: ['instanceSet'],
    total: ['totalCount'],
    namesParent: false,
    paged: true,
  },
} as const satisfies Readonly<Record<string, ClbAction>>;

export type ActionName = keyof typeof actions;

export function isActionName(name: string): name is ActionName {
  return Object.hasOwn(actions, name);
}
