import { branchesOf, ofLayer, type Branch, type Place, type Tree } from './layers.js';
import type { Backend, Listener, LoadBalancer } from './records.js';

/** A load balancer as far as it leads to what a call names. */
export interface Bound {
  readonly loadBalancer: LoadBalancer;
  readonly layer4: readonly Place<Listener>[];
  readonly layer7: readonly Tree[];
}

/** Those that lead to a named target. */
export function findBound(
  loadBalancers: readonly LoadBalancer[],
  isNamed: (backend: Backend) => boolean,
): Bound[] {
  return loadBalancers
    .map((row) => toBound(row, isNamed))
    .filter(({ layer4, layer7 }) => layer4.length + layer7.length > 0);
}

function toBound(loadBalancer: LoadBalancer, isNamed: (backend: Backend) => boolean): Bound {
  const narrow = <T>(places: readonly Place<T>[]): Place<T>[] =>
    places
      .map(({ holder, backends }) => ({ holder, backends: backends.filter(isNamed) }))
      .filter(({ backends }) => backends.length > 0);
  const narrowBranches = (listener: Listener): Branch[] =>
    branchesOf(listener)
      .map(({ domain, places }) => ({ domain, places: narrow(places) }))
      .filter(({ places }) => places.length > 0);
  const layer4 = ofLayer(loadBalancer.listeners, 4);
  return {
    loadBalancer,
    layer4: narrow(layer4.map((holder) => ({ holder, backends: holder.backends }))),
    layer7: ofLayer(loadBalancer.listeners, 7)
      .map((listener) => ({ listener, branches: narrowBranches(listener) }))
      .filter(({ branches }) => branches.length > 0),
  };
}

/** By place, in the order in which an answer has these. */
export function boundBackends(bound: readonly Bound[]): (readonly Backend[])[] {
  return bound.flatMap(({ layer4, layer7 }) => [
    ...layer4.map(({ backends }) => backends),
    ...layer7.flatMap(({ branches }) =>
      branches.flatMap(({ places }) => places.map(({ backends }) => backends)),
    ),
  ]);
}
