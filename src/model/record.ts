import type { Backend, BackendRef, Health } from './backend.js';
import type { Instance, InstanceRef } from './instance.js';
import type { Listener, ListenerRef, ListenerRule, ListenerRuleRef } from './listener.js';
import type { LoadBalancer, LoadBalancerRef } from './load-balancer.js';
import type { Router, RouterRef } from './router.js';

/** A record that lists hold and ids name. */
export type Item = LoadBalancer | Listener | ListenerRule | Backend | Instance;

export type ItemKind = Item['kind'];

/** Names one item, with all that is needed to fetch it. */
export type ItemRef =
  | ({ readonly kind: 'loadBalancer' } & LoadBalancerRef)
  | ({ readonly kind: 'listener' } & ListenerRef)
  | ({ readonly kind: 'rule' } & ListenerRuleRef)
  | ({ readonly kind: 'backend' } & BackendRef)
  | ({ readonly kind: 'instance' } & InstanceRef);

/** Names one record that can be looked up: an item, or a router, which is none. */
export type RecordRef = ItemRef | ({ readonly kind: 'router' } & RouterRef);

/** What a vendor's row brings: an item, a router, or the health of a backend. */
export type VendorRecord = Item | Router | Health;

export type RecordKind = VendorRecord['kind'];

/** The key of whatever a row brings, inside its source. */
export function recordKey(record: VendorRecord): string {
  return record.kind === 'health' ? record.of : itemKey(record);
}

/** The key of a record inside its source. An item and its ref have the same key. */
export function itemKey(ref: RecordRef): string {
  switch (ref.kind) {
    case 'loadBalancer':
    case 'router':
      return JSON.stringify([ref.kind, ref.vendorId]);
    case 'listener':
      return JSON.stringify([ref.kind, ref.loadBalancerId, ref.vendorId]);
    case 'rule':
      return JSON.stringify([ref.kind, ref.loadBalancerId, ref.listenerId, ref.vendorId]);
    case 'backend':
      return backendKey('backend', ref);
    case 'instance':
      return JSON.stringify([ref.kind, ref.instanceKind, ref.vendorId]);
  }
}

/** The key under which a backend's health is kept inside its source. */
export function healthKeyOf(backend: BackendRef & Pick<Backend, 'checkedAs'>): string {
  return backend.checkedAs ?? backendKey('health', backend);
}

function backendKey(kind: string, ref: BackendRef): string {
  const { loadBalancerId, listenerId, ruleId, target, port, vendorId } = ref;
  return JSON.stringify([kind, loadBalancerId, listenerId, ruleId, target.type, target.id, port, vendorId]);
}
