import { withoutWire, type InventoryAccount } from '../../inventory.js';
import type { Settings } from '../../settings.js';
import type { SimulatedAccount } from '../../vendor.js';
import { backendFields } from './backend.js';
import { instanceFields } from './instance.js';
import { listenerFields } from './listener.js';
import { listedLoadBalancers, loadBalancerFields } from './load-balancer.js';
import type { Fleet } from './records.js';

/** The truth of one account; `vendorFields` as the settings make the vendor spell them. */
export function toInventoryAccount(
  account: SimulatedAccount,
  fleet: Fleet,
  settings: Settings,
): InventoryAccount {
  const { id, provider, api, site, regions } = account;
  return withoutWire({
    id,
    provider,
    api,
    ...(site === undefined ? {} : { site }),
    regions,
    loadBalancers: listedLoadBalancers(fleet, settings).map((row) => ({
      ...row,
      vendorFields: loadBalancerFields(row, settings),
      listeners: row.listeners.map((listener) => ({
        ...listener,
        vendorFields: listenerFields(listener, settings),
        backends: listener.backends.map((backend) => ({
          ...backend,
          vendorFields: backendFields(backend, settings, false),
        })),
      })),
    })),
    instances: fleet.instances.map((row) => ({ ...row, vendorFields: instanceFields(row, settings) })),
    routers: [],
    byIdOnly: { loadBalancers: [], instances: [] },
  });
}
