import { ROW_ORDERS } from '../row-order.js';
import type { SettingDefinition } from '../settings.js';

export const optionalFields = 'zenlayer.optional-fields';
export const unknownId = 'zenlayer.unknown-id';
export const pastTheEnd = 'zenlayer.past-the-end';
export const emptyDataSet = 'zenlayer.empty-data-set';
export const emptyIdList = 'zenlayer.empty-id-list';
export const unknownKey = 'zenlayer.unknown-key';
export const missingVersion = 'zenlayer.missing-version';
export const checkOrder = 'zenlayer.check-order';
export const skewAt300 = 'zenlayer.skew-at-300';
export const retryAfter = 'zenlayer.retry-after';
export const pageBounds = 'zenlayer.page-bounds';
export const idsMaximum = 'zenlayer.ids-maximum';
export const idsWithFilters = 'zenlayer.ids-with-filters';
export const fuzzyNames = 'zenlayer.fuzzy-names';
export const tagCase = 'zenlayer.tag-case';
export const rowOrder = 'zenlayer.row-order';
export const tagShape = 'zenlayer.tag-shape';

/** What neither product's documentation tells, of the transport and of lists. */
export const sharedSettings: readonly SettingDefinition[] = [
  {
    name: optionalFields,
    values: ['null', 'absent'],
    sheet: 'zenlayer-bmc 8, null vs absent',
    meaning: 'how a field without a value is sent',
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
    meaning: 'how a list without rows is sent',
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
    values: ['latest', 'oldest', 'refused'],
    sheet: 'zenlayer-bmc 2, 11',
    meaning: 'the API version that a request without X-ZC-Version gets, or MISSING_PARAMETER',
  },
  {
    name: checkOrder,
    values: ['rate-then-arguments', 'rate-first', 'rate-last'],
    sheet: 'zenlayer-bmc 9',
    meaning:
      'when a call is counted against the rate: before its arguments are read, before anything, or once all is right',
  },
  {
    name: skewAt300,
    values: ['accept', 'reject'],
    sheet: 'zenlayer-bmc 3',
    meaning: 'whether a time stamp exactly 300 s off passes',
  },
  {
    name: retryAfter,
    values: ['absent', 'integer'],
    sheet: 'zenlayer-bmc 4, 11',
    meaning: 'whether HTTP 429 has a Retry-After header',
  },
  {
    name: pageBounds,
    values: ['400', 'clamp'],
    sheet: 'zenlayer-bmc 5',
    meaning: 'pageNum or pageSize out of bounds: refused, or taken for the nearest bound',
  },
  {
    name: idsMaximum,
    values: ['documented', 'everywhere', 'none'],
    sheet: 'zenlayer-bmc 5, 11',
    meaning:
      'where more than 100 ids are refused: in lists with a documented maximum and in loadBalancerIds, in backendIds too, or nowhere',
  },
  {
    name: idsWithFilters,
    values: ['and', 'ids-only'],
    sheet: 'zenlayer-bmc 5',
    meaning: 'ids beside other filters: both hold, or the ids alone',
  },
  {
    name: fuzzyNames,
    values: ['part', 'start', 'any-case'],
    sheet: 'zenlayer-bmc 6.1, 6.2, 6.4',
    meaning: 'what a fuzzy name finds: names of which it is a part, or the start, or a part in any case',
  },
  {
    name: tagCase,
    values: ['exact', 'any'],
    sheet: 'zenlayer-bmc 6.1',
    meaning: 'whether upper and lower case of tags differ',
  },
  {
    name: rowOrder,
    values: ROW_ORDERS,
    sheet: 'zenlayer-bmc 5, 11',
    meaning:
      'the order of rows: as inserted and moved, the other way round, by id, or another one on each page',
  },
  {
    name: tagShape,
    values: ['nested', 'list'],
    sheet: 'zenlayer-bmc 6.1',
    meaning: 'tags of load balancers: inside an object, or as a plain list',
  },
];
