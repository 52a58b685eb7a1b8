/** What the documentation tells of one action: where it is asked, and what its answer says of itself. Names are those inside `Response`. */
export interface ClbAction {
  readonly service: 'clb' | 'cvm';
  readonly rows: readonly string[];
  /** Where the total of all rows stands; null where none is told: then rows that are missing are not noticed. */
  readonly total: readonly string[] | null;
  /** Whether rows name what they stand under; where they do not, a foreign one is not noticed. */
  readonly namesParent: boolean;
  /** Whether the list may be null or left out where there is nothing. */
  readonly mayLackRows?: boolean;
  /** Whether `Offset` and `Limit` are sent. */
  readonly paged: boolean;
}

/** By the name of a service in its host. */
export const versions = { clb: '2018-03-17', cvm: '2017-03-12' } as const;

const below = { service: 'clb', total: null, namesParent: false, paged: false } as const;

/** Every action that is ever asked: "Cloud Load Balancer" and "Cloud Virtual Machine" of Tencent Cloud's API 3.0. */
export const actions = {
  DescribeLoadBalancers: { ...below, rows: ['LoadBalancerSet'], total: ['TotalCount'], paged: true },
  DescribeListeners: { ...below, rows: ['Listeners'], total: ['TotalCount'] },
  DescribeTargets: { ...below, rows: ['Listeners'] },
  DescribeTargetHealth: { ...below, rows: ['LoadBalancers'], namesParent: true },
  DescribeClassicalLBListeners: { ...below, rows: ['Listeners'] },
  DescribeClassicalLBTargets: { ...below, rows: ['Targets'] },
  DescribeClassicalLBHealthStatus: { ...below, rows: ['HealthList'], mayLackRows: true },
  DescribeInstances: {
    ...{ service: 'cvm', rows: ['InstanceSet'], total: ['TotalCount'] },
    ...{ namesParent: false, paged: true },
  },
} as const satisfies Readonly<Record<string, ClbAction>>;

export type ActionName = keyof typeof actions;

export function isActionName(name: string): name is ActionName {
  return Object.hasOwn(actions, name);
}
