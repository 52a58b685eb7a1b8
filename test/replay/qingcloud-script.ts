import type { ReplayAnswer, ReplayLine, VendorParams } from './replay-server.js';
import type { ReplayAccount } from './replay.js';

/** The zone of the sheet's signed examples; the live instance was asked for in `sh1`. */
export const account: ReplayAccount = {
  id: 'qing',
  name: 'Replayed QingCloud',
  provider: 'QINGCLOUD',
  api: 'v1',
  regions: ['pek3'],
  credentials: { id: 'QYACCESSKEYIDEXAMPLE', key: 'SECRETACCESSKEY' },
};

/** The field of each action's answer that holds the rows. */
const sets = {
  DescribeLoadBalancers: 'loadbalancer_set',
  DescribeLoadBalancerListeners: 'loadbalancer_listener_set',
  DescribeLoadBalancerBackends: 'loadbalancer_backend_set',
  DescribeInstances: 'instance_set',
} as const;

export type Action = keyof typeof sets;

/** The sheet, section 4: deleted rows appear unless `status.n` names the others; look-ups by id name none. */
export const listedLoadBalancers = { status: ['pending', 'active', 'stopped', 'suspended'] };
export const listedInstances = { status: ['pending', 'running', 'stopped', 'suspended'] };

/** A call in zone `pek3` at the documented level of detail. */
export function line(action: Action, params: VendorParams, answer: ReplayAnswer): ReplayLine {
  return { call: `iaas ${action}`, params: { zone: 'pek3', verbose: '1', ...params }, answer };
}

/** The vendor's envelope around rows. */
export function rows(action: Action, set: readonly unknown[], total = set.length): ReplayAnswer {
  const body = { action: `${action}Response`, total_count: total, [sets[action]]: set, ret_code: 0 };
  return { body: JSON.stringify(body) };
}
