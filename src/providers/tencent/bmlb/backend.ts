import type { Backend, BackendHealth, CarriedInstance, Health, Target } from '../../../model/backend.js';
import type { Segment } from '../../../model/list.js';
import { healthKeyOf, type ItemRef } from '../../../model/record.js';
import type { DecodeContext, Dropped, Harvest } from '../../provider.js';
import { fromTable, pickFields, toAddresses, toPort } from '../../wire-values.js';
import { placeSegment, readSubject, type Place } from './places.js';
import type { Rows } from './rows.js';
import { readRow, type backendRow } from './wire.js';

/** `status` is the health check's word; a binding has no life cycle of its own. */
const healths: Readonly<Record<string, BackendHealth>> = { alive: 'UP', dead: 'DOWN' };

type WireBackend = ReturnType<typeof backendRow.parse>;

/** A row of backends inside its list. */
export interface BackendRead {
  readonly item: Backend;
  readonly health: Health;
}

/** Null: the row cannot be read, or names nothing that could receive traffic. */
export function toBackend(
  rows: Rows,
  row: unknown,
  { listenerId, ruleId }: Extract<Place, { list: 'backends' }>,
  { source, asOf, loadBalancerId }: Pick<Backend, 'source' | 'asOf' | 'loadBalancerId'>,
): BackendRead | null {
  const wire = readRow(rows.backend, row);
  const target = wire === null ? null : toTarget(wire.read);
  if (wire === null || target === null) return null;
  const { read, raw } = wire;
  const item: Backend = {
    kind: 'backend',
    source,
    asOf,
    loadBalancerId,
    listenerId,
    ruleId,
    target,
    port: toPort(read.rsPort),
    vendorId: null,
    name: read.alias,
    weight: read.weight,
    status: 'UNKNOWN',
    vendorStatus: null,
    addresses: toAddresses([read.lanIp]),
    createdAt: null,
    vendorFields: pickFields(raw, rows.vendorFields.backend),
    carried: target.type === 'Instance' ? toCarried(read, Object.hasOwn(raw, rows.machineName)) : {},
  };
  const health: Health = {
    kind: 'health',
    source,
    asOf,
    of: healthKeyOf(item),
    health: fromTable(healths, read.status) ?? 'UNKNOWN',
    vendorHealth: read.status,
  };
  return { item, health };
}

/**
 * `bindType` 0 is a machine; 1 the address of a virtual machine that the vendor does not know, which pages about the reverse
 * look-up write into `instanceId`. The deep list's example leaves it out: then what names the target tells. Other numbers
 * are hosted machines in newer versions of the API.
 */
function toTarget({ bindType, instanceId, lanIp }: WireBackend): Target | null {
  const named = instanceId ?? lanIp;
  if (named === null) return null;
  if (bindType === '1') return { type: 'IpTarget', id: lanIp ?? named };
  if (bindType !== null && bindType !== '0') return { type: 'UnknownTarget', id: named };
  if (instanceId !== null) return { type: 'Instance', kind: 'BARE_METAL', id: instanceId };
  return { type: bindType === null ? 'IpTarget' : 'UnknownTarget', id: named };
}

function toCarried({ alias, lanIp }: WireBackend, isNameTold: boolean): CarriedInstance {
  const privateAddresses = toAddresses([lanIp]);
  return {
    ...(isNameTold ? { name: alias } : {}),
    ...(privateAddresses.length > 0 ? { privateAddresses } : {}),
  };
}

export function toBackendRef(backend: Backend): ItemRef {
  const { source, loadBalancerId, listenerId, ruleId, target, port, vendorId } = backend;
  return { kind: 'backend', source, loadBalancerId, listenerId, ruleId, target, port, vendorId };
}

/** A row of "DescribeBmL4ListenerBackends" or "DescribeL4Backends", which names neither listener nor load balancer. */
export function decodeL4Backend(
  rows: Rows,
  row: unknown,
  { source, asOf, subjects }: DecodeContext,
): Harvest | Dropped {
  const [subject = ''] = subjects;
  const { loadBalancerId, places } = readSubject(subject);
  const place = places.find(({ list }) => list === 'backends');
  const read =
    place?.list === 'backends' ? toBackend(rows, row, place, { source, asOf, loadBalancerId }) : null;
  if (place === undefined || read === null) return 'malformed';
  const parent: Segment = placeSegment(source, loadBalancerId, place);
  return { item: read.item, parent, records: [read.health] };
}
