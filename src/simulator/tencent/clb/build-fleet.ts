import { buildBackend, fillApplication, fillClassic, relinkBackends } from './build-backends.js';
import type { BuildContext } from './build-context.js';
import { buildInstance, buildInstances } from './build-instances.js';
import { buildListener, buildRule } from './build-listener.js';
import { buildLoadBalancer } from './build-load-balancer.js';
import { layOut, type Layout } from './limits.js';
import { repeatAddresses } from './repeat-addresses.js';
import type { Backend, Fleet, Instance, LoadBalancer } from './records.js';

const GONE_FROM = 12;

/** A region's inventory; the same account, region and seed always give the same one. */
export function buildFleet(context: BuildContext): Fleet {
  const { account, region } = context;
  const layout = layOut(account);
  if (!layout) throw new RangeError(`the totals of ${account.id} do not fit`);
  const instances = buildInstances(context);
  const loadBalancers = layout.application.map((application, index) =>
    buildLoadBalancer(context, index, application),
  );
  loadBalancers.forEach((loadBalancer, index) => addListeners(context, loadBalancer, layout, index));
  fillBackends(context, loadBalancers, layout, instances);
  const gone = account.backends >= GONE_FROM ? [buildInstance(context.fork('gone'), 0)] : [];
  const fleet: Fleet = { region, loadBalancers, instances, gone };
  for (const instance of gone) bindGone(context, fleet, instance);
  repeatAddresses(fleet);
  relinkBackends(fleet, context.edition.interfaces);
  return fleet;
}

function addListeners(
  context: BuildContext,
  loadBalancer: LoadBalancer,
  { listeners, l7Listeners, rulesPerL7Listener }: Layout,
  index: number,
): void {
  for (let count = 0; count < (listeners[index] ?? 0); count += 1)
    loadBalancer.listeners.push(buildListener(context, loadBalancer, 4));
  for (let count = 0; count < (l7Listeners[index] ?? 0); count += 1) {
    const listener = buildListener(context, loadBalancer, 7);
    for (let rule = 0; rule < rulesPerL7Listener; rule += 1)
      listener.rules.push(buildRule(context, listener));
    loadBalancer.listeners.push(listener);
  }
}

function fillBackends(
  context: BuildContext,
  loadBalancers: readonly LoadBalancer[],
  { backends }: Layout,
  instances: readonly Instance[],
): void {
  let place = 0;
  const next = (): number => backends[place++] ?? 0;
  for (const loadBalancer of loadBalancers) {
    if (!loadBalancer.wire.application) {
      fillClassic(context, loadBalancer, next(), instances);
      continue;
    }
    for (const listener of loadBalancer.listeners) {
      const port = listener.wire.instancePort;
      if (listener.wire.layer === 4) fillApplication(context, listener, port, next(), instances);
      for (const rule of listener.rules) fillApplication(context, rule, port, next(), instances);
    }
  }
}

/** Every list of backends of a region. */
export function backendLists({ loadBalancers }: Pick<Fleet, 'loadBalancers'>): Backend[][] {
  return loadBalancers.flatMap(({ backends, listeners }) => [
    backends,
    ...listeners.flatMap((listener) => [listener.backends, ...listener.rules.map((rule) => rule.backends)]),
  ]);
}

/** Somewhere a machine is still bound that CVM no longer has. */
function bindGone(context: BuildContext, fleet: Fleet, { vendorId }: Instance): void {
  const list = backendLists(fleet).find((backends) => backends.length >= 2);
  const replaced = list?.[1];
  if (!list || !replaced) return;
  const { port, createdAt, wire } = replaced;
  const target = { __typename: 'Instance', vendorId } as const;
  const backend = buildBackend(context, { ownerId: wire.ownerId, target, ordinal: 1, port, createdAt });
  list.splice(1, 1, { ...backend, wire: { ...backend.wire, healthAt: wire.healthAt } });
}
