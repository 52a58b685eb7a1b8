import type { BackendCapacity } from '../spread.js';
import { refuseTotals, type TopologyAccount, type TopologyProblem } from '../topology-account.js';

export const PAGE_DEFAULT = 20;
export const PAGE_MAXIMUM = 1000;
export const IDS_MAXIMUM = 100;
export const TAGS_MAXIMUM = 20;

/** No limit of the services is published. */
export const backendCapacity: BackendCapacity = { perListener: Infinity, perLoadBalancer: Infinity };

/** Totals are per account; `regions` are places to spread over. */
export function checkTotals(account: TopologyAccount): TopologyProblem[] {
  const problems = refuseTotals(account, [
    'application',
    'l7Listeners',
    'rulesPerL7Listener',
    'routers',
    'vmIps',
  ]);
  if (account.listeners > 0 && account.loadBalancers === 0) {
    problems.push({ path: ['listeners'], message: 'must be 0 where there is no load balancer' });
  }
  if (account.backends > 0 && account.listeners === 0) {
    problems.push({ path: ['backends'], message: 'must be 0 where there is no listener' });
  }
  return problems;
}
