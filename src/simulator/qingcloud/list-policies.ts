import { toSelection } from '../selection.js';
import type { Action } from './action.js';

/** DescribeLoadBalancerPolicies: the simulated accounts have none. */
export const listPolicies: Action = {
  set: 'loadbalancer_policy_set',
  traits: {
    id: 'loadbalancer_policy_id',
    enumerated: 'is_applied',
    optional: 'loadbalancer_policy_name',
  },
  needsZone: true,
  ids: { name: 'loadbalancer_policies', known: () => null },
  select: () => toSelection([], false, () => ({})),
};
