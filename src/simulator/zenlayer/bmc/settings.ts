import type { SettingDefinition } from '../../settings.js';
import { sharedSettings } from '../settings.js';

export const embeddedLists = 'zenlayer.embedded-lists';
export const loadBalancerTimes = 'zenlayer.load-balancer-times';
export const instanceTimes = 'zenlayer.instance-times';
export const backendInstanceType = 'zenlayer.backend-instance-type';
export const listenersNeedParents = 'zenlayer.listeners-need-parents';
export const unknownListener = 'zenlayer.unknown-listener';
export const backendName = 'zenlayer.backend-name';
export const untypedBackends = 'zenlayer.untyped-backends';
export const recycledLoadBalancers = 'zenlayer.recycled-load-balancers';
export const portSpelling = 'zenlayer.port-spelling';
export const checkType = 'zenlayer.check-type';

export const settings: readonly SettingDefinition[] = [
  ...sharedSettings,
  {
    name: embeddedLists,
    values: ['on', 'off', 'bm-only', 'truncated'],
    sheet: 'zenlayer-bmc 0.3, 9',
    meaning:
      'listenerList and backendList inside load balancers: whole, absent, without VM backends, first 20',
  },
  {
    name: loadBalancerTimes,
    values: ['zone-less', 'iso'],
    sheet: 'zenlayer-bmc 8, times',
    meaning: 'form of times of load balancers, listeners and backends',
  },
  {
    name: instanceTimes,
    values: ['iso', 'zone-less'],
    sheet: 'zenlayer-bmc 8, times',
    meaning: 'form of times of instances',
  },
  {
    name: backendInstanceType,
    values: ['present', 'absent'],
    sheet: 'zenlayer-bmc 6.3',
    meaning: 'whether backends carry `instanceType`',
  },
  {
    name: listenersNeedParents,
    values: ['optional', 'required'],
    sheet: 'zenlayer-bmc 6.2',
    meaning: 'whether DescribeListeners needs loadBalancerIds; the two editions of its page differ',
  },
  {
    name: unknownListener,
    values: ['OPERATION_FAILED_RESOURCE_NOT_FOUND', 'INVALID_LB_LISTENER_NOT_FOUND'],
    sheet: 'zenlayer-bmc 4, 11',
    meaning: 'the code of an unknown listenerId, where unknown ids are refused',
  },
  {
    name: backendName,
    values: ['part', 'exact'],
    sheet: 'zenlayer-bmc 6.3',
    meaning: 'how backendName matches',
  },
  {
    name: untypedBackends,
    values: ['bm', 'all'],
    sheet: 'zenlayer-bmc 6.3',
    meaning:
      'what DescribeBackends without instanceType lists: bare metal as documented but not tested, or all',
  },
  {
    name: recycledLoadBalancers,
    values: ['hidden', 'listed'],
    sheet: 'zenlayer-bmc 8, recycle bin',
    meaning: 'whether load balancers in the recycle bin are listed; their status is made up',
  },
  {
    name: portSpelling,
    values: ['commas', 'spaced'],
    sheet: 'zenlayer-bmc 8, port',
    meaning: 'how a listener with several ports spells them',
  },
  {
    name: checkType,
    values: ['HTTP_GET', 'HTTP'],
    sheet: 'zenlayer-bmc 6.2, 11',
    meaning: 'the checkType of an HTTP check',
  },
];
