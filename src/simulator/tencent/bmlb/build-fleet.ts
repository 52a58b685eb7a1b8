import { fillBackends } from './build-backends.js';
import type { BuildContext } from './build-context.js';
import { buildInstances } from './build-instances.js';
import { buildListener } from './build-listener.js';
import { buildLoadBalancer } from './build-load-balancer.js';
import { addRules } from './build-rules.js';
import { listenerCounts, placeCounts } from './limits.js';
import type { Fleet } from './records.js';
import { repeatAddresses } from './repeat-addresses.js';

/** A region's inventory; the same account, region and seed always give the same one. */
export function buildFleet(context: BuildContext): Fleet {
  const { account, region } = context;
  const instances = buildInstances(context);
  const loadBalancers = listenerCounts(account).map(({ layer4, layer7 }, index) => {
    const loadBalancer = buildLoadBalancer(context, index, layer7);
    for (let at = 0; at < layer4; at += 1) {
      loadBalancer.listeners.push(buildListener(context, loadBalancer, 4, at));
    }
    for (let at = 0; at < layer7; at += 1) {
      const listener = buildListener(context, loadBalancer, 7, at);
      addRules(context, listener, account.rulesPerL7Listener ?? 0);
      loadBalancer.listeners.push(listener);
    }
    return loadBalancer;
  });
  fillBackends(context, loadBalancers, placeCounts(account) ?? [], instances);
  repeatAddresses(loadBalancers, instances);
  return { region, loadBalancers, instances };
}
