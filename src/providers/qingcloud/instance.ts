import type { Instance, InstanceStatus } from '../../model/instance.js';
import type { JsonObject, JsonValue } from '../../model/json.js';
import type { Segment } from '../../model/list.js';
import type { ItemRef, RecordRef } from '../../model/record.js';
import type { Router } from '../../model/router.js';
import type { Source } from '../../model/source.js';
import type { DecodeContext, Harvest, Dropped } from '../provider.js';
import { fromTable, pickFields, pickObjects, toAddresses, toUtc } from '../wire-values.js';
import { instanceRow, readRow, routerRow, type RawRow } from './wire.js';

/** What an instance is going through outranks what it was before. */
const transitions: Readonly<Record<string, InstanceStatus>> = {
  starting: 'STARTING',
  stopping: 'STOPPING',
  restarting: 'REBOOTING',
  creating: 'PENDING',
  resuming: 'PENDING',
  recovering: 'PENDING',
  resetting: 'MAINTENANCE',
  suspending: 'SUSPENDED',
  terminating: 'TERMINATED',
};

const statuses: Readonly<Record<string, InstanceStatus>> = {
  pending: 'PENDING',
  running: 'RUNNING',
  stopped: 'STOPPED',
  suspended: 'SUSPENDED',
  terminated: 'TERMINATED',
  ceased: 'TERMINATED',
};

/** Scalars and lists of ids; `graphics_passwd` and the console's other fields are not among them. */
const vendorFields = [
  'description',
  'transition_status',
  'instance_type',
  'instance_class',
  'vcpus_current',
  'memory_current',
  'volume_ids',
  'keypair_ids',
  'status_time',
];

/** Objects among the vendor fields, by a list of their own: an image's row may carry `default_passwd`. */
const vendorObjects: Readonly<Record<string, readonly string[]>> = {
  image: ['image_id', 'image_name', 'image_size', 'platform', 'os_family', 'processor_type', 'provider'],
  security_group: ['security_group_id', 'is_default'],
};

/** What of allowed fields is a scalar or a list of such. An object in their place is none that the documentation tells of: it may hold secrets. */
function plainFields(fields: JsonObject): JsonObject {
  const isScalar = (value: JsonValue) => typeof value !== 'object' || value === null;
  const isPlain = (value: JsonValue) => (Array.isArray(value) ? value.every(isScalar) : isScalar(value));
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isPlain(value)));
}

function toVendorFields(row: RawRow): JsonObject {
  const objects = Object.entries(pickObjects(row, vendorObjects)).map(
    ([name, fields]) => [name, fields === null ? null : plainFields(fields)] as const,
  );
  return { ...plainFields(pickFields(row, vendorFields)), ...Object.fromEntries(objects) };
}

export function instancesSegment(source: Source): Segment {
  return { of: { list: 'instances', source }, segment: '' };
}

export function instanceRef(vendorId: string, source: Source): ItemRef {
  return { kind: 'instance', source, instanceKind: 'VIRTUAL_MACHINE', vendorId };
}

/** An instance. Subjects, when there are any, are the ids asked for. */
export function decodeInstance(row: unknown, { source, asOf, subjects }: DecodeContext): Harvest | Dropped {
  const decoded = readRow(instanceRow, row);
  if (decoded === null) return 'malformed';
  const { read, raw } = decoded;
  const vendorId = read.instance_id;
  if (subjects.length > 0 && !subjects.includes(vendorId)) return 'foreign';
  const item: Instance = {
    kind: 'instance',
    source,
    asOf,
    instanceKind: 'VIRTUAL_MACHINE',
    vendorId,
    zone: read.zone_id,
    name: read.instance_name,
    status: fromTable(transitions, read.transition_status) ?? fromTable(statuses, read.status) ?? 'UNKNOWN',
    vendorStatus: read.status,
    privateAddresses: toAddresses(read.vxnets.map((vxnet) => vxnet.private_ip)),
    publicAddresses: toAddresses([read.eip, ...read.eips].map((eip) => eip?.eip_addr)),
    createdAt: toUtc(read.create_time, 'Z'),
    vendorFields: toVendorFields(raw),
  };
  return { item };
}

export function routerRef(vendorId: string, source: Source): RecordRef {
  return { kind: 'router', source, vendorId };
}

/** A router, which may stand in an instance's place, among the subjects. */
export function decodeRouter(row: unknown, { source, asOf, subjects }: DecodeContext): Harvest | Dropped {
  const decoded = readRow(routerRow, row);
  if (decoded === null) return 'malformed';
  const { router_id: vendorId, router_name: name } = decoded.read;
  if (!subjects.includes(vendorId)) return 'foreign';
  const item: Router = { kind: 'router', source, asOf, vendorId, name };
  return { item };
}
