import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import {
  DateTimeResolver,
  IPResolver,
  JSONObjectResolver,
  NonNegativeIntResolver,
  PortResolver,
} from 'graphql-scalars';
import type { Resolvers } from './generated/resolvers.js';
import {
  accountErrorResolvers,
  accountQueries,
  accountResolvers,
  accountStatusResolvers,
} from './resolvers/account.js';
import {
  backendQueries,
  backendResolvers,
  backendTargetResolvers,
  ipTargetResolvers,
  unknownTargetResolvers,
} from './resolvers/backend.js';
import { instanceQueries, instanceResolvers } from './resolvers/instance.js';
import { listenerResolvers, listenerRuleResolvers } from './resolvers/listener.js';
import { loadBalancerQueries, loadBalancerResolvers } from './resolvers/load-balancer.js';
import { nodeQueries, nodeResolvers } from './resolvers/node.js';
import { routerResolvers } from './resolvers/router.js';

const resolvers: Resolvers = {
  DateTime: DateTimeResolver,
  IP: IPResolver,
  JSONObject: JSONObjectResolver,
  NonNegativeInt: NonNegativeIntResolver,
  Port: PortResolver,
  Query: { ...nodeQueries, ...accountQueries, ...loadBalancerQueries, ...backendQueries, ...instanceQueries },
  Node: nodeResolvers,
  Account: accountResolvers,
  AccountStatus: accountStatusResolvers,
  AccountError: accountErrorResolvers,
  LoadBalancer: loadBalancerResolvers,
  Listener: listenerResolvers,
  ListenerRule: listenerRuleResolvers,
  Backend: backendResolvers,
  BackendTarget: backendTargetResolvers,
  Router: routerResolvers,
  IpTarget: ipTargetResolvers,
  UnknownTarget: unknownTargetResolvers,
  Instance: instanceResolvers,
};

/** The executable schema for an SDL text. */
export function createSchema(typeDefs: string): GraphQLSchema {
  return makeExecutableSchema({ typeDefs, resolvers });
}
