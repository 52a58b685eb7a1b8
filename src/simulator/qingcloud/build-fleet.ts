import { spreadBackends, spreadEvenly } from '../spread.js';
import { fillBackends } from './build-backends.js';
import type { BuildContext } from './build-context.js';
import { buildInstances, buildRouters } from './build-instances.js';
import { buildListener } from './build-listener.js';
import { buildLoadBalancer, type LoadBalancerLife } from './build-load-balancer.js';
import { backendCapacity } from './limits.js';
import { isDeleted, type Fleet, type LoadBalancer } from './records.js';

/** A region's inventory; the same account, region and seed always give the same one. */
export function buildFleet(context: BuildContext): Fleet {
  const { account, region } = context;
  const instances = buildInstances(context);
  const routers = buildRouters(context);
  const loadBalancers = livesOf(account.loadBalancers).map((life, index) =>
    buildLoadBalancer(context, index, life),
  );
  const live = loadBalancers.filter((row) => !isDeleted(row));

  const listenerCounts = spreadEvenly(account.listeners, live.length);
  live.forEach((loadBalancer, index) => addListeners(context, loadBalancer, listenerCounts[index] ?? 0));
  for (const row of loadBalancers.filter(isDeleted)) addListeners(context, row, 1);

  const backendCounts = spreadBackends(listenerCounts, account.backends, backendCapacity) ?? [];
  fillBackends(context, live, backendCounts, instances, routers);
  return { region, loadBalancers, instances, routers };
}

function addListeners(context: BuildContext, loadBalancer: LoadBalancer, count: number): void {
  for (let index = 0; index < count; index += 1) {
    loadBalancer.listeners.push(buildListener(context, loadBalancer, index));
  }
}

/**
 * Deleted rows come on top of the total, only where a fleet is large enough, and stand among the live ones,
 * so that a reader who counts them shifts its pages.
 */
function livesOf(loadBalancers: number): LoadBalancerLife[] {
  const lives = Array.from({ length: loadBalancers }, (): LoadBalancerLife => 'live');
  if (loadBalancers >= 4) lives.splice(2, 0, 'deleted');
  if (loadBalancers >= 10) lives.splice(6, 0, 'ceased');
  return lives;
}
