import type { InstanceStatus } from '../../../../src/model/instance.js';
import type { DecodeContext, Dropped, Harvest } from '../../../../src/providers/provider.js';
import { fromTable, pickFields, toAddresses } from '../../../../src/providers/wire-values.js';
import { machineRow, toTime } from './wire.js';

const statuses: Readonly<Record<string, InstanceStatus>> = {
  on: 'RUNNING',
  off: 'STOPPED',
  making: 'PENDING',
  failed: 'FAILED',
};

/** A row of `GetMachines`. */
export function toInstance(value: unknown, { source, asOf, subjects }: DecodeContext): Harvest | Dropped {
  const parsed = machineRow.safeParse(value);
  if (!parsed.success) return 'malformed';
  const row = parsed.data;
  if (subjects.length > 0 && !subjects.includes(row.id)) return 'foreign';
  return {
    item: {
      kind: 'instance',
      source,
      asOf,
      instanceKind: 'VIRTUAL_MACHINE',
      vendorId: row.id,
      zone: null,
      name: row.label,
      status: fromTable(statuses, row.state) ?? 'UNKNOWN',
      vendorStatus: row.state,
      privateAddresses: toAddresses(row.inner),
      publicAddresses: toAddresses(row.outer),
      createdAt: toTime(row.made),
      vendorFields: pickFields(row, ['size']),
    },
  };
}
