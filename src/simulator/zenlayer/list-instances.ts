import { pickByIds, toSelection } from '../selection.js';
import { ignoresFilters, readIds, refuseUnknown, type Action, type Query } from './action.js';
import { ids, pageRules, readText, readTexts, tagRules, text, texts, type Arguments } from './arguments.js';
import { wrapDataSet } from './data-set.js';
import { zoneNotFound } from './errors.js';
import { toBareMetalRow, toVirtualMachineRow } from './instance.js';
import type { Instance } from './records.js';

const shared: Pick<Action, 'rules' | 'traits' | 'paged' | 'wrap'> = {
  rules: {
    instanceIds: ids,
    zoneId: text,
    resourceGroupId: text,
    instanceTypeId: text,
    imageId: text,
    instanceStatus: text,
    instanceName: text,
    hostname: text,
    publicIpAddresses: texts,
    privateIpAddresses: texts,
    ...tagRules,
    ...pageRules,
  },
  traits: { id: 'instanceId', enumerated: 'instanceStatus', optional: 'instanceName' },
  paged: true,
  wrap: wrapDataSet,
};

/** DescribeInstances of the service `bmc`. */
export const listBareMetal: Action = {
  ...shared,
  select: (query) =>
    selectInstances(query, query.index.bareMetal, query.index.bareMetalById, (row) =>
      toBareMetalRow(row, query.settings),
    ),
};

/** DescribeInstances of the service `vm`. */
export const listVirtualMachines: Action = {
  ...shared,
  select: (query) =>
    selectInstances(query, query.index.virtualMachines, query.index.virtualMachineById, (row) =>
      toVirtualMachineRow(row, query.settings),
    ),
};

function selectInstances(
  query: Query,
  all: readonly Instance[],
  byId: ReadonlyMap<string, Instance>,
  toRow: (row: Instance) => Record<string, unknown>,
): ReturnType<Action['select']> {
  const { args, fleet, settings } = query;
  const zone = readText(args, 'zoneId');
  if (zone !== null && !fleet.zones.includes(zone)) return zoneNotFound(zone);
  const named = readIds(query, 'instanceIds');
  const refused = refuseUnknown(named, byId, settings);
  if (refused) return refused;
  const records = (named ? pickByIds(named, byId) : all).filter(
    (row) => ignoresFilters(named, settings) || matches(args, row),
  );
  return toSelection(records, named !== null, toRow);
}

/** Names match exactly, unless they end in `*`; of several addresses any will do. */
function matches(args: Arguments, row: Instance): boolean {
  return (
    equals(readText(args, 'zoneId'), row.zone) &&
    equals(readText(args, 'instanceStatus'), row.vendorStatus) &&
    ['resourceGroupId', 'instanceTypeId', 'imageId'].every((name) =>
      equals(readText(args, name), row.vendorFields[name]),
    ) &&
    matchesName(readText(args, 'instanceName'), row.name) &&
    matchesName(readText(args, 'hostname'), row.vendorFields['hostname']) &&
    overlaps(readTexts(args, 'publicIpAddresses'), row.publicAddresses) &&
    overlaps(readTexts(args, 'privateIpAddresses'), row.privateAddresses)
  );
}

const equals = (wanted: string | null, value: unknown): boolean => wanted === null || value === wanted;

function matchesName(wanted: string | null, value: unknown): boolean {
  if (wanted === null) return true;
  const name = typeof value === 'string' ? value : '';
  return wanted.endsWith('*') ? name.includes(wanted.slice(0, -1)) : name === wanted;
}

const overlaps = (wanted: readonly string[] | null, values: readonly string[]): boolean =>
  !wanted || wanted.length === 0 || values.some((value) => wanted.includes(value));
