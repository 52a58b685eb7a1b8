import { z } from 'zod';
import { identifier, integer, listOf, text } from '../../wire-values.js';

/**
 * Rows as API 2.0 writes them, in its spelling; API 3.0 has the same ones under other names. What one version writes in another way, its
 * own schema reads as it stands here. Fields that are not listed are ignored and never kept.
 */

/** An id that may be missing: null, absent and "" are alike. */
export const optionalId = z
  .union([z.string(), z.null()])
  .optional()
  .transform((value) => (value === undefined || value === '' ? null : value));

/** Addresses; null when the key is absent or null, since that tells nothing of them. */
export const addressSet = z
  .array(text)
  .nullish()
  .transform((value) => value ?? null);

/** `loadBalancerSet[]`. */
export const loadBalancerRow = z.object({
  unLoadBalancerId: identifier,
  loadBalancerName: text,
  loadBalancerType: text,
  domain: text,
  loadBalancerVips: listOf(text),
  status: text,
  createTime: text,
  uniqVpcId: text,
});

/** How backends are checked: among the fields of a row, but for application listeners and rules of API 3.0, which have it in one. */
export const healthCheckRow = z.object({
  healthSwitch: text,
  timeOut: integer,
  intervalTime: integer,
  healthNum: integer,
  unhealthNum: integer,
  httpCheckPath: text,
  httpCheckDomain: text,
});

/** `listenerSet[]` of a classic load balancer. `listenerId` is an older id, or that of another row. */
export const classicListenerRow = healthCheckRow.extend({
  unListenerId: identifier,
  listenerName: text,
  loadBalancerPort: text,
  protocol: text,
  status: text,
  httpHash: text,
  scheduler: text,
  sessionExpire: integer,
});

/** `listenerSet[]` of an application load balancer, without its check. Where there are no rules the key is absent or `[]`. */
export const applicationListenerRow = z.object({
  listenerId: identifier,
  listenerName: text,
  loadBalancerPort: text,
  protocol: text,
  protocolType: text,
  scheduler: text,
  sessionExpire: integer,
  rules: z.unknown().optional(),
});

/** `rules[]` of a listener, without its check. */
export const ruleRow = z.object({ locationId: identifier, domain: text, url: text });

/** `backendSet[]`: a machine bound at a classic load balancer. `lanIpSet` is `lanIp` in API 2.0, one address. */
export const boundRow = z.object({
  unInstanceId: identifier,
  instanceName: text,
  lanIpSet: addressSet,
  wanIpSet: addressSet,
  weight: integer,
  instanceStatus: text,
});

/** `backends[]` of an application listener or rule. */
export const backendRow = boundRow.extend({
  unInstanceId: optionalId,
  uniqEniId: optionalId,
  targetType: text,
  port: text,
  addTimestamp: text,
});

/** Where such a backend stands, laid flat: the ids of what is above it, and what is told of that. */
export const backendPlace = z.object({
  listenerId: identifier,
  locationId: identifier.nullable(),
  loadBalancerPort: text,
  endPort: text,
  protocol: text,
  protocolType: text,
  domain: text,
  url: text,
});

/** `data[]` of DescribeLBHealthStatus. */
export const classicHealthRow = z.object({
  ip: identifier,
  protocol: identifier,
  vport: integer,
  healthStatus: text,
});

/** Where a checked backend of an application load balancer stands, laid flat. */
export const healthPlace = z.object({
  loadBalancerId: identifier,
  listenerId: identifier,
  // A rule that stands for a layer-4 listener may have none.
  locationId: optionalId,
});

/** The time zone of this vendor's local times, which no page tells. */
export const zone = '+08:00';
