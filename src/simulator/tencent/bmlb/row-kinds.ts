import type { EditableFleet, RowKind, RowList } from '../../row-kind.js';
import { buildNextBackend, type Place } from './build-backends.js';
import type { BuildContext } from './build-context.js';
import { buildNextInstance } from './build-instances.js';
import { buildListener, nextListenerIndex } from './build-listener.js';
import { buildLoadBalancer } from './build-load-balancer.js';
import { buildNextRule } from './build-rules.js';
import { BACKENDS_PER_PLACE, LISTENERS_PER_LAYER } from './limits.js';
import type { Backend, Fleet, Instance, Listener, LoadBalancer, Rule } from './records.js';
import {
  backendFields,
  instanceFields,
  listenerFields,
  loadBalancerFields,
  newListenerFields,
  newRuleFields,
  PROTOCOLS,
  ruleFields,
} from './row-fields.js';

const all = { isListed: () => true, rank: () => 0 };

/** The rows of one region for mutations; new ones are drawn from a stream of their own. */
export function openFleet(fleet: Fleet, context: BuildContext, changed: () => void): EditableFleet {
  const { loadBalancers, instances } = fleet;
  const { clock } = context;
  const built = {
    loadBalancers: loadBalancers.length,
    // Past the ordinals whose rows are made unusual on purpose.
    backends: context.account.backends + 100,
    instances: instances.length,
  };
  const next = (kind: keyof typeof built): number => built[kind]++;
  const ofRegion = <Row extends { vendorId: string }>(rows: Row[], build: () => Row): RowList<Row>[] => [
    { parentId: null, rows, refusal: null, build },
  ];

  const loadBalancer: RowKind<LoadBalancer> = {
    ...all,
    parent: null,
    fields: loadBalancerFields(clock),
    lists: () => ofRegion(loadBalancers, () => buildLoadBalancer(context, next('loadBalancers'), 1)),
  };
  const listener: RowKind<Listener> = {
    parent: 'loadBalancer',
    fields: listenerFields,
    fixed: newListenerFields,
    lists: () =>
      loadBalancers.map((owner) => ({
        parentId: owner.vendorId,
        rows: owner.listeners,
        refusal: null,
        build: ({ protocol }) => buildNextListener(context, owner, protocol),
      })),
    isListed: () => true,
    rank: ({ wire }) => wire.layer,
  };
  const rule: RowKind<Rule> = {
    parent: 'listener',
    fields: ruleFields,
    fixed: newRuleFields,
    lists: () =>
      loadBalancers
        .flatMap(({ listeners }) => listeners)
        .map((owner) => ({
          parentId: owner.vendorId,
          rows: owner.rules,
          refusal: owner.wire.layer === 7 ? null : 'parentId: a listener of layer 4 has no rules',
          build: ({ domain }) =>
            buildNextRule(context, owner, typeof domain === 'string' ? domain : undefined),
        })),
    isListed: () => true,
    rank: ({ wire }) => wire.domain.ordinal,
  };
  const backend: RowKind<Backend> = {
    ...all,
    parent: 'listener',
    idOf: bindingId,
    fields: backendFields,
    lists: () =>
      loadBalancers.flatMap((owner) =>
        placesOf(owner).map((place) => ({
          parentId: place.vendorId,
          rows: place.backends,
          refusal: refuseBackend(place),
          build: () => buildNextBackend(context, owner, place, instances, next('backends')),
        })),
      ),
  };
  const instance: RowKind<Instance> = {
    ...all,
    parent: null,
    fields: instanceFields(clock),
    isListed: ({ wire }) => !wire.trashed,
    lists: () => ofRegion(instances, () => buildNextInstance(context, next('instances'))),
  };
  return {
    kinds: { loadBalancer, listener, rule, backend, instance },
    changed() {
      relink(fleet);
      changed();
    },
  };
}

function bindingId({ wire, target, port }: Backend): string {
  const id = target.__typename === 'IpTarget' ? target.address : target.vendorId;
  return `${wire.placeId}/${id}:${String(port)}`;
}

function placesOf({ listeners }: LoadBalancer): Place[] {
  return listeners.flatMap((row): Place[] => (row.wire.layer === 4 ? [row] : row.rules));
}

/** Of layer 4 unless a protocol of layer 7 is given; throws a RangeError where the vendor takes no such listener. */
function buildNextListener(context: BuildContext, owner: LoadBalancer, given: unknown): Listener {
  const protocol = PROTOCOLS.find((known) => known === given);
  const layer = protocol === 'HTTP' || protocol === 'HTTPS' ? 7 : 4;
  const { listeners, vendorFields, wire } = owner;
  if (listeners.filter((row) => row.wire.layer === layer).length >= LISTENERS_PER_LAYER)
    throw new RangeError(`parentId: has ${LISTENERS_PER_LAYER} listeners of layer ${layer}, the most of one`);
  if (layer === 7 && vendorFields['tgwSetType'] === 'dnat')
    throw new RangeError('fields.protocol: an enhanced load balancer has listeners of layer 4 alone');
  if (protocol === 'HTTPS' && wire.type === 'internal')
    throw new RangeError('fields.protocol: an internal load balancer has HTTP alone on layer 7');
  return buildListener(context, owner, layer, nextListenerIndex(owner, layer, protocol));
}

function refuseBackend({ backends }: Place): string | null {
  return backends.length < BACKENDS_PER_PLACE
    ? null
    : `parentId: has ${BACKENDS_PER_PLACE} backends, the most of a listener or location`;
}

/** A backend's row has the alias and address of its target, while the vendor has that target. */
function relink({ loadBalancers, instances }: Fleet): void {
  const byId = new Map(instances.map((row) => [row.vendorId, row]));
  for (const place of loadBalancers.flatMap(placesOf))
    for (const backend of place.backends) {
      const { target } = backend;
      if (target.__typename === 'IpTarget') setAddress(backend, target.address);
      else setMachine(backend, byId.get(target.vendorId), 'domain' in place);
    }
}

function setAddress(backend: Backend, address: string): void {
  backend.name = null;
  backend.addresses = [address];
  backend.vendorFields = { bindType: 1 };
}

function setMachine(backend: Backend, machine: Instance | undefined, layer7: boolean): void {
  if (!machine && backend.vendorFields['bindType'] === 0) return;
  backend.name = machine?.name ?? null;
  backend.wire.emptyName = machine?.wire.emptyName ?? '';
  if (machine) backend.addresses = machine.privateAddresses.slice(0, 1);
  backend.vendorFields = {
    bindType: 0,
    ...(layer7 ? { mgtIp: machine?.wire.mgtIp ?? '' } : {}),
    operates: [...(machine?.wire.operates ?? [])],
  };
}
