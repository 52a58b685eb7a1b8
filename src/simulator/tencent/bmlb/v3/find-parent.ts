import type { Settings } from '../../../settings.js';
import { isRefusal, refuse, type Refusal } from '../../v3/errors.js';
import type { Domain, Listener, LoadBalancer, Rule } from '../records.js';
import type { Area } from './area.js';
import { unknownLoadBalancer, unknownParent } from './settings.js';

/** Null: what is named does not exist, and the vendor answers with an empty list. */
export type Found<T> = T | null | Refusal;

interface Place {
  readonly region: Area;
  readonly settings: Settings;
}

export function findLoadBalancer({ region, settings }: Place, id: string): Found<LoadBalancer> {
  const found = region.index().loadBalancerById.get(id);
  return found ?? notFound(settings.get(unknownLoadBalancer), 'LoadBalancerId', id);
}

export interface ListenerPath {
  readonly LoadBalancerId: string;
  readonly ListenerId: string;
}

/** A listener of the layer, in the load balancer that is named beside it. */
export function findListener(place: Place, path: ListenerPath, layer: 4 | 7): Found<Listener> {
  const loadBalancer = findLoadBalancer(place, path.LoadBalancerId);
  if (loadBalancer === null || isRefusal(loadBalancer)) return loadBalancer;
  const found = loadBalancer.listeners.find(
    ({ vendorId, wire }) => wire.layer === layer && vendorId === path.ListenerId,
  );
  return found ?? notFound(place.settings.get(unknownParent), 'ListenerId', path.ListenerId);
}

/** A location, in the domain of a listener. */
export function findLocation(
  { settings }: Place,
  { rules, wire }: Listener,
  domainId: string,
  locationId: string,
): Found<Rule> {
  const otherwise = settings.get(unknownParent);
  const domain: Domain | undefined = wire.domains.find((row) => row.domainId === domainId);
  if (!domain) return notFound(otherwise, 'DomainId', domainId);
  const found = rules.find((row) => row.wire.domain === domain && row.vendorId === locationId);
  return found ?? notFound(otherwise, 'LocationId', locationId);
}

function notFound(code: string, name: string, id: string): Refusal | null {
  return code === 'empty' ? null : refuse(code, `The ${name} ${id} does not exist.`);
}
