import type { EditableFleet, RowKind, RowList } from '../../row-kind.js';
import type { BuildContext } from '../build-context.js';
import { buildNextBackend, keyOf, relinkBackends } from './build-backends.js';
import { buildInstance } from './build-instances.js';
import { buildNextListener } from './build-listener.js';
import { buildLoadBalancer } from './build-load-balancer.js';
import type { Backend, Fleet, Instance, Listener, LoadBalancer } from './records.js';
import { backendFields, instanceFields, listenerFields, loadBalancerFields } from './row-fields.js';

const all = { isListed: () => true, rank: () => 0 };

/** An account's rows for mutations; new ones are drawn from a stream of their own. */
export function openFleet(fleet: Fleet, context: BuildContext, changed: () => void): EditableFleet {
  const { loadBalancers, instances } = fleet;
  const { account, clock } = context;
  const built = {
    loadBalancers: loadBalancers.length,
    listeners: account.listeners,
    // Past the ordinals whose rows are made unusual on purpose.
    backends: account.backends + 10,
    instances: instances.length,
  };
  const next = (kind: keyof typeof built): number => built[kind]++;
  const ofAccount = <Row extends { vendorId: string }>(rows: Row[], build: () => Row): RowList<Row>[] => [
    { parentId: null, rows, refusal: null, build },
  ];

  const loadBalancer: RowKind<LoadBalancer> = {
    ...all,
    parent: null,
    fields: loadBalancerFields(fleet, clock),
    lists: () => ofAccount(loadBalancers, () => buildLoadBalancer(context, next('loadBalancers'))),
  };
  const listener: RowKind<Listener> = {
    ...all,
    parent: 'loadBalancer',
    fields: listenerFields,
    lists: () =>
      loadBalancers.map((owner) => ({
        parentId: owner.vendorId,
        rows: owner.listeners,
        refusal: null,
        build: () => buildNextListener(context, owner, next('listeners')),
      })),
  };
  const backend: RowKind<Backend> = {
    ...all,
    parent: 'listener',
    idOf: ({ wire, target, port }) => `${wire.listenerId}/${keyOf(target)}/${port ?? ''}`,
    fields: backendFields,
    lists: () =>
      loadBalancers
        .flatMap(({ listeners }) => listeners)
        .map((owner) => ({
          parentId: owner.vendorId,
          rows: owner.backends,
          refusal: null,
          build: () => buildNextBackend(context, owner, instances, next('backends')),
        })),
  };
  const instance: RowKind<Instance> = {
    ...all,
    parent: null,
    fields: instanceFields(clock),
    lists: () => ofAccount(instances, () => buildInstance(context, next('instances'))),
  };
  return {
    kinds: { loadBalancer, listener, backend, instance },
    changed() {
      relinkBackends(fleet);
      changed();
    },
  };
}
