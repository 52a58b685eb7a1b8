import { spreadBackends, spreadEvenly } from '../../spread.js';
import type { BuildContext } from '../build-context.js';
import { fillBackends } from './build-backends.js';
import { buildInstances } from './build-instances.js';
import { buildListener } from './build-listener.js';
import { buildLoadBalancer } from './build-load-balancer.js';
import { backendCapacity } from '../limits.js';
import type { Fleet } from './records.js';

/** An account's inventory; the same account and seed always give the same one. */
export function buildFleet(context: BuildContext): Fleet {
  const { account } = context;
  const instances = buildInstances(context);
  const loadBalancers = Array.from({ length: account.loadBalancers }, (_, index) =>
    buildLoadBalancer(context, index),
  );
  const listenerCounts = spreadEvenly(account.listeners, loadBalancers.length);
  let ordinal = 0;
  loadBalancers.forEach((loadBalancer, index) => {
    for (let place = 0; place < (listenerCounts[index] ?? 0); place += 1) {
      loadBalancer.listeners.push(buildListener(context, place, ordinal));
      ordinal += 1;
    }
  });
  const backendCounts = spreadBackends(listenerCounts, account.backends, backendCapacity) ?? [];
  fillBackends(context, loadBalancers, backendCounts, instances);
  return { regions: account.regions, loadBalancers, instances };
}
