import { backendsAt, placesBelow, type FleetLoadBalancer, type Place } from '../fleet.js';
import { pagesOf, subsets } from './combine.js';
import { fact, machineLookUps, targetsOf, type ModelOf } from './facts.js';
import { call, inference, type Call } from './fewest-calls.js';

/** Tencent bare metal, API 2.0: sections 3, 5, 6, 7 and 8 of its sheet. */
export const tencentBmlbModel: ModelOf = (fleet, most, need) => {
  const { loadBalancers, machines } = fleet;
  const { reverse } = need;
  const back = reverse?.by === 'machine' ? reverse : null;
  const found = back === null ? [] : [...new Set(back.found.map(({ loadBalancer }) => loadBalancer))];
  const asked = [
    ...new Set([
      ...need.loadBalancers,
      ...found,
      ...(need.single === null ? [] : [need.single.loadBalancer]),
    ]),
  ];
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
    ...subsets(asked, most.loadBalancerIds).map((rows) =>
      call(
        'load balancers by ids',
        rows.map(({ id }) => fact.id(id)),
        rows.flatMap(toldByRow),
      ),
    ),
    ...loadBalancers.flatMap(listsOf),
    ...placesBelow(loadBalancers).flatMap(layer4Backends),
    ...pagesOf({
      ...{ name: 'machines', rows: machines, most: most.page, paging: 'offset', total: fact.machineTotal() },
      tells: (_row, position) => [fact.machineAt(position)],
    }),
    ...machineLookUps(need, fleet, most),
    ...(back === null ? [] : whatSends(back)),
    inference([fact.total, ...loadBalancers.map(fact.row)], ['all load balancers']),
    inference(
      [
        'all load balancers',
        ...loadBalancers.map(fact.ports),
        ...placesBelow(loadBalancers).map((place) => fact.backends(place)),
      ],
      ['all backends'],
    ),
  ];
  return {
    calls,
    fresh: [
      'all load balancers',
      ...loadBalancers.flatMap(toldWhileFresh),
      ...machines.map(({ id }) => `network of ${id}`),
    ],
    wants: wantsOf,
  };
};

type Need = Parameters<ModelOf>[2];
type Reverse = NonNullable<Need['reverse']>;

function toldByRow(row: FleetLoadBalancer): readonly string[] {
  return [fact.row(row), fact.id(row.id), ...(row.layer4Only ? toldOfLayer7(row) : [])];
}

function toldWhileFresh(row: FleetLoadBalancer): readonly string[] {
  const ids = row.listeners.flatMap((listener) => [fact.id(listener.id), fact.listener(listener)]);
  return [...toldByRow(row), fact.ports(row), fact.listeners(row), fact.rules(row), ...ids];
}

/** That a load balancer has no listeners of layer 7 is as good as their list. */
function toldOfLayer7(row: FleetLoadBalancer): readonly string[] {
  return [`layer 7 of ${row.id}`, fact.rules(row)];
}

function listsOf(row: FleetLoadBalancer): readonly Call[] {
  const needs = [fact.id(row.id)];
  const rows = (layer: number) => row.listeners.filter((listener) => listener.layer === layer);
  const told = (layer: number) =>
    rows(layer).flatMap((listener) => [fact.id(listener.id), fact.listener(listener)]);
  const deep = placesBelow([row]).filter(({ listener }) => listener?.layer === 7);
  const lists = deep.flatMap((place) => [
    fact.backends(place),
    ...healthOf(place),
    ...targetsOf(backendsAt(place)),
  ]);
  const layer4 = `layer 4 of ${row.id}`;
  const layer7 = `layer 7 of ${row.id}`;
  return [
    call(`ports of ${row.id}`, needs, [
      ...[
        fact.ports(row),
        ...row.listeners.flatMap((listener) => [fact.id(listener.id), fact.listener(listener)]),
      ],
      ...(rows(4).length === 0 ? [layer4] : []),
      ...(rows(7).length === 0 ? toldOfLayer7(row) : []),
    ]),
    call(`layer 4 of ${row.id}`, needs, [layer4, ...told(4)]),
    call(`layer 7 of ${row.id}`, needs, [layer7, fact.rules(row), ...told(7), ...lists]),
    inference([layer4, layer7], [fact.listeners(row), fact.ports(row)]),
  ];
}

function healthOf(place: Place): readonly string[] {
  return backendsAt(place).map((backend) => fact.health(place, backend));
}

/** What the vendor answers for a listener that is gone is not told: it has to be known to be there. */
function layer4Backends(place: Place): readonly Call[] {
  const { listener, loadBalancer } = place;
  if (listener === null || listener.layer !== 4) return [];
  const needs = [fact.id(loadBalancer.id), fact.listener(listener)];
  return [
    call(`backends of ${listener.id}`, needs, [
      fact.backends(place),
      ...healthOf(place),
      ...targetsOf(backendsAt(place)),
    ]),
  ];
}

/** The bindings of a machine in its network: load balancer, listener, rule and port, but neither weight nor health. */
function whatSends({ machine, found }: Reverse): readonly Call[] {
  const network = `network of ${machine.id}`;
  const ids = found.flatMap(({ loadBalancer, listener }) => [
    fact.id(loadBalancer.id),
    ...(listener === null ? [] : [fact.id(listener.id), fact.listener(listener)]),
  ]);
  return [
    call('the machine', [], [network, fact.machine(machine.id)]),
    call('bindings', [network], ['bindings', ...ids]),
  ];
}

function wantsOf({ single, reverse, known }: Need): readonly string[] {
  const one =
    single === null
      ? []
      : [
          ...(single.backend === undefined ? [fact.listener(single.listener)] : [fact.backends(single)]),
          ...(single.parents ? [fact.row(single.loadBalancer), fact.listener(single.listener)] : []),
        ];
  if (reverse === null) return one;
  if (reverse.by === 'address') return [...one, 'all backends'];
  const { found, fields } = reverse;
  return [
    ...one,
    'bindings',
    ...(fields === 'ports' || known ? [] : found.map(({ loadBalancer }) => fact.row(loadBalancer))),
    ...(fields === 'full' ? found.map((place) => fact.backends(place)) : []),
  ];
}
