import { layOut } from '../../inventory/sequence.js';
import type { InstanceRef } from '../../model/instance.js';
import { itemOf } from '../../model/item-of.js';
import { itemKey } from '../../model/record.js';
import { allBackends, backendParts } from '../backends-of-load-balancer.js';
import { checkArguments, toConnection, toPageRequest } from '../connection.js';
import { listMark } from '../cursor.js';
import type { LoadBalancerResolvers, QueryResolvers } from '../generated/resolvers.js';
import { isText, toGlobalId } from '../global-id.js';
import { listConnection, mergedParts, nestedList } from '../list-connection.js';
import { selectedConnection } from '../look-ahead.js';
import { fetchLoadBalancer } from '../parents.js';
import { filteredSources, filterIdentity } from '../source-filter.js';
import { accountOf, requireSource } from '../visible.js';
import type { InstanceValue } from './instance.js';

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
  backends: async (loadBalancer, args, context, info) => {
    checkArguments(args, context.maxPageSize);
    const { source, vendorId } = loadBalancer;
    const { parts, exact } = await backendParts(context, loadBalancer, selectedConnection(info).node);
    const connection = await listConnection(
      {
        identity: ['LoadBalancer.backends', source, vendorId],
        parts,
        together: context.loaders.inventory.provider(source).batchedLists.has('backends'),
        partial: false,
        toNode: itemOf('backend'),
      },
      args,
      context,
      info,
    );
    if (exact) return connection;
    return { ...connection, totalCount: null, coverage: { ...connection.coverage, exact } };
  },
  instances: async (loadBalancer, args, context, info) => {
    const { source, vendorId } = loadBalancer;
    const mark = listMark(['LoadBalancer.instances', source, vendorId]);
    const request = toPageRequest(args, mark, [''], context.maxPageSize);
    const { backends, exact } = await allBackends(context, loadBalancer, selectedConnection(info).node);
    const machines = new Map<string, InstanceValue>();
    for (const { target, carried } of backends) {
      if (target.type !== 'Instance') continue;
      const ref: InstanceRef = { source, instanceKind: target.kind, vendorId: target.id };
      const key = itemKey({ kind: 'instance', ...ref });
      if (!machines.has(key)) machines.set(key, { ref, carried, record: null });
    }
    const all = [...machines.values()];
    const layout = layOut(
      [{ type: 'known', total: all.length }],
      request,
      { total: false, more: true },
      true,
    );
    const entries = layout.ranges.flatMap(({ window }) =>
      all.slice(window.offset, window.offset + window.limit).map((node, index) => ({
        node,
        position: { partId: '', offset: window.offset + index },
      })),
    );
    const total = exact ? all.length : null;
    const page = { entries, total, expected: total, more: layout.more, exact, sources: 1, failures: [] };
    return toConnection(page, request, mark, context, info);
  },
};

export const loadBalancerQueries: Pick<QueryResolvers, 'loadBalancers' | 'loadBalancer'> = {
  loadBalancers: (_root, { filter, ...args }, context, info) =>
    listConnection(
      {
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
    return isText(vendorId) ? fetchLoadBalancer(context, { source, vendorId }, info) : null;
  },
};
