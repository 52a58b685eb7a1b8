import { spreadBackends, spreadEvenly } from '../../spread.js';
import { fillBackends } from './build-backends.js';
import type { BuildContext } from '../build-context.js';
import { buildInstances } from './build-instances.js';
import { buildListener } from './build-listener.js';
import { buildLoadBalancer } from './build-load-balancer.js';
import { backendCapacity } from '../limits.js';
import type { Fleet, LoadBalancer } from './records.js';

const RECYCLED_FROM = 4;

/** An account's inventory; the same account and seed always give the same one. */
export function buildFleet(context: BuildContext): Fleet {
  const { account } = context;
  const instances = buildInstances(context);
  const loadBalancers = Array.from({ length: account.loadBalancers }, (_, index) =>
    buildLoadBalancer(context, index),
  );
  const listenerCounts = spreadEvenly(account.listeners, loadBalancers.length);
  loadBalancers.forEach((loadBalancer, index) => {
    for (let place = 0; place < (listenerCounts[index] ?? 0); place += 1) {
      loadBalancer.listeners.push(buildListener(context, loadBalancer, place));
    }
  });
  const backendCounts = spreadBackends(listenerCounts, account.backends, backendCapacity) ?? [];
  fillBackends(context, loadBalancers, backendCounts, instances);
  return { zones: account.regions, loadBalancers, instances, recycled: buildRecycled(context) };
}

/** One where the fleet is large enough. No documentation tells its status. */
function buildRecycled(context: BuildContext): LoadBalancer[] {
  const { loadBalancers } = context.account;
  if (loadBalancers < RECYCLED_FROM) return [];
  const row = buildLoadBalancer(context.fork('recycled'), loadBalancers);
  return [{ ...row, status: 'UNKNOWN', vendorStatus: 'Recycled' }];
}
