import { pickInOrder, toSelection } from '../../selection.js';
import { ignoresFilters, isLike, readIds, refuseUnknown } from '../action.js';
import { ids, matchesTags, pageRules, readText, tagRules, text } from '../arguments.js';
import { wrapDataSet } from '../data-set.js';
import type { Action } from './action.js';
import { TAG_LENGTH_MAXIMUM } from './limits.js';
import { listedLoadBalancers, toLoadBalancerRow } from './load-balancer.js';
import type { LoadBalancer } from './records.js';

/** DescribeLoadBalancers: of all regions; a name matches exactly, unless it ends in `*`. */
export const listLoadBalancers: Action = {
  rules: {
    regionId: text,
    vpcId: text,
    loadBalancerIds: ids,
    loadBalancerName: text,
    resourceGroupId: text,
    securityGroupId: text,
    ...tagRules(TAG_LENGTH_MAXIMUM),
    ...pageRules,
  },
  traits: { id: 'loadBalancerId', enumerated: 'status', optional: 'loadBalancerName' },
  paged: true,
  wrap: wrapDataSet,
  select(query) {
    const { args, fleet, index, settings } = query;
    const named = readIds(query, 'loadBalancerIds');
    const refused = refuseUnknown(named, index.loadBalancerById, settings);
    if (refused) return refused;
    const all = listedLoadBalancers(fleet, settings);
    const listed = named
      ? pickInOrder(named, index.loadBalancerById).filter((row) => all.includes(row))
      : all;
    const equals = (name: string, value: unknown): boolean => [null, value].includes(readText(args, name));
    const name = readText(args, 'loadBalancerName');
    const isCalled = (row: LoadBalancer): boolean =>
      name?.endsWith('*') ? isLike(name.slice(0, -1), row.name, settings) : [null, row.name].includes(name);
    const records = listed.filter(
      (row) =>
        ignoresFilters(named, settings) ||
        (equals('regionId', row.zone) &&
          equals('vpcId', row.networkId) &&
          equals('resourceGroupId', groupOf(row)) &&
          equals('securityGroupId', row.vendorFields['securityGroupId']) &&
          isCalled(row) &&
          matchesTags(args, row.tags ?? [], settings)),
    );
    return toSelection(records, named !== null, (row) => toLoadBalancerRow(row, settings));
  },
};

function groupOf({ vendorFields }: LoadBalancer): unknown {
  const { resourceGroup: group } = vendorFields;
  return typeof group === 'object' && group !== null && 'resourceGroupId' in group
    ? group.resourceGroupId
    : null;
}
