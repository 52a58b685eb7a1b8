import { z } from 'zod';
import type { PortRange } from '../../../model/listener.js';
import { identifier, integer, listOf, text } from '../../wire-values.js';
import { flag } from '../flag.js';
import { toPorts as toListedPorts } from '../ports.js';
import { tagsField } from '../tags.js';

/** The parameters by which a list call takes ids. */
export const idParameters = { loadBalancers: 'loadBalancerIds', instances: 'instanceIds' } as const;

/** `dataSet[]` of DescribeLoadBalancers. Two fields hold lists though their names are singular. */
export const loadBalancerRow = z.looseObject({
  loadBalancerId: identifier,
  regionId: text,
  loadBalancerName: text,
  vpcId: text,
  status: text,
  publicIpAddress: listOf(text),
  privateIpAddress: listOf(text),
  createTime: text,
  tags: tagsField,
});

/** `listeners[]`. It names no load balancer and has no status. Of a check that is off the members may be null or absent. */
export const listenerRow = z.looseObject({
  listenerId: identifier,
  listenerName: text,
  protocol: text,
  port: text,
  scheduler: text,
  persistent: integer,
  healthCheck: z
    .looseObject({
      enabled: flag,
      checkType: text,
      checkPort: integer,
      checkDelayLoop: integer,
      checkConnTimeout: integer,
      checkHttpGetUrl: text,
    })
    .nullish(),
});

/** `backends[]` of DescribeBackends and of DescribeBackendHealth, which has `healthStatus` besides. It has no id of its own. */
export const backendRow = z.looseObject({
  listenerId: identifier,
  listenerName: text,
  protocol: text,
  listenerPort: text,
  instanceId: text,
  privateIpAddress: text,
  weight: integer,
  backendPort: integer,
  healthStatus: text,
});

/** `dataSet[]` of the elastic compute service's DescribeInstances. */
export const instanceRow = z.looseObject({
  instanceId: identifier,
  zoneId: text,
  instanceName: text,
  status: text,
  createTime: text,
  privateIpAddresses: listOf(text),
  publicIpAddresses: listOf(text),
});

export { readRow, type RawRow } from '../../wire-values.js';

/** The ports of a listener: `8000,8080-9000`, or 0 for all of them. Null when they cannot be read. */
export function toPorts(value: string | null): readonly PortRange[] | null {
  return value?.trim() === '0' ? [{ from: 1, to: 65_535 }] : toListedPorts(value);
}
