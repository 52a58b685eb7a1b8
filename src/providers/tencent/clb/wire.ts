import { z } from 'zod';
import type { Protocol } from '../../../model/listener.js';
import { identifier, integer, listOf, text } from '../../wire-values.js';

/** Rows as the vendor writes them, in its spelling. Fields that are not listed are ignored and never kept. */

/** An id that may be missing: null, absent and "" are alike. */
const optionalId = z
  .union([z.string(), z.null()])
  .optional()
  .transform((value) => (value === undefined || value === '' ? null : value));

/** Addresses; null when the key is absent or null, since that tells nothing of them. */
const addressSet = z
  .array(text)
  .nullish()
  .transform((value) => value ?? null);

/** `loadBalancerSet[]`. `unLoadBalancerId` is the id; `loadBalancerId` is the same, or an older one in old editions. */
export const loadBalancerRow = z
  .object({
    unLoadBalancerId: optionalId,
    loadBalancerId: optionalId,
    loadBalancerName: text,
    loadBalancerType: text,
    domain: text,
    loadBalancerVips: listOf(text),
    status: text,
    createTime: text,
    uniqVpcId: text,
  })
  .transform(({ unLoadBalancerId, loadBalancerId, ...row }, context) => {
    const vendorId = unLoadBalancerId ?? loadBalancerId;
    if (vendorId !== null) return { ...row, vendorId };
    context.issues.push({ code: 'custom', message: 'no id', input: row });
    return z.NEVER;
  });

/** What listeners and rules have in common. */
const check = {
  healthSwitch: text,
  timeOut: integer,
  intervalTime: integer,
  healthNum: integer,
  unhealthNum: integer,
  httpCheckPath: text,
  httpCheckDomain: text,
  sessionExpire: integer,
};

/** `listenerSet[]` of a classic load balancer. `listenerId` is an older id, or that of another row. */
export const classicListenerRow = z.object({
  unListenerId: identifier,
  listenerName: text,
  loadBalancerPort: text,
  protocol: text,
  status: text,
  httpHash: text,
  scheduler: text,
  ...check,
});

/** `listenerSet[]` of an application load balancer. Without rules the key is absent or `[]`. */
export const applicationListenerRow = z.object({
  listenerId: identifier,
  listenerName: text,
  loadBalancerPort: text,
  protocol: text,
  protocolType: text,
  scheduler: text,
  rules: z.unknown().optional(),
  ...check,
});

/** `rules[]` of a listener. */
export const ruleRow = z.object({ locationId: identifier, domain: text, url: text, ...check });

/** What the rows of both kinds of backends have in common. */
const bound = {
  instanceName: text,
  lanIp: text,
  wanIpSet: addressSet,
  weight: integer,
  instanceStatus: text,
};

/** `backendSet[]`: a machine bound at a classic load balancer. */
export const boundRow = z.object({ unInstanceId: identifier, ...bound });

/** `backends[]` of an application listener or rule, laid flat: with the ids of what it stands under, and what is told of that. */
export const applicationBackendRow = z.object({
  listenerId: identifier,
  locationId: identifier.nullable(),
  loadBalancerPort: text,
  protocol: text,
  protocolType: text,
  domain: text,
  url: text,
  backend: z.object({
    unInstanceId: optionalId,
    uniqEniId: optionalId,
    targetType: text,
    port: text,
    addTimestamp: text,
    ...bound,
  }),
});

/** `data[]` of DescribeLBHealthStatus. */
export const classicHealthRow = z.object({
  ip: identifier,
  protocol: identifier,
  vport: integer,
  healthStatus: text,
});

/** `backends[]` of DescribeForwardLBHealthStatus, laid flat. A rule that stands for a layer-4 listener may have no id. */
export const applicationHealthRow = z.object({
  loadBalancerId: identifier,
  listenerId: identifier,
  locationId: optionalId,
  backend: z.object({ ip: identifier, port: integer, healthStatus: text }),
});

/** `instanceSet[]`. */
export const instanceRow = z.object({
  unInstanceId: identifier,
  instanceName: text,
  lanIp: text,
  wanIpSet: addressSet,
  status: text,
  createTime: text,
});

export { readRow, type RawRow } from '../../wire-values.js';

/** The time zone of this vendor's local times, which no page tells. */
export const zone = '+08:00';

/** A classic listener as it matters to the machines behind it. */
export interface BoundThrough {
  readonly listenerId: string;
  /** The port on the machine. */
  readonly instancePort: number | null;
  /** The port of the listener. */
  readonly port: number | null;
  readonly protocol: Protocol;
}

const boundSubject = z.tuple([
  z.string(),
  z.array(z.tuple([z.string(), z.number().nullable(), z.number().nullable(), z.string()])),
]);

/** A classic load balancer with its listeners, as one subject: each machine bound at it is seen through each of them. */
export function toBoundSubject(loadBalancerId: string, listeners: readonly BoundThrough[]): string {
  const through = listeners.map(({ listenerId, instancePort, port, protocol }) => [
    listenerId,
    instancePort,
    port,
    protocol,
  ]);
  return JSON.stringify([loadBalancerId, through]);
}

export function readBoundSubject(subject: string): {
  readonly loadBalancerId: string;
  readonly listeners: readonly (Omit<BoundThrough, 'protocol'> & { readonly protocol: string })[];
} {
  const [loadBalancerId, through] = boundSubject.parse(JSON.parse(subject));
  const listeners = through.map(([listenerId, instancePort, port, protocol]) => ({
    listenerId,
    instancePort,
    port,
    protocol,
  }));
  return { loadBalancerId, listeners };
}

const protocolSubject = z.tuple([z.string(), z.number()]);

/** An application load balancer's listeners of one protocol, by the vendor's number, as a subject. */
export function toProtocolSubject(loadBalancerId: string, protocol: number): string {
  return JSON.stringify([loadBalancerId, protocol]);
}

export function readProtocolSubject(subject: string): readonly [loadBalancerId: string, protocol: number] {
  return protocolSubject.parse(JSON.parse(subject));
}
