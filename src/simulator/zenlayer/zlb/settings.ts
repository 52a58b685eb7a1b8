import type { SettingDefinition } from '../../settings.js';
import { sharedSettings } from '../settings.js';

export const unknownLoadBalancer = 'zenlayer-zlb.unknown-load-balancer';
export const unknownListener = 'zenlayer-zlb.unknown-listener';
export const recycledLoadBalancers = 'zenlayer-zlb.recycled-load-balancers';
export const disabledCheck = 'zenlayer-zlb.disabled-check';
export const healthDetail = 'zenlayer-zlb.health-detail';
export const wordCase = 'zenlayer-zlb.word-case';
export const absentInstance = 'zenlayer-zlb.absent-instance';
export const absentPort = 'zenlayer-zlb.absent-port';
export const instanceStatusFilter = 'zenlayer-zlb.instance-status-filter';
export const instanceLoadBalancers = 'zenlayer-zlb.instance-load-balancers';

export const settings: readonly SettingDefinition[] = [
  ...sharedSettings,
  {
    name: unknownLoadBalancer,
    values: ['404', 'empty'],
    sheet: 'zenlayer-bmc 10',
    meaning: 'what stands below an unknown load balancer: OPERATION_FAILED_RESOURCE_NOT_FOUND, or nothing',
  },
  {
    name: unknownListener,
    values: ['INVALID_LB_LISTENER_NOT_FOUND', 'OPERATION_FAILED_RESOURCE_NOT_FOUND', 'empty'],
    sheet: 'zenlayer-bmc 10',
    meaning: 'backends of a listener that the load balancer does not have: refused with this code, or none',
  },
  {
    name: recycledLoadBalancers,
    values: ['listed', 'hidden'],
    sheet: 'zenlayer-bmc 10',
    meaning: 'whether load balancers in the recycle bin are listed; their status is documented',
  },
  {
    name: disabledCheck,
    values: ['members', 'flag', 'none'],
    sheet: 'zenlayer-bmc 10',
    meaning:
      'a health check that is off: with members that have no value, with `enabled` alone, or not at all',
  },
  {
    name: healthDetail,
    values: ['present', 'absent'],
    sheet: 'zenlayer-bmc 10',
    meaning: 'whether health comes with its ports; documented as a field, not in the example',
  },
  {
    name: wordCase,
    values: ['documented', 'lower', 'upper'],
    sheet: 'zenlayer-bmc 8, casing',
    meaning: 'upper and lower case of states, protocols, schedulers and kinds of check',
  },
  {
    name: absentInstance,
    values: ['none', 'empty'],
    sheet: 'zenlayer-bmc 10',
    meaning: 'the instanceId of a plain address: without a value, or an empty text',
  },
  {
    name: absentPort,
    values: ['none', 'zero'],
    sheet: 'zenlayer-bmc 10',
    meaning: 'a backendPort or checkPort that is not set: without a value, or 0',
  },
  {
    name: instanceStatusFilter,
    values: ['taken', 'ignored'],
    sheet: 'zenlayer-bmc 10',
    meaning: 'the argument `status` of instances, which not all editions of the page have',
  },
  {
    name: instanceLoadBalancers,
    values: ['told', 'absent'],
    sheet: 'zenlayer-bmc 10',
    meaning: 'whether instances tell the load balancers that they stand behind',
  },
];
