import type { Refusal } from '../errors.js';
import type { Query } from './action.js';
import { badParameter, noLoadBalancer } from './errors.js';
import type { Domain, Listener, LoadBalancer, Rule } from './records.js';
import { unknownLoadBalancer, unknownParent } from './settings.js';

/** Null: what is named does not exist, and the vendor answers with an empty list. */
export type Found<T> = T | null | Refusal;

export function isRefusal(found: object | null): found is Refusal {
  return found !== null && 'kind' in found && found.kind === 'refusal';
}

/** `listed`: whether the documentation of the call lists the code for an unknown load balancer. */
export function findLoadBalancer(query: Query, { listed }: { listed: boolean }): Found<LoadBalancer> {
  const { service, parameters, index, settings } = query;
  const id = parameters.get('loadBalancerId');
  if (!id) return badParameter(service, 'loadBalancerId', settings);
  const found = index.loadBalancerById.get(id);
  if (found) return found;
  return listed || settings.get(unknownLoadBalancer) === '11041' ? noLoadBalancer(id, settings) : null;
}

/** A listener of the layer, in the load balancer that is named beside it. */
export function findListener(query: Query, layer: 4 | 7, of: { listed: boolean }): Found<Listener> {
  const loadBalancer = findLoadBalancer(query, of);
  if (loadBalancer === null || isRefusal(loadBalancer)) return loadBalancer;
  const ofLayer = loadBalancer.listeners.filter(({ wire }) => wire.layer === layer);
  return findNamed(query, 'listenerId', ofLayer, ({ vendorId }) => vendorId);
}

/** A location, in the load balancer, listener and domain that are named beside it. */
export function findLocation(query: Query, of: { listed: boolean }): Found<Rule> {
  const listener = findListener(query, 7, of);
  if (listener === null || isRefusal(listener)) return listener;
  const { rules, wire } = listener;
  const domain = findNamed<Domain>(query, 'domainId', wire.domains, ({ domainId }) => domainId);
  if (domain === null || isRefusal(domain)) return domain;
  const ofDomain = rules.filter((row) => row.wire.domain === domain);
  return findNamed(query, 'locationId', ofDomain, ({ vendorId }) => vendorId);
}

function findNamed<T>(
  { service, parameters, settings }: Query,
  name: string,
  rows: readonly T[],
  idOf: (row: T) => string,
): Found<T> {
  const id = parameters.get(name);
  if (!id) return badParameter(service, name, settings);
  const found = rows.find((row) => idOf(row) === id);
  if (found) return found;
  return settings.get(unknownParent) === '9003' ? badParameter(service, name, settings) : null;
}
