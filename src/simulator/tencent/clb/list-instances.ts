import { pageRows } from '../../row-order.js';
import { toSelection } from '../../selection.js';
import { invalidParameter } from '../errors.js';
import { readInteger, readList } from '../parameters.js';
import { isRefusal, matchesInteger, pickKnown, readIds, readPage, type Action } from './action.js';
import { toInstanceRow } from './instance.js';
import { idTotal, rowOrder } from './settings.js';

const INTEGERS: readonly string[] = ['status', 'projectId', 'zoneId'];

/** DescribeInstances of CVM without `Version`. */
export const listInstances: Action = {
  host: 'cvm.api.qcloud.com',
  parameters: ['instanceIds.n', 'lanIps.n', 'searchWord', ...INTEGERS, 'offset', 'limit'],
  select(query) {
    const { parameters, fleet, index, settings } = query;
    const page = readPage(query);
    if (isRefusal(page)) return page;
    const ids = readIds(query, 'instanceIds');
    if (isRefusal(ids)) return ids;
    const wrong = INTEGERS.find((name) => readInteger(parameters, name) === null);
    if (wrong !== undefined) return invalidParameter(wrong);
    const named = pickKnown(ids, index.instances, settings);
    if (isRefusal(named)) return named;
    const ips = readList(parameters, 'lanIps');
    const word = parameters.get('searchWord') ?? '';
    const found = (ids.length > 0 ? named : fleet.instances).filter(
      (row) =>
        (ips.length === 0 ||
          [...row.privateAddresses, ...row.publicAddresses].some((ip) => ips.includes(ip))) &&
        (row.name ?? '').includes(word) &&
        matchesInteger(parameters, 'status', Number(row.vendorStatus)) &&
        matchesInteger(parameters, 'projectId', row.vendorFields['projectId']) &&
        matchesInteger(parameters, 'zoneId', row.vendorFields['zoneId']),
    );
    const larger = ids.length > 0 && settings.get(idTotal) === 'larger';
    const selection = toSelection(found, ids.length > 0, toInstanceRow);
    return {
      kind: 'rows',
      rows: pageRows(selection, settings.get(rowOrder), 'unInstanceId', page.offset, page.limit),
      total: larger ? Math.max(fleet.instances.length, found.length) : found.length,
      traits: { id: 'unInstanceId', enumerated: 'status', optional: 'instanceName' },
      narrowed: ids.length > 0,
      wrap: (instanceSet, totalCount) => ({ totalCount, instanceSet }),
    };
  },
};
