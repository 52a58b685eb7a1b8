/** Fields by which lists are ordered, of whatever noun. */
export type OrderField = 'NAME' | 'CREATED_AT' | 'STATUS' | 'HEALTH';

/** By what a list is ordered, and which end comes first. */
export interface Order {
  readonly field: OrderField;
  /** ASC unless told. */
  readonly direction?: 'ASC' | 'DESC' | undefined;
}

/** Where an item stands in an order: by a value, null for none, and among equals by an id. */
export interface SortKey {
  readonly value: string | null;
  readonly id: string;
}

/** Orders keys: those without a value last in both directions, ids always ascending. */
export function compareKeys(direction: Order['direction']): (a: SortKey, b: SortKey) => number {
  const sign = direction === 'DESC' ? -1 : 1;
  return (a, b) => {
    if (a.value !== b.value) {
      if (a.value === null) return 1;
      if (b.value === null) return -1;
      return a.value < b.value ? -sign : sign;
    }
    return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
  };
}
