import type { GraphQLResolveInfo } from 'graphql';
import { itemOf } from '../model/item-of.js';
import type { Listener, ListenerRef, ListenerRule, ListenerRuleRef } from '../model/listener.js';
import type { LoadBalancer, LoadBalancerRef } from '../model/load-balancer.js';
import type { Context } from './context.js';
import { selectedFields } from './look-ahead.js';

/** What a child stands under, or what was named: null when the vendor has no such object. At hand, it costs nothing. */
export async function fetchLoadBalancer(
  { loaders }: Context,
  { source, vendorId }: LoadBalancerRef,
  info: GraphQLResolveInfo,
): Promise<LoadBalancer | null> {
  const ref = { kind: 'loadBalancer', source, vendorId } as const;
  return itemOf('loadBalancer')(await loaders.item(source, ref, selectedFields(info)));
}

export async function fetchListener(
  { loaders }: Context,
  { source, loadBalancerId, vendorId }: ListenerRef,
  info: GraphQLResolveInfo,
): Promise<Listener | null> {
  const ref = { kind: 'listener', source, loadBalancerId, vendorId } as const;
  return itemOf('listener')(await loaders.item(source, ref, selectedFields(info)));
}

export async function fetchRule(
  { loaders }: Context,
  { source, loadBalancerId, listenerId, vendorId }: ListenerRuleRef,
  info: GraphQLResolveInfo,
): Promise<ListenerRule | null> {
  const ref = { kind: 'rule', source, loadBalancerId, listenerId, vendorId } as const;
  return itemOf('rule')(await loaders.item(source, ref, selectedFields(info)));
}
