import { ROW_ORDERS } from '../../row-order.js';
import type { SettingDefinition } from '../../settings.js';
import { sharedSettings } from '../settings.js';

export const forwardDefault = 'tencent-clb.forward-default';
export const defaultOrder = 'tencent-clb.default-order';
export const nameMatch = 'tencent-clb.name-match';
export const unknownId = 'tencent-clb.unknown-id';
export const unknownParent = 'tencent-clb.unknown-parent';
export const otherKind = 'tencent-clb.other-kind';
export const misspeltId = 'tencent-clb.misspelt-id';
export const idsMaximum = 'tencent-clb.ids-maximum';
export const listenerPaging = 'tencent-clb.listener-paging';
export const forwardListeners = 'tencent-clb.forward-listeners';
export const backendPaging = 'tencent-clb.backend-paging';
export const listenerId = 'tencent-clb.listener-id';
export const streamFields = 'tencent-clb.stream-http-fields';
export const emptyRules = 'tencent-clb.empty-rules';
export const forwardStatus = 'tencent-clb.forward-instance-status';
export const healthMessage = 'tencent-clb.health-message';
export const healthProtocol = 'tencent-clb.health-protocol';
export const uncheckedHealth = 'tencent-clb.unchecked-health';
export const streamHealth = 'tencent-clb.forward-l4-health';
export const rowOrder = 'tencent-clb.row-order';
export const idTotal = 'tencent-clb.id-total';
export const oldBackendLanIps = 'tencent-clb.old-backend-lan-ips';

export const settings: readonly SettingDefinition[] = [
  ...sharedSettings,
  {
    name: forwardDefault,
    values: ['0', '-1'],
    sheet: 'tencent-clb-v2 6.1',
    meaning: 'which load balancers a call without `forward` lists: classic ones, or all',
  },
  {
    name: defaultOrder,
    values: ['edition', 'ascending', 'descending'],
    sheet: 'tencent-clb-v2 6.1',
    meaning: 'the order by creation time of load balancers where none is asked for',
  },
  {
    name: nameMatch,
    values: ['exact', 'fuzzy'],
    sheet: 'tencent-clb-v2 6.1',
    meaning: 'how loadBalancerName is compared',
  },
  {
    name: unknownId,
    values: ['omit', '5000'],
    sheet: 'tencent-clb-v2 5, 13',
    meaning: 'unknown ids in lists of ids: left out, or refused',
  },
  {
    name: unknownParent,
    values: ['5000', 'empty'],
    sheet: 'tencent-clb-v2 1.6, 5',
    meaning: 'what an unknown loadBalancerId gives',
  },
  {
    name: otherKind,
    values: ['5000', 'empty'],
    sheet: 'tencent-clb-v2 4',
    meaning: 'what a classic call for an application load balancer gives, and the other way round',
  },
  {
    name: misspeltId,
    values: ['4000', 'accept'],
    sheet: 'tencent-clb-v2 6.3, 7.3',
    meaning: 'whether `loadbancerId` and `loadBalanceIds.n`, as examples have them, are taken',
  },
  {
    name: idsMaximum,
    values: ['none', '100', '20'],
    sheet: 'tencent-clb-v2 4, 13',
    meaning: 'how many ids a list of ids may have, where no maximum is documented; more give 4000',
  },
  {
    name: listenerPaging,
    values: ['whole', 'paged', 'first-20'],
    sheet: 'tencent-clb-v2 4, 13',
    meaning: 'DescribeLoadBalancerListeners: all rows, a page by offset and limit, or the first 20 always',
  },
  {
    name: forwardListeners,
    values: ['whole', 'first-20'],
    sheet: 'tencent-clb-v2 4, 13',
    meaning: 'DescribeForwardLBListeners: all rows, or the first 20',
  },
  {
    name: backendPaging,
    values: ['edition', 'paged', 'ignored'],
    sheet: 'tencent-clb-v2 6.3',
    meaning: 'whether DescribeLoadBalancerBackends heeds offset and limit',
  },
  {
    name: listenerId,
    values: ['edition', 'legacy', 'first', 'equal', 'absent'],
    sheet: 'tencent-clb-v2 6.2',
    meaning: 'listenerId of classic listeners: the old form, that of the first row, unListenerId, or none',
  },
  {
    name: streamFields,
    values: ['absent', 'empty'],
    sheet: 'tencent-clb-v2 6.2',
    meaning: 'how a TCP or UDP listener has the fields that are for HTTP',
  },
  {
    name: emptyRules,
    values: ['documented', 'absent', 'list'],
    sheet: 'tencent-clb-v2 7.1',
    meaning: 'how listeners without rules tell it: `[]` in layer 4 and no key in layer 7, or one of both',
  },
  {
    name: forwardStatus,
    values: ['0', 'instance'],
    sheet: 'tencent-clb-v2 7.2',
    meaning: "instanceStatus behind application load balancers: 0 as in the examples, or the machine's",
  },
  {
    name: healthMessage,
    values: ['edition', 'message', 'msg'],
    sheet: 'tencent-clb-v2 5, 6.4',
    meaning: 'whether DescribeLBHealthStatus answers `message`, or `msg` without `codeDesc`',
  },
  {
    name: healthProtocol,
    values: ['upper', 'lower'],
    sheet: 'tencent-clb-v2 6.4',
    meaning: 'the case of `protocol` in DescribeLBHealthStatus',
  },
  {
    name: uncheckedHealth,
    values: ['absent', '-1', '1'],
    sheet: 'tencent-clb-v2 6.4, 7.3',
    meaning: 'what the health calls say where health checks are switched off',
  },
  {
    name: streamHealth,
    values: ['pseudo-rule', 'backends', 'absent'],
    sheet: 'tencent-clb-v2 7.3, 13',
    meaning:
      'how DescribeForwardLBHealthStatus tells layer-4 listeners: in a rule with nulls, directly, or not',
  },
  {
    name: rowOrder,
    values: ROW_ORDERS,
    sheet: 'tencent-clb-v2 6.3, 8.1',
    meaning:
      'the order of backends and instances: as inserted and moved, the other way round, by id, or another one on each page',
  },
  {
    name: idTotal,
    values: ['matches', 'larger'],
    sheet: 'tencent-clb-v2 8.1',
    meaning:
      "DescribeInstances with ids: totalCount of what they find, or of all, as in the vendor's example",
  },
  {
    name: oldBackendLanIps,
    values: ['taken', 'ignored', '4000'],
    sheet: 'tencent-clb-v2 6.1',
    meaning:
      'backendLanIps in the edition of 2014, whose page lacks it: taken all the same, ignored, or refused',
  },
];
