import { toSelection } from '../selection.js';
import type { Settings } from '../settings.js';
import { ignoresFilters, matchesSearch, pickNamed, readStatuses, type Action } from './action.js';
import { toInstanceRow } from './instance.js';
import { readList } from './parameters.js';
import type { Instance } from './records.js';
import { clusterNodes } from './settings.js';
import type { Parameters } from './signature.js';

const STATUSES: readonly string[] = ['pending', 'running', 'stopped', 'suspended', 'terminated', 'ceased'];

/** DescribeInstances: without `status.n`, terminated rows too; cluster nodes only with `is_cluster_node=1`. */
export const listInstances: Action = {
  set: 'instance_set',
  traits: { id: 'instance_id', enumerated: 'status', optional: 'instance_name' },
  needsZone: true,
  ids: { name: 'instances', known: (index) => index.instanceById },
  select({ parameters, verbose, fleet, index, settings }) {
    const statuses = readStatuses(parameters, STATUSES);
    if (statuses && 'kind' in statuses) return statuses;
    const named = pickNamed(parameters, 'instances', index.instanceById);
    const records = (named ?? fleet.instances).filter(
      (row) =>
        showsNode(row.wire.clusterNode, parameters, settings) &&
        (ignoresFilters(named, settings) ||
          ((statuses === null || statuses.includes(row.vendorStatus ?? '')) &&
            matchesSearch(parameters, row) &&
            matchesFields(parameters, row))),
    );
    return toSelection(records, named !== null, (row) => toInstanceRow(row, verbose, settings));
  },
};

function showsNode(isNode: boolean, parameters: Parameters, settings: Settings): boolean {
  const asked = parameters.get('is_cluster_node') === '1';
  const place = settings.get(clusterNodes);
  if (place === 'always') return true;
  return place === 'apart' ? isNode === asked : asked || !isNode;
}

const SINGLE_FILTERS: readonly string[] = ['instance_class', 'vcpus_current', 'memory_current'];

function matchesFields(parameters: Parameters, { vendorFields }: Instance): boolean {
  const types = readList(parameters, 'instance_type');
  const type = vendorFields['instance_type'];
  if (types.length > 0 && !(typeof type === 'string' && types.includes(type))) return false;
  return SINGLE_FILTERS.every((name) => {
    const wanted = parameters.get(name);
    const value = vendorFields[name];
    return wanted === undefined || (typeof value === 'number' && String(value) === wanted);
  });
}
