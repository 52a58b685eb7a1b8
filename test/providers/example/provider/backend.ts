import type { z } from 'zod';
import type {
  Backend,
  BackendHealth,
  BackendRef,
  BackendStatus,
  Health,
  Target,
} from '../../../../src/model/backend.js';
import { healthKeyOf } from '../../../../src/model/record.js';
import type { Source } from '../../../../src/model/source.js';
import type { DecodeContext, Dropped, Harvest } from '../../../../src/providers/provider.js';
import { fromTable, toAddresses, toPort } from '../../../../src/providers/wire-values.js';
import { backendRow, backendSubject, listenerSubject } from './wire.js';

const statuses: Readonly<Record<string, BackendStatus>> = {
  on: 'ACTIVE',
  off: 'DISABLED',
  making: 'CREATING',
};

const healths: Readonly<Record<string, BackendHealth>> = { up: 'UP', down: 'DOWN' };

type Row = z.infer<typeof backendRow>;

/** The subject that finds a backend again; null for one that the vendor cannot have. */
export function subjectOfBackend(ref: BackendRef): string | null {
  const { loadBalancerId, listenerId, ruleId, target, port, vendorId } = ref;
  if (listenerId === null || ruleId !== null || vendorId === null || target.type === 'Router') return null;
  if (target.type === 'Instance' && target.kind !== 'VIRTUAL_MACHINE') return null;
  const machine = target.type === 'Instance' ? target.id : null;
  const ip = target.type === 'IpTarget' ? target.id : null;
  return backendSubject.write([loadBalancerId, listenerId, vendorId, machine, ip, port]);
}

export function toBackendRef(subject: string, source: Source) {
  const [loadBalancerId, listenerId, vendorId, machine, ip, port] = backendSubject.read(subject);
  const target = toTarget({ machine, ip });
  return { source, loadBalancerId, listenerId, ruleId: null, target, port, vendorId };
}

/** A row of `GetBackends` for one listener. */
export function toBackend(value: unknown, context: DecodeContext): Harvest | Dropped {
  const [loadBalancerId, listenerId] = listenerSubject.read(context.subjects[0]);
  const parsed = backendRow.safeParse(value);
  if (!parsed.success) return 'malformed';
  if (parsed.data.listener !== listenerId) return 'foreign';
  return harvest(parsed.data, loadBalancerId, context);
}

/** A row of `GetBackends` that was asked for by its id. */
export function toNamedBackend(value: unknown, context: DecodeContext): Harvest | Dropped {
  const parsed = backendRow.safeParse(value);
  if (!parsed.success) return 'malformed';
  const row = parsed.data;
  const asked = context.subjects.filter(
    (subject) => toBackendRef(subject, context.source).vendorId === row.id,
  );
  const [first] = asked;
  if (first === undefined) return 'foreign';
  const { loadBalancerId } = toBackendRef(first, context.source);
  const found = subjectOfBackend(toRef(row, loadBalancerId, context));
  return found !== null && asked.includes(found) ? harvest(row, loadBalancerId, context) : 'changed';
}

function toRef(row: Row, loadBalancerId: string, { source }: DecodeContext): BackendRef {
  return {
    source,
    loadBalancerId,
    listenerId: row.listener,
    ruleId: null,
    target: toTarget(row),
    port: toPort(row.port),
    vendorId: row.id,
  };
}

function toTarget({ machine, ip }: Pick<Row, 'machine' | 'ip'>): Target {
  if (machine !== null) return { type: 'Instance', kind: 'VIRTUAL_MACHINE', id: machine };
  return ip === null ? { type: 'UnknownTarget', id: '' } : { type: 'IpTarget', id: ip };
}

function harvest(row: Row, loadBalancerId: string, context: DecodeContext): Harvest {
  const { source, asOf } = context;
  const ref = toRef(row, loadBalancerId, context);
  const item: Backend = {
    ...ref,
    kind: 'backend',
    asOf,
    name: row.label,
    weight: row.share,
    status: fromTable(statuses, row.state) ?? 'UNKNOWN',
    vendorStatus: row.state,
    addresses: toAddresses([row.ip]),
    createdAt: null,
    vendorFields: {},
    carried: {},
  };
  const health: Health = {
    kind: 'health',
    source,
    asOf,
    of: healthKeyOf(ref),
    health: fromTable(healths, row.health) ?? 'UNKNOWN',
    vendorHealth: row.health,
  };
  return { item, records: [health] };
}
