import type * as inventory from '../../../../src/simulator/inventory.js';
import type { RowTraits, WireRow } from '../../../../src/simulator/vendor.js';

export const rowTraits: RowTraits = { id: 'id', enumerated: 'state', optional: 'label' };
export const listenerTraits: RowTraits = { ...rowTraits, parent: 'balancer' };
export const backendTraits: RowTraits = { ...rowTraits, parent: 'listener', enumerated: 'health' };

const seconds = (iso: string | null): number | null => (iso === null ? null : Date.parse(iso) / 1000);

export function toBalancerRow(record: inventory.InventoryLoadBalancer): WireRow {
  const { vendorId, name, vendorStatus, scheme, addresses, createdAt, vendorFields } = record;
  return {
    id: vendorId,
    label: name,
    state: vendorStatus,
    net: scheme.toLowerCase(),
    vips: addresses,
    made: seconds(createdAt),
    ...vendorFields,
  };
}

export function toListenerRow(record: inventory.InventoryListener, balancer: string): WireRow {
  const { vendorId, name, vendorStatus, protocol, port, scheduler } = record;
  return {
    id: vendorId,
    balancer,
    label: name,
    state: vendorStatus,
    proto: protocol.toLowerCase(),
    port,
    method: scheduler === 'LEAST_CONNECTIONS' ? 'least' : 'turn',
  };
}

export function toBackendRow(record: inventory.InventoryBackend, listener: string): WireRow {
  const { vendorId, name, port, weight, vendorStatus, vendorHealth, addresses, target } = record;
  return {
    id: vendorId,
    listener,
    machine: target.__typename === 'Instance' ? target.vendorId : null,
    ip: addresses?.[0] ?? null,
    port,
    share: weight,
    state: vendorStatus,
    health: vendorHealth,
    label: name,
  };
}

export function toMachineRow(record: inventory.InventoryInstance): WireRow {
  const { vendorId, name, vendorStatus, privateAddresses, publicAddresses, createdAt, vendorFields } = record;
  return {
    id: vendorId,
    label: name,
    state: vendorStatus,
    inner: privateAddresses,
    outer: publicAddresses,
    made: seconds(createdAt),
    ...vendorFields,
  };
}
