import { itemOf } from '../../model/item-of.js';
import { backendsOfListener } from '../backend-connections.js';
import type { ListenerResolvers, ListenerRuleResolvers } from '../generated/resolvers.js';
import { toGlobalId } from '../global-id.js';
import { nestedList } from '../list-connection.js';
import { fetchListener, fetchLoadBalancer } from '../parents.js';

export const listenerResolvers: ListenerResolvers = {
  id: (listener) => toGlobalId(listener),
  asOf: ({ asOf }) => new Date(asOf),
  port: ({ ports }) => {
    const [only] = ports ?? [];
    return ports?.length === 1 && only?.from === only?.to ? (only?.from ?? null) : null;
  },
  loadBalancer: ({ source, loadBalancerId }, _args, context, info) =>
    fetchLoadBalancer(context, { source, vendorId: loadBalancerId }, info),
  rules: ({ source, loadBalancerId, vendorId }, args, context, info) =>
    nestedList(
      { list: 'rules', source, loadBalancerId, listenerId: vendorId },
      itemOf('rule'),
      args,
      context,
      info,
    ),
  backends: backendsOfListener,
};

export const listenerRuleResolvers: ListenerRuleResolvers = {
  id: (rule) => toGlobalId(rule),
  asOf: ({ asOf }) => new Date(asOf),
  listener: ({ source, loadBalancerId, listenerId }, _args, context, info) =>
    fetchListener(context, { source, loadBalancerId, vendorId: listenerId }, info),
  backends: ({ source, loadBalancerId, listenerId, vendorId }, args, context, info) =>
    nestedList(
      { list: 'backends', source, loadBalancerId, listenerId, ruleId: vendorId },
      itemOf('backend'),
      args,
      context,
      info,
    ),
};
