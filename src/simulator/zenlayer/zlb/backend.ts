import type { Settings } from '../../settings.js';
import type { WireRow } from '../../vendor.js';
import { showFields } from '../optional-fields.js';
import { spellPorts } from './ports.js';
import type { Backend, Listener } from './records.js';
import { absentInstance, absentPort, healthDetail } from './settings.js';
import { spellWord } from './spelling.js';

/** A backend with the listener through which it is seen. */
export interface Binding {
  readonly listener: Listener;
  readonly backend: Backend;
}

/** A backend has no id; it names its listener, and what that listens on. */
export const toBackendRow = (binding: Binding, settings: Settings): WireRow =>
  showFields(fieldsOf(binding, settings), settings);

/** The same, with health. */
export function toHealthRow(binding: Binding, settings: Settings): WireRow {
  const { listener, backend } = binding;
  const healthStatus = spellWord(backend.vendorHealth, settings);
  const isTold = backend.health === 'UP' || backend.health === 'DOWN';
  const ports = backend.port === null ? listener.ports.map(({ from }) => from) : [backend.port];
  const healthStatusDetail = isTold ? ports.map((port) => ({ port, healthStatus })) : [];
  return showFields(
    {
      ...fieldsOf(binding, settings),
      healthStatus,
      ...(settings.get(healthDetail) === 'present' ? { healthStatusDetail } : {}),
    },
    settings,
  );
}

function fieldsOf({ listener, backend }: Binding, settings: Settings): WireRow {
  const { target, wire } = backend;
  const noInstance = settings.get(absentInstance) === 'empty' ? '' : null;
  return {
    listenerId: listener.vendorId,
    listenerName: listener.name ?? listener.wire.emptyName,
    protocol: spellWord(listener.protocol, settings),
    listenerPort: spellPorts(listener.ports),
    instanceId: target.__typename === 'IpTarget' ? noInstance : target.vendorId,
    privateIpAddress: backend.addresses?.[0] ?? null,
    weight: backend.weight,
    backendPort: wire.ownPort ?? (settings.get(absentPort) === 'zero' ? 0 : null),
  };
}
