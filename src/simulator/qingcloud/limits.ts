import { refuseTotals, type TopologyAccount, type TopologyProblem } from '../topology-account.js';
import { spreadBackends, spreadEvenly, type BackendCapacity } from '../spread.js';

/** Service limits as documented for the load balancer product. */
export const LISTENERS_PER_LOAD_BALANCER = 50;
export const backendCapacity: BackendCapacity = { perListener: 100, perLoadBalancer: 200 };

export const PAGE_DEFAULT = 20;
export const PAGE_MAXIMUM = 100;

/** `appcenter`: each region also has an instance that is a cluster node, and a backend that names it. */
export const profiles: readonly string[] = ['appcenter'];

/** Totals are per region, so one region's arithmetic holds for all. */
export function checkTopology(account: TopologyAccount): TopologyProblem[] {
  const problems = refuseTotals(account, ['application', 'l7Listeners', 'rulesPerL7Listener', 'vmIps']);
  if (account.profile !== undefined && !profiles.includes(account.profile)) {
    problems.push({ path: ['profile'], message: `must be one of ${profiles.join(', ')}` });
  }
  account.regions.forEach((region, index) => {
    if (region !== region.toLowerCase())
      problems.push({ path: ['regions', index], message: 'must be lower case' });
  });
  const mostListeners = account.loadBalancers * LISTENERS_PER_LOAD_BALANCER;
  if (account.listeners > mostListeners) {
    problems.push({
      path: ['listeners'],
      message: `at most ${mostListeners}: ${LISTENERS_PER_LOAD_BALANCER} for each load balancer`,
    });
  } else if (
    !spreadBackends(spreadEvenly(account.listeners, account.loadBalancers), account.backends, backendCapacity)
  ) {
    problems.push({
      path: ['backends'],
      message: `too many: at most ${backendCapacity.perListener} for each listener and ${backendCapacity.perLoadBalancer} for each load balancer`,
    });
  }
  return problems;
}
