import type { InventoryInstance } from '../../inventory.js';
import { pickInOrder, toSelection } from '../../selection.js';
import type { Settings } from '../../settings.js';
import { ignoresFilters, isLike, readIds, refuseUnknown } from '../action.js';
import type { Action, Query } from './action.js';
import {
  ids,
  isTag,
  matchesTags,
  pageRules,
  readText,
  readTexts,
  tagRules,
  text,
  texts,
  type Arguments,
  type Tag,
} from '../arguments.js';
import { wrapDataSet } from '../data-set.js';
import { zoneNotFound } from '../errors.js';
import { toBareMetalRow, toVirtualMachineRow } from './instance.js';
import { TAG_LENGTH_MAXIMUM } from './limits.js';
import type { Instance } from './records.js';

const shared: Pick<Action, 'traits' | 'paged' | 'wrap'> = {
  traits: { id: 'instanceId', enumerated: 'instanceStatus', optional: 'instanceName' },
  paged: true,
  wrap: wrapDataSet,
};

/** DescribeInstances of the service `bmc`. */
export const listBareMetal: Action = {
  ...shared,
  rules: {
    instanceIds: ids,
    zoneId: text,
    resourceGroupId: text,
    instanceTypeId: text,
    internetChargeType: text,
    imageId: text,
    subnetId: text,
    instanceStatus: text,
    instanceName: text,
    hostname: text,
    publicIpAddresses: texts,
    privateIpAddresses: texts,
    ...tagRules(TAG_LENGTH_MAXIMUM),
    ...pageRules,
  },
  select(query) {
    const { args, fleet, index, settings } = query;
    const zone = readText(args, 'zoneId');
    if (zone !== null && !fleet.zones.includes(zone)) return zoneNotFound(zone);
    const matching = (row: Instance): boolean => matches(args, row, settings);
    return selectInstances(query, index.bareMetal, index.bareMetalById, matching, (row) =>
      toBareMetalRow(row, settings),
    );
  },
};

/** DescribeInstances of the service `vm`, of which no filter is documented but the ids. */
export const listVirtualMachines: Action = {
  ...shared,
  rules: { instanceIds: ids, ...pageRules },
  select: (query) =>
    selectInstances(
      query,
      query.index.virtualMachines,
      query.index.virtualMachineById,
      () => true,
      (row) => toVirtualMachineRow(row, query.settings),
    ),
};

function selectInstances(
  query: Query,
  all: readonly Instance[],
  byId: ReadonlyMap<string, Instance>,
  matching: (row: Instance) => boolean,
  toRow: (row: Instance) => Record<string, unknown>,
): ReturnType<Action['select']> {
  const named = readIds(query, 'instanceIds');
  const refused = refuseUnknown(named, byId, query.settings);
  if (refused) return refused;
  const records = (named ? pickInOrder(named, byId) : all).filter(
    (row) => ignoresFilters(named, query.settings) || matching(row),
  );
  return toSelection(records, named !== null, toRow);
}

/** Names match exactly, unless they end in `*`; of several addresses any will do. */
function matches(args: Arguments, row: Instance, settings: Settings): boolean {
  const { vendorFields } = row;
  const subnet = readText(args, 'subnetId');
  return (
    equals(readText(args, 'zoneId'), row.zone) &&
    equals(readText(args, 'instanceStatus'), row.vendorStatus) &&
    ['resourceGroupId', 'instanceTypeId', 'internetChargeType', 'imageId'].every((name) =>
      equals(readText(args, name), vendorFields[name]),
    ) &&
    (subnet === null || textsOf(vendorFields['subnetIds']).includes(subnet)) &&
    matchesName(readText(args, 'instanceName'), row.name, settings) &&
    matchesName(readText(args, 'hostname'), textsOf([vendorFields['hostname']])[0] ?? null, settings) &&
    overlaps(readTexts(args, 'publicIpAddresses'), row.publicAddresses) &&
    overlaps(readTexts(args, 'privateIpAddresses'), row.privateAddresses) &&
    matchesTags(args, tagsOf(row), settings)
  );
}

const equals = (wanted: string | null, value: unknown): boolean => wanted === null || value === wanted;

function matchesName(wanted: string | null, name: string | null, settings: Settings): boolean {
  if (wanted === null) return true;
  return wanted.endsWith('*') ? isLike(wanted.slice(0, -1), name, settings) : name === wanted;
}

const overlaps = (wanted: readonly string[] | null, values: readonly string[]): boolean =>
  !wanted || wanted.length === 0 || values.some((value) => wanted.includes(value));

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

function tagsOf({ vendorFields }: Pick<InventoryInstance, 'vendorFields'>): readonly Tag[] {
  const { tags } = vendorFields;
  const inner = typeof tags === 'object' && tags !== null && 'tags' in tags ? tags['tags'] : [];
  return Array.isArray(inner) ? inner.filter(isTag) : [];
}
