import {
  placesBelow,
  type FleetBackend,
  type FleetListener,
  type FleetLoadBalancer,
  type Place,
} from '../fleet.js';
import { pagesOf, subsets } from './combine.js';
import { fact, keyOf, machineLookUps, targetsOf, type ModelOf } from './facts.js';
import { call, inference, type Call } from './fewest-calls.js';

/** QingCloud: sections 4 and 5 of its sheet. */
export const qingcloudModel: ModelOf = (fleet, most, need) => {
  const { loadBalancers } = fleet;
  const places = placesBelow(loadBalancers);
  const backends = places.flatMap((place) => rowsAt(place));
  const listeners = places.flatMap(({ listener }) => listener ?? []);
  const wanted = need.backends.map(keyOf);
  const wantedListeners = listeners.filter(({ id }) => wanted.includes(id));
  const wantedRows = backends.filter(({ place }) => wanted.includes(keyOf(place)));
  const shown = need.reverse === null ? [] : need.reverse.found.map(({ backend }) => backend);
  const askedRows = [...wantedRows, ...backends.filter(({ backend }) => shown.includes(backend))];
  const calls: readonly Call[] = [
    ...pagesOf({
      ...{
        name: 'load balancers',
        needsBehind: need.fromEnd && !need.readBefore ? [fact.total] : [],
        rows: loadBalancers,
        most: most.page,
        paging: 'offset',
        total: fact.total,
      },
      tells: (row, position) => [fact.at(position), ...toldByRow(row)],
    }),
    ...subsets(need.loadBalancers, most.loadBalancerIds).map((rows) =>
      call(
        'load balancers by ids',
        rows.map(({ id }) => fact.id(id)),
        rows.flatMap(toldByRow),
      ),
    ),
    ...subsets(foundParents(need), most.loadBalancerIds).map((rows) =>
      call(
        'load balancers by ids',
        rows.map(({ id }) => fact.id(id)),
        rows.flatMap(toldByRow),
      ),
    ),
    ...pagesOf({
      ...{
        name: 'listeners',
        rows: listeners,
        most: most.page,
        paging: 'offset',
        total: 'how many listeners',
      },
      tells: (row) => toldByListener(row, loadBalancers),
    }),
    ...subsets(wantedListeners, most.listenerIds).map((rows) =>
      call(
        'listeners by ids',
        rows.map(({ id }) => fact.id(id)),
        rows.flatMap((row) => toldByListener(row, loadBalancers)),
      ),
    ),
    ...loadBalancers.flatMap((parent) =>
      pagesOf({
        ...{ name: `listeners of ${parent.id}`, needs: [fact.id(parent.id)], rows: parent.listeners },
        ...{ most: most.page, paging: 'offset', total: `how many listeners at ${parent.id}` },
        tells: (row) => toldByListener(row, loadBalancers),
      }),
    ),
    ...flat('the zone', [], backends, most.page),
    ...loadBalancers.flatMap((parent) =>
      flat(
        parent.id,
        [fact.id(parent.id)],
        backends.filter(({ place }) => place.loadBalancer === parent),
        most.page,
      ),
    ),
    ...places.flatMap((place) => flat(keyOf(place), [fact.id(keyOf(place))], rowsAt(place), most.page)),
    ...subsets(askedRows, most.backendIds).map((rows) =>
      call(
        'backends by ids',
        rows.map(({ backend }) => fact.id(backend.id ?? '')),
        rows.flatMap(toldByBackend),
      ),
    ),
    ...pagesOf({
      ...{
        name: 'machines',
        rows: fleet.machines,
        most: most.page,
        paging: 'offset',
        total: fact.machineTotal(),
      },
      tells: (_row, position) => [fact.machineAt(position)],
    }),
    ...machineLookUps(need, fleet, most),
    inference(['how many listeners', ...listeners.map(fact.listener)], ['all listeners with backends']),
    inference(['all listeners with backends'], ['all backends']),
    inference(
      [`how many backends at the zone`, ...backends.map(({ backend }) => `row of ${backend.id}`)],
      ['all backends'],
    ),
    ...places.flatMap((place) => wholeByRows(place, backends)),
  ];
  return { calls, fresh: loadBalancers.flatMap(toldByRow), wants: (wanting) => wantsOf(wanting) };
};

interface Row {
  readonly place: Place;
  readonly backend: FleetBackend;
}

function rowsAt(place: Place): readonly Row[] {
  return (place.listener?.backends ?? []).map((backend) => ({ place, backend }));
}

/** A load balancer's row holds its listeners, at `verbose=1`. */
function toldByRow(row: FleetLoadBalancer): readonly string[] {
  const below = row.listeners.flatMap(({ id }) => [fact.id(id), `port of ${id}`]);
  return [fact.row(row), fact.id(row.id), fact.ports(row), fact.listeners(row), fact.rules(row), ...below];
}

/** A listener's row holds its backends, at `verbose=1`, but for their health. */
function toldByListener(row: FleetListener, loadBalancers: readonly FleetLoadBalancer[]): readonly string[] {
  const loadBalancer = loadBalancers.find(({ listeners }) => listeners.includes(row));
  if (loadBalancer === undefined) return [];
  const ids = row.backends.map(({ id }) => fact.id(id ?? ''));
  const parents = [fact.id(loadBalancer.id), fact.id(row.id), `port of ${row.id}`];
  return [
    fact.listener(row),
    fact.backends({ loadBalancer, listener: row }),
    ...parents,
    ...ids,
    ...targetsOf(row.backends),
  ];
}

function toldByBackend({ place, backend }: Row): readonly string[] {
  const { loadBalancer } = place;
  const ids = [fact.id(backend.id ?? ''), fact.id(loadBalancer.id), fact.id(keyOf(place))];
  return [`row of ${backend.id}`, fact.health(place, backend), ...ids, ...targetsOf([backend])];
}

function flat(scope: string, needs: readonly string[], rows: readonly Row[], most: number): readonly Call[] {
  const listing = { name: `backends at ${scope}`, needs, rows, most, total: `how many backends at ${scope}` };
  return pagesOf({ ...listing, paging: 'offset', tells: toldByBackend });
}

/** A list is whole once all rows of some scope around it are known to be known. */
function wholeByRows(place: Place, all: readonly Row[]): readonly Call[] {
  const scopes: readonly (readonly [string, readonly Row[]])[] = [
    [keyOf(place), rowsAt(place)],
    [place.loadBalancer.id, all.filter((row) => row.place.loadBalancer === place.loadBalancer)],
    ['the zone', all],
  ];
  return scopes.map(([scope, rows]) =>
    inference(
      [`how many backends at ${scope}`, ...rows.map(({ backend }) => `row of ${backend.id}`)],
      [fact.backends(place)],
    ),
  );
}

function foundParents({ reverse }: Parameters<ModelOf>[2]): readonly FleetLoadBalancer[] {
  return reverse === null ? [] : [...new Set(reverse.found.map(({ loadBalancer }) => loadBalancer))];
}

function wantsOf({ single, reverse, health }: Parameters<ModelOf>[2]): readonly string[] {
  const one =
    single === null
      ? []
      : single.backend === undefined
        ? [fact.listener(single.listener)]
        : [
            `row of ${single.backend.id}`,
            ...(health ? [fact.health(single, single.backend)] : []),
            ...(single.parents ? [fact.row(single.loadBalancer), `port of ${single.listener.id}`] : []),
          ];
  const found = reverse?.found ?? [];
  const back =
    reverse === null
      ? []
      : [
          'all backends',
          ...found.map(({ loadBalancer }) => fact.row(loadBalancer)),
          ...(reverse.fields === 'full' ? found.map((place) => fact.health(place, place.backend)) : []),
        ];
  return [...one, ...back];
}
