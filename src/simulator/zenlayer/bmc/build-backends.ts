import { wireName } from '../../names.js';
import type { BuildContext } from '../build-context.js';
import type { Backend, Instance, Listener, LoadBalancer } from './records.js';

/** Which backend names an instance that no longer exists. */
const GONE_AT = 9;
const UNKNOWN_STATUS_EVERY = 31;

/** Fills each listener with its number of backends; `counts` is by load balancer and listener. */
export function fillBackends(
  context: BuildContext,
  loadBalancers: readonly LoadBalancer[],
  counts: readonly (readonly number[])[],
  instances: readonly Instance[],
): void {
  let ordinal = 0;
  loadBalancers.forEach((loadBalancer, at) => {
    loadBalancer.listeners.forEach((listener, place) => {
      for (const { instance, round } of pickTargets(context, instances, counts[at]?.[place] ?? 0)) {
        ordinal += 1;
        const port = basePort(listener) + round;
        listener.backends.push(buildBackend(context, listener, instance, port, ordinal));
      }
    });
  });
}

interface Pick {
  readonly instance: Instance;
  /** How often this listener has the instance already; each time it needs another port. */
  readonly round: number;
}

/** Neighbours from a random place on, bare metal first, as two calls one after the other would list them. */
function pickTargets({ random }: BuildContext, instances: readonly Instance[], count: number): Pick[] {
  const start = random.int(0, Math.max(instances.length - 1, 0));
  const picks = Array.from({ length: count }, (_, index) => index).flatMap((index): Pick[] => {
    const instance = instances[(start + index) % instances.length];
    return instance ? [{ instance, round: Math.floor(index / instances.length) }] : [];
  });
  const isMetal = ({ instance }: Pick): boolean => instance.kind === 'BARE_METAL';
  return [...picks.filter(isMetal), ...picks.filter((pick) => !isMetal(pick))];
}

/** One backend more, of a known instance, on a port that this binding does not have yet. */
export function buildNextBackend(
  context: BuildContext,
  listener: Listener,
  instances: readonly Instance[],
  ordinal: number,
): Backend {
  const instance = context.random.pick(instances);
  const taken = listener.backends.flatMap(({ target, port }) =>
    target.__typename === 'Instance' && target.vendorId === instance.vendorId ? port : [],
  );
  let port = basePort(listener);
  while (taken.includes(port)) port += 1;
  return buildBackend(context, listener, instance, port, ordinal);
}

function buildBackend(
  { random, newId, clock }: BuildContext,
  listener: Listener,
  instance: Instance,
  port: number,
  ordinal: number,
): Backend {
  const name = wireName(ordinal, `backend-${ordinal}`);
  const known = ordinal % UNKNOWN_STATUS_EVERY !== 13;
  const gone = ordinal === GONE_AT;
  return {
    vendorId: newId('bkd-'),
    name: name === '' ? null : name,
    port,
    weight: random.pick([1, 50, 100, 100]),
    status: known ? 'ACTIVE' : 'UNKNOWN',
    vendorStatus: known ? 'Available' : 'Draining',
    health: 'UNKNOWN',
    vendorHealth: null,
    addresses: null,
    target: { __typename: 'Instance', vendorId: gone ? newId('ins-') : instance.vendorId },
    createdAt: clock.next(),
    vendorFields: {},
    wire: {
      listenerId: listener.vendorId,
      emptyName: name === '' ? '' : null,
      product: instance.kind === 'BARE_METAL' ? 'BM' : 'VM',
      instanceName: gone ? null : (instance.name ?? instance.wire.emptyName),
    },
  };
}

function basePort(listener: Listener): number {
  const port = listener.port ?? 80;
  return port < 1024 ? port + 8000 : port;
}
