import { toSelection } from '../selection.js';
import { matchesSearch, pickNamed, readStatuses, type Action } from './action.js';
import { notFound } from './errors.js';
import { readList } from './parameters.js';
import { toRouterRow } from './router.js';
import { unknownRouter } from './settings.js';

const STATUSES: readonly string[] = ['pending', 'active', 'poweroffed', 'suspended', 'deleted', 'ceased'];

/** DescribeRouters: unlike the other lists, an unknown id is an error by the text of its page. */
export const listRouters: Action = {
  set: 'router_set',
  traits: { id: 'router_id', enumerated: 'status', optional: 'router_name' },
  needsZone: true,
  ids: { name: 'routers', known: () => null },
  select({ parameters, verbose, fleet, index, settings }) {
    const statuses = readStatuses(parameters, STATUSES);
    if (statuses && 'kind' in statuses) return statuses;
    const byId = index.routerById;
    const unknown = readList(parameters, 'routers').find((id) => !byId.has(id));
    if (unknown !== undefined && settings.get(unknownRouter) === '2100') return notFound(unknown);
    const named = pickNamed(parameters, 'routers', byId);
    const vxnet = parameters.get('vxnet');
    const records = (named ?? fleet.routers).filter(
      (row) =>
        (statuses === null || statuses.includes(row.vendorStatus ?? '')) &&
        (vxnet === undefined || row.wire.vxnetIds.includes(vxnet)) &&
        matchesSearch(parameters, row),
    );
    return toSelection(records, named !== null, (row) => toRouterRow(row, verbose, settings));
  },
};
