import { backendsAt, placesBelow, type FleetLoadBalancer } from '../fleet.js';
import { pagesOf, subsets } from './combine.js';
import { fact, machineLookUps, targetsOf, type ModelOf } from './facts.js';
import { call, inference, type Call } from './fewest-calls.js';

/** Zenlayer's ZLB: section 10 of its sheet. */
export const zenlayerZlbModel: ModelOf = (fleet, most, need) => {
  const { loadBalancers, machines } = fleet;
  const { single } = need;
  const asked = [...new Set([...need.loadBalancers, ...(single === null ? [] : [single.loadBalancer])])];
  const calls: readonly Call[] = [
    ...pagesOf({
      ...{
        name: 'load balancers',
        needsBehind: need.fromEnd && !need.readBefore ? [fact.total] : [],
        rows: loadBalancers,
        most: most.page,
        paging: 'number',
        total: fact.total,
      },
      tells: (row, position) => [fact.at(position), ...toldByRow(row)],
    }),
    ...subsets(asked, most.loadBalancerIds).map((rows) =>
      call(
        'load balancers by ids',
        rows.map(({ id }) => fact.id(id)),
        rows.flatMap(toldByRow),
      ),
    ),
    ...loadBalancers.flatMap((parent) => [
      call(`listeners of ${parent.id}`, [fact.id(parent.id)], toldByListeners(parent)),
      call(`backends of ${parent.id}`, [fact.id(parent.id)], toldByBackends(parent)),
      call(`health of ${parent.id}`, [fact.id(parent.id)], [...toldByBackends(parent), ...healthOf(parent)]),
    ]),
    ...pagesOf({
      ...{ name: 'machines', rows: machines, most: most.page, paging: 'number', total: fact.machineTotal() },
      tells: (_row, position) => [fact.machineAt(position)],
    }),
    ...machineLookUps(need, fleet, most),
    inference([fact.total, ...loadBalancers.map(fact.row), ...loadBalancers.map(behind)], ['all backends']),
  ];
  return {
    calls,
    fresh: [fact.total, ...loadBalancers.flatMap((row) => [...toldByRow(row), ...toldByListeners(row)])],
    wants: ({ single: one, reverse }) => [
      ...(one === null
        ? []
        : [one.backend === undefined ? fact.listener(one.listener) : behind(one.loadBalancer)]),
      ...(one?.parents === true ? [fact.row(one.loadBalancer), portOf(one.listener.id)] : []),
      ...(reverse === null ? [] : ['all backends']),
    ],
  };
};

function toldByRow(row: FleetLoadBalancer): readonly string[] {
  return [fact.row(row), fact.id(row.id)];
}

function portOf(id: string): string {
  return `port of ${id}`;
}

/** There are no rules, which the list of listeners shows of each. */
function toldByListeners(row: FleetLoadBalancer): readonly string[] {
  return [
    fact.ports(row),
    fact.listeners(row),
    fact.rules(row),
    ...row.listeners.flatMap((listener) => [fact.listener(listener), portOf(listener.id)]),
  ];
}

function behind({ id }: FleetLoadBalancer): string {
  return `behind ${id}`;
}

/** Of all listeners at once; each row tells its listener. */
function toldByBackends(parent: FleetLoadBalancer): readonly string[] {
  const places = placesOf(parent);
  return [
    behind(parent),
    ...places.map((place) => fact.backends(place)),
    ...parent.listeners.map(({ id }) => portOf(id)),
    ...places.flatMap((place) => targetsOf(backendsAt(place))),
  ];
}

function healthOf(parent: FleetLoadBalancer): readonly string[] {
  return placesOf(parent).flatMap((place) => backendsAt(place).map((backend) => fact.health(place, backend)));
}

function placesOf(parent: FleetLoadBalancer): ReturnType<typeof placesBelow> {
  return parent.listeners.length === 0 ? [{ loadBalancer: parent, listener: null }] : placesBelow([parent]);
}
