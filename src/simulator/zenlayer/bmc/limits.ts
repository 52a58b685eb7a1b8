import type { BackendCapacity } from '../../spread.js';
import { refuseTotals, type TopologyAccount, type TopologyProblem } from '../../topology-account.js';

export const TAG_LENGTH_MAXIMUM = 128;

/** No limit of the service is published. */
export const backendCapacity: BackendCapacity = { perListener: Infinity, perLoadBalancer: Infinity };

/** `bm-only`: no virtual machines; without a profile a quarter of the instances are. */
export const profiles: readonly string[] = ['bm-only'];

/** Totals are per account; `regions` are zones to spread over. */
export function checkTopology(account: TopologyAccount): TopologyProblem[] {
  const problems = refuseTotals(account, [
    'application',
    'l7Listeners',
    'rulesPerL7Listener',
    'routers',
    'vmIps',
  ]);
  if (account.profile !== undefined && !profiles.includes(account.profile)) {
    problems.push({ path: ['profile'], message: `must be one of ${profiles.join(', ')}` });
  }
  if (account.listeners > 0 && account.loadBalancers === 0) {
    problems.push({ path: ['listeners'], message: 'must be 0 where there is no load balancer' });
  }
  if (account.backends > 0 && account.listeners === 0) {
    problems.push({ path: ['backends'], message: 'must be 0 where there is no listener' });
  }
  return problems;
}
