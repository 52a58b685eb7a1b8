import type { BackendTarget } from '../../inventory.js';
import type { BuildContext } from './build-context.js';
import type {
  Backend,
  Fleet,
  Health,
  Instance,
  Listener,
  LoadBalancer,
  NetworkInterface,
  Rule,
} from './records.js';

export const HEALTHS: readonly Health[] = [
  { health: 'UP', vendorHealth: '1' },
  { health: 'DOWN', vendorHealth: '0' },
  { health: 'UNKNOWN', vendorHealth: '-1' },
  { health: 'UNKNOWN', vendorHealth: null },
];

/** A value that the documentation does not know. */
const ODD_HEALTH: Health = { health: 'UNKNOWN', vendorHealth: '2' };

function healthOf({ random }: BuildContext, ordinal: number): Health {
  const [up, down, unsure, silent] = HEALTHS;
  if (ordinal % 29 === 14) return ODD_HEALTH;
  if (ordinal % 23 === 9 && unsure) return unsure;
  if (ordinal % 31 === 17 && silent) return silent;
  return (random.chance(0.1) ? down : up) ?? ODD_HEALTH;
}

/** Binds so many machines at a classic load balancer, each once; the health of each differs by listener. */
export function fillClassic(
  context: BuildContext,
  loadBalancer: LoadBalancer,
  count: number,
  instances: readonly Instance[],
): void {
  const start = context.random.int(0, Math.max(instances.length - 1, 0));
  for (let index = 0; index < count; index += 1) {
    const instance = instances[(start + index) % instances.length];
    if (instance) loadBalancer.backends.push(buildClassicBackend(context, instance, loadBalancer, index));
  }
}

export function buildClassicBackend(
  context: BuildContext,
  { vendorId }: { readonly vendorId: string },
  { vendorId: ownerId, listeners }: LoadBalancer,
  ordinal: number,
): Backend {
  const target: BackendTarget = { __typename: 'Instance', vendorId };
  const backend = buildBackend(context, { ownerId, target, ordinal });
  listeners.forEach((listener, at) => {
    backend.wire.healthAt[listener.vendorId] = healthOf(context, ordinal + 7 * at);
  });
  return backend;
}

/** Fills one layer-4 listener or one rule; a machine that comes again has another port. */
export function fillApplication(
  context: BuildContext,
  owner: Listener | Rule,
  port: number,
  count: number,
  instances: readonly Instance[],
): void {
  const start = context.random.int(0, Math.max(instances.length - 1, 0));
  for (let index = 0; index < count; index += 1) {
    const instance = instances[(start + index) % instances.length];
    const eni = interfaceAt(context, index);
    if (!instance) continue;
    // Every other interface stands alone, its machine not told.
    const target: BackendTarget =
      eni && index % 10 === 8
        ? { __typename: 'UnknownTarget', vendorId: eni.id }
        : { __typename: 'Instance', vendorId: instance.vendorId };
    const round = Math.floor(index / instances.length);
    owner.backends.push(
      buildBackend(context, {
        ownerId: owner.vendorId,
        target,
        port: port + round,
        eni,
        ordinal: index,
        createdAt: context.clock.next(),
      }),
    );
  }
}

function interfaceAt(context: BuildContext, index: number): NetworkInterface | null {
  if (!context.edition.interfaces || index % 5 !== 3) return null;
  return { id: context.newId('eni-'), address: context.privateAddress() };
}

export interface Binding {
  readonly ownerId: string;
  readonly target: BackendTarget;
  /** Decides how healthy it is. */
  readonly ordinal: number;
  readonly port?: number | null;
  readonly eni?: NetworkInterface | null;
  readonly createdAt?: string | null;
}

export function buildBackend(
  context: BuildContext,
  { ownerId, target, ordinal, port = null, eni = null, createdAt = null }: Binding,
): Backend {
  return {
    vendorId: null,
    name: null,
    port,
    weight: context.random.pick([10, 10, 10, 0, 44, 100]),
    status: 'UNKNOWN',
    vendorStatus: null,
    ...healthOf(context, ordinal),
    addresses: null,
    target,
    createdAt,
    vendorFields: {},
    wire: { ownerId, eni, healthAt: {} },
  };
}

/** Brings up to date what a backend's row takes from the machine that it names. */
export function relinkBackends({ loadBalancers, instances, gone }: Fleet, interfaces: boolean): void {
  const machines = new Map([...gone, ...instances].map((row) => [row.vendorId, row]));
  const link = (row: Backend, application: boolean): void => {
    const { target, wire } = row;
    const machine = target.__typename === 'IpTarget' ? undefined : machines.get(target.vendorId);
    // An interface has an address of its own to show only where its machine is not told.
    row.addresses = machine
      ? [...machine.privateAddresses, ...machine.publicAddresses]
      : wire.eni
        ? [wire.eni.address]
        : [];
    const { eni } = wire;
    row.vendorFields = application
      ? interfaces
        ? { targetType: eni ? 'eni' : 'cvm', ...(eni ? { uniqEniId: eni.id } : {}) }
        : {}
      : { instanceId: machine?.wire.legacyId ?? '' };
  };
  for (const loadBalancer of loadBalancers) {
    for (const row of loadBalancer.backends) link(row, false);
    for (const { backends, rules } of loadBalancer.listeners)
      for (const row of [...backends, ...rules.flatMap((rule) => rule.backends)]) link(row, true);
  }
}
