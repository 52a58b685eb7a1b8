import { ROW_ORDERS } from '../row-order.js';
import type { SettingDefinition } from '../settings.js';

export const inlinedBackendStatus = 'qingcloud.inlined-backend-status';
export const inlinedListenerOption = 'qingcloud.inlined-listener-option';
export const listenersOfDeleted = 'qingcloud.listeners-of-deleted';
export const backendPrivateIp = 'qingcloud.backend-private-ip';
export const instanceDetail = 'qingcloud.instance-detail';
export const illegalLimit = 'qingcloud.illegal-limit';
export const futureTimeStamp = 'qingcloud.future-time-stamp';
export const unknownParent = 'qingcloud.unknown-parent';
export const unknownRouter = 'qingcloud.unknown-router';
export const unknownZone = 'qingcloud.unknown-zone';
export const errorStatus = 'qingcloud.error-status';
export const errorMessage = 'qingcloud.error-message';
export const urlLimit = 'qingcloud.url-limit';
export const expires = 'qingcloud.expires';
export const checkOrder = 'qingcloud.check-order';
export const limitValues = 'qingcloud.limit-values';
export const totalCount = 'qingcloud.total-count';
export const emptySet = 'qingcloud.empty-set';
export const rowOrder = 'qingcloud.row-order';
export const idPaging = 'qingcloud.id-paging';
export const idsMaximum = 'qingcloud.ids-maximum';
export const idsWithFilters = 'qingcloud.ids-with-filters';
export const unknownId = 'qingcloud.unknown-id';
export const otherZoneId = 'qingcloud.other-zone-id';
export const inlinedLists = 'qingcloud.inlined-lists';
export const clusterNodes = 'qingcloud.cluster-nodes';
export const loadBalancerZone = 'qingcloud.load-balancer-zone';
export const instanceEips = 'qingcloud.instance-eips';
export const backendStatus = 'qingcloud.backend-status';
export const backendDisabled = 'qingcloud.backend-disabled';
export const certificateId = 'qingcloud.certificate-id';
export const numbers = 'qingcloud.numbers';
export const emptyText = 'qingcloud.empty-text';

export const settings: readonly SettingDefinition[] = [
  {
    name: inlinedBackendStatus,
    values: ['off', 'on'],
    sheet: 'qingcloud 5, Backend',
    meaning: 'whether backends inlined in listeners carry `status`',
  },
  {
    name: inlinedListenerOption,
    values: ['present', 'absent'],
    sheet: 'qingcloud 5, Listener',
    meaning: 'whether listeners inlined in load balancers carry `listener_option`',
  },
  {
    name: listenersOfDeleted,
    values: ['gone', 'linger'],
    sheet: 'qingcloud 8.6',
    meaning: 'whether listeners of deleted load balancers are still listed',
  },
  {
    name: backendPrivateIp,
    values: ['verbose-2', 'verbose-1', 'absent'],
    sheet: 'qingcloud 4, What verbose adds',
    meaning: 'from which level on DescribeLoadBalancerBackends rows carry `private_ip`',
  },
  {
    name: instanceDetail,
    values: ['verbose-1', 'always'],
    sheet: 'qingcloud 4, What verbose adds',
    meaning: 'when instances carry security_group and volume_ids',
  },
  {
    name: illegalLimit,
    values: ['1100', 'default'],
    sheet: 'qingcloud 4',
    meaning: 'what a limit below 1 or not a number gives: a refusal, or the default of 20',
  },
  {
    name: futureTimeStamp,
    values: ['accept', '1300'],
    sheet: 'qingcloud 1, Clock and rate',
    meaning: 'what a time_stamp more than 60 s in the future gives',
  },
  {
    name: unknownParent,
    values: ['empty', '2100'],
    sheet: 'qingcloud 8, Open questions',
    meaning: 'what an unknown `loadbalancer` or `loadbalancer_listener` gives',
  },
  {
    name: unknownRouter,
    values: ['2100', 'empty'],
    sheet: 'qingcloud 4',
    meaning:
      'what an unknown id gives in DescribeRouters, where the page speaks of an error without its code',
  },
  {
    name: unknownZone,
    values: ['1100', 'empty'],
    sheet: 'qingcloud 1, Zones',
    meaning: 'what a zone where the account has nothing gives',
  },
  {
    name: errorStatus,
    values: ['200', '400-500'],
    sheet: 'qingcloud 1',
    meaning: 'the HTTP status of a refusal: 200, or 400 and from code 5000 on 500',
  },
  {
    name: errorMessage,
    values: ['text', 'null'],
    sheet: 'qingcloud 1',
    meaning: 'what `message` of a refusal is',
  },
  {
    name: urlLimit,
    values: ['none', '4096', '2048'],
    sheet: 'qingcloud 1',
    meaning: 'how long a request target may be by GET; a longer one gives HTTP 414',
  },
  {
    name: expires,
    values: ['replaces', 'ignored'],
    sheet: 'qingcloud 1, Common parameters',
    meaning: 'whether `expires` stands in for the 60 seconds',
  },
  {
    name: checkOrder,
    values: ['quota-last', 'quota-first'],
    sheet: 'qingcloud 8, Simulator checklist',
    meaning: 'when a call is counted against its quota: once all else is right, or before anything',
  },
  {
    name: limitValues,
    values: ['any', 'listed'],
    sheet: 'qingcloud 4',
    meaning: 'limits other than 10, 20, 50 and 100: taken as they are, or refused with 1100',
  },
  {
    name: totalCount,
    values: ['present', 'absent'],
    sheet: 'qingcloud 4',
    meaning: 'whether answers of DescribeLoadBalancers and DescribeLoadBalancerBackends carry `total_count`',
  },
  {
    name: emptySet,
    values: ['list', 'null'],
    sheet: 'qingcloud 8.3',
    meaning: 'how an empty set is sent',
  },
  {
    name: rowOrder,
    values: ROW_ORDERS,
    sheet: 'qingcloud 4, 8, Open questions',
    meaning:
      'the order of rows: as inserted and moved, the other way round, by id, or another one on each page',
  },
  {
    name: idPaging,
    values: ['paged', 'whole'],
    sheet: 'qingcloud 4',
    meaning: 'whether offset and limit hold for calls that name ids',
  },
  {
    name: idsMaximum,
    values: ['none', '100', '50'],
    sheet: 'qingcloud 4, 8, Open questions',
    meaning: 'how many ids a call may name; more give 1100',
  },
  {
    name: idsWithFilters,
    values: ['and', 'ids-only'],
    sheet: 'qingcloud 4',
    meaning: 'ids beside other filters and parents: both hold, or the ids alone',
  },
  {
    name: unknownId,
    values: ['omit', '2100'],
    sheet: 'qingcloud 4',
    meaning: 'unknown ids of load balancers, listeners, backends and instances: left out, or refused',
  },
  {
    name: otherZoneId,
    values: ['unknown', 'found'],
    sheet: 'qingcloud 1, Zones',
    meaning: 'what an id or a parent in another zone of the account is',
  },
  {
    name: inlinedLists,
    values: ['whole', 'first-20'],
    sheet: 'qingcloud 4, What verbose adds',
    meaning: 'how many listeners stand inside a load balancer, and backends inside a listener',
  },
  {
    name: clusterNodes,
    values: ['apart', 'besides', 'always'],
    sheet: 'qingcloud 5, Instance',
    meaning:
      'cluster nodes in DescribeInstances: alone with is_cluster_node=1, with all others by it, or always',
  },
  {
    name: loadBalancerZone,
    values: ['absent', 'present'],
    sheet: 'qingcloud 1, Zones',
    meaning: 'whether load balancers carry `zone_id`',
  },
  {
    name: instanceEips,
    values: ['absent', 'present'],
    sheet: 'qingcloud 5, Instance',
    meaning: 'whether instances without a public address carry an empty `eips`',
  },
  {
    name: backendStatus,
    values: ['present', 'null', 'absent'],
    sheet: 'qingcloud 8.4',
    meaning: 'how backends tell their health',
  },
  {
    name: backendDisabled,
    values: ['present', 'absent'],
    sheet: 'qingcloud 5, Backend',
    meaning: 'whether backends carry `disabled`',
  },
  {
    name: certificateId,
    values: ['mixed', 'text', 'list'],
    sheet: 'qingcloud 5, Listener',
    meaning: 'the form of `server_certificate_id`',
  },
  {
    name: numbers,
    values: ['number', 'string'],
    sheet: 'qingcloud 8.1',
    meaning: 'how numbers are sent',
  },
  {
    name: emptyText,
    values: ['mixed', 'null', 'empty', 'absent'],
    sheet: 'qingcloud 8.3',
    meaning: 'how a name or another text that has no value is sent',
  },
];
