import { groupBy } from '../../src/model/group-by.js';
import { bmlbActions } from './fault-actions-tencent-bmlb.js';
import { clbActionsV3 } from './fault-actions-tencent-clb-v3.js';
import { clbActions } from './fault-actions-tencent-clb.js';
import { zlbActions } from './fault-actions-zenlayer-zlb.js';

/** What each action that the gateway calls brings, and what needs it. */

export type Noun = 'loadBalancer' | 'listener' | 'rule' | 'backend' | 'health' | 'instance';

/** By type of object and field: what a value becomes, or what of an object changes; a function tells it of the value. */
export type Changes = Readonly<Partial<Record<Noun, Readonly<Record<string, unknown>>>>>;

export interface ActionUnderTest {
  /** The provider and its dialect, by which a fault does not tell actions apart. */
  readonly subject: string;
  readonly provider: string;
  readonly action: string;
  /** Of what its rows are. `health`: of what the health check says of backends. */
  readonly noun: Noun;
  /** Fields that need the call, by type and name; `Node` is a look-up by id, `Backend.instance` its looked-up fields. */
  readonly places: readonly string[];
  /** The schema's field of the enumerated value that a fault makes unknown, and of the vendor's own word; null: no field shows it. */
  readonly enumerated: readonly [string, string | null] | null;
  /** The name among the vendor's fields under which that value is shown. */
  readonly enumeratedField?: string;
  /** What becomes of objects when a row lacks a field; unless told, the name of what its rows are of. */
  readonly absent?: Changes;
  /** Fields of machines that a backend's row carries, and that are looked up when it does not. */
  readonly carried?: readonly string[];
  /** Whether the tree without health is asked, which takes other calls. */
  readonly withoutHealth?: boolean;
  /** Whether with health it comes inside rows of another call: then it is asked only where these lack it. */
  readonly comesInside?: boolean;
  /** Of which of the vendor's kinds of load balancers, or of listeners, it tells; of all unless told. */
  readonly variant?: string;
  /** Whether its answers tell how many rows there are; unless told, it depends on the call. */
  readonly tellsTotal?: boolean;
  /** Of one that does, fields that show rows inside its own, which the total does not count. */
  readonly uncounted?: readonly string[];
  /** Whether its rows show that they were not asked for. */
  readonly namesParent?: boolean;
  /** Fields that show all rows of one call, of which none names what it was asked about. */
  readonly unnamedAt?: readonly string[];
  /** Whether machines are seen through its rows, and without any of them at the load balancer itself. */
  readonly decidesBound?: boolean;
  /** The action that a look-up goes on to where this one's rows lack what is looked for, and that is named if nobody can tell. */
  readonly goesOnTo?: string;
  /** Whether every call is about one load balancer. */
  readonly perLoadBalancer?: boolean;
}

const listsOfBackends = ['Listener.backends', 'LoadBalancer.backends', 'LoadBalancer.instances'];
const listsOfMachines = ['Query.instances', 'Account.instances', 'Backend.instance', 'Node.instance'];
const listsOfLoadBalancers = ['Query.loadBalancers', 'Account.loadBalancers', 'Node.loadBalancer'];
const status = ['status', 'vendorStatus'] as const;

/** Providers that find everything by its own id. */
const qingcloud = { subject: 'QINGCLOUD v1', provider: 'QINGCLOUD' } as const;
const bareMetal = { subject: 'ZENLAYER_BMC v2', provider: 'ZENLAYER_BMC' } as const;

const byIdActions: readonly ActionUnderTest[] = [
  {
    ...qingcloud,
    action: 'DescribeLoadBalancers',
    noun: 'loadBalancer',
    places: listsOfLoadBalancers,
    enumerated: status,
  },
  {
    ...qingcloud,
    action: 'DescribeLoadBalancerListeners',
    noun: 'listener',
    places: [...listsOfBackends, 'Node.listener'],
    enumerated: ['scheduler', null],
    withoutHealth: true,
    comesInside: true,
  },
  {
    ...qingcloud,
    action: 'DescribeLoadBalancerBackends',
    noun: 'backend',
    places: [...listsOfBackends, 'Node.backend'],
    enumerated: ['health', 'vendorHealth'],
  },
  {
    ...qingcloud,
    action: 'DescribeInstances',
    noun: 'instance',
    places: listsOfMachines,
    enumerated: status,
  },
  {
    ...bareMetal,
    action: 'DescribeLoadBalancers',
    noun: 'loadBalancer',
    places: listsOfLoadBalancers,
    enumerated: status,
  },
  {
    ...bareMetal,
    action: 'DescribeListeners',
    noun: 'listener',
    places: ['LoadBalancer.listeners', 'LoadBalancer.backends', 'LoadBalancer.instances', 'Node.listener'],
    enumerated: status,
  },
  {
    ...bareMetal,
    action: 'DescribeBackends',
    noun: 'backend',
    places: [...listsOfBackends, 'Node.backend'],
    enumerated: status,
  },
  {
    ...bareMetal,
    action: 'DescribeInstances',
    noun: 'instance',
    places: listsOfMachines,
    enumerated: status,
  },
];

/** Every action that the gateway calls, by provider and dialect. */
export const actionsOf: Readonly<Record<string, readonly ActionUnderTest[]>> = Object.fromEntries(
  groupBy(
    [...byIdActions, ...clbActions, ...clbActionsV3, ...zlbActions, ...bmlbActions],
    ({ subject }) => subject,
  ),
);

export const actions: readonly ActionUnderTest[] = Object.values(actionsOf).flat();

/** Whether an action tells of things of a variant; undefined: of all of them. */
export function isAbout(target: ActionUnderTest, variant: string | undefined): boolean {
  return target.variant === undefined || variant === undefined || target.variant === variant;
}

/**
 * Whether the vendor tells how many rows a list has: only where each call whose rows are needed does. Undefined: no call of which
 * that is known brings it.
 */
export function isTold(subject: string, place: string, variant: string | undefined): boolean | undefined {
  const needed = (actionsOf[subject] ?? []).filter(
    (target) => target.noun !== 'health' && target.places.includes(place) && isAbout(target, variant),
  );
  const isUncounted = ({ tellsTotal, uncounted }: ActionUnderTest) =>
    tellsTotal === false || uncounted?.includes(place) === true;
  if (needed.some(isUncounted)) return false;
  return needed.length > 0 && needed.every(({ tellsTotal }) => tellsTotal === true) ? true : undefined;
}
