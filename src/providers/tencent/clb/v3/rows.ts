import { z } from 'zod';
import type { Tag } from '../../../../model/load-balancer.js';
import { identifier, text } from '../../../wire-values.js';
import { spelled } from '../../spelled.js';
import type { CheckRead, Rows } from '../rows.js';
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
  ruleRow,
} from '../wire.js';
import { toCarried, toTarget } from './backend.js';
import { checkedTarget } from './health.js';
import { vendorFields } from './vendor-fields.js';

const loadBalancer = loadBalancerRow.extend({
  loadBalancerDomain: text,
  addressIpv6: text,
  // The basic network has no id: in `TargetRegionInfo` it is "0", and it is looked for by that.
  uniqVpcId: text.transform((id) => (id === '0' ? null : id)),
  tags: z
    .array(
      z
        .object({ TagKey: identifier, TagValue: text })
        .transform(({ TagKey, TagValue }): Tag => ({ key: TagKey, value: TagValue })),
    )
    .nullish(),
});

const classicListener = classicListenerRow.extend({
  // An empty text stands for `wrr`.
  httpHash: z
    .string()
    .transform((value) => (value === '' ? 'wrr' : value))
    .nullish()
    .transform((value) => value ?? null),
});

const healthCheck = spelled(healthCheckRow.extend({ checkType: text, checkPort: text }), {
  healthSwitch: 'HealthSwitch',
  timeOut: 'TimeOut',
  intervalTime: 'IntervalTime',
  healthNum: 'HealthNum',
  unhealthNum: 'UnHealthNum',
  httpCheckPath: 'HttpCheckPath',
  httpCheckDomain: 'HttpCheckDomain',
  checkType: 'CheckType',
  checkPort: 'CheckPort',
}).nullish();

const noCheck: CheckRead = healthCheckRow.parse({});

/** Application listeners and rules have their check in a field of its own, which may be null. */
function withCheck<R extends { readonly healthCheck?: CheckRead | null | undefined }>({
  healthCheck: check,
  ...row
}: R) {
  return { ...row, ...(check ?? noCheck) };
}

const boundNames = {
  unInstanceId: 'InstanceId',
  instanceName: 'InstanceName',
  lanIpSet: 'PrivateIpAddresses',
  wanIpSet: 'PublicIpAddresses',
  weight: 'Weight',
} as const;

/** Rows of "clb", version 2018-03-17, by the declarations of the vendor's own client. */
export const rows: Rows = {
  loadBalancer: spelled(loadBalancer, {
    unLoadBalancerId: 'LoadBalancerId',
    loadBalancerName: 'LoadBalancerName',
    loadBalancerType: 'LoadBalancerType',
    domain: 'Domain',
    loadBalancerDomain: 'LoadBalancerDomain',
    loadBalancerVips: 'LoadBalancerVips',
    addressIpv6: 'AddressIPv6',
    status: 'Status',
    createTime: 'CreateTime',
    uniqVpcId: 'VpcId',
    tags: 'Tags',
  }).transform(({ loadBalancerDomain, addressIpv6, ...row }) => ({
    ...row,
    // `Domain` is going out of use.
    domain: row.domain ?? loadBalancerDomain,
    loadBalancerVips: [...row.loadBalancerVips, addressIpv6],
    tags: row.tags ?? null,
  })),
  classicListener: spelled(classicListener, {
    unListenerId: 'ListenerId',
    listenerName: 'ListenerName',
    loadBalancerPort: 'ListenerPort',
    protocol: 'Protocol',
    status: 'Status',
    httpHash: 'HttpHash',
    scheduler: null,
    sessionExpire: 'SessionExpire',
    healthSwitch: 'HealthSwitch',
    timeOut: 'TimeOut',
    intervalTime: 'IntervalTime',
    healthNum: 'HealthNum',
    unhealthNum: 'UnhealthNum',
    httpCheckPath: 'HttpCheckPath',
    httpCheckDomain: null,
  }),
  applicationListener: spelled(applicationListenerRow.extend({ endPort: text, healthCheck }), {
    listenerId: 'ListenerId',
    listenerName: 'ListenerName',
    loadBalancerPort: 'Port',
    // 0 or absent where there is one port.
    endPort: 'EndPort',
    protocol: 'Protocol',
    protocolType: null,
    scheduler: 'Scheduler',
    sessionExpire: 'SessionExpireTime',
    rules: 'Rules',
    healthCheck: 'HealthCheck',
  }).transform(withCheck),
  rule: spelled(ruleRow.extend({ healthCheck }), {
    locationId: 'LocationId',
    domain: 'Domain',
    url: 'Url',
    healthCheck: 'HealthCheck',
  }).transform(withCheck),
  bound: spelled(boundRow, { ...boundNames, instanceStatus: 'RunFlag' }),
  applicationBackend: backendPlace.extend({
    backend: spelled(backendRow.extend({ unInstanceId: text, uniqEniId: text }), {
      ...boundNames,
      instanceStatus: null,
      uniqEniId: 'EniId',
      targetType: 'Type',
      port: 'Port',
      addTimestamp: 'RegisteredTime',
    }),
  }),
  classicHealth: spelled(classicHealthRow, {
    ip: 'IP',
    protocol: 'Protocol',
    vport: 'ListenerPort',
    healthStatus: 'HealthStatus',
  }),
  applicationHealth: healthPlace.extend({ locationId: text, backend: checkedTarget }),
  schemes: { open: 'PUBLIC', internal: 'PRIVATE' },
  protocols: {
    tcp: 'TCP',
    udp: 'UDP',
    http: 'HTTP',
    https: 'HTTPS',
    tcp_ssl: 'TCP_SSL',
    quic: 'QUIC',
  },
  toTarget,
  toCarried,
  vendorFields,
};
