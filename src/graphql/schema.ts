import { makeExecutableSchema } from '@graphql-tools/schema';
import { isObjectType, type GraphQLSchema } from 'graphql';
import {
  DateTimeResolver,
  IPResolver,
  JSONObjectResolver,
  NonNegativeIntResolver,
  PortResolver,
} from 'graphql-scalars';
import { placed } from './explain/query-place.js';
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
import { explainQueries } from './resolvers/explain.js';
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
  Query: {
    ...nodeQueries,
    ...accountQueries,
    ...loadBalancerQueries,
    ...backendQueries,
    ...instanceQueries,
    ...explainQueries,
  },
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

/** The same with resolvers that tell what they call in which place of the query they are. */
export function createPlacedSchema(typeDefs: string): GraphQLSchema {
  const schema = createSchema(typeDefs);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.resolve !== undefined) field.resolve = placed(field.resolve);
    }
  }
  return schema;
}
