import { toSelection } from '../selection.js';
import { ignoresFilters, matchesSearch, pickNamed, readStatuses, type Action } from './action.js';
import { toLoadBalancerRow } from './load-balancer.js';
import { readList } from './parameters.js';

const STATUSES: readonly string[] = ['pending', 'active', 'stopped', 'suspended', 'deleted', 'ceased'];

/** DescribeLoadBalancers: without `status.n`, deleted rows too. */
export const listLoadBalancers: Action = {
  set: 'loadbalancer_set',
  traits: { id: 'loadbalancer_id', enumerated: 'status', optional: 'loadbalancer_name' },
  needsZone: true,
  ids: { name: 'loadbalancers', known: (index) => index.loadBalancers },
  select({ parameters, verbose, fleet, index, settings }) {
    const statuses = readStatuses(parameters, STATUSES);
    if (statuses && 'kind' in statuses) return statuses;
    const named = pickNamed(parameters, 'loadbalancers', index.loadBalancers);
    const tags = readList(parameters, 'tags');
    const records = (named ?? fleet.loadBalancers).filter(
      (row) =>
        ignoresFilters(named, settings) ||
        ((statuses === null || statuses.includes(row.vendorStatus ?? '')) &&
          matchesSearch(parameters, row) &&
          (tags.length === 0 || (row.tags ?? []).some(({ key }) => tags.includes(key)))),
    );
    return toSelection(records, named !== null, (row) => toLoadBalancerRow(row, verbose, settings));
  },
};
