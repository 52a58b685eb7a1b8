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

/** So much of a value goes into a cursor, in code units: longer than any vendor's names. */
const cursorLength = 600;

/** A key as a cursor carries it. */
export function toCarried({ value, id }: SortKey): SortKey {
  return { value: value?.slice(0, cursorLength) ?? null, id };
}

/** The key that a cursor carried, whole: where its value was cut, that of the item itself, if it is still there. */
export function fromCarried(carried: SortKey, known: ReadonlyMap<string, SortKey>): SortKey {
  const { value, id } = carried;
  if (value === null || value.length < cursorLength) return carried;
  const whole = known.get(id);
  return whole?.value?.startsWith(value) === true ? whole : carried;
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
