import { toSelection } from '../selection.js';
import { readStatuses, type Action } from './action.js';
import { readList } from './parameters.js';

/** DescribeZones: the account's regions; the one call without a `zone`. */
export const listZones: Action = {
  set: 'zone_set',
  traits: { id: 'zone_id', enumerated: 'status', optional: 'status' },
  needsZone: false,
  ids: { name: 'zones', known: () => null },
  select({ parameters, zones }) {
    const statuses = readStatuses(parameters, ['active', 'faulty', 'defunct']);
    if (statuses && 'kind' in statuses) return statuses;
    const wanted = readList(parameters, 'zones');
    const records = zones.filter(
      (zone) =>
        (wanted.length === 0 || wanted.includes(zone)) && (statuses === null || statuses.includes('active')),
    );
    return toSelection(records, wanted.length > 0, (zone) => ({ zone_id: zone, status: 'active' }));
  },
};
