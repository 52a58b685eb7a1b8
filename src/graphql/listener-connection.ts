import type { GraphQLResolveInfo } from 'graphql';
import type { ListenerFilter } from '../model/filter.js';
import { itemOf } from '../model/item-of.js';
import type { ListRef } from '../model/list.js';
import type { Listener } from '../model/listener.js';
import type { LoadBalancer } from '../model/load-balancer.js';
import type { Connection } from './connection.js';
import type { Context } from './context.js';
import { nestedList, plainList, type FoundArgs } from './list-parts.js';
import { filterIdentity, listeners } from './nouns.js';

/** The value of `LoadBalancer.listeners`. */
export function listenersConnection(
  { source, vendorId }: LoadBalancer,
  args: FoundArgs<ListenerFilter>,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<Listener> | Promise<Connection<Listener>> {
  const of: ListRef = { list: 'listeners', source, loadBalancerId: vendorId };
  const isPlain = filterIdentity(args.filter).length === 0 && (args.orderBy ?? null) === null;
  return isPlain
    ? plainList(of, itemOf('listener'), args, context, info, true)
    : nestedList(of, listeners, itemOf('listener'), args, context, info);
}
