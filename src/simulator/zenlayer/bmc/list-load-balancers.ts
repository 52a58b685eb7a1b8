import { pickInOrder, toSelection } from '../../selection.js';
import { ignoresFilters, isLike, readIds, refuseUnknown } from '../action.js';
import { isOld, type Action } from './action.js';
import { ids, matchesTags, pageRules, readText, tagRules, text } from '../arguments.js';
import { wrapDataSet } from '../data-set.js';
import { listedLoadBalancers, toLoadBalancerRow } from './load-balancer.js';
import { TAG_LENGTH_MAXIMUM } from './limits.js';

/** DescribeLoadBalancers: names match in part; the resource group filter came with 2026-02-01. */
export const listLoadBalancers: Action = {
  rules: {
    loadBalancerIds: ids,
    zoneId: text,
    loadBalancerName: text,
    resourceGroupId: text,
    ...tagRules(TAG_LENGTH_MAXIMUM),
    ...pageRules,
  },
  traits: { id: 'loadBalancerId', enumerated: 'status', optional: 'loadBalancerName' },
  paged: true,
  wrap: wrapDataSet,
  select(query) {
    const { args, fleet, index, settings } = query;
    const oldVersion = isOld(query);
    const named = readIds(query, 'loadBalancerIds');
    const refused = refuseUnknown(named, index.loadBalancerById, settings);
    if (refused) return refused;
    const zone = readText(args, 'zoneId');
    const name = readText(args, 'loadBalancerName');
    const group = oldVersion ? null : readText(args, 'resourceGroupId');
    const all = listedLoadBalancers(fleet, settings);
    const listed = named
      ? pickInOrder(named, index.loadBalancerById).filter((row) => all.includes(row))
      : all;
    const records = listed.filter(
      (row) =>
        ignoresFilters(named, settings) ||
        ((zone === null || row.zone === zone) &&
          isLike(name, row.name, settings) &&
          (group === null || row.vendorFields['resourceGroupId'] === group) &&
          matchesTags(args, row.tags ?? [], settings)),
    );
    return toSelection(records, named !== null, (row) => toLoadBalancerRow(row, settings, oldVersion));
  },
};
