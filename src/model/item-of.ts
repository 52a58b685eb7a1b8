import type { Item, ItemKind } from './record.js';

export type ItemOf<K extends ItemKind> = Extract<Item, { readonly kind: K }>;

/** Narrows an item to one kind; null for any other, and for none. */
export function itemOf<K extends ItemKind>(kind: K): (item: Item | null) => ItemOf<K> | null {
  return (item) => (item !== null && isOf(item, kind) ? item : null);
}

function isOf<K extends ItemKind>(item: Item, kind: K): item is ItemOf<K> {
  return item.kind === kind;
}
