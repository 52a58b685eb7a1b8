import { narrowedBy } from '../narrow.js';
import { z } from 'zod';
import { isAddress } from '../../model/address.js';
import type {
  Backend,
  BackendHealth,
  BackendRef,
  BackendStatus,
  Health,
  Target,
} from '../../model/backend.js';
import type { Segment } from '../../model/list.js';
import type { Listener } from '../../model/listener.js';
import { healthKeyOf, type ItemRef, type VendorRecord } from '../../model/record.js';
import type { Source } from '../../model/source.js';
import { idsOf } from '../id-lists.js';
import type { DecodeContext, Harvest, Dropped } from '../provider.js';
import { fromTable, pickFields, toUtc, toPort } from '../wire-values.js';
import { backendRow, idParameters, readRow, toInlinedList, toListenerIds } from './wire.js';

/** By `disabled`: 0 or 1. */
const statuses: Readonly<Record<string, BackendStatus>> = { '0': 'ACTIVE', '1': 'DISABLED' };

/** The row's `status` is health; its life cycle is `disabled`. */
const healths: Readonly<Record<string, BackendHealth>> = { up: 'UP', down: 'DOWN', abnormal: 'ABNORMAL' };

/** Given as `vendorFields`, where the row has them. */
const vendorFields = ['disabled', 'loadbalancer_policy_id'];

/** All backends of one listener; this vendor has no rules. */
export function backendsSegment(source: Source, loadBalancerId: string, listenerId: string): Segment {
  return { of: { list: 'backends', source, loadBalancerId, listenerId, ruleId: null }, segment: '' };
}

/** All backends of a source, whatever they stand under. */
export function everySegment(source: Source): Segment {
  return { of: { list: 'bindings', source, subject: '' }, segment: '' };
}

/** A backend's whole identity as a subject; null for one that this vendor cannot have. */
export function backendSubject(ref: BackendRef): string | null {
  const { loadBalancerId, listenerId, vendorId, target, port } = ref;
  if (listenerId === null || vendorId === null) return null;
  return JSON.stringify([loadBalancerId, listenerId, vendorId, target, port]);
}

/** Subjects come back from node ids too, so they are checked like wire data. */
const target = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Instance'), kind: z.enum(['VIRTUAL_MACHINE', 'BARE_METAL']), id: z.string() }),
  z.object({ type: z.enum(['Router', 'IpTarget', 'UnknownTarget']), id: z.string() }),
]);
const subjectTuple = z.tuple([z.string(), z.string(), z.string(), target, z.number().nullable()]);

export function toBackendRef(subject: string, source: Source): BackendRef & { readonly vendorId: string } {
  const [loadBalancerId, listenerId, vendorId, target, port] = subjectTuple.parse(JSON.parse(subject));
  return { source, loadBalancerId, listenerId, ruleId: null, target, port, vendorId };
}

/** The parents that a row must have; null where any will do. */
interface Parents {
  readonly loadBalancerId: string | null;
  readonly listenerId: string | null;
}

/** A backend of the listener that is the one subject, and of the ids that the list is narrowed to. */
export function decodeBackendOfListener(row: unknown, context: DecodeContext) {
  return decodeBackend(row, context, (id) =>
    context.subjects.map(toListenerIds).filter(({ narrowed }) => {
      const ids = idsOf(narrowed, idParameters.backends);
      return ids.length === 0 || ids.includes(id);
    }),
  );
}

/** A backend of the ids that the lists of all subjects are narrowed to, of whichever listener. */
export function decodeBackendAmong(row: unknown, context: DecodeContext): Harvest | Dropped {
  const { narrowed = null } = context.subjects.slice(0, 1).map(toListenerIds)[0] ?? {};
  const ids = idsOf(narrowed, idParameters.backends);
  const decoded = decodeBackend(row, context, (id) =>
    ids.includes(id) ? [{ loadBalancerId: null, listenerId: null }] : [],
  );
  if (typeof decoded === 'string' || narrowed === null) return decoded;
  return { ...decoded, parent: narrowedBy(decoded.parent, narrowed) };
}

/** A backend of the load balancer that is the one subject. */
export function decodeBackendOfLoadBalancer(row: unknown, context: DecodeContext) {
  return decodeBackend(row, context, () =>
    context.subjects.map((loadBalancerId) => ({ loadBalancerId, listenerId: null })),
  );
}

/** Any backend of the source. */
export function decodeAnyBackend(row: unknown, context: DecodeContext) {
  return decodeBackend(row, context, () => [{ loadBalancerId: null, listenerId: null }]);
}

/** A backend among the subjects; one that has other parents by now has changed. */
export function decodeBackendById(row: unknown, context: DecodeContext) {
  const named = new Set<string>();
  const decoded = decodeBackend(row, context, (id) => {
    const refs = context.subjects
      // Cheap first: most subjects name another backend.
      .filter((subject) => subject.includes(JSON.stringify(id)))
      .map((subject) => toBackendRef(subject, context.source))
      .filter(({ vendorId }) => vendorId === id);
    for (const { vendorId } of refs) named.add(vendorId);
    return refs;
  });
  return decoded === 'foreign' && named.size > 0 ? 'changed' : decoded;
}

/** A flat row always tells health: without `status` it is unknown. */
function decodeBackend(
  row: unknown,
  context: DecodeContext,
  parents: (id: string) => readonly Parents[],
): (Harvest & { readonly parent: Segment }) | Dropped {
  const decoded = readBackend(row, context, parents);
  if (typeof decoded === 'string') return decoded;
  const { item, vendorHealth } = decoded;
  const parent = backendsSegment(context.source, item.loadBalancerId, item.listenerId);
  return { item, parent, records: [toHealth(item, vendorHealth)] };
}

/**
 * The backends that came inside a listener's row. Whether such rows carry health is not documented: their health counts
 * as read when at least one of them has the key.
 */
export function toInlinedBackends(rows: readonly unknown[], listener: Listener, context: DecodeContext) {
  const { source, loadBalancerId, vendorId: listenerId } = listener;
  const reads = rows.map((row) => readBackend(row, context, () => [{ loadBalancerId, listenerId }]));
  const readable = reads.filter((read) => typeof read !== 'string');
  const segment = backendsSegment(source, loadBalancerId, listenerId);
  const { items, list } = toInlinedList(
    segment,
    reads.map((read) => (typeof read === 'string' ? read : read.item)),
    toItemRef,
  );
  const carriesHealth = readable.some((read) => read.carriesHealth);
  const healthOf = new Map(readable.map(({ item, vendorHealth }) => [item.vendorId, vendorHealth]));
  const healths = carriesHealth
    ? items.map((item) => toHealth(item, healthOf.get(item.vendorId ?? '') ?? null))
    : [];
  const records: readonly VendorRecord[] = [...items, ...healths];
  // Each is only ever reported true, so that the order of rows does not matter.
  const facts: Readonly<Record<string, boolean>> = carriesHealth
    ? { inlinedHealth: true }
    : items.length > 0
      ? { inlinedWithoutHealth: true }
      : {};
  return { records, list, facts };
}

type ListedBackend = Backend & { readonly listenerId: string };

interface ReadBackend {
  readonly item: ListedBackend;
  readonly vendorHealth: string | null;
  readonly carriesHealth: boolean;
}

/** `parents`: those under which a backend of that id was asked for; a row that names others is foreign. */
function readBackend(
  row: unknown,
  { source, asOf }: DecodeContext,
  parents: (id: string) => readonly Parents[],
): ReadBackend | Dropped {
  const decoded = readRow(backendRow, row);
  if (decoded === null) return 'malformed';
  const { read, raw } = decoded;
  const vendorId = read.loadbalancer_backend_id;
  const own = { loadBalancerId: read.loadbalancer_id, listenerId: read.loadbalancer_listener_id };
  const parent = parents(vendorId).find(
    (asked) => agree(asked.loadBalancerId, own.loadBalancerId) && agree(asked.listenerId, own.listenerId),
  );
  if (parent === undefined) return 'foreign';
  const loadBalancerId = own.loadBalancerId ?? parent.loadBalancerId;
  const listenerId = own.listenerId ?? parent.listenerId;
  if (loadBalancerId === null || listenerId === null) return 'malformed';
  const target = toTarget(read.resource_id);
  const item: ListedBackend = {
    kind: 'backend',
    source,
    asOf,
    loadBalancerId,
    listenerId,
    ruleId: null,
    target,
    port: toPort(read.port),
    vendorId,
    name: read.loadbalancer_backend_name,
    weight: read.weight,
    status: fromTable(statuses, read.disabled) ?? 'UNKNOWN',
    vendorStatus: read.disabled,
    // Rows of some calls are said to carry `private_ip`, others not: an answer must not depend on which call brought it.
    addresses: target.type === 'IpTarget' ? [target.id] : null,
    createdAt: toUtc(read.create_time, 'Z'),
    vendorFields: pickFields(raw, vendorFields),
    carried: {},
  };
  return {
    item,
    vendorHealth: read.status,
    carriesHealth: Object.hasOwn(raw, 'status'),
  };
}

/** Whether a row's own parent may be the one asked about; either may be untold. */
function agree(asked: string | null, own: string | null): boolean {
  return asked === null || own === null || asked === own;
}

/** The kind of a resource shows in its id only: `i-` an instance, `rtr-` a router, or an address. */
function toTarget(resourceId: string | null): Target {
  const id = resourceId ?? '';
  if (id.startsWith('i-')) return { type: 'Instance', kind: 'VIRTUAL_MACHINE', id };
  if (id.startsWith('rtr-')) return { type: 'Router', id };
  return { type: isAddress(id) ? 'IpTarget' : 'UnknownTarget', id };
}

function toItemRef(backend: Backend): ItemRef {
  return { kind: 'backend', ...toRef(backend) };
}

function toRef({ source, loadBalancerId, listenerId, ruleId, target, port, vendorId }: Backend): BackendRef {
  return { source, loadBalancerId, listenerId, ruleId, target, port, vendorId };
}

function toHealth(backend: Backend, vendorHealth: string | null): Health {
  const { source, asOf } = backend;
  const health = fromTable(healths, vendorHealth) ?? 'UNKNOWN';
  return { kind: 'health', source, asOf, of: healthKeyOf(backend), health, vendorHealth };
}
