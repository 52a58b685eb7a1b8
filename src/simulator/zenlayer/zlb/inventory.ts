import { withoutWire, type InventoryAccount } from '../../inventory.js';
import type { Settings } from '../../settings.js';
import type { SimulatedAccount } from '../../vendor.js';
import { createFleetIndex } from './fleet-index.js';
import { instanceFields } from './instance.js';
import { listenerFields, shownCheck } from './listener.js';
import { listedLoadBalancers, loadBalancerFields } from './load-balancer.js';
import type { Fleet } from './records.js';
import { spellWord } from './spelling.js';

/** The truth of one account; the vendor's words and fields as the settings make the vendor spell them. */
export function toInventoryAccount(
  account: SimulatedAccount,
  fleet: Fleet,
  settings: Settings,
): InventoryAccount {
  const { id, provider, api, site, regions } = account;
  const index = createFleetIndex(fleet);
  return withoutWire({
    id,
    provider,
    api,
    ...(site === undefined ? {} : { site }),
    regions,
    loadBalancers: listedLoadBalancers(fleet, settings).map((row) => ({
      ...row,
      vendorStatus: spellWord(row.vendorStatus, settings),
      vendorFields: loadBalancerFields(row, settings),
      listeners: row.listeners.map((listener) => ({
        ...listener,
        healthCheck: shownCheck(listener, settings),
        vendorFields: listenerFields(listener, settings),
        backends: listener.backends.map((backend) => ({
          ...backend,
          vendorHealth: spellWord(backend.vendorHealth, settings),
        })),
      })),
    })),
    instances: fleet.instances.map((row) => ({
      ...row,
      vendorStatus: spellWord(row.vendorStatus, settings),
      vendorFields: instanceFields(row, index, settings),
    })),
    routers: [],
    byIdOnly: { loadBalancers: [], instances: [] },
  });
}
