import type { Settings } from '../settings.js';
import type { WireRow } from '../vendor.js';
import { inlined, toListenerRow } from './listener.js';
import { isDeleted, type LoadBalancer } from './records.js';
import { inlinedListenerOption, listenersOfDeleted, loadBalancerZone } from './settings.js';
import { spellFields } from './spelling.js';
import { toWireTime } from './wire-time.js';

export function toLoadBalancerRow(loadBalancer: LoadBalancer, verbose: number, settings: Settings): WireRow {
  const { wire, vendorFields } = loadBalancer;
  const own = {
    loadbalancer_id: loadBalancer.vendorId,
    loadbalancer_name: loadBalancer.name ?? wire.emptyName,
    status: loadBalancer.vendorStatus,
    ...vendorFields,
    ...addressFields(loadBalancer),
    create_time: toWireTime(loadBalancer.createdAt),
    owner: wire.ownerId,
    root_user_id: wire.ownerId,
    console_id: 'qingcloud',
    controller: 'self',
    tags: loadBalancer.tags,
    sub_code: 0,
    http_header_size: null,
    ...(settings.get(loadBalancerZone) === 'present' ? { zone_id: wire.zone } : {}),
  };
  return {
    ...spellFields(own, settings),
    ...(verbose >= 1 ? { listeners: inlinedListeners(loadBalancer, settings) } : {}),
  };
}

function inlinedListeners(loadBalancer: LoadBalancer, settings: Settings): WireRow[] {
  if (isDeleted(loadBalancer) && settings.get(listenersOfDeleted) === 'gone') return [];
  return inlined(loadBalancer.listeners, settings).map((listener) => {
    const row = toListenerRow(listener, 0, settings);
    if (settings.get(inlinedListenerOption) === 'absent') delete row['listener_option'];
    return row;
  });
}

/**
 * Public addresses stand in `eips` or, as captured from the live service, in `cluster` while `eips` is empty.
 * A private load balancer still has a cluster entry, without an address, for its own nodes.
 */
function addressFields({ addresses, networkId, scheme, wire }: LoadBalancer): WireRow {
  const publicAddresses = addresses.slice(0, wire.eipIds.length);
  const privateAddress = addresses[wire.eipIds.length];
  const entries = publicAddresses.map((address, index) => ({
    eip_id: wire.eipIds[index] ?? null,
    eip_name: `ip${String(index + 1).padStart(2, '0')}`,
    eip_addr: address,
  }));
  const nodes = [{ instance_id: wire.nodeId, vgw_mgmt_ip: '100.64.0.10' }];
  const ownCluster =
    scheme === 'PRIVATE' ? [{ eip_id: null, eip_name: '', eip_addr: '', instances: nodes }] : [];
  return {
    eips: wire.holder === 'eips' ? entries : [],
    cluster:
      wire.holder === 'cluster' && entries.length > 0
        ? entries.map((entry) => ({ ...entry, instances: nodes }))
        : ownCluster,
    vxnet_id: networkId,
    ...(privateAddress === undefined ? {} : { vxnet: { vxnet_id: networkId, private_ip: privateAddress } }),
  };
}
