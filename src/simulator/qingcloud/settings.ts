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
];
