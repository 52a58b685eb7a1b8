import { clbActions } from './fault-actions-tencent-clb.js';

/** What each action that the gateway calls brings, and what needs it. */

export type Noun = 'loadBalancer' | 'listener' | 'rule' | 'backend' | 'health' | 'instance';

/** By type of object and field: what a value becomes, or what of an object changes. */
export type Changes = Readonly<Partial<Record<Noun, Readonly<Record<string, unknown>>>>>;

export interface ActionUnderTest {
  readonly provider: string;
  readonly action: string;
  /** Of what its rows are. `health`: of what the health check says of backends. */
  readonly noun: Noun;
  /** Fields that need the call, by type and name; `Node` is a look-up by id, `Backend.instance` its looked-up fields. */
  readonly places: readonly string[];
  /** The schema's field of the enumerated value that a fault makes unknown, and of the vendor's own word; null: no field shows it. */
  readonly enumerated: readonly [string, string | null] | null;
  /** What becomes of objects when a row lacks a field; unless told, the name of what its rows are of. */
  readonly absent?: Changes;
  /** Fields of machines that a backend's row carries, and that are looked up when it does not. */
  readonly carried?: readonly string[];
  /** Whether the tree without health is asked, which takes other calls. */
  readonly withoutHealth?: boolean;
  /** Of which of the vendor's kinds of load balancers, or of listeners, it tells; of all unless told. */
  readonly variant?: string;
  /** Whether its answers tell how many rows there are; unless told, it depends on the call. */
  readonly tellsTotal?: boolean;
  /** Whether its rows show that they were not asked for. */
  readonly namesParent?: boolean;
  /** Whether every call is about one load balancer. */
  readonly perLoadBalancer?: boolean;
}

const listsOfBackends = ['Listener.backends', 'LoadBalancer.backends', 'LoadBalancer.instances'];
const listsOfMachines = ['Query.instances', 'Account.instances', 'Backend.instance', 'Node.instance'];
const listsOfLoadBalancers = ['Query.loadBalancers', 'Account.loadBalancers', 'Node.loadBalancer'];
const status = ['status', 'vendorStatus'] as const;

/** Providers that find everything by its own id. */
const byIdActions: readonly ActionUnderTest[] = [
  {
    provider: 'QINGCLOUD',
    action: 'DescribeLoadBalancers',
    noun: 'loadBalancer',
    places: listsOfLoadBalancers,
    enumerated: status,
  },
  {
    provider: 'QINGCLOUD',
    action: 'DescribeLoadBalancerListeners',
    noun: 'listener',
    places: [...listsOfBackends, 'Node.listener'],
    enumerated: ['scheduler', null],
    withoutHealth: true,
  },
  {
    provider: 'QINGCLOUD',
    action: 'DescribeLoadBalancerBackends',
    noun: 'backend',
    places: [...listsOfBackends, 'Node.backend'],
    enumerated: ['health', 'vendorHealth'],
  },
  {
    provider: 'QINGCLOUD',
    action: 'DescribeInstances',
    noun: 'instance',
    places: listsOfMachines,
    enumerated: status,
  },
  {
    provider: 'ZENLAYER_BMC',
    action: 'DescribeLoadBalancers',
    noun: 'loadBalancer',
    places: listsOfLoadBalancers,
    enumerated: status,
  },
  {
    provider: 'ZENLAYER_BMC',
    action: 'DescribeListeners',
    noun: 'listener',
    places: ['LoadBalancer.listeners', 'LoadBalancer.backends', 'LoadBalancer.instances', 'Node.listener'],
    enumerated: status,
  },
  {
    provider: 'ZENLAYER_BMC',
    action: 'DescribeBackends',
    noun: 'backend',
    places: [...listsOfBackends, 'Node.backend'],
    enumerated: status,
  },
  {
    provider: 'ZENLAYER_BMC',
    action: 'DescribeInstances',
    noun: 'instance',
    places: listsOfMachines,
    enumerated: status,
  },
];

/** Every action that the gateway calls, by who its vendor is. */
export const actionsOf: Readonly<Record<string, readonly ActionUnderTest[]>> = {
  QINGCLOUD: byIdActions.filter(({ provider }) => provider === 'QINGCLOUD'),
  ZENLAYER_BMC: byIdActions.filter(({ provider }) => provider === 'ZENLAYER_BMC'),
  TENCENT_CLB: clbActions,
};

export const actions: readonly ActionUnderTest[] = Object.values(actionsOf).flat();

/** Whether an action tells of things of a variant; undefined: of all of them. */
export function isAbout(target: ActionUnderTest, variant: string | undefined): boolean {
  return target.variant === undefined || variant === undefined || target.variant === variant;
}

/**
 * Whether the vendor tells how many rows a list has: only where each call whose rows are needed does. Undefined: no call of which
 * that is known brings it.
 */
export function isTold(provider: string, place: string, variant: string | undefined): boolean | undefined {
  const needed = (actionsOf[provider] ?? []).filter(
    (target) => target.noun !== 'health' && target.places.includes(place) && isAbout(target, variant),
  );
  if (needed.some(({ tellsTotal }) => tellsTotal === false)) return false;
  return needed.length > 0 && needed.every(({ tellsTotal }) => tellsTotal === true) ? true : undefined;
}
