import { pageRows } from '../../row-order.js';
import { toSelection } from '../../selection.js';
import { invalidParameter, refuse, type Refusal } from '../errors.js';
import { readList, readRecords } from '../parameters.js';
import { isRefusal, pickKnown, readPage, type Action, type Query } from './action.js';
import { instanceFilters, toModernRow } from './instance-2017.js';
import { rowOrder } from './settings.js';

const IDS_MAXIMUM = 100;
const FILTERS_MAXIMUM = 10;
const VALUES_MAXIMUM = 5;

/** DescribeInstances of CVM with `Version=2017-03-12`: other names, another envelope, and no state in its rows. */
export const listModernInstances: Action = {
  host: 'cvm.api.qcloud.com',
  parameters: ['InstanceIds.n', 'Filters.n.Name', 'Filters.n.Values.n', 'Offset', 'Limit'],
  select(query) {
    const { parameters, fleet, index, settings } = query;
    const page = readPage(query, ['Offset', 'Limit']);
    if (isRefusal(page)) {
      const tooMuch = Number(parameters.get('Limit')) > 0 && page.message.endsWith('Limit');
      return tooMuch ? own('InvalidParameterValue.LimitExceeded', 'Limit') : page;
    }
    const ids = readList(parameters, 'InstanceIds');
    const filters = readRecords(parameters, 'Filters');
    if (ids.length > 0 && filters.length > 0) return invalidParameter('Filters');
    if (ids.length > IDS_MAXIMUM) return own('InvalidParameterValue.LimitExceeded', 'InstanceIds');
    const odd = ids.find((id) => !id.startsWith('ins-'));
    if (odd !== undefined) return own('InvalidInstanceId.Malformed', odd);
    const wrong = refuseFilters(filters);
    if (wrong) return wrong;
    const named = pickKnown(ids, index.instances, settings);
    if (isRefusal(named)) return named;
    const found = (ids.length > 0 ? named : fleet.instances).filter((row) =>
      filters.every((filter) => {
        const wanted: readonly unknown[] = readList(filter, 'Values');
        return instanceFilters[filter.get('Name') ?? '']?.(row).some((value) => wanted.includes(value));
      }),
    );
    const selection = toSelection(found, ids.length > 0, toModernRow);
    return {
      kind: 'rows',
      rows: pageRows(selection, settings.get(rowOrder), 'InstanceId', page.offset, page.limit),
      total: found.length,
      traits: { id: 'InstanceId', enumerated: 'InstanceChargeType', optional: 'InstanceName' },
      narrowed: ids.length > 0,
      wrap: (InstanceSet, TotalCount) => ({ TotalCount, InstanceSet }),
    };
  },
};

function own(name: string, what: string): Refusal {
  return refuse(4000, `invalid ${what}`, { name });
}

function refuseFilters(filters: readonly Query['parameters'][]): Refusal | null {
  if (filters.length > FILTERS_MAXIMUM) return own('InvalidFilter', 'Filters');
  if (filters.some((filter) => !Object.hasOwn(instanceFilters, filter.get('Name') ?? '')))
    return own('InvalidFilter', 'Filters');
  return filters.some((filter) => readList(filter, 'Values').length > VALUES_MAXIMUM)
    ? own('InvalidFilterValue.LimitExceeded', 'Values')
    : null;
}
