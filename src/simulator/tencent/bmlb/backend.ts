import type { Settings } from '../../settings.js';
import type { WireRow } from '../../vendor.js';
import type { Backend } from './records.js';
import { backendNumbers, treeBindType, virtualFields } from './settings.js';
import { healthText, showTarget, targetKey } from './shown-backend.js';

/** A backend as the rows tell it under these settings. */
export function showBackend(backend: Backend, settings: Settings): Backend {
  const shown = showTarget(backend, settings);
  return shown.target.__typename === 'IpTarget' && settings.get(virtualFields) === 'empty'
    ? { ...shown, vendorFields: { ...shown.vendorFields, operates: [] } }
    : shown;
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

function healthField(shown: Backend, settings: Settings): WireRow {
  const status = healthText(shown, settings);
  return status === undefined ? {} : { status };
}

function machineFields({ target, name, wire }: Backend, settings: Settings): WireRow {
  if (target.__typename !== 'IpTarget') {
    return { instanceId: target.vendorId, alias: name ?? wire.emptyName };
  }
  return settings.get(virtualFields) === 'empty' ? { instanceId: '', alias: '' } : {};
}
