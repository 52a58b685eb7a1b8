import type { EditableFleet, RowKind, RowList } from '../row-kind.js';
import { buildNextBackend } from './build-backends.js';
import type { BuildContext } from './build-context.js';
import { buildNextInstance, buildRouter } from './build-instances.js';
import { buildListener, nextListenerIndex } from './build-listener.js';
import { buildLoadBalancer } from './build-load-balancer.js';
import { backendCapacity, LISTENERS_PER_LOAD_BALANCER } from './limits.js';
import {
  isDeleted,
  isUnlisted,
  type Backend,
  type Fleet,
  type Instance,
  type Listener,
  type LoadBalancer,
  type Router,
} from './records.js';
import {
  backendFields,
  instanceFields,
  listenerFields,
  loadBalancerFields,
  routerFields,
} from './row-fields.js';

const sole = { parent: null, rank: () => 0 };

/** The rows of one region for mutations; new ones are drawn from a stream of their own. */
export function openFleet(fleet: Fleet, context: BuildContext, changed: () => void): EditableFleet {
  const { loadBalancers, instances, routers } = fleet;
  const { clock } = context;
  const built = {
    loadBalancers: loadBalancers.length,
    backends: context.account.backends,
    instances: instances.length,
    routers: routers.length,
  };
  const next = (kind: keyof typeof built): number => built[kind]++;
  const ofRegion = <Row extends { vendorId: string }>(rows: Row[], build: () => Row): RowList<Row>[] => [
    { parentId: null, rows, refusal: null, build },
  ];

  const loadBalancer: RowKind<LoadBalancer> = {
    ...sole,
    fields: loadBalancerFields(clock),
    lists: () => ofRegion(loadBalancers, () => buildLoadBalancer(context, next('loadBalancers'), 'live')),
    isListed: (row) => !isDeleted(row),
  };
  const listener: RowKind<Listener> = {
    parent: 'loadBalancer',
    fields: listenerFields,
    lists: () =>
      loadBalancers.map((owner) => ({
        parentId: owner.vendorId,
        rows: owner.listeners,
        refusal:
          owner.listeners.length < LISTENERS_PER_LOAD_BALANCER
            ? null
            : `parentId: has ${LISTENERS_PER_LOAD_BALANCER} listeners, the most of a load balancer`,
        build: () => buildListener(context, owner, nextListenerIndex(owner)),
      })),
    isListed: () => true,
    rank: () => 0,
  };
  const backend: RowKind<Backend> = {
    parent: 'listener',
    fields: backendFields(clock),
    lists: () =>
      loadBalancers.flatMap((owner) =>
        owner.listeners.map((row) => ({
          parentId: row.vendorId,
          rows: row.backends,
          refusal: refuseBackend(owner, row),
          build: () => buildNextBackend(context, row, instances, next('backends')),
        })),
      ),
    isListed: () => true,
    rank: () => 0,
  };
  const instance: RowKind<Instance> = {
    ...sole,
    fields: instanceFields(clock),
    lists: () => ofRegion(instances, () => buildNextInstance(context, next('instances'))),
    isListed: (row) => !isUnlisted(row),
  };
  const router: RowKind<Router> = {
    ...sole,
    fields: routerFields(clock),
    lists: () => ofRegion(routers, () => buildRouter(context, next('routers'))),
    isListed: () => true,
  };
  return {
    kinds: { loadBalancer, listener, backend, instance, router },
    changed() {
      relinkAddresses(fleet);
      changed();
    },
  };
}

function refuseBackend({ listeners }: LoadBalancer, { backends }: Listener): string | null {
  const { perListener, perLoadBalancer } = backendCapacity;
  if (backends.length >= perListener) return `parentId: has ${perListener} backends, the most of a listener`;
  const all = listeners.reduce((total, listener) => total + listener.backends.length, 0);
  return all < perLoadBalancer
    ? null
    : `parentId: its load balancer has ${perLoadBalancer} backends, the most of one`;
}

/** A backend's `private_ip` is its target's address, while the vendor has that target. */
function relinkAddresses({ loadBalancers, instances, routers }: Fleet): void {
  const addresses = new Map(
    [...instances, ...routers].map((row) => [row.vendorId, row.privateAddresses.slice(0, 1)]),
  );
  for (const { listeners } of loadBalancers)
    for (const { backends } of listeners)
      for (const row of backends)
        row.addresses =
          row.target.__typename === 'IpTarget'
            ? [row.target.address]
            : (addresses.get(row.target.vendorId) ?? null);
}
