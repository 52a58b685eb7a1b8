import type { Refusal } from '../errors.js';
import { readNames, readWindow, renderRows, type Action, type Listing, type Query } from './action.js';
import { toDeviceRow } from './instance.js';
import type { Instance } from './records.js';

const PARAMETERS: readonly string[] = [
  'instanceIds.n',
  'lanIps.n',
  'wanIps.n',
  'unVpcId',
  'unSubnetId',
  'vpcId',
  'subnetId',
  'deviceClass',
  'deviceClassCode',
  'alias',
  'offset',
  'limit',
];

/** DescribeDevice: the machines of the region that every given filter lets through. */
export const listInstances: Action = {
  service: 'bm',
  parameters: [...PARAMETERS, 'deadlineStartTime', 'deadlineEndTime', 'autoRenewFlag'],
  select: (query) =>
    selectMachines(
      query,
      query.index.instances.filter((row) => matchesTerm(row, query)),
    ),
};

/** DescribeDeviceTrash: the same for those in the recycle bin. */
export const listTrashed: Action = {
  service: 'bm',
  parameters: PARAMETERS,
  select: (query) => selectMachines(query, query.index.trashed),
};

function selectMachines(query: Query, instances: readonly Instance[]): Listing | Refusal {
  const { settings, now } = query;
  const ids = readNames(query, 'instanceIds');
  if ('kind' in ids) return ids;
  const lanIps = readNames(query, 'lanIps');
  if ('kind' in lanIps) return lanIps;
  const wanIps = readNames(query, 'wanIps');
  if ('kind' in wanIps) return wanIps;
  const window = readWindow(query, ids.length > 0);
  if (window.kind === 'refusal') return window;
  const isAmong = (wanted: readonly string[], values: readonly string[]): boolean =>
    wanted.length === 0 || values.some((value) => wanted.includes(value));
  const found = instances.filter(
    (row) =>
      isAmong(ids, [row.vendorId]) &&
      isAmong(lanIps, row.privateAddresses) &&
      isAmong(wanIps, row.publicAddresses) &&
      matchesFields(row, query),
  );
  return {
    kind: 'listing',
    rows: renderRows(found, (row) => toDeviceRow(row, settings), 'instanceId', settings, window),
    total: found.length,
    traits: { id: 'instanceId', enumerated: 'deviceStatus', optional: 'alias' },
    narrowed: ids.length > 0,
    payload: (deviceList, totalNum) => ({ data: { totalNum, deviceList, serverTimestamp: now } }),
  };
}

const EQUAL: readonly string[] = [
  'unVpcId',
  'unSubnetId',
  'vpcId',
  'subnetId',
  'deviceClass',
  'deviceClassCode',
];

function matchesFields({ name, vendorFields }: Instance, { parameters }: Query): boolean {
  return (
    (name ?? '').includes(parameters.get('alias') ?? '') &&
    EQUAL.every((field) => ['', String(vendorFields[field])].includes(parameters.get(field) ?? ''))
  );
}

/** By the end of the rent, in the vendor's own text form, and by its renewal. */
function matchesTerm({ vendorFields }: Instance, { parameters }: Query): boolean {
  const deadline = String(vendorFields['deadline']);
  const from = parameters.get('deadlineStartTime') ?? '';
  const to = parameters.get('deadlineEndTime') ?? '';
  const renewal = parameters.get('autoRenewFlag') ?? '';
  return (
    deadline >= from &&
    (to === '' || deadline <= to) &&
    ['', String(vendorFields['autoRenewFlag'])].includes(renewal)
  );
}
