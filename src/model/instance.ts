import type { JsonObject } from './json.js';
import type { RecordBase } from './record-base.js';
import { emptySelection, type Selection } from './selection.js';
import type { Source } from './source.js';

export type InstanceKind = 'VIRTUAL_MACHINE' | 'BARE_METAL';
export type InstanceStatus =
  | 'PENDING'
  | 'RUNNING'
  | 'STARTING'
  | 'STOPPING'
  | 'STOPPED'
  | 'REBOOTING'
  | 'MAINTENANCE'
  | 'SUSPENDED'
  | 'FAILED'
  | 'TERMINATED'
  | 'NOT_FOUND'
  | 'UNKNOWN';

/** What is needed to fetch an instance. */
export interface InstanceRef {
  readonly source: Source;
  readonly instanceKind: InstanceKind;
  readonly vendorId: string;
}

export interface Instance extends RecordBase, InstanceRef {
  readonly kind: 'instance';
  readonly zone: string | null;
  readonly name: string | null;
  readonly status: InstanceStatus;
  readonly vendorStatus: string | null;
  readonly privateAddresses: readonly string[];
  readonly publicAddresses: readonly string[];
  readonly createdAt: string | null;
  readonly vendorFields: JsonObject;
}

/** All of a machine's record, where one may be at hand that does no more than name it. */
export const wholeInstance: Selection = { ...emptySelection, fields: new Set(['vendorFields']) };
