import type { Settings } from '../../settings.js';
import type { WireRow } from '../../vendor.js';
import type { Backend } from './records.js';
import {
  addressFilter,
  backendNumbers,
  hostedBackends,
  treeBindType,
  uncheckedHealth,
  virtualFields,
} from './settings.js';

/** A backend as the rows tell it under these settings. */
export function showBackend(backend: Backend, settings: Settings): Backend {
  const { wire, target, vendorFields } = backend;
  const health = wire.checked ? {} : healthUnchecked(settings);
  if (wire.hostedId !== null && settings.get(hostedBackends) === 'present') {
    const hosted = { __typename: 'UnknownTarget' as const, vendorId: wire.hostedId };
    return { ...backend, ...health, target: hosted, vendorFields: { ...vendorFields, bindType: 2 } };
  }
  if (target.__typename === 'IpTarget' && settings.get(virtualFields) === 'empty') {
    return { ...backend, ...health, vendorFields: { ...vendorFields, operates: [] } };
  }
  return { ...backend, ...health };
}

function healthUnchecked(settings: Settings): Pick<Backend, 'health' | 'vendorHealth'> {
  switch (settings.get(uncheckedHealth)) {
    case 'Alive':
      return { health: 'UP', vendorHealth: 'Alive' };
    case 'Dead':
      return { health: 'DOWN', vendorHealth: 'Dead' };
    default:
      return { health: 'UNKNOWN', vendorHealth: null };
  }
}

/** The id of a machine, the address of anything else. */
export function targetKey(backend: Backend, settings: Settings): string {
  const { target } = showBackend(backend, settings);
  return target.__typename === 'IpTarget' ? target.address : target.vendorId;
}

/** Whether a pair of target and port in a call means this backend. */
export function isNamedBy(
  { instanceId, port }: { readonly instanceId: string | undefined; readonly port: string | undefined },
  backend: Backend,
  settings: Settings,
): boolean {
  const { target } = showBackend(backend, settings);
  if (target.__typename === 'IpTarget' && settings.get(addressFilter) === 'nothing') return false;
  return instanceId === targetKey(backend, settings) && port === String(backend.port);
}

/** A row of DescribeBmL4ListenerBackends. */
export function toLayer4Row(backend: Backend, settings: Settings): WireRow {
  const fields = toBackendRow(backend, settings);
  if (settings.get(backendNumbers) === 'number') return fields;
  const { bindType, rsPort, weight } = fields;
  return {
    ...fields,
    bindType: String(bindType),
    rsPort: String(rsPort),
    weight: `${String(weight)} `,
  };
}

/** A row with all that the vendor tells of a binding; `mgtIp` is there on layer 7 alone. */
export function toBackendRow(backend: Backend, settings: Settings): WireRow {
  const shown = showBackend(backend, settings);
  const { bindType, operates, mgtIp } = shown.vendorFields;
  return {
    bindType,
    lanIp: shown.addresses?.[0],
    rsPort: shown.port,
    weight: shown.weight,
    ...healthField(shown, settings),
    ...machineFields(shown, settings),
    ...(mgtIp === undefined ? {} : { mgtIp }),
    ...(operates === undefined ? {} : { operates }),
  };
}

/** A row inside DescribeBmForwardListenerInfo. */
export function toTreeRow(backend: Backend, settings: Settings): WireRow {
  const { operates: _operates, mgtIp: _mgtIp, bindType, ...rest } = toBackendRow(backend, settings);
  return settings.get(treeBindType) === 'present' ? { bindType, ...rest } : rest;
}

/** A row inside DescribeBmBindInfo, where the address of a virtual machine stands for its id. */
export function toBoundRow(backend: Backend, settings: Settings): WireRow {
  return { instanceId: targetKey(backend, settings), rsPort: backend.port };
}

function healthField({ vendorHealth, wire }: Backend, settings: Settings): WireRow {
  if (vendorHealth !== null) return { status: vendorHealth };
  return wire.checked || settings.get(uncheckedHealth) === 'empty' ? { status: '' } : {};
}

function machineFields({ target, name, wire }: Backend, settings: Settings): WireRow {
  if (target.__typename !== 'IpTarget') {
    return { instanceId: target.vendorId, alias: name ?? wire.emptyName };
  }
  return settings.get(virtualFields) === 'empty' ? { instanceId: '', alias: '' } : {};
}
