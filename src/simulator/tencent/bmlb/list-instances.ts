import type { Refusal } from '../errors.js';
import { readNames, readWindow, type Action, type Listing, type Query } from './action.js';
import { filterInstances, type InstanceFilter } from './filter-instances.js';
import { toDeviceRow } from './instance.js';
import type { Instance } from './records.js';
import { renderRows } from './render-rows.js';

const EQUAL: readonly string[] = [
  'unVpcId',
  'unSubnetId',
  'vpcId',
  'subnetId',
  'deviceClass',
  'deviceClassCode',
];
const PARAMETERS: readonly string[] = [
  'instanceIds.n',
  'lanIps.n',
  'wanIps.n',
  'alias',
  'offset',
  'limit',
  ...EQUAL,
];

/** DescribeDevice: the machines of the region that every given filter lets through. */
export const listInstances: Action = {
  service: 'bm',
  parameters: [...PARAMETERS, 'deadlineStartTime', 'deadlineEndTime', 'autoRenewFlag'],
  select(query) {
    const { parameters, index } = query;
    return selectMachines(query, index.instances, {
      deadlineFrom: parameters.get('deadlineStartTime'),
      deadlineTo: parameters.get('deadlineEndTime'),
      fields: fieldsOf(query, [...EQUAL, 'autoRenewFlag']),
    });
  },
};

/** DescribeDeviceTrash: the same for those in the recycle bin. */
export const listTrashed: Action = {
  service: 'bm',
  parameters: PARAMETERS,
  select: (query) => selectMachines(query, query.index.trashed, { fields: fieldsOf(query, EQUAL) }),
};

function fieldsOf({ parameters }: Query, names: readonly string[]): InstanceFilter['fields'] {
  return Object.fromEntries(names.map((name) => [name, parameters.get(name)]));
}

function selectMachines(
  query: Query,
  instances: readonly Instance[],
  more: Pick<InstanceFilter, 'deadlineFrom' | 'deadlineTo' | 'fields'>,
): Listing | Refusal {
  const { parameters, settings, now } = query;
  const ids = readNames(query, 'instanceIds');
  if ('kind' in ids) return ids;
  const lanIps = readNames(query, 'lanIps');
  if ('kind' in lanIps) return lanIps;
  const wanIps = readNames(query, 'wanIps');
  if ('kind' in wanIps) return wanIps;
  const window = readWindow(query, ids.length > 0);
  if (window.kind === 'refusal') return window;
  const filter = { ids, lanIps, wanIps, alias: parameters.get('alias'), ...more };
  const found = filterInstances(instances, filter);
  return {
    kind: 'listing',
    rows: renderRows(found, (row) => toDeviceRow(row, settings), 'instanceId', settings, window),
    total: found.length,
    traits: { id: 'instanceId', enumerated: 'deviceStatus', optional: 'alias' },
    narrowed: ids.length > 0,
    payload: (deviceList, totalNum) => ({ data: { totalNum, deviceList, serverTimestamp: now } }),
  };
}
