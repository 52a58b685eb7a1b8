import { z } from 'zod';
import { identifier, integer, text } from '../../../wire-values.js';
import { toHealth } from '../health.js';
import type { Rows } from '../rows.js';
import {
  applicationListenerRow,
  backendPlace,
  backendRow,
  boundRow,
  classicHealthRow,
  classicListenerRow,
  healthCheckRow,
  healthPlace,
  loadBalancerRow,
  optionalId,
  ruleRow,
} from '../wire.js';
import { toCarried, toTarget } from './backend.js';

/** Machines have one private address. */
function withLanIpSet<R extends { readonly lanIp: string | null }>({ lanIp, ...row }: R) {
  return { ...row, lanIpSet: lanIp === null ? null : [lanIp] };
}

/** API 2.0, whose spelling is that of the schemas. */
export const rows: Rows = {
  // `loadBalancerId` is the same id, or an older one in old editions.
  loadBalancer: loadBalancerRow
    .extend({ unLoadBalancerId: optionalId, loadBalancerId: optionalId })
    .transform(({ unLoadBalancerId, loadBalancerId, ...row }, context) => {
      const id = unLoadBalancerId ?? loadBalancerId;
      if (id !== null) return { ...row, unLoadBalancerId: id };
      context.issues.push({ code: 'custom', message: 'no id', input: row });
      return z.NEVER;
    }),
  classicListener: classicListenerRow,
  applicationListener: applicationListenerRow.extend(healthCheckRow.shape),
  // The schema has no sessions of rules: this field only shows a row that is not as documented.
  rule: ruleRow.extend({ ...healthCheckRow.shape, sessionExpire: integer }),
  bound: boundRow.omit({ lanIpSet: true }).extend({ lanIp: text }).transform(withLanIpSet),
  applicationBackend: backendPlace.extend({
    backend: backendRow.omit({ lanIpSet: true }).extend({ lanIp: text }).transform(withLanIpSet),
  }),
  classicHealth: classicHealthRow,
  applicationHealth: healthPlace.extend({
    backend: z
      .object({ ip: identifier, port: integer, healthStatus: text })
      .transform(({ ip, port, healthStatus }) => ({ ip, port, ...toHealth(healthStatus) })),
  }),
  // 1 is public without a fixed address, in old editions only.
  schemes: { '1': 'PUBLIC', '2': 'PUBLIC', '3': 'PRIVATE' },
  // By the number in `protocol`, or the name in `protocolType`.
  protocols: {
    '1': 'HTTP',
    '2': 'TCP',
    '3': 'UDP',
    '4': 'HTTPS',
    http: 'HTTP',
    tcp: 'TCP',
    udp: 'UDP',
    https: 'HTTPS',
  },
  toTarget,
  toCarried,
  vendorFields: {
    // `loadBalancerId` is among them because it is another id in old editions.
    loadBalancer: [
      'loadBalancerId',
      'loadBalancerType',
      'forward',
      'statusTime',
      'sessionExpire',
      'projectId',
      'vpcId',
      'subnetId',
      'openBgp',
      'snat',
      'isolation',
      'log',
    ],
    classicListener: ['listenerId', 'instancePort', 'httpCode', 'SSLMode', 'certId', 'certCaId'],
    applicationListener: ['protocolType', 'addTimestamp', 'SSLMode', 'certId', 'certCaId'],
    // `instanceId` is an older id of the machine.
    bound: ['instanceId'],
    applicationBackend: ['uniqEniId', 'targetType'],
  },
};
