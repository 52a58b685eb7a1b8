import {
  backendsAt,
  placesBelow,
  type Fleet,
  type FleetBackend,
  type FleetLoadBalancer,
  type Place,
} from '../fleet.js';
import type { Maxima } from '../maxima.js';
import { pagesOf, subsets } from './combine.js';
import { fact, keyOf, targetsOf, type ModelOf } from './facts.js';
import { call, inference, type Call } from './fewest-calls.js';

/** Zenlayer: sections 6 and 9 of its sheet. */
export const zenlayerModel: ModelOf = (fleet, most, need) => {
  const { loadBalancers } = fleet;
  const { kinds, embeds } = fleet.vendor;
  const places = placesBelow(loadBalancers);
  const toldByRow = (row: FleetLoadBalancer) => [
    ...[fact.row(row), fact.id(row.id)],
    ...(embeds ? toldInside(row, kinds) : []),
  ];
  const parents = [
    ...new Set([
      ...need.loadBalancers,
      ...need.backends.map(({ loadBalancer }) => loadBalancer),
      ...single(need),
    ]),
  ];
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
    ...subsets(parents, most.loadBalancerIds).map((rows) =>
      call(
        'load balancers by ids',
        rows.map(({ id }) => fact.id(id)),
        rows.flatMap(toldByRow),
      ),
    ),
    ...subsets(loadBalancers, most.loadBalancerIds).flatMap((rows) => listenersOf(rows, most)),
    ...places.flatMap((place) => kinds.flatMap((kind) => backendsOf(place, kind, most))),
    ...places.flatMap(({ listener }) =>
      listener === null ? [] : [call('listener by id', [fact.id(listener.id)], [fact.listener(listener)])],
    ),
    ...kinds.flatMap((kind) =>
      pagesOf({
        ...{
          name: `machines, ${kind}`,
          rows: fleet.machines
            .map((machine, at) => ({ machine, at }))
            .filter(({ machine }) => machine.kind === kind),
        },
        ...{ most: most.page, paging: 'number', total: fact.machineTotal(kind) },
        tells: ({ at }) => [`machine of ${kind} at ${at}`],
      }),
    ),
    ...machineList(fleet),
    ...machineLookUps(fleet, most, need),
    inference([fact.total, ...loadBalancers.map(fact.row)], ['all load balancers']),
    ...kinds.map((kind) =>
      inference(
        [
          'all load balancers',
          ...loadBalancers.map(fact.ports),
          ...places.map((place) => fact.backends(place, kind)),
        ],
        [`all backends of ${kind}`],
      ),
    ),
  ];
  return {
    calls,
    fresh: [
      'all load balancers',
      ...fleet.machines.map(({ id, kind }) => `machine ${id} among ${kind}`),
      ...loadBalancers.flatMap(toldWhileFresh),
    ],
    wants: wantsOf,
  };
};

function toldWhileFresh(row: FleetLoadBalancer): readonly string[] {
  return [
    fact.row(row),
    fact.id(row.id),
    fact.ports(row),
    fact.listeners(row),
    fact.rules(row),
    ...row.listeners.flatMap((listener) => [fact.id(listener.id), fact.listener(listener)]),
  ];
}

/** The lists inside a row, where they are taken for whole. */
function toldInside(row: FleetLoadBalancer, kinds: readonly string[]): readonly string[] {
  const below = placesBelow([row]);
  const lists = below.flatMap((place) => kinds.map((kind) => fact.backends(place, kind)));
  const rows = below.flatMap((place) => backendsAt(place).map((backend) => rowOf(place, backend)));
  const targets = below.flatMap((place) => targetsOf(backendsAt(place)));
  return [...toldWhileFresh(row), ...lists, ...rows, ...targets];
}

function rowOf(place: Place, { id }: FleetBackend): string {
  return `row of ${id} at ${keyOf(place)}`;
}

/** The listeners of some load balancers: each list is whole once all of them together are. */
function listenersOf(parents: readonly FleetLoadBalancer[], most: Maxima): readonly Call[] {
  const rows = parents.flatMap(({ listeners }) => listeners);
  const scope = parents.map(({ id }) => id).join();
  const total = `how many listeners at ${scope}`;
  return [
    ...pagesOf({
      ...{ name: `listeners of ${scope}`, needs: parents.map(({ id }) => fact.id(id)), rows, total },
      ...{ most: most.page, paging: 'number' },
      tells: (listener) => [fact.listener(listener), fact.id(listener.id)],
    }),
    inference(
      [total, ...rows.map(fact.listener)],
      parents.flatMap((parent) => [fact.ports(parent), fact.listeners(parent), fact.rules(parent)]),
    ),
  ];
}

function backendsOf(place: Place, kind: string, most: Maxima): readonly Call[] {
  const rows = backendsAt(place).filter((backend) => backend.kind === kind);
  const total = `how many ${kind} at ${keyOf(place)}`;
  return [
    ...pagesOf({
      ...{ name: `${kind} of ${keyOf(place)}`, needs: [fact.id(keyOf(place))], rows, total },
      ...{ most: most.page, paging: 'number' },
      tells: (backend) => [rowOf(place, backend), ...targetsOf([backend])],
    }),
    inference([total, ...rows.map((backend) => rowOf(place, backend))], [fact.backends(place, kind)]),
  ];
}

/** Positions count on from one kind to the next one, once the first one's length is known. */
function machineList({ machines, vendor: { kinds } }: Fleet): readonly Call[] {
  return machines.map(({ kind }, at) => {
    const before = kinds.slice(0, kinds.indexOf(kind)).map(fact.machineTotal);
    return inference([`machine of ${kind} at ${at}`, ...before], [fact.machineAt(at)]);
  });
}

function machineLookUps(fleet: Fleet, { machineIds }: Maxima, need: Parameters<ModelOf>[2]): readonly Call[] {
  const all = fleet.loadBalancers.flatMap(({ listeners }) => listeners.flatMap(({ backends }) => backends));
  const kindOf = new Map(all.map(({ machine, kind }) => [machine, kind]));
  for (const { id, kind } of fleet.machines) kindOf.set(id, kind);
  const { kinds } = fleet.vendor;
  if (!need.machineKindTold) {
    return [...need.machines].flatMap((id) => [
      ...kinds.map((kind) => call(`machine among ${kind}`, [], [`machine ${id} among ${kind}`])),
      inference(
        kinds.map((kind) => `machine ${id} among ${kind}`),
        [fact.machine(id), `machine ${id} wherever it is`],
      ),
    ]);
  }
  return kinds.flatMap((kind) =>
    subsets(
      [...need.machines].filter((id) => kindOf.get(id) === kind),
      machineIds,
    ).map((ids) => call(`machines by ids, ${kind}`, ids.map(fact.id), ids.map(fact.machine))),
  );
}

function single({ single: one }: Parameters<ModelOf>[2]): readonly FleetLoadBalancer[] {
  return one === null ? [] : [one.loadBalancer];
}

function wantsOf({
  single: one,
  reverse,
  machines,
  machineKindTold,
}: Parameters<ModelOf>[2]): readonly string[] {
  const wanted =
    one === null ? [] : one.backend === undefined ? [fact.listener(one.listener)] : [rowOf(one, one.backend)];
  const parents = one?.parents === true ? [fact.row(one.loadBalancer), fact.listener(one.listener)] : [];
  const back = reverse?.by === 'machine' ? [`all backends of ${reverse.machine.kind}`] : [];
  const anywhere = machineKindTold ? [] : [...machines].map((id) => `machine ${id} wherever it is`);
  return [...wanted, ...parents, ...back, ...anywhere];
}
