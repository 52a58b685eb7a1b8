import type { BackendTarget, InventoryBackend } from '../inventory.js';
import { wireName } from '../names.js';
import type { BuildContext } from './build-context.js';
import {
  isUnlisted,
  type Backend,
  type Instance,
  type Listener,
  type LoadBalancer,
  type Router,
} from './records.js';

/** Fills each listener with its number of backends; `counts` is by load balancer and listener. */
export function fillBackends(
  context: BuildContext,
  loadBalancers: readonly LoadBalancer[],
  counts: readonly (readonly number[])[],
  instances: readonly Instance[],
  routers: readonly Router[],
): void {
  const listed = instances.filter((instance) => !isUnlisted(instance));
  const again = repeatOf(IP_AT, loadBalancers, counts);
  const odd = oddTargets(context, instances, routers, again);
  let ordinal = 0;
  loadBalancers.forEach((loadBalancer, at) => {
    loadBalancer.listeners.forEach((listener, place) => {
      const start = context.random.int(0, Math.max(listed.length - 1, 0));
      for (let index = 0; index < (counts[at]?.[place] ?? 0); index += 1) {
        ordinal += 1;
        const instance = listed[(start + index) % listed.length];
        const target = odd.get(ordinal) ?? (instance && instanceTarget(instance));
        if (!target) continue;
        const round = Math.floor(index / Math.max(listed.length, 1));
        listener.backends.push(buildBackend(context, listener, target, basePort(listener) + round, ordinal));
      }
    });
  });
}

/** From how many backends on a fleet has an address twice. */
const REPEATS_FROM = 40;

/**
 * Where the target of the backend with this ordinal is bound again: behind another load balancer, in another network. Null where a
 * fleet has no room for it.
 */
function repeatOf(
  ordinal: number,
  loadBalancers: readonly LoadBalancer[],
  counts: readonly (readonly number[])[],
): number | null {
  const networks = loadBalancers.flatMap(({ networkId, listeners }, at) =>
    listeners.flatMap((_, place) => Array.from({ length: counts[at]?.[place] ?? 0 }, () => networkId)),
  );
  if (networks.length < REPEATS_FROM) return null;
  const own = networks[ordinal - 1];
  const place = networks.findIndex((network, index) => index > LAST_ODD && network !== own);
  return place < 0 ? null : place + 1;
}

/** One backend more, of an instance that is listed, on a port that this binding does not have yet. */
export function buildNextBackend(
  context: BuildContext,
  listener: Listener,
  instances: readonly Instance[],
  ordinal: number,
): Backend {
  const listed = instances.filter((instance) => !isUnlisted(instance));
  const target: Target =
    listed.length > 0
      ? instanceTarget(context.random.pick(listed))
      : { target: { __typename: 'Instance', vendorId: context.newId('i-') }, addresses: null };
  const key = JSON.stringify(target.target);
  const taken = listener.backends.flatMap((row) => (JSON.stringify(row.target) === key ? row.port : []));
  let port = basePort(listener);
  while (taken.includes(port)) port += 1;
  return buildBackend(context, listener, target, port, ordinal);
}

interface Target {
  readonly target: BackendTarget;
  readonly addresses: string[] | null;
}

function instanceTarget(instance: Instance): Target {
  return {
    target: { __typename: 'Instance', vendorId: instance.vendorId },
    addresses: instance.privateAddresses.slice(0, 1),
  };
}

/** The ordinals of the backend that is bound by an address, and of the last that may be unusual otherwise. */
const IP_AT = 6;
const LAST_ODD = 20;

/** The unusual targets, by the ordinal of the backend that has them: a fleet gets as many as it has room for. */
function oddTargets(
  context: BuildContext,
  instances: readonly Instance[],
  routers: readonly Router[],
  ipAgainAt: number | null,
): ReadonlyMap<number, Target> {
  const router = routers[0];
  const address = `10.140.${context.random.int(1, 250)}.${context.random.int(2, 250)}`;
  const unlisted = instances.filter(isUnlisted).map(instanceTarget);
  const odd = new Map<number, Target>();
  if (router) {
    odd.set(4, {
      target: { __typename: 'Router', vendorId: router.vendorId },
      addresses: router.privateAddresses,
    });
  }
  const ip: Target = { target: { __typename: 'IpTarget', address }, addresses: [address] };
  odd.set(IP_AT, ip);
  if (ipAgainAt !== null) odd.set(ipAgainAt, ip);
  odd.set(9, { target: { __typename: 'Instance', vendorId: context.newId('i-') }, addresses: null });
  unlisted.forEach((target, index) => odd.set(11 + index, target));
  return odd;
}

interface Health {
  readonly health: InventoryBackend['health'];
  readonly vendorHealth: string | null;
}

function healthOf({ random }: BuildContext, ordinal: number): Health {
  if (ordinal % 13 === 3) return { health: 'UNKNOWN', vendorHealth: null };
  if (ordinal % 29 === 14) return { health: 'UNKNOWN', vendorHealth: 'probing' };
  if (random.chance(0.08)) return { health: 'DOWN', vendorHealth: 'down' };
  if (random.chance(0.03)) return { health: 'ABNORMAL', vendorHealth: 'abnormal' };
  return { health: 'UP', vendorHealth: 'up' };
}

function buildBackend(
  context: BuildContext,
  listener: Listener,
  { target, addresses }: Target,
  port: number,
  ordinal: number,
): Backend {
  const { random, newId, clock } = context;
  const name = ordinal % 2 === 0 ? null : wireName(ordinal, `backend-${ordinal}`);
  const disabled = ordinal % 17 === 7 ? null : random.chance(0.06) ? 1 : 0;
  return {
    vendorId: newId('lbb-'),
    name: name === '' ? null : name,
    port,
    weight: random.pick([1, 1, 5, 10, 100]),
    status: disabled === null ? 'UNKNOWN' : disabled === 1 ? 'DISABLED' : 'ACTIVE',
    vendorStatus: disabled === null ? null : String(disabled),
    ...healthOf(context, ordinal),
    addresses,
    target,
    createdAt: clock.next(),
    vendorFields: {
      ...(disabled === null ? {} : { disabled }),
      loadbalancer_policy_id: random.pick([null, '', newId('lbp-')]),
    },
    wire: {
      loadBalancerId: listener.wire.loadBalancerId,
      listenerId: listener.vendorId,
      emptyName: name === '' ? '' : null,
    },
  };
}

function basePort(listener: Listener): number {
  const first = listener.ports[0]?.from ?? 80;
  return first < 1024 ? first + 8000 : first;
}
