import type { ListRef } from '../../model/list.js';
import type { ListenerResolvers, ListenerRuleResolvers } from '../generated/resolvers.js';
import { toGlobalId } from '../global-id.js';
import { listConnection, listParts } from '../list-connection.js';
import { selectedFields } from '../look-ahead.js';

export const listenerResolvers: ListenerResolvers = {
  id: (listener) => toGlobalId(listener),
  asOf: ({ asOf }) => new Date(asOf),
  port: ({ ports }) => {
    const [only] = ports ?? [];
    return ports?.length === 1 && only?.from === only?.to ? (only?.from ?? null) : null;
  },
  loadBalancer: async ({ source, loadBalancerId }, _args, { loaders }, info) => {
    const ref = { kind: 'loadBalancer', source, vendorId: loadBalancerId } as const;
    const item = await loaders.item(source, ref, selectedFields(info));
    return item?.kind === 'loadBalancer' ? item : null;
  },
  rules: ({ source, loadBalancerId, vendorId }, args, context, info) => {
    const of: ListRef = { list: 'rules', source, loadBalancerId, listenerId: vendorId };
    return listConnection(
      {
        identity: ['rules', of],
        parts: listParts(context, source, of),
        together: false,
        partial: false,
        toNode: (item) => (item.kind === 'rule' ? item : null),
      },
      args,
      context,
      info,
    );
  },
  backends: ({ source, loadBalancerId, vendorId }, args, context, info) => {
    const of: ListRef = { list: 'backends', source, loadBalancerId, listenerId: vendorId, ruleId: null };
    return listConnection(
      {
        identity: ['backends', of],
        parts: listParts(context, source, of),
        together: false,
        partial: false,
        toNode: (item) => (item.kind === 'backend' ? item : null),
      },
      args,
      context,
      info,
    );
  },
};

export const listenerRuleResolvers: ListenerRuleResolvers = {
  id: (rule) => toGlobalId(rule),
  asOf: ({ asOf }) => new Date(asOf),
  listener: async ({ source, loadBalancerId, listenerId }, _args, { loaders }, info) => {
    const ref = { kind: 'listener', source, loadBalancerId, vendorId: listenerId } as const;
    const item = await loaders.item(source, ref, selectedFields(info));
    return item?.kind === 'listener' ? item : null;
  },
  backends: ({ source, loadBalancerId, listenerId, vendorId }, args, context, info) => {
    const of: ListRef = { list: 'backends', source, loadBalancerId, listenerId, ruleId: vendorId };
    return listConnection(
      {
        identity: ['backends', of],
        parts: listParts(context, source, of),
        together: false,
        partial: false,
        toNode: (item) => (item.kind === 'backend' ? item : null),
      },
      args,
      context,
      info,
    );
  },
};
