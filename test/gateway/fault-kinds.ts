/** What the contract says of each way in which a vendor's answer may be wrong, and of what each action brings. */

export type Noun = 'loadBalancer' | 'listener' | 'backend' | 'instance';

/** What a kind may do to an answer; all else must be as if nothing had happened. */
export type Outcome =
  /** The call failed: what needs it is null or a failed source, under this code. */
  | { readonly type: 'failed'; readonly code: string }
  /** A row has UNKNOWN in place of a value that nobody knows, with the vendor's own word beside it. */
  | { readonly type: 'unknown' }
  /** A row lacks a value. */
  | { readonly type: 'absent' }
  /** A list may lack rows, and says so; a look-up that cannot tell says that. */
  | { readonly type: 'inexact'; readonly losesRows: boolean }
  /** The answer is the truth. */
  | { readonly type: 'none' };

const failed = (code: string): Outcome => ({ type: 'failed', code });

/** The kinds of the simulator's contract with what the schema's contract makes of them. */
export const outcomes: Readonly<Record<string, Outcome>> = {
  latency: { type: 'none' },
  http500: failed('UPSTREAM_UNAVAILABLE'),
  http429: failed('UPSTREAM_RATE_LIMITED'),
  'vendor-throttle': failed('UPSTREAM_RATE_LIMITED'),
  'vendor-internal': failed('UPSTREAM_UNAVAILABLE'),
  auth: failed('UPSTREAM_UNAUTHENTICATED'),
  clock: { type: 'none' },
  hang: failed('UPSTREAM_TIMEOUT'),
  reset: failed('UPSTREAM_UNAVAILABLE'),
  truncate: failed('UPSTREAM_UNAVAILABLE'),
  garbage: failed('UPSTREAM_INVALID_RESPONSE'),
  'empty-body': failed('UPSTREAM_INVALID_RESPONSE'),
  html: failed('UPSTREAM_INVALID_RESPONSE'),
  'wrong-type': { type: 'inexact', losesRows: true },
  'unknown-enum': { type: 'unknown' },
  'missing-field': { type: 'absent' },
  'total-mismatch': { type: 'inexact', losesRows: false },
  'short-page': { type: 'inexact', losesRows: true },
  'duplicate-row': { type: 'none' },
  'foreign-row': { type: 'none' },
};

/** A vendor's clock that jumps back and forth is learnt once only: such a call may be refused. */
export const flappingClock: Outcome = failed('UPSTREAM_UNAUTHENTICATED');

/** What the simulator puts in place of an enumerated value. */
export const unknownValue = 'a-value-nobody-knows';

export interface ActionUnderTest {
  readonly provider: string;
  readonly action: string;
  /** Of what its rows are. */
  readonly noun: Noun;
  /** Fields that need the call, by type and name; `Node` is a look-up by id, `Backend.instance` its looked-up fields. */
  readonly places: readonly string[];
  /** The schema's field of the enumerated value that a fault makes unknown, and of the vendor's own word. */
  readonly enumerated: readonly [string, string | null];
  /** Whether the tree without health is asked, which takes other calls. */
  readonly withoutHealth?: boolean;
}

const listsOfBackends = ['Listener.backends', 'LoadBalancer.backends', 'LoadBalancer.instances'];
const listsOfMachines = ['Query.instances', 'Account.instances', 'Backend.instance', 'Node.instance'];
const listsOfLoadBalancers = ['Query.loadBalancers', 'Account.loadBalancers', 'Node.loadBalancer'];
const status = ['status', 'vendorStatus'] as const;

/** Every action that the gateway calls. */
export const actions: readonly ActionUnderTest[] = [
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

/** A fault as it is set on one account. */
export interface Strike {
  readonly account: string;
  readonly target: ActionUnderTest;
  readonly outcome: Outcome;
}
