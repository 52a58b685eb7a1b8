import type { Settings } from '../../settings.js';
import type { WireRow } from '../../vendor.js';
import { toWireTime } from '../wire-time.js';
import type { FleetIndex } from './fleet-index.js';
import type { Backend, Instance } from './records.js';
import { forwardStatus } from './settings.js';

/** A machine bound at a classic load balancer: neither port nor listener. */
export function toClassicBackendRow(backend: Backend, index: FleetIndex): WireRow {
  const machine = machineOf(backend, index);
  return {
    ...backend.vendorFields,
    unInstanceId: targetId(backend),
    weight: backend.weight,
    ...machineFields(machine),
    lanIp: backend.addresses?.[0] ?? '',
    instanceStatus: statusOf(backend, index),
  };
}

/** A machine, or one of its interfaces, behind an application listener or rule. */
export function toForwardBackendRow(backend: Backend, index: FleetIndex, settings: Settings): WireRow {
  const machine = machineOf(backend, index);
  const alone = backend.target.__typename === 'UnknownTarget';
  return {
    ...(alone ? {} : { unInstanceId: targetId(backend) }),
    ...machineFields(machine),
    lanIp: backend.addresses?.[0] ?? '',
    instanceStatus: settings.get(forwardStatus) === '0' ? 0 : statusOf(backend, index),
    port: backend.port,
    weight: backend.weight,
    ...(backend.createdAt === null ? {} : { addTimestamp: toWireTime(backend.createdAt) }),
    ...backend.vendorFields,
  };
}

/** Of a machine that CVM no longer has the 0 that examples show and no table explains. */
function statusOf(backend: Backend, index: FleetIndex): number {
  return Number(index.instances.get(targetId(backend))?.vendorStatus ?? 0);
}

function machineOf(backend: Backend, index: FleetIndex): Instance | undefined {
  return index.machines.get(targetId(backend));
}

export function targetId({ target }: Backend): string {
  return target.__typename === 'IpTarget' ? target.address : target.vendorId;
}

function machineFields(machine: Instance | undefined): WireRow {
  if (!machine) return { instanceName: '', wanIpSet: [] };
  return { instanceName: machine.name ?? machine.wire.emptyName, ...addressField(machine) };
}

/** Without a public address the key is absent or its list empty. */
export function addressField({ publicAddresses, wire }: Instance): WireRow {
  return publicAddresses.length === 0 && wire.noAddress === 'absent' ? {} : { wanIpSet: publicAddresses };
}
