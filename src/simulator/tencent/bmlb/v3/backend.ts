import type { Settings } from '../../../settings.js';
import type { RowTraits, WireRow } from '../../../vendor.js';
import type { Backend, Listener } from '../records.js';
import { healthText, showTarget, targetKey } from '../shown-backend.js';
import { virtualFields } from './settings.js';

export const backendTraits: RowTraits = { id: 'InstanceId', enumerated: 'Status', optional: 'Weight' };

/** A backend of a listener of layer 4 as the rows tell it under these settings. */
export function showLayer4(backend: Backend, listener: Listener, settings: Settings): Backend {
  const shown = showTarget(backend, settings);
  const vendorFields = { ...ownFields(shown, settings), ProbePort: probePortOf(backend, listener) };
  return { ...shown, vendorFields };
}

/** The same for one of a location. */
export function showLayer7(backend: Backend, settings: Settings): Backend {
  const shown = showTarget(backend, settings);
  const { BindType, ...own } = ownFields(shown, settings);
  const { mgtIp = '' } = shown.vendorFields;
  const vendorFields = { BindType, ...(hasMachineFields(shown, settings) ? { MgtIp: mgtIp } : {}), ...own };
  return { ...shown, vendorFields };
}

/** A row of DescribeL4Backends. */
export function toLayer4Row(backend: Backend, listener: Listener, settings: Settings): WireRow {
  const shown = showLayer4(backend, listener, settings);
  return { ...toCoreRow(shown, settings), ...shown.vendorFields };
}

/** A row of DescribeL7Backends. */
export function toLayer7Row(backend: Backend, settings: Settings): WireRow {
  const shown = showLayer7(backend, settings);
  return { ...toCoreRow(shown, settings), ...shown.vendorFields };
}

/** As in the example of DescribeL7Backends for all that is bound to a listener: every target passes for a machine. */
export function toMergedRow(backend: Backend, settings: Settings): WireRow {
  const { Alias = '', MgtIp = '', Operates = [], ...row } = toLayer7Row(backend, settings);
  const isVirtual = backend.target.__typename === 'IpTarget';
  return {
    ...row,
    BindType: 0,
    Weight: 0,
    Status: '',
    InstanceId: targetKey(backend, settings),
    Alias,
    LanIp: isVirtual ? '' : row['LanIp'],
    MgtIp,
    Operates,
  };
}

/** A row inside DescribeL7ListenerInfo. */
export function toTreeRow(backend: Backend, settings: Settings): WireRow {
  const shown = showTarget(backend, settings);
  return { BindType: shown.vendorFields['bindType'], ...toCoreRow(shown, settings) };
}

/** A row inside DescribeDevicesBindInfo, where the address of a virtual machine stands for its id. */
export function toBoundRow(backend: Backend, settings: Settings): WireRow {
  return { InstanceId: targetKey(backend, settings), Port: backend.port };
}

/** What all rows have that tell of health. */
function toCoreRow(shown: Backend, settings: Settings): WireRow {
  const { target, name, port, weight, addresses, wire } = shown;
  const status = healthText(shown, settings);
  return {
    Port: port,
    Weight: weight,
    ...(status === undefined ? {} : { Status: status }),
    ...(hasMachineFields(shown, settings)
      ? {
          InstanceId: target.__typename === 'IpTarget' ? '' : target.vendorId,
          Alias: target.__typename === 'IpTarget' ? '' : (name ?? wire.emptyName),
        }
      : {}),
    LanIp: addresses?.[0],
  };
}

function ownFields(shown: Backend, settings: Settings): Record<string, unknown> {
  const { bindType, operates = [] } = shown.vendorFields;
  return { BindType: bindType, ...(hasMachineFields(shown, settings) ? { Operates: operates } : {}) };
}

function hasMachineFields({ target }: Backend, settings: Settings): boolean {
  return target.__typename !== 'IpTarget' || settings.get(virtualFields) === 'empty';
}

/** Only custom checks have a port of their own; -1 stands for none. */
function probePortOf({ port }: Backend, { vendorFields }: Listener): number {
  return vendorFields['customHealthSwitch'] === 1 && port !== null && port < 65_535 ? port + 1 : -1;
}
