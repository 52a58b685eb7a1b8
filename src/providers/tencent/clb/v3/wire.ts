import { z } from 'zod';
import { identifier, integer, listOf, text } from '../../../wire-values.js';

/** Rows as API 3.0 writes them, by the declarations of the vendor's own client. Fields that are not listed are ignored and never kept. */

/** Addresses; null when the key is absent or null, since that tells nothing of them. */
const addressSet = z
  .array(text)
  .nullish()
  .transform((value) => value ?? null);

/** What may be null or absent as a whole. */
function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? null);
}

/** `LoadBalancerSet[]`. */
export const loadBalancerRow = z.object({
  LoadBalancerId: identifier,
  LoadBalancerName: text,
  LoadBalancerType: text,
  Domain: text,
  LoadBalancerDomain: text,
  LoadBalancerVips: listOf(text),
  AddressIPv6: text,
  Status: text,
  CreateTime: text,
  VpcId: text,
  Tags: optional(z.array(z.object({ TagKey: identifier, TagValue: text }))),
});

/** Of a listener or rule. */
export const healthCheckRow = z.object({
  HealthSwitch: text,
  TimeOut: integer,
  IntervalTime: integer,
  HealthNum: integer,
  UnHealthNum: integer,
  HttpCheckPath: text,
  HttpCheckDomain: text,
  CheckPort: text,
  CheckType: text,
});

/** `Listeners[]` of an application load balancer. `EndPort` is 0 or absent where there is one port. */
export const applicationListenerRow = z.object({
  ListenerId: identifier,
  ListenerName: text,
  Protocol: text,
  Port: text,
  EndPort: text,
  Scheduler: text,
  SessionExpireTime: integer,
  HealthCheck: optional(healthCheckRow),
  Rules: z.unknown().optional(),
});

/** `Rules[]` of a listener. */
export const ruleRow = z.object({
  LocationId: identifier,
  Domain: text,
  Url: text,
  HealthCheck: optional(healthCheckRow),
});

/** `Listeners[]` of a classic load balancer. */
export const classicListenerRow = z.object({
  ListenerId: identifier,
  ListenerName: text,
  ListenerPort: text,
  Protocol: text,
  Status: text,
  // An empty text stands for `wrr`.
  HttpHash: optional(z.string().transform((value) => (value === '' ? 'wrr' : value))),
  SessionExpire: integer,
  HealthSwitch: text,
  TimeOut: integer,
  IntervalTime: integer,
  HealthNum: integer,
  UnhealthNum: integer,
  HttpCheckPath: text,
});

/** `Targets[]` of a classic load balancer. */
export const boundRow = z.object({
  InstanceId: identifier,
  InstanceName: text,
  Weight: integer,
  PrivateIpAddresses: addressSet,
  PublicIpAddresses: addressSet,
  RunFlag: text,
});

/** `Targets[]` of an application listener or rule, laid flat: with the ids of what it stands under, and what is told of that. */
export const applicationBackendRow = z.object({
  listenerId: identifier,
  locationId: identifier.nullable(),
  protocol: text,
  port: text,
  endPort: text,
  domain: text,
  url: text,
  backend: z.object({
    Type: text,
    InstanceId: text,
    EniId: text,
    InstanceName: text,
    Port: text,
    Weight: integer,
    PrivateIpAddresses: addressSet,
    PublicIpAddresses: addressSet,
    RegisteredTime: text,
  }),
});

/** `HealthList[]` of a classic load balancer. */
export const classicHealthRow = z.object({
  IP: identifier,
  ListenerPort: integer,
  Protocol: identifier,
  HealthStatus: text,
});

/**
 * `Targets[]` of DescribeTargetHealth, laid flat. Layer 4 may be told under a rule with any id or none; `HealthStatusDetial` is the older
 * spelling of `HealthStatusDetail`.
 */
export const applicationHealthRow = z.object({
  loadBalancerId: identifier,
  listenerId: identifier,
  locationId: text,
  backend: z.object({
    IP: identifier,
    Port: integer,
    HealthStatus: optional(z.boolean()),
    HealthStatusDetail: text,
    HealthStatusDetial: text,
  }),
});

/** `InstanceSet[]`. */
export const instanceRow = z.object({
  InstanceId: identifier,
  InstanceName: text,
  InstanceState: text,
  PrivateIpAddresses: listOf(text),
  PublicIpAddresses: listOf(text),
  IPv6Addresses: listOf(text),
  PublicIPv6Addresses: listOf(text),
  CreatedTime: text,
});
