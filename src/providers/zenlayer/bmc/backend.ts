import { z } from 'zod';
import type { Backend, BackendRef, BackendStatus, Target } from '../../../model/backend.js';
import type { DecodeContext, Dropped } from '../../provider.js';
import { fromTable, pickFields, toUtc, toPort } from '../../wire-values.js';
import { toId } from '../ids.js';
import { withUnreadPort } from '../ports.js';
import { backendRow, instanceType, kindOfType, readRow, typeOfKind, type InstanceType } from './wire.js';

/** `instanceId`, the target, and the ids of the binding are fields of the schema. */
const vendorFields = ['instanceType', 'instanceName'];

const statuses: Readonly<Record<string, BackendStatus>> = { available: 'ACTIVE' };

/** How rows spell the instance types. */
const types: Readonly<Record<string, InstanceType>> = { bm: 'BM', vm: 'VM' };

/** What one list call asks for: the backends of one instance type behind one listener. */
export interface BackendList {
  readonly loadBalancerId: string;
  readonly listenerId: string;
  readonly type: InstanceType;
  /** What the vendor is asked to leave of them. */
  readonly narrowed?: string | undefined;
}

/**
 * A row of `DescribeBackends`, which knows its list, or one embedded in a load balancer, which does not. A row that tells no
 * instance type, or one nobody knows, is of the type asked for, and of the default BM where none was.
 */
export function toBackend(
  row: unknown,
  list: Pick<BackendList, 'loadBalancerId'> & Partial<BackendList>,
  { source, asOf }: Pick<DecodeContext, 'source' | 'asOf'>,
): Backend | Dropped {
  const wire = readRow(backendRow, row);
  if (wire === null) return 'malformed';
  const { read, raw } = wire;
  const type = fromTable(types, read.instanceType) ?? list.type ?? 'BM';
  const asked = { listenerId: read.listenerId, type, ...list };
  if (read.listenerId !== asked.listenerId || type !== asked.type) return 'foreign';
  const port = toPort(read.port);
  return {
    kind: 'backend',
    source,
    asOf,
    loadBalancerId: list.loadBalancerId,
    listenerId: read.listenerId,
    ruleId: null,
    target: toTarget(read.instanceId, type),
    port,
    vendorId: read.backendId,
    name: read.backendName,
    weight: read.weight,
    status: fromTable(statuses, read.status) ?? 'UNKNOWN',
    vendorStatus: read.status,
    addresses: null,
    createdAt: toUtc(read.createTime, 'Z'),
    vendorFields: pickFields(raw, withUnreadPort(vendorFields, port)),
    carried: Object.hasOwn(raw, 'instanceName') ? { name: read.instanceName } : {},
  };
}

/** The instance type is all that a row without an instance id tells of its target; it also leads back to the right list. */
function toTarget(instanceId: string | null, type: InstanceType): Target {
  return instanceId === null
    ? { type: 'UnknownTarget', id: type }
    : { type: 'Instance', kind: kindOfType[type], id: instanceId };
}

const whole = [z.string(), z.string(), instanceType] as const;
const listTuple = z.tuple([...whole]).or(z.tuple([...whole, z.string()]));

/** A list as a subject: with its load balancer, which the rows do not tell. */
export function toBackendListSubject({ loadBalancerId, listenerId, type, narrowed }: BackendList): string {
  return JSON.stringify([loadBalancerId, listenerId, type, ...(narrowed === undefined ? [] : [narrowed])]);
}

/** Reads what `toBackendListSubject` wrote. */
export function readBackendListSubject(subject: string): BackendList {
  const [loadBalancerId, listenerId, type, narrowed] = listTuple.parse(JSON.parse(subject));
  return { loadBalancerId, listenerId, type, narrowed };
}

/** Load balancer, listener, rule; the target's type, kind and id; port; the backend's own id. */
const refTuple = z.tuple([
  z.string(),
  z.string().nullable(),
  z.string().nullable(),
  z.enum(['Instance', 'Router', 'IpTarget', 'UnknownTarget']),
  z.enum(['BARE_METAL', 'VIRTUAL_MACHINE']).nullable(),
  z.string(),
  z.number().nullable(),
  z.string().nullable(),
]);

/** A backend as a subject: all that names it, always spelled alike. */
export function toBackendSubject(ref: Omit<BackendRef, 'source'>): string {
  const { loadBalancerId, listenerId, ruleId, target, port, vendorId } = ref;
  const kind = target.type === 'Instance' ? target.kind : null;
  return JSON.stringify([loadBalancerId, listenerId, ruleId, target.type, kind, target.id, port, vendorId]);
}

/** Reads what `toBackendSubject` wrote. */
export function readBackendSubject(subject: string): Omit<BackendRef, 'source'> {
  const [loadBalancerId, listenerId, ruleId, type, kind, id, port, vendorId] = refTuple.parse(
    JSON.parse(subject),
  );
  const target: Target = type === 'Instance' ? { type, kind: kind ?? 'BARE_METAL', id } : { type, id };
  return { loadBalancerId, listenerId, ruleId, target, port, vendorId };
}

/** The list that a backend stands in. A target of which only the type is known names that: see `toTarget`. */
export function listOfBackend({
  loadBalancerId,
  listenerId,
  target,
}: Omit<BackendRef, 'source'>): BackendList {
  const type = target.type === 'Instance' ? typeOfKind[target.kind] : (fromTable(types, target.id) ?? 'BM');
  return { loadBalancerId, listenerId: toId(listenerId), type };
}
