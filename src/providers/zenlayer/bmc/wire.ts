import { z } from 'zod';
import { LbgraphError } from '../../../errors.js';
import type { InstanceKind } from '../../../model/instance.js';
import type { PortRange } from '../../../model/listener.js';
import { identifier, integer, listOf, text, toPort } from '../../wire-values.js';

/** `InstanceProductType`: the two products whose machines may stand behind a load balancer. */
export const instanceType = z.enum(['BM', 'VM']);
export type InstanceType = z.output<typeof instanceType>;

export const kindOfType: Readonly<Record<InstanceType, InstanceKind>> = {
  BM: 'BARE_METAL',
  VM: 'VIRTUAL_MACHINE',
};
export const typeOfKind: Readonly<Record<InstanceKind, InstanceType>> = {
  BARE_METAL: 'BM',
  VIRTUAL_MACHINE: 'VM',
};

/** The parameters by which a list call takes ids. */
export const idParameters = {
  loadBalancers: 'loadBalancerIds',
  backends: 'backendIds',
  instances: 'instanceIds',
} as const;

/** The documented maximum of ids in one call, kept also where none is documented. */
export const maxIds = 100;

/** Stands for an id that a caller's reference lacks: nothing is found by it, while the vendor may read "" as no filter. */
const noId = '-';

/** An id for a call's parameters; never empty. */
export function toId(id: string | null): string {
  return id === null || id === '' ? noId : id;
}

/** Ids for a call's parameters, each once. Never an empty list, which means everything to the vendor. */
export function toIdList(ids: readonly (string | null)[]): readonly string[] {
  if (ids.length === 0) throw new LbgraphError('INTERNAL_SERVER_ERROR', 'A look-up was made of no ids.');
  return [...new Set(ids.map(toId))];
}

/** A boolean, also as text; null, absent and "" become null. */
const flag = z
  .union([z.boolean(), z.enum(['true', 'false', ''])])
  .nullish()
  .transform((value) =>
    value === undefined || value === null || value === '' ? null : String(value) === 'true',
  );

const tag = z.looseObject({ key: text, value: text });

/** `LoadBalancerInfo`. Its tags are nested, an object with a list; those of a request are a plain list, so that is read too. */
export const loadBalancerRow = z.looseObject({
  loadBalancerId: identifier,
  zoneId: text,
  loadBalancerName: text,
  status: text,
  createTime: text,
  vipList: listOf(z.looseObject({ ipAddress: text }).nullable()),
  tags: z.union([z.array(tag), z.looseObject({ tags: listOf(tag) }).transform(({ tags }) => tags)]).nullish(),
});

/** `ListenerInfo`. The documentation's example omits `healthCheck`. */
export const listenerRow = z.looseObject({
  loadBalancerId: identifier,
  listenerId: identifier,
  listenerName: text,
  status: text,
  port: text,
  protocol: text,
  scheduler: text,
  healthCheck: z
    .looseObject({ checkEnabled: flag, checkType: text, checkPort: integer, httpCheckPath: text })
    .nullish(),
});

/** `BackendInfo`. It names its listener, not its load balancer; the documentation's example omits `instanceType`. */
export const backendRow = z.looseObject({
  listenerId: identifier,
  backendId: identifier,
  backendName: text,
  status: text,
  port: text,
  weight: integer,
  instanceId: text,
  instanceType: text,
  instanceName: text,
  createTime: text,
});

/** `InstanceInfo` of bmc and of vm; each has its own names for IPv6 addresses. */
export const instanceRow = z.looseObject({
  instanceId: identifier,
  zoneId: text,
  instanceName: text,
  instanceStatus: text,
  createTime: text,
  privateIpAddresses: listOf(text),
  publicIpAddresses: listOf(text),
  primaryPublicIpAddress: text,
  ipv6Addresses: listOf(text),
  publicIpv6Addresses: listOf(text),
  primaryPublicIPv6Address: text,
});

export { readRow } from '../../wire-values.js';

/**
 * The ports of a port string: one, or commas and `a-b` ranges as the vendor's other products write them, for how this one
 * writes several is unknown. Null when any part cannot be read.
 */
export function toPorts(value: string | null): readonly PortRange[] | null {
  const ranges = (value ?? '').split(',').map(toPortRange);
  return ranges.every((range) => range !== null) ? ranges : null;
}

/** Null: not a port, nor a range of ports in ascending order. What port 0 means is unknown here. */
function toPortRange(part: string): PortRange | null {
  const match = /^\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*$/.exec(part);
  const from = toPort(match?.[1] ?? null);
  const to = toPort(match?.[2] ?? match?.[1] ?? null);
  return from !== null && to !== null && from <= to ? { from, to } : null;
}

/** The row's fields that `vendorFields` shows: a port string that cannot be read is shown as it came. */
export function withUnreadPort(names: readonly string[], port: unknown): readonly string[] {
  return port === null ? [...names, 'port'] : names;
}
