import { z } from 'zod';
import { pageRows } from '../../../row-order.js';
import { toSelection } from '../../../selection.js';
import { createAction } from '../../v3/action.js';
import { invalidParameter, isRefusal } from '../../v3/errors.js';
import { optional, readPage } from '../../v3/parameters.js';
import type { Instance } from '../records.js';
import { rowOrder } from '../settings.js';
import { filters, refuseFilters, type Filter } from './filters.js';
import { modernInstanceFilters, toInstanceRow } from './instance.js';
import { pickNamed } from './parents.js';
import type { ClbRegion } from './region.js';

const PAGING = { usual: 20, most: 100 };
const IDS = 100;
const FILTERS = { filters: 10, values: 5 };
const FILTER_CODES = { unknown: 'InvalidFilter', tooMany: 'InvalidFilterValue.LimitExceeded' };
const TAG = 'tag:';
const TIMES: Readonly<Record<string, (created: number, limit: number) => boolean>> = {
  'creation-start-time': (created, limit) => created >= limit,
  'creation-end-time': (created, limit) => created <= limit,
};

const declaration = z.object({
  InstanceIds: optional.texts(IDS),
  Filters: filters,
  Offset: optional.integer,
  Limit: optional.integer,
});

/** DescribeInstances of CVM: all, those with these ids, or those that all filters leave. */
export const listInstances = createAction<ClbRegion, z.infer<typeof declaration>>({
  declaration,
  paging: PAGING,
  select({ parameters, region, settings, codes }) {
    const page = readPage(parameters, PAGING, codes, settings);
    if (isRefusal(page)) return page;
    const { InstanceIds: ids = [], Filters = [] } = parameters;
    if (ids.length > 0 && Filters.length > 0) return invalidParameter('Filters');
    const wrong = refuseFilters(Filters, FILTERS, isKnown, FILTER_CODES);
    if (wrong) return wrong;
    const odd = ids.find((id) => !id.startsWith('ins-'));
    if (odd !== undefined) return invalidParameter('InstanceIds', 'InvalidInstanceId.Malformed');
    const { instances } = region.index();
    const named = pickNamed(ids, (id) => instances.get(id), 'InvalidInstanceId.NotFound', settings);
    if (isRefusal(named)) return named;
    const found = (ids.length > 0 ? named : region.fleet.instances).filter((row) =>
      Filters.every((filter) => matches(row, filter)),
    );
    const selection = toSelection(found, ids.length > 0, (row) => toInstanceRow(row, settings));
    return {
      kind: 'listing',
      rows: pageRows(selection, settings.get(rowOrder), 'InstanceId', page.offset, page.limit),
      total: found.length,
      traits: { id: 'InstanceId', enumerated: 'InstanceState', optional: 'InstanceName' },
      narrowed: ids.length > 0,
      wrap: (InstanceSet, TotalCount) => ({ TotalCount, InstanceSet }),
    };
  },
});

function isKnown(name: string): boolean {
  return name.startsWith(TAG) || Object.hasOwn(TIMES, name) || Object.hasOwn(modernInstanceFilters, name);
}

/** No machine has tags. */
function matches(row: Instance, { Name, Values }: Filter): boolean {
  const compare = TIMES[Name];
  if (compare) return Values.some((value) => compare(Date.parse(row.createdAt ?? ''), Date.parse(value)));
  const wanted: readonly unknown[] = Values;
  return modernInstanceFilters[Name]?.(row).some((value) => wanted.includes(value)) === true;
}
