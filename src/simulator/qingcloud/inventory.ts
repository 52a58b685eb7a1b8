import { withoutWire, type InventoryAccount, type InventoryBackend } from '../inventory.js';
import type { SimulatedAccount } from '../vendor.js';
import { isDeleted, isUnlisted, type Fleet, type LoadBalancer } from './records.js';

/** The truth of one account, over its regions in their order. */
export function toInventoryAccount(account: SimulatedAccount, fleets: readonly Fleet[]): InventoryAccount {
  const loadBalancers = fleets.flatMap((fleet) => fleet.loadBalancers);
  const instances = fleets.flatMap((fleet) => fleet.instances);
  const { id, provider, api, site, regions } = account;
  return withoutWire({
    id,
    provider,
    api,
    ...(site === undefined ? {} : { site }),
    regions,
    loadBalancers: loadBalancers.filter((row) => !isDeleted(row)).map(withRowAddresses),
    instances: instances.filter((row) => !isUnlisted(row)),
    routers: fleets.flatMap((fleet) => fleet.routers),
    byIdOnly: {
      loadBalancers: loadBalancers.filter(isDeleted).map(withRowAddresses),
      instances: instances.filter(isUnlisted),
    },
  });
}

/** A backend's `addresses` are what its rows carry: by the documentation only an address that is the target itself. */
function withRowAddresses(loadBalancer: LoadBalancer): LoadBalancer {
  return {
    ...loadBalancer,
    listeners: loadBalancer.listeners.map((listener) => ({
      ...listener,
      backends: listener.backends.map((backend) => ({ ...backend, addresses: rowAddresses(backend) })),
    })),
  };
}

function rowAddresses({ target }: InventoryBackend): string[] | null {
  return target.__typename === 'IpTarget' ? [target.address] : null;
}
