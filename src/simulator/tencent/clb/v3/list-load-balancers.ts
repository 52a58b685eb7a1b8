import { createAction } from '../../v3/action.js';
import { invalidParameter, isRefusal } from '../../v3/errors.js';
import { readPage } from '../../v3/parameters.js';
import { isOrder, orderBy } from '../load-balancer-order.js';
import type { LoadBalancer } from '../records.js';
import { refuseFilters } from './filters.js';
import { loadBalancerParameters, type LoadBalancerFilter } from './load-balancer-parameters.js';
import { toLoadBalancerRow } from './load-balancer.js';
import { isLoadBalancerFilter, matchesFilter, matchesParameters } from './match-load-balancer.js';
import { byModernId, pickNamed } from './parents.js';
import type { ClbRegion } from './region.js';

const PAGING = { usual: 20, most: 100 };
const FILTERS = { filters: 10, values: 100 };
const FILTER_CODES = {
  unknown: 'InvalidParameterValue.InvalidFilter',
  tooMany: 'InvalidParameterValue.Length',
};

/** DescribeLoadBalancers: of both kinds where Forward does not choose one, the newest first. */
export const listLoadBalancers = createAction<ClbRegion, LoadBalancerFilter>({
  declaration: loadBalancerParameters,
  paging: PAGING,
  select({ parameters, region, settings, codes }) {
    const page = readPage(parameters, PAGING, codes, settings);
    if (isRefusal(page)) return page;
    const { LoadBalancerIds: ids = [], Filters = [], OrderBy = 'CreateTime', OrderType = 1 } = parameters;
    const wrong = refuseFilters(Filters, FILTERS, isLoadBalancerFilter, FILTER_CODES);
    if (wrong) return wrong;
    const order = OrderBy.charAt(0).toLowerCase() + OrderBy.slice(1);
    if (OrderBy === order || !isOrder(order)) return invalidParameter('OrderBy', 'InvalidParameterValue');
    const index = region.index();
    const find = (id: string): LoadBalancer | undefined => byModernId(index, id);
    const named = pickNamed(ids, find, 'InvalidParameter.LBIdNotFound', settings);
    if (isRefusal(named)) return named;
    const found = (ids.length > 0 ? named : region.fleet.loadBalancers).filter(
      (row) =>
        matchesParameters(row, parameters, index) && Filters.every((filter) => matchesFilter(row, filter)),
    );
    const counted = parameters.AdditionalFields?.includes('TargetCount') === true;
    return {
      kind: 'listing',
      rows: orderBy(found, order, OrderType === 1)
        .slice(page.offset, page.offset + page.limit)
        .map((row) => toLoadBalancerRow(row, settings, counted)),
      total: found.length,
      traits: { id: 'LoadBalancerId', enumerated: 'Status', optional: 'LoadBalancerName' },
      narrowed: ids.length > 0,
      wrap: (LoadBalancerSet, TotalCount) => ({ TotalCount, LoadBalancerSet }),
    };
  },
});
