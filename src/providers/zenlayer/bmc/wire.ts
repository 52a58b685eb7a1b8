import { z } from 'zod';
import type { InstanceKind } from '../../../model/instance.js';
import { identifier, integer, listOf, text } from '../../wire-values.js';
import { flag } from '../flag.js';
import { tagsField } from '../tags.js';

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

/** `LoadBalancerInfo`. */
export const loadBalancerRow = z.looseObject({
  loadBalancerId: identifier,
  zoneId: text,
  loadBalancerName: text,
  status: text,
  createTime: text,
  vipList: listOf(z.looseObject({ ipAddress: text }).nullable()),
  tags: tagsField,
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
