import type { BackendTarget } from '../../inventory.js';
import type { EditableFleet, RowKind, RowList } from '../../row-kind.js';
import { targetId } from './backend.js';
import { buildBackend, buildClassicBackend, relinkBackends } from './build-backends.js';
import type { BuildContext } from './build-context.js';
import { buildInstance } from './build-instances.js';
import { buildListener, buildRule } from './build-listener.js';
import { buildLoadBalancer } from './build-load-balancer.js';
import type { Backend, Fleet, Instance, Listener, LoadBalancer, Rule } from './records.js';
import {
  backendFields,
  instanceFields,
  listenerFields,
  listenerProtocol,
  loadBalancerFields,
  readProtocol,
  ruleFields,
} from './row-fields.js';

const all = { isListed: () => true, rank: () => 0 };

/** The rows of one region for mutations; new ones are drawn from a stream of their own. */
export function openFleet(fleet: Fleet, context: BuildContext, changed: () => void): EditableFleet {
  const { loadBalancers, instances } = fleet;
  const built = {
    loadBalancers: loadBalancers.length,
    backends: context.account.backends,
    instances: instances.length,
  };
  const next = (kind: keyof typeof built): number => built[kind]++;
  const isApplication = (): boolean => loadBalancers.some(({ wire }) => wire.application);
  const allListeners = (): Listener[] => loadBalancers.flatMap(({ listeners }) => listeners);

  const loadBalancer: RowKind<LoadBalancer> = {
    ...all,
    parent: null,
    fields: loadBalancerFields,
    lists: () => [
      {
        parentId: null,
        rows: loadBalancers,
        refusal: null,
        // An application one where the region has such: there are none in the edition of 2014.
        build: () => buildLoadBalancer(context, next('loadBalancers'), isApplication()),
      },
    ],
  };
  const listener: RowKind<Listener> = {
    ...all,
    parent: 'loadBalancer',
    fields: listenerFields,
    fixed: { protocol: listenerProtocol },
    lists: () =>
      loadBalancers.map((owner) => ({
        parentId: owner.vendorId,
        rows: owner.listeners,
        refusal: null,
        build({ protocol: wanted }) {
          const protocol = readProtocol(wanted);
          const web = protocol === 'HTTP' || protocol === 'HTTPS';
          return buildListener(context, owner, owner.wire.application && web ? 7 : 4, protocol);
        },
      })),
  };
  const rule: RowKind<Rule> = {
    ...all,
    parent: 'listener',
    fields: ruleFields,
    lists: () =>
      allListeners()
        .filter(({ wire }) => wire.layer === 7)
        .map((owner) => ({
          parentId: owner.vendorId,
          rows: owner.rules,
          refusal: null,
          build: () => buildRule(context, owner),
        })),
  };
  const backend: RowKind<Backend> = {
    ...all,
    parent: 'classic load balancer, layer-4 listener or rule',
    idOf: bindingId,
    fields: backendFields,
    lists: () => [
      ...loadBalancers
        .filter(({ wire }) => !wire.application)
        .map((owner) => classicList(context, owner, instances, () => next('backends'))),
      ...loadBalancers
        .filter(({ wire }) => wire.application)
        .flatMap(({ listeners }) => listeners)
        .flatMap((row) => placesOf(row))
        .map((place) => applicationList(context, place, instances, () => next('backends'))),
    ],
  };
  const instance: RowKind<Instance> = {
    ...all,
    parent: null,
    fields: instanceFields(context.clock),
    lists: () => [
      {
        parentId: null,
        rows: instances,
        refusal: null,
        build: () => buildInstance(context, next('instances')),
      },
    ],
  };
  return {
    kinds: { loadBalancer, listener, rule, backend, instance },
    changed() {
      keepCreationOrder(loadBalancers);
      relinkBackends(fleet, context.edition.interfaces);
      changed();
    },
  };
}

/** Where it is bound, what, and on which port: all that tells one binding from another. */
function bindingId({ wire, target, port }: Backend): string {
  const id = target.__typename === 'IpTarget' ? target.address : target.vendorId;
  return `${wire.ownerId}/${id}${port === null ? '' : `:${port}`}`;
}

function classicList(
  context: BuildContext,
  owner: LoadBalancer,
  instances: readonly Instance[],
  next: () => number,
): RowList<Backend> {
  const bound = new Set(owner.backends.map(targetId));
  const free = instances.filter(({ vendorId }) => !bound.has(vendorId));
  return {
    parentId: owner.vendorId,
    rows: owner.backends,
    refusal: free.length > 0 ? null : 'parentId: binds every machine already, and each only once',
    build: () => buildClassicBackend(context, context.random.pick(free), owner, next()),
  };
}

interface ApplicationPlace {
  readonly owner: Listener | Rule;
  readonly basePort: number;
}

function placesOf(listener: Listener): ApplicationPlace[] {
  const owners: (Listener | Rule)[] = listener.wire.layer === 4 ? [listener] : listener.rules;
  return owners.map((owner) => ({ owner, basePort: listener.wire.instancePort }));
}

function applicationList(
  context: BuildContext,
  { owner, basePort }: ApplicationPlace,
  instances: readonly Instance[],
  next: () => number,
): RowList<Backend> {
  return {
    parentId: owner.vendorId,
    rows: owner.backends,
    refusal: instances.length > 0 ? null : 'kind: a backend needs an instance, and there is none',
    build() {
      const { vendorId } = context.random.pick(instances);
      const target: BackendTarget = { __typename: 'Instance', vendorId };
      let port = basePort;
      while (owner.backends.some((row) => row.port === port && targetId(row) === vendorId)) port += 1;
      const createdAt = context.clock.next();
      return buildBackend(context, { ownerId: owner.vendorId, target, ordinal: next(), port, createdAt });
    },
  };
}

/** The vendor lists by creation time, so a row that was put or moved elsewhere takes the time of a neighbour. */
function keepCreationOrder(rows: readonly LoadBalancer[]): void {
  const timeOf = (row: LoadBalancer | undefined): string => row?.createdAt ?? '';
  rows.forEach((row, at) => {
    const [before, after] = [rows[at - 1], rows[at + 1]];
    const fits = !before || !after || timeOf(before) <= timeOf(after);
    const late = after !== undefined && timeOf(row) > timeOf(after);
    const early = before !== undefined && timeOf(row) < timeOf(before);
    if (fits && late) row.createdAt = timeOf(after);
    if (fits && early) row.createdAt = timeOf(before);
  });
}
