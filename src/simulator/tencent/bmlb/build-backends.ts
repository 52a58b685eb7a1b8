import type { BackendTarget } from '../../inventory.js';
import { wireName } from '../../names.js';
import { networkAt, type BuildContext } from './build-context.js';
import type { Backend, Instance, Listener, LoadBalancer, Rule } from './records.js';

const ODD_FROM = 9;

/** What holds backends: a listener of layer 4, or a location. */
export type Place = Listener | Rule;

interface Target {
  readonly target: BackendTarget;
  readonly alias: string | null;
  readonly address: string;
  /** What only the row of a machine has. */
  readonly machine: { readonly mgtIp: string; readonly operates: readonly string[] } | null;
}

/** By the network's id: all that its load balancers may send to. */
export type Targets = ReadonlyMap<string, readonly Target[]>;

/** The addresses of virtual machines that a region's backends may name: one where the topology does not say. */
export function buildVmAddresses(context: BuildContext): { unVpcId: string; address: string }[] {
  return Array.from({ length: context.account.vmIps ?? 1 }, (_, index) => ({
    unVpcId: networkAt(context, index).unVpcId,
    address: context.privateAddress(),
  }));
}

/** Machines and virtual machines in turn, so that both are met early. */
export function targetsOf(
  { networks }: BuildContext,
  instances: readonly Instance[],
  addresses: ReturnType<typeof buildVmAddresses>,
): Targets {
  return new Map(
    networks.map(({ unVpcId }) => {
      const machines = instances
        .filter(({ wire }) => !wire.trashed && wire.network.unVpcId === unVpcId)
        .map(toTarget);
      const virtual = addresses.filter((row) => row.unVpcId === unVpcId).map(({ address }) => toIp(address));
      const turns = Array.from({ length: Math.max(machines.length, virtual.length) }, (_, at) => [
        ...machines.slice(at, at + 1),
        ...virtual.slice(at, at + 1),
      ]);
      return [unVpcId, turns.flat()];
    }),
  );
}

/** Fills each place with its number of backends; `counts` is by load balancer. */
export function fillBackends(
  context: BuildContext,
  loadBalancers: readonly LoadBalancer[],
  counts: readonly { layer4: readonly number[]; locations: readonly number[] }[],
  instances: readonly Instance[],
): void {
  const targets = targetsOf(context, instances, buildVmAddresses(context));
  const odd = oddTargets(context, instances);
  const takesOdd = (ordinal: number, { wire }: LoadBalancer): boolean =>
    ordinal >= ODD_FROM && ordinal % 2 === 1 && wire.network === context.networks[0];
  let ordinal = 0;
  for (const [at, loadBalancer] of loadBalancers.entries()) {
    const pool = poolOf(targets, loadBalancer);
    const { layer4 = [], locations = [] } = counts[at] ?? {};
    const listeners = loadBalancer.listeners.filter(({ wire }) => wire.layer === 4);
    const rules = loadBalancer.listeners.flatMap((listener) => listener.rules);
    const places: readonly Place[] = [...listeners, ...rules];
    for (const [place, count] of [...layer4, ...locations].entries()) {
      const holder = places[place];
      if (!holder) continue;
      const start = context.random.int(0, Math.max(pool.length - 1, 0));
      for (let index = 0; index < count; index += 1) {
        ordinal += 1;
        const usual = pool[(start + index) % Math.max(pool.length, 1)];
        const target = (takesOdd(ordinal, loadBalancer) ? odd.shift() : undefined) ?? usual;
        if (target) holder.backends.push(buildBackend(context, holder, target, ordinal));
      }
    }
  }
}

/** One backend more, on a port that its target does not have at this place yet. */
export function buildNextBackend(
  context: BuildContext,
  loadBalancer: LoadBalancer,
  place: Place,
  instances: readonly Instance[],
  ordinal: number,
): Backend {
  const pool = poolOf(targetsOf(context, instances, []), loadBalancer);
  const target = pool.length > 0 ? context.random.pick(pool) : goneMachine(context);
  return buildBackend(context, place, target, ordinal);
}

/** Those of the load balancer's network, or any where it has none. */
function poolOf(targets: Targets, { wire }: LoadBalancer): readonly Target[] {
  const own = targets.get(wire.network.unVpcId) ?? [];
  return own.length > 0 ? own : [...targets.values()].flat();
}

/** The unusual targets, all of the first network: a machine that is gone, and those in the recycle bin. */
function oddTargets(context: BuildContext, instances: readonly Instance[]): Target[] {
  return [goneMachine(context), ...instances.filter(({ wire }) => wire.trashed).map(toTarget)];
}

function toTarget(instance: Instance): Target {
  const { vendorId, name, privateAddresses, wire } = instance;
  return {
    target: { __typename: 'Instance', vendorId },
    alias: name ?? wire.emptyName,
    address: privateAddresses[0] ?? '',
    machine: { mgtIp: wire.mgtIp, operates: wire.operates },
  };
}

const toIp = (address: string): Target => ({
  target: { __typename: 'IpTarget', address },
  alias: null,
  address,
  machine: null,
});

const goneMachine = (context: BuildContext): Target => ({
  target: { __typename: 'Instance', vendorId: context.newId('cpm-') },
  alias: wireName(1, 'decommissioned'),
  address: context.privateAddress(),
  machine: { mgtIp: '100.64.250.250', operates: [] },
});

function healthOf({ random }: BuildContext, ordinal: number): Pick<Backend, 'health' | 'vendorHealth'> {
  if (ordinal % 29 === 14) return { health: 'UNKNOWN', vendorHealth: 'Probing' };
  return random.chance(0.1)
    ? { health: 'DOWN', vendorHealth: 'Dead' }
    : { health: 'UP', vendorHealth: 'Alive' };
}

function buildBackend(context: BuildContext, place: Place, bound: Target, ordinal: number): Backend {
  const { target, alias, address, machine } = bound;
  const layer7 = 'domain' in place;
  return {
    vendorId: null,
    name: alias === '' ? null : alias,
    port: freePort(place, target),
    weight: context.random.pick([0, 1, 10, 10, 44, 100]),
    status: 'UNKNOWN',
    vendorStatus: null,
    ...healthOf(context, ordinal),
    addresses: [address],
    target,
    createdAt: null,
    vendorFields: machine
      ? {
          bindType: 0,
          ...(layer7 ? { mgtIp: machine.mgtIp } : {}),
          operates: [...machine.operates],
        }
      : { bindType: 1 },
    wire: {
      placeId: place.vendorId,
      emptyName: alias === '' ? '' : null,
      hostedId: machine && ordinal % 23 === 7 ? context.newId('chm-') : null,
      checked: place.healthCheck?.enabled !== false,
    },
  };
}

function freePort(place: Place, target: BackendTarget): number {
  const key = JSON.stringify(target);
  const taken = place.backends.flatMap((row) => (JSON.stringify(row.target) === key ? row.port : []));
  let port = 'domain' in place ? 8080 : (place.port ?? 80);
  if (port < 1024) port += 8000;
  while (taken.includes(port)) port += 1;
  return port;
}
