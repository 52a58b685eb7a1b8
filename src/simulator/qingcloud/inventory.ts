import { withoutWire, type InventoryAccount } from '../inventory.js';
import type { Settings } from '../settings.js';
import type { SimulatedAccount } from '../vendor.js';
import { backendFields } from './backend.js';
import {
  isDeleted,
  isUnlisted,
  type Backend,
  type Fleet,
  type Instance,
  type LoadBalancer,
} from './records.js';
import { backendDisabled, backendStatus, clusterNodes, loadBalancerZone } from './settings.js';
import { spellFields } from './spelling.js';

/** The truth of one account, over its regions in their order. */
export function toInventoryAccount(
  account: SimulatedAccount,
  fleets: readonly Fleet[],
  settings: Settings,
): InventoryAccount {
  const loadBalancers = fleets
    .flatMap((fleet) => fleet.loadBalancers)
    .map((row) => ({ deleted: isDeleted(row), shown: showLoadBalancer(row, settings) }));
  const instances = fleets.flatMap((fleet) => fleet.instances);
  const isHidden = (row: Instance): boolean =>
    isUnlisted(row) && !(row.wire.clusterNode && settings.get(clusterNodes) === 'always');
  const showInstance = (row: Instance): Instance => ({
    ...row,
    vendorFields: spellFields(row.vendorFields, settings),
  });
  const { id, provider, api, site, regions } = account;
  return withoutWire({
    id,
    provider,
    api,
    ...(site === undefined ? {} : { site }),
    regions,
    loadBalancers: loadBalancers.filter(({ deleted }) => !deleted).map(({ shown }) => shown),
    instances: instances.filter((row) => !isHidden(row)).map(showInstance),
    routers: fleets.flatMap((fleet) => fleet.routers),
    byIdOnly: {
      loadBalancers: loadBalancers.filter(({ deleted }) => deleted).map(({ shown }) => shown),
      instances: instances.filter(isHidden).map(showInstance),
    },
  });
}

/** What its rows tell under these settings. */
function showLoadBalancer(loadBalancer: LoadBalancer, settings: Settings): LoadBalancer {
  return {
    ...loadBalancer,
    zone: settings.get(loadBalancerZone) === 'present' ? loadBalancer.wire.zone : null,
    vendorFields: spellFields(loadBalancer.vendorFields, settings),
    listeners: loadBalancer.listeners.map((listener) => ({
      ...listener,
      vendorFields: spellFields(listener.vendorFields, settings),
      backends: listener.backends.map((backend) => showBackend(backend, settings)),
    })),
  };
}

/** By the documentation a backend's row has only that address which is the target itself. */
function showBackend(backend: Backend, settings: Settings): Backend {
  const { target } = backend;
  return {
    ...backend,
    ...(settings.get(backendStatus) === 'present' ? {} : { health: 'UNKNOWN', vendorHealth: null }),
    ...(settings.get(backendDisabled) === 'present' ? {} : { status: 'UNKNOWN', vendorStatus: null }),
    addresses: target.__typename === 'IpTarget' ? [target.address] : null,
    vendorFields: backendFields(backend, settings),
  };
}
