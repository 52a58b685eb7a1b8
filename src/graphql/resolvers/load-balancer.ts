import { itemOf } from '../../model/item-of.js';
import { backendsConnection } from '../backend-connections.js';
import type { LoadBalancerResolvers, QueryResolvers } from '../generated/resolvers.js';
import { toGlobalId } from '../global-id.js';
import { healthOfLoadBalancer } from '../health-summary.js';
import { listenersConnection } from '../listener-connection.js';
import { mergedList } from '../list-parts.js';
import { instancesConnection } from '../machines.js';
import { loadBalancers } from '../nouns.js';
import { fetchLoadBalancer } from '../parents.js';
import { filteredSources } from '../source-filter.js';
import { requireVendorId } from '../vendor-id.js';
import { accountOf, requireSource } from '../visible.js';

export const loadBalancerResolvers: LoadBalancerResolvers = {
  id: (loadBalancer) => toGlobalId(loadBalancer),
  account: ({ source }, _args, context) => accountOf(context, source),
  provider: ({ source }, _args, context) => accountOf(context, source).provider,
  region: ({ source }) => source.region,
  asOf: ({ asOf }) => new Date(asOf),
  listeners: listenersConnection,
  backends: backendsConnection,
  instances: instancesConnection,
  health: (loadBalancer, _args, context) => healthOfLoadBalancer(loadBalancer, context),
};

export const loadBalancerQueries: Pick<QueryResolvers, 'loadBalancers' | 'loadBalancer'> = {
  loadBalancers: (_root, args, context, info) =>
    mergedList(
      {
        list: 'loadBalancers',
        noun: loadBalancers,
        sources: filteredSources(context, args.filter),
        account: null,
        identity: ['loadBalancers'],
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
