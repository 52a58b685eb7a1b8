import {
  backendsAt,
  foundAtOnce,
  type Fleet,
  type FleetBackend,
  type FleetListener,
  type FleetLoadBalancer,
  type Place,
} from '../fleet.js';
import type { Maxima } from '../maxima.js';
import { lengthOf, type Need } from '../need.js';
import { subsets } from './combine.js';
import { call, type Call } from './fewest-calls.js';

/** One vendor's calls about a fleet, and how what an answer holds is put in their terms. */
export interface Model {
  readonly calls: readonly Call[];
  /** Further facts that a need wants, besides those of `wantedOf`. */
  readonly wants: (need: Need) => readonly string[];
  /** What is at hand of the records that are still fresh. */
  readonly fresh: readonly string[];
}

export type ModelOf = (fleet: Fleet, most: Maxima, need: Need) => Model;

export const fact = {
  total: 'how many load balancers',
  at: (position: number) => `load balancer at ${position}`,
  row: ({ id }: FleetLoadBalancer) => `row of ${id}`,
  id: (id: string) => `id ${id}`,
  kind: ({ id }: FleetLoadBalancer) => `kind of ${id}`,
  ports: ({ id }: FleetLoadBalancer) => `ports of ${id}`,
  listeners: ({ id }: FleetLoadBalancer) => `listeners of ${id}`,
  rules: ({ id }: FleetLoadBalancer) => `rules of ${id}`,
  listener: ({ id }: FleetListener) => `listener ${id}`,
  /** A list of backends as a whole. */
  backends: (place: Place, kind = '') => `backends of ${keyOf(place)} ${kind}`,
  health: (place: Place, { id }: FleetBackend) => `health of ${id} at ${keyOf(place)}`,
  machine: (id: string) => `machine ${id}`,
  notThere: (id: string) => `no machine ${id} in the first place`,
  router: (id: string) => `router ${id}`,
  machineAt: (position: number) => `machine at ${position}`,
  machineTotal: (kind = '') => `how many machines ${kind}`,
} as const;

export function keyOf({ loadBalancer, listener }: Place): string {
  return listener === null ? loadBalancer.id : listener.id;
}

/** What a need wants in any vendor's terms. */
export function wantedOf(need: Need, fleet: Fleet): readonly string[] {
  const { kinds } = fleet.vendor;
  return [
    ...span(need.window.from, lengthOf(need.window)).map(fact.at),
    ...(need.total ? [fact.total] : []),
    ...need.loadBalancers.map(fact.row),
    ...[...need.listeners].map(([parent, fields]) =>
      (fields === 'lean' ? fact.ports : fact.listeners)(parent),
    ),
    ...[...need.rules].map(fact.rules),
    ...need.backends.flatMap((place) => (place.kinds ?? kinds).map((kind) => fact.backends(place, kind))),
    ...(need.health
      ? need.backends.flatMap((place) => backendsAt(place).map((backend) => fact.health(place, backend)))
      : []),
    ...(need.machineKindTold || kinds.length === 1 ? [...need.machines].map(fact.machine) : []),
    ...[...need.routers].map(fact.router),
    ...span(need.machineWindow.from, lengthOf(need.machineWindow)).map(fact.machineAt),
    ...(need.machineTotal ? kinds.map(fact.machineTotal) : []),
  ];
}

export function span(from: number, length: number): readonly number[] {
  return Array.from({ length }, (_, index) => from + index);
}

/** Ids that a list of backends tells. */
export function targetsOf(backends: readonly FleetBackend[]): readonly string[] {
  return backends.flatMap(({ machine, router }) =>
    [machine, router].flatMap((id) => (id === null ? [] : fact.id(id))),
  );
}

/** Ids that the query tells. */
export function toldByQuery({ loadBalancers, single }: Need): readonly string[] {
  const parents = [...loadBalancers, ...(single === null ? [] : [single.loadBalancer, single.listener])];
  return [
    ...parents.map(({ id }) => fact.id(id)),
    ...(single?.backend?.id ? [fact.id(single.backend.id)] : []),
  ];
}

/** Machines by their ids: whom the first place does not have, the second one is asked for. */
export function machineLookUps(need: Need, fleet: Fleet, { machineIds }: Maxima): readonly Call[] {
  const wanted = [...need.machines];
  // Without a second place, it is told at once that a machine is nowhere.
  const found = fleet.vendor.hasSecondPlace ? foundAtOnce(fleet) : new Set(wanted);
  const first = subsets(wanted, machineIds).map((ids) =>
    call(
      'machines by ids',
      ids.map(fact.id),
      ids.map((id) => (found.has(id) ? fact.machine(id) : fact.notThere(id))),
    ),
  );
  const missing = wanted.filter((id) => !found.has(id));
  const second = subsets(missing, machineIds).map((ids) =>
    call('machines in the second place', ids.map(fact.notThere), ids.map(fact.machine)),
  );
  const routers = subsets([...need.routers], machineIds).map((ids) =>
    call('routers by ids', ids.map(fact.id), ids.map(fact.router)),
  );
  return [...first, ...second, ...routers];
}
