import type { EditableFleet, RowKind, RowList } from '../../row-kind.js';
import { buildNextBackend } from './build-backends.js';
import type { BuildContext } from '../build-context.js';
import { buildInstance } from './build-instances.js';
import { buildListener, nextListenerIndex } from './build-listener.js';
import { buildLoadBalancer } from './build-load-balancer.js';
import type { Backend, Fleet, Instance, Listener, LoadBalancer } from './records.js';
import {
  backendFields,
  instanceFields,
  instanceKind,
  listenerFields,
  loadBalancerFields,
} from './row-fields.js';

const all = { isListed: () => true, rank: () => 0 };

/** An account's rows for mutations; new ones are drawn from a stream of their own. */
export function openFleet(fleet: Fleet, context: BuildContext, changed: () => void): EditableFleet {
  const { loadBalancers, instances } = fleet;
  const { clock } = context;
  const built = {
    loadBalancers: loadBalancers.length,
    // Past the ordinals whose rows are made unusual on purpose.
    backends: context.account.backends + 10,
    instances: instances.length,
  };
  const next = (kind: keyof typeof built): number => built[kind]++;
  const ofAccount = <Row extends { vendorId: string }>(
    rows: Row[],
    build: RowList<Row>['build'],
  ): RowList<Row>[] => [{ parentId: null, rows, refusal: null, build }];

  const loadBalancer: RowKind<LoadBalancer> = {
    ...all,
    parent: null,
    fields: loadBalancerFields(fleet, context),
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
        build: () => buildListener(context, owner, nextListenerIndex(owner)),
      })),
  };
  const backend: RowKind<Backend> = {
    parent: 'listener',
    fields: backendFields(fleet, clock),
    lists: () =>
      loadBalancers
        .flatMap(({ listeners }) => listeners)
        .map((owner) => ({
          parentId: owner.vendorId,
          rows: owner.backends,
          refusal: instances.length > 0 ? null : 'kind: a backend needs an instance, and there is none',
          build: () => buildNextBackend(context, owner, instances, next('backends')),
        })),
    isListed: () => true,
    rank: ({ wire }) => (wire.product === 'BM' ? 0 : 1),
  };
  const instance: RowKind<Instance> = {
    parent: null,
    fields: instanceFields(fleet, clock),
    fixed: { kind: instanceKind },
    lists: () =>
      ofAccount(instances, ({ kind }) =>
        buildInstance(context, next('instances'), kind === 'VIRTUAL_MACHINE'),
      ),
    isListed: () => true,
    rank: ({ kind }) => (kind === 'BARE_METAL' ? 0 : 1),
  };
  return {
    kinds: { loadBalancer, listener, backend, instance },
    changed() {
      relinkNames(fleet);
      changed();
    },
  };
}

/** A backend's `instanceName` is the name that the instance has now; without the instance there is none. */
function relinkNames({ loadBalancers, instances }: Fleet): void {
  const names = new Map(instances.map((row) => [row.vendorId, row.name ?? row.wire.emptyName]));
  for (const { listeners } of loadBalancers)
    for (const { backends } of listeners)
      for (const { target, wire } of backends)
        wire.instanceName = target.__typename === 'IpTarget' ? null : (names.get(target.vendorId) ?? null);
}
