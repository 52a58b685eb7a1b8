import { z } from 'zod';
import type { Segment } from '../../model/list.js';
import { itemKey, type Item, type ItemRef } from '../../model/record.js';
import type { Harvest, Dropped } from '../provider.js';
import { identifier, integer, listOf, text } from '../wire-values.js';

/** Rows as the vendor writes them, in its spelling. Fields that are not listed are ignored and never kept. */

/** The parameters by which a list call takes ids. */
export const idParameters = {
  loadBalancers: 'loadbalancers',
  backends: 'loadbalancer_backends',
  instances: 'instances',
} as const;

/** How many ids one call takes is not documented; more than one page's rows would never come back. */
export const maxIds = 100;

/** Statuses of rows that a list shows only if it is not told which to show: those of which nothing is left to use. */
const gone = z.looseObject({ status: z.enum(['deleted', 'terminated', 'ceased']) });

/** Whether a row is of a thing that lists leave out. */
export function isGone(row: unknown): boolean {
  return gone.safeParse(row).success;
}

/** A parent's id. Null, absent and "" become null: whoever asked mostly knows the parent. */
const parentId = z
  .string()
  .nullish()
  .transform((value) => (value === undefined || value === '' ? null : value));

/** Rows inside a row; null when the key is absent or null, since that tells nothing of the rows. */
const inlined = z
  .array(z.unknown())
  .nullish()
  .transform((value) => value ?? null);

/** An object; null, absent and "", which this vendor writes alike, become null. */
function objectOf<T extends z.ZodType>(schema: T) {
  return z
    .union([schema, z.literal('')])
    .nullish()
    .transform((value) => (value === undefined || value === '' ? null : value));
}

const eip = z.object({ eip_id: text, eip_addr: text });

/** `loadbalancer_set[]`. */
export const loadBalancerRow = z.object({
  loadbalancer_id: identifier,
  loadbalancer_name: text,
  status: text,
  create_time: text,
  zone_id: text,
  vxnet_id: text,
  vxnet: objectOf(z.object({ private_ip: text })),
  eips: listOf(eip),
  cluster: listOf(eip),
  listeners: inlined,
});

/** `loadbalancer_listener_set[]`, and `listeners[]` of a load balancer. Ports are text here: unreadable ones become null. */
export const listenerRow = z.object({
  loadbalancer_listener_id: identifier,
  loadbalancer_id: parentId,
  loadbalancer_listener_name: text,
  listener_port: text,
  listener_port_end: text,
  listener_protocol: text,
  balance_mode: text,
  session_sticky: text,
  healthy_check_method: text,
  healthy_check_option: text,
  disabled: text,
  backends: inlined,
});

/** `loadbalancer_backend_set[]`, and `backends[]` of a listener. */
export const backendRow = z.object({
  loadbalancer_backend_id: identifier,
  loadbalancer_backend_name: text,
  loadbalancer_listener_id: parentId,
  loadbalancer_id: parentId,
  resource_id: text,
  port: text,
  weight: integer,
  status: text,
  disabled: text,
  create_time: text,
});

/** `instance_set[]`. The sheet does not tell the shape of `eips`; it is read like that of a load balancer. */
export const instanceRow = z.object({
  instance_id: identifier,
  instance_name: text,
  status: text,
  transition_status: text,
  zone_id: text,
  create_time: text,
  vxnets: listOf(z.object({ private_ip: text })),
  eip: objectOf(eip),
  eips: listOf(eip),
});

/** `router_set[]`. */
export const routerRow = z.object({ router_id: identifier, router_name: text });

/** A listener as a subject, with its load balancer, which its ref needs; or its backends, as a narrowing leaves them. */
export function listenerSubject(loadBalancerId: string, listenerId: string, narrowed?: string): string {
  return JSON.stringify([loadBalancerId, listenerId, ...(narrowed === undefined ? [] : [narrowed])]);
}

const subjectTuple = z.tuple([z.string(), z.string()]).or(z.tuple([z.string(), z.string(), z.string()]));

export function toListenerIds(subject: string): {
  readonly loadBalancerId: string;
  readonly listenerId: string;
  readonly narrowed: string | null;
} {
  const [loadBalancerId, listenerId, narrowed = null] = subjectTuple.parse(JSON.parse(subject));
  return { loadBalancerId, listenerId, narrowed };
}

export { readRow, type RawRow } from '../wire-values.js';

/**
 * A whole list that came inside its parent's row. Rows of another parent and repeats are left out; a row that cannot
 * be read makes the list inexact.
 */
export function toInlinedList<T extends Item>(
  segment: Segment,
  reads: readonly (T | Dropped)[],
  toRef: (item: T) => ItemRef,
): { readonly items: readonly T[]; readonly list: NonNullable<Harvest['lists']>[number] } {
  const items = new Map<string, T>();
  for (const item of reads) {
    if (typeof item === 'string') continue;
    const key = itemKey(toRef(item));
    if (!items.has(key)) items.set(key, item);
  }
  const exact = !reads.includes('malformed');
  return { items: [...items.values()], list: { segment, items: [...items.values()].map(toRef), exact } };
}
