import { itemOf } from '../../model/item-of.js';
import { backendsOfListener, backendsOfRule } from '../backend-connections.js';
import type { ListenerResolvers, ListenerRuleResolvers } from '../generated/resolvers.js';
import { toGlobalId } from '../global-id.js';
import { healthOfListener, healthOfRule } from '../health-summary.js';
import { plainList } from '../list-parts.js';
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
    plainList(
      { list: 'rules', source, loadBalancerId, listenerId: vendorId },
      itemOf('rule'),
      args,
      context,
      info,
    ),
  backends: backendsOfListener,
  health: (listener, _args, context) => healthOfListener(listener, context),
};

export const listenerRuleResolvers: ListenerRuleResolvers = {
  id: (rule) => toGlobalId(rule),
  asOf: ({ asOf }) => new Date(asOf),
  listener: ({ source, loadBalancerId, listenerId }, _args, context, info) =>
    fetchListener(context, { source, loadBalancerId, vendorId: listenerId }, info),
  backends: backendsOfRule,
  health: (rule, _args, context) => healthOfRule(rule, context),
};
