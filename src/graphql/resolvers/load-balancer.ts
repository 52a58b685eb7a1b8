import { itemOf } from '../../model/item-of.js';
import { backendsConnection, instancesConnection } from '../backend-connections.js';
import type { LoadBalancerResolvers, QueryResolvers } from '../generated/resolvers.js';
import { toGlobalId } from '../global-id.js';
import { listConnection, mergedParts, nestedList } from '../list-connection.js';
import { fetchLoadBalancer } from '../parents.js';
import { filteredSources, filterIdentity } from '../source-filter.js';
import { requireVendorId } from '../vendor-id.js';
import { accountOf, requireSource } from '../visible.js';

export const loadBalancerResolvers: LoadBalancerResolvers = {
  id: (loadBalancer) => toGlobalId(loadBalancer),
  account: ({ source }, _args, context) => accountOf(context, source),
  provider: ({ source }, _args, context) => accountOf(context, source).provider,
  region: ({ source }) => source.region,
  asOf: ({ asOf }) => new Date(asOf),
  listeners: ({ source, vendorId }, args, context, info) =>
    nestedList(
      { list: 'listeners', source, loadBalancerId: vendorId },
      itemOf('listener'),
      args,
      context,
      info,
    ),
  backends: backendsConnection,
  instances: instancesConnection,
};

export const loadBalancerQueries: Pick<QueryResolvers, 'loadBalancers' | 'loadBalancer'> = {
  loadBalancers: (_root, { filter, ...args }, context, info) =>
    listConnection(
      {
        account: null,
        identity: ['loadBalancers', ...filterIdentity(filter)],
        parts: mergedParts(context, filteredSources(context, filter), 'loadBalancers'),
        together: false,
        partial: true,
        toNode: itemOf('loadBalancer'),
      },
      args,
      context,
      info,
    ),
  loadBalancer: (_root, { account, region, vendorId }, context, info) => {
    const source = requireSource(context, account, region ?? null);
    return fetchLoadBalancer(context, { source, vendorId: requireVendorId(vendorId) }, info);
  },
};
