import type { ListName, ListRef } from '../model/list.js';
import type { ItemKind, ItemRef } from '../model/record.js';

const kinds: Readonly<Record<ListName, ItemKind>> = {
  loadBalancers: 'loadBalancer',
  instances: 'instance',
  listeners: 'listener',
  rules: 'rule',
  backends: 'backend',
  reached: 'backend',
  members: 'instance',
  bindings: 'backend',
};

/** What a list is of. */
export function itemKindOf({ list }: ListRef): ItemKind {
  return kinds[list];
}

/** All that a list stands under, outermost first; nothing for a list of the whole source. */
export function parentsOf(of: ListRef): readonly ItemRef[] {
  if (!('loadBalancerId' in of)) return [];
  const { source, loadBalancerId } = of;
  const parents: ItemRef[] = [{ kind: 'loadBalancer', source, vendorId: loadBalancerId }];
  if (!('listenerId' in of) || of.listenerId === null) return parents;
  const { listenerId } = of;
  parents.push({ kind: 'listener', source, loadBalancerId, vendorId: listenerId });
  if (!('ruleId' in of) || of.ruleId === null) return parents;
  return [...parents, { kind: 'rule', source, loadBalancerId, listenerId, vendorId: of.ruleId }];
}

/** The list in which an item stands. */
export function listOf(ref: ItemRef): ListRef {
  const { source } = ref;
  switch (ref.kind) {
    case 'loadBalancer':
      return { list: 'loadBalancers', source };
    case 'instance':
      return { list: 'instances', source };
    case 'listener':
      return { list: 'listeners', source, loadBalancerId: ref.loadBalancerId };
    case 'rule':
      return { list: 'rules', source, loadBalancerId: ref.loadBalancerId, listenerId: ref.listenerId };
    case 'backend': {
      const { loadBalancerId, listenerId, ruleId } = ref;
      return { list: 'backends', source, loadBalancerId, listenerId, ruleId };
    }
  }
}
