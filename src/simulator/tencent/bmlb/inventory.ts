import { withoutWire, type InventoryAccount } from '../../inventory.js';
import type { Settings } from '../../settings.js';
import type { SimulatedAccount } from '../../vendor.js';
import { showBackend } from './backend.js';
import { showInstance } from './instance.js';
import { listenerFields } from './listener.js';
import { hasType, loadBalancerFields } from './load-balancer.js';
import type { Backend, Fleet, Instance, Listener, LoadBalancer } from './records.js';

/** The truth of one account, over its regions in their order. */
export function toInventoryAccount(
  account: SimulatedAccount,
  fleets: readonly Fleet[],
  settings: Settings,
): InventoryAccount {
  const { id, provider, api, site, regions } = account;
  const instances = fleets.flatMap((fleet) => fleet.instances);
  const show = (rows: readonly Instance[]): Instance[] => rows.map((row) => showInstance(row, settings));
  return withoutWire({
    id,
    provider,
    api,
    ...(site === undefined ? {} : { site }),
    regions,
    loadBalancers: fleets
      .flatMap(({ loadBalancers }) => loadBalancers)
      .map((row) => showLoadBalancer(row, settings)),
    instances: show(instances.filter(({ wire }) => !wire.trashed)),
    routers: [],
    byIdOnly: { loadBalancers: [], instances: show(instances.filter(({ wire }) => wire.trashed)) },
  });
}

/** What its rows tell under these settings. */
function showLoadBalancer(loadBalancer: LoadBalancer, settings: Settings): LoadBalancer {
  return {
    ...loadBalancer,
    scheme: hasType(loadBalancer, settings) ? loadBalancer.scheme : 'UNKNOWN',
    vendorFields: loadBalancerFields(loadBalancer, settings),
    listeners: loadBalancer.listeners.map((listener) => showListener(listener, settings)),
  };
}

function showListener(listener: Listener, settings: Settings): Listener {
  const show = (rows: readonly Backend[]): Backend[] => rows.map((row) => showBackend(row, settings));
  const rules = listener.rules.map((rule) => ({ ...rule, backends: show(rule.backends) }));
  return {
    ...listener,
    vendorFields: listenerFields(listener, settings),
    rules,
    backends: [...show(listener.backends), ...rules.flatMap(({ backends }) => backends)],
  };
}
