import type { SettingDefinition } from '../settings.js';

export const embeddedLists = 'zenlayer.embedded-lists';
export const loadBalancerTimes = 'zenlayer.load-balancer-times';
export const instanceTimes = 'zenlayer.instance-times';
export const optionalFields = 'zenlayer.optional-fields';
export const backendInstanceType = 'zenlayer.backend-instance-type';
export const unknownId = 'zenlayer.unknown-id';
export const pastTheEnd = 'zenlayer.past-the-end';
export const emptyDataSet = 'zenlayer.empty-data-set';
export const emptyIdList = 'zenlayer.empty-id-list';
export const unknownKey = 'zenlayer.unknown-key';
export const missingVersion = 'zenlayer.missing-version';

export const settings: readonly SettingDefinition[] = [
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
    name: optionalFields,
    values: ['null', 'absent'],
    sheet: 'zenlayer-bmc 8, null vs absent',
    meaning: 'how a field without a value is sent',
  },
  {
    name: backendInstanceType,
    values: ['present', 'absent'],
    sheet: 'zenlayer-bmc 6.3',
    meaning: 'whether backends carry `instanceType`',
  },
  {
    name: unknownId,
    values: ['omit', '404'],
    sheet: 'zenlayer-bmc 5',
    meaning:
      'unknown ids in a list filter, and an unknown listenerId: left out, or OPERATION_FAILED_RESOURCE_NOT_FOUND',
  },
  {
    name: pastTheEnd,
    values: ['empty', '400'],
    sheet: 'zenlayer-bmc 5',
    meaning: 'a page past the end: empty with the same total, or INVALID_PARAMETER_EXCEED_MAXIMUM',
  },
  {
    name: emptyDataSet,
    values: ['array', 'null'],
    sheet: 'zenlayer-bmc 5',
    meaning: 'how an empty dataSet is sent',
  },
  {
    name: emptyIdList,
    values: ['everything', 'nothing'],
    sheet: 'zenlayer-bmc 5',
    meaning: 'what an empty id list selects',
  },
  {
    name: unknownKey,
    values: ['AUTHFAILURE_SIGNATURE_FAILURE', 'AUTHFAILURE_INVALID_AUTHORIZATION'],
    sheet: 'zenlayer-bmc 9, 11',
    meaning: 'the code of an unknown access key id',
  },
  {
    name: missingVersion,
    values: ['latest', 'oldest'],
    sheet: 'zenlayer-bmc 2, 11',
    meaning: 'the API version that a request without X-ZC-Version gets',
  },
];
