import { healthOf } from '../../loaders/health.js';
import { isAddress } from '../../model/address.js';
import type { Backend, Health, Target } from '../../model/backend.js';
import type { Source } from '../../model/source.js';
import type { Context } from '../context.js';
import type {
  BackendResolvers,
  BackendTargetResolvers,
  IpTargetResolvers,
  QueryResolvers,
  UnknownTargetResolvers,
} from '../generated/resolvers.js';
import { foundBackends } from '../found-connections.js';
import { toGlobalId } from '../global-id.js';
import { fetchListener, fetchLoadBalancer, fetchRule } from '../parents.js';
import type { InstanceValue } from './instance.js';

/** A target that is no machine. */
export interface TargetValue {
  readonly source: Source;
  readonly target: Exclude<Target, { type: 'Instance' }>;
}

export type BackendTargetValue = InstanceValue | TargetValue;

function toTarget({ source, target, carried }: Backend): BackendTargetValue {
  if (target.type !== 'Instance') return { source, target };
  return { ref: { source, instanceKind: target.kind, vendorId: target.id }, carried, record: null };
}

/** A field of what the health check says; `none` where the vendor has no health check. */
function fromHealth<T>(backend: Backend, { loaders }: Context, none: T, read: (health: Health) => T) {
  const health = healthOf(loaders, backend);
  const toValue = (found: Health | null) => (found === null ? none : read(found));
  return health instanceof Promise ? health.then(toValue) : toValue(health);
}

export const backendResolvers: BackendResolvers = {
  id: (backend) => toGlobalId(backend),
  asOf: ({ asOf }) => new Date(asOf),
  health: (backend, _args, context) =>
    fromHealth(backend, context, 'UNKNOWN' as const, ({ health }) => health),
  vendorHealth: (backend, _args, context) =>
    fromHealth<string | null>(backend, context, null, ({ vendorHealth }) => vendorHealth),
  healthAsOf: (backend, _args, context) =>
    fromHealth<Date | null>(backend, context, null, ({ asOf }) => new Date(asOf)),
  target: toTarget,
  instance: (backend) => {
    const target = toTarget(backend);
    return 'ref' in target ? target : null;
  },
  loadBalancer: ({ source, loadBalancerId }, _args, context, info) =>
    fetchLoadBalancer(context, { source, vendorId: loadBalancerId }, info),
  listener: ({ source, loadBalancerId, listenerId }, _args, context, info) =>
    listenerId === null
      ? null
      : fetchListener(context, { source, loadBalancerId, vendorId: listenerId }, info),
  rule: ({ source, loadBalancerId, listenerId, ruleId }, _args, context, info) =>
    listenerId === null || ruleId === null
      ? null
      : fetchRule(context, { source, loadBalancerId, listenerId, vendorId: ruleId }, info),
};

export const backendTargetResolvers: BackendTargetResolvers = {
  __resolveType: (value) => ('ref' in value ? 'Instance' : value.target.type),
};

export const ipTargetResolvers: IpTargetResolvers = {
  address: ({ target }) => (isAddress(target.id) ? target.id : null),
};

export const unknownTargetResolvers: UnknownTargetResolvers = { vendorId: ({ target }) => target.id };

export const backendQueries: Pick<QueryResolvers, 'backends'> = {
  backends: (_root, args, context, info) => foundBackends(args, context, info),
};
