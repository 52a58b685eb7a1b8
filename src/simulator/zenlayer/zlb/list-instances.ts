import { pickInOrder, toSelection } from '../../selection.js';
import type { Settings } from '../../settings.js';
import { ignoresFilters, isLike, readIds, refuseUnknown } from '../action.js';
import {
  ids,
  isTag,
  matchesTags,
  pageRules,
  readText,
  tagRules,
  text,
  type Arguments,
} from '../arguments.js';
import { wrapDataSet } from '../data-set.js';
import type { Action } from './action.js';
import { toInstanceRow } from './instance.js';
import { TAG_LENGTH_MAXIMUM } from './limits.js';
import type { Instance } from './records.js';
import { instanceStatusFilter } from './settings.js';

/** DescribeInstances of the service `zec`. */
export const listInstances: Action = {
  rules: {
    instanceIds: ids,
    zoneId: text,
    imageId: text,
    ipv4Address: text,
    ipv6Address: text,
    status: text,
    name: text,
    resourceGroupId: text,
    ...tagRules(TAG_LENGTH_MAXIMUM),
    ...pageRules,
  },
  traits: { id: 'instanceId', enumerated: 'status', optional: 'instanceName' },
  paged: true,
  wrap: wrapDataSet,
  select(query) {
    const { args, fleet, index, settings } = query;
    const named = readIds(query, 'instanceIds');
    const refused = refuseUnknown(named, index.instanceById, settings);
    if (refused) return refused;
    const records = (named ? pickInOrder(named, index.instanceById) : fleet.instances).filter(
      (row) => ignoresFilters(named, settings) || matches(args, row, settings),
    );
    return toSelection(records, named !== null, (row) => toInstanceRow(row, index, settings));
  },
};

/** No machine has an address of version 6. */
function matches(args: Arguments, row: Instance, settings: Settings): boolean {
  const { vendorFields, privateAddresses, publicAddresses } = row;
  const isOneOf = (name: string, values: readonly unknown[]): boolean => {
    const wanted = readText(args, name);
    return wanted === null || values.includes(wanted);
  };
  const takesStatus = settings.get(instanceStatusFilter) === 'taken';
  return (
    isOneOf('zoneId', [row.zone]) &&
    isOneOf('imageId', [vendorFields['imageId']]) &&
    isOneOf('ipv4Address', [...privateAddresses, ...publicAddresses]) &&
    isOneOf('ipv6Address', []) &&
    (!takesStatus || isOneOf('status', [row.vendorStatus])) &&
    isLike(readText(args, 'name'), row.name, settings) &&
    isOneOf('resourceGroupId', [vendorFields['resourceGroupId']]) &&
    matchesTags(args, tagsOf(row), settings)
  );
}

function tagsOf({ vendorFields }: Instance): readonly { key: string; value: string }[] {
  const { tags } = vendorFields;
  const inner = typeof tags === 'object' && tags !== null && 'tags' in tags ? tags['tags'] : [];
  return Array.isArray(inner) ? inner.filter(isTag) : [];
}
