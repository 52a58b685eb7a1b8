import { backendsAt, placesBelow, type FleetLoadBalancer, type Place } from '../fleet.js';
import { pagesOf, subsets } from './combine.js';
import { fact, machineLookUps, targetsOf, type ModelOf } from './facts.js';
import { call, inference, type Call } from './fewest-calls.js';

/** Tencent CLB, API 2.0: sections 4, 6, 7 and 9 of its sheet. */
export const tencentClbModel: ModelOf = (fleet, most, need) => {
  const { loadBalancers, machines } = fleet;
  const { single, reverse } = need;
  // Nothing names what is behind the address: all backends are read, each as it is seen through its listener.
  const isCompared = reverse?.by === 'address' && !fleet.vendor.findsAddresses;
  const asked = [...new Set([...need.loadBalancers, ...(single === null ? [] : [single.loadBalancer])])];
  const application = loadBalancers.filter(({ kind }) => kind === 'application');
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
    ...loadBalancers.map((parent) =>
      call(`listeners of ${parent.id}`, needsOf(parent), toldByListeners(parent)),
    ),
    ...loadBalancers.flatMap((parent) => bindings(parent, fleet.vendor.pagesBindings ? most.page : 1000)),
    ...loadBalancers
      .filter(({ kind }) => kind === 'classic')
      .map((parent) => call(`health of ${parent.id}`, needsOf(parent), [healthAt(parent)])),
    ...subsets(application, most.healthIds).map((rows) =>
      call('health of application ones', rows.flatMap(needsOf), rows.map(healthAt)),
    ),
    ...placesBelow(loadBalancers).flatMap((place) =>
      backendsAt(place).map((backend) =>
        inference([healthAt(place.loadBalancer), fact.backends(place)], [fact.health(place, backend)]),
      ),
    ),
    ...pagesOf({
      ...{ name: 'machines', rows: machines, most: most.page, paging: 'offset', total: fact.machineTotal() },
      tells: (_row, position) => [fact.machineAt(position)],
    }),
    ...machineLookUps(
      need,
      { ...fleet, machines: [...need.machines].map((id) => ({ id, kind: '', name: null, addresses: [] })) },
      most,
    ),
    ...(reverse === null ? [] : isCompared ? [everythingRead(loadBalancers)] : whatSends(reverse, most.page)),
  ];
  return {
    calls,
    fresh: [
      ...loadBalancers.flatMap((row) => [...toldByRow(row), ...toldByListeners(row)]),
      ...machines.map(({ id }) => `address of ${id}`),
    ],
    wants: ({ single: one, reverse: back, health, backends, readBefore }) => [
      // Whether there is something to check is not known before the backends are, and these are read in the same round.
      ...(health && !readBefore ? backends.map(({ loadBalancer }) => healthAt(loadBalancer)) : []),
      ...(one === null ? [] : wantsOfSingle(one, health)),
      ...(back === null ? [] : wantsOfReverse(back)),
    ],
  };
};

type Single = NonNullable<Parameters<ModelOf>[2]['single']>;
type Reverse = NonNullable<Parameters<ModelOf>[2]['reverse']>;

/** Which calls tell of it, its kind decides. */
function needsOf(row: FleetLoadBalancer): readonly string[] {
  return [fact.id(row.id), fact.kind(row)];
}

function toldByRow(row: FleetLoadBalancer): readonly string[] {
  return [fact.row(row), ...needsOf(row)];
}

function toldByListeners(row: FleetLoadBalancer): readonly string[] {
  return [
    fact.ports(row),
    fact.listeners(row),
    fact.rules(row),
    ...row.listeners.flatMap((listener) => [fact.listener(listener), portOf(listener.id)]),
  ];
}

function healthAt({ id }: FleetLoadBalancer): string {
  return `health at ${id}`;
}

function portOf(id: string): string {
  return `port of ${id}`;
}

/** Application: all backends of all listeners and rules. Classic: the machines, which are then seen through each listener. */
function bindings(parent: FleetLoadBalancer, most: number): readonly Call[] {
  const places: readonly Place[] =
    parent.listeners.length === 0
      ? [{ loadBalancer: parent, listener: null }]
      : parent.listeners.map((listener) => ({ loadBalancer: parent, listener }));
  const lists = places.map((place) => fact.backends(place));
  const name = `bindings of ${parent.id}`;
  if (parent.kind === 'application') {
    const ports = parent.listeners.map(({ id }) => portOf(id));
    const targets = places.flatMap((place) => targetsOf(backendsAt(place)));
    return [call(name, needsOf(parent), [...lists, boundAt(parent), ...ports, ...targets])];
  }
  const [first] = places;
  const rows = first === undefined ? [] : backendsAt(first).map((backend, at) => ({ backend, at }));
  const total = `how many at ${parent.id}`;
  const rowAt = (at: number) => `machine ${at} at ${parent.id}`;
  return [
    ...pagesOf({
      ...{ name, needs: needsOf(parent), rows, most, paging: 'offset', total },
      tells: ({ backend, at }) => [rowAt(at), ...targetsOf([backend])],
    }),
    inference([total, ...rows.map(({ at }) => rowAt(at))], [boundAt(parent)]),
    inference([boundAt(parent), fact.ports(parent)], lists),
  ];
}

function boundAt({ id }: FleetLoadBalancer): string {
  return `bound at ${id}`;
}

function everythingRead(loadBalancers: readonly FleetLoadBalancer[]): Call {
  const lists = placesBelow(loadBalancers).map((place) => fact.backends(place));
  const empty = loadBalancers.filter(({ listeners }) => listeners.length === 0).map(boundAt);
  return inference([fact.total, ...loadBalancers.map(fact.row), ...lists, ...empty], ['all that are named']);
}

/** The vendor names the load balancers behind an address. */
function whatSends({ by, machine, named }: Reverse, most: number): readonly Call[] {
  const address = by === 'machine' ? [`address of ${machine.id}`] : [];
  const scopes = by === 'machine' ? [named] : [named, []];
  return [
    ...(by === 'machine' ? [call('the machine', [], [...address, fact.machine(machine.id)])] : []),
    ...scopes.flatMap((rows, index) =>
      pagesOf({
        ...{
          name: 'named',
          needs: address,
          rows: rows.map((row, at) => ({ row, at })),
          most,
          paging: 'offset',
          total: `how many are named ${index}`,
        },
        tells: ({ row, at }) => [`named ${index} ${at}`, ...toldByRow(row)],
      }),
    ),
    inference(
      scopes.flatMap((rows, index) => [
        `how many are named ${index}`,
        ...rows.map((_, at) => `named ${index} ${at}`),
      ]),
      ['all that are named'],
    ),
  ];
}

function wantsOfSingle(one: Single, health: boolean): readonly string[] {
  const { loadBalancer, listener, backend, parents } = one;
  if (backend === undefined) return [fact.listener(listener)];
  return [
    fact.backends(one),
    ...(parents ? [fact.row(loadBalancer), portOf(listener.id)] : []),
    ...(health ? [fact.health(one, backend)] : []),
  ];
}

function wantsOfReverse({ named, found, fields }: Reverse): readonly string[] {
  const lists =
    fields === 'load balancers'
      ? named.map(boundAt)
      : placesBelow(named).map((place) => fact.backends(place));
  const health = fields === 'full' ? found.map((place) => fact.health(place, place.backend)) : [];
  return ['all that are named', ...lists, ...health];
}
