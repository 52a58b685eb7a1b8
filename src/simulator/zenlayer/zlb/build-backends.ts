import type { BuildContext } from '../build-context.js';
import { takesOwnPorts } from './ports.js';
import type { Backend, Fleet, Instance, Listener, LoadBalancer } from './records.js';

/** Which backend names an instance that no longer exists. */
const GONE_AT = 9;
const GONE_ADDRESS = '10.254.0.9';
const UNKNOWN_HEALTH_AT = 7;
/** Of a listener's backends, those that are bound by their address alone. */
const PLAIN_EVERY = 6;

/** Fills each listener with its number of backends; `counts` is by load balancer and listener. */
export function fillBackends(
  context: BuildContext,
  loadBalancers: readonly LoadBalancer[],
  counts: readonly (readonly number[])[],
  instances: readonly Instance[],
): void {
  let ordinal = 0;
  loadBalancers.forEach((loadBalancer, at) => {
    const owners = new Map<string, string>();
    loadBalancer.listeners.forEach((listener, place) => {
      for (const server of pickServers(context, instances, counts[at]?.[place] ?? 0, owners)) {
        ordinal += 1;
        listener.backends.push(buildBackend(context, listener, server, ordinal));
      }
    });
  });
}

/** A machine of the account, or the address of one that is not. */
type Server = Instance | string;

/**
 * No server twice, as no listener has one twice: neighbours from a random place on, and as many addresses as are wanted then.
 * In a load balancer's network an address is one machine's; `owners` tells whose.
 */
function pickServers(
  { random }: BuildContext,
  instances: readonly Instance[],
  count: number,
  owners: Map<string, string>,
): Server[] {
  const start = random.int(0, Math.max(instances.length - 1, 0));
  let passed = 0;
  const nextOf = (): Instance | undefined => {
    while (passed < instances.length) {
      const instance = instances[(start + passed) % instances.length];
      passed += 1;
      const [address = ''] = instance?.privateAddresses ?? [];
      if (!instance || (owners.get(address) ?? instance.vendorId) !== instance.vendorId) continue;
      owners.set(address, instance.vendorId);
      return instance;
    }
    return undefined;
  };
  return Array.from({ length: count }, (_, index): Server => {
    const isPlain = index % PLAIN_EVERY === PLAIN_EVERY - 1;
    return (isPlain ? undefined : nextOf()) ?? addressAt(index);
  });
}

/** The same addresses behind every listener: machines behind several of them. */
const addressAt = (index: number): string => `172.${16 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;

/** One backend more: a machine that the listener does not have yet, or else an address. */
export function buildNextBackend(
  context: BuildContext,
  listener: Listener,
  instances: readonly Instance[],
  ordinal: number,
): Backend {
  const taken = new Set(
    listener.backends.flatMap(({ target, addresses }) => [keyOf(target), ...(addresses ?? [])]),
  );
  const free = instances.filter(
    ({ vendorId, privateAddresses }) => ![vendorId, ...privateAddresses].some((key) => taken.has(key)),
  );
  let index = 0;
  while (taken.has(addressAt(index))) index += 1;
  const server = free.length > 0 ? context.random.pick(free) : addressAt(index);
  return buildBackend(context, listener, server, ordinal);
}

export const keyOf = (target: Backend['target']): string =>
  target.__typename === 'IpTarget' ? target.address : target.vendorId;

function buildBackend(
  { random, newId }: BuildContext,
  listener: Listener,
  server: Server,
  ordinal: number,
): Backend {
  const port = listener.port ?? 80;
  const mayOwn = random.chance(0.7);
  const ownPort = mayOwn && takesOwnPorts(listener) ? (port < 1024 ? port + 8000 : port) : null;
  const isGone = ordinal === GONE_AT && typeof server !== 'string';
  const [address = GONE_ADDRESS] =
    typeof server === 'string' ? [server] : isGone ? [] : server.privateAddresses;
  return {
    vendorId: null,
    name: null,
    port: ownPort ?? listener.port,
    weight: random.pick([100, 100, 50, 0]),
    status: 'UNKNOWN',
    vendorStatus: null,
    ...healthOf(listener, ordinal, random.next()),
    addresses: [address],
    target:
      typeof server === 'string'
        ? { __typename: 'IpTarget', address }
        : { __typename: 'Instance', vendorId: isGone ? newId('ins-') : server.vendorId },
    createdAt: null,
    vendorFields: {},
    wire: { listenerId: listener.vendorId, ownPort },
  };
}

function healthOf(
  { healthCheck }: Listener,
  ordinal: number,
  dice: number,
): Pick<Backend, 'health' | 'vendorHealth'> {
  if (!healthCheck.enabled) return { health: 'UNKNOWN', vendorHealth: 'Close' };
  if (ordinal === UNKNOWN_HEALTH_AT) return { health: 'UNKNOWN', vendorHealth: 'Flapping' };
  if (dice < 0.8) return { health: 'UP', vendorHealth: 'Alive' };
  return dice < 0.92
    ? { health: 'DOWN', vendorHealth: 'Dead' }
    : { health: 'UNKNOWN', vendorHealth: 'Unknown' };
}

/** What backends tell follows their listeners' ports and their machines' addresses. */
export function relinkBackends({ loadBalancers, instances }: Fleet): void {
  const machines = new Map(instances.map((row) => [row.vendorId, row]));
  for (const listener of loadBalancers.flatMap(({ listeners }) => listeners))
    for (const backend of listener.backends) {
      const { target, wire } = backend;
      backend.port = wire.ownPort ?? listener.port;
      const own =
        target.__typename === 'IpTarget' ? [target.address] : machines.get(target.vendorId)?.privateAddresses;
      const [address] = own ?? [];
      if (address !== undefined && !own?.includes(backend.addresses?.[0] ?? ''))
        backend.addresses = [address];
    }
}
