import type { Instance, InstanceStatus } from '../../../model/instance.js';
import type { Segment } from '../../../model/list.js';
import type { ItemRef } from '../../../model/record.js';
import type { Source } from '../../../model/source.js';

/** By the number that rows of machines have in API 2.0, and rows of what is bound in both versions. */
export const machineStatuses: Readonly<Record<string, InstanceStatus>> = {
  '1': 'FAILED',
  '2': 'RUNNING',
  '3': 'PENDING',
  '4': 'STOPPED',
  '5': 'TERMINATED',
  '6': 'TERMINATED',
  '7': 'REBOOTING',
  '8': 'STARTING',
  '9': 'STOPPING',
  '10': 'MAINTENANCE',
  '11': 'MAINTENANCE',
  '12': 'MAINTENANCE',
  '13': 'MAINTENANCE',
  '14': 'MAINTENANCE',
  '19': 'MAINTENANCE',
  '21': 'MAINTENANCE',
};

/** `narrowed`: to what the vendor leaves of it. */
export function instancesSegment(source: Source, narrowed: string | null): Segment {
  return { of: { list: 'instances', source }, segment: '', ...(narrowed === null ? {} : { narrowed }) };
}

export function instanceRef(vendorId: string, source: Source): ItemRef {
  return { kind: 'instance', source, instanceKind: 'VIRTUAL_MACHINE', vendorId };
}

/** A machine that is named, and of which nothing is read. */
export const unread: Omit<Instance, 'source' | 'asOf' | 'vendorId'> = {
  kind: 'instance',
  instanceKind: 'VIRTUAL_MACHINE',
  zone: null,
  name: null,
  status: 'UNKNOWN',
  vendorStatus: null,
  privateAddresses: [],
  publicAddresses: [],
  createdAt: null,
  vendorFields: {},
  lacks: [
    'zone',
    'name',
    'status',
    'vendorStatus',
    'privateAddresses',
    'publicAddresses',
    'createdAt',
    'vendorFields',
  ],
};
