import type { ListName, ListRef } from '../model/list.js';
import type { ItemKind, ItemRef } from '../model/record.js';

const kinds: Readonly<Record<ListName, ItemKind>> = {
  loadBalancers: 'loadBalancer',
  instances: 'instance',
  listeners: 'listener',
  rules: 'rule',
  backends: 'backend',
};

/** What a list is of. */
export function itemKindOf({ list }: ListRef): ItemKind {
  return kinds[list];
}

/** What a list stands under; null for a list of the whole source. */
export function parentOf(of: ListRef): ItemRef | null {
  const { source } = of;
  switch (of.list) {
    case 'loadBalancers':
    case 'instances':
      return null;
    case 'listeners':
      return { kind: 'loadBalancer', source, vendorId: of.loadBalancerId };
    case 'rules':
    case 'backends':
      return { kind: 'listener', source, loadBalancerId: of.loadBalancerId, vendorId: of.listenerId };
  }
}
