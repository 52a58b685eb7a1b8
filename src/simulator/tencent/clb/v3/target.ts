import type { VendorFields } from '../../../inventory.js';
import type { Settings } from '../../../settings.js';
import type { WireRow } from '../../../vendor.js';
import { toWireTime } from '../../wire-time.js';
import { targetId } from '../backend.js';
import type { FleetIndex } from '../fleet-index.js';
import { zoneOf } from '../instance-2017.js';
import type { Backend, Instance } from '../records.js';
import { interfaceTarget, targetCase } from './settings.js';

/** A machine or interface behind an application listener or rule. */
export function toTargetRow(backend: Backend, index: FleetIndex, settings: Settings): WireRow {
  const machine = index.machines.get(targetId(backend));
  return {
    ...idField('InstanceId', backend, settings),
    Port: backend.port,
    Weight: backend.weight,
    PublicIpAddresses: machine && machine.publicAddresses.length > 0 ? machine.publicAddresses : null,
    PrivateIpAddresses: backend.addresses?.slice(0, 1) ?? [],
    InstanceName: machine ? (machine.name ?? machine.wire.emptyName) : null,
    RegisteredTime: backend.createdAt === null ? '' : toWireTime(backend.createdAt),
    ...targetFields(backend, machine, settings),
  };
}

/** What a row tells besides fields of the schema. */
export function targetFields(
  { wire }: Backend,
  machine: Instance | undefined,
  settings: Settings,
): VendorFields {
  return {
    Type: inCase(wire.eni ? 'ENI' : 'CVM', settings),
    EniId: wire.eni?.id ?? '',
    Tag: '',
    Zone: machine ? zoneOf(machine) : null,
  };
}

/** A machine bound at a classic load balancer. */
export function toClassicTargetRow(backend: Backend, index: FleetIndex, settings: Settings): WireRow {
  const machine = index.machines.get(targetId(backend));
  return {
    ...classicTargetFields(settings),
    InstanceId: targetId(backend),
    Weight: backend.weight,
    PublicIpAddresses: machine?.publicAddresses ?? [],
    PrivateIpAddresses: backend.addresses?.slice(0, 1) ?? [],
    InstanceName: machine ? (machine.name ?? machine.wire.emptyName) : '',
    // Of a machine that CVM no longer has, a number that no table explains.
    RunFlag: Number(index.instances.get(targetId(backend))?.vendorStatus ?? 0),
  };
}

export function classicTargetFields(settings: Settings): VendorFields {
  return { Type: inCase('CVM', settings) };
}

const inCase = (type: string, settings: Settings): string =>
  settings.get(targetCase) === 'lower' ? type.toLowerCase() : type;

/** The machine's id under this name, where it is told. */
export function idField(name: string, backend: Backend, settings: Settings): WireRow {
  if (backend.target.__typename !== 'UnknownTarget') return { [name]: targetId(backend) };
  const choice = settings.get(interfaceTarget);
  return choice === 'absent' ? {} : { [name]: choice === 'empty' ? '' : targetId(backend) };
}
