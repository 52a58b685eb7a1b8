import { withoutWire, type InventoryAccount } from '../../inventory.js';
import type { Settings } from '../../settings.js';
import type { SimulatedAccount } from '../../vendor.js';
import type { Backend, Fleet, Instance, Listener, LoadBalancer } from './records.js';
import { views, type View } from './view.js';

/** The truth of one account, over its regions in their order, in what its dialect can tell. */
export function toInventoryAccount(
  account: SimulatedAccount,
  fleets: readonly Fleet[],
  settings: Settings,
): InventoryAccount {
  const { id, provider, api, site, regions } = account;
  const view = views.get(api);
  if (!view) throw new RangeError(`no dialect "${api}"`);
  const instances = fleets.flatMap((fleet) => fleet.instances);
  const trashed = view.trashed(settings);
  const show = (rows: readonly Instance[]): Instance[] => rows.map((row) => view.instance(row, settings));
  return withoutWire({
    id,
    provider,
    api,
    ...(site === undefined ? {} : { site }),
    regions,
    loadBalancers: fleets
      .flatMap(({ loadBalancers }) => loadBalancers)
      .map((row) => showLoadBalancer(row, view, settings)),
    instances: show(instances.filter(({ wire }) => !wire.trashed || trashed === 'listed')),
    routers: [],
    byIdOnly: {
      loadBalancers: [],
      instances: show(instances.filter(({ wire }) => wire.trashed && trashed === 'by-id')),
    },
  });
}

function showLoadBalancer(loadBalancer: LoadBalancer, view: View, settings: Settings): LoadBalancer {
  return {
    ...view.loadBalancer(loadBalancer, settings),
    listeners: loadBalancer.listeners.map((listener) => showListener(listener, view, settings)),
  };
}

function showListener(listener: Listener, view: View, settings: Settings): Listener {
  const show = (rows: readonly Backend[]): Backend[] =>
    rows.map((row) => view.backend(row, listener, settings));
  const rules = listener.rules.map((rule) => ({ ...rule, backends: show(rule.backends) }));
  return {
    ...listener,
    vendorFields: view.listenerFields(listener, settings),
    rules,
    backends: [...show(listener.backends), ...rules.flatMap(({ backends }) => backends)],
  };
}
